import type { Json } from '#kernel/canonical-json.ts'

// What a change may be expected to do, before anybody has measured one like it: wide intervals from how auctions answer in general, and
// silence where nothing can be said. The effects that are measured afterwards (effect/) are what counts.

/** Figures of the object over the evidence's window, in units of the currency. */
export type Evidence = {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: string
  readonly sales: string
}

export type Range = { readonly low: number; readonly mid: number; readonly high: number }

/** Difference a day, in units of the currency. */
export type Expectation =
  | { readonly basis: 'assumed_response'; readonly spend: Range; readonly sales: Range }
  | { readonly basis: 'none'; readonly reason: 'few_clicks' | 'no_figures' | 'not_estimated' | 'no_effect' }

/** Kinds that steer nothing: nothing is expected of them, nothing is measured, and what they touched stays a control. */
export const effectless: ReadonlySet<string> = new Set(['sp.name'])
/** Fields that such kinds write, by Amazon's records. */
export const effectlessFields: readonly string[] = ['name']

const FEW_CLICKS = 20
/** Clicks answer a bid with an elasticity between these, the price of a click likewise: published landscapes lie within. */
const CLICKS = { low: 0.2, mid: 0.7, high: 1.4 }
const PRICE = { low: 0.4, mid: 0.8, high: 1 }
/** Of paused sales, this share is lost; the rest is bought another way. */
const LOST = { low: 0.4, mid: 0.7, high: 1 }
/** From this share of its budget on a campaign may have been held back by it. */
const BOUND_SHARE = 0.8

const sorted = (low: number, mid: number, high: number): Range => {
  const [a, b, c] = [low, mid, high].toSorted((x, y) => x - y)
  return { low: a!, mid: b!, high: c! }
}

const none = (reason: 'few_clicks' | 'no_figures' | 'not_estimated' | 'no_effect'): Expectation => ({
  basis: 'none',
  reason,
})

/** The expected difference a day of spend and sales. Pure; knows the values of the kinds by their names. */
export function expectationOf(kind: string, from: Json, to: Json, evidence: Evidence | null): Expectation {
  if (effectless.has(kind)) return none('no_effect')
  if (evidence === null) return none('no_figures')
  const spend = Number(evidence.spend) / evidence.days
  const sales = Number(evidence.sales) / evidence.days
  const of = (value: Json, key: string): number => Number((value as Record<string, string> | null)?.[key])
  if (kind === 'sp.bid' || kind === 'sp.schedule') {
    const own = (from as { bid?: string | null } | null)?.bid
    // Without a bid of its own it stood at the ad group's.
    const ratio = of(to, 'bid') / of(from, own === null ? 'default' : 'bid')
    if (!Number.isFinite(ratio) || ratio <= 0) return none('not_estimated')
    if (evidence.clicks < FEW_CLICKS) return none('few_clicks')
    const moved = (value: number, power: number): number => value * (ratio ** power - 1)
    return {
      basis: 'assumed_response',
      spend: sorted(
        moved(spend, CLICKS.low + PRICE.low),
        moved(spend, CLICKS.mid + PRICE.mid),
        moved(spend, CLICKS.high + PRICE.high),
      ),
      sales: sorted(moved(sales, CLICKS.low), moved(sales, CLICKS.mid), moved(sales, CLICKS.high)),
    }
  }
  if (kind === 'sp.budget') {
    const [before, after] = [of(from, 'dailyBudget'), of(to, 'dailyBudget')]
    const most =
      after > before ? (spend >= BOUND_SHARE * before ? after - before : 0) : Math.min(0, after - spend)
    const share = spend > 0 ? sales / spend : 0
    return {
      basis: 'assumed_response',
      spend: sorted(0, most / 2, most),
      sales: sorted(0, (most * share) / 2, most * share),
    }
  }
  if (kind === 'sp.state' && (to as { state?: string } | null)?.state === 'PAUSED')
    return {
      basis: 'assumed_response',
      spend: sorted(-spend, -spend, -spend),
      sales: sorted(-sales * LOST.high, -sales * LOST.mid, -sales * LOST.low),
    }
  return none('not_estimated')
}
