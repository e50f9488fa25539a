import { type Capability, type SpRole, capabilityRules } from '#kernel/capability.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type OperationName, operationOf } from './operations.ts'

// What each capability a client grants allows. Pure tables: an operation, report, data set or notification that stands in none of
// them cannot be called by anybody.

export type Granted = ReadonlySet<Capability>

/** What an operation needs: nothing beyond any grant, one capability, or the capability of what it is about. */
type Need = Capability | 'any' | 'report' | 'dataset' | 'notification'

const ENTITY = /^sponsoredProducts\.(create|list|update|delete)[A-Z]/

const needs: Readonly<Record<string, Need>> = {
  'sellers.getMarketplaceParticipations': 'any',
  'reports.getReports': 'report',
  'reports.createReport': 'report',
  'reports.getReport': 'report',
  'reports.cancelReport': 'report',
  'reports.getReportDocument': 'report',
  'dataKiosk.getQueries': 'sales_reports',
  'dataKiosk.createQuery': 'dataset',
  'dataKiosk.getQuery': 'dataset',
  'dataKiosk.cancelQuery': 'dataset',
  'dataKiosk.getDocument': 'dataset',
  'orders.searchOrders': 'orders',
  'orders.getOrder': 'orders',
  'fbaInventory.getInventorySummaries': 'inventory',
  'finances.listTransactions': 'finances',
  'catalogItems.searchCatalogItems': 'listings_view',
  'catalogItems.getCatalogItem': 'listings_view',
  'listingsItems.getListingsItem': 'listings_view',
  'listingsItems.searchListingsItems': 'listings_view',
  'listingsItems.patchListingsItem': 'listings_manage',
  'pricing.getFeaturedOfferExpectedPriceBatch': 'pricing',
  'pricing.getCompetitiveSummary': 'pricing',
  'offers.getItemOffersBatch': 'pricing',
  'offers.getListingOffersBatch': 'pricing',
  'notifications.createDestination': 'notifications',
  'notifications.getDestinations': 'notifications',
  'notifications.deleteDestination': 'notifications',
  'notifications.createSubscription': 'notification',
  'notifications.getSubscription': 'notification',
  'notifications.getSubscriptionById': 'notifications',
  // Ending a delivery is never outside a grant: it is how a withdrawn one is honoured.
  'notifications.deleteSubscriptionById': 'any',
  'solicitations.getSolicitationActionsForOrder': 'solicitations',
  'solicitations.createProductReviewAndSellerFeedbackSolicitation': 'solicitations',
  'applications.rotateApplicationClientSecret': 'any',
  'inbound.listInboundPlans': 'inbound',
  'inbound.getInboundPlan': 'inbound',
  'inbound.getShipment': 'inbound',
  'inbound.listShipmentItems': 'inbound',
  'sponsoredProducts.campaignBudgetUsage': 'advertising_view',
  'sponsoredProducts.bidRecommendations': 'advertising_view',
  'sponsoredBrands.listCampaigns': 'advertising_view',
  'sponsoredDisplay.listCampaigns': 'advertising_view',
  'profiles.listProfiles': 'any',
  'managerAccounts.getManagerAccounts': 'any',
  'portfolios.createPortfolios': 'advertising_manage',
  'portfolios.listPortfolios': 'advertising_view',
  'portfolios.updatePortfolios': 'advertising_manage',
  'portfolios.portfolioBudgetUsage': 'advertising_view',
  'exports.exportCampaigns': 'advertising_view',
  'exports.exportAdGroups': 'advertising_view',
  'exports.exportAds': 'advertising_view',
  'exports.exportTargets': 'advertising_view',
  'exports.getExport': 'advertising_view',
  'adsReports.createReport': 'advertising_view',
  'adsReports.getReport': 'advertising_view',
  'adsReports.deleteReport': 'advertising_view',
  'history.getHistory': 'advertising_view',
  'streams.createSubscription': 'advertising_view',
  'streams.listSubscriptions': 'advertising_view',
  'streams.getSubscription': 'advertising_view',
  'streams.updateSubscription': 'advertising_view',
}

/** Report types we ask for. A type that needs a restricted role is in no list, so it cannot be asked for. */
export const reportTypes: Readonly<Record<string, Capability>> = {
  GET_SALES_AND_TRAFFIC_REPORT: 'sales_reports',
  GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT: 'brand_analytics',
  GET_BRAND_ANALYTICS_SEARCH_QUERY_PERFORMANCE_REPORT: 'brand_analytics',
  GET_BRAND_ANALYTICS_SEARCH_CATALOG_PERFORMANCE_REPORT: 'brand_analytics',
  GET_BRAND_ANALYTICS_MARKET_BASKET_REPORT: 'brand_analytics',
  GET_BRAND_ANALYTICS_REPEAT_PURCHASE_REPORT: 'brand_analytics',
  GET_MERCHANT_LISTINGS_ALL_DATA: 'listings_view',
  GET_XML_BROWSE_TREE_DATA: 'listings_view',
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: 'orders',
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: 'orders',
  GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE: 'orders',
  GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA: 'inventory',
  GET_FBA_MYI_ALL_INVENTORY_DATA: 'inventory',
  GET_FBA_INVENTORY_PLANNING_DATA: 'inventory',
  GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT: 'inventory',
  GET_RESERVED_INVENTORY_DATA: 'inventory',
  GET_STRANDED_INVENTORY_UI_DATA: 'inventory',
  GET_LEDGER_SUMMARY_VIEW_DATA: 'inventory',
  GET_LEDGER_DETAIL_VIEW_DATA: 'inventory',
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: 'inventory',
  GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: 'inventory',
  GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: 'inventory',
  GET_FBA_STORAGE_FEE_CHARGES_DATA: 'inventory',
  GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA: 'inventory',
  GET_FBA_OVERAGE_FEE_CHARGES_DATA: 'inventory',
  GET_FBA_REIMBURSEMENTS_DATA: 'inventory',
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: 'inventory',
  GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: 'finances',
  GET_V2_SELLER_PERFORMANCE_REPORT: 'account_health',
  GET_SELLER_FEEDBACK_DATA: 'account_health',
  GET_PROMOTION_PERFORMANCE_REPORT: 'account_health',
  GET_COUPON_PERFORMANCE_REPORT: 'account_health',
}

