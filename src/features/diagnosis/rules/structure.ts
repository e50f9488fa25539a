import { type Micros, ratioOf, timesRatio } from '#kernel/money.ts'
import { coefficientOfVariation, gini, mean, topShare, variance } from '#kernel/statistics.ts'
import {
  behindAll,
  bySegment,
  count,
  emptyGroup,
  finding,
  groupBy,
  largestFirst,
  money,
  moneyText,
  number,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
} from './build.ts'
import { type MarketDemand, weeklyUnits } from './demand.ts'
import type { Finding, Group, Section, Table } from './diagnosis.ts'
import type { AsinFact, Behind, DiagnosisInput, Segment, SkuMoneyFact } from './input.ts'
import type { Position } from './stock.ts'

export type AbcClass = 'A' | 'B' | 'C'
/** '?' when fewer than eight whole weeks are known. */
export type XyzClass = 'X' | 'Y' | 'Z' | '?'

export const A_SHARE = 0.8
export const B_SHARE = 0.95
export const X_VARIATION = 0.5
export const Y_VARIATION = 1
const WEEKS_NEEDED = 8

export type Classed = Behind & {
  sku: string
  title: string | null
  salesMicros: Micros
  share: number
  abc: AbcClass
  xyz: XyzClass
  weeklyMean: number | null
  variation: number | null
  /** True when the variation is no more than a steady slow seller shows by chance. */
  chanceOnly: boolean
}

type Valued = Behind & { sku: string; title: string | null; salesMicros: Micros; weeks: readonly number[] }

/** ABC by value (80 % / 95 % of sales, the SKU that crosses the line still counts above it), XYZ by weekly variation (0.5 / 1.0). */
export function classify(items: readonly Valued[]): Classed[] {
  const sorted = largestFirst(
    items,
    (item) => item.salesMicros,
    (item) => item.sku,
  )
  const total = sumMicros(sorted, (item) => (item.salesMicros > 0n ? item.salesMicros : 0n))
  let before = 0n
  return sorted.map((item) => {
    const held = total > 0n ? Number(before) / Number(total) : 1
    if (item.salesMicros > 0n) before += item.salesMicros
    const abc: AbcClass = item.salesMicros <= 0n ? 'C' : held < A_SHARE ? 'A' : held < B_SHARE ? 'B' : 'C'
    const variation = coefficientOfVariation(item.weeks)
    const weeklyMean = mean(item.weeks)
    return {
      sku: item.sku,
      title: item.title,
      rows: item.rows,
      refs: item.refs,
      salesMicros: item.salesMicros,
      share: ratioOf(item.salesMicros, total) ?? 0,
      abc,
      xyz: xyzOf(item.weeks, variation),
      weeklyMean,
      variation,
      chanceOnly: chanceOnly(item.weeks, weeklyMean),
    }
  })
}

function xyzOf(weeks: readonly number[], variation: number | null): XyzClass {
  if (weeks.length < WEEKS_NEEDED || variation === null) return '?'
  return variation <= X_VARIATION ? 'X' : variation <= Y_VARIATION ? 'Y' : 'Z'
}

/** Poisson demand of this mean has variance = mean; within 1 + 1.645·√(2/(n−1)) of it nothing but chance is shown. */
function chanceOnly(weeks: readonly number[], level: number | null): boolean {
  const spread = variance(weeks)
  if (spread === null || level === null || level <= 0) return false
  return spread / level <= 1 + 1.645 * Math.sqrt(2 / (weeks.length - 1))
}

/** The range's structure: ABC×XYZ, families and how much hangs on few products. */
export function structureSection(
  input: DiagnosisInput,
  markets: readonly MarketDemand[],
  positions: readonly Position[],
): { section: Section; findings: Finding[] } {
  const groups: Group[] = []
  const findings: Finding[] = []
  const asins = bySegment(input.asins)
  const segments = [
    ...markets,
    ...asins
      .map(([segment]) => segment)
      .filter((segment) => !markets.some((market) => same(market, segment))),
  ]
  for (const segment of segments) {
    const market = markets.find((own) => same(own, segment))
    const own = asins.find(([other]) => same(other, segment))?.[1] ?? []
    const items = market === undefined ? asinItems(own) : skuItems(market)
    if (items.length === 0) continue
    const classed = classify(items)
    const group = emptyGroup(segment)
    groups.push(group)
    addConcentration(group, classed)
    group.tables.push(matrixTable(segment, classed), skuTable(segment, classed, positions, input.skuMoney))
    const families = familyTable(segment, own)
    if (families !== null) group.tables.push(families)
    if (market === undefined) group.notes.push({ key: 'structure_from_asins', params: {} })
    else if (market.skus.some((sku) => sku.source === 'settlement'))
      group.notes.push({ key: 'structure_from_settlements', params: {} })
    findings.push(...structureFindings(segment, classed, positions))
  }
  return {
    section: {
      id: 'structure',
      groups,
      notes: groups.length === 0 ? [{ key: 'no_structure', params: {} }] : [],
    },
    findings,
  }
}

