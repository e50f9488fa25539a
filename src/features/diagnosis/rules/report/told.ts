import { microsFromDecimal } from '#kernel/money.ts'
import type { Diagnosis, Figure, Finding, Group, Missing, Stake, Table } from '../diagnosis.ts'
import type { RowRef } from '../input.ts'
import type { Wording } from '../words/wording.ts'
import { chartSvg } from './chart-svg.ts'

// The diagnosis told in one language: only text and pictures are left. HTML and PDF are two ways to set this same value.

export type ToldColumn = { label: string; numeric: boolean }
export type ToldTable = {
  title: string
  columns: readonly ToldColumn[]
  rows: readonly { cells: readonly string[]; source: string }[]
  more: string
}
export type ToldFigure = { label: string; value: string; note: string; provisional: boolean }
export type ToldFinding = {
  title: string
  market: string
  severity: string
  severityCode: string
  confidence: string
  amount: string
  interval: string
  /** The amount the order rests on, comparable between findings. */
  ranked: string
  kind: string
  provisional: boolean
  paragraphs: readonly { label: string; text: string }[]
  table: ToldTable | null
}
export type ToldGroup = {
  title: string
  figures: readonly ToldFigure[]
  charts: readonly { title: string; svg: string }[]
  tables: readonly ToldTable[]
  notes: readonly string[]
}
export type ToldSection = { title: string; groups: readonly ToldGroup[]; notes: readonly string[] }
export type ToldMissing = { name: string; state: string; path: string; gives: string; cannotSay: string }

export type Told = {
  language: 'zh' | 'en'
  title: string
  subtitle: string
  verdict: readonly string[]
  ranking: string
  findings: readonly ToldFinding[]
  sections: readonly ToldSection[]
  missing: readonly ToldMissing[]
  files: ToldTable | null
  madeFrom: string
  labels: Readonly<Record<string, string>>
}

/** A file as it was read, for the list at the end. */
export type ReadFile = {
  file: string
  type: string | null
  rows: number
  rejected: number
  reason: string | null
}

const numericUnits = new Set(['money', 'ratio', 'count', 'number', 'days', 'index'])

export function tell(
  diagnosis: Diagnosis,
  wording: Wording,
  options: { rows: number; files?: readonly ReadFile[]; name?: string },
): Told {
  const teller = tellerOf(diagnosis, wording, options.rows)
  const labelKeys = [
    'findings',
    'missing',
    'severity',
    'confidence',
    'at_stake',
    'interval',
    'provisional',
    'provisional_hint',
    'source_rows',
    'cannot_say',
    'where',
    'no_findings',
    'verdict',
    'page',
    'evidence',
    'settlements',
  ] as const
  return {
    language: wording.language,
    title:
      options.name === undefined
        ? wording.say('labels', 'title')
        : `${options.name} · ${wording.say('labels', 'title')}`,
    subtitle: subtitleOf(diagnosis, wording),
    verdict: verdictOf(diagnosis, wording),
    ranking: wording.say('labels', `ranking_${diagnosis.ranking}`),
    findings: diagnosis.findings.map(teller.finding),
    sections: diagnosis.sections.map((section) => ({
      title: wording.say('sections', section.id),
      groups: section.groups.map((group) => teller.group(group, section.groups.length)),
      notes: section.notes.map((note) => wording.say('notes', note.key, note.params)),
    })),
    missing: diagnosis.missing.map((one) => missingTold(one, wording)),
    files: options.files === undefined ? null : filesTable(options.files, wording),
    madeFrom: wording.say('labels', 'made_from'),
    labels: Object.fromEntries(labelKeys.map((key) => [key, wording.say('labels', key)])),
  }
}

function subtitleOf(diagnosis: Diagnosis, wording: Wording): string {
  const say = (key: string): string => wording.say('labels', key)
  const period =
    diagnosis.from === null || diagnosis.to === null
      ? null
      : `${say('period')} ${diagnosis.from} – ${diagnosis.to}`
  return [diagnosis.marketplace ?? say('all_markets'), period, `${say('as_of')} ${diagnosis.asOf}`]
    .filter((part) => part !== null)
    .join(' · ')
}

