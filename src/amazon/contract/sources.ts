// Which published operations we use, and where Amazon publishes them. Names on the left are ours; `sp` entries name Amazon's
// operationId, `ads` entries its method and path, because Amazon's Ads ids change between copies.

export type Source = {
  /** The generated file, beside this one. */
  readonly file: string
  /** Path below the folder of published models. */
  readonly model: string
  /** Our prefix of the operation's name. */
  readonly prefix: string
  readonly operations: Readonly<Record<string, string>>
}

const same = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]))

const sp = (prefix: string, model: string, operations: Record<string, string>): Source => ({
  file: `sp-${prefix}.json`,
  model: `sp-api/models/${model}`,
  prefix,
  operations,
})

const ads = (prefix: string, model: string, operations: Record<string, string>): Source => ({
  file: `ads-${prefix}.json`,
  model: `ads-api/${model}`,
  prefix,
  operations,
})

/** create, list, update, delete of one kind of Sponsored Products entity. */
function entity(plural: string, path: string): Record<string, string> {
  return {
    [`create${plural}`]: `post /sp/${path}`,
    [`list${plural}`]: `post /sp/${path}/list`,
    [`update${plural}`]: `put /sp/${path}`,
    [`delete${plural}`]: `post /sp/${path}/delete`,
  }
}

export const sources: readonly Source[] = [
  sp('sellers', 'sellers-api-model/sellers.json', same('getMarketplaceParticipations')),
  sp(
    'reports',
    'reports-api-model/reports_2021-06-30.json',
    same('getReports', 'createReport', 'getReport', 'cancelReport', 'getReportDocument'),
  ),
  sp(
    'dataKiosk',
    'data-kiosk-api-model/dataKiosk_2023-11-15.json',
    same('getQueries', 'createQuery', 'getQuery', 'cancelQuery', 'getDocument'),
  ),
  sp('orders', 'orders-api-model/orders_2026-01-01.json', same('searchOrders', 'getOrder')),
  sp('fbaInventory', 'fba-inventory-api-model/fbaInventory.json', same('getInventorySummaries')),
  sp('finances', 'finances-api-model/finances_2024-06-19.json', same('listTransactions')),
  sp(
    'catalogItems',
    'catalog-items-api-model/catalogItems_2022-04-01.json',
    same('searchCatalogItems', 'getCatalogItem'),
  ),
  sp(
    'listingsItems',
    'listings-items-api-model/listingsItems_2021-08-01.json',
    same('getListingsItem', 'searchListingsItems', 'patchListingsItem'),
  ),
  sp(
    'pricing',
    'product-pricing-api-model/productPricing_2022-05-01.json',
    same('getFeaturedOfferExpectedPriceBatch', 'getCompetitiveSummary'),
  ),
  sp(
    'offers',
    'product-pricing-api-model/productPricingV0.json',
    same('getItemOffersBatch', 'getListingOffersBatch'),
  ),
  sp(
    'notifications',
    'notifications-api-model/notifications.json',
    same(
      'createDestination',
      'getDestinations',
      'deleteDestination',
      'createSubscription',
      'getSubscription',
      'getSubscriptionById',
      'deleteSubscriptionById',
    ),
  ),
  sp(
    'solicitations',
    'solicitations-api-model/solicitations.json',
    same('getSolicitationActionsForOrder', 'createProductReviewAndSellerFeedbackSolicitation'),
  ),
  sp(
    'applications',
    'application-management-api-model/application_2023-11-30.json',
    same('rotateApplicationClientSecret'),
  ),
  sp(
    'inbound',
    'fulfillment-inbound-api-model/fulfillmentInbound_2024-03-20.json',
    same('listInboundPlans', 'getInboundPlan', 'getShipment', 'listShipmentItems'),
  ),
  ads('sponsoredProducts', 'openapi-2026-08/SponsoredProducts_prod_3p.json', {
    ...entity('Campaigns', 'campaigns'),
    ...entity('AdGroups', 'adGroups'),
    ...entity('ProductAds', 'productAds'),
    ...entity('Keywords', 'keywords'),
    ...entity('NegativeKeywords', 'negativeKeywords'),
    ...entity('CampaignNegativeKeywords', 'campaignNegativeKeywords'),
    ...entity('Targets', 'targets'),
    ...entity('NegativeTargets', 'negativeTargets'),
    ...entity('CampaignNegativeTargets', 'campaignNegativeTargets'),
    campaignBudgetUsage: 'post /sp/campaigns/budget/usage',
    bidRecommendations: 'post /sp/targets/bid/recommendations',
  }),
  ads('sponsoredBrands', 'openapi-2026-08/sponsoredBrands_40_openapi.json', {
    listCampaigns: 'post /sb/v4/campaigns/list',
  }),
  ads('sponsoredDisplay', 'openapi-2026-08/sponsoredDisplay_30_openapi.yaml', {
    listCampaigns: 'get /sd/campaigns',
  }),
  ads('profiles', 'openapi-2026-08/profiles_openapi.yaml', { listProfiles: 'get /v2/profiles' }),
  ads('managerAccounts', 'openapi-2026-07-condensed/AccountsManagerAccounts.json', {
    getManagerAccounts: 'get /managerAccounts',
  }),
  ads('portfolios', 'openapi-2026-08/Portfolios_prod_3p.json', {
    createPortfolios: 'post /portfolios',
    listPortfolios: 'post /portfolios/list',
    updatePortfolios: 'put /portfolios',
    portfolioBudgetUsage: 'post /portfolios/budget/usage',
  }),
  ads('exports', 'openapi-2026-07-condensed/ExportsSnapshots.json', {
    exportCampaigns: 'post /campaigns/export',
    exportAdGroups: 'post /adGroups/export',
    exportAds: 'post /ads/export',
    exportTargets: 'post /targets/export',
    getExport: 'get /exports/{exportId}',
  }),
  ads('adsReports', 'openapi-2026-07-condensed/ReportingVersion3.json', {
    createReport: 'post /reporting/reports',
    getReport: 'get /reporting/reports/{reportId}',
    deleteReport: 'delete /reporting/reports/{reportId}',
  }),
  ads('history', 'openapi-2026-07-condensed/ChangeHistory.json', { getHistory: 'post /history' }),
  ads('streams', 'openapi-2026-07-condensed/AmazonMarketingStreamSubscriptions.json', {
    createSubscription: 'post /streams/subscriptions',
    listSubscriptions: 'get /streams/subscriptions',
    getSubscription: 'get /streams/subscriptions/{subscriptionId}',
    updateSubscription: 'put /streams/subscriptions/{subscriptionId}',
  }),
]

/**
 * What Amazon offers and we leave out, so that no request of ours can ask for a buyer: parts of an order that need a restricted
 * role, and free text of a buyer.
 */
export const withheld = {
  enumValues: ['BUYER', 'RECIPIENT', 'PACKAGES', 'TAX', 'PAYMENT', 'FULFILLMENT_ORDERS'],
  properties: [
    'Order.buyer',
    'Order.recipient',
    'Order.payment',
    'Order.tax',
    'Order.packages',
    'Order.fulfillmentOrders',
    'OrderItem.tax',
    'ItemProduct.customization',
    'ItemPacking.giftOption',
  ],
} as const
