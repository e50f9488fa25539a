// A text that people read, sign and compare: made from data, the same for screen, PDF and DOCX.

export type Lang = 'zh' | 'en'
/** Words in both languages, Chinese first. */
export type Pair = readonly [zh: string, en: string]

/** One clause. `key` tells the same clause apart across versions and languages. */
export type DocRow = { readonly key: string; readonly label: string; readonly text: string }
export type DocSection = {
  readonly key: string
  readonly title: string
  readonly note: string
  readonly rows: readonly DocRow[]
}

export const inLang = (pair: Pair, lang: Lang): string => pair[lang === 'zh' ? 0 : 1]

/** Both languages clause by clause, Chinese above English; a clause that reads alike stands once. */
export function bothOf(zh: readonly DocSection[], en: readonly DocSection[]): DocSection[] {
  const joined = (a: string, b: string, between: string): string => (a === b ? a : `${a}${between}${b}`)
  return zh.map((section, no) => {
    const other = en[no]!
    return {
      key: section.key,
      title: joined(section.title, other.title, ' · '),
      note: joined(section.note, other.note, '\n'),
      rows: section.rows.map((row, at) => ({
        key: row.key,
        label: joined(row.label, other.rows[at]!.label, '\n'),
        text: joined(row.text, other.rows[at]!.text, '\n'),
      })),
    }
  })
}

export type DocDifference = {
  readonly key: string
  readonly section: string
  readonly label: string
  /** Null: not there. */
  readonly before: string | null
  readonly after: string | null
}

/** What reads differently, clause by clause, in the order of the newer text; clauses that are gone come last in their section. */
export function differencesOf(before: readonly DocSection[], after: readonly DocSection[]): DocDifference[] {
  const found: DocDifference[] = []
  for (const section of after) {
    const old = before.find((one) => one.key === section.key)
    for (const row of section.rows) {
      const was = old?.rows.find((one) => one.key === row.key)
      if (was?.text !== row.text)
        found.push({
          key: `${section.key}/${row.key}`,
          section: section.title,
          label: row.label,
          before: was?.text ?? null,
          after: row.text,
        })
    }
    found.push(...goneOf(section, old))
  }
  for (const old of before)
    if (!after.some((one) => one.key === old.key)) found.push(...goneOf({ ...old, rows: [] }, old))
  return found
}

function goneOf(section: DocSection, old: DocSection | undefined): DocDifference[] {
  return (old?.rows ?? [])
    .filter((row) => !section.rows.some((one) => one.key === row.key))
    .map((row) => ({
      key: `${section.key}/${row.key}`,
      section: section.title,
      label: row.label,
      before: row.text,
      after: null,
    }))
}

/** "8000.5" → "8,000.50"; at least two places once there are any. */
export function groupedDecimal(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction.padEnd(2, '0')}`
}

export const moneyWords = (amount: string, currency: string): string =>
  `${currency} ${groupedDecimal(amount)}`

/** 0.075 → "7.5%"; as many places as the share has. */
export function percentWords(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`
}