const same = (a: Segment, b: Segment): boolean => a.marketplace === b.marketplace && a.currency === b.currency

function skuItems(market: MarketDemand): Valued[] {
  return market.skus.map((sku) => ({
    sku: sku.sku,
    title: sku.title,
    rows: sku.rows,
    refs: sku.refs,
    salesMicros: sku.salesMicros,
    weeks: weeklyUnits(sku),
  }))
}

function asinItems(asins: readonly AsinFact[]): Valued[] {
  return asins.map((asin) => ({
    sku: asin.sku ?? asin.asin,
    title: asin.title,
    rows: asin.rows,
    refs: asin.refs,
    salesMicros: asin.salesMicros,
    weeks: [],
  }))
}

function addConcentration(group: ReturnType<typeof emptyGroup>, classed: readonly Classed[]): void {
  const values = classed.map((item) => Math.max(0, Number(item.salesMicros) / 1e6))
  const squares = sumOf(classed, (item) => Math.max(0, item.share) ** 2)
  group.figures.push(
    { key: 'skus', ...count(classed.length) },
    { key: 'top1_share', ...ratio(topShare(values, 1)) },
    { key: 'top3_share', ...ratio(topShare(values, 3)) },
    { key: 'sales_gini', ...ratio(gini(values)) },
    { key: 'effective_skus', ...number(squares > 0 ? 1 / squares : null) },
  )
}

/** Three rows (A, B, C) by four columns, each cell "number of SKUs" and "share of sales". */
function matrixTable(segment: Segment, classed: readonly Classed[]): Table {
  const kinds: readonly XyzClass[] = ['X', 'Y', 'Z', '?']
  const used = kinds.filter((xyz) => xyz !== '?' || classed.some((item) => item.xyz === '?'))
  return table(
    'abc_xyz',
    segment.currency,
    [
      ['class', 'text'],
      ...used.flatMap((xyz) => [[`skus_${xyz}`, 'count'] as const, [`share_${xyz}`, 'ratio'] as const]),
    ],
    (['A', 'B', 'C'] as const).map((abc) => {
      const row = classed.filter((item) => item.abc === abc)
      const cells = used.flatMap((xyz) => {
        const cell = row.filter((item) => item.xyz === xyz)
        return [cell.length, sumOf(cell, (item) => item.share)]
      })
      return { cells: [abc, ...cells], behind: behindAll(row) }
    }),
  )
}

function skuTable(
  segment: Segment,
  classed: readonly Classed[],
  positions: readonly Position[],
  skuMoney: readonly SkuMoneyFact[],
): Table {
  const cover = new Map(positions.map((row) => [row.sku, row.coverDays]))
  const net = new Map(
    [
      ...groupBy(
        skuMoney.filter((row) => row.currency === segment.currency),
        (row) => row.sku,
      ).entries(),
    ].map(([sku, rows]) => {
      const total = (of: (row: SkuMoneyFact) => Micros): Micros => sumMicros(rows, of)
      const left = total(
        (row) =>
          row.principalMicros +
          row.promotionMicros +
          row.refundMicros +
          row.referralMicros +
          row.fulfillmentMicros +
          row.otherMicros,
      )
      return [
        sku,
        ratioOf(
          left,
          total((row) => row.principalMicros),
        ),
      ]
    }),
  )
  return table(
    'structure_skus',
    segment.currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['class', 'text'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
      ['weekly_units', 'number'],
      ['variation', 'number'],
      ['variation_note', 'word'],
      ['net_share', 'ratio'],
      ['cover_days', 'days'],
    ],
    classed.map((item) => ({
      cells: [
        item.sku,
        item.title,
        `${item.abc}${item.xyz}`,
        moneyText(item.salesMicros),
        item.share,
        item.weeklyMean,
        item.variation,
        item.xyz === '?' ? 'weeks_too_few' : item.chanceOnly ? 'chance_only' : 'real_variation',
        net.get(item.sku) ?? null,
        cover.get(item.sku) ?? null,
      ],
      behind: item,
    })),
    1000,
  )
}

