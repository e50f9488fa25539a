import type { ReportId } from '../report-type.ts'
import { parseAds } from './ads.ts'
import { parseBidRecommendations } from './bid-recommendations.ts'
import { parseBrandAds, parseBrandBulk } from './brand-ads.ts'
import { parseBrand } from './brand.ts'
import { parseBulk } from './bulk.ts'
import type { ParseContext, RowParser } from './context.ts'
import { parseDateRange } from './date-range.ts'
import { parseHealth } from './health.ts'
import { parseInvalid } from './invalid.ts'
import { parseFeedback, parseOrders, parseRemovals, parseReturns } from './orders.ts'
import { parseSalesAsin, parseSalesDay } from './sales.ts'
import { parseSearchQueries } from './search-queries.ts'
import { parseSettlement } from './settlement.ts'
import { parseStock } from './stock.ts'
import { parseFeePreview, parseListings } from './offers.ts'
import {
  parseAgedSurcharge,
  parseLedgerSummary,
  parseOverage,
  parseReimbursements,
  parseStorageFees,
} from './warehouse.ts'

const parsers: Readonly<Record<ReportId, (context: ParseContext) => RowParser>> = {
  settlement_v1: parseSettlement,
  settlement_v2: parseSettlement,
  date_range_transactions: parseDateRange,
  business_by_date: parseSalesDay,
  business_by_asin: parseSalesAsin,
  ads_search_term: parseAds,
  ads_targeting: parseAds,
  ads_placement: parseAds,
  ads_advertised_product: parseAds,
  ads_campaign: parseAds,
  ads_performance_over_time: parseAds,
  ads_invalid: parseInvalid,
  brand_ads_campaign: parseBrandAds,
  brand_ads_targeting: parseBrandAds,
  brand_ads_search_term: parseBrandAds,
  brand_ads_placement: parseBrandAds,
  sp_bulk: parseBulk,
  bid_recommendations: parseBidRecommendations,
  brand_bulk: parseBrandBulk,
  fba_myi: parseStock,
  fba_planning: parseStock,
  all_orders: parseOrders,
  fba_returns: parseReturns,
  removal_order: parseRemovals,
  removal_shipment: parseRemovals,
  seller_feedback: parseFeedback,
  brand_search_terms: parseBrand,
  brand_search_queries: parseSearchQueries,
  fba_reimbursements: parseReimbursements,
  fba_storage_fees: parseStorageFees,
  fba_aged_surcharge: parseAgedSurcharge,
  fba_overage_fees: parseOverage,
  ledger_summary: parseLedgerSummary,
  merchant_listings: parseListings,
  fee_preview: parseFeePreview,
  account_health: parseHealth,
}

export function parserOf(id: ReportId, context: ParseContext): RowParser {
  return parsers[id](context)
}
