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
import type { Case } from './every-call.ts'

const at = new Date('2026-02-01T00:00:00Z')
const until = new Date('2026-02-28T12:30:00.500Z')
const DE = 'A1PA6795UKMFR9'
const plan = 'wf'.padEnd(38, 'a')
const report = { reportId: '1', reportType: 'GET_SALES_AND_TRAFFIC_REPORT' }
const dataset = 'analytics_salesAndTraffic_2024_04_24'
const order = { amazonOrderId: '302-1234567-1234567', marketplaceId: DE }
const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:steward'

export const sellingPartnerCalls: Case[] = [
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

export const grantlessCalls: Case[] = [
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
