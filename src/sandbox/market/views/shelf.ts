// What every seller of a marketplace sees of every product in it: own ones, other sellers' and the rivals that have no seller here.
// Rivals' prices and offers are functions of product, marketplace and week, drawn from no stream that anything else draws from.

import { dayIndexOf } from '../calendar.ts'
import { asinOf, merchantToken } from '../ids.ts'
import { marketplaceScale, shelfPrice } from '../marketplaces.ts'
import { inLanguage } from '../pages.ts'
import { rivalAsins } from '../queries.ts'
import { hashText, mix, normalOf, unit } from '../random.ts'
import { dayDemand } from '../seasons.ts'
import type { FamilyState, ListingState, MarketState, QueryState, StoreState } from '../state.ts'
import type { ImageDescriptor, MarketplaceCode, ShelfItem, ShelfOffer } from '../world.ts'

/** A rival's title as Brand Analytics and the catalogue name it. */
export const rivalTitle = (brand: string, family: FamilyState, store: StoreState): string =>
  `${brand} ${inLanguage(family.spec.noun, store.place.language)}`

/** What part of the clicks on a query goes to a family's i-th rival. */
export const rivalShare = (query: QueryState, i: number): number =>
  (1 - query.organicShare) * (0.2 - 0.045 * i) * (0.85 + 0.3 * unit(query.key, i))

/** Units a day that a page sells, to a place in its list: the best of a small world stand well. */
const rankOf = (unitsPerDay: number, scale: number): number =>
  Math.max(1, Math.round(scale / (unitsPerDay + 0.02) ** 0.85))

const shelfNode = (family: FamilyState, store: StoreState): ShelfItem['node'] => {
  const name = inLanguage(family.spec.noun, store.place.language)
  const id = (text: string): string => String(1_000_000 + (hashText(text) % 9_000_000_000))
  const department = inLanguage(family.spec.department, store.place.language)
  return {
    id: id(`node/${family.spec.key}`),
    name: name.charAt(0).toUpperCase() + name.slice(1),
    departmentId: id(`department/${family.spec.department.en ?? department}`),
    department,
  }
}

const ranked = (unitsPerDay: number, store: StoreState): ShelfItem['ranks'] => {
  const beside = unitsPerDay / store.sizeFactor
  return { department: rankOf(beside, 26_000), node: rankOf(beside, 620) }
}

function ownItem(store: StoreState, listing: ListingState): ShelfItem {
  const { page, family } = listing
  const offer = { sellerId: store.facts.sellerId, priceMinor: page.priceMinor, byAmazon: true }
  return {
    asin: page.asin,
    parentAsin: page.parentAsin,
    variation: page.variation,
    brand: page.brand,
    title: page.title,
    bullets: page.bullets,
    images: page.images,
    productType: page.productType,
    package: page.package,
    offers: page.state === 'active' && listing.fulfillable > 0 ? [offer] : [],
    node: shelfNode(family, store),
    ranks: ranked(listing.velocity, store),
  }
}

/** The price of a rival in a week: near its family's, a little off each week, and now and then on sale. */
export function rivalPrice(store: StoreState, family: FamilyState, key: number, week: number): number {
  const { priceMinorPerUsd } = marketplaceScale[store.place.code]
  const usual = family.spec.priceUsd * Math.exp(0.2 * normalOf(key, 11)) * priceMinorPerUsd
  const wander = Math.exp(0.03 * normalOf(key, week, 12))
  const sale = unit(key, week, 13) < 0.12 ? 0.86 : 1
  return shelfPrice(store.place.currency, usual * wander * sale)
}

function rivalOffers(store: StoreState, family: FamilyState, key: number, week: number): ShelfOffer[] {
  const price = rivalPrice(store, family, key, week)
  const others = Math.floor(5 * unit(key, week >> 2, 14) ** 2)
  return Array.from({ length: 1 + others }, (_, i) => ({
    sellerId: merchantToken(`rival/${key}/${i}`),
    // Others sell the same page for a little more; the first holds the featured offer.
    priceMinor: i === 0 ? price : shelfPrice(store.place.currency, price * (1.02 + 0.12 * unit(key, i, 15))),
    byAmazon: i === 0 ? unit(key, 16) < 0.85 : unit(key, i, 17) < 0.5,
  }))
}

function rivalImages(subject: string, key: number): ImageDescriptor[] {
  return Array.from({ length: 4 + (mix(key, 18) % 6) }, (_, i): ImageDescriptor => ({
    slot: i === 0 ? 'MAIN' : `PT0${i}`,
    widthPx: 1600,
    heightPx: 1600,
    format: 'JPEG',
    backgroundHex: i === 0 ? '#FFFFFF' : '#EFEBE4',
    fillRatio: i === 0 ? 0.85 : 0.7,
    hasText: i > 0 && unit(key, i, 19) < 0.6,
    isCutOff: false,
    subject,
  }))
}

function rivalItems(store: StoreState, family: FamilyState, today: number): ShelfItem[] {
  const { spec } = family
  const demand = dayDemand(store.place.code, spec.season, today)
  const week = Math.floor(today / 7)
  return rivalAsins(spec.key).map(({ asin, brand }, i): ShelfItem => {
    const key = hashText(`${asin}/${store.place.code}`)
    const clicks = family.queries
      .filter((query) => query.kind === 'search')
      .reduce((sum, query) => sum + query.volume * query.intent * rivalShare(query, i), 0)
    const grow = 0.9 + 0.2 * unit(key, 20)
    const bullets = spec.bullets[store.place.language] ?? spec.bullets.en ?? []
    return {
      asin,
      parentAsin: asinOf(brand, `${spec.key}-parent`),
      variation: {},
      brand,
      title: rivalTitle(brand, family, store),
      bullets: bullets.slice(0, 1 + (mix(key, 21) % Math.max(1, bullets.length))),
      images: rivalImages(inLanguage(spec.noun, store.place.language), key),
      productType: spec.productType,
      package: {
        lengthMm: Math.round(spec.package.lengthMm * grow),
        widthMm: Math.round(spec.package.widthMm * grow),
        heightMm: Math.round(spec.package.heightMm * grow),
        weightGrams: Math.round(spec.package.weightGrams * grow ** 3),
      },
      offers: rivalOffers(store, family, key, week),
      node: shelfNode(family, store),
      ranks: ranked(clicks * demand * spec.conversionRatio, store),
    }
  })
}

/** Every product of a marketplace; of one that stands in two corners of it the first counts. */
export function shelf(state: MarketState, marketplace: MarketplaceCode): ShelfItem[] {
  const found = new Map<string, ShelfItem>()
  for (const store of state.stores) {
    if (store.facts.marketplace !== marketplace) continue
    const today = dayIndexOf(store.place.timeZone, state.now)
    for (const listing of store.listings) found.set(listing.page.asin, ownItem(store, listing))
    for (const family of store.families)
      for (const item of rivalItems(store, family, today))
        if (!found.has(item.asin)) found.set(item.asin, item)
  }
  return [...found.values()]
}
