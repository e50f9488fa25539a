import type { FeeTier } from './terms-fee.ts'
import { amountOf } from './terms-parts.ts'

// What an agency charges. The first prices are ranges that one page of the trade names and nobody has verified: every agency sets its own.

export const skuBands = ['under50', 'to200', 'over200'] as const
export type SkuBand = (typeof skuBands)[number]

/** The band of a number of SKUs: below 50, 50 to 200, above 200. */
export function bandOf(skus: number): SkuBand {
  return skus < 50 ? 'under50' : skus <= 200 ? 'to200' : 'over200'
}

/** Amounts are decimal text a month in `currency`; tiers are marginal, by the sales of the month. */
export type PriceBook = {
  readonly currency: string
  readonly fixed: {
    readonly bands: Readonly<Record<SkuBand, string>>
    readonly extraMarketplace: string
    readonly most: string
  }
  readonly commission: { readonly tiers: readonly FeeTier[]; readonly minimumMonthly: string }
  readonly hybrid: {
    /** The share of the fixed fee that is owed in any case. */
    readonly fixedRatio: number
    readonly tiers: readonly FeeTier[]
  }
  readonly ads: Readonly<Record<SkuBand, string>>
  /** Less than this for everything cannot be done well. */
  readonly floorMonthly: string
}

export const firstPrices: PriceBook = {
  currency: 'CNY',
  fixed: {
    bands: { under50: '8000', to200: '12000', over200: '16000' },
    extraMarketplace: '2000',
    most: '20000',
  },
  commission: {
    tiers: [
      { from: '0', to: '200000', rateRatio: 0.08 },
      { from: '200000', to: '1000000', rateRatio: 0.05 },
      { from: '1000000', to: null, rateRatio: 0.03 },
    ],
    minimumMonthly: '5000',
  },
  hybrid: {
    fixedRatio: 0.5,
    tiers: [
      { from: '0', to: '500000', rateRatio: 0.04 },
      { from: '500000', to: null, rateRatio: 0.03 },
    ],
  },
  ads: { under50: '3000', to200: '5000', over200: '8000' },
  floorMonthly: '5000',
}

/** The field of a price book that makes no sense, such as 'fixed.bands.to200'; null when all do. */
export function pricesProblem(book: PriceBook): string | null {
  const amounts: [string, string][] = [
    ...skuBands.map((band): [string, string] => [`fixed.bands.${band}`, book.fixed.bands[band]]),
    ['fixed.extraMarketplace', book.fixed.extraMarketplace],
    ['fixed.most', book.fixed.most],
    ['commission.minimumMonthly', book.commission.minimumMonthly],
    ...skuBands.map((band): [string, string] => [`ads.${band}`, book.ads[band]]),
    ['floorMonthly', book.floorMonthly],
  ]
  const wrong = amounts.find(([, text]) => amountOf(text) === null)
  if (wrong !== undefined) return wrong[0]
  const [least, middle, most] = skuBands.map((band) => amountOf(book.fixed.bands[band])!)
  if (least! > middle! || middle! > most!) return 'fixed.bands'
  if (amountOf(book.fixed.most)! < most!) return 'fixed.most'
  if (!(book.hybrid.fixedRatio >= 0 && book.hybrid.fixedRatio <= 1)) return 'hybrid.fixedRatio'
  if (!tiersCover(book.commission.tiers)) return 'commission.tiers'
  return tiersCover(book.hybrid.tiers) ? null : 'hybrid.tiers'
}

/** Tiers in order, from zero, each where the one before ends, the last without end. */
function tiersCover(tiers: readonly FeeTier[]): boolean {
  let at: bigint | null = 0n
  for (const tier of tiers) {
    const from = amountOf(tier.from)
    const to = tier.to === null ? null : amountOf(tier.to)
    if (at === null || from !== at || (tier.to !== null && (to === null || to <= from))) return false
    if (!(tier.rateRatio >= 0 && tier.rateRatio <= 0.5)) return false
    at = to
  }
  return tiers.length > 0 && at === null
}
