import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { adSpendMicros, netProceedsMicros } from '#features/facts/rules/kpi.ts'
import type { Measures } from '#features/facts/rules/measures.ts'
import { type Figures, type MarketMeasures, amountText, figuresOf, inCurrency } from './figures.ts'
import {
  type MarketSpans,
  type RiskItem,
  type RiskKind,
  type SkuStock,
  type SpanFigures,
  type TermSpend,
  accountRisk,
  adWaste,
  fallingSales,
  marginLoss,
  risenReturns,
  riskKinds,
  stockOuts,
} from './risk.ts'

// What the cockpit keeps of a client: everything about its last thirty days with data, measured once when its data change.

export type MarketBrief = {
  readonly marketplace: string | null
  readonly currency: string
  readonly sales: string | null
  readonly adCost: string | null
  /** For the spend nobody sees, which grows by the day. */
  readonly adCostMicros: string | null
  readonly adDays: number
}

export type ItemBrief = {
  readonly marketplace: string | null
  readonly currency: string
  readonly amount: string
  readonly baseAmount: string | null
  readonly subject: string | null
  readonly because: Readonly<Record<string, string | number>>
}

export type PartBrief = {
  readonly kind: RiskKind
  /** In the client's base currency. */
  readonly amount: string
  readonly count: number
  /** The largest items; `count` says how many there are. */
  readonly items: readonly ItemBrief[]
}

export type Brief = {
  readonly v: 4
  readonly baseCurrency: string
  readonly from: Day
  readonly to: Day
  readonly rateOn: Day | null
  readonly unconverted: readonly string[]
  /** In the base currency. */
  readonly now: Figures
  readonly salesBefore: string | null
  /** Days with sales in both windows; sums over unequal windows are not held against each other. */
  readonly salesDays: { readonly now: number; readonly before: number }
  readonly markets: readonly MarketBrief[]
  readonly coverDays: number | null
  readonly stockOn: Day | null
  /** Share of the sales that Amazon may still restate, 0..1. */
  readonly provisionalRatio: number
  /** The newest day each kind of file speaks for; null when there is none. */
  readonly lastDays: Readonly<Record<WatchedDataset, Day | null>>
  readonly parts: readonly PartBrief[]
  /** Accounts that need somebody, by marketplace, with Amazon's word for them; a rate beyond its target counts too. */
  readonly unsafe: readonly { readonly marketplace: string; readonly status: string | null }[]
}

/** The kinds of file without which the cockpit is blind on one eye. */
export const watchedDatasets = ['sales', 'ads', 'settlement', 'stock', 'returns'] as const
export type WatchedDataset = (typeof watchedDatasets)[number]

export type MarketWindow = MarketMeasures & { readonly salesDays: number; readonly adDays: number }

export type BriefInput = {
  readonly baseCurrency: string
  readonly from: Day
  readonly to: Day
  readonly now: readonly MarketWindow[]
  readonly before: readonly MarketWindow[]
  readonly terms: readonly TermSpend[]
  readonly stock: readonly SkuStock[]
  readonly stockOn: Day | null
  readonly provisionalRatio: number
  readonly lastDays: Readonly<Record<WatchedDataset, Day | null>>
  readonly health: readonly AccountStand[]
}

/** How Amazon judges the account of a marketplace. */
export type AccountStand = {
  readonly marketplace: string
  readonly status: string | null
  readonly level: 'good' | 'look' | 'act'
}

const KEPT_ITEMS = 50

/** Puts a client's brief together. Pure: the same facts and rates give the same brief. */
export function composeBrief(input: BriefInput, fx: FxTable): Brief {
  const base = input.baseCurrency
  const total = inCurrency(input.now, base, input.to, fx)
  const before = inCurrency(input.before, base, input.to, fx)
  const spans = pairUp(input)
  const accounts = spans.flatMap((market) =>
    accountRisk(market, worstStatus(input.health, market.marketplace)),
  )
  const items = [
    ...adWaste(input.terms),
    ...accounts,
    // What an account that is off cannot sell, it does not lose for want of stock.
    ...stockOuts(input.stock).filter((item) => accounts.every((one) => one.marketplace !== item.marketplace)),
    ...spans.flatMap((market) => [...marginLoss(market), ...fallingSales(market), ...risenReturns(market)]),
  ]
  return {
    v: 4,
    baseCurrency: base,
    from: input.from,
    to: input.to,
    rateOn: total.rateOn,
    unconverted: [...new Set([...total.unconverted, ...before.unconverted])],
    now: figuresOf(total.measures, base),
    salesBefore: textOf(figuresOf(before.measures, base).sales),
    salesDays: { now: mostDays(input.now), before: mostDays(input.before) },
    markets: spans.map(marketBrief),
    coverDays: overallCover(input.stock),
    stockOn: input.stockOn,
    provisionalRatio: input.provisionalRatio,
    lastDays: input.lastDays,
    parts: partsOf(items, base, input.to, fx),
    unsafe: input.health
      .filter((one) => one.level === 'act')
      .map(({ marketplace, status }) => ({ marketplace, status })),
  }
}

