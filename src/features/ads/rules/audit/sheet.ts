import { decimalsOf } from '#kernel/money.ts'
import type { AuditFigures, Sums } from './figures.ts'
import { sheetWords } from './sheet-words.ts'

// A quarter's figures as sections of lines, in either language: the page, the PDF and the workbook show the same ones.

export type CellKind = 'text' | 'count' | 'money' | 'ratio' | 'number'
export type Cell = string | number | null
export type SheetColumn = { readonly label: string; readonly kind: CellKind }
export type SheetSection = {
  readonly key: string
  readonly title: string
  readonly note: string
  readonly columns: readonly SheetColumn[]
  /** A cell may bring its own kind: lines of one column hold amounts and counts. */
  readonly rows: readonly (readonly (Cell | { readonly kind: CellKind; readonly value: Cell })[])[]
}
export type AuditSheet = {
  readonly title: string
  readonly standing: string
  readonly facts: readonly (readonly [string, string])[]
  readonly sections: readonly SheetSection[]
  readonly none: string
}

type Language = 'zh' | 'en'
type Words = (typeof sheetWords)['zh' | 'en']

const share = (a: string | number, b: string | number | null): number | null =>
  b === null || Number(b) === 0 ? null : Number(a) / Number(b)
const change = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : now / before - 1
const as = (kind: CellKind, value: Cell) => ({ kind, value })

export function auditSheet(figures: AuditFigures, language: Language): AuditSheet {
  const words = sheetWords[language]
  return {
    title: words.title,
    standing: figures.isFinal ? words.final : words.provisional,
    facts: [
      [words.client, figures.client],
      [words.store, `${figures.store} · ${figures.marketplace} (${figures.currency})`],
      [words.quarter, figures.quarter],
      [words.days, `${figures.from} – ${figures.to}`],
      [words.asOf, figures.asOf ?? '—'],
      [words.made, figures.madeAt],
    ],
    sections: [
      totalsSection(figures, words),
      monthsSection(figures, words),
      sumsSection('targeting', figures.byTargeting, figures, words),
      sumsSection('match', figures.byMatch, figures, words),
      wasteSection(figures, words),
      ...invalidSections(figures, words),
      budgetSection(figures, words),
      cpcSection(figures, words),
      ...workSections(figures, words),
    ],
    none: words.none,
  }
}

const columns = (words: Words, ...all: [key: string, kind: CellKind][]): SheetColumn[] =>
  all.map(([key, kind]) => ({ label: words.columns[key] ?? key, kind }))

const isRatio: ReadonlySet<string> = new Set(['acos', 'tacos', 'cpc', 'cvr'])
const LEAST_DAYS = 14

function totalsSection({ totals, before }: AuditFigures, words: Words): SheetSection {
  const c = words.columns
  const line = (key: string, kind: CellKind, of: (one: typeof totals) => number | string | null) => {
    const [now, was] = [of(totals), of(before)]
    const number = (value: number | string | null): number | null => (value === null ? null : Number(value))
    // Sums of unlike stretches are not compared; ratios are, when the other stretch is long enough to have one.
    const isAlike = isRatio.has(key)
      ? before.days >= LEAST_DAYS
      : Math.abs(before.days - totals.days) <= totals.days / 10
    const moved = isAlike ? change(number(now), number(was)) : null
    return [c[key]!, as(kind, now), as(kind, was), as('ratio', moved)]
  }
  return {
    key: 'totals',
    title: words.sections.totals,
    note: '',
    columns: columns(words, ['what', 'text'], ['now', 'number'], ['before', 'number'], ['change', 'ratio']),
    rows: [
      line('days', 'count', (one) => one.days),
      line('spend', 'money', (one) => one.spend),
      line('spendAll', 'money', (one) => one.spendAll),
      line('sales', 'money', (one) => one.sales),
      line('ordered', 'money', (one) => one.ordered),
      line('acos', 'ratio', (one) => share(one.spend, one.sales)),
      line('tacos', 'ratio', (one) => share(one.spendAll, one.ordered)),
      line('impressions', 'count', (one) => one.impressions),
      line('clicks', 'count', (one) => one.clicks),
      line('orders', 'count', (one) => one.orders),
      line('cpc', 'money', (one) => share(one.spend, one.clicks)),
      line('cvr', 'ratio', (one) => share(one.orders, one.clicks)),
    ],
  }
}

