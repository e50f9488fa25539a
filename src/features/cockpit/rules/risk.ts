import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'

// Money at risk: what a client may lose or is losing over thirty days if nobody acts. It ranks clients for attention; it is no
// forecast. Every part is a sum of items, every item is explained by its own figures and opens to Amazon's rows.
//
//   ad_waste       spend on search terms that each spent at least what an order costs on average and brought none
//   stock_out      units that will not be there to sell in the next 30 days, at the faster pace of 30 and 90 days, at their price
//   margin         settled money that went negative, or fees that took more of the principal than in the 30 days before
//   falling_sales  sales missing against the 30 days before, beyond the ordinary swing
//   returns        units returned beyond the share of the 30 days before, at the average price
//   account        sales of the window where Amazon says that the account is at risk of deactivation, or off
//   blind          ad spend per day times the days nobody has seen figures for
//
// Looking back (falling_sales, margin, returns, ad_waste) and ahead (stock_out, account, blind) never count the same sale twice: where an
// account is at risk, its stock-outs are left out.

export const riskKinds = [
  'ad_waste',
  'stock_out',
  'margin',
  'falling_sales',
  'returns',
  'account',
  'blind',
] as const
export type RiskKind = (typeof riskKinds)[number]

/** Days looked back on and ahead to. */
export const riskWindowDays = 30
/** A fall of sales up to this share is ordinary and not counted. */
export const ordinaryFallRatio = 0.1
/** Days with sales needed in both windows before a fall is believed. */
export const leastComparedDays = 20
/** Rises of fee share and of return rate that are ordinary. */
export const ordinaryRiseRatio = 0.02
/** Days until units on their way can be sold: transport's last leg and receiving together; a default, not a promise of Amazon's. */
export const inboundDays = 14
/** Days without new files that are ordinary: Amazon itself reports one to three days late. */
export const ordinaryLagDays = 3

/** One thing that contributes: a term, a SKU, a marketplace. Money in micros of its own currency. */
export type RiskItem = {
  readonly kind: RiskKind
  readonly marketplace: string | null
  readonly currency: string
  readonly micros: Micros
  /** The term or SKU; null when it is the marketplace as a whole. */
  readonly subject: string | null
  /** The figures that explain the amount, by name; money in micros of the item's currency as text. */
  readonly because: Readonly<Record<string, string | number>>
}

export type TermSpend = {
  readonly marketplace: string | null
  readonly currency: string
  readonly searchTerm: string
  readonly clicks: number
  readonly orders: number
  readonly costMicros: Micros
}

/** Terms that have spent an average order's cost and brought no order. Without any order in a currency, every term that was clicked. */
export function adWaste(terms: readonly TermSpend[]): RiskItem[] {
  const merged = new Map<string, { -readonly [K in keyof TermSpend]: TermSpend[K] }>()
  for (const term of terms) {
    const key = JSON.stringify([term.marketplace, term.currency, term.searchTerm])
    const seen = merged.get(key)
    if (seen === undefined) merged.set(key, { ...term })
    else {
      seen.clicks += term.clicks
      seen.orders += term.orders
      seen.costMicros += term.costMicros
    }
  }
  const places = Map.groupBy(merged.values(), (term) => `${term.marketplace}|${term.currency}`)
  return [...places.values()].flatMap((place) => {
    const orders = place.reduce((sum, term) => sum + term.orders, 0)
    const spend = place.reduce((sum, term) => sum + term.costMicros, 0n)
    const orderCost = orders === 0 ? 0n : spend / BigInt(orders)
    return place
      .filter((term) => term.orders === 0 && term.costMicros > 0n && term.costMicros >= orderCost)
      .map((term) => ({
        kind: 'ad_waste' as const,
        marketplace: term.marketplace,
        currency: term.currency,
        micros: term.costMicros,
        subject: term.searchTerm,
        because: { clicks: term.clicks, orderCostMicros: orderCost.toString() },
      }))
  })
}

export type SkuStock = {
  readonly marketplace: string | null
  readonly currency: string
  readonly sku: string
  /** Sellable now or being received, and on its way to Amazon. */
  readonly onHand: number
  readonly inbound: number
  /** Units that would sell in 30 days: the faster of the last 30 days' pace and the last 90 days'. */
  readonly soldUnits: number
  readonly priceMicros: Micros
}

/**
 * Sales that cannot happen in the next 30 days: what would sell until the inbound units arrive and is not there, and after that what
 * neither stock nor arrivals suffice for.
 */
export function stockOuts(stock: readonly SkuStock[]): RiskItem[] {
  return stock
    .map((sku) => ({ sku, short: shortUnits(sku) }))
    .filter(({ short }) => short > 0)
    .map(({ sku, short }) => ({
      kind: 'stock_out' as const,
      marketplace: sku.marketplace,
      currency: sku.currency,
      micros: BigInt(short) * sku.priceMicros,
      subject: sku.sku,
      because: {
        onHand: sku.onHand,
        inbound: sku.inbound,
        soldUnits: sku.soldUnits,
        shortUnits: short,
        coverDays: Math.floor((sku.onHand / sku.soldUnits) * riskWindowDays),
        priceMicros: sku.priceMicros.toString(),
      },
    }))
}

