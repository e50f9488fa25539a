// Offers of a product, whoever sells it. Own products have one offer, the seller's; rivals' pages have several.

import { AmazonError, invalidInput, notFound } from '../amazon-error.ts'
import type { ShelfItem, ShelfOffer, Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  decimal,
  factsOf,
  marketplaceIdOf,
  type SellingCall,
  storesAsked,
} from './call.ts'
import { type Shelved, shelvedIn } from './catalogue.ts'

type By = 'asin' | 'sku'

/** The product in this marketplace that the id names; SKUs are the caller's own. */
function placedOf(call: SellingCall, by: By, id: string, marketplaceId: string): Shelved | undefined {
  const stores = storesAsked(call, [marketplaceId])
  const asin =
    by === 'asin'
      ? id
      : stores
          .flatMap((store) => call.stage.market.reads.listings(store.key))
          .find((listing) => listing.sku === id)?.asin
  return shelvedIn(call, stores).find(({ item }) => item.asin === asin)
}

/** The payload of the older offers operations. */
function offersOf(call: SellingCall, by: By, id: string, ask: { marketplaceId: string; condition: unknown }) {
  if (ask.condition !== 'New') throw invalidInput('ItemCondition must be New: nothing else is sold here.')
  const found = placedOf(call, by, id, ask.marketplaceId)
  if (!found) throw notFound(`${id} was not found in the marketplace.`)
  const { store, item } = found
  const MarketplaceId = marketplaceIdOf(call, store)
  const isOpen = item.offers.length > 0
  const names = by === 'asin' ? { ASIN: item.asin } : { SKU: id }
  return {
    marketplaceId: MarketplaceId,
    ...names,
    ItemCondition: 'New',
    status: isOpen ? 'Success' : 'NoBuyableOffers',
    Identifier: {
      MarketplaceId,
      ItemCondition: 'New',
      ...(by === 'asin' ? { ASIN: item.asin } : { SellerSKU: id }),
    },
    Summary: summaryOf(call, store, item),
    Offers: item.offers.map((offer, index) => offerOf(call, store, offer, index === 0)),
  }
}

const moneyIn = (call: SellingCall, store: Store) => (minor: number) => ({
  CurrencyCode: store.currency,
  Amount: decimal(minor, factsOf(call, store).decimals),
})

const channelOf = (offer: ShelfOffer): string => (offer.byAmazon ? 'Amazon' : 'Merchant')

function summaryOf(call: SellingCall, store: Store, item: ShelfItem) {
  const money = moneyIn(call, store)
  const { offers, node, ranks } = item
  const counted = (['Amazon', 'Merchant'] as const).flatMap((fulfillmentChannel) => {
    const OfferCount = offers.filter((offer) => channelOf(offer) === fulfillmentChannel).length
    return OfferCount === 0 ? [] : [{ condition: 'new', fulfillmentChannel, OfferCount }]
  })
  const priced = (offer: ShelfOffer) => {
    const price = money(offer.priceMinor)
    return { condition: 'new', LandedPrice: price, ListingPrice: price, Shipping: money(0) }
  }
  const lowest = offers.toSorted((a, b) => a.priceMinor - b.priceMinor)[0]
  return {
    TotalOfferCount: offers.length,
    NumberOfOffers: counted,
    BuyBoxEligibleOffers: counted,
    SalesRankings: [
      { ProductCategoryId: `${node.departmentId}_display_on_website`, Rank: ranks.department },
      { ProductCategoryId: node.id, Rank: ranks.node },
    ],
    ...(lowest === undefined
      ? {}
      : {
          LowestPrices: [{ ...priced(lowest), fulfillmentChannel: channelOf(lowest) }],
          BuyBoxPrices: [{ ...priced(offers[0]!), sellerId: offers[0]!.sellerId }],
        }),
  }
}

function offerOf(call: SellingCall, store: Store, offer: ShelfOffer, isWinner: boolean) {
  const money = moneyIn(call, store)
  return {
    MyOffer: offer.sellerId === call.seller.sellerId,
    SubCondition: 'new',
    SellerId: offer.sellerId,
    ShippingTime: { minimumHours: 0, maximumHours: 0, availabilityType: 'NOW' },
    ListingPrice: money(offer.priceMinor),
    Shipping: money(0),
    IsFulfilledByAmazon: offer.byAmazon,
    PrimeInformation: { IsPrime: offer.byAmazon, IsNationalPrime: offer.byAmazon },
    IsBuyBoxWinner: isWinner,
    IsFeaturedMerchant: true,
  }
}

function single(call: SellingCall, by: By): Answer {
  const id = call.params[by === 'asin' ? 'Asin' : 'SellerSKU'] ?? ''
  const marketplaceId = call.query.one('MarketplaceId')
  if (marketplaceId === undefined) throw invalidInput('Missing required parameter: MarketplaceId')
  const ask = { marketplaceId, condition: call.query.one('ItemCondition') }
  return { body: { payload: offersOf(call, by, id, ask) } }
}

