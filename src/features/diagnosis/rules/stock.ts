import { type Micros, timesRatio } from '#kernel/money.ts'
import {
  behindAll,
  count,
  days,
  emptyGroup,
  finding,
  groupBy,
  largestFirst,
  money,
  moneyText,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
} from './build.ts'
import {
  type MarketDemand,
  type SkuDemand,
  type Velocity,
  shortageChance,
  suspiciousGaps,
  velocityOf,
} from './demand.ts'
import type { Finding, Group, Level, Note, Params, Section, StakeKind, Table } from './diagnosis.ts'
import type { Behind, DiagnosisInput, Segment, StockFact } from './input.ts'

/** What a plan assumes until the client states its own: from order to sellable at the warehouse, and where cover becomes excess. */
export const LEAD_DAYS = 45
export const EXCESS_DAYS = 120
/** Amazon's low-inventory-level fee looks at 28 days of supply (US, since 2024). */
export const LOW_DAYS = 28

export type Position = StockFact & {
  currency: string | null
  priceMicros: Micros
  /** Units per day; null when neither orders nor the stock file tell. */
  velocity: Velocity | null
  coverDays: number | null
  available: number
  /** Days of sales history that show no sale at all; null when unknown. */
  idleDays: number | null
}

/** Stock against demand: cover, stock-outs now and soon, past gaps, excess, dead and aged stock. */
export function stockSection(
  input: DiagnosisInput,
  markets: readonly MarketDemand[],
  netShare: (segment: Segment) => number | null,
): {
  section: Section
  findings: Finding[]
  positions: Position[]
} {
  const groups: Group[] = []
  const findings: Finding[] = []
  const positions = input.stock.map((stock) => positionOf(stock, markets))
  const byMarket = [
    ...groupBy(positions, (row) => `${row.marketplace ?? '-'} ${row.currency ?? '-'}`).entries(),
  ].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [, rows] of byMarket) {
    const { marketplace, currency } = rows[0]!
    groups.push(groupOf(marketplace, currency, rows))
    if (currency !== null)
      findings.push(...positionFindings({ marketplace, currency }, rows, netShare({ marketplace, currency })))
  }
  for (const market of markets) findings.push(...gapFindings(market, netShare(market)))
  const notes: Note[] = [
    {
      key: 'stock_assumptions',
      params: { lead: count(LEAD_DAYS), excess: count(EXCESS_DAYS), low: count(LOW_DAYS) },
    },
    ...(groups.length === 0 ? [{ key: 'no_stock', params: {} }] : []),
  ]
  return { section: { id: 'stock', groups, notes }, findings, positions }
}

function positionOf(stock: StockFact, markets: readonly MarketDemand[]): Position {
  const own = markets
    .filter(
      (market) =>
        stock.marketplace === null || market.marketplace === null || market.marketplace === stock.marketplace,
    )
    .flatMap((market) => market.skus.filter((sku) => sku.sku === stock.sku).map((sku) => ({ market, sku })))
  const one = own.length === 1 ? own[0]! : null
  const velocity = one === null ? shippedVelocity(stock) : (velocityOf(one.sku) ?? shippedVelocity(stock))
  const available = stock.fulfillable + (stock.reserved ?? 0)
  return {
    ...stock,
    currency: stock.currency ?? one?.market.currency ?? null,
    priceMicros: stock.priceMicros ?? one?.sku.priceMicros ?? 0n,
    velocity,
    available,
    coverDays: velocity !== null && velocity.perDay > 0 ? available / velocity.perDay : null,
    idleDays: idleDaysOf(stock, one === null ? null : one.sku, markets),
  }
}

function shippedVelocity(stock: StockFact): Velocity | null {
  if (stock.unitsShipped90 === null && stock.unitsShipped30 === null) return null
  const [units, daysUsed] =
    stock.unitsShipped90 === null ? [stock.unitsShipped30!, 30] : [stock.unitsShipped90, 90]
  return { perDay: units / daysUsed, daysUsed, units, dispersion: 2 }
}

function idleDaysOf(
  stock: StockFact,
  sku: SkuDemand | null,
  markets: readonly MarketDemand[],
): number | null {
  if (sku !== null) {
    const reversed = sku.perDay.toReversed()
    const last = reversed.findIndex((units) => units > 0)
    return last === -1 ? reversed.length : last
  }
  if (stock.unitsShipped90 !== null) return stock.unitsShipped90 === 0 ? 90 : 0
  // Absent from the orders of its market: idle as long as the orders reach.
  const market = markets.filter((own) => stock.marketplace === null || own.marketplace === stock.marketplace)
  return market.length === 1 ? market[0]!.days : null
}