/** Data Kiosk data sets by the name a query starts from. */
export const datasets: Readonly<Record<string, Capability>> = {
  analytics_salesAndTraffic_2024_04_24: 'sales_reports',
  analytics_economics_2024_03_15: 'sales_reports',
}

/** Notification types of SQS we subscribe to. Those of the application itself need no capability but `notifications`. */
export const notificationTypes: Readonly<Record<string, Capability>> = {
  ACCOUNT_STATUS_CHANGED: 'account_health',
  ANY_OFFER_CHANGED: 'pricing',
  PRICING_HEALTH: 'pricing',
  FEE_PROMOTION: 'finances',
  TRANSACTION_UPDATE: 'finances',
  FBA_INVENTORY_AVAILABILITY_CHANGES: 'inventory',
  ORDER_CHANGE: 'orders',
  REPORT_PROCESSING_FINISHED: 'notifications',
  DATA_KIOSK_QUERY_PROCESSING_FINISHED: 'sales_reports',
  APPLICATION_OAUTH_CLIENT_NEW_SECRET: 'notifications',
  APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY: 'notifications',
}

const subjectTables = { report: reportTypes, dataset: datasets, notification: notificationTypes }

/** What the grant lacks for this call: capabilities, or `unlisted` for what is in no table and can never be called. */
export function missingFor(
  granted: Granted,
  operation: OperationName,
  subjects: readonly string[] = [],
): (Capability | 'unlisted')[] {
  const need = needOf(operation)
  if (need === null) return ['unlisted']
  if (need === 'any') return []
  if (need !== 'report' && need !== 'dataset' && need !== 'notification')
    return granted.has(need) ? [] : [need]
  if (subjects.length === 0) return ['unlisted']
  const table = subjectTables[need]
  const wanted = subjects.map((subject) => (Object.hasOwn(table, subject) ? table[subject]! : 'unlisted'))
  const all = new Set<Capability | 'unlisted'>(
    need === 'notification' ? ['notifications', ...wanted] : wanted,
  )
  return [...all].filter((one) => one === 'unlisted' || !granted.has(one))
}

function needOf(operation: OperationName): Need | null {
  const verb = ENTITY.exec(operation)?.[1]
  if (verb !== undefined) return verb === 'list' ? 'advertising_view' : 'advertising_manage'
  return needs[operation] ?? null
}

/**
 * Refuses a call outside the grant before it leaves: `outside_grant` with the operation, what it is about and what is missing.
 * `subjects` are the report types, data set or notification type of the call.
 */
export function refuseOutside(
  granted: Granted,
  operation: OperationName,
  subjects: readonly string[] = [],
): void {
  const missing = missingFor(granted, operation, subjects)
  if (missing.length > 0)
    throw new Refusal('outside_grant', {
      operation,
      about: subjects.join(' ') || null,
      missing: missing.join(' '),
    })
}

/** The operations a grant allows at all; those about a report, data set or notification when it allows at least one of them. */
export function allowedOperations(granted: Granted, all: readonly OperationName[]): OperationName[] {
  return all.filter((operation) => {
    const need = needOf(operation)
    if (need === null || need === 'any') return need === 'any'
    if (need === 'report' || need === 'dataset' || need === 'notification')
      return Object.keys(subjectTables[need]).some(
        (subject) => missingFor(granted, operation, [subject]).length === 0,
      )
    return granted.has(need)
  })
}

/** One registered application of ours at Amazon, with the capabilities its roles cover. */
export type Registration = {
  readonly id: string
  readonly api: 'sp' | 'ads'
  readonly roles: readonly SpRole[]
}

/** The roles an SP-API application must hold for these capabilities, sorted. */
export function rolesFor(wanted: Iterable<Capability>): SpRole[] {
  const roles = [...wanted].map((one) => capabilityRules[one].role).filter((role) => role !== null)
  return [...new Set(roles)].sort()
}

/**
 * The narrowest application of one API that covers what is wanted of it: fewest roles beyond the needed, then the smaller id.
 * Null when none covers it, or when nothing of this API is wanted. Capabilities of the other API are left to its registration.
 */
export function chooseRegistration(
  api: 'sp' | 'ads',
  registrations: readonly Registration[],
  wanted: Iterable<Capability>,
): Registration | null {
  const here = [...wanted].filter((capability) => capabilityRules[capability].api === api)
  if (here.length === 0) return null
  const roles = rolesFor(here)
  const covering = registrations.filter(
    (one) => one.api === api && roles.every((role) => one.roles.includes(role)),
  )
  const sorted = covering.toSorted((a, b) => a.roles.length - b.roles.length || (a.id < b.id ? -1 : 1))
  return sorted[0] ?? null
}

/** Which API's registration an operation needs. */
export function apiOf(operation: OperationName): 'sp' | 'ads' {
  return operationOf(operation).api
}