/** Of several stores in one marketplace the word that is not normal counts. */
function worstStatus(health: readonly AccountStand[], marketplace: string | null): string | null {
  const own = health.filter((one) => one.marketplace === marketplace).map((one) => one.status)
  return own.find((status) => status !== null && status !== 'NORMAL') ?? own[0] ?? null
}

/** Groups items into parts with their sums in the base currency, largest first; kinds without items are left out. */
export function partsOf(items: readonly RiskItem[], base: string, day: Day, fx: FxTable): PartBrief[] {
  return riskKinds
    .map((kind) => {
      const priced = items
        .filter((item) => item.kind === kind)
        .map((item) => ({ item, base: fx.convert(item.micros, item.currency, base, day)?.micros ?? null }))
        .toSorted((a, b) => Number((b.base ?? 0n) - (a.base ?? 0n)))
      const sum = priced.reduce((total, one) => total + (one.base ?? 0n), 0n)
      return { kind, sum, priced }
    })
    .filter((part) => part.priced.length > 0)
    .toSorted((a, b) => Number(b.sum - a.sum))
    .map(({ kind, sum, priced }) => ({
      kind,
      amount: amountText(sum, base),
      count: priced.length,
      items: priced.slice(0, KEPT_ITEMS).map(({ item, base: converted }) => ({
        marketplace: item.marketplace,
        currency: item.currency,
        amount: amountText(item.micros, item.currency),
        baseAmount: converted === null ? null : amountText(converted, base),
        subject: item.subject,
        because: item.because,
      })),
    }))
}

function pairUp(input: BriefInput): MarketSpans[] {
  const key = (window: MarketMeasures): string => `${window.marketplace}|${window.currency}`
  const nows = new Map(input.now.map((window) => [key(window), window]))
  const befores = new Map(input.before.map((window) => [key(window), window]))
  const keys = [...new Set([...nows.keys(), ...befores.keys()])]
  return keys.map((one) => {
    const now = nows.get(one)
    const before = befores.get(one)
    const { marketplace, currency } = (now ?? before)!
    return { marketplace, currency, now: spanFigures(now), before: spanFigures(before) }
  })
}

function spanFigures(window: MarketWindow | undefined): SpanFigures {
  const m = window?.measures
  return {
    salesMicros: m?.salesMicros ?? null,
    salesDays: window?.salesDays ?? 0,
    units: m?.units ?? null,
    returnedUnits: m?.returnedUnits ?? null,
    principalMicros: m?.principalMicros ?? null,
    feeMicros: m === undefined ? null : feesWithoutAds(m),
    netProceedsMicros: m === undefined || m.principalMicros === null ? null : netProceedsMicros(m),
    adCostMicros: m === undefined ? null : adSpendMicros(m),
    adDays: window?.adDays ?? 0,
  }
}

function feesWithoutAds(m: Measures): Micros | null {
  return sum(m.referralFeeMicros, m.fulfillmentFeeMicros, m.storageFeeMicros, m.otherFeeMicros)
}

function sum(...parts: (Micros | null)[]): Micros | null {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n)
}

function marketBrief(market: MarketSpans): MarketBrief {
  const { currency, now } = market
  const text = (micros: Micros | null): string | null =>
    micros === null ? null : amountText(micros, currency)
  return {
    marketplace: market.marketplace,
    currency,
    sales: text(now.salesMicros),
    adCost: text(now.adCostMicros),
    adCostMicros: now.adCostMicros?.toString() ?? null,
    adDays: now.adDays,
  }
}

function textOf(value: string | number | null): string | null {
  return typeof value === 'string' ? value : null
}

function mostDays(windows: readonly MarketWindow[]): number {
  return Math.max(0, ...windows.map((window) => window.salesDays))
}

/** Days that everything on hand lasts at the pace of the last thirty. */
function overallCover(stock: readonly SkuStock[]): number | null {
  const sold = stock.reduce((total, sku) => total + sku.soldUnits, 0)
  const onHand = stock.reduce((total, sku) => total + sku.onHand, 0)
  return stock.length === 0 || sold === 0 ? null : (onHand / sold) * 30
}