function monthsSection({ months }: AuditFigures, words: Words): SheetSection {
  return {
    key: 'months',
    title: words.sections.months,
    note: '',
    columns: columns(
      words,
      ['month', 'text'],
      ['spend', 'money'],
      ['spendAll', 'money'],
      ['plan', 'money'],
      ['deviation', 'ratio'],
      ['sales', 'money'],
      ['acos', 'ratio'],
      ['ordered', 'money'],
      ['tacos', 'ratio'],
      ['daysAbove', 'count'],
    ),
    rows: months.map((one) => [
      one.month,
      one.spend,
      one.spendAll,
      one.plan,
      change(Number(one.spendAll), one.plan === null ? null : Number(one.plan)),
      one.sales,
      share(one.spend, one.sales),
      one.ordered,
      share(one.spendAll, one.ordered),
      one.daysAbove,
    ]),
  }
}

function sumsSection(
  key: 'targeting' | 'match',
  rows: readonly (Sums & { key: string })[],
  { totals }: AuditFigures,
  words: Words,
): SheetSection {
  return {
    key,
    title: words.sections[key],
    note: '',
    columns: columns(
      words,
      ['kind', 'text'],
      ['spend', 'money'],
      ['share', 'ratio'],
      ['sales', 'money'],
      ['acos', 'ratio'],
      ['clicks', 'count'],
      ['orders', 'count'],
      ['cpc', 'money'],
      ['cvr', 'ratio'],
    ),
    rows: rows.map((one) => [
      words.keys[one.key] ?? one.key,
      one.spend,
      share(one.spend, totals.spend),
      one.sales,
      share(one.spend, one.sales),
      one.clicks,
      one.orders,
      share(one.spend, one.clicks),
      share(one.orders, one.clicks),
    ]),
  }
}

function wasteSection({ waste, totals }: AuditFigures, words: Words): SheetSection {
  return {
    key: 'waste',
    title: words.sections.waste,
    note: `${words.lines.waste(waste.leastClicks)}: ${waste.terms} · ${words.lines.wasteShare} ${percent(share(waste.spend, totals.spend))}`,
    columns: columns(words, ['term', 'text'], ['campaign', 'text'], ['clicks', 'count'], ['spend', 'money']),
    rows: waste.top.map((one) => [one.term, one.campaign, one.clicks, one.spend]),
  }
}

const percent = (ratio: number | null): string => (ratio === null ? '—' : `${(ratio * 100).toFixed(1)}%`)

const pairs = (words: Words): SheetColumn[] => columns(words, ['what', 'text'], ['value', 'number'])

function invalidSections({ invalid }: AuditFigures, words: Words): SheetSection[] {
  const { lines } = words
  const title = words.sections.invalid
  if (invalid === null)
    return [{ key: 'invalid', title, note: lines.invalidNone, columns: pairs(words), rows: [] }]
  const range = `${percent(invalid.ratio)} (${percent(invalid.low)} – ${percent(invalid.high)})`
  const summary: SheetSection = {
    key: 'invalid',
    title,
    note: lines.invalidNote,
    columns: pairs(words),
    rows: [
      [lines.gross, as('count', invalid.gross)],
      [lines.invalid, as('count', invalid.invalid)],
      [lines.rate, as('text', range)],
      [lines.trend, as('text', words.keys[invalid.direction] ?? '—')],
      [lines.credited, as('money', invalid.credited)],
    ],
  }
  if (invalid.standOut.length === 0) return [summary]
  return [
    summary,
    {
      key: 'invalid_campaigns',
      title: `${title} · ${words.columns['campaign'] ?? ''}`,
      note: '',
      columns: columns(
        words,
        ['campaign', 'text'],
        ['gross', 'count'],
        ['invalid', 'count'],
        ['rate', 'ratio'],
        ['expected', 'count'],
      ),
      rows: invalid.standOut.map((one) => [
        one.campaign,
        one.gross,
        one.invalid,
        one.ratio,
        Math.round(one.expected),
      ]),
    },
  ]
}

