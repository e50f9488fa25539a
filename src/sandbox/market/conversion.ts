// Who buys: the true conversion of a visit, from what was asked, what the page says, price, rating.

import type { ListingState, QueryState, StoreState } from './state.ts'
import { coverage } from './words.ts'

/** How much the price weighs: conversion ∝ (usual price / price)^1.6. */
const PRICE_POWER = 1.6

/** Discount now offered by coupons on the listing, ratio. */
export function couponRatio(store: StoreState, listing: ListingState, day: string): number {
  let best = 0
  for (const p of store.promotions)
    if (p.fromOn <= day && day <= p.toOn && p.discountRatio > best && p.skus.includes(listing.page.sku))
      best = p.discountRatio
  return best
}

export function priceFactor(listing: ListingState, coupon: number): number {
  const shown = listing.page.priceMinor * (1 - 0.8 * coupon)
  return Math.min(1.9, Math.max(0.25, (listing.referencePriceMinor / shown) ** PRICE_POWER))
}

/** Stars and their number: 4.3 stars with a thousand ratings is 1. */
export function ratingFactor(listing: ListingState): number {
  const { ratingSum, ratingCount } = listing.family
  const stars = ratingCount > 0 ? ratingSum / ratingCount : 4
  return Math.exp(0.38 * (stars - 4.3)) * (0.7 + 0.3 * Math.min(1, Math.log10(1 + ratingCount) / 3))
}

/** Conversion of an ordinary visit to the listing before query, place, hour and day. */
export const pageConversion = (listing: ListingState, coupon: number): number =>
  listing.family.spec.conversionRatio *
  listing.quality.conversion *
  priceFactor(listing, coupon) *
  ratingFactor(listing)

/** What a query does to it: the right thing 1, the wrong thing hardly ever. */
export const intentFactor = (listing: ListingState, query: QueryState): number =>
  query.family === listing.family ? query.intent : 0.03

/** How well the listing answers each query in the eyes of Amazon: true relevance, dimmed by words the page lacks. */
export function fitOf(store: StoreState, listing: ListingState): Float32Array {
  if (listing.fit) return listing.fit
  const fit = new Float32Array(store.queries.length)
  for (const query of store.queries) {
    if (query.family !== listing.family) fit[query.index] = 0.04
    else if (query.kind === 'page') fit[query.index] = query.relevance
    else
      fit[query.index] =
        query.relevance * (0.5 + 0.5 * coverage(query.tokens, listing.quality.tokens, store.place.language))
  }
  listing.fit = fit
  return fit
}
