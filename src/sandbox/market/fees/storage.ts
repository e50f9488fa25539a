// Storage, aged stock, inbound, removal, subscription and coupon fees, dated. US storage: published per cubic foot and month
// (0.78 Jan–Sep, 2.40 Oct–Dec, standard size); aged surcharge: 12–15 months 0.30 per unit, over 15 months the larger of 0.35 per
// unit and 7.90 per cubic foot (2026). Other marketplaces are levels of this world.

import type { Dimensions, MarketplaceCode } from '../world.ts'

const CUBIC_FOOT_CM3 = 28_316.85

export const volumeCm3 = (d: Dimensions): number => (d.lengthMm * d.widthMm * d.heightMm) / 1000

/** Minor units of the marketplace per US cent of warehouse cost. */
const level: Readonly<Record<MarketplaceCode, number>> = { US: 1, CA: 1.35, UK: 0.8, DE: 0.95, JP: 1.5 }

/** Month's storage of an average number of units. month 1..12. */
export function storageFee(
  market: MarketplaceCode,
  d: Dimensions,
  averageUnits: number,
  month: number,
): number {
  const centsPerFoot = month >= 10 ? 240 : 78
  return Math.round((averageUnits * volumeCm3(d) * centsPerFoot * level[market]) / CUBIC_FOOT_CM3)
}

/** Monthly surcharge on aged units, snapshot on the 15th. */
export function agedFee(
  market: MarketplaceCode,
  d: Dimensions,
  units: { d181to270: number; d271to365: number; over365: number },
  day: string,
): number {
  const feet = volumeCm3(d) / CUBIC_FOOT_CM3
  const yearOld = day >= '2026-01-15' ? Math.max(35, 790 * feet) : Math.max(15, 690 * feet)
  const cents = units.d181to270 * 90 * feet + units.d271to365 * 380 * feet + units.over365 * yearOld
  return Math.round(cents * level[market])
}

/** Month's room beyond the limit. US: 10.00 per cubic foot. */
export function overageFee(market: MarketplaceCode, cubicMetres: number): number {
  return Math.round((cubicMetres * 1_000_000 * 1000 * level[market]) / CUBIC_FOOT_CM3)
}

/** Carriage of a shipment into the warehouse, and Amazon's placement fee (US) per unit. */
export function inboundFees(
  market: MarketplaceCode,
  d: Dimensions,
  units: number,
): { carriageMinor: number; placementMinor: number } {
  const kilos = (d.weightGrams * units) / 1000
  const isBulky = d.lengthMm > 457
  const placementCents = market === 'US' ? (isBulky ? 270 : d.weightGrams < 454 ? 24 : 36) * units : 0
  return { carriageMinor: Math.round(kilos * 52 * level[market]), placementMinor: Math.round(placementCents) }
}

/** Removal or disposal of one unit. */
export function removalFee(market: MarketplaceCode, d: Dimensions): number {
  const cents =
    d.weightGrams <= 227 ? 84 : d.weightGrams <= 454 ? 153 : 227 + Math.ceil((d.weightGrams - 454) / 454) * 30
  return Math.round(cents * level[market])
}

/** Professional selling plan per month; CA is covered by the US account. */
export const subscriptionFee: Readonly<Record<MarketplaceCode, number>> = {
  US: 3999,
  CA: 0,
  UK: 2500,
  DE: 3900,
  JP: 4900,
}

/** Coupon: since 2025-06-02 a fixed sum per coupon and 2.5 % of the sales it was used on; before 0.60 per redemption. */
export function couponFee(
  market: MarketplaceCode,
  day: string,
  redeemed: number,
  salesMinor: number,
): number {
  if (day < '2025-06-02') return Math.round(redeemed * 60 * level[market])
  return Math.round(500 * level[market] + salesMinor * 0.025)
}
