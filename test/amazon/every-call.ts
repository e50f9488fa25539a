import * as exports from '#amazon/ads/exports.ts'
import { getHistory } from '#amazon/ads/history.ts'
import * as portfolios from '#amazon/ads/portfolios.ts'
import * as profiles from '#amazon/ads/profiles.ts'
import * as adsReports from '#amazon/ads/reports.ts'
import * as ads from '#amazon/ads/sponsored-products.ts'
import * as streams from '#amazon/ads/streams.ts'
import type { OperationName } from '#amazon/operations.ts'
import { rotateClientSecret } from '#amazon/sp/applications.ts'
import * as catalog from '#amazon/sp/catalog-items.ts'
import * as kiosk from '#amazon/sp/data-kiosk.ts'
import { getInventorySummaries } from '#amazon/sp/fba-inventory.ts'
import { listTransactions } from '#amazon/sp/finances.ts'
import * as inbound from '#amazon/sp/inbound.ts'
import * as listings from '#amazon/sp/listings-items.ts'
import * as notifications from '#amazon/sp/notifications.ts'
import * as offers from '#amazon/sp/offers.ts'
import * as orders from '#amazon/sp/orders.ts'
import * as pricing from '#amazon/sp/pricing.ts'
import * as reports from '#amazon/sp/reports.ts'
import { getMarketplaceParticipations } from '#amazon/sp/sellers.ts'
import * as solicitations from '#amazon/sp/solicitations.ts'
import type { Door } from '#amazon/transport.ts'

/** One way of calling one connector, with everything it can be given. */
export type Case = readonly [operation: OperationName, name: string, run: (door: Door) => Promise<unknown>]

const at = new Date('2026-02-01T00:00:00Z')
const until = new Date('2026-02-28T12:30:00.500Z')
const DE = 'A1PA6795UKMFR9'
const plan = 'wf'.padEnd(38, 'a')
const uuid = '0b9ac3d6-1f0e-4a2b-9c3d-1234567890ab'
const report = { reportId: '1', reportType: 'GET_SALES_AND_TRAFFIC_REPORT' }
const dataset = 'analytics_salesAndTraffic_2024_04_24'
const order = { amazonOrderId: '302-1234567-1234567', marketplaceId: DE }
const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:steward'