type BatchWish = { uri?: string; method?: string; MarketplaceId?: string; ItemCondition?: string }

const MOST_AT_ONCE = 20

const uris: Readonly<Record<By, RegExp>> = {
  asin: /^\/products\/pricing\/v0\/items\/([^/]+)\/offers$/,
  sku: /^\/products\/pricing\/v0\/listings\/([^/]+)\/offers$/,
}

/** Each answers for itself: one that fails leaves the others as they are. */
function batch(call: SellingCall, by: By): Answer {
  const { requests } = call.body
  if (!Array.isArray(requests) || requests.length < 1 || requests.length > MOST_AT_ONCE)
    throw invalidInput(`requests must hold 1 to ${MOST_AT_ONCE} requests.`)
  return { body: { responses: (requests as BatchWish[]).map((wish) => batched(call, by, wish)) } }
}

function batched(call: SellingCall, by: By, wish: BatchWish): unknown {
  const { MarketplaceId = '', ItemCondition = '' } = wish
  const id = decodeURIComponent(uris[by].exec(wish.uri ?? '')?.[1] ?? '')
  const request = { MarketplaceId, ItemCondition, ...(by === 'asin' ? { Asin: id } : { SellerSKU: id }) }
  const headers = { 'x-amzn-RequestId': `${call.now}-${id}` }
  try {
    if (id === '' || wish.method !== 'GET') throw invalidInput('uri or method is invalid.')
    const payload = offersOf(call, by, id, { marketplaceId: MarketplaceId, condition: ItemCondition })
    return { headers, status: { statusCode: 200, reasonPhrase: 'OK' }, request, body: { payload } }
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    const { status, code, message } = error
    return {
      headers,
      status: { statusCode: status, reasonPhrase: code },
      request,
      body: { errors: [{ code, message }] },
    }
  }
}

type SummaryWish = { asin?: string; marketplaceId?: string; includedData?: string[] }

function summary(call: SellingCall, wish: SummaryWish): unknown {
  const { asin = '', marketplaceId = '', includedData = [] } = wish
  const found = placedOf(call, 'asin', asin, marketplaceId)
  const base = { asin, marketplaceId }
  if (!found)
    return {
      status: { statusCode: 404, reasonPhrase: 'Not Found' },
      body: { ...base, errors: [{ code: 'NotFound', message: `${asin} was not found` }] },
    }
  const { store, item } = found
  const offers = item.offers.map((offer) => ({
    sellerId: offer.sellerId,
    condition: 'New',
    fulfillmentType: offer.byAmazon ? 'AFN' : 'MFN',
    listingPrice: {
      currencyCode: store.currency,
      amount: decimal(offer.priceMinor, factsOf(call, store).decimals),
    },
    primeDetails: { eligibility: offer.byAmazon ? 'NATIONAL' : 'NONE' },
  }))
  const featured = offers.slice(0, 1).map((offer) => ({
    ...offer,
    featuredOfferSegments: [{ customerMembership: 'DEFAULT', segmentDetails: {} }],
  }))
  const all: Record<string, unknown> = {
    featuredBuyingOptions:
      featured.length === 0 ? [] : [{ buyingOptionType: 'New', segmentedFeaturedOffers: featured }],
    referencePrices: [],
    lowestPricedOffers: [
      {
        lowestPricedOffersInput: { itemCondition: 'New', offerType: 'Consumer' },
        offers: offers.toSorted((a, b) => a.listingPrice.amount - b.listingPrice.amount),
      },
    ],
    similarItems: [],
  }
  const wanted = Object.entries(all).filter(([name]) => includedData.includes(name))
  return { status: { statusCode: 200, reasonPhrase: 'OK' }, body: { ...base, ...Object.fromEntries(wanted) } }
}

function competitiveSummary(call: SellingCall): Answer {
  const { requests } = call.body
  if (!Array.isArray(requests) || requests.length < 1 || requests.length > MOST_AT_ONCE)
    throw invalidInput(`requests must hold 1 to ${MOST_AT_ONCE} requests.`)
  return { body: { responses: (requests as SummaryWish[]).map((wish) => summary(call, wish)) } }
}

export const pricingAnswerers: Answerers = {
  'productPricingV0.getItemOffers': (call) => single(call, 'asin'),
  'productPricingV0.getListingOffers': (call) => single(call, 'sku'),
  'productPricingV0.getItemOffersBatch': (call) => batch(call, 'asin'),
  'productPricingV0.getListingOffersBatch': (call) => batch(call, 'sku'),
  'productPricing_2022-05-01.getCompetitiveSummary': competitiveSummary,
}