const valueOf = (row: Position, units: number): Micros => timesRatio(row.priceMicros, units)

function groupOf(marketplace: string | null, currency: string | null, rows: readonly Position[]): Group {
  const group = emptyGroup({ marketplace, currency })
  const known = rows.filter((row) => row.velocity !== null)
  const perDay = sumOf(known, (row) => row.velocity!.perDay)
  const value = sumMicros(rows, (row) => valueOf(row, row.available))
  group.figures.push(
    { key: 'stock_skus', ...count(rows.length) },
    { key: 'fulfillable_units', ...count(sumOf(rows, (row) => row.fulfillable)) },
    { key: 'unsellable_units', ...count(sumOf(rows, (row) => row.unsellable ?? 0)) },
    { key: 'inbound_units', ...count(sumOf(rows, (row) => row.inbound ?? 0)) },
    ...(currency === null ? [] : [{ key: 'stock_value', ...money(value, currency) }]),
    { key: 'cover_days', ...days(perDay > 0 ? sumOf(known, (row) => row.available) / perDay : null) },
    {
      key: 'low_cover_skus',
      ...count(known.filter((row) => row.coverDays !== null && row.coverDays < LOW_DAYS).length),
    },
    { key: 'empty_skus', ...count(rows.filter((row) => row.fulfillable === 0).length) },
  )
  if (known.length === 0) group.notes.push({ key: 'no_velocity', params: {} })
  group.tables.push(
    positionTable(
      'stock',
      currency,
      largestFirst(
        rows,
        (row) => valueOf(row, row.available),
        (row) => row.sku,
      ),
    ),
  )
  return group
}

function positionTable(
  key: string,
  currency: string | null,
  rows: readonly Position[],
  extra?: { column: string; of: (row: Position) => string | null },
): Table {
  return table(
    key,
    currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['as_of', 'day'],
      ['fulfillable_units', 'count'],
      ['inbound_units', 'count'],
      ['units_per_day', 'number'],
      ['cover_days', 'days'],
      ['shortage_chance', 'ratio'],
      ['price', 'money'],
      ...(extra === undefined ? [] : [[extra.column, 'money'] as const]),
    ],
    rows.map((row) => ({
      cells: [
        row.sku,
        row.title,
        row.asOf,
        row.fulfillable,
        row.inbound,
        row.velocity?.perDay ?? null,
        row.coverDays,
        row.velocity === null
          ? null
          : shortageChance(row.velocity, row.available + (row.inbound ?? 0), LEAD_DAYS),
        row.priceMicros > 0n ? moneyText(row.priceMicros) : null,
        ...(extra === undefined ? [] : [extra.of(row)]),
      ],
      behind: row,
    })),
    100,
  )
}

type Case = {
  kind: string
  stakeKind: StakeKind
  days: number | null
  confidence: Level
  /** Units at stake of a position; 0 or less = not concerned. */
  unitsOf: (row: Position) => number
  lowShare: number
}

const cases: readonly Case[] = [
  {
    kind: 'out_of_stock_now',
    stakeKind: 'sales',
    days: 30,
    confidence: 'medium',
    unitsOf: (row) => (row.fulfillable === 0 && row.velocity !== null ? row.velocity.perDay * 30 : 0),
    lowShare: 0.3,
  },
  {
    kind: 'stock_runs_out',
    stakeKind: 'sales',
    days: LEAD_DAYS,
    confidence: 'medium',
    unitsOf: (row) => {
      if (row.velocity === null || row.fulfillable === 0) return 0
      const available = row.available + (row.inbound ?? 0)
      return shortageChance(row.velocity, available, LEAD_DAYS) >= 0.5
        ? row.velocity.perDay * LEAD_DAYS - available
        : 0
    },
    lowShare: 0,
  },
  {
    kind: 'excess_stock',
    stakeKind: 'cash',
    days: null,
    confidence: 'medium',
    unitsOf: (row) =>
      row.coverDays !== null && row.coverDays > EXCESS_DAYS
        ? row.available - row.velocity!.perDay * EXCESS_DAYS
        : 0,
    lowShare: 0.5,
  },
  {
    kind: 'dead_stock',
    stakeKind: 'cash',
    days: null,
    confidence: 'high',
    unitsOf: (row) =>
      row.idleDays !== null && row.idleDays >= 90 && (row.velocity === null || row.velocity.perDay === 0)
        ? row.available
        : 0,
    lowShare: 0.5,
  },
  {
    kind: 'aged_stock',
    stakeKind: 'cash',
    days: null,
    confidence: 'high',
    unitsOf: (row) => (row.age181to270 ?? 0) + (row.age271to365 ?? 0) + (row.age365plus ?? 0),
    lowShare: 0.5,
  },
]