const sellingPartner: Case[] = [
  ['sellers.getMarketplaceParticipations', 'participations', getMarketplaceParticipations],
  [
    'reports.createReport',
    'with everything',
    (door) =>
      reports.createReport(door, {
        reportType: report.reportType,
        marketplaceIds: [DE],
        dataStart: at,
        dataEnd: until,
        options: { dateGranularity: 'DAY', asinGranularity: 'CHILD' },
      }),
  ],
  [
    'reports.createReport',
    'at least',
    (door) =>
      reports.createReport(door, {
        reportType: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA',
        marketplaceIds: [DE, 'A13V1IB3VIYZZH'],
      }),
  ],
  [
    'reports.getReports',
    'search',
    (door) =>
      reports.listReports(door, {
        reportTypes: ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'],
        marketplaceIds: [DE],
        createdSince: at,
        createdUntil: until,
        processingStatuses: ['DONE', 'FATAL'],
      }),
  ],
  [
    'reports.getReports',
    'next page',
    (door) => reports.nextReports(door, { nextToken: 'a+/=', reportTypes: [report.reportType] }),
  ],
  ['reports.getReport', 'one', (door) => reports.getReport(door, report)],
  ['reports.cancelReport', 'one', (door) => reports.cancelReport(door, report)],
  [
    'reports.getReportDocument',
    'one',
    (door) => reports.getReportDocument(door, { reportDocumentId: 'd.1', reportType: report.reportType }),
  ],
  [
    'dataKiosk.createQuery',
    'one',
    (door) =>
      kiosk.createQuery(door, {
        query: `query { ${dataset} { salesAndTrafficByDate { startDate } } }`,
        paginationToken: 't',
      }),
  ],
  ['dataKiosk.getQuery', 'one', (door) => kiosk.getQuery(door, { queryId: '1', dataset })],
  ['dataKiosk.getQueries', 'search', (door) => kiosk.listQueries(door, { createdSince: at })],
  ['dataKiosk.getQueries', 'next page', (door) => kiosk.listQueries(door, { paginationToken: 't' })],
  ['dataKiosk.cancelQuery', 'one', (door) => kiosk.cancelQuery(door, { queryId: '1', dataset })],
  ['dataKiosk.getDocument', 'one', (door) => kiosk.getDocument(door, { documentId: '1', dataset })],
  [
    'orders.searchOrders',
    'by update',
    (door) =>
      orders.searchOrders(door, {
        marketplaceIds: [DE],
        by: { lastUpdatedAfter: at, before: until },
        fulfillmentStatuses: ['SHIPPED'],
        fulfilledBy: ['AMAZON'],
        parts: ['PROCEEDS', 'EXPENSE', 'PROMOTION', 'CANCELLATION', 'FULFILLMENT'],
        paginationToken: 't',
      }),
  ],
  [
    'orders.searchOrders',
    'by creation',
    (door) => orders.searchOrders(door, { marketplaceIds: [DE], by: { createdAfter: at }, parts: [] }),
  ],
  [
    'orders.getOrder',
    'one',
    (door) => orders.getOrder(door, { orderId: order.amazonOrderId, parts: ['PROCEEDS'] }),
  ],
  [
    'fbaInventory.getInventorySummaries',
    'some SKUs',
    (door) =>
      getInventorySummaries(door, { marketplaceId: DE, skus: ['a', 'b'], startAt: at, nextToken: 't' }),
  ],
  [
    'finances.listTransactions',
    'a window',
    (door) =>
      listTransactions(door, {
        postedAfter: at,
        postedBefore: until,
        marketplaceId: DE,
        transactionStatus: 'RELEASED',
        nextToken: 't',
      }),
  ],
  [
    'finances.listTransactions',
    'of a settlement',
    (door) => listTransactions(door, { related: { name: 'FINANCIAL_EVENT_GROUP_ID', value: 'x' } }),
  ],
  [
    'catalogItems.searchCatalogItems',
    'by ids',
    (door) =>
      catalog.searchByIdentifiers(door, {
        identifiers: ['B000000001'],
        identifiersType: 'SKU',
        sellerId: 'A1',
        marketplaceId: DE,
        parts: ['summaries', 'salesRanks'],
        locale: 'de_DE',
      }),
  ],
  [
    'catalogItems.searchCatalogItems',
    'by words',
    (door) =>
      catalog.searchByKeywords(door, {
        keywords: ['tasse'],
        marketplaceId: DE,
        parts: ['images'],
        pageToken: 't',
      }),
  ],
  [
    'catalogItems.getCatalogItem',
    'one',
    (door) =>
      catalog.getCatalogItem(door, {
        asin: 'B000000001',
        marketplaceId: DE,
        parts: [
          'attributes',
          'classifications',
          'dimensions',
          'identifiers',
          'images',
          'productTypes',
          'relationships',
          'salesRanks',
          'summaries',
        ],
      }),
  ],
  [
    'listingsItems.getListingsItem',
    'one',
    (door) =>
      listings.getListingsItem(door, {
        sellerId: 'A1',
        sku: 'sku/1 ä',
        marketplaceIds: [DE],
        parts: [
          'summaries',
          'attributes',
          'issues',
          'offers',
          'fulfillmentAvailability',
          'relationships',
          'productTypes',
        ],
        issueLocale: 'zh_CN',
      }),
  ],
  [
    'listingsItems.searchListingsItems',
    'some',
    (door) =>
      listings.searchListingsItems(door, {
        sellerId: 'A1',
        marketplaceIds: [DE],
        parts: ['summaries'],
        skus: ['a', 'b'],
        lastUpdatedAfter: at,
        pageToken: 't',
      }),
  ],
  [
    'listingsItems.patchListingsItem',
    'preview',
    (door) =>
      listings.patchListingsItem(door, {
        sellerId: 'A1',
        sku: 's',
        marketplaceId: DE,
        productType: 'MUG',
        patches: [
          { op: 'replace', path: '/attributes/item_name', value: [{ value: 'x', marketplace_id: DE }] },
        ],
        preview: true,
        issueLocale: 'de_DE',
      }),
  ],
  [
    'listingsItems.patchListingsItem',
    'for real',
    (door) =>
      listings.patchListingsItem(door, {
        sellerId: 'A1',
        sku: 's',
        marketplaceId: DE,
        productType: 'MUG',
        patches: [{ op: 'delete', path: '/attributes/color' }],
        preview: false,
      }),
  ],
  [
    'pricing.getCompetitiveSummary',
    'two',
    (door) => pricing.getCompetitiveSummary(door, [{ asin: 'B000000001', marketplaceId: DE }]),
  ],
  [
    'pricing.getFeaturedOfferExpectedPriceBatch',
    'one',
    (door) => pricing.getFeaturedOfferExpectedPrices(door, [{ sku: 's', marketplaceId: DE }]),
  ],
  [
    'offers.getItemOffersBatch',
    'one',
    (door) => offers.getItemOffers(door, [{ asin: 'B1', marketplaceId: DE }]),
  ],
  [
    'offers.getListingOffersBatch',
    'one',
    (door) => offers.getListingOffers(door, [{ sku: 's/1', marketplaceId: DE }]),
  ],
  [
    'notifications.createSubscription',
    'filtered',
    (door) =>
      notifications.createSubscription(door, {
        notificationType: 'ORDER_CHANGE',
        destinationId: 'd',
        payloadVersion: '1.0',
        eventFilter: {
          eventFilterType: 'ORDER_CHANGE',
          marketplaceIds: [DE],
          orderChangeTypes: ['OrderStatusChange'],
          aggregationSettings: { aggregationTimePeriod: 'FiveMinutes' },
        },
      }),
  ],
  [
    'notifications.createSubscription',
    'plain',
    (door) =>
      notifications.createSubscription(door, {
        notificationType: 'REPORT_PROCESSING_FINISHED',
        destinationId: 'd',
        payloadVersion: '1.0',
      }),
  ],
  [
    'notifications.getSubscription',
    'one',
    (door) =>
      notifications.getSubscription(door, { notificationType: 'ORDER_CHANGE', payloadVersion: '1.0' }),
  ],
  [
    'solicitations.getSolicitationActionsForOrder',
    'one',
    (door) => solicitations.getSolicitationActions(door, order),
  ],
  [
    'solicitations.createProductReviewAndSellerFeedbackSolicitation',
    'one',
    (door) => solicitations.requestReview(door, order),
  ],
  [
    'inbound.listInboundPlans',
    'active',
    (door) => inbound.listInboundPlans(door, { status: 'ACTIVE', paginationToken: 't' }),
  ],
  ['inbound.getInboundPlan', 'one', (door) => inbound.getInboundPlan(door, plan)],
  [
    'inbound.getShipment',
    'one',
    (door) => inbound.getShipment(door, { inboundPlanId: plan, shipmentId: plan }),
  ],
  [
    'inbound.listShipmentItems',
    'one',
    (door) =>
      inbound.listShipmentItems(door, { inboundPlanId: plan, shipmentId: plan, paginationToken: 't' }),
  ],
]

