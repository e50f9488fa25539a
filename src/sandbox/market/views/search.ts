// What shoppers do after a search: the organic visits and ads of this world split by what was asked, with the rivals' part beside them.
// Every number is fixed by query, product and day, so a span is the sum of its days, whenever it is asked for.

import { places } from '../auction.ts'
import { DAY, dayIndex, dayIndexOf, dayText, startOfDay } from '../calendar.ts'
import { CLICKS_PER_SEARCH } from '../day.ts'
import { rivalAsins } from '../queries.ts'
import { hashText, mix, unit } from '../random.ts'
import type { Span } from '../reads.ts'
import { dayDemand, moodOf } from '../seasons.ts'
import type { FamilyState, ListingState, QueryState, StoreState } from '../state.ts'
import type { Instant } from '../world.ts'
import type { SearchQueryRow, SearchStep } from '../world-trade.ts'
import { adRows } from './ads.ts'
import { rivalPrice } from './shelf.ts'

/** Products without ads on a page of results. */
const RESULTS = 16
/** Ads shown, and ads clicked, per search when every place is taken. */
const ADS = places.top.inventory + places.rest.inventory
const AD_CLICKS =
  places.top.inventory * places.top.clickRatio + places.rest.inventory * places.rest.clickRatio
/** Clicks that end in the cart and no further. */
const LEFT_IN_CART = 0.07
/** How a query that belongs to no family sells. */
const STRAY_CONVERSION = 0.002
/** A day is told as it stood so long after its end: what turns out to be invalid later stays in. */
const KNOWN_AFTER = 2 * DAY

/** How often, by price in minor units. */
type Counted = Map<number, number>
type Steps = { impressions: number; clicks: Counted; cartAdds: Counted; purchases: Counted }
type Tally = { query: QueryState; searches: number; all: Steps; own: Map<ListingState, Steps> }
type Visits = { impressions: number; clicks: number; purchases: number }

const noSteps = (): Steps => ({
  impressions: 0,
  clicks: new Map(),
  cartAdds: new Map(),
  purchases: new Map(),
})

const add = (counted: Counted, price: number, n: number): void => {
  if (n > 0) counted.set(price, (counted.get(price) ?? 0) + n)
}

const sumOf = (counted: Counted): number => [...counted.values()].reduce((a, b) => a + b, 0)

/** The price that half of the counted ones did not exceed; `usual` where nothing was counted. */
function medianOf(counted: Counted, usual: number): number {
  const half = sumOf(counted) / 2
  let passed = 0
  for (const [price, n] of [...counted].sort(([a], [b]) => a - b)) {
    passed += n
    if (passed >= half) return price
  }
  return usual
}

const kept = new WeakMap<StoreState, Map<string, SearchQueryRow[]>>()

/** Rows of every product of a store that a search of the span showed, the query that did most for it first. */
export function searchQueries(store: StoreState, { from, to }: Span, now: Instant): SearchQueryRow[] {
  const known = kept.get(store) ?? new Map<string, SearchQueryRow[]>()
  kept.set(store, known)
  const key = `${from}/${to}`
  const found = known.get(key)
  if (found) return found
  const tallies = new Map<string, Tally>()
  const last = Math.min(dayIndex(to), dayIndexOf(store.place.timeZone, now))
  for (let day = Math.max(store.firstDay, dayIndex(from)); day <= last; day++)
    addDay(store, tallies, day, adVisits(store, day, Math.min(settledAt(store, day), now)))
  const rows = store.listings.flatMap((listing) => rowsOfListing(store, listing, [...tallies.values()]))
  if (now >= settledAt(store, dayIndex(to))) known.set(key, rows)
  return rows
}

const settledAt = (store: StoreState, day: number): Instant =>
  startOfDay(store.place.timeZone, day + 1) + KNOWN_AFTER