function positionFindings(segment: Segment, rows: readonly Position[], netShare: number | null): Finding[] {
  return cases.flatMap((one) => {
    const hit = rows.filter((row) => one.unitsOf(row) > 0 && row.priceMicros > 0n)
    if (hit.length === 0) return []
    const sorted = largestFirst(
      hit,
      (row) => valueOf(row, one.unitsOf(row)),
      (row) => row.sku,
    )
    const total = sumMicros(sorted, (row) => valueOf(row, one.unitsOf(row)))
    const monthly = sumMicros(rows, (row) => valueOf(row, (row.velocity?.perDay ?? 0) * 30))
    const params: Params = {
      skus: count(sorted.length),
      units: count(Math.round(sumOf(sorted, one.unitsOf))),
      worst: text(sorted[0]!.sku),
      worstCover: days(sorted[0]!.coverDays),
      amount: money(total, segment.currency),
      lead: count(LEAD_DAYS),
      excess: count(EXCESS_DAYS),
    }
    const share = monthly > 0n ? Number(total) / Number(monthly) : null
    return [
      finding({
        kind: one.kind,
        section: 'stock',
        marketplace: segment.marketplace,
        currency: segment.currency,
        severity: severityOf(share === null ? null : one.stakeKind === 'cash' ? share / 20 : share),
        confidence: one.confidence,
        stake: stake({
          kind: one.stakeKind,
          currency: segment.currency,
          micros: total,
          lowMicros: timesRatio(total, one.lowShare),
          highMicros: total,
          days: one.days,
          netShare,
        }),
        params,
        evidence: positionTable(one.kind, segment.currency, sorted, {
          column: one.stakeKind === 'cash' ? 'cash_tied' : 'sales_lost',
          of: (row) => moneyText(valueOf(row, one.unitsOf(row))),
        }),
      }),
    ]
  })
}

/** Sales lost in past gaps of the order history. */
function gapFindings(market: MarketDemand, netShare: number | null): Finding[] {
  const gaps = market.skus.flatMap((sku) =>
    suspiciousGaps(sku).map((gap) => ({ sku, gap, lost: timesRatio(sku.priceMicros, gap.lostUnits) })),
  )
  if (gaps.length === 0) return []
  const sorted = largestFirst(
    gaps,
    (row) => row.lost,
    (row) => `${row.sku.sku} ${row.gap.from}`,
  )
  const worth = (of: (gap: (typeof gaps)[number]['gap']) => number): Micros =>
    sumMicros(sorted, (row) => timesRatio(row.sku.priceMicros, of(row.gap)))
  const lost = worth((gap) => gap.lostUnits)
  const turnover = sumMicros(market.skus, (sku) => sku.salesMicros)
  const behind: Behind = behindAll([])
  return [
    finding({
      kind: 'past_gaps',
      section: 'stock',
      marketplace: market.marketplace,
      currency: market.currency,
      severity: severityOf(turnover > 0n ? Number(lost) / Number(turnover) : null),
      confidence: 'medium',
      stake: stake({
        kind: 'sales',
        currency: market.currency,
        micros: lost,
        lowMicros: worth((gap) => gap.lowUnits),
        highMicros: worth((gap) => gap.highUnits),
        days: market.days,
        netShare,
      }),
      params: {
        gaps: count(sorted.length),
        skus: count(new Set(sorted.map((row) => row.sku.sku)).size),
        worst: text(sorted[0]!.sku.sku),
        worstFrom: { unit: 'day', value: sorted[0]!.gap.from },
        worstTo: { unit: 'day', value: sorted[0]!.gap.to },
        worstDays: count(sorted[0]!.gap.days),
        units: count(Math.round(sumOf(sorted, (row) => row.gap.lostUnits))),
      },
      evidence: table(
        'past_gaps',
        market.currency,
        [
          ['sku', 'text'],
          ['from', 'day'],
          ['to', 'day'],
          ['days', 'count'],
          ['units_per_day', 'number'],
          ['units_lost', 'number'],
          ['sales_lost', 'money'],
        ],
        sorted.map(({ sku, gap, lost }) => ({
          cells: [sku.sku, gap.from, gap.to, gap.days, gap.rate, gap.lostUnits, moneyText(lost)],
          behind: sku.refs.length > 0 ? sku : behind,
        })),
      ),
    }),
  ]
}
