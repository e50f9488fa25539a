import { type Micros, decimalText, timesRatio } from '#kernel/money.ts'
import type {
  Cell,
  Column,
  Finding,
  Group,
  Level,
  Stake,
  StakeKind,
  Table,
  Unit,
  Value,
} from './diagnosis.ts'
import type { Behind, RowRef, Segment } from './input.ts'

/** Share of sales that is left after Amazon's fees; used to weigh lost sales against lost money when settlements do not tell. */
export const ASSUMED_NET_SHARE = 0.3

export const moneyText = (micros: Micros): string => decimalText(micros)

export const money = (micros: Micros, currency: string): Value => ({
  unit: 'money',
  value: moneyText(micros),
  currency,
})
export const ratio = (value: number | null): Value => ({ unit: 'ratio', value: tidy(value) })
export const count = (value: number | null): Value => ({ unit: 'count', value })
export const number = (value: number | null): Value => ({ unit: 'number', value: tidy(value) })
export const days = (value: number | null): Value => ({ unit: 'days', value: tidy(value) })
export const day = (value: string | null): Value => ({ unit: 'day', value })
export const text = (value: string | null): Value => ({ unit: 'text', value })
export const word = (value: string): Value => ({ unit: 'word', value })

/** Six significant digits: what follows is noise and would make hashes differ between machines. */
export function tidy(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(6))
}

const GROUPS_SHOWN = 50

type RowOf = { cells: readonly Cell[]; behind: Behind }

/** A table; columns are [key, unit] pairs. Rows beyond `shown` are counted, not kept. */
export function table(
  key: string,
  currency: string | null,
  columns: readonly (readonly [string, Unit])[],
  rows: readonly RowOf[],
  shown = GROUPS_SHOWN,
): Table {
  const head: Column[] = columns.map(([key, unit]) => ({ key, unit }))
  const kept = rows.slice(0, shown).map(({ cells, behind }) => ({
    cells: cells.map((cell) => (typeof cell === 'number' ? tidy(cell) : cell)),
    rows: behind.rows,
    refs: behind.refs.slice(0, REFS_KEPT),
  }))
  return { key, currency, columns: head, rows: kept, total: rows.length }
}

const REFS_KEPT = 5

export const nothingBehind: Behind = { rows: 0, refs: [] }

/** The rows behind several groups together. */
export function behindAll(groups: readonly Behind[]): Behind {
  let rows = 0
  const refs: RowRef[] = []
  for (const group of groups) {
    rows += group.rows
    for (const ref of group.refs) if (refs.length < REFS_KEPT) refs.push(ref)
  }
  return { rows, refs }
}

export const segmentKey = (segment: { marketplace: string | null; currency: string | null }): string =>
  `${segment.marketplace ?? '-'} ${segment.currency ?? '-'}`

/** Splits by marketplace and currency, in a fixed order, so that the order of the input does not matter. */
export function bySegment<T extends Segment>(items: readonly T[]): [Segment, T[]][] {
  const found = new Map<string, [Segment, T[]]>()
  for (const item of items) {
    const key = segmentKey(item)
    const entry = found.get(key)
    if (entry) entry[1].push(item)
    else found.set(key, [{ marketplace: item.marketplace, currency: item.currency }, [item]])
  }
  return [...found.entries()].toSorted(([a], [b]) => compareText(a, b)).map(([, entry]) => entry)
}

/** Plain code-unit order: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Largest first, ties by text, so that permuted input gives the same list. */
export function largestFirst<T>(
  items: readonly T[],
  size: (item: T) => bigint,
  name: (item: T) => string,
): T[] {
  return items.toSorted((a, b) => {
    const left = size(a)
    const right = size(b)
    return left === right ? compareText(name(a), name(b)) : left < right ? 1 : -1
  })
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export function sumMicros<T>(items: readonly T[], of: (item: T) => Micros): Micros {
  let total = 0n
  for (const item of items) total += of(item)
  return total
}

export function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0
  for (const item of items) total += of(item)
  return total
}

export const absolute = (micros: Micros): Micros => (micros < 0n ? -micros : micros)
const atLeastZero = (micros: Micros): Micros => (micros < 0n ? 0n : micros)

/**
 * Money at stake. Spans under 14 days are not stretched to 30: too little is known.
 * `netShare`: what is left of a unit of sales after Amazon's fees, from the account's own settlements; null when unknown.
 */
export function stake(options: {
  kind: StakeKind
  currency: string
  micros: Micros
  lowMicros?: Micros
  highMicros?: Micros
  days: number | null
  netShare?: number | null
}): Stake {
  const { kind, currency, micros, days } = options
  const perMonth = days === null || days < 14 ? 1 : 30 / days
  const weight =
    kind === 'sales' ? (options.netShare ?? ASSUMED_NET_SHARE) : kind === 'cash' ? CARRYING_SHARE : 1
  return {
    kind,
    currency,
    amount: moneyText(atLeastZero(micros)),
    low: moneyText(atLeastZero(options.lowMicros ?? micros)),
    high: moneyText(atLeastZero(options.highMicros ?? micros)),
    days,
    ranked: moneyText(timesRatio(atLeastZero(micros), perMonth * weight)),
  }
}

/** Cash lying in stock is not lost; in the order of findings it counts with what a month of lying costs (about 3 %). */
const CARRYING_SHARE = 0.03

export function finding(
  options: Omit<Finding, 'id' | 'provisional'> & { currency: string | null; provisional?: boolean },
): Finding {
  const { currency, provisional = false, ...rest } = options
  return {
    ...rest,
    provisional,
    id: `${options.kind}:${segmentKey({ marketplace: options.marketplace, currency })}`,
  }
}

export function emptyGroup(segment: { marketplace: string | null; currency: string | null }): Group & {
  figures: Group['figures'][number][]
  charts: Group['charts'][number][]
  tables: Group['tables'][number][]
  notes: Group['notes'][number][]
} {
  return {
    marketplace: segment.marketplace,
    currency: segment.currency,
    figures: [],
    charts: [],
    tables: [],
    notes: [],
  }
}

/** Severity from the money of 30 days as a share of the 30-day turnover it concerns. */
export function severityOf(shareOfTurnover: number | null): Level {
  if (shareOfTurnover === null) return 'medium'
  return shareOfTurnover >= 0.03 ? 'high' : shareOfTurnover >= 0.005 ? 'medium' : 'low'
}
