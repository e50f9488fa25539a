// Every operation of Amazon that this product can call; nothing else can leave it. Rates (calls a second) and bursts are the
// published ones; tests hold this table against the contract.

export type Effect = 'read' | 'write'

export type Operation = {
  readonly api: 'sp' | 'ads'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly effect: Effect
  /** Published rate and burst of an account-application pair; null where Amazon publishes none (Ads). */
  readonly plan: { readonly rate: number; readonly burst: number } | null
  /** Calls a second of all accounts of an application together, where Amazon says so. */
  readonly appRate: number | null
  /** SP-API calls of the application itself, without a seller. */
  readonly grantless: boolean
  /** Media types of the request and of the answer. */
  readonly sends: string
  readonly accepts: string
}

const JSON_MEDIA = 'application/json'

type SpOptions = { effect?: Effect; appRate?: number; grantless?: boolean }

function sp(line: string, rate: number, burst: number, options: SpOptions = {}): Operation {
  const [method, path] = line.split(' ') as [Operation['method'], string]
  return {
    api: 'sp',
    method,
    path,
    effect: options.effect ?? (method === 'GET' ? 'read' : 'write'),
    plan: { rate, burst },
    appRate: options.appRate ?? null,
    grantless: options.grantless ?? false,
    sends: JSON_MEDIA,
    accepts: JSON_MEDIA,
  }
}

function ads(line: string, effect: Effect, sends = JSON_MEDIA, accepts = sends): Operation {
  const [method, path] = line.split(' ') as [Operation['method'], string]
  return { api: 'ads', method, path, effect, plan: null, appRate: null, grantless: false, sends, accepts }
}

const vendor = (name: string): string => `application/vnd.${name}+json`

/** create, list, update and delete of one kind of Sponsored Products entity. */
function entity<const Plural extends string>(plural: Plural, path: string, resource: string) {
  const media = vendor(`${resource}.v3`)
  return {
    [`sponsoredProducts.create${plural}`]: ads(`POST /sp/${path}`, 'write', media),
    [`sponsoredProducts.list${plural}`]: ads(`POST /sp/${path}/list`, 'read', media),
    [`sponsoredProducts.update${plural}`]: ads(`PUT /sp/${path}`, 'write', media),
    [`sponsoredProducts.delete${plural}`]: ads(`POST /sp/${path}/delete`, 'write', media),
  } as Record<`sponsoredProducts.${'create' | 'list' | 'update' | 'delete'}${Plural}`, Operation>
}

const REPORTS = '/reports/2021-06-30'
const KIOSK = '/dataKiosk/2023-11-15'
const INBOUND = '/inbound/fba/2024-03-20/inboundPlans'
const LISTINGS = '/listings/2021-08-01/items/{sellerId}'
const SUBSCRIPTIONS = '/notifications/v1/subscriptions/{notificationType}'
const SOLICITATIONS = '/solicitations/v1/orders/{amazonOrderId}'
const STREAM = vendor('amazonmarketingstreamsubscriptions.v1')
const PORTFOLIO = vendor('spPortfolio.v3')