/** The first lines: the largest finding, settlements, advertising, and how much is missing. */
export function verdictOf(diagnosis: Diagnosis, wording: Wording): string[] {
  const lines: string[] = []
  const say = (
    key: string,
    params: Record<string, { unit: 'text' | 'count'; value: string | number }>,
  ): void => void lines.push(wording.say('labels', key, params))
  const text = (value: string): { unit: 'text'; value: string } => ({ unit: 'text', value })
  const count = (value: number): { unit: 'count'; value: number } => ({ unit: 'count', value })
  const priced = diagnosis.findings.filter((one) => one.stake !== null)
  const first = priced[0]
  if (first !== undefined)
    say('verdict_money', {
      count: count(priced.length),
      first: text(wording.fill(wording.finding(first.kind).title, first.params)),
      amount: text(stakeText(first.stake!, wording)),
    })
  else lines.push(wording.say('labels', 'no_findings'))
  const stated = diagnosis.settlements.filter((own) => own.total !== null)
  if (stated.length > 0) {
    const equal = stated.filter((own) => own.total === own.sumOfRows).length
    say('verdict_settled', { count: count(stated.length), equal: count(equal) })
  }
  for (const total of Object.values(diagnosis.ads))
    say('verdict_ads', {
      currency: text(total.currency),
      spend: text(wording.cell('money', total.spend, total.currency)),
      sales: text(wording.cell('money', total.sales, total.currency)),
      acos: text(wording.cell('ratio', total.acos)),
    })
  const absent = diagnosis.missing.filter((one) => one.state === 'absent')
  if (absent.length > 0) say('verdict_missing', { count: count(absent.length) })
  return lines
}

function stakeText(stake: Stake, wording: Wording): string {
  const amount = wording.cell('money', stake.amount, stake.currency)
  if (stake.days === null) return amount
  const over = wording.say('labels', 'per_days', { days: { unit: 'count', value: stake.days } })
  return wording.language === 'zh' ? `${amount}（${over}）` : `${amount} (${over})`
}

/** "low – high", or nothing where the amount is exact. */
export function intervalText(stake: Stake, wording: Wording): string {
  if (microsFromDecimal(stake.low) === microsFromDecimal(stake.high)) return ''
  return `${wording.cell('money', stake.low)} – ${wording.cell('money', stake.high, stake.currency)}`
}

export function marketText(marketplace: string | null, currency: string | null, wording: Wording): string {
  return [marketplace ?? wording.say('labels', 'unstated_market'), currency]
    .filter((part) => part !== null)
    .join(' · ')
}

/** "orders.txt:12, 40 … (118)" */
export function sourceText(
  rows: number,
  refs: readonly RowRef[],
  files: Readonly<Record<string, string>>,
): string {
  const byFile = Map.groupBy(refs, (ref) => ref.file)
  const shown = [...byFile.entries()].map(
    ([file, own]) => `${files[file] ?? file}:${own.map((ref) => ref.line).join(',')}`,
  )
  if (shown.length === 0) return ''
  return rows > refs.length ? `${shown.join('; ')} … (${rows})` : shown.join('; ')
}

