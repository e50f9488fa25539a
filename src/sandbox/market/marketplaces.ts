// The five marketplaces of the simulated world. Ids, currencies and zones: developer-docs.amazon.com/sp-api/docs/marketplace-ids.
// scale, price and bid levels are this world's own assumptions.

import type { Currency, MarketplaceCode, MarketplaceFacts } from './world.ts'

export const marketplaceFacts: Readonly<Record<MarketplaceCode, MarketplaceFacts>> = {
  US: {
    code: 'US',
    marketplaceId: 'ATVPDKIKX0DER',
    region: 'NA',
    currency: 'USD',
    decimals: 2,
    timeZone: 'America/Los_Angeles',
    language: 'en',
    locale: 'en-US',
    salesChannel: 'Amazon.com',
    country: 'US',
    taxInPriceRatio: 0,
  },
  CA: {
    code: 'CA',
    marketplaceId: 'A2EUQ1WTGCTBG2',
    region: 'NA',
    currency: 'CAD',
    decimals: 2,
    timeZone: 'America/Los_Angeles',
    language: 'en',
    locale: 'en-CA',
    salesChannel: 'Amazon.ca',
    country: 'CA',
    taxInPriceRatio: 0,
  },
  UK: {
    code: 'UK',
    marketplaceId: 'A1F83G8C2ARO7P',
    region: 'EU',
    currency: 'GBP',
    decimals: 2,
    timeZone: 'Europe/London',
    language: 'en',
    locale: 'en-GB',
    salesChannel: 'Amazon.co.uk',
    country: 'GB',
    taxInPriceRatio: 0.2,
  },
  DE: {
    code: 'DE',
    marketplaceId: 'A1PA6795UKMFR9',
    region: 'EU',
    currency: 'EUR',
    decimals: 2,
    timeZone: 'Europe/Berlin',
    language: 'de',
    locale: 'de-DE',
    salesChannel: 'Amazon.de',
    country: 'DE',
    taxInPriceRatio: 0.19,
  },
  JP: {
    code: 'JP',
    marketplaceId: 'A1VC38T7YXB528',
    region: 'FE',
    currency: 'JPY',
    decimals: 0,
    timeZone: 'Asia/Tokyo',
    language: 'ja',
    locale: 'ja-JP',
    salesChannel: 'Amazon.co.jp',
    country: 'JP',
    taxInPriceRatio: 0.1,
  },
}

/** How large the marketplace is beside the US, and what one US dollar of goods, costs or clicks is there (minor units). */
export type MarketplaceScale = {
  shoppers: number
  priceMinorPerUsd: number
  costMinorPerUsd: number
  cpcMinorPerUsd: number
}

export const marketplaceScale: Readonly<Record<MarketplaceCode, MarketplaceScale>> = {
  US: { shoppers: 1, priceMinorPerUsd: 100, costMinorPerUsd: 100, cpcMinorPerUsd: 100 },
  CA: { shoppers: 0.3, priceMinorPerUsd: 135, costMinorPerUsd: 138, cpcMinorPerUsd: 105 },
  UK: { shoppers: 0.45, priceMinorPerUsd: 84, costMinorPerUsd: 78, cpcMinorPerUsd: 74 },
  DE: { shoppers: 0.5, priceMinorPerUsd: 98, costMinorPerUsd: 92, cpcMinorPerUsd: 84 },
  JP: { shoppers: 0.4, priceMinorPerUsd: 155, costMinorPerUsd: 150, cpcMinorPerUsd: 105 },
}

/** Sponsored Products limits: bid and daily budget, minor units. Source: Amazon Ads API guide, "Limits" (ads limits table). */
export const adLimits: Readonly<
  Record<MarketplaceCode, { bid: readonly [number, number]; budget: readonly [number, number] }>
> = {
  US: { bid: [2, 100_000], budget: [100, 100_000_000] },
  CA: { bid: [2, 100_000], budget: [100, 100_000_000] },
  UK: { bid: [2, 100_000], budget: [100, 100_000_000] },
  DE: { bid: [2, 100_000], budget: [100, 100_000_000] },
  JP: { bid: [2, 100_000], budget: [100, 21_000_000] },
}

/** A shelf price: x.99 (cents) or ending in 80 (yen). */
export function shelfPrice(currency: Currency, minor: number): number {
  if (currency === 'JPY') return Math.max(380, Math.round(minor / 100) * 100 - 20)
  return Math.max(299, Math.round(minor / 100) * 100 - 1)
}
