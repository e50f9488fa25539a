import { type Micros, timesRatio } from '#kernel/money.ts'
import { type RatePrior, discoveries, fitRatePrior, poissonAtMost, shrunkRate } from '#kernel/statistics.ts'
import { behindAll, compareText, groupBy, largestFirst, sumMicros, sumOf } from './build.ts'
import type { AdsGroup, Behind } from './input.ts'

// Waste is not "no order". A search term with three clicks and no order is what luck does to a good term. A term is judged by
// how unlikely its orders are at the rate its own campaign converts (itself shrunk to the account), and of the terms called
// waste at most one in ten may be chance (Benjamini–Hochberg).

export const FALSE_SHARE = 0.1

/** Terms whose clicks let expect fewer orders than this cannot fail any test; testing them would only hide those that can. */
const ORDERS_TO_JUDGE = 2

export type Term = Behind & {
  name: string
  campaign: string | null
  impressions: number
  clicks: number
  costMicros: Micros
  salesMicros: Micros
  orders: number
}

export type JudgedTerm = Term & {
  /** Orders its clicks would have brought at the expected rate. */
  expected: number
  /** Chance of so few orders if it converted as expected. */
  tail: number
  wasteMicros: Micros
  lowMicros: Micros
  highMicros: Micros
}

export type Waste = {
  /** Orders per click the account has. */
  rate: number
  prior: RatePrior
  tested: number
  proven: readonly JudgedTerm[]
  withoutOrder: { terms: number; costMicros: Micros }
  /** Terms that would show no order, and their cost, even if nothing were wrong. */
  expectedWithoutOrder: { terms: number; costMicros: Micros }
}

/** Sums groups by a name within a campaign. */
export function termsOf(groups: readonly AdsGroup[], nameOf: (group: AdsGroup) => string | null): Term[] {
  const named = groups.filter((group) => nameOf(group) !== null)
  return [...groupBy(named, (group) => `${group.campaign ?? ''}\n${nameOf(group)}`).values()].map((rows) => ({
    name: nameOf(rows[0]!)!,
    campaign: rows[0]!.campaign,
    impressions: sumOf(rows, (row) => row.impressions),
    clicks: sumOf(rows, (row) => row.clicks),
    costMicros: sumMicros(rows, (row) => row.costMicros),
    salesMicros: sumMicros(rows, (row) => row.salesMicros),
    orders: sumOf(rows, (row) => row.orders),
    ...behindAll(rows),
  }))
}

/** The rate each campaign is expected to convert at: its own, shrunk to the account's. */
export function campaignRates(
  terms: readonly Term[],
): { rate: number; of(campaign: string | null): number } | null {
  const campaigns = [...groupBy(terms, (term) => term.campaign ?? '').entries()].map(([name, rows]) => ({
    name,
    events: sumOf(rows, (row) => row.orders),
    exposure: sumOf(rows, (row) => row.clicks),
  }))
  const prior = fitRatePrior(campaigns)
  if (prior === null) return null
  const rates = new Map(campaigns.map((c) => [c.name, (prior.shape + c.events) / (prior.rate + c.exposure)]))
  return { rate: prior.mean, of: (campaign) => rates.get(campaign ?? '') ?? prior.mean }
}

/** Judges every term; null when the account has no order at all to learn a rate from. */
export function judgeWaste(terms: readonly Term[]): Waste | null {
  const rates = campaignRates(terms)
  const prior = fitRatePrior(terms.map((term) => ({ events: term.orders, exposure: term.clicks })))
  if (rates === null || prior === null) return null
  const seen = terms.filter((term) => term.clicks > 0)
  const judgeable = seen.filter((term) => term.clicks * rates.of(term.campaign) >= ORDERS_TO_JUDGE)
  const tails = judgeable.map((term) => poissonAtMost(term.orders, term.clicks * rates.of(term.campaign)))
  const chosen = discoveries(tails, FALSE_SHARE)
  const proven = judgeable.flatMap((term, index) => {
    const expected = term.clicks * rates.of(term.campaign)
    return chosen[index] && term.orders < expected ? [judge(term, expected, tails[index]!, prior)] : []
  })
  const none = seen.filter((term) => term.orders === 0)
  const byChance = seen.map((term) => Math.exp(-term.clicks * rates.of(term.campaign)))
  return {
    rate: rates.rate,
    prior,
    tested: judgeable.length,
    proven: largestFirst(
      proven,
      (term) => term.wasteMicros,
      (term) => `${term.name} ${term.campaign ?? ''}`,
    ),
    withoutOrder: { terms: none.length, costMicros: sumMicros(none, (term) => term.costMicros) },
    expectedWithoutOrder: {
      terms: byChance.reduce((total, chance) => total + chance, 0),
      costMicros: seen.reduce(
        (total, term, index) => total + timesRatio(term.costMicros, byChance[index]!),
        0n,
      ),
    },
  }
}