function familyTable(segment: Segment, asins: readonly AsinFact[]): Table | null {
  const families = [
    ...groupBy(
      asins.filter((asin) => asin.parentAsin !== null),
      (asin) => asin.parentAsin!,
    ).entries(),
  ]
  if (families.length === 0) return null
  const total = sumMicros(asins, (asin) => asin.salesMicros)
  const rows = families.map(([parent, own]) => ({
    parent,
    children: own.length,
    sales: sumMicros(own, (asin) => asin.salesMicros),
    sessions: sumOf(own, (asin) => asin.sessions),
    items: sumOf(own, (asin) => asin.orderItems),
    idle: own.filter((asin) => asin.orderItems === 0).length,
    behind: behindAll(own),
  }))
  return table(
    'families',
    segment.currency,
    [
      ['parent_asin', 'text'],
      ['children', 'count'],
      ['children_without_orders', 'count'],
      ['sessions', 'count'],
      ['cvr', 'ratio'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
    ],
    largestFirst(
      rows,
      (row) => row.sales,
      (row) => row.parent,
    ).map((row) => ({
      cells: [
        row.parent,
        row.children,
        row.idle,
        row.sessions,
        row.sessions > 0 ? row.items / row.sessions : null,
        moneyText(row.sales),
        ratioOf(row.sales, total),
      ],
      behind: row.behind,
    })),
  )
}

function structureFindings(
  segment: Segment,
  classed: readonly Classed[],
  positions: readonly Position[],
): Finding[] {
  const found: Finding[] = []
  const top = classed[0]!
  if (classed.length >= 5 && top.share >= 0.35) {
    found.push(
      finding({
        kind: 'sales_hang_on_one',
        section: 'structure',
        marketplace: segment.marketplace,
        currency: segment.currency,
        severity: top.share >= 0.5 ? 'high' : 'medium',
        confidence: 'high',
        stake: null,
        params: { sku: text(top.sku), share: ratio(top.share), skus: count(classed.length) },
        evidence: plainTable('sales_hang_on_one', segment, classed.slice(0, 5), new Map()),
      }),
    )
  }
  const stock = new Map(
    positions
      .filter((row) => row.available > 0)
      .map((row) => [row.sku, timesRatio(row.priceMicros, row.available)]),
  )
  const tail = classed.filter(
    (item) => item.abc === 'C' && item.xyz === 'Z' && (stock.get(item.sku) ?? 0n) > 0n,
  )
  if (tail.length > 0) {
    const tied = sumMicros(tail, (item) => stock.get(item.sku) ?? 0n)
    const all = [...stock.values()].reduce((total, value) => total + value, 0n)
    found.push(
      finding({
        kind: 'tail_ties_cash',
        section: 'structure',
        marketplace: segment.marketplace,
        currency: segment.currency,
        severity: severityOf((ratioOf(tied, all) ?? 0) / 10),
        confidence: 'medium',
        stake: stake({
          kind: 'cash',
          currency: segment.currency,
          micros: tied,
          lowMicros: timesRatio(tied, 0.5),
          highMicros: tied,
          days: null,
        }),
        params: {
          skus: count(tail.length),
          share: ratio(sumOf(tail, (item) => item.share)),
          stockShare: ratio(ratioOf(tied, all)),
          amount: money(tied, segment.currency),
        },
        evidence: plainTable(
          'tail_ties_cash',
          segment,
          largestFirst(
            tail,
            (item) => stock.get(item.sku)!,
            (item) => item.sku,
          ),
          stock,
        ),
      }),
    )
  }
  return found
}

function plainTable(
  key: string,
  segment: Segment,
  items: readonly Classed[],
  stock: ReadonlyMap<string, Micros>,
): Table {
  return table(
    key,
    segment.currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['class', 'text'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
      ['weekly_units', 'number'],
      ['cash_tied', 'money'],
    ],
    items.map((item) => {
      const tied = stock.get(item.sku)
      return {
        cells: [
          item.sku,
          item.title,
          `${item.abc}${item.xyz}`,
          moneyText(item.salesMicros),
          item.share,
          item.weeklyMean,
          tied === undefined ? null : moneyText(tied),
        ],
        behind: item,
      }
    }),
  )
}
