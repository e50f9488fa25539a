import { findMarketplace } from '#kernel/marketplace.ts'
import { assert } from '#kernel/refusal.ts'
import type { AdsReportRequest } from '#amazon/ads/reports.ts'
import type { ReportRequest } from '#amazon/sp/reports.ts'
import { type StreamId, streamOf } from '#features/facts/rules/sync/streams.ts'
import { wallToInstant } from '#features/facts/rules/zones.ts'
import type { Pull } from '#features/facts/store/pulls.ts'

const DAY_MS = 86_400_000

/** The report of a pull as the Selling Partner API is asked for it. */
export function spRequest(
  pull: Pick<Pull, 'stream' | 'marketplace' | 'from' | 'to' | 'wantedAt' | 'asins'>,
): ReportRequest {
  const { stream, from, to } = pull
  const place = findMarketplace(pull.marketplace)
  assert(place !== null, `${stream} is asked for one marketplace`)
  const common = { reportType: streamOf(stream).subject, marketplaceIds: [place.id] }
  if (stream === 'fee_estimates') return { ...common, ...lastDays(pull.wantedAt, 4) }
  if (from === null || to === null) return common
  if (stream === 'sales')
    return {
      ...common,
      // Amazon counts whole days here: at noon UTC every store of Amazon's has the same date as UTC.
      dataStart: new Date(`${from}T12:00:00Z`),
      dataEnd: new Date(`${to}T12:00:00Z`),
      options: { dateGranularity: 'DAY', asinGranularity: 'CHILD' },
    }
  if (streamOf(stream).shape === 'weeks')
    return {
      ...common,
      dataStart: new Date(`${from}T12:00:00Z`),
      dataEnd: new Date(`${to}T12:00:00Z`),
      options: { reportPeriod: 'WEEK', ...(pull.asins === null ? {} : { asin: pull.asins.join(' ') }) },
    }
  const startOf = (day: string, days: number): number =>
    wallToInstant(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS, place.timeZone)
  // The end of a day that is not over lies in the future, which Amazon does not take.
  const end = Math.min(startOf(to, 1) - 1000, pull.wantedAt.getTime())
  const options = optionsOf[stream]
  return {
    ...common,
    dataStart: new Date(startOf(from, 0)),
    dataEnd: new Date(end),
    ...(options === undefined ? {} : { options }),
  }
}

/** A month's movements in each country are enough to see what was lost; days would be thirty times the rows. */
const optionsOf: Partial<Record<StreamId, Readonly<Record<string, string>>>> = {
  stock_moves: { aggregateByLocation: 'COUNTRY', aggregatedByTimePeriod: 'MONTHLY' },
}

/** The fee preview is of today, but Amazon takes no request for less than 72 hours. To the second, as reports are listed. */
function lastDays(until: Date, days: number): { dataStart: Date; dataEnd: Date } {
  const end = Math.floor(until.getTime() / 1000) * 1000
  return { dataStart: new Date(end - days * DAY_MS), dataEnd: new Date(end) }
}

const common = [
  'date',
  'campaignId',
  'campaignName',
  'campaignBudgetCurrencyCode',
  'impressions',
  'clicks',
  'cost',
  'purchases7d',
  'sales7d',
  'unitsSoldClicks7d',
]
const group = ['adGroupId', 'adGroupName']
const target = ['keywordId', 'targeting', 'keywordType', 'matchType']

/** 14 days of a click or view, and of a click alone beside it. */
const brand = [
  'date',
  'campaignId',
  'campaignName',
  'campaignBudgetCurrencyCode',
  'impressions',
  'clicks',
  'cost',
  'purchases',
  'purchasesClicks',
  'sales',
  'salesClicks',
  'unitsSold',
]
const newToBrand = ['newToBrandPurchases', 'newToBrandSales', 'newToBrandUnitsSold']