function shortUnits(sku: SkuStock): number {
  const perDay = sku.soldUnits / riskWindowDays
  const beforeArrival = perDay * inboundDays
  const lostBefore = Math.max(0, beforeArrival - sku.onHand)
  const left = Math.max(0, sku.onHand - beforeArrival) + sku.inbound
  const lostAfter = Math.max(0, sku.soldUnits - beforeArrival - left)
  return Math.round(lostBefore + lostAfter)
}

/** One marketplace's thirty days against the thirty before. Null: no file says. */
export type MarketSpans = {
  readonly marketplace: string | null
  readonly currency: string
  readonly now: SpanFigures
  readonly before: SpanFigures
}

export type SpanFigures = {
  readonly salesMicros: Micros | null
  readonly salesDays: number
  readonly units: number | null
  readonly returnedUnits: number | null
  readonly principalMicros: Micros | null
  /** Referral, fulfilment, storage and other fees without advertising; negative as Amazon books them. */
  readonly feeMicros: Micros | null
  readonly netProceedsMicros: Micros | null
  readonly adCostMicros: Micros | null
  readonly adDays: number
}

/** Settled money below zero; else what a risen fee share took. */
export function marginLoss(market: MarketSpans): RiskItem[] {
  const { now, before } = market
  const item = (micros: Micros, because: RiskItem['because']): RiskItem[] => [
    {
      kind: 'margin',
      marketplace: market.marketplace,
      currency: market.currency,
      micros,
      subject: null,
      because,
    },
  ]
  if (now.netProceedsMicros !== null && now.netProceedsMicros < 0n)
    return item(-now.netProceedsMicros, { netProceedsMicros: now.netProceedsMicros.toString() })
  const shareNow = feeShare(now)
  const shareBefore = feeShare(before)
  if (shareNow === null || shareBefore === null || shareNow - shareBefore <= ordinaryRiseRatio) return []
  const rise = BigInt(Math.round((shareNow - shareBefore) * 1e6))
  return item((now.principalMicros! * rise) / 1_000_000n, {
    feeShareNow: shareNow,
    feeShareBefore: shareBefore,
  })
}

function feeShare(span: SpanFigures): number | null {
  if (span.feeMicros === null || span.principalMicros === null || span.principalMicros <= 0n) return null
  return Number(-span.feeMicros) / Number(span.principalMicros)
}

/** Sales missing against the window before, by the day, so that a window with gaps is not taken for a fall. */
export function fallingSales(market: MarketSpans): RiskItem[] {
  const { now, before } = market
  if (now.salesMicros === null || before.salesMicros === null || before.salesMicros <= 0n) return []
  if (now.salesDays < leastComparedDays || before.salesDays < leastComparedDays) return []
  const window = BigInt(riskWindowDays)
  const nowMicros = (now.salesMicros * window) / BigInt(now.salesDays)
  const beforeMicros = (before.salesMicros * window) / BigInt(before.salesDays)
  const ordinary = (beforeMicros * BigInt(Math.round((1 - ordinaryFallRatio) * 1000))) / 1000n
  if (nowMicros >= ordinary) return []
  return [
    {
      kind: 'falling_sales',
      marketplace: market.marketplace,
      currency: market.currency,
      micros: beforeMicros - nowMicros,
      subject: null,
      because: { nowMicros: nowMicros.toString(), beforeMicros: beforeMicros.toString() },
    },
  ]
}

/** Units returned beyond the share of the window before, at the average price. */
export function risenReturns(market: MarketSpans): RiskItem[] {
  const { now, before } = market
  if (!now.units || !before.units || now.returnedUnits === null || before.returnedUnits === null) return []
  if (now.salesMicros === null) return []
  const rateNow = now.returnedUnits / now.units
  const rateBefore = before.returnedUnits / before.units
  if (rateNow - rateBefore <= ordinaryRiseRatio) return []
  const extra = Math.round((rateNow - rateBefore) * now.units)
  return [
    {
      kind: 'returns',
      marketplace: market.marketplace,
      currency: market.currency,
      micros: (now.salesMicros * BigInt(extra)) / BigInt(now.units),
      subject: null,
      because: { rateNow, rateBefore, extraUnits: extra },
    },
  ]
}

/** The sales of a window in a marketplace whose account Amazon may switch off, or has: nothing can be sold there then. */
export function accountRisk(market: MarketSpans, status: string | null): RiskItem[] {
  const { salesMicros } = market.now
  if (status === null || status === 'NORMAL' || salesMicros === null || salesMicros <= 0n) return []
  return [
    {
      kind: 'account',
      marketplace: market.marketplace,
      currency: market.currency,
      micros: salesMicros,
      subject: null,
      because: { status },
    },
  ]
}

/** Ad money spent unseen: the usual day's spend times the days since the last figures, beyond Amazon's own lag; at most a window. */
export function blindSpend(market: MarketSpans, lastOn: Day, unseenDays: number): RiskItem[] {
  const days = Math.min(unseenDays - ordinaryLagDays, riskWindowDays)
  const { adCostMicros, adDays } = market.now
  if (days <= 0 || adCostMicros === null || adDays === 0 || adCostMicros === 0n) return []
  const perDay = adCostMicros / BigInt(adDays)
  return [
    {
      kind: 'blind',
      marketplace: market.marketplace,
      currency: market.currency,
      micros: perDay * BigInt(days),
      subject: null,
      because: { lastOn, unseenDays, perDayMicros: perDay.toString() },
    },
  ]
}