function tellerOf(diagnosis: Diagnosis, wording: Wording, shown: number) {
  const tableTold = (table: Table): ToldTable => {
    // Whoever reads the months of a year wants all of them: a little over is not cut.
    const rows = table.rows.length <= 2 * shown ? table.rows : table.rows.slice(0, shown)
    // A column without a single value only takes width.
    const used = table.columns.map((_, at) =>
      rows.some((row) => row.cells[at] !== null && row.cells[at] !== ''),
    )
    return {
      title: wording.say('tables', table.key),
      columns: table.columns
        .filter((_, at) => used[at])
        .map((column) => ({
          label: `${wording.say('columns', column.key)}${column.unit === 'money' && table.currency !== null ? ` (${table.currency})` : ''}`,
          numeric: numericUnits.has(column.unit),
        })),
      rows: rows.map((row) => ({
        cells: row.cells.flatMap((cell, at) =>
          used[at] ? [wording.cell(table.columns[at]!.unit, cell)] : [],
        ),
        source: sourceText(row.rows, row.refs, diagnosis.files),
      })),
      more:
        table.total > rows.length
          ? wording.say('labels', 'of_rows', {
              shown: { unit: 'count', value: rows.length },
              total: { unit: 'count', value: table.total },
            })
          : '',
    }
  }
  const finding = (one: Finding): ToldFinding => {
    const words = wording.finding(one.kind)
    const paragraph = (key: 'what' | 'act' | 'basis' | 'change'): { label: string; text: string } => ({
      label: wording.say('labels', key),
      text: wording.fill(words[key], one.params),
    })
    return {
      title: wording.fill(words.title, one.params),
      market: marketText(one.marketplace, one.stake?.currency ?? null, wording),
      severity: wording.say('labels', `level_${one.severity}`),
      severityCode: one.severity,
      confidence: wording.say('labels', `level_${one.confidence}`),
      amount: one.stake === null ? '' : stakeText(one.stake, wording),
      interval: one.stake === null ? '' : intervalText(one.stake, wording),
      ranked:
        one.stake === null
          ? ''
          : wording.say('labels', 'ranked', {
              amount: { unit: 'money', value: one.stake.ranked, currency: one.stake.currency },
            }),
      kind: one.stake === null ? '' : wording.say('labels', `kind_${one.stake.kind}`),
      provisional: one.provisional,
      paragraphs: [paragraph('what'), paragraph('act'), paragraph('basis'), paragraph('change')],
      table: one.evidence === null || one.evidence.rows.length === 0 ? null : tableTold(one.evidence),
    }
  }
  const group = (one: Group, siblings: number): ToldGroup => ({
    title:
      siblings > 1 || one.marketplace !== null || one.currency !== null
        ? marketText(one.marketplace, one.currency, wording)
        : '',
    figures: one.figures
      .filter((figure) => figure.value !== null)
      .map((figure) => figureTold(figure, wording)),
    charts: one.charts
      .filter((chart) => chart.x.length > 1)
      .map((chart) => ({ title: wording.say('charts', chart.key), svg: chartSvg(chart, wording) })),
    tables: one.tables.filter((table) => table.rows.length > 0).map(tableTold),
    notes: one.notes.map((note) => wording.say('notes', note.key, note.params)),
  })
  return { finding, group }
}

export function figureTold(figure: Figure, wording: Wording): ToldFigure {
  const parts: string[] = []
  if (figure.low !== undefined && figure.high !== undefined)
    parts.push(`${wording.cell(figure.unit, figure.low)} – ${wording.cell(figure.unit, figure.high)}`)
  if (figure.before !== undefined && figure.before !== null) {
    parts.push(
      `${wording.say('labels', 'before')} ${wording.cell(figure.unit, figure.before, figure.currency ?? null)}`,
    )
    const change = Number(figure.before) === 0 ? null : Number(figure.value) / Number(figure.before) - 1
    if (change !== null) parts.push(`${change >= 0 ? '+' : ''}${wording.cell('ratio', change)}`)
  }
  return {
    label: wording.say('columns', figure.key),
    value: wording.show(figure),
    note: parts.join(' · '),
    provisional: figure.provisional === true,
  }
}

export function missingTold(one: Missing, wording: Wording): ToldMissing {
  const source = wording.source(one.code)
  const span = one.from === null || one.to === null ? '' : ` (${one.from} – ${one.to})`
  return {
    name: source.name,
    state: `${wording.say('labels', `state_${one.state}`, { days: { unit: 'count', value: one.missingDays } })}${span}`,
    path: source.path,
    gives: source.gives,
    cannotSay: one.cannotSay
      .map((code) => wording.say('cannotSay', code))
      .join(wording.language === 'zh' ? '、' : ', '),
  }
}

function filesTable(files: readonly ReadFile[], wording: Wording): ToldTable {
  const column = (key: string, numeric = false): ToldColumn => ({
    label: wording.say('labels', key),
    numeric,
  })
  return {
    title: wording.say('labels', 'files'),
    columns: [
      column('file'),
      column('type'),
      column('rows', true),
      column('rejected', true),
      column('reason'),
    ],
    rows: files.map((file) => ({
      cells: [
        file.file,
        file.type ?? '–',
        wording.cell('count', file.rows),
        wording.cell('count', file.rejected),
        file.reason ?? '',
      ],
      source: '',
    })),
    more: '',
  }
}