/** Sellers are shown the seven-day window: sales and ACoS of the console. */
const adsShapes: Partial<Record<StreamId, { groupBy: readonly string[]; columns: readonly string[] }>> = {
  ads_campaign: { groupBy: ['campaign'], columns: [...common, 'campaignStatus', 'campaignBiddingStrategy'] },
  ads_placement: {
    groupBy: ['campaignPlacement'],
    columns: [...common, 'placementClassification', 'campaignBiddingStrategy'],
  },
  ads_targeting: { groupBy: ['targeting'], columns: [...common, ...group, ...target] },
  ads_search_term: { groupBy: ['searchTerm'], columns: [...common, ...group, ...target, 'searchTerm'] },
  ads_advertised_product: {
    groupBy: ['advertiser'],
    columns: [...common, ...group, 'adId', 'advertisedAsin', 'advertisedSku'],
  },
  // By the campaign's name: this report has no ids and no money.
  ads_invalid: {
    groupBy: ['campaign'],
    columns: [
      'date',
      'campaignName',
      'campaignStatus',
      'impressions',
      'clicks',
      'grossImpressions',
      'grossClickThroughs',
      'invalidImpressions',
      'invalidClickThroughs',
    ],
  },
}

type Shape = {
  adProduct: AdsReportRequest['configuration']['adProduct']
  groupBy: readonly string[]
  columns: readonly string[]
}

const brandShapes: Partial<Record<StreamId, Shape>> = {
  sb_campaign: {
    adProduct: 'SPONSORED_BRANDS',
    groupBy: ['campaign'],
    columns: [...brand, ...newToBrand, 'unitsSoldClicks', 'costType', 'viewableImpressions'],
  },
  sb_placement: {
    adProduct: 'SPONSORED_BRANDS',
    // Amazon's table of report types says `campaign`; the column that is wanted belongs to this one.
    groupBy: ['campaignPlacement'],
    columns: [
      ...brand,
      ...newToBrand,
      'unitsSoldClicks',
      'costType',
      'viewableImpressions',
      'placementClassification',
    ],
  },
  // Neither new-to-brand nor units after a click alone are offered by search term.
  sb_search_term: {
    adProduct: 'SPONSORED_BRANDS',
    groupBy: ['searchTerm'],
    columns: [
      ...brand,
      ...group,
      'costType',
      'viewableImpressions',
      'keywordId',
      'keywordText',
      'matchType',
      'searchTerm',
    ],
  },
  sb_targeting: {
    adProduct: 'SPONSORED_BRANDS',
    groupBy: ['targeting'],
    columns: [
      ...brand,
      ...newToBrand,
      ...group,
      'costType',
      'keywordId',
      'keywordText',
      'keywordType',
      'matchType',
      'targetingId',
      'targetingText',
    ],
  },
  sd_campaign: {
    adProduct: 'SPONSORED_DISPLAY',
    groupBy: ['campaign'],
    columns: [...brand, ...newToBrand, 'unitsSoldClicks', 'costType'],
  },
  sd_targeting: {
    adProduct: 'SPONSORED_DISPLAY',
    groupBy: ['targeting'],
    columns: [...brand, ...newToBrand, ...group, 'unitsSoldClicks', 'targetingId', 'targetingText'],
  },
}

function shapeOf(stream: StreamId): Shape | undefined {
  const own = adsShapes[stream]
  return own === undefined ? brandShapes[stream] : { adProduct: 'SPONSORED_PRODUCTS', ...own }
}

/** The report of a pull as the Ads API is asked for it. One pull has one name, so that asking twice is seen to be a repeat. */
export function adsRequest(pull: Pick<Pull, 'id' | 'stream' | 'from' | 'to' | 'attempts'>): AdsReportRequest {
  const shape = shapeOf(pull.stream)
  assert(shape !== undefined && pull.from !== null && pull.to !== null, `${pull.stream} is no report by day`)
  return {
    name: `steward ${pull.id}`,
    startOn: pull.from,
    endOn: pull.to,
    configuration: {
      adProduct: shape.adProduct,
      reportTypeId: streamOf(pull.stream).subject,
      groupBy: shape.groupBy,
      columns: shape.columns,
      timeUnit: 'DAILY',
    },
  }
}
