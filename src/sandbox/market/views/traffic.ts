// The business reports and the search ranking.

import { dayIndex, dayIndexOf, dayText, startOfDay } from '../calendar.ts'
import { rivalAsins } from '../queries.ts'
import { mix, unit } from '../random.ts'
import type { Span } from '../reads.ts'
import { dayDemand } from '../seasons.ts'
import { inLanguage } from '../pages.ts'
import { rivalShare, rivalTitle } from './shelf.ts'
import type { ListingDays } from '../listing-days.ts'
import type { MarketState, QueryState, StoreState } from '../state.ts'
import type { Day, Instant, MarketplaceCode } from '../world.ts'
import type { SalesAsin, SalesDay, SearchRankRow } from '../world-trade.ts'

/** Days of the span that have been lived, as indices into the day arrays. */
function livedDays(store: StoreState, span: Span, now: Instant): { first: number; last: number } {
  const asOf = Math.min(span.asOf ?? now, now)
  const today = dayIndexOf(store.place.timeZone, asOf) - store.firstDay
  const lived = (store.listings[0]?.days.sessions.length ?? 0) - 1
  return {
    first: Math.max(0, dayIndex(span.from) - store.firstDay),
    last: Math.min(dayIndex(span.to) - store.firstDay, today, lived),
  }
}

function byDay<T extends { at: Instant }>(
  store: StoreState,
  items: readonly T[],
  worth: (item: T) => number,
): Map<number, number> {
  const sums = new Map<number, number>()
  for (const item of items) {
    const day = dayIndexOf(store.place.timeZone, item.at)
    sums.set(day, (sums.get(day) ?? 0) + worth(item))
  }
  return sums
}

/** One row for each lived day of the span. */
export function salesByDay(store: StoreState, span: Span, now: Instant): SalesDay[] {
  const { first, last } = livedDays(store, span, now)
  const asOf = Math.min(span.asOf ?? now, now)
  const refunds = byDay(
    store,
    store.returns.filter((r) => r.refundedAt <= asOf).map((r) => ({ at: r.refundedAt, n: r.quantity })),
    (r) => r.n,
  )
  const shipped = byDay(
    store,
    store.orders.filter((o) => o.shipAt > 0 && o.shipAt <= asOf).map((o) => ({ at: o.shipAt })),
    () => 1,
  )
  const praise = store.feedback.filter((f) => f.at <= asOf)
  const voices = byDay(store, praise, () => 1)
  const negative = byDay(
    store,
    praise.filter((f) => f.stars <= 2),
    () => 1,
  )
  const rows: SalesDay[] = []
  for (let i = first; i <= last; i++) {
    const sum = (name: keyof ListingDays): number =>
      store.listings.reduce((total, l) => total + (l.days[name][i] ?? 0), 0)
    const day = store.firstDay + i
    const sessions = sum('sessions')
    const pageViews = sum('pageViews')
    const app = sum('appSessions')
    rows.push({
      storeKey: store.facts.key,
      day: dayText(day),
      orderedSalesMinor: sum('salesMinor'),
      orderedSalesB2bMinor: sum('businessSalesMinor'),
      unitsOrdered: sum('units'),
      unitsOrderedB2b: sum('businessUnits'),
      orderItems: sum('items'),
      orderItemsB2b: sum('businessItems'),
      sessions,
      sessionsMobileApp: app,
      sessionsBrowser: sessions - app,
      pageViews,
      buyBoxRatio: pageViews > 0 ? sum('buyBoxViews') / pageViews : 0,
      unitsRefunded: refunds.get(day) ?? 0,
      shippedSalesMinor: sum('shippedSalesMinor'),
      unitsShipped: sum('shippedUnits'),
      ordersShipped: shipped.get(day) ?? 0,
      feedbackReceived: voices.get(day) ?? 0,
      negativeFeedback: negative.get(day) ?? 0,
    })
  }
  return rows
}

