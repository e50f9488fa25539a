import type { ReportType } from '../report-type.ts'
import { adsReports } from './ads.ts'
import { adsInvalid } from './invalid.ts'
import { bidRecommendations } from './bid-recommendations.ts'
import { brandBulk, brandReports } from './brand-ads.ts'
import { brandSearchQueries, brandSearchTerms } from './brand.ts'
import { spBulk } from './bulk.ts'
import { accountHealth } from './health.ts'
import { dateRange, settlementV1, settlementV2 } from './money.ts'
import { allOrders, fbaReturns, removalOrder, removalShipment, sellerFeedback } from './orders.ts'
import { businessByAsin, businessByDate } from './sales.ts'
import { fbaMyi, fbaPlanning } from './stock.ts'
import { warehouseReports } from './warehouse.ts'

/** Every file type that becomes facts. */
export const reportTypes: readonly ReportType[] = [
  settlementV2,
  settlementV1,
  dateRange,
  businessByDate,
  businessByAsin,
  ...adsReports,
  adsInvalid,
  ...brandReports,
  spBulk,
  bidRecommendations,
  brandBulk,
  fbaMyi,
  fbaPlanning,
  allOrders,
  fbaReturns,
  removalOrder,
  removalShipment,
  sellerFeedback,
  brandSearchTerms,
  brandSearchQueries,
  ...warehouseReports,
  accountHealth,
]