function rowsOfListing(store: StoreState, listing: ListingState, tallies: Tally[]): SearchQueryRow[] {
  const usual = listing.page.priceMinor
  const step = (all: Counted, own: Counted): SearchStep => ({
    total: sumOf(all),
    own: sumOf(own),
    totalPriceMinor: medianOf(all, usual),
    ownPriceMinor: medianOf(own, usual),
  })
  return tallies
    .flatMap(({ query, searches, all, own }) => {
      const ours = own.get(listing)
      if (ours === undefined || ours.impressions === 0) return []
      return {
        storeKey: store.facts.key,
        asin: listing.page.asin,
        query: query.text,
        searches,
        impressions: { total: all.impressions, own: ours.impressions },
        clicks: step(all.clicks, ours.clicks),
        cartAdds: step(all.cartAdds, ours.cartAdds),
        purchases: step(all.purchases, ours.purchases),
      }
    })
    .sort(
      (a, b) =>
        b.purchases.own - a.purchases.own ||
        b.cartAdds.own - a.cartAdds.own ||
        b.clicks.own - a.clicks.own ||
        b.impressions.own - a.impressions.own ||
        (a.query < b.query ? -1 : 1),
    )
    .map((row, place) => Object.assign(row, { score: place + 1 }))
}

/** Ads on pages of results of a day by query and SKU; orders count within a day of the click. */
function adVisits(store: StoreState, day: number, asOf: Instant): Map<string, Visits> {
  const found = new Map<string, Visits>()
  const span = { storeKey: store.facts.key, from: dayText(day), to: dayText(day), asOf, by: 'day' } as const
  for (const row of adRows(store, { ...span, grain: ['ad', 'searchTerm', 'placement'] }, asOf)) {
    if (row.placement === 'product_pages') continue
    const key = keyOf(row.searchTerm, row.sku)
    const visits = found.get(key) ?? { impressions: 0, clicks: 0, purchases: 0 }
    visits.impressions += row.impressions
    visits.clicks += row.clicks
    visits.purchases += Math.min(row.clicks, row.orders.d1)
    found.set(key, visits)
  }
  return found
}

const keyOf = (query: string, sku: string): string => `${query}\n${sku}`

/** A listing's visits of a day that nobody paid for, by query: each came by one of its family's, as often as shoppers ask it and find it. */
function organicVisits(store: StoreState, listing: ListingState, day: number): Map<QueryState, Visits> {
  const { queries, organicShares } = listing.family
  const i = day - store.firstDay
  const shares = organicShares[i]
  const visits = listing.days.organicVisits[i] ?? 0
  const orders = listing.days.organicOrders[i] ?? 0
  const found = new Map<QueryState, Visits>()
  if (shares === undefined || visits === 0) return found
  let weight = 0
  const upTo = queries.map(({ kind, volume }, at) => (weight += kind === 'search' ? volume * shares[at]! : 0))
  for (let n = 0; n < visits; n++) {
    const x = unit(mix(listing.key, day), n) * weight
    const query = queries[upTo.findIndex((edge) => x < edge)]!
    const own = found.get(query) ?? { impressions: 0, clicks: 0, purchases: 0 }
    own.clicks++
    if (n < orders) own.purchases++
    found.set(query, own)
  }
  return found
}

/** One day of all searches. */
function addDay(
  store: StoreState,
  tallies: Map<string, Tally>,
  day: number,
  ads: ReadonlyMap<string, Visits>,
): void {
  const organic = new Map(store.listings.map((listing) => [listing, organicVisits(store, listing, day)]))
  for (const query of store.queries) {
    if (query.kind !== 'search') continue
    const seen = new Map<ListingState, Visits>()
    let adClicks = 0
    for (const listing of store.listings) {
      const ad = ads.get(keyOf(query.text, listing.page.sku))
      const free = organic.get(listing)!.get(query)
      if (ad === undefined && free === undefined && query.family !== listing.family) continue
      adClicks += ad?.clicks ?? 0
      seen.set(listing, {
        impressions: (ad?.impressions ?? 0) + (free?.clicks ?? 0),
        clicks: (ad?.clicks ?? 0) + (free?.clicks ?? 0),
        purchases: (ad?.purchases ?? 0) + (free?.purchases ?? 0),
      })
    }
    addQuery(store, tallies, day, { query, seen, adClicks })
  }
}

type Asked = { query: QueryState; seen: Map<ListingState, Visits>; adClicks: number }