/** One row for each child with traffic or sales, summed over the span. */
export function salesByAsin(store: StoreState, span: Span, now: Instant): SalesAsin[] {
  const { first, last } = livedDays(store, span, now)
  const rows = store.listings.map(({ page, days }): SalesAsin => {
    const sum = (name: keyof ListingDays): number => {
      let total = 0
      for (let i = first; i <= last; i++) total += days[name][i] ?? 0
      return total
    }
    const sessions = sum('sessions')
    const app = sum('appSessions')
    const pageViews = sum('pageViews')
    return {
      storeKey: store.facts.key,
      from: span.from,
      to: span.to,
      parentAsin: page.parentAsin,
      asin: page.asin,
      sku: page.sku,
      title: page.title,
      sessions,
      sessionsMobileApp: app,
      sessionsBrowser: sessions - app,
      pageViews,
      sessionShareRatio: 0,
      pageViewShareRatio: 0,
      buyBoxRatio: pageViews > 0 ? sum('buyBoxViews') / pageViews : 0,
      unitsOrdered: sum('units'),
      unitsOrderedB2b: sum('businessUnits'),
      orderedSalesMinor: sum('salesMinor'),
      orderedSalesB2bMinor: sum('businessSalesMinor'),
      orderItems: sum('items'),
      orderItemsB2b: sum('businessItems'),
    }
  })
  const sessions = rows.reduce((total, r) => total + r.sessions, 0)
  const views = rows.reduce((total, r) => total + r.pageViews, 0)
  return rows
    .filter((r) => r.sessions > 0 || r.unitsOrdered > 0)
    .map((r) => ({
      ...r,
      sessionShareRatio: r.sessions / sessions,
      pageViewShareRatio: views > 0 ? r.pageViews / views : 0,
    }))
    .sort((a, b) => b.orderedSalesMinor - a.orderedSalesMinor || (a.sku < b.sku ? -1 : 1))
}

function topThree(store: StoreState, query: QueryState): SearchRankRow['top'] {
  const family = query.family
  if (!family) return []
  const rivals = rivalAsins(family.spec.key).map(({ asin, brand }, i) => ({
    asin,
    title: rivalTitle(brand, family, store),
    share: rivalShare(query, i),
  }))
  const own = family.listings.find((l) => l.page.state === 'active')
  const all = own
    ? [...rivals, { asin: own.page.asin, title: own.page.title, share: query.organicShare }]
    : rivals
  return all
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ asin, title, share }) => ({
      asin,
      title,
      clickShareRatio: Math.round(share * 10_000) / 10_000,
      conversionShareRatio: Math.round(share * (0.7 + 0.6 * unit(query.key, 9)) * 10_000) / 10_000,
    }))
}

/** Terms of a marketplace by how often they were searched in the span. Ranks leave room for all that this world does not hold. */
export function searchRanks(
  state: MarketState,
  marketplace: MarketplaceCode,
  from: Day,
  to: Day,
): SearchRankRow[] {
  const rows: (SearchRankRow & { searches: number })[] = []
  const middle = Math.floor((dayIndex(from) + dayIndex(to)) / 2)
  for (const store of state.stores) {
    if (
      store.facts.marketplace !== marketplace ||
      startOfDay(store.place.timeZone, dayIndex(from)) > state.now
    )
      continue
    for (const query of store.queries) {
      if (query.kind !== 'search' || query.family === null || query.relevance < 0.1) continue
      rows.push({
        marketplace,
        department: inLanguage(query.family.spec.department, store.place.language),
        searchTerm: query.text,
        searchFrequencyRank: 0,
        top: topThree(store, query),
        searches:
          (query.volume * dayDemand(marketplace, query.family.spec.season, middle)) / store.sizeFactor,
      })
    }
  }
  rows.sort((a, b) => b.searches - a.searches || (a.searchTerm < b.searchTerm ? -1 : 1))
  let rank = 0
  return rows.map(({ searches, ...row }, i) => {
    rank = Math.max(rank + 1, Math.round(1_400_000 / (searches + 1)) + (mix(i, dayIndex(from)) % 40))
    return { ...row, searchFrequencyRank: rank }
  })
}
