import { daysBetween, monthStart } from '#kernel/day.ts'
import { type Micros, timesRatio } from '#kernel/money.ts'
import { discoveries, fitRatePrior, poissonAtLeast, shrunkRate } from '#kernel/statistics.ts'
import {
  behindAll,
  count,
  day,
  emptyGroup,
  finding,
  groupBy,
  largestFirst,
  money,
  moneyText,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
  word,
} from './build.ts'
import type { Finding, Group, Section, Table } from './diagnosis.ts'
import type { Behind, DiagnosisInput, ReturnFact, Segment } from './input.ts'
import { type SoldBook, type SoldSku, soldBook } from './sold.ts'

/** Who can change a reason: the listing, the product, the carrier and warehouse, or nobody (the buyer's own mind). */
export function causeOf(reason: string | null): 'listing' | 'product' | 'logistics' | 'buyer' | 'other' {
  const code = (reason ?? '').toUpperCase()
  if (/DESCRI|TOO_SMALL|TOO_LARGE|NOT_COMPATIBLE|STYLE|INACCURATE|MISORDER/.test(code)) return 'listing'
  if (/DEFECT|QUALITY|MISSING|EXPIRED|DID_NOT_WORK|PERFORMANCE/.test(code)) return 'product'
  if (
    /CARRIER|DAMAGED|DELIVER|WRONG_ITEM$|SWITCHEROO|NEVER_ARRIVED|EXTRA_ITEM/.test(code) &&
    !/ORDERED/.test(code)
  )
    return 'logistics'
  if (/UNWANTED|ORDERED_WRONG|NO_REASON|UNAUTHORIZED|BETTER_PRICE|MISSED|FOUND_BETTER/.test(code))
    return 'buyer'
  return 'other'
}

type SkuReturns = Behind & {
  sku: string
  title: string | null
  quantity: number
  sold: SoldSku | null
  reason: string | null
}

/** Returns by SKU against what the account's own SKUs let expect, and by reason. */
export function returnsSection(
  input: DiagnosisInput,
  segments: readonly Segment[],
): { section: Section; findings: Finding[] } {
  const groups: Group[] = []
  const findings: Finding[] = []
  const markets = [...groupBy(input.returns, (row) => row.marketplace ?? '-').entries()].toSorted(
    ([a], [b]) => (a < b ? -1 : 1),
  )
  for (const [, rows] of markets) {
    const marketplace = rows[0]!.marketplace
    const currency = currencyOf(marketplace, segments)
    const group = emptyGroup({ marketplace, currency })
    groups.push(group)
    const book = soldBook(input, marketplace)
    // Returns outside the days whose sales are known would make the rate too high.
    const within =
      book === null ? rows : rows.filter((row) => row.month >= monthStart(book.from) && row.month <= book.to)
    const skus = skuReturns(within, book)
    const judged = skus.filter((sku) => sku.sold !== null && sku.sold.units > 0)
    const returned = sumOf(rows, (row) => row.quantity)
    const soldUnits = book === null ? 0 : [...book.of.values()].reduce((total, sku) => total + sku.units, 0)
    const lost = rows.filter(
      (row) => row.disposition !== null && row.disposition.toUpperCase() !== 'SELLABLE',
    )
    const counted = sumOf(judged, (sku) => sku.quantity)
    group.figures.push(
      { key: 'returned_units', ...count(returned) },
      { key: 'return_rate', ...ratio(soldUnits > 0 && judged.length > 0 ? counted / soldUnits : null) },
      {
        key: 'unsellable_share',
        ...ratio(returned > 0 ? sumOf(lost, (row) => row.quantity) / returned : null),
      },
    )
    group.tables.push(reasonTable(rows), skuTable(currency, skus))
    if (book === null || judged.length === 0) group.notes.push({ key: 'no_units_for_returns', params: {} })
    else {
      const params = { from: day(book.from), to: day(book.to) }
      group.notes.push({ key: 'returns_basis', params })
      findings.push(...skuFindings({ marketplace, currency }, judged, book))
    }
    findings.push(...causeFindings({ marketplace, currency }, rows))
  }
  return {
    section: { id: 'returns', groups, notes: groups.length === 0 ? [{ key: 'no_returns', params: {} }] : [] },
    findings,
  }
}

