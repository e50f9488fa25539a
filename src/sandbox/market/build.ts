// Building a store as it stands on the first morning: pages, stock, queries, campaigns.

import { emptyAds } from './ads-tree.ts'
import { openAds } from './ads-opening.ts'
import { HOUR, dayText, startOfDay } from './calendar.ts'
import { createClickLog } from './clicks.ts'
import { pageConversion } from './conversion.ts'
import { refreshOrganic } from './day.ts'
import { emptyDays } from './listing-days.ts'
import { advertiserIdOf, merchantToken, profileIdOf } from './ids.ts'
import { marketplaceFacts, marketplaceScale } from './marketplaces.ts'
import { buildPage, qualityOf, returnsFactorOf, shareOf, variationsOf } from './pages.ts'
import { buildQueries } from './queries.ts'
import { Random, hashText, mix, unit } from './random.ts'
import type { SellerSpec } from './sellers/spec.ts'
import { firstClose } from './settlement.ts'
import { sendShipment } from './supply.ts'
import type { FamilyState, ListingState, Lot, StoreState } from './state.ts'
import type { Seller } from './world.ts'

export const storeKeyOf = (spec: SellerSpec, code: string): string => `${spec.key}-${code.toLowerCase()}`

export const buildSeller = (spec: SellerSpec): Seller => ({
  sellerId: merchantToken(spec.key),
  key: spec.key,
  companyName: spec.companyName,
  companyNameZh: spec.companyNameZh,
  brand: spec.brand,
  isBrandRegistered: spec.isBrandRegistered ?? true,
  story: spec.story,
  storyZh: spec.storyZh,
  storeKeys: spec.stores.map(({ marketplace }) => storeKeyOf(spec, marketplace)),
})

function buildFamilies(store: StoreState): void {
  store.spec.families.forEach((spec, index) => {
    const family: FamilyState = {
      index,
      key: hashText(spec.key, store.key),
      spec,
      listings: [],
      queries: [],
      velocity: 0,
      referenceVelocity: 1,
      ratingSum: Math.round(spec.rating * ratingsAtStart(store, spec.ratingCount)),
      ratingCount: ratingsAtStart(store, spec.ratingCount),
      demandToday: 1,
      organicVisits: 0,
      organicShares: [],
    }
    const variations = variationsOf(spec)
    const shares = variations.map(shareOf)
    const total = shares.reduce((a, b) => a + b, 0)
    variations.forEach((variation, i) => {
      const page = buildPage(
        store.spec,
        spec,
        variation,
        store.place,
        store.facts.key,
        dayText(store.openedDay),
      )
      const listing: ListingState = {
        index: store.listings.length,
        key: hashText(page.sku, store.key),
        family,
        page: { ...page, ratingCount: family.ratingCount },
        popularity: shares[i]! / total,
        returnsFactor: returnsFactorOf(variation),
        referencePriceMinor: page.priceMinor,
        fit: null,
        quality: qualityOf(page),
        lots: [],
        fulfillable: 0,
        unsellable: 0,
        reserved: 0,
        velocity: 0,
        openingUnits: 0,
        isPlanned: false,
        lastFeeSupplyDays: 999,
        days: emptyDays(),
        lostUnits: 0,
      }
      family.listings.push(listing)
      store.listings.push(listing)
    })
    store.families.push(family)
  })
}

/** Younger stores have gathered fewer ratings. */
const ratingsAtStart = (store: StoreState, inUs: number): number =>
  Math.max(2, Math.round(inUs * (store.place.code === 'US' ? 1 : 0.35)))

function openingLots(store: StoreState, listing: ListingState, units: number): Lot[] {
  const aged = Math.round(units * store.spec.supply.agedRatio * (0.6 + 0.8 * unit(listing.key, 31)))
  const lots: Lot[] = []
  const old = Math.min(aged, units)
  if (old > 0) lots.push({ day: store.firstDay - 190 - Math.floor(220 * unit(listing.key, 32)), units: old })
  if (units > old)
    lots.push({ day: store.firstDay - 5 - Math.floor(60 * unit(listing.key, 33)), units: units - old })
  return lots
}

