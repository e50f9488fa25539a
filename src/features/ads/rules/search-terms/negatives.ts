import type { Micros } from '#kernel/money.ts'
import { termProblem } from '../terms.ts'
import type { TermClass } from './classes.ts'
import {
  type Ground,
  type Judging,
  type Sums,
  addUp,
  ground,
  microsOf,
  money,
  orderMayCost,
  perMonth,
  soldGround,
} from './judging.ts'
import type { Matched, TermLine } from './lines.ts'
import { type Expected, payChance } from './rates.ts'
import { stemsOf, wordsOf } from './tokens.ts'

// Terms whose clicks will not pay. "No order" alone is no reason: with three clicks it is what luck does to a good term. A term is judged
// when its silence would be rare at the rate its siblings convert, and when it has cost more than an order may.

export const negativeStates = ['ready', 'protected', 'waiting', 'unfit'] as const
export type NegativeState = (typeof negativeStates)[number]

/** Why a person has to look first. `like`: what it reminds of. */
export type Protection = { readonly code: 'brand' | 'own_product' | 'root'; readonly like: string }

export type NegativeRow = {
  readonly key: string
  readonly term: string
  readonly isAsin: boolean
  readonly termClass: TermClass
  /** zero: no order where some were due. low: orders, at far too high a price. */
  readonly test: 'zero' | 'low'
  readonly campaignId: string
  readonly campaign: string
  /** Null: for the whole campaign. */
  readonly adGroupId: string | null
  readonly adGroup: string | null
  readonly matched: Matched
  readonly sums: Sums
  readonly monthMicros: Micros
  /** Chance of no order at all, had it converted as its siblings; null for `low`. */
  readonly chance: number | null
  readonly payChance: number
  /** Orders per click of its siblings. */
  readonly siblingRate: number
  readonly protection: readonly Protection[]
  readonly state: NegativeState
  readonly problem: string | null
  readonly grounds: readonly Ground[]
}

/** What has orders is negated only after this much more spend, and never with this many orders (Merch Jar's rule). */
const LOW_FACTOR = 3
const TOO_MANY_ORDERS = 10
/** A term that more likely pays than not is left alone whatever it has cost. */
const MAY_STILL_PAY = 0.5

type Judged = {
  line: TermLine
  test: 'zero' | 'low'
  chance: number | null
  payChance: number
  expected: Expected
}

/** Terms and products to keep out, dearest first. What a negative keeps out already is not in it. */
export function negatives(judging: Judging): NegativeRow[] {
  const { rates, structure } = judging
  if (rates === null) return []
  const judged: Judged[] = []
  for (const line of judging.lines) {
    if (line.exact || line.adGroupId === null || line.campaignId === null) continue
    const found = judge(judging, line, rates.of(line))
    if (found !== null && !structure.negated(line.term, line.adGroupId)) judged.push(found)
  }
  const guard = guardOf(judging)
  const sellingIn = new Set(
    judging.lines.filter((one) => one.orders > 0).map((one) => `${one.campaignId}·${one.term}`),
  )
  const parents = Map.groupBy(judged, (one) => `${one.line.campaignId}·${one.line.term}`)
  return [...parents]
    .flatMap(([key, ones]) =>
      // Useless in several ad groups of a campaign and of use in none: one negative for the campaign.
      ones.length > 1 && !sellingIn.has(key) && ones.every((one) => !one.line.isAsin)
        ? [rowOf(judging, ones, null, guard)]
        : ones.map((one) => rowOf(judging, [one], one.line.adGroupId, guard)),
    )
    .toSorted((a, b) => (a.sums.costMicros < b.sums.costMicros ? 1 : -1))
}

function judge(judging: Judging, line: TermLine, expected: Expected): Judged | null {
  const mayCost = orderMayCost(judging, expected.orderValue)
  const spent = Number(line.costMicros) / 1e6
  if (spent <= judging.factor * mayCost) return null
  const chanceToPay = payChance(line, expected, judging.targetRatio)
  if (line.orders === 0) {
    // A day's orders come in for days: only clicks old enough are held against a term.
    const chance = Math.exp(-line.ripeClicks * expected.prior.mean)
    if (chance >= judging.alpha || chanceToPay >= MAY_STILL_PAY) return null
    return { line, test: 'zero', chance, payChance: chanceToPay, expected }
  }
  if (line.orders >= TOO_MANY_ORDERS || spent <= LOW_FACTOR * judging.factor * mayCost) return null
  // Not even at twice the target.
  if (payChance(line, expected, 2 * judging.targetRatio) >= judging.alpha) return null
  return { line, test: 'low', chance: null, payChance: chanceToPay, expected }
}