function currencyOf(marketplace: string | null, segments: readonly Segment[]): string | null {
  const own = segments.filter((segment) => segment.marketplace === marketplace)
  const one = own.length > 0 ? own : marketplace === null ? segments : []
  return new Set(one.map((segment) => segment.currency)).size === 1 ? one[0]!.currency : null
}

function skuReturns(rows: readonly ReturnFact[], book: SoldBook | null): SkuReturns[] {
  const keyOf = (row: ReturnFact): string =>
    book !== null && !book.of.has(row.sku) && row.asin !== null && book.of.has(row.asin) ? row.asin : row.sku
  const skus = [...groupBy(rows, keyOf).entries()].map(([sku, own]) => ({
    sku,
    title: own.find((row) => row.title !== null)?.title ?? null,
    quantity: sumOf(own, (row) => row.quantity),
    sold: book?.of.get(sku) ?? null,
    reason: topReason(own),
    ...behindAll(own),
  }))
  return largestFirst(
    skus,
    (sku) => BigInt(sku.quantity),
    (sku) => sku.sku,
  )
}

function topReason(rows: readonly ReturnFact[]): string | null {
  const reasons = [...groupBy(rows, (row) => row.reason ?? '').entries()].map(([reason, own]) => ({
    reason,
    quantity: sumOf(own, (row) => row.quantity),
  }))
  return (
    largestFirst(
      reasons,
      (row) => BigInt(row.quantity),
      (row) => row.reason,
    )[0]?.reason ?? null
  )
}

function reasonTable(rows: readonly ReturnFact[]): Table {
  const total = sumOf(rows, (row) => row.quantity)
  const reasons = [...groupBy(rows, (row) => row.reason ?? '').entries()].map(([reason, own]) => ({
    reason,
    quantity: sumOf(own, (row) => row.quantity),
    behind: behindAll(own),
  }))
  return table(
    'return_reasons',
    null,
    [
      ['reason', 'text'],
      ['cause', 'word'],
      ['returned_units', 'count'],
      ['share', 'ratio'],
    ],
    largestFirst(
      reasons,
      (row) => BigInt(row.quantity),
      (row) => row.reason,
    ).map((row) => ({
      cells: [
        row.reason === '' ? null : row.reason,
        `cause_${causeOf(row.reason)}`,
        row.quantity,
        total > 0 ? row.quantity / total : null,
      ],
      behind: row.behind,
    })),
  )
}

function skuTable(currency: string | null, skus: readonly SkuReturns[]): Table {
  return table(
    'return_skus',
    currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['returned_units', 'count'],
      ['units', 'count'],
      ['return_rate', 'ratio'],
      ['reason', 'text'],
    ],
    skus.map((sku) => ({
      cells: [
        sku.sku,
        sku.title,
        sku.quantity,
        sku.sold?.units ?? null,
        sku.sold !== null && sku.sold.units > 0 ? sku.quantity / sku.sold.units : null,
        sku.reason,
      ],
      behind: sku,
    })),
  )
}

/** SKUs that come back more often than chance allows among all that sold, and what the returns beyond the mean rate cost; null for too few. */
function judgedSkus(skus: readonly SkuReturns[], sold: SoldBook['of']) {
  const returned = new Map(skus.map((sku) => [sku.sku, sku.quantity]))
  // SKUs that sold and never came back belong to the expectation as well.
  const observed = [...sold.entries()]
    .filter(([, own]) => own.units > 0)
    .map(([sku, own]) => ({ events: returned.get(sku) ?? 0, exposure: own.units }))
  const prior = fitRatePrior(observed)
  if (prior === null || observed.length < 5) return null
  const tails = skus.map((sku) => poissonAtLeast(sku.quantity, sku.sold!.units * prior.mean))
  const chosen = discoveries(tails, 0.1)
  const judged = skus.flatMap((sku, index) => {
    if (!chosen[index] || sku.quantity <= sku.sold!.units * prior.mean) return []
    const own = sku.sold!
    const each = own.refundedUnits > 0 ? own.refundMicros / BigInt(own.refundedUnits) : own.priceMicros
    const rate = shrunkRate(prior, { events: sku.quantity, exposure: own.units })
    const cost = (at: number): Micros => timesRatio(each, Math.max(0, (at - prior.mean) * own.units))
    return [
      {
        ...sku,
        sold: own,
        rate,
        expected: own.units * prior.mean,
        tail: tails[index]!,
        costMicros: cost(rate.mean),
        lowMicros: cost(rate.low),
        highMicros: cost(rate.high),
      },
    ]
  })
  return { mean: prior.mean, judged }
}