export const operations = {
  'sellers.getMarketplaceParticipations': sp('GET /sellers/v1/marketplaceParticipations', 0.016, 15),

  'reports.getReports': sp(`GET ${REPORTS}/reports`, 0.0222, 10),
  'reports.createReport': sp(`POST ${REPORTS}/reports`, 0.0167, 15),
  'reports.getReport': sp(`GET ${REPORTS}/reports/{reportId}`, 2, 15),
  'reports.cancelReport': sp(`DELETE ${REPORTS}/reports/{reportId}`, 0.0222, 10),
  'reports.getReportDocument': sp(`GET ${REPORTS}/documents/{reportDocumentId}`, 0.0167, 15),

  'dataKiosk.getQueries': sp(`GET ${KIOSK}/queries`, 0.0222, 10),
  'dataKiosk.createQuery': sp(`POST ${KIOSK}/queries`, 0.0167, 15),
  'dataKiosk.getQuery': sp(`GET ${KIOSK}/queries/{queryId}`, 2, 15),
  'dataKiosk.cancelQuery': sp(`DELETE ${KIOSK}/queries/{queryId}`, 0.0222, 10),
  'dataKiosk.getDocument': sp(`GET ${KIOSK}/documents/{documentId}`, 0.0167, 15),

  'orders.searchOrders': sp('GET /orders/2026-01-01/orders', 0.0056, 20),
  'orders.getOrder': sp('GET /orders/2026-01-01/orders/{orderId}', 0.5, 30),

  'fbaInventory.getInventorySummaries': sp('GET /fba/inventory/v1/summaries', 2, 2),
  'finances.listTransactions': sp('GET /finances/2024-06-19/transactions', 0.5, 10),

  // Rates of the whole application: developer-docs.amazon.com/sp-api/docs/catalog-items-api-rate-limits
  'catalogItems.searchCatalogItems': sp('GET /catalog/2022-04-01/items', 2, 2, { appRate: 500 }),
  'catalogItems.getCatalogItem': sp('GET /catalog/2022-04-01/items/{asin}', 2, 2, { appRate: 250 }),

  'listingsItems.getListingsItem': sp(`GET ${LISTINGS}/{sku}`, 5, 10),
  'listingsItems.searchListingsItems': sp(`GET ${LISTINGS}`, 5, 5),
  'listingsItems.patchListingsItem': sp(`PATCH ${LISTINGS}/{sku}`, 5, 5),

  'pricing.getFeaturedOfferExpectedPriceBatch': sp(
    'POST /batches/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice',
    0.033,
    1,
    { effect: 'read' },
  ),
  'pricing.getCompetitiveSummary': sp(
    'POST /batches/products/pricing/2022-05-01/items/competitiveSummary',
    0.033,
    1,
    { effect: 'read' },
  ),
  'offers.getItemOffersBatch': sp('POST /batches/products/pricing/v0/itemOffers', 0.1, 1, { effect: 'read' }),
  'offers.getListingOffersBatch': sp('POST /batches/products/pricing/v0/listingOffers', 0.5, 1, {
    effect: 'read',
  }),

  'notifications.createDestination': sp('POST /notifications/v1/destinations', 1, 5, { grantless: true }),
  'notifications.getDestinations': sp('GET /notifications/v1/destinations', 1, 5, { grantless: true }),
  'notifications.deleteDestination': sp('DELETE /notifications/v1/destinations/{destinationId}', 1, 5, {
    grantless: true,
  }),
  'notifications.createSubscription': sp(`POST ${SUBSCRIPTIONS}`, 1, 5),
  'notifications.getSubscription': sp(`GET ${SUBSCRIPTIONS}`, 1, 5),
  'notifications.getSubscriptionById': sp(`GET ${SUBSCRIPTIONS}/{subscriptionId}`, 1, 5, { grantless: true }),
  'notifications.deleteSubscriptionById': sp(`DELETE ${SUBSCRIPTIONS}/{subscriptionId}`, 1, 5, {
    grantless: true,
  }),

  'solicitations.getSolicitationActionsForOrder': sp(`GET ${SOLICITATIONS}`, 1, 5),
  'solicitations.createProductReviewAndSellerFeedbackSolicitation': sp(
    `POST ${SOLICITATIONS}/solicitations/productReviewAndSellerFeedback`,
    1,
    5,
  ),

  'applications.rotateApplicationClientSecret': sp('POST /applications/2023-11-30/clientSecret', 0.0167, 1, {
    grantless: true,
  }),

  'inbound.listInboundPlans': sp(`GET ${INBOUND}`, 2, 6),
  'inbound.getInboundPlan': sp(`GET ${INBOUND}/{inboundPlanId}`, 2, 6),
  'inbound.getShipment': sp(`GET ${INBOUND}/{inboundPlanId}/shipments/{shipmentId}`, 2, 6),
  'inbound.listShipmentItems': sp(`GET ${INBOUND}/{inboundPlanId}/shipments/{shipmentId}/items`, 2, 30),

  ...entity('Campaigns', 'campaigns', 'spCampaign'),
  ...entity('AdGroups', 'adGroups', 'spAdGroup'),
  ...entity('ProductAds', 'productAds', 'spProductAd'),
  ...entity('Keywords', 'keywords', 'spKeyword'),
  ...entity('NegativeKeywords', 'negativeKeywords', 'spNegativeKeyword'),
  ...entity('CampaignNegativeKeywords', 'campaignNegativeKeywords', 'spCampaignNegativeKeyword'),
  ...entity('Targets', 'targets', 'spTargetingClause'),
  ...entity('NegativeTargets', 'negativeTargets', 'spNegativeTargetingClause'),
  ...entity('CampaignNegativeTargets', 'campaignNegativeTargets', 'spCampaignNegativeTargetingClause'),
  'sponsoredProducts.campaignBudgetUsage': ads(
    'POST /sp/campaigns/budget/usage',
    'read',
    vendor('spcampaignbudgetusage.v1'),
  ),
  'sponsoredProducts.bidRecommendations': ads(
    'POST /sp/targets/bid/recommendations',
    'read',
    vendor('spthemebasedbidrecommendation.v5'),
  ),

  // Read only: what these campaigns are and cost belongs to the figures; nothing here changes them.
  'sponsoredBrands.listCampaigns': ads('POST /sb/v4/campaigns/list', 'read', vendor('sbcampaignresource.v4')),
  'sponsoredDisplay.listCampaigns': ads('GET /sd/campaigns', 'read'),

  'profiles.listProfiles': ads('GET /v2/profiles', 'read'),
  'managerAccounts.getManagerAccounts': ads(
    'GET /managerAccounts',
    'read',
    vendor('getmanageraccountsresponse.v1'),
  ),

  'portfolios.createPortfolios': ads('POST /portfolios', 'write', PORTFOLIO),
  'portfolios.listPortfolios': ads('POST /portfolios/list', 'read', PORTFOLIO),
  'portfolios.updatePortfolios': ads('PUT /portfolios', 'write', PORTFOLIO),
  'portfolios.portfolioBudgetUsage': ads(
    'POST /portfolios/budget/usage',
    'read',
    vendor('portfoliobudgetusage.v1'),
  ),

  'exports.exportCampaigns': ads('POST /campaigns/export', 'write', vendor('campaignsexport.v1')),
  'exports.exportAdGroups': ads('POST /adGroups/export', 'write', vendor('adgroupsexport.v1')),
  'exports.exportAds': ads('POST /ads/export', 'write', vendor('adsexport.v1')),
  'exports.exportTargets': ads('POST /targets/export', 'write', vendor('targetsexport.v1')),
  // Asked with the media type of the export it is about.
  'exports.getExport': ads('GET /exports/{exportId}', 'read', vendor('campaignsexport.v1')),

  'adsReports.createReport': ads(
    'POST /reporting/reports',
    'write',
    vendor('createasyncreportrequest.v3'),
    vendor('createasyncreportresponse.v3'),
  ),
  'adsReports.getReport': ads(
    'GET /reporting/reports/{reportId}',
    'read',
    vendor('getasyncreportresponse.v3'),
  ),
  'adsReports.deleteReport': ads(
    'DELETE /reporting/reports/{reportId}',
    'write',
    vendor('deleteasyncreportresponse.v3'),
  ),

  'history.getHistory': ads('POST /history', 'read'),

  'streams.createSubscription': ads('POST /streams/subscriptions', 'write', STREAM),
  'streams.listSubscriptions': ads('GET /streams/subscriptions', 'read', STREAM),
  'streams.getSubscription': ads('GET /streams/subscriptions/{subscriptionId}', 'read', STREAM),
  'streams.updateSubscription': ads('PUT /streams/subscriptions/{subscriptionId}', 'write', STREAM),
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations

export const operationNames = Object.keys(operations) as readonly OperationName[]

export function operationOf(name: OperationName): Operation {
  return operations[name]
}
