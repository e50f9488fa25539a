import { type Micros, microsFromDecimal } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { rounded } from '../step.ts'
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
  soldGround,
} from './judging.ts'
import { type Matched, type TermLine, exposureOf } from './lines.ts'
import { type Expected, ownRate, payChance } from './rates.ts'
import type { Exact, Group } from './structure.ts'

// Terms that sell deserve a keyword of their own, and the ad group they were found in shall then leave them to it: but only once the new
// keyword stands and has been seen, or the term would be served nowhere.

export const harvestStates = [
  /** A keyword can be proposed. */
  'ready',
  /** The keyword stands and is seen: the source can let go. */
  'negate',
  /** The keyword stands, and nobody has seen it yet. */
  'unserved',
  /** Proposed or made; the next snapshot will show it. */
  'waiting',
  /** There is a keyword, switched off. */
  'paused',
  /** No ad group is there to take it. */
  'build',
  /** Every ad group that could take it keeps it out by a negative. */
  'blocked',
  /** Amazon takes no such keyword. */
  'unfit',
] as const
export type HarvestState = (typeof harvestStates)[number]

export type Source = {
  readonly campaignId: string
  readonly campaign: string
  readonly adGroupId: string
  readonly adGroup: string
  readonly matched: Matched
} & Sums

export type Destination = Pick<Group, 'campaignId' | 'campaign' | 'adGroupId'> & { readonly adGroup: string }

export type HarvestRow = {
  readonly key: string
  readonly term: string
  readonly isAsin: boolean
  readonly termClass: TermClass
  readonly sums: Sums
  readonly payChance: number
  /** Shrunk orders per click. */
  readonly rate: number
  readonly state: HarvestState
  readonly problem: string | null
  readonly sources: readonly Source[]
  readonly destination: Destination | null
  readonly bidMicros: Micros | null
  readonly grounds: readonly Ground[]
}

/** What shoppers saw in the window: one exact target, or anything of an ad group. */
export type Seen = {
  readonly target: (adGroupId: string, term: string) => boolean
  readonly group: (adGroupId: string) => boolean
}

/** Orders with which a term deserves a keyword whatever luck had to do with it. */
const ORDERS = 2
/** With fewer orders it does when it pays with this chance. */
const SURE = 0.8
/** A first bid beyond what was paid per click so far, times this, buys nothing that is known. */
const MOST_OF_CPC = 2

/** Terms worth a keyword or a product target of their own, dearest sales first. */
export function harvest(judging: Judging, seen: Seen): HarvestRow[] {
  const { rates, structure } = judging
  if (rates === null) return []
  const found = new Map<string, { lines: TermLine[]; group: Group; chance: number; place: Placement }>()
  for (const line of judging.lines) {
    if (line.exact || line.adGroupId === null || line.orders < 1 || line.clicks < 1) continue
    const group = structure.groups.get(line.adGroupId)
    if (group === undefined) continue
    const chance = payChance(line, rates.of(line), judging.targetRatio)
    if (line.orders < ORDERS && chance < SURE) continue
    const place = placed(judging, line, group, seen)
    // Isolated already: the keyword stands and the source keeps the term out.
    if (place.exact !== null && structure.negated(line.term, group.adGroupId)) continue
    const at = place.exact?.adGroupId ?? place.destination?.adGroupId ?? `from ${group.adGroupId}`
    const known = found.get(`${at}·${line.term}`)
    if (known === undefined) found.set(`${at}·${line.term}`, { lines: [line], group, chance, place })
    else known.lines.push(line)
  }
  return [...found]
    .flatMap(([key, one]) => rowOf(judging, key, one, seen))
    .toSorted((a, b) => (a.sums.salesMicros < b.sums.salesMicros ? 1 : -1))
}

type Placement = { exact: Exact | null; destination: Group | null; blocked: boolean }

const shares = (a: Group, b: Group): boolean => [...a.products].some((one) => b.products.has(one))

/** Where the term has its keyword already, or could get one: an ad group of the same products. */
function placed(judging: Judging, line: TermLine, source: Group, seen: Seen): Placement {
  const { structure } = judging
  const near = (group: Group): boolean =>
    group.adGroupId === source.adGroupId || source.products.size === 0 || shares(group, source)
  const exacts = (structure.exacts.get(line.term) ?? []).filter((one) => {
    const group = structure.groups.get(one.adGroupId)
    return group !== undefined && near(group)
  })
  const live = (one: Exact): boolean =>
    one.state === 'enabled' && structure.groups.get(one.adGroupId)?.serving === true
  const exact = exacts.find(live) ?? exacts[0] ?? null
  if (exact !== null)
    return { exact, destination: structure.groups.get(exact.adGroupId) ?? null, blocked: false }
  const able = [...structure.groups.values()].filter(
    (one) => one.serving && !one.auto && source.products.size > 0 && near(one) && takes(one, line.isAsin),
  )
  const open = able.filter((one) => !structure.negated(line.term, one.adGroupId))
  const [best = null] = open.toSorted((a, b) => fitness(b, source, seen) - fitness(a, source, seen))
  return { exact: null, destination: best, blocked: best === null && able.length > 0 }
}

/** An ad group holds keywords or products, not both. */
const takes = ({ counts }: Group, asin: boolean): boolean =>
  asin
    ? counts.product > 0 && counts.exact + counts.other === 0
    : counts.exact + counts.other > 0 && counts.product === 0

