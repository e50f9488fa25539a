// The door of questions: every read goes through here, by store key, and hands out copies.

import { dayIndex, dayIndexOf, dayText, startOfDay } from '../calendar.ts'
import { marketplaceFacts } from '../marketplaces.ts'
import type { MarketReads, Span } from '../reads.ts'
import { refuse } from '../refusal.ts'
import type { MarketState, StoreState } from '../state.ts'
import type { Instant } from '../world.ts'
import { adRows, adsTree, budgetEvents, invalidTraffic } from './ads.ts'
import { brandAdRows, brandTree } from './brand-ads.ts'
import { boundsOf } from './bounds.ts'
import { moneyEvents, settlements } from './money.ts'
import { salesByAsin, salesByDay, searchRanks } from './traffic.ts'
import { searchQueries } from './search.ts'
import { shelf } from './shelf.ts'
import { unitFees } from './fees.ts'
import { accountHealth } from './health.ts'
import { inbound, orders, removals, returns, shipTo, stock, stockEvents } from './trade.ts'

/** The reads of a world. They refuse with market.notFound for a store that is not there. */
export function createViews(state: MarketState): MarketReads {
  const at = (storeKey: string): StoreState =>
    state.storeByKey.get(storeKey) ?? refuse('market.notFound', { entity: 'store', id: storeKey })
  const inSpan = <T>(
    span: Span,
    items: (store: StoreState) => readonly T[],
    when: (item: T) => Instant,
  ): T[] => {
    const store = at(span.storeKey)
    const { from, to } = boundsOf(store, span, state.now)
    return items(store)
      .filter((item) => when(item) >= from && when(item) < to)
      .sort((a, b) => when(a) - when(b))
  }
  const until = (asOf: Instant | undefined): Instant => Math.min(asOf ?? state.now, state.now)
  return {
    now: () => state.now,
    sellers: () => state.sellers,
    stores: () => state.stores.map((s) => s.facts),
    store: (storeKey) => at(storeKey).facts,
    marketplace: (code) => marketplaceFacts[code],
    dayOf: (storeKey, instant) => dayText(dayIndexOf(at(storeKey).place.timeZone, instant)),
    startOf: (storeKey, day) => startOfDay(at(storeKey).place.timeZone, dayIndex(day)),
    listings: (storeKey) => at(storeKey).listings.map((l) => ({ ...l.page })),
    shelf: (marketplace) => shelf(state, marketplace),
    adsTree: (storeKey) => adsTree(at(storeKey)),
    adRows: (query) => adRows(at(query.storeKey), query, state.now),
    invalidTraffic: (span) => invalidTraffic(at(span.storeKey), span, state.now),
    budgetEvents: (span) => budgetEvents(at(span.storeKey), span, state.now),
    brandTree: (storeKey) => brandTree(at(storeKey)),
    brandAdRows: (query) => brandAdRows(at(query.storeKey), query, state.now),
    orders: (span) => orders(at(span.storeKey), span, state.now),
    shipTo: (order) => shipTo(at(order.storeKey), order),
    returns: (span) => returns(at(span.storeKey), span, state.now),
    stock: (storeKey, asOf) => stock(at(storeKey), until(asOf), state.now),
    stockEvents: (span) => stockEvents(at(span.storeKey), span, state.now),
    inbound: (storeKey, asOf) => inbound(at(storeKey), until(asOf)),
    removals: (span) => removals(at(span.storeKey), span, state.now),
    reimbursements: (span) =>
      inSpan(
        span,
        (s) => s.reimbursements,
        (r) => r.approvedAt,
      ),
    storageCharges: (storeKey, asOf) =>
      at(storeKey)
        .storageCharges.filter((charge) => charge.chargedAt <= until(asOf))
        .map((charge) => ({ ...charge })),
    overageCharges: (storeKey, asOf) =>
      at(storeKey)
        .room.charges.filter((charge) => charge.chargedAt <= until(asOf))
        .map((charge) => ({ ...charge })),
    unitFees: (storeKey, sku) => unitFees(at(storeKey), sku, state.now),
    settlements: (storeKey, asOf) => settlements(at(storeKey), until(asOf)),
    moneyEvents: (span) => moneyEvents(at(span.storeKey), span, state.now),
    promotions: (storeKey) => at(storeKey).promotions.map((p) => ({ ...p })),
    salesByDay: (span) => salesByDay(at(span.storeKey), span, state.now),
    salesByAsin: (span) => salesByAsin(at(span.storeKey), span, state.now),
    searchRanks: (marketplace, from, to) => searchRanks(state, marketplace, from, to),
    searchQueries: (span) => searchQueries(at(span.storeKey), span, state.now),
    accountHealth: (storeKey, asOf) => accountHealth(at(storeKey), until(asOf)),
    reviews: (span) =>
      inSpan(
        span,
        (s) => s.reviews,
        (r) => r.at,
      ),
    feedback: (span) =>
      inSpan(
        span,
        (s) => s.feedback,
        (f) => f.at,
      ),
    messages: (span) =>
      inSpan(
        span,
        (s) => s.messages,
        (m) => m.at,
      ).map((m) =>
        m.answeredAt !== null && m.answeredAt > until(span.asOf) ? { ...m, answeredAt: null } : m,
      ),
  }
}
