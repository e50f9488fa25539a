// What the seller does by itself, well or badly, before anybody helps: bids go up and down by feeling, coupons come and go, prices
// are nudged. Every move is in the change history as the seller's own.

import { dayText } from './calendar.ts'
import { codeOf } from './ids.ts'
import { adLimits, shelfPrice } from './marketplaces.ts'
import { mix, type Random } from './random.ts'
import type { ChangeRecord, ListingState, StoreState } from './state.ts'
import type { Hour } from './traffic.ts'

export function note(store: StoreState, record: Omit<ChangeRecord, 'storeKey'>): void {
  store.history.push({ storeKey: store.facts.key, ...record })
}

function turnBids(store: StoreState, hour: Hour, random: Random): void {
  const targets = store.ads.targets.filter((t) => t.state === 'enabled' && t.bidMinor !== null)
  if (targets.length === 0) return
  const [low, high] = adLimits[store.place.code].bid
  const upwards = store.spec.ads === 'wasteful' ? 0.65 : 0.45
  for (let i = 0; i < 2; i++) {
    const target = random.pick(targets)
    const from = target.bidMinor!
    const ceiling = Math.min(high, target.adGroup.defaultBidMinor * 2)
    const to = Math.max(low, Math.min(ceiling, Math.round(from * (random.chance(upwards) ? 1.12 : 0.88))))
    if (to === from) continue
    target.bidMinor = to
    store.isDirty = true
    note(store, {
      at: hour.at,
      by: 'seller',
      entity: 'target',
      entityId: target.targetId,
      field: 'bidMinor',
      from: String(from),
      to: String(to),
    })
  }
}

export function setPrice(
  store: StoreState,
  listing: ListingState,
  priceMinor: number,
  at: number,
  by: string,
): void {
  const from = listing.page.priceMinor
  if (from === priceMinor) return
  listing.page.priceMinor = priceMinor
  store.isDirty = true
  note(store, {
    at,
    by,
    entity: 'listing',
    entityId: listing.page.sku,
    field: 'priceMinor',
    from: String(from),
    to: String(priceMinor),
  })
}

function nudgePrices(store: StoreState, hour: Hour, random: Random): void {
  const family = random.pick(store.families)
  const factor = 1 + (random.next() - 0.55) * 0.14
  for (const listing of family.listings)
    setPrice(
      store,
      listing,
      shelfPrice(store.place.currency, listing.referencePriceMinor * factor),
      hour.at,
      'seller',
    )
}

/** Starts a coupon on a family for a fortnight. */
function startCoupon(store: StoreState, hour: Hour, random: Random): void {
  const family = random.pick(store.families)
  const percent = random.pick([5, 10, 10, 15, 20])
  store.promotions.push({
    promotionId: codeOf('PLM-', mix(store.key, 77), store.promotions.length, 12),
    storeKey: store.facts.key,
    name: `${family.spec.key} ${percent}% coupon ${dayText(hour.day)}`,
    kind: 'coupon',
    skus: family.listings.map((l) => l.page.sku),
    discountRatio: percent / 100,
    fromOn: dayText(hour.day + 1),
    toOn: dayText(hour.day + 14),
  })
}

/** The seller's weekly hour at the screen. */
export function tinker(store: StoreState, hour: Hour, random: Random): void {
  random.reseed(mix(mix(store.key, hour.epochHour), 0x7a11))
  if (random.chance(0.5)) turnBids(store, hour, random)
  if (random.chance(0.12)) nudgePrices(store, hour, random)
  if (random.chance((store.spec.couponsPerYear * 7) / 365)) startCoupon(store, hour, random)
}
