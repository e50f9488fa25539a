import type { DateText, Micros } from './rows.ts'

// Sponsored Brands (SB) and Sponsored Display (SD). Conventions as in rows.ts.

export const brandProducts = ['SB', 'SD'] as const
export type BrandProduct = (typeof brandProducts)[number]

/** Sorts of reports from the most to the least complete; they tell the same money, and a day is told by one of them. */
export const brandPreference = ['campaign', 'placement', 'targeting', 'search_term'] as const
export type BrandReport = (typeof brandPreference)[number]

/** One row of a report. What is attributed to it counts differently from Sponsored Products and must not be added to it. */
export type BrandAdsRow = {
  dataset: 'brand_ads'
  adProduct: BrandProduct
  report: BrandReport
  /** Equal for daily rows; a span otherwise. */
  from: DateText
  to: DateText
  marketplace: string | null
  currency: string
  portfolio: string | null
  campaignId: string | null
  campaign: string
  adGroupId: string | null
  adGroup: string | null
  targetId: string | null
  /** Keyword text, or the expression of a product or audience. */
  target: string | null
  /** broad | phrase | exact | product | null, or Amazon's word when new. */
  matchType: string | null
  /** What was typed; '*' on product pages, where nothing was. */
  searchTerm: string | null
  /** top | rest | product_pages | off_amazon, or Amazon's word when new. */
  placement: string | null
  /** cpc | vcpm, or null. */
  costType: string | null
  impressions: number
  viewableImpressions: number | null
  clicks: number
  costMicros: Micros
  /** Within 14 days of a click or a view. */
  salesMicros: Micros
  orders: number
  units: number
  /** Within 14 days of a click alone; null where the file does not tell. */
  clickSalesMicros: Micros | null
  clickOrders: number | null
  clickUnits: number | null
  /** Of the orders after a click or a view, those of buyers without one in the year before; null where the file does not tell. */
  newToBrandOrders: number | null
  newToBrandSalesMicros: Micros | null
  newToBrandUnits: number | null
  line: number
}

/** A campaign as it stood on a day. */
export type BrandCampaignRow = {
  dataset: 'brand_campaign'
  asOf: DateText
  adProduct: BrandProduct
  marketplace: string | null
  currency: string | null
  campaignId: string
  name: string | null
  /** enabled | paused | archived, or Amazon's word when new. */
  state: string | null
  portfolioId: string | null
  portfolio: string | null
  budgetMicros: Micros | null
  /** daily | lifetime */
  budgetType: string | null
  costType: string | null
  startedOn: DateText | null
  endedOn: DateText | null
  /** False: of the old kind, which Amazon leaves out of its reports. */
  isReported: boolean
  line: number
}

export type BrandRow = BrandAdsRow | BrandCampaignRow

/** Amazon's name of one of the two products; null for any other. */
export function brandProductOf(printed: string | null): BrandProduct | null {
  if (printed === null) return null
  if (/brand|品牌推广|^SB$/i.test(printed)) return 'SB'
  return /display|展示型推广|^SD$/i.test(printed) ? 'SD' : null
}
