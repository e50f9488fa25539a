// A market of three stores and a handful of events, small enough to check by hand. It answers the same questions as the simulation.

import { smallHealth } from './small-market-health.ts'
import { marketplaceFacts } from '#sandbox/market/marketplaces.ts'
import type { MarketReads, Span } from '#sandbox/market/reads.ts'
import type { Order, SalesAsin, SalesDay, StockRow } from '#sandbox/market/world-trade.ts'
import type { Listing, MarketplaceCode, Store } from '#sandbox/market/world.ts'
import { smallAdRows, smallDays, smallTree } from './small-market-ads.ts'
import { codeOf, moneyEventsOf, settlementsOf } from './small-market-money.ts'

const codes: readonly MarketplaceCode[] = ['US', 'DE', 'JP']
export const smallNow = Date.parse('2026-11-23T12:00:00Z')
const at = (text: string) => Date.parse(text)

const stores: readonly Store[] = codes.map((marketplace) => ({
  key: `small-${marketplace}`,
  sellerId: 'A1SMALL',
  marketplace,
  currency: marketplaceFacts[marketplace].currency,
  profileId: '123456789012345678',
  advertiserId: 'ENTITY1SMALL',
  accountName: 'Small & Söhne',
  openedOn: '2025-01-01',
}))

const titles = { US: 'Mug – 12 oz, "blue"', CA: '', UK: '', DE: 'Becher für Kräutertee', JP: 'マグカップ 青' }

function listing(storeKey: string, code: MarketplaceCode): Listing {
  return {
    storeKey,
    sku: 'MUG-BLU',
    asin: 'B0SMALL001',
    fnsku: 'X00SMALL01',
    parentAsin: 'B0SMALL000',
    parentSku: 'MUG',
    family: 'mug',
    productType: 'DRINKING_CUP',
    category: 'kitchen',
    brand: 'Small',
    variation: {},
    title: titles[code],
    bullets: [],
    description: '',
    searchTerms: '',
    images: [],
    package: { lengthMm: 100, widthMm: 100, heightMm: 100, weightGrams: 300 },
    priceMinor: 1999,
    costMinor: 400,
    state: 'active',
    createdOn: '2025-01-01',
    ratingAverage: 4.5,
    ratingCount: 10,
  }
}

const inSpan = (span: Span, day: string) => day >= span.from && day <= span.to

function ordersOf(span: Span): Order[] {
  const line = {
    orderItemId: '55182930114',
    sku: 'MUG-BLU',
    asin: 'B0SMALL001',
    quantity: 2,
    itemPriceMinor: 3998,
    itemTaxMinor: 320,
    shippingMinor: 499,
    shippingTaxMinor: 0,
    giftWrapMinor: 0,
    promotionMinor: 200,
    promotionId: 'PAWS-1',
  }
  const base = {
    storeKey: span.storeKey,
    shippedAt: null,
    deliveredAt: null,
    isBusiness: false,
    lines: [line],
  }
  const order = (orderId: string, day: string, status: Order['status']): Order => ({
    ...base,
    orderId,
    purchasedOn: day,
    purchasedAt: at(`${day}T18:00:00Z`),
    updatedAt: at(`${day}T19:00:00Z`),
    status,
  })
  return [
    order('111-0000001-0000001', '2026-11-20', 'Shipped'),
    order('111-0000002-0000002', '2026-11-22', 'Pending'),
    order('111-0000003-0000003', '2026-10-30', 'Cancelled'),
  ].filter((one) => inSpan(span, one.purchasedOn))
}

function stockOf(storeKey: string): StockRow[] {
  return [
    {
      storeKey,
      sku: 'MUG-BLU',
      asin: 'B0SMALL001',
      fnsku: 'X00SMALL01',
      title: titles[codeOf(storeKey)],
      priceMinor: 1999,
      fulfillable: 165,
      unsellable: 2,
      reserved: 3,
      inboundWorking: 0,
      inboundShipped: 500,
      inboundReceiving: 10,
      age: { d0to90: 150, d91to180: 10, d181to270: 5, d271to365: 0, over365: 0 },
      unitsShipped: { t7: 31, t30: 153, t60: 340, t90: 373 },
      salesShippedMinor: { t7: 70_990, t30: 350_780, t60: 794_047, t90: 873_264 },
      daysOfSupply: 32.4,
      unitVolumeCm3: 5967,
    },
  ]
}

function salesDay(storeKey: string, day: string): SalesDay {
  return {
    storeKey,
    day,
    orderedSalesMinor: 1_234_567,
    orderedSalesB2bMinor: 9_450,
    unitsOrdered: 1683,
    unitsOrderedB2b: 5,
    orderItems: 1668,
    orderItemsB2b: 5,
    sessions: 12_131,
    sessionsMobileApp: 9_000,
    sessionsBrowser: 3_131,
    pageViews: 17_004,
    buyBoxRatio: 0.998,
    unitsRefunded: 9,
    shippedSalesMinor: 1_000_001,
    unitsShipped: 1600,
    ordersShipped: 1590,
    feedbackReceived: 3,
    negativeFeedback: 1,
  }
}