const grantless: Case[] = [
  [
    'notifications.createDestination',
    'queue',
    (door) => notifications.createDestination(door, { name: 'steward', queueArn }),
  ],
  ['notifications.getDestinations', 'all', notifications.listDestinations],
  ['notifications.deleteDestination', 'one', (door) => notifications.deleteDestination(door, 'd')],
  [
    'notifications.getSubscriptionById',
    'one',
    (door) =>
      notifications.getSubscriptionById(door, { notificationType: 'ORDER_CHANGE', subscriptionId: 's' }),
  ],
  [
    'notifications.deleteSubscriptionById',
    'one',
    (door) =>
      notifications.deleteSubscription(door, { notificationType: 'ORDER_CHANGE', subscriptionId: 's' }),
  ],
  ['applications.rotateApplicationClientSecret', 'rotate', rotateClientSecret],
]

const inGroup = { campaignId: '1', adGroupId: '2', state: 'ENABLED' } as const
const negative = { matchType: 'NEGATIVE_EXACT', keywordText: 'gratis' } as const
const notAsin = [{ type: 'ASIN_SAME_AS', value: 'B000000001' }] as const
const everyState = ['ENABLED', 'PAUSED', 'ARCHIVED'] as const
const dynamicBidding = {
  strategy: 'LEGACY_FOR_SALES',
  placementBidding: [{ placement: 'PLACEMENT_TOP', percentage: 50 }],
} as const

