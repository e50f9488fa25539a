import { ratioOf, timesRatio } from '#kernel/money.ts'
import { gini, topShare } from '#kernel/statistics.ts'
import { type Classed, type Valued, classify } from './abc-xyz.ts'
import {
  bySegment,
  count,
  emptyGroup,
  finding,
  largestFirst,
  money,
  number,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  text,
} from './build.ts'
import { type MarketDemand, weeklyUnits } from './demand.ts'
import type { Finding, Group, Section } from './diagnosis.ts'
import type { AsinFact, DiagnosisInput, Segment } from './input.ts'
import type { Position } from './stock.ts'
import { familyTable, matrixTable, plainTable, skuTable } from './structure-tables.ts'

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
