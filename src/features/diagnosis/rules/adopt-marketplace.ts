import { segmentKey } from './build.ts'
import type { AdsFacts, DiagnosisInput, Segment } from './input.ts'

/**
 * Rows of files that do not name their marketplace join the only marketplace that trades in their currency, when there is exactly
 * one in the whole account. With two euro marketplaces nothing is guessed.
 */
export function adoptMarketplaces(input: DiagnosisInput): DiagnosisInput {
  const known = new Map<string, Set<string>>()
  const rows: readonly Segment[] = [
    ...input.salesDays,
    ...input.asins,
    ...input.ads.spans,
    ...input.demand,
    ...input.skuMoney,
  ]
  for (const row of rows)
    if (row.marketplace !== null)
      known.set(row.currency, (known.get(row.currency) ?? new Set()).add(row.marketplace))
  const only = (currency: string | null): string | null => {
    const found = currency === null ? undefined : known.get(currency)
    return found?.size === 1 ? [...found][0]! : null
  }
  const adopt = <T extends { marketplace: string | null; currency: string | null }>(
    items: readonly T[],
  ): T[] =>
    items.map((item) => (item.marketplace === null ? { ...item, marketplace: only(item.currency) } : item))
  const adoptAds = (ads: AdsFacts): AdsFacts => ({
    spans: adopt(ads.spans),
    terms: adopt(ads.terms),
    targets: adopt(ads.targets),
    campaigns: adopt(ads.campaigns),
    placements: adopt(ads.placements),
    products: adopt(ads.products),
  })
  const salesDays = adopt(input.salesDays)
  // A marketplace whose business report was found this way needs no days summed from orders.
  const reported = new Set(salesDays.filter((day) => day.source === 'business_report').map(segmentKey))
  return {
    ...input,
    salesDays: salesDays.filter((day) => day.source === 'business_report' || !reported.has(segmentKey(day))),
    asins: adopt(input.asins),
    demand: adopt(input.demand),
    skuMoney: adopt(input.skuMoney),
    stock: adopt(input.stock),
    ads: adoptAds(input.ads),
    brandAds: adopt(input.brandAds),
    brands: { SB: adoptAds(input.brands.SB), SD: adoptAds(input.brands.SD) },
  }
}