/** The part of the spend its (shrunk) rate does not earn: cost × (1 − rate / expected rate), with the rate's 90 % interval. */
function judge(term: Term, expected: number, tail: number, prior: RatePrior): JudgedTerm {
  const rate = shrunkRate(prior, { events: term.orders, exposure: term.clicks })
  const expectedRate = expected / term.clicks
  const lost = (at: number): Micros => timesRatio(term.costMicros, Math.max(0, 1 - at / expectedRate))
  return {
    ...term,
    expected,
    tail,
    wasteMicros: lost(rate.mean),
    lowMicros: lost(rate.high),
    highMicros: lost(rate.low),
  }
}

// Words with no meaning of their own; they would only repeat what the account as a whole does.
const stopWords = new Set(
  'a an and at by for from in of on or per the to with und für mit der die das de la le les et pour en el los las y para con di da e il per a'.split(
    ' ',
  ),
)

/** Words and word pairs of a search term; ASINs and single letters are left out. */
export function wordsOf(term: string): string[] {
  const words = term
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !stopWords.has(word) && !/^b0[a-z0-9]{8}$/.test(word))
  const pairs = words.slice(1).map((word, index) => `${words[index]!} ${word}`)
  return [...new Set([...words, ...pairs])]
}

/**
 * Words that do not sell. Single terms rarely have clicks enough to be judged; the words they share do.
 * Words that occur in one term only are left to the terms' own test, words inside a worse pair are kept apart from it.
 */
export function judgeWords(terms: readonly Term[]): JudgedTerm[] {
  const rates = campaignRates(terms)
  if (rates === null) return []
  const sums = new Map<string, Term & { terms: number; expected: number }>()
  for (const term of terms) {
    if (term.clicks <= 0) continue
    for (const word of wordsOf(term.name)) {
      const sum = sums.get(word)
      const expected = term.clicks * rates.of(term.campaign)
      if (sum === undefined) sums.set(word, { ...term, name: word, campaign: null, terms: 1, expected })
      else {
        sum.terms += 1
        sum.expected += expected
        sum.impressions += term.impressions
        sum.clicks += term.clicks
        sum.costMicros += term.costMicros
        sum.salesMicros += term.salesMicros
        sum.orders += term.orders
        Object.assign(sum, behindAll([sum, term]))
      }
    }
  }
  const words = [...sums.values()]
    .filter((word) => word.terms >= 3 && word.expected >= ORDERS_TO_JUDGE)
    .toSorted((a, b) => compareText(a.name, b.name))
  const prior = fitRatePrior(words.map((word) => ({ events: word.orders, exposure: word.clicks })))
  if (prior === null) return []
  const tails = words.map((word) => poissonAtMost(word.orders, word.expected))
  const chosen = discoveries(tails, FALSE_SHARE)
  const judged = words.flatMap((word, index) =>
    chosen[index] && word.orders < word.expected ? [judge(word, word.expected, tails[index]!, prior)] : [],
  )
  return withoutRepeats(
    largestFirst(
      judged,
      (word) => word.wasteMicros,
      (word) => word.name,
    ),
  )
}

/** Of words that overlap (a pair and its parts) only the one with more waste is kept. */
function withoutRepeats(words: readonly JudgedTerm[]): JudgedTerm[] {
  const kept: JudgedTerm[] = []
  for (const word of words) {
    const parts = word.name.split(' ')
    if (!kept.some((other) => other.name.split(' ').some((part) => parts.includes(part)))) kept.push(word)
  }
  return kept
}