type Guard = (line: TermLine) => Protection[]

/** Who is spared until somebody has looked: own names, own products, and near variants of what sells. */
function guardOf(judging: Judging): Guard {
  const { structure, classes, language } = judging
  const sellers = new Map<string, string>()
  for (const line of judging.lines)
    if (line.orders >= 2 && !line.isAsin)
      sellers.set(stemsOf(wordsOf(line.term, language)).join(' '), line.term)
  return (line) => {
    if (line.isAsin)
      return structure.ownAsins.has(line.term) ? [{ code: 'own_product', like: line.term }] : []
    const words = wordsOf(line.term, language)
    const found: Protection[] = []
    const brand = classes.ownIn(words)
    if (brand !== null) found.push({ code: 'brand', like: brand })
    const stems = stemsOf(words)
    const like = nearSeller(stems, sellers)
    if (like !== null && like !== line.term) found.push({ code: 'root', like })
    return found
  }
}

/** A term that sells and has the same roots, or all but one of them. */
function nearSeller(stems: readonly string[], sellers: ReadonlyMap<string, string>): string | null {
  const whole = sellers.get(stems.join(' '))
  if (whole !== undefined) return whole
  if (stems.length < 2) return null
  for (let left = 0; left < stems.length; left += 1) {
    const found = sellers.get(stems.filter((_, index) => index !== left).join(' '))
    if (found !== undefined && stems.length > 2) return found
  }
  return null
}

function rowOf(
  judging: Judging,
  ones: readonly Judged[],
  adGroupId: string | null,
  guard: Guard,
): NegativeRow {
  const [first] = ones
  const { line, test, expected } = first!
  const sums = addUp(ones.map((one) => one.line))
  const monthMicros = perMonth(sums.costMicros, judging.days)
  const group = judging.structure.groups.get(line.adGroupId ?? '')
  const problem = line.isAsin ? null : termProblem(line.term, 'NEGATIVE_EXACT')
  const protection = guard(line)
  const chance = ones.reduce<number | null>(
    (all, one) => (one.chance === null ? all : (all ?? 1) * one.chance),
    null,
  )
  const chanceToPay = Math.max(...ones.map((one) => one.payChance))
  const mayCost = orderMayCost(judging, expected.orderValue)
  return {
    key: `${adGroupId ?? line.campaignId}·${line.term}`,
    term: line.term,
    isAsin: line.isAsin,
    termClass: judging.classes.of(line),
    test,
    campaignId: line.campaignId!,
    campaign: judging.structure.campaignNames.get(line.campaignId!) ?? line.campaign,
    adGroupId,
    adGroup: adGroupId === null ? null : (group?.name ?? line.adGroup),
    matched: line.matched[0]!,
    sums,
    monthMicros,
    chance,
    payChance: chanceToPay,
    siblingRate: expected.prior.mean,
    protection,
    state: problem !== null ? 'unfit' : protection.length > 0 ? 'protected' : 'ready',
    problem,
    grounds: [
      soldGround(sums, judging.days),
      ...(chance === null
        ? [ground('term.sells_too_dear', { target: judging.targetRatio, chance: chanceToPay })]
        : [
            ground('term.no_order', {
              clicks: ones.reduce((all, one) => all + one.line.ripeClicks, 0),
              rate: expected.prior.mean,
              chance,
            }),
          ]),
      ground('term.beyond_order', { spend: money(sums.costMicros), mayCost: money(microsOf(mayCost)) }),
      ...(chance === null ? [] : [ground('term.pays', { chance: chanceToPay, target: judging.targetRatio })]),
      ground('term.saves', { month: money(monthMicros) }),
      ...protection.map(({ code, like }) => ground(`term.protected_${code}`, { like })),
    ],
  }
}