function addQuery(
  store: StoreState,
  tallies: Map<string, Tally>,
  day: number,
  { query, seen, adClicks }: Asked,
): void {
  const { code } = store.place
  // Rounds up as often as the fraction says; the same for everybody who asks.
  const whole = (x: number, dice: number): number => Math.floor(x + unit(mix(query.key, day), dice))
  const demand = query.family === null ? 1 : dayDemand(code, query.family.spec.season, day)
  const touched = [...seen.values()].some(({ impressions }) => impressions > 0)
  const searches = Math.max(whole(query.volume * demand, 1), touched ? 1 : 0)
  if (searches === 0) return
  const share = shareOn(store, query, day)
  const tally = tallies.get(query.text) ?? { query, searches: 0, all: noSteps(), own: new Map() }
  tallies.set(query.text, tally)
  tally.searches += searches
  tally.all.impressions += Math.round(searches * (RESULTS + ADS))
  for (const [listing, visits] of seen) {
    const steps = tally.own.get(listing) ?? noSteps()
    tally.own.set(listing, steps)
    const i = day - store.firstDay
    const price = listing.days.priceMinor[i] ?? listing.page.priceMinor
    const shown = whole(searches * chanceToShow(listing, share, i), listing.key)
    const cartAdds = visits.purchases + whole((visits.clicks - visits.purchases) * LEFT_IN_CART, 5)
    const counts = { ...visits, impressions: Math.max(visits.impressions, shown), cartAdds }
    steps.impressions += counts.impressions
    addCounts(steps, price, counts)
    addCounts(tally.all, price, counts)
  }
  const organic = searches * CLICKS_PER_SEARCH * (1 - share)
  const clicks = whole(organic + Math.max(0, searches * AD_CLICKS - adClicks), 2)
  const mood = moodOf(code, day).conversion
  const ready = query.family === null ? STRAY_CONVERSION : query.family.spec.conversionRatio * query.intent
  const purchases = Math.min(clicks, whole(clicks * ready * mood, 3))
  const cartAdds = Math.min(clicks, purchases + whole((clicks - purchases) * LEFT_IN_CART, 4))
  addRivals(store, tally, day, { clicks, cartAdds, purchases })
}

const shareOn = (store: StoreState, query: QueryState, day: number): number => {
  const { family } = query
  return family?.organicShares[day - store.firstDay]?.[family.queries.indexOf(query)] ?? 0
}

/** How likely a search shows a product without an ad: seldom clicked and well placed, or not in stock and not at all. */
function chanceToShow({ family, page, days, popularity }: ListingState, share: number, i: number): number {
  if (page.state !== 'active' || days.fulfillable[i] === 0) return 0
  const all = family.listings.reduce(
    (sum, one) => sum + (one.page.state === 'active' ? one.popularity : 0),
    0,
  )
  return ((1 - (1 - share) ** 6) * popularity) / all
}

type Counts = { clicks: number; cartAdds: number; purchases: number }

function addCounts(steps: Steps, price: number, counts: Counts): void {
  add(steps.clicks, price, counts.clicks)
  add(steps.cartAdds, price, counts.cartAdds)
  add(steps.purchases, price, counts.purchases)
}

/** What went to the rivals, the stronger ones before. */
function addRivals(store: StoreState, { query, all }: Tally, day: number, counts: Counts): void {
  const prices = query.family === null ? strayPrices(store) : rivalPrices(store, query.family, day)
  const parts = [0.34, 0.27, 0.22, 0.17]
  const left = { ...counts }
  prices.forEach((price, i) => {
    const isLast = i === prices.length - 1
    const part = (n: keyof Counts): number => (isLast ? left[n] : Math.floor(counts[n] * parts[i]!))
    const own = { clicks: part('clicks'), cartAdds: part('cartAdds'), purchases: part('purchases') }
    addCounts(all, price, own)
    left.clicks -= own.clicks
    left.cartAdds -= own.cartAdds
    left.purchases -= own.purchases
  })
}

const rivalPrices = (store: StoreState, family: FamilyState, day: number): number[] =>
  rivalAsins(family.spec.key).map(({ asin }) =>
    rivalPrice(store, family, hashText(`${asin}/${store.place.code}`), Math.floor(day / 7)),
  )

/** Who sells to strays is not known here; they are priced as the store's own first product. */
const strayPrices = (store: StoreState): number[] => [store.listings[0]?.referencePriceMinor ?? 0]
