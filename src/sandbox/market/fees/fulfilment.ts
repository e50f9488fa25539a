// FBA fulfilment fees per unit by size and weight, dated. Levels: US small and large standard of 2025 near the published
// schedule; from 2026-01-15 Amazon announced on average 0.08 USD more; from 2026-04-17 a fuel and logistics surcharge of 3.5 %
// of the fulfilment fee in US and CA. Between the published points, and outside the US, the steps are this world's own.

import type { Dimensions, MarketplaceCode } from '../world.ts'

export type SizeTier = 'Small Standard-Size' | 'Large Standard-Size' | 'Large Bulky'

export function sizeTier(d: Dimensions): SizeTier {
  const [longest, middle, shortest] = [d.lengthMm, d.widthMm, d.heightMm].sort((a, b) => b - a) as [
    number,
    number,
    number,
  ]
  if (longest <= 381 && middle <= 305 && shortest <= 19 && d.weightGrams <= 454) return 'Small Standard-Size'
  if (longest <= 457 && middle <= 356 && shortest <= 203 && d.weightGrams <= 9072)
    return 'Large Standard-Size'
  return 'Large Bulky'
}

/** Grams that are charged: the larger of scale weight and volume / 5. (139 in³/lb is about 5,000 cm³/kg.) */
export const chargedGrams = (d: Dimensions): number =>
  Math.max(d.weightGrams, (d.lengthMm * d.widthMm * d.heightMm) / 5000)

/** US cents for large standard size up to the given grams; above: the last plus a step per 227 g. */
const largeStandard: readonly (readonly [grams: number, cents: number])[] = [
  [113, 386],
  [227, 408],
  [340, 424],
  [454, 475],
  [680, 540],
  [907, 599],
  [1134, 636],
  [1361, 669],
]

function baseCents(d: Dimensions): number {
  const tier = sizeTier(d)
  const grams = chargedGrams(d)
  if (tier === 'Small Standard-Size') return grams <= 227 ? 329 : 358
  if (tier === 'Large Bulky') return 961 + Math.max(0, Math.ceil((grams - 454) / 454)) * 38
  const row = largeStandard.find(([limit]) => grams <= limit)
  return row ? row[1] : 692 + Math.ceil((grams - 1361) / 227) * 16
}

/** Price bands from 2026-01-15: cheap items pay less, dear ones more. Minor units of US cents. */
const band2026 = (priceUsd: number): number => (priceUsd < 10 ? -77 : priceUsd > 50 ? 31 : 8)

/** What a US cent of fulfilment is in the marketplace's minor unit. */
const level: Readonly<Record<MarketplaceCode, number>> = { US: 1, CA: 1.45, UK: 0.66, DE: 0.82, JP: 1.05 }

export type FulfilmentFee = { feeMinor: number; scheduleFrom: string }

/** Fee of one unit shipped on a day. `priceMinor` chooses the price band. */
export function fulfilmentFee(
  market: MarketplaceCode,
  d: Dimensions,
  day: string,
  priceMinor: number,
): FulfilmentFee {
  const is2026 = day >= '2026-01-15'
  const surcharge = (market === 'US' || market === 'CA') && day >= '2026-04-17' ? 1.035 : 1
  const cents = baseCents(d) + (is2026 ? band2026(priceMinor / (100 * level[market])) : 0)
  return {
    feeMinor: Math.round(cents * level[market] * surcharge),
    scheduleFrom: surcharge > 1 ? '2026-04-17' : is2026 ? '2026-01-15' : '2025-01-15',
  }
}

/** Low-inventory-level fee per unit shipped when both 30- and 90-day supply are under 28 days (US; per FNSKU from 2026-01-15). */
export function lowInventoryFee(market: MarketplaceCode, daysOfSupply: number): number {
  if (market !== 'US' || daysOfSupply >= 28) return 0
  if (daysOfSupply < 14) return 97
  return daysOfSupply < 21 ? 63 : 32
}