/** SKUs that come back more often than the account's rate explains; cost is the refund, or the price where refunds are unknown. */
function skuFindings(
  segment: { marketplace: string | null; currency: string | null },
  skus: readonly SkuReturns[],
  book: SoldBook,
): Finding[] {
  const sold = book.of
  const found = judgedSkus(skus, sold)
  if (found === null || found.judged.length === 0 || segment.currency === null) return []
  const { mean, judged } = found
  const worst = largestFirst(
    judged,
    (sku) => sku.costMicros,
    (sku) => sku.sku,
  )
  const turnover = [...sold.values()].reduce(
    (total, own) => total + own.priceMicros * BigInt(Math.round(own.units)),
    0n,
  )
  const cost = sumMicros(worst, (sku) => sku.costMicros)
  return [
    finding({
      kind: 'skus_returned_often',
      section: 'returns',
      marketplace: segment.marketplace,
      currency: segment.currency,
      severity: severityOf(turnover > 0n ? Number(cost) / Number(turnover) : null),
      confidence: 'medium',
      stake: stake({
        kind: 'sales',
        currency: segment.currency,
        micros: cost,
        lowMicros: sumMicros(worst, (sku) => sku.lowMicros),
        highMicros: sumMicros(worst, (sku) => sku.highMicros),
        days: daysBetween(book.from, book.to),
        netShare: 1,
      }),
      params: {
        skus: count(worst.length),
        worst: text(worst[0]!.sku),
        worstRate: ratio(worst[0]!.rate.mean),
        expected: ratio(mean),
        reason: text(worst[0]!.reason),
        cost: money(cost, segment.currency),
      },
      evidence: table(
        'skus_returned_often',
        segment.currency,
        [
          ['sku', 'text'],
          ['title', 'text'],
          ['returned_units', 'count'],
          ['units', 'count'],
          ['returns_expected', 'number'],
          ['return_rate_shrunk', 'ratio'],
          ['chance', 'ratio'],
          ['reason', 'text'],
          ['excess', 'money'],
        ],
        worst.map((sku) => ({
          cells: [
            sku.sku,
            sku.title,
            sku.quantity,
            sku.sold.units,
            sku.expected,
            sku.rate.mean,
            sku.tail,
            sku.reason,
            moneyText(sku.costMicros),
          ],
          behind: sku,
        })),
      ),
    }),
  ]
}

/** A large share of returns that a better listing would prevent. */
function causeFindings(
  segment: { marketplace: string | null; currency: string | null },
  rows: readonly ReturnFact[],
): Finding[] {
  const total = sumOf(rows, (row) => row.quantity)
  const listing = rows.filter((row) => causeOf(row.reason) === 'listing')
  const quantity = sumOf(listing, (row) => row.quantity)
  if (total < 20 || quantity / total < 0.25) return []
  return [
    finding({
      kind: 'returns_from_listing',
      section: 'returns',
      marketplace: segment.marketplace,
      currency: segment.currency,
      severity: quantity / total >= 0.5 ? 'high' : 'medium',
      confidence: 'medium',
      stake: null,
      params: { units: count(quantity), share: ratio(quantity / total), cause: word('cause_listing') },
      evidence: skuTable(segment.currency, skuReturns(listing, null)),
    }),
  ]
}
