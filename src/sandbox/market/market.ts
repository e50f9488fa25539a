// The simulated Amazon world: made from a seed, moved by its own clock, read through `reads`, changed through `apply`.
// Same seed, same changes at the same times → the same world to the last digit, in one jump or in many steps.

import { deliverOrder, receiveReturn, refundOrder, reimburse } from './aftermath.ts'
import { buildSeller, buildStore } from './build.ts'
import { DAY, HOUR, dayIndex, dayIndexOf, hourOf, startOfDay } from './calendar.ts'
import { beginDay } from './day.ts'
import { takeDue } from './due.ts'
import { cancelOrder, convertClick, shipOrder } from './orders.ts'
import { rebuildPlan } from './plan.ts'
import { Random } from './random.ts'
import { createViews } from './views/views.ts'
import type { MarketReads } from './reads.ts'
import { moodOf } from './seasons.ts'
import { fellwick } from './sellers/fellwick.ts'
import { kelmora } from './sellers/kelmora.ts'
import type { SellerSpec } from './sellers/spec.ts'
import { travenor } from './sellers/travenor.ts'
import { applyChange, type Change } from './settings.ts'
import { settleIfDue } from './settlement.ts'
import type { ChangeRecord, Due, MarketState, StoreState } from './state.ts'
import { completeRemoval, receiveUnits } from './supply.ts'
import { runAds, runOrganic, type Hour } from './traffic.ts'
import type { Day, Instant } from './world.ts'

/** The demo's three: a new brand with wasteful ads, a factory with too much stock, a platform owner who runs out. */
export const demoSellers: readonly SellerSpec[] = [travenor, kelmora, fellwick]

export type MarketOptions = {
  seed: number
  /** First local day of every store. Default 2025-10-01. */
  start?: Day
  sellers?: readonly SellerSpec[]
  /** Whether sellers go on tinkering and buying stock by themselves. Default true. */
  habits?: boolean
}

export type Market = {
  readonly reads: MarketReads
  now(): Instant
  /** Runs all stores up to an instant, in whole hours. Going back is refused. */
  advanceTo(at: Instant): void
  advance(step: { days?: number; hours?: number }): void
  /** Changes a setting now; answers the id of what was changed or made. Throws MarketRefusal. */
  apply(storeKey: string, change: Change, by: string): string
  /** Everything anybody changed, in order of time per store. */
  changes(storeKey: string): readonly ChangeRecord[]
}

const insides = new WeakMap<Market, MarketState>()

/** The inner state. For truth.ts and tests of the market itself; nothing else may call it. */
export function insideOf(market: Market): MarketState {
  const state = insides.get(market)
  if (!state) throw new Error('Not a market made by createMarket')
  return state
}

function happen(store: StoreState, due: Due, hour: Hour, random: Random): void {
  switch (due.kind) {
    case 'convert':
      return convertClick(store, due.click, due.lane, Math.max(due.at, hour.at), hour, random)
    case 'ship':
      return shipOrder(store, due.order, hour)
    case 'cancel':
      return cancelOrder(store, due.order)
    case 'deliver':
      return deliverOrder(store, due.order, random)
    case 'return':
      return receiveReturn(store, due.record)
    case 'refund':
      return refundOrder(store, due.record, Math.max(due.record.refundedAt, hour.at))
    case 'credit':
      store.ads.creditMinor += due.costMinor
      return undefined
    case 'receive':
      return receiveUnits(store, due.shipment, due.line, due.receipt, hour.at)
    case 'reimburse':
      return reimburse(store, due, hour.at)
    case 'removal':
      return completeRemoval(store, due.record, due.listing, hour.at)
  }
}

function runHour(store: StoreState, habits: boolean, random: Random): void {
  const epochHour = store.hour
  const at = epochHour * HOUR
  const { timeZone, code } = store.place
  const day = dayIndexOf(timeZone, at)
  const hour: Hour = { epochHour, at, day, localHour: hourOf(timeZone, at), mood: moodOf(code, day) }
  const lived = store.listings[0]?.days.sessions.length ?? 0
  settleIfDue(store, at)
  if (day - store.firstDay >= lived) beginDay(store, hour, habits, random)
  for (const due of takeDue(store, epochHour)) happen(store, due, hour, random)
  if (store.isDirty || store.isStale) rebuildPlan(store, day)
  runAds(store, hour, random)
  runOrganic(store, hour, random)
  store.hour++
}

/** Makes a world. Nothing has happened yet at `now()`: the earliest store's first midnight. */
export function createMarket(options: MarketOptions): Market {
  const { seed, start = '2025-10-01', sellers = demoSellers, habits = true } = options
  const firstDay = dayIndex(start)
  const stores = sellers
    .flatMap((spec) => spec.stores.map((which) => ({ spec, which })))
    .map(({ spec, which }, index) => buildStore(seed, spec, which, index, firstDay))
  const startAt = stores.reduce(
    (first, s) => Math.min(first, s.hour * HOUR),
    startOfDay('Asia/Tokyo', firstDay),
  )
  const state: MarketState = {
    seed,
    startAt,
    now: startAt,
    habits,
    sellers: sellers.map(buildSeller),
    stores,
    storeByKey: new Map(stores.map((s) => [s.facts.key, s])),
  }
  const random = new Random(seed)
  const advanceTo = (at: Instant): void => {
    if (at < state.now) throw new Error('The market cannot go back in time')
    const until = Math.floor(at / HOUR)
    for (const store of stores) while (store.hour < until) runHour(store, habits, random)
    state.now = at
  }
  const market: Market = {
    reads: createViews(state),
    now: () => state.now,
    advanceTo,
    advance: ({ days = 0, hours = 0 }) => advanceTo(state.now + days * DAY + hours * HOUR),
    apply: (storeKey, change, by) => applyChange(state, storeKey, change, by),
    changes: (storeKey) => state.storeByKey.get(storeKey)?.history ?? [],
  }
  insides.set(market, state)
  return market
}
