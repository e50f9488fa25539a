import { daysBetween } from '#kernel/day.ts'
import { type Micros, timesRatio } from '#kernel/money.ts'
import { type RateEstimate, fitRatePrior, rateBelow, shrunkRate } from '#kernel/statistics.ts'
import {
  bySegment,
  compareText,
  count,
  emptyGroup,
  finding,
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
import type { Finding, Group, Section } from './diagnosis.ts'
import type { AsinFact, DiagnosisInput, Segment } from './input.ts'

type Judged = AsinFact & {
  rate: RateEstimate
  /** What the account's ASINs of a similar price convert at. */
  expected: number
  /** Posterior probability that the ASIN converts below what is expected of it. */
  belowChance: number
  gapMicros: Micros
  highMicros: Micros
}

const SURE = 0.95
/** Differences under 15 % are left alone however sure they are: many sessions make everything significant. */
const WORTH_SAYING = 0.15
const FEW = 5

/** Conversion of each ASIN against what the account's own ASINs let expect, shrunk so that few sessions do not shout. */
export function conversionSection(
  input: DiagnosisInput,
  netShare: (segment: Segment) => number | null,
): {
  section: Section
  findings: Finding[]
} {
  const groups: Group[] = []
  const findings: Finding[] = []
  for (const [segment, given] of bySegment(input.asins)) {
    const asins = given.toSorted((a, b) => compareText(a.asin, b.asin))
    const group = emptyGroup(segment)
    groups.push(group)
    const sessions = sumOf(asins, (asin) => asin.sessions)
    const items = sumOf(asins, (asin) => asin.orderItems)
    const sales = sumMicros(asins, (asin) => asin.salesMicros)
    group.figures.push(
      { key: 'asins', ...count(asins.length) },
      { key: 'sessions', ...count(sessions) },
      { key: 'cvr', ...ratio(sessions > 0 ? items / sessions : null) },
      { key: 'ordered_sales', ...money(sales, segment.currency) },
    )
    if (asins.some((asin) => asin.from === null)) group.notes.push({ key: 'asin_span_unknown', params: {} })
    const prior = fitRatePrior(asins.map((asin) => ({ events: asin.orderItems, exposure: asin.sessions })))
    if (prior === null || asins.length < FEW) {
      group.notes.push({ key: 'few_asins', params: { asins: count(asins.length) } })
      group.tables.push(asinTable(segment, asins, null))
      continue
    }
    group.figures.push({ key: 'prior_strength', ...number(prior.rate) })
    const judged = asins.map((asin) =>
      judge(asin, { ...prior, expected: expectedRate(asin, asins, prior.mean) }),
    )
    group.tables.push(asinTable(segment, asins, judged))
    findings.push(...asinFindings(segment, judged, sales, netShare(segment)))
  }
  const notes = groups.length === 0 ? [{ key: 'no_asins', params: {} }] : []
  return { section: { id: 'conversion', groups, notes }, findings }
}

const logPrice = (asin: AsinFact): number | null =>
  asin.units > 0 && asin.salesMicros > 0n ? Math.log(Number(asin.salesMicros) / asin.units) : null

/** How near in price ASINs must be to be compared: ±35 % count much, twice the price hardly. */
const PRICE_REACH = 0.35

/**
 * What an ASIN should convert at: the account's other ASINs of a similar price, each by its sessions; where few are near, the
 * account's common rate fills up to what a tenth of all sessions would weigh.
 */
function expectedRate(asin: AsinFact, asins: readonly AsinFact[], common: number): number {
  const own = logPrice(asin)
  if (own === null) return common
  let weight = sumOf(asins, (other) => other.sessions) / 10
  let events = weight * common
  for (const other of asins) {
    const price = logPrice(other)
    if (price === null || other.asin === asin.asin) continue
    const near = Math.exp(-0.5 * ((price - own) / PRICE_REACH) ** 2)
    weight += near * other.sessions
    events += near * other.orderItems
  }
  return weight > 0 ? events / weight : common
}

function judge(asin: AsinFact, prior: { rate: number; expected: number }): Judged {
  const seen = { events: asin.orderItems, exposure: asin.sessions }
  const { expected } = prior
  const own = { shape: expected * prior.rate, rate: prior.rate, mean: expected }
  const rate = shrunkRate(own, seen)
  // Worth of the gap: sessions × missing conversion × the ASIN's own sales per order item.
  const worth = (at: number): Micros =>
    asin.orderItems > 0
      ? timesRatio(asin.salesMicros, Math.max(0, ((expected - at) * asin.sessions) / asin.orderItems))
      : 0n
  return {
    ...asin,
    rate,
    expected,
    belowChance: rateBelow(own, seen, expected),
    gapMicros: worth(rate.mean),
    highMicros: worth(rate.low),
  }
}

const daysOf = (asins: readonly AsinFact[]): number | null => {
  const known = asins.filter((asin) => asin.from !== null && asin.to !== null)
  return known.length === asins.length && known.length > 0
    ? Math.max(...known.map((asin) => daysBetween(asin.from!, asin.to!)))
    : null
}

function asinFindings(
  segment: Segment,
  judged: readonly Judged[],
  sales: Micros,
  netShare: number | null,
): Finding[] {
  const weak = largestFirst(
    judged.filter(
      (asin) =>
        asin.belowChance >= SURE &&
        asin.rate.mean < asin.expected * (1 - WORTH_SAYING) &&
        asin.gapMicros > 0n,
    ),
    (asin) => asin.gapMicros,
    (asin) => asin.asin,
  )
  const strong = largestFirst(
    judged.filter(
      (asin) => asin.belowChance <= 1 - SURE && asin.rate.mean > asin.expected * (1 + WORTH_SAYING),
    ),
    (asin) => asin.salesMicros,
    (asin) => asin.asin,
  )
  const sessions = sumOf(judged, (asin) => asin.sessions)
  const found: Finding[] = []
  if (weak.length > 0) {
    const gap = sumMicros(weak, (asin) => asin.gapMicros)
    found.push(
      finding({
        kind: 'asins_convert_low',
        section: 'conversion',
        marketplace: segment.marketplace,
        currency: segment.currency,
        severity: severityOf(sales > 0n ? Number(gap) / 2 / Number(sales) : null),
        confidence: 'medium',
        stake: stake({
          kind: 'sales',
          currency: segment.currency,
          // Not all of a gap can be closed: half of it, between nothing and the whole.
          micros: gap / 2n,
          lowMicros: 0n,
          highMicros: sumMicros(weak, (asin) => asin.highMicros),
          days: daysOf(weak),
          netShare,
        }),
        params: {
          asins: count(weak.length),
          allAsins: count(judged.length),
          worst: text(weak[0]!.asin),
          worstRate: ratio(weak[0]!.rate.mean),
          expected: ratio(weak[0]!.expected),
          sessionShare: ratio(sumOf(weak, (asin) => asin.sessions) / sessions),
        },
        evidence: asinTable(segment, weak, weak),
      }),
    )
  }
  const hidden = strong.filter((asin) => asin.sessions / sessions < 1 / judged.length)
  if (hidden.length > 0) {
    found.push(
      finding({
        kind: 'asins_convert_high_unseen',
        section: 'conversion',
        marketplace: segment.marketplace,
        currency: segment.currency,
        severity: 'low',
        confidence: 'medium',
        stake: null,
        params: {
          asins: count(hidden.length),
          best: text(hidden[0]!.asin),
          bestRate: ratio(hidden[0]!.rate.mean),
          sessionShare: ratio(sumOf(hidden, (asin) => asin.sessions) / sessions),
        },
        evidence: asinTable(segment, hidden, hidden),
      }),
    )
  }
  return found
}

function asinTable(
  segment: Segment,
  asins: readonly AsinFact[],
  judged: readonly Judged[] | null,
): Group['tables'][number] {
  const byAsin = new Map(judged?.map((asin) => [asin.asin, asin]))
  const sorted = largestFirst(
    asins,
    (asin) => asin.salesMicros,
    (asin) => asin.asin,
  )
  return table(
    'asins',
    segment.currency,
    [
      ['asin', 'text'],
      ['title', 'text'],
      ['sessions', 'count'],
      ['order_items', 'count'],
      ['cvr', 'ratio'],
      ['cvr_expected', 'ratio'],
      ['cvr_shrunk', 'ratio'],
      ['low', 'ratio'],
      ['high', 'ratio'],
      ['featured_offer', 'ratio'],
      ['ordered_sales', 'money'],
    ],
    sorted.map((asin) => {
      const own = byAsin.get(asin.asin)
      const rate = own?.rate
      return {
        cells: [
          asin.asin,
          asin.title,
          asin.sessions,
          asin.orderItems,
          asin.sessions > 0 ? asin.orderItems / asin.sessions : null,
          own?.expected ?? null,
          rate?.mean ?? null,
          rate?.low ?? null,
          rate?.high ?? null,
          asin.buyBoxRatio,
          moneyText(asin.salesMicros),
        ],
        behind: asin,
      }
    }),
  )
}
