import { addDays } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { beyondTarget, kindOf, statusOf } from '#features/risk/rules/health.ts'
import {
  count,
  day,
  emptyGroup,
  finding,
  groupBy,
  compareText,
  stake,
  sumMicros,
  table,
  word,
} from './build.ts'
import type { Finding, Group, Section, Stake, Table } from './diagnosis.ts'
import type { DiagnosisInput, HealthFact } from './input.ts'

// What Amazon says of the account: its status, rates beside their targets, violations that stand.

/** The newest health report of each marketplace, and what in it needs somebody. */
export function healthSection(input: DiagnosisInput): { section: Section; findings: Finding[] } {
  const places = [...groupBy(input.health, (row) => row.marketplace)].toSorted(([a], [b]) =>
    compareText(a, b),
  )
  const groups: Group[] = []
  const findings: Finding[] = []
  for (const [marketplace, rows] of places) {
    const currency = findMarketplace(marketplace)?.currency ?? null
    const group = emptyGroup({ marketplace, currency })
    groups.push(group)
    group.figures.push(
      { key: 'account_status', ...word(`health_${statusOf(rows) ?? 'NONE'}`) },
      { key: 'health_as_of', ...day(rows[0]!.asOf) },
    )
    group.tables.push(...tablesOf(rows))
    findings.push(...findingsOf({ marketplace, currency, rows }, input))
  }
  const notes = groups.length === 0 ? [{ key: 'no_health', params: {} }] : []
  return { section: { id: 'health', groups, notes }, findings }
}

const rowsOf = (rows: readonly HealthFact[], kind: string): HealthFact[] =>
  rows.filter((row) => kindOf(row.metric) === kind)

function tablesOf(rows: readonly HealthFact[]): Table[] {
  const judged = rowsOf(rows, 'rate').filter((row) => row.status !== 'NONE')
  const standing = rowsOf(rows, 'violations').filter((row) => (row.count ?? 0) > 0)
  return [
    ...(judged.length === 0 ? [] : [ratesTable(judged)]),
    ...(standing.length === 0 ? [] : [violationsTable(standing)]),
  ]
}

const ratesTable = (rows: readonly HealthFact[]): Table =>
  table(
    'health_rates',
    null,
    [
      ['health_metric', 'word'],
      ['health_rate', 'ratio'],
      ['health_target', 'ratio'],
      ['health_count', 'count'],
      ['health_base', 'count'],
      ['health_judged', 'word'],
    ],
    rows.map((row) => ({
      cells: [`health_${row.metric}`, row.rate, row.target, row.count, row.base, `health_${row.status}`],
      behind: row,
    })),
  )

const violationsTable = (rows: readonly HealthFact[]): Table =>
  table(
    'health_violations',
    null,
    [
      ['health_metric', 'word'],
      ['health_count', 'count'],
    ],
    rows.map((row) => ({ cells: [`health_${row.metric}`, row.count], behind: row })),
  )

type Place = { marketplace: string; currency: string | null; rows: readonly HealthFact[] }

function findingsOf(place: Place, input: DiagnosisInput): Finding[] {
  const { marketplace, currency, rows } = place
  const common = { section: 'health', marketplace, currency, confidence: 'high' } as const
  const status = statusOf(rows)
  const beyond = new Set<string>(beyondTarget(rows))
  const rates = rowsOf(rows, 'rate').filter((row) => beyond.has(row.metric))
  const standing = rowsOf(rows, 'violations').filter((row) => beyond.has(row.metric))
  const found: Finding[] = []
  if (status !== null && status !== 'NORMAL')
    found.push(
      finding({
        ...common,
        kind: 'account_at_risk',
        severity: 'high',
        stake: salesOf(place, input),
        params: { status: word(`health_${status}`), on: day(rows[0]!.asOf) },
        evidence: null,
      }),
    )
  if (rates.length > 0)
    found.push(
      finding({
        ...common,
        kind: 'health_rate_beyond_target',
        severity: 'high',
        stake: null,
        params: {
          rates: count(rates.length),
          worst: word(`health_${rates[0]!.metric}`),
          rate: { unit: 'ratio', value: rates[0]!.rate },
          target: { unit: 'ratio', value: rates[0]!.target },
        },
        evidence: ratesTable(rates),
      }),
    )
  if (standing.length > 0)
    found.push(
      finding({
        ...common,
        kind: 'violations_stand',
        severity: 'medium',
        stake: null,
        params: {
          violations: count(standing.reduce((sum, row) => sum + (row.count ?? 0), 0)),
          kinds: count(standing.length),
          first: word(`health_${standing.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]!.metric}`),
        },
        evidence: violationsTable(standing),
      }),
    )
  return found
}

/** What an account sells in thirty days: nothing of it is sold while the account is off. */
function salesOf({ marketplace, currency }: Place, input: DiagnosisInput): Stake | null {
  const days = input.salesDays.filter((row) => row.marketplace === marketplace && row.currency === currency)
  const last = days.reduce((high, row) => (row.day > high ? row.day : high), '')
  if (currency === null || last === '') return null
  const recent = days.filter((row) => row.day > addDays(last, -30))
  return stake({ kind: 'sales', currency, micros: sumMicros(recent, (row) => row.salesMicros), days: 30 })
}