function budgetSection({ outOfBudget: out }: AuditFigures, words: Words): SheetSection {
  const { lines } = words
  return {
    key: 'budget',
    title: words.sections.budget,
    note: '',
    columns: pairs(words),
    rows: [
      [lines.above, as('count', out.daysAbove)],
      [lines.suspected, as('count', out.suspectedDays)],
      [lines.recorded, as('text', out.recordedFrom?.slice(0, 10) ?? '—')],
      [lines.hours, as('number', Math.round(out.hours * 10) / 10)],
      [lines.lost, as('money', out.lost)],
    ],
  }
}

function cpcSection({ cpc }: AuditFigures, words: Words): SheetSection {
  const { lines } = words
  const { benchmark } = cpc
  return {
    key: 'cpc',
    title: words.sections.cpc,
    note: lines.weakNote,
    columns: pairs(words),
    rows: [
      [words.columns['cpc']!, as('money', cpc.cpc)],
      [lines.benchmark, as('text', benchmark === null ? '—' : `${benchmark.name} (${benchmark.source})`)],
      [lines.benchmarkValue, as('money', benchmark?.value ?? null)],
      [lines.ratio, as('ratio', cpc.ratio)],
      [lines.target, as('text', `${percent(cpc.lowRatio)} – ${percent(cpc.highRatio)}`)],
      [lines.weak, as('text', cpc.cheapButWeak.length === 0 ? '—' : cpc.cheapButWeak.join(' · '))],
    ],
  }
}

function workSections(figures: AuditFigures, words: Words): SheetSection[] {
  const { lines, sections } = words
  const { witness } = figures
  const of = (key: string): string => words.keys[key] ?? key
  return [
    {
      key: 'changes',
      title: sections.changes,
      note: '',
      columns: columns(
        words,
        ['kind', 'text'],
        ['made', 'count'],
        ['byRule', 'count'],
        ['reverted', 'count'],
      ),
      rows: figures.changes.map((one) => [of(one.kind), one.made, one.byRule, one.reverted]),
    },
    {
      key: 'effects',
      title: sections.effects,
      note: '',
      columns: columns(
        words,
        ['metric', 'text'],
        ['raised', 'count'],
        ['lowered', 'count'],
        ['unclear', 'count'],
        ['few', 'count'],
      ),
      rows: figures.effects.map((one) => [of(one.metric), one.raised, one.lowered, one.unclear, one.few]),
    },
    {
      key: 'witness',
      title: sections.witness,
      note: '',
      columns: pairs(words),
      rows: [
        [lines.recorded, as('text', witness.from?.slice(0, 10) ?? '—')],
        [lines.matched, as('count', witness.matched)],
        [lines.unlogged, as('count', witness.unlogged)],
        [lines.explained, as('count', witness.explained)],
      ],
    },
    {
      key: 'structure',
      title: sections.structure,
      note: '',
      columns: columns(words, ['what', 'text'], ['count', 'count']),
      rows: figures.structure.map((one) => [of(one.key), one.count]),
    },
  ]
}

/** A cell's own kind and value, or its column's. */
export function cellAt(
  section: SheetSection,
  row: SheetSection['rows'][number],
  index: number,
): { kind: CellKind; value: Cell } {
  const cell = row[index] ?? null
  return typeof cell === 'object' && cell !== null
    ? cell
    : { kind: section.columns[index]?.kind ?? 'text', value: cell }
}

/** A cell as text: amounts with the currency's decimals, grouped; a dash where nothing is known. */
export function cellText(cell: { kind: CellKind; value: Cell }, currency: string): string {
  const { kind, value } = cell
  if (value === null || value === '') return '—'
  if (kind === 'text') return String(value)
  const number = Number(value)
  if (kind === 'ratio') return percent(number)
  const places = kind === 'money' ? decimalsOf(currency) : kind === 'number' ? 1 : 0
  return number.toLocaleString('en', {
    minimumFractionDigits: kind === 'money' ? places : 0,
    maximumFractionDigits: places,
  })
}