const sponsoredProducts: Case[] = [
  [
    'sponsoredProducts.createCampaigns',
    'one',
    (door) =>
      ads.createEntities(door, 'campaigns', [
        {
          name: 'c',
          state: 'PAUSED',
          targetingType: 'MANUAL',
          dailyBudgetMicros: 12_500_000n,
          startOn: '2026-03-02',
          endOn: '2026-04-01',
          portfolioId: '9',
          dynamicBidding,
        },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaigns',
    'everything',
    (door) =>
      ads.updateEntities(door, 'campaigns', [
        {
          campaignId: '1',
          name: 'd',
          state: 'ENABLED',
          dailyBudgetMicros: 1_000_000n,
          endOn: null,
          portfolioId: null,
          dynamicBidding,
        },
      ]),
  ],
  [
    'sponsoredProducts.createAdGroups',
    'one',
    (door) =>
      ads.createEntities(door, 'adGroups', [
        { campaignId: '1', name: 'g', state: 'ENABLED', defaultBidMicros: 750_000n },
      ]),
  ],
  [
    'sponsoredProducts.updateAdGroups',
    'bid',
    (door) =>
      ads.updateEntities(door, 'adGroups', [
        { adGroupId: '2', name: 'h', state: 'PAUSED', defaultBidMicros: 20_000n },
      ]),
  ],
  [
    'sponsoredProducts.createProductAds',
    'by SKU and ASIN',
    (door) =>
      ads.createEntities(door, 'productAds', [
        { ...inGroup, sku: 's' },
        { ...inGroup, asin: 'B000000001' },
      ]),
  ],
  [
    'sponsoredProducts.updateProductAds',
    'pause',
    (door) => ads.updateEntities(door, 'productAds', [{ adId: '3', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createKeywords',
    'with and without a bid',
    (door) =>
      ads.createEntities(door, 'keywords', [
        { ...inGroup, keywordText: 'tasse weiß', matchType: 'EXACT', bidMicros: 1_230_000n },
        { ...inGroup, keywordText: 'becher', matchType: 'BROAD' },
      ]),
  ],
  [
    'sponsoredProducts.updateKeywords',
    'bid, and back to the default',
    (door) =>
      ads.updateEntities(door, 'keywords', [
        { keywordId: '4', bidMicros: 1_240_000n },
        { keywordId: '5', state: 'ENABLED', bidMicros: null },
      ]),
  ],
  [
    'sponsoredProducts.createNegativeKeywords',
    'one',
    (door) => ads.createEntities(door, 'negativeKeywords', [{ ...inGroup, ...negative }]),
  ],
  [
    'sponsoredProducts.updateNegativeKeywords',
    'pause',
    (door) => ads.updateEntities(door, 'negativeKeywords', [{ keywordId: '6', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createCampaignNegativeKeywords',
    'one',
    (door) =>
      ads.createEntities(door, 'campaignNegativeKeywords', [
        { campaignId: '1', state: 'ENABLED', ...negative },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaignNegativeKeywords',
    'pause',
    (door) => ads.updateEntities(door, 'campaignNegativeKeywords', [{ keywordId: '7', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createTargets',
    'one',
    (door) =>
      ads.createEntities(door, 'targets', [
        {
          ...inGroup,
          expressionType: 'MANUAL',
          expression: [{ type: 'ASIN_CATEGORY_SAME_AS', value: '1' }],
          bidMicros: 500_000n,
        },
      ]),
  ],
  [
    'sponsoredProducts.updateTargets',
    'bid',
    (door) => ads.updateEntities(door, 'targets', [{ targetId: '8', state: 'ENABLED', bidMicros: 510_000n }]),
  ],
  [
    'sponsoredProducts.createNegativeTargets',
    'one',
    (door) => ads.createEntities(door, 'negativeTargets', [{ ...inGroup, expression: notAsin }]),
  ],
  [
    'sponsoredProducts.updateNegativeTargets',
    'pause',
    (door) => ads.updateEntities(door, 'negativeTargets', [{ targetId: '9', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createCampaignNegativeTargets',
    'one',
    (door) =>
      ads.createEntities(door, 'campaignNegativeTargets', [
        { campaignId: '1', state: 'ENABLED', expression: notAsin },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaignNegativeTargets',
    'pause',
    (door) => ads.updateEntities(door, 'campaignNegativeTargets', [{ targetId: '9', state: 'PAUSED' }]),
  ],
  ...(
    [
      'campaigns',
      'adGroups',
      'productAds',
      'keywords',
      'negativeKeywords',
      'campaignNegativeKeywords',
      'targets',
      'negativeTargets',
      'campaignNegativeTargets',
    ] as const
  ).flatMap((kind): Case[] => {
    const plural = (kind[0]!.toUpperCase() + kind.slice(1)) as Capitalize<typeof kind>
    const ofGroup = !/^campaign|adGroups/.test(kind)
    return [
      [
        `sponsoredProducts.list${plural}`,
        'by everything',
        (door) =>
          ads.listEntities(door, kind, {
            ids: ['1'],
            states: everyState,
            maxResults: 500,
            nextToken: 't',
            ...(kind === 'campaigns' ? {} : { campaignIds: ['1'] }),
            ...(ofGroup ? { adGroupIds: ['2'] } : {}),
          }),
      ],
      [`sponsoredProducts.list${plural}`, 'all', (door) => ads.listEntities(door, kind, {})],
      [`sponsoredProducts.delete${plural}`, 'two', (door) => ads.archiveEntities(door, kind, ['1', '2'])],
    ]
  }),
]

const advertising: Case[] = [
  ...sponsoredProducts,
  ['sponsoredProducts.campaignBudgetUsage', 'one', (door) => ads.getBudgetUsage(door, ['1'])],
  [
    'sponsoredProducts.bidRecommendations',
    'two',
    (door) =>
      ads.getBidRecommendations(door, {
        campaignId: '1',
        adGroupId: '2',
        expressions: [{ type: 'CLOSE_MATCH' }, { type: 'KEYWORD_EXACT_MATCH', value: 'tasse' }],
      }),
  ],
  [
    'profiles.listProfiles',
    'editable',
    (door) => profiles.listProfiles({ ...door, profileId: null }, 'edit'),
  ],
  [
    'managerAccounts.getManagerAccounts',
    'all',
    (door) => profiles.getManagerAccounts({ ...door, profileId: null }),
  ],
  [
    'portfolios.listPortfolios',
    'some',
    (door) => portfolios.listPortfolios(door, { ids: ['1'], nextToken: 't' }),
  ],
  [
    'portfolios.createPortfolios',
    'one',
    (door) =>
      portfolios.createPortfolios(door, [
        {
          name: 'p',
          budget: {
            policy: 'DATE_RANGE',
            amountMicros: 100_000_000n,
            currency: 'EUR',
            startOn: '2026-03-02',
            endOn: '2026-04-01',
          },
        },
      ]),
  ],
  [
    'portfolios.updatePortfolios',
    'two',
    (door) =>
      portfolios.updatePortfolios(door, [
        { portfolioId: '1', name: 'q' },
        { portfolioId: '2', budget: { policy: 'NO_CAP', endOn: null } },
      ]),
  ],
  ['portfolios.portfolioBudgetUsage', 'one', (door) => portfolios.getPortfolioUsage(door, ['1'])],
  ...(
    [
      ['campaigns', 'exports.exportCampaigns'],
      ['adGroups', 'exports.exportAdGroups'],
      ['ads', 'exports.exportAds'],
      ['targets', 'exports.exportTargets'],
    ] as const
  ).flatMap(([kind, operation]): Case[] => [
    [
      operation,
      'all',
      (door) => exports.createExport(door, kind, ['SPONSORED_PRODUCTS', 'SPONSORED_BRANDS']),
    ],
    ['exports.getExport', kind, (door) => exports.getExport(door, kind, uuid)],
  ]),
  [
    'adsReports.createReport',
    'one',
    (door) =>
      adsReports.createReport(door, {
        name: 'n',
        startOn: '2026-02-01',
        endOn: '2026-02-28',
        configuration: {
          adProduct: 'SPONSORED_PRODUCTS',
          reportTypeId: 'spTargeting',
          groupBy: ['targeting'],
          columns: ['date', 'campaignId'],
          timeUnit: 'DAILY',
          filters: [{ field: 'keywordType', values: ['BROAD'] }],
        },
      }),
  ],
  ['adsReports.getReport', 'one', (door) => adsReports.getReport(door, uuid)],
  ['adsReports.deleteReport', 'one', (door) => adsReports.deleteReport(door, uuid)],
  [
    'history.getHistory',
    'all',
    (door) =>
      getHistory(door, {
        from: at,
        to: until,
        entities: ['CAMPAIGN', 'AD_GROUP', 'AD', 'KEYWORD', 'NEGATIVE_KEYWORD', 'PRODUCT_TARGETING'],
        nextToken: 't',
      }),
  ],
  [
    'streams.createSubscription',
    'one',
    (door) =>
      streams.createSubscription(door, {
        dataSetId: 'sp-traffic',
        queueArn,
        clientRequestToken: uuid,
        notes: 'x',
      }),
  ],
  ['streams.listSubscriptions', 'all', (door) => streams.listSubscriptions(door, 't')],
  ['streams.getSubscription', 'one', (door) => streams.getSubscription(door, uuid)],
  ['streams.updateSubscription', 'archive', (door) => streams.archiveSubscription(door, uuid)],
]

/** Every request the product can send to Amazon. */
export const everyCall = { sellingPartner, grantless, advertising }