/** First expectations: sales the seller believes in, and stock bought by them. */
function openStock(store: StoreState, random: Random): void {
  refreshOrganic(store)
  for (const family of store.families) {
    const lead = family.listings[0]!
    const organic = family.organicVisits * pageConversion(lead, 0)
    family.velocity = organic * 1.6
    family.referenceVelocity = Math.max(0.02, organic * 1.6)
    for (const listing of family.listings) {
      const { openingDays, openingSpread, cartonUnits } = store.spec.supply
      const expected = organic * 1.6 * listing.popularity
      const days = openingDays * Math.exp(openingSpread * random.normal())
      listing.velocity = expected
      const units = Math.max(cartonUnits, Math.round((expected * days) / cartonUnits) * cartonUnits)
      listing.fulfillable = units
      listing.openingUnits = units
      listing.lots = openingLots(store, listing, units)
    }
  }
}

/** A store at the first midnight of its own zone on `firstDay`. */
export function buildStore(
  seed: number,
  spec: SellerSpec,
  which: SellerSpec['stores'][number],
  index: number,
  firstDay: number,
): StoreState {
  const storeKey = storeKeyOf(spec, which.marketplace)
  const place = marketplaceFacts[which.marketplace]
  const scale = marketplaceScale[which.marketplace]
  const key = hashText(storeKey, seed)
  const startAt = startOfDay(place.timeZone, firstDay)
  const openedDay = firstDay - which.openedDaysBefore
  const store: StoreState = {
    index,
    key,
    facts: {
      key: storeKey,
      sellerId: merchantToken(spec.key),
      marketplace: which.marketplace,
      currency: place.currency,
      profileId: profileIdOf(storeKey),
      advertiserId: advertiserIdOf(storeKey),
      accountName: `${spec.brand} ${which.marketplace}`,
      openedOn: dayText(openedDay),
    },
    place,
    scale,
    spec,
    sizeFactor: scale.shoppers * which.scale,
    firstDay,
    openedDay,
    hour: startAt / HOUR,
    isDirty: true,
    isStale: false,
    served: new Map(),
    planDay: firstDay,
    families: [],
    listings: [],
    queries: [],
    ads: emptyAds(),
    lanes: [],
    laneOf: new Map(),
    reach: new Map(),
    cells: [],
    pastCells: [],
    clicks: createClickLog(),
    conversions: [],
    orders: [],
    orderById: new Map(),
    due: new Map(),
    returns: [],
    stockEvents: [],
    shipments: [],
    removals: [],
    reimbursements: [],
    storageCharges: [],
    room: { limitM3: which.capacityM3 ?? null, charges: [] },
    promotions: [],
    couponUse: new Map(),
    money: [],
    settlements: [],
    openSettlement: { startAt, endAt: firstClose(key, startAt), firstEntry: 0 },
    reserveMinor: 0,
    heldFrom: 0,
    reviews: [],
    feedback: [],
    messages: [],
    history: [],
    stockouts: [],
  }
  const random = new Random(mix(key, 1))
  buildFamilies(store)
  store.queries = buildQueries(store.families, place.language, store.sizeFactor, scale.cpcMinorPerUsd, key)
  openStock(store, random)
  openAds(store)
  if (spec.supply.leadDays > 0) sendOpening(store, startAt, random)
  return store
}

/** Something is always on the water already. */
function sendOpening(store: StoreState, at: number, random: Random): void {
  const { cartonUnits, leadDays, coverDays } = store.spec.supply
  const wishes = store.listings
    .filter((l) => unit(l.key, 41) < 0.5)
    .map((listing) => ({
      listing,
      units: Math.ceil(Math.max(1, listing.velocity * coverDays * 0.6) / cartonUnits) * cartonUnits,
    }))
  if (wishes.length > 0) sendShipment(store, wishes, at, leadDays * (0.3 + 0.4 * random.next()), random)
}
