import { classesOf } from './classes.ts'
import { type Judging, cautions } from './judging.ts'
import { type TermRow, linesOf } from './lines.ts'
import { expectedRates } from './rates.ts'
import { type ProductAd, type SettingLine, structureOf } from './structure.ts'

// A small place to try the rules on: an auto and a broad campaign, and an exact one, all for one product.

const line = (entity: string, campaignId: string, rest: Partial<SettingLine> = {}): SettingLine => ({
  entity,
  campaignId,
  adGroupId: null,
  entityId: null,
  name: null,
  state: 'enabled',
  targetingType: null,
  text: null,
  matchType: null,
  ...rest,
})

export const keyword = (
  campaignId: string,
  adGroupId: string,
  text: string,
  matchType: string,
  state = 'enabled',
): SettingLine => line('keyword', campaignId, { adGroupId, text, matchType, state })

export const negative = (campaignId: string, adGroupId: string | null, text: string, matchType = 'exact') =>
  line(adGroupId === null ? 'campaign_negative_keyword' : 'negative_keyword', campaignId, {
    adGroupId,
    text,
    matchType,
  })

export const madeSettings: readonly SettingLine[] = [
  line('campaign', '1', { name: 'Auto', targetingType: 'auto' }),
  line('ad_group', '1', { adGroupId: '11', name: 'auto group' }),
  line('campaign', '2', { name: 'Broad', targetingType: 'manual' }),
  line('ad_group', '2', { adGroupId: '21', name: 'broad group' }),
  keyword('2', '21', 'lamp', 'broad'),
  line('campaign', '3', { name: 'Exact', targetingType: 'manual' }),
  line('ad_group', '3', { adGroupId: '31', name: 'exact group' }),
  keyword('3', '31', 'head lamp', 'exact'),
]

export const madeAds: readonly ProductAd[] = ['11', '21', '31'].map((adGroupId) => ({
  adGroupId,
  product: 'B0AAAAAAAA',
}))

/** A row of the auto group unless said otherwise; `cost` and `sales` in units. All its clicks are old. */
export function madeRow(
  term: string,
  sums: { clicks: number; orders?: number; cost?: number; sales?: number; ripeClicks?: number },
  rest: Partial<TermRow> = {},
): TermRow {
  const { clicks, orders = 0 } = sums
  return {
    term,
    campaignId: '1',
    campaign: 'Auto',
    adGroupId: '11',
    adGroup: 'auto group',
    target: 'close-match',
    matchType: 'auto',
    impressions: clicks * 20,
    clicks,
    orders,
    costMicros: BigInt(Math.round((sums.cost ?? clicks) * 1e6)),
    salesMicros: BigInt(Math.round((sums.sales ?? orders * 40) * 1e6)),
    ripeClicks: sums.ripeClicks ?? clicks,
    ...rest,
  }
}

/** Siblings that convert at one in ten, at one unit a click and forty an order. */
export const siblings: readonly TermRow[] = Array.from({ length: 30 }, (_, index) =>
  madeRow(`sibling ${index} thing`, { clicks: 10, orders: 1 }),
)

export function madeJudging(
  rows: readonly TermRow[],
  options: {
    settings?: readonly SettingLine[]
    ads?: readonly ProductAd[]
    own?: readonly string[]
    language?: string
    marketplace?: string
    currency?: string
  } = {},
): Judging {
  const { language = 'en-US', marketplace = 'US', currency = 'USD' } = options
  const structure = structureOf(options.settings ?? madeSettings, options.ads ?? madeAds, language)
  const lines = linesOf(rows, structure)
  return {
    lines,
    structure,
    rates: expectedRates(lines),
    classes: classesOf({ own: options.own ?? [], rival: [] }, structure.ownAsins, language),
    marketplace,
    currency,
    language,
    days: 30,
    targetRatio: 0.3,
    ...cautions.usual,
  }
}
