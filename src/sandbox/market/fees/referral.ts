// Referral fees by category, dated. Ratios of the category tables Amazon publishes per store (Seller Central,
// "Selling on Amazon fee schedule", as read 2026); the minimum per item is 0.30 USD and its like.

import type { MarketplaceCode } from '../world.ts'

export type FeeCategory = 'kitchen' | 'pet' | 'sports' | 'tools'

type Row = { from: string; ratio: Readonly<Record<MarketplaceCode, number>> }

const table: Readonly<Record<FeeCategory, readonly Row[]>> = {
  kitchen: [{ from: '2024-01-01', ratio: { US: 0.15, CA: 0.15, UK: 0.15, DE: 0.15, JP: 0.15 } }],
  pet: [{ from: '2024-01-01', ratio: { US: 0.15, CA: 0.15, UK: 0.15, DE: 0.15, JP: 0.15 } }],
  sports: [{ from: '2024-01-01', ratio: { US: 0.15, CA: 0.15, UK: 0.15, DE: 0.15, JP: 0.1 } }],
  tools: [{ from: '2024-01-01', ratio: { US: 0.15, CA: 0.15, UK: 0.15, DE: 0.15, JP: 0.15 } }],
}

const minimumMinor: Readonly<Record<MarketplaceCode, number>> = { US: 30, CA: 40, UK: 25, DE: 30, JP: 30 }

/** Fee on what the buyer paid for the item (price minus seller's discount), minor units. */
export function referralFee(
  market: MarketplaceCode,
  category: FeeCategory,
  day: string,
  paidMinor: number,
): number {
  const rows = table[category]
  const row = rows.findLast((r) => r.from <= day) ?? rows[0]!
  return Math.max(minimumMinor[market], Math.round(paidMinor * row.ratio[market]))
}

/** Share kept by Amazon when an order is refunded: the smaller of a fixed sum and 20 % of the referral fee. */
export function refundAdministrationFee(market: MarketplaceCode, commissionMinor: number): number {
  const cap: Readonly<Record<MarketplaceCode, number>> = { US: 500, CA: 500, UK: 450, DE: 500, JP: 500 }
  return Math.min(cap[market], Math.round(commissionMinor * 0.2))
}