/** One that is seen before one that is not; an ad group of exact keywords before a mixed one; of few other products before one of many; of the same campaign before others. */
function fitness(group: Group, source: Group, seen: Seen): number {
  const all = group.counts.exact + group.counts.other + group.counts.product
  const exact = all === 0 ? 0 : (group.counts.exact + group.counts.product) / all
  const common = [...group.products].filter((one) => source.products.has(one)).length
  return (
    (seen.group(group.adGroupId) ? 100 : 0) +
    exact * 10 +
    common / Math.max(1, group.products.size) +
    (group.campaignId === source.campaignId ? 0.1 : 0)
  )
}

function rowOf(
  judging: Judging,
  key: string,
  one: { lines: TermLine[]; group: Group; chance: number; place: Placement },
  seen: Seen,
): HarvestRow[] {
  const { place } = one
  const [first] = one.lines
  if (first === undefined || judging.rates === null) return []
  const sums = addUp(one.lines)
  const whole: TermLine = {
    ...first,
    ...sums,
    ripeClicks: one.lines.reduce((all, line) => all + line.ripeClicks, 0),
  }
  const expected = judging.rates.of(whole)
  const rate = ownRate(whole, expected)
  const chance = payChance(whole, expected, judging.targetRatio)
  const problem = first.isAsin ? null : termProblem(first.term, 'EXACT')
  const state = stateOf(judging, first.term, one, problem, seen)
  // Nothing to let go of where the keyword stands in the very ad group the term came from.
  const sources = one.lines.flatMap((line) => sourceOf(line, judging))
  const others = sources.filter((source) => source.adGroupId !== place.exact?.adGroupId)
  if (place.exact !== null && others.length === 0 && state !== 'paused') return []
  const bid = state === 'ready' || state === 'build' ? startBid(judging, whole, expected, rate) : null
  const { destination } = place
  return [
    {
      key,
      term: first.term,
      isAsin: first.isAsin,
      termClass: judging.classes.of(first),
      sums,
      payChance: chance,
      rate,
      state,
      problem,
      sources: place.exact === null ? sources : others,
      destination:
        destination === null
          ? null
          : {
              campaignId: destination.campaignId,
              campaign: destination.campaign,
              adGroupId: destination.adGroupId,
              adGroup: destination.name,
            },
      bidMicros: bid?.micros ?? null,
      grounds: [
        soldGround(sums, judging.days),
        ground('term.pays', { chance, target: judging.targetRatio }),
        ...(state === 'negate' && destination !== null
          ? [ground('term.stands', { group: destination.name })]
          : []),
        ...(sources[0] === undefined
          ? []
          : [ground('term.found_in', { group: sources[0].adGroup, campaign: sources[0].campaign })]),
        ...(state === 'ready' && destination !== null && !seen.group(destination.adGroupId)
          ? [ground('term.unseen_group', { group: destination.name })]
          : []),
        ...(bid?.grounds ?? []),
      ],
    },
  ]
}

function stateOf(
  judging: Judging,
  term: string,
  one: { place: Placement },
  problem: string | null,
  seen: Seen,
): HarvestState {
  const { exact, destination, blocked } = one.place
  if (exact !== null) {
    const serving = judging.structure.groups.get(exact.adGroupId)?.serving === true
    if (exact.state !== 'enabled' || !serving) return 'paused'
    return seen.target(exact.adGroupId, term) ? 'negate' : 'unserved'
  }
  if (problem !== null) return 'unfit'
  if (blocked) return 'blocked'
  return destination === null ? 'build' : 'ready'
}

function sourceOf(line: TermLine, judging: Judging): Source[] {
  const group = judging.structure.groups.get(line.adGroupId ?? '')
  if (group === undefined) return []
  const { impressions, clicks, orders, costMicros, salesMicros } = line
  return [
    {
      campaignId: group.campaignId,
      campaign: group.campaign,
      adGroupId: group.adGroupId,
      adGroup: group.name,
      matched: line.matched[0]!,
      impressions,
      clicks,
      orders,
      costMicros,
      salesMicros,
    },
  ]
}

/** The bid to begin with: what a click is worth at the target, within what is known and what Amazon takes. */
export function startBid(
  judging: Judging,
  line: TermLine,
  expected: Expected,
  rate: number,
): { micros: Micros; grounds: Ground[] } {
  const worth = judging.targetRatio * rate * expected.orderValue
  const cpc = line.clicks > 0 ? Number(line.costMicros) / 1e6 / line.clicks : worth
  const grounds = [
    ground('term.worth', {
      target: judging.targetRatio,
      rate,
      orderValue: money(microsOf(expected.orderValue)),
      worth: money(microsOf(worth)),
      clicks: Math.round(exposureOf(line)),
    }),
  ]
  let bid = worth
  if (cpc > 0 && bid > MOST_OF_CPC * cpc) {
    bid = MOST_OF_CPC * cpc
    grounds.push(ground('term.bid_capped', { cpc: money(microsOf(cpc)), times: MOST_OF_CPC }))
  }
  const range = rangeOf('bid', judging.marketplace)
  if (range !== null && (bid < range[0] || bid > range[1])) {
    bid = Math.min(Math.max(bid, range[0]), range[1])
    grounds.push(ground('term.bid_bounded', { least: String(range[0]), most: String(range[1]) }))
  }
  const micros = rounded(microsOf(bid), judging.currency)
  const least = microsFromDecimal(String(range?.[0] ?? 0.02)) ?? 0n
  return { micros: micros < least ? least : micros, grounds }
}
