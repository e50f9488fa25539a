import { healthMetrics } from '#features/facts/rules/health-metrics.ts'
import { healthName, healthStatus, healthStatuses } from '#features/risk/rules/health-words.ts'
import type { Cell, Params, Unit, Value } from '../diagnosis.ts'
import { columns, words } from './columns.ts'
import { enFindings } from './en-findings.ts'
import { findingWords } from './of-product.ts'
import { enSources, zhSources } from './sources.ts'
import type { FindingWords, SourceWords } from './table.ts'
import { type Pair, cannotSay, charts, labels, notes, sections, tables } from './terms.ts'
import { zhFindings } from './zh-findings.ts'

export type Language = 'zh' | 'en'

/** Names of what Amazon judges accounts by, and its verdicts. */
const healthWords = Object.fromEntries(
  [
    ...healthMetrics.map(({ name }) => [name, healthName(name, 'zh'), healthName(name, 'en')] as const),
    ...healthStatuses.map(
      (status) => [status, healthStatus(status, 'zh'), healthStatus(status, 'en')] as const,
    ),
  ].map(([key, zh, en]) => [`health_${key}`, [zh, en] as const]),
)

const pairs = {
  labels,
  sections,
  tables,
  charts,
  columns,
  words: { ...words, ...healthWords },
  notes,
  cannotSay,
} as const
export type PairTable = keyof typeof pairs

/** How one language says things: every text of page, HTML and PDF comes from here. */
export type Wording = {
  readonly language: Language
  /** The text of a key; the key itself when Amazon used a word we do not know. */
  say(table: PairTable, key: string, params?: Params): string
  finding(kind: string): FindingWords
  source(code: string): SourceWords
  fill(template: string, params: Params): string
  show(value: Value): string
  cell(unit: Unit, value: Cell, currency?: string | null): string
}

const unknownFinding = (kind: string): FindingWords => ({
  title: kind,
  what: '',
  act: '',
  basis: '',
  change: '',
})

export function wordingOf(language: Language): Wording {
  const at = language === 'zh' ? 0 : 1
  const findings = language === 'zh' ? zhFindings : enFindings
  const sources = language === 'zh' ? zhSources : enSources
  const lookUp = (table: PairTable, key: string): string =>
    (pairs[table] as Readonly<Record<string, Pair>>)[key]?.[at] ?? key

  const cell = (unit: Unit, value: Cell, currency: string | null = null): string => {
    if (value === null || value === '') return '–'
    switch (unit) {
      case 'money':
        return moneyShown(String(value), currency)
      case 'ratio':
        return `${trimmed(Number(value) * 100, Math.abs(Number(value)) < 0.1 ? 2 : 1)}%`
      case 'count':
        return grouped(String(Math.round(Number(value))))
      case 'number':
        return grouped(
          trimmed(Number(value), Math.abs(Number(value)) < 10 ? 2 : Math.abs(Number(value)) < 1000 ? 1 : 0),
        )
      case 'index':
        return Number(value).toFixed(2)
      case 'days':
        return language === 'zh' ? `${trimmed(Number(value), 0)} 天` : `${trimmed(Number(value), 0)} days`
      case 'month':
        return String(value).slice(0, 7)
      case 'word':
        return lookUp('words', String(value))
      case 'day':
      case 'text':
        return String(value)
    }
  }
  const show = (value: Value): string => cell(value.unit, value.value, value.currency)
  // {name} is a value; {name|one|many} is the word that fits a count, for languages that have two.
  const fill = (template: string, params: Params): string =>
    template
      .replaceAll(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) =>
        params[name]?.value === 1 ? one : many,
      )
      .replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
        params[name] === undefined ? whole : show(params[name]),
      )

  return {
    language,
    say: (table, key, params) => fill(lookUp(table, key), params ?? {}),
    finding: (kind) => findingWords(language, findings, kind) ?? unknownFinding(kind),
    source: (code) => sources[code] ?? { name: code, path: '', gives: '' },
    fill,
    show,
    cell,
  }
}

function trimmed(value: number, places: number): string {
  return value.toFixed(places)
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const thousands = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? thousands : `${thousands}.${fraction}`
}

/** Exact decimal text, grouped, at the currency's own places: never through a float. */
export function moneyShown(text: string, currency: string | null): string {
  const places = currency === 'JPY' || currency === 'KRW' ? 0 : 2
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const digits = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6))
  const step = 10n ** BigInt(6 - places)
  const rounded = (digits + step / 2n) / step
  const padded = rounded.toString().padStart(places + 1, '0')
  const shown =
    places === 0 ? grouped(padded) : `${grouped(padded.slice(0, -places))}.${padded.slice(-places)}`
  return `${negative && rounded !== 0n ? '-' : ''}${shown}${currency === null ? '' : ` ${currency}`}`
}