function salesAsin(span: Span): SalesAsin {
  const { day: _, ...sums } = salesDay(span.storeKey, '')
  return {
    ...sums,
    from: span.from,
    to: span.to,
    parentAsin: 'B0SMALL000',
    asin: 'B0SMALL001',
    sku: 'MUG-BLU',
    title: titles[codeOf(span.storeKey)],
    sessionShareRatio: 1,
    pageViewShareRatio: 1,
  }
}

/** The small market, as the simulation would be asked. */
export function smallMarket(): MarketReads {
  const dayOf = (storeKey: string, instant: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: marketplaceFacts[codeOf(storeKey)].timeZone }).format(
      instant,
    )
  return {
    now: () => smallNow,
    sellers: () => [
      {
        sellerId: 'A1SMALL',
        key: 'small',
        companyName: 'Small',
        companyNameZh: '小',
        brand: 'Small',
        isBrandRegistered: true,
        story: '',
        storyZh: '',
        storeKeys: stores.map((store) => store.key),
      },
    ],
    stores: () => stores,
    store: (key) => stores.find((store) => store.key === key)!,
    marketplace: (code) => marketplaceFacts[code],
    dayOf,
    startOf: (_, day) => at(`${day}T00:00:00Z`),
    listings: (storeKey) => [listing(storeKey, codeOf(storeKey))],
    shelf: () => [],
    adsTree: () => smallTree,
    adRows: smallAdRows,
    invalidTraffic: () => [],
    brandTree: () => ({ campaigns: [], targets: [] }),
    brandAdRows: () => [],
    budgetEvents: () => [],
    orders: ordersOf,
    shipTo: () => ({ city: 'Springfield', state: 'ZZ', postalCode: '00000', country: 'US' }),
    returns: (span) => [
      {
        storeKey: span.storeKey,
        returnedAt: at('2026-11-10T10:00:00Z'),
        returnedOn: '2026-11-10',
        refundedAt: at('2026-11-11T10:00:00Z'),
        orderId: '111-0000001-0000001',
        orderItemId: '55182930114',
        sku: 'MUG-BLU',
        asin: 'B0SMALL001',
        fnsku: 'X00SMALL01',
        quantity: 1,
        fulfillmentCenter: 'FRA7',
        disposition: 'DEFECTIVE',
        reason: 'DEFECTIVE',
        licensePlate: 'LPN1',
        refundMinor: 1999,
      },
    ],
    stock: stockOf,
    stockEvents: () => [],
    inbound: () => [],
    removals: (span) => [
      {
        storeKey: span.storeKey,
        removalOrderId: 'R1',
        requestedAt: at('2026-11-01T10:00:00Z'),
        completedAt: null,
        kind: 'Disposal',
        sku: 'MUG-BLU',
        fnsku: 'X00SMALL01',
        disposition: 'Unsellable',
        requested: 5,
        shipped: 2,
        cancelled: 1,
        feeMinor: 104,
      },
    ],
    reimbursements: (span) => [
      {
        storeKey: span.storeKey,
        reimbursementId: '90001',
        caseId: '',
        approvedAt: at('2026-11-12T07:00:00Z'),
        reason: 'Lost_Warehouse',
        orderId: null,
        sku: 'MUG-BLU',
        asin: 'B0SMALL001',
        fnsku: 'X00SMALL01',
        quantity: 2,
        perUnitMinor: 1201,
        totalMinor: 2402,
      },
    ],
    storageCharges: () => [],
    overageCharges: () => [],
    unitFees: () => ({ referralMinor: 300, fulfilmentMinor: 400, sizeTier: 'Large Standard-Size' }),
    settlements: settlementsOf,
    moneyEvents: (span) =>
      moneyEventsOf(span.storeKey).filter((event) => inSpan(span, dayOf(span.storeKey, event.postedAt))),
    promotions: () => [],
    salesByDay: (span) =>
      smallDays.filter((day) => inSpan(span, day)).map((day) => salesDay(span.storeKey, day)),
    salesByAsin: (span) => [salesAsin(span)],
    searchRanks: (marketplace) => [
      {
        marketplace,
        department: 'Amazon.com',
        searchTerm: 'mug',
        searchFrequencyRank: 7,
        top: [{ asin: 'B0SMALL001', title: 'Mug', clickShareRatio: 0.1234, conversionShareRatio: 0.0567 }],
      },
    ],
    searchQueries: () => [],
    reviews: () => [],
    feedback: (span) => [
      {
        storeKey: span.storeKey,
        at: at('2026-11-09T10:00:00Z'),
        on: '2026-11-09',
        stars: 2,
        comment: 'Zu spät',
        response: '',
        orderId: '111-0000001-0000001',
      },
      {
        storeKey: span.storeKey,
        at: at('2026-11-09T10:00:00Z'),
        on: '2026-11-09',
        stars: 5,
        comment: 'Great',
        response: '',
        orderId: '111-0000001-0000001',
      },
    ],
    messages: () => [],
    accountHealth: (storeKey) => ({ ...smallHealth, storeKey }),
  }
}
