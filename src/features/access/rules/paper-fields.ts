// Merge fields of a paper's text: {{clientCompany}}. A field that the text uses needs a value; there are no optional ones.

export const paperFields = [
  'clientCompany',
  'clientRegistration',
  'clientRepresentative',
  'clientAddress',
  'agencyCompany',
  'agencyRegistration',
  'agencyRepresentative',
  'agencyAddress',
  'stores',
  'scope',
  'purpose',
  'validFrom',
  'validTo',
  'confidentialYears',
  'governingLaw',
  'court',
] as const

export type PaperField = (typeof paperFields)[number]
export type PaperValues = Readonly<Partial<Record<PaperField, string>>>

const days: readonly PaperField[] = ['validFrom', 'validTo']
const token = /\{\{\s*([^{}]*?)\s*\}\}/g

export const isPaperField = (name: string): name is PaperField =>
  (paperFields as readonly string[]).includes(name)

/** Fields that a text names, in order of their first mention. */
export function fieldsIn(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(token)].map((found) => found[1] ?? '')))]
}

/** Names in a text that are no field, and braces that are left open: what keeps a wording from being saved. */
export function wordingProblems(text: string): string[] {
  const unknown = fieldsIn(text).filter((name) => !isPaperField(name))
  const rest = text.replaceAll(token, '')
  return rest.includes('{{') || rest.includes('}}') ? [...unknown, '{{ }}'] : unknown
}

/** Fields of the texts without a value, and days that are none. */
export function missingFields(texts: readonly string[], values: PaperValues): PaperField[] {
  return fieldsIn(...texts)
    .filter(isPaperField)
    .filter((name) => {
      const value = (values[name] ?? '').trim()
      if (value === '' || value.includes('{{')) return true
      return days.includes(name) && !/^\d{4}-\d{2}-\d{2}$/.test(value)
    })
}

export function merged(text: string, values: PaperValues): string {
  return text.replaceAll(token, (whole, name: string) =>
    isPaperField(name) ? (values[name] ?? whole).trim() : whole,
  )
}

/** What a paper's text is made of, for the page and the PDF: a line that begins with # is a heading, blank lines part paragraphs. */
export type PaperBlock = { readonly kind: 'title' | 'heading' | 'text'; readonly text: string }

export function blocksOf(text: string): PaperBlock[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      if (block.startsWith('## ')) return { kind: 'heading', text: block.slice(3).trim() }
      if (block.startsWith('# ')) return { kind: 'title', text: block.slice(2).trim() }
      return { kind: 'text', text: block }
    })
}
