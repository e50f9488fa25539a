// Offers of a product: in this world every seller stands alone on its pages, so that each offer is its own and wins.

import { invalidInput, notFound } from '../amazon-error.ts'
import type { Listing, Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  decimal,
  factsOf,
  marketplaceIdOf,
  type SellingCall,
  storesAsked,
  storesOfQuery,
} from './call.ts'

type Placed = { store: Store; listing: Listing }

const listingsOf = (call: SellingCall, stores: readonly Store[]): Placed[] =>
  stores.flatMap((store) =>
    call.stage.market.reads.listings(store.key).map((listing) => ({ store, listing })),
  )

function offers(call: SellingCall, by: 'asin' | 'sku'): Answer {
  const id = call.params[by === 'asin' ? 'Asin' : 'SellerSKU'] ?? ''
  const condition = call.query.one('ItemCondition')
  if (condition !== 'New') throw invalidInput('ItemCondition must be New: nothing else is sold here.')
  const placed = listingsOf(call, storesOfQuery(call, 'MarketplaceId')).find(
    ({ listing }) => listing[by] === id,
  )
  if (!placed) throw notFound(`${id} was not found in the marketplace.`)
  const { store, listing } = placed
  const MarketplaceId = marketplaceIdOf(call, store)
  const money = (minor: number) => ({
    CurrencyCode: store.currency,
    Amount: decimal(minor, factsOf(call, store).decimals),
  })
  const price = money(listing.priceMinor)
  const isOpen = listing.state === 'active'
  const count = isOpen ? 1 : 0
  const counted = [{ condition: 'new', fulfillmentChannel: 'Amazon', OfferCount: count }]
  const priced = { condition: 'new', LandedPrice: price, ListingPrice: price, Shipping: money(0) }
  const names = by === 'asin' ? { ASIN: listing.asin } : { SKU: listing.sku }
  return {
    body: {
      payload: {
        marketplaceId: MarketplaceId,
        ...names,
        ItemCondition: 'New',
        status: isOpen ? 'Success' : 'NoBuyableOffers',
        Identifier: {
          MarketplaceId,
          ItemCondition: 'New',
          ...(by === 'asin' ? { ASIN: listing.asin } : { SellerSKU: listing.sku }),
        },
        Summary: {
          TotalOfferCount: count,
          NumberOfOffers: counted,
          BuyBoxEligibleOffers: counted,
          ...(isOpen
            ? {
                LowestPrices: [{ ...priced, fulfillmentChannel: 'Amazon' }],
                BuyBoxPrices: [{ ...priced, sellerId: call.seller.sellerId }],
              }
            : {}),
        },
        Offers: isOpen
          ? [
              {
                MyOffer: true,
                SubCondition: 'new',
                SellerId: call.seller.sellerId,
                ShippingTime: { minimumHours: 0, maximumHours: 0, availabilityType: 'NOW' },
                ListingPrice: price,
                Shipping: money(0),
                IsFulfilledByAmazon: true,
                PrimeInformation: { IsPrime: true, IsNationalPrime: true },
                IsBuyBoxWinner: true,
                IsFeaturedMerchant: true,
              },
            ]
          : [],
      },
    },
  }
}

type SummaryWish = { asin?: string; marketplaceId?: string; includedData?: string[] }

const MOST_ASINS = 20

function summary(call: SellingCall, wish: SummaryWish): unknown {
  const { asin = '', marketplaceId = '', includedData = [] } = wish
  const placed = listingsOf(call, storesAsked(call, [marketplaceId])).find(
    ({ listing }) => listing.asin === asin,
  )
  const base = { asin, marketplaceId }
  if (!placed)
    return {
      status: { statusCode: 404, reasonPhrase: 'Not Found' },
      body: { ...base, errors: [{ code: 'NotFound', message: `${asin} was not found` }] },
    }
  const { store, listing } = placed
  const price = {
    currencyCode: store.currency,
    amount: decimal(listing.priceMinor, factsOf(call, store).decimals),
  }
  const offer = {
    sellerId: call.seller.sellerId,
    condition: 'New',
    fulfillmentType: 'AFN',
    listingPrice: price,
    primeDetails: { eligibility: 'NATIONAL' },
  }
  const featured = {
    ...offer,
    featuredOfferSegments: [{ customerMembership: 'DEFAULT', segmentDetails: {} }],
  }
  const isOpen = listing.state === 'active'
  const all: Record<string, unknown> = {
    featuredBuyingOptions: isOpen ? [{ buyingOptionType: 'New', segmentedFeaturedOffers: [featured] }] : [],
    referencePrices: [],
    lowestPricedOffers: [
      {
        lowestPricedOffersInput: { itemCondition: 'New', offerType: 'Consumer' },
        offers: isOpen ? [offer] : [],
      },
    ],
    similarItems: [],
  }
  const wanted = Object.entries(all).filter(([name]) => includedData.includes(name))
  return { status: { statusCode: 200, reasonPhrase: 'OK' }, body: { ...base, ...Object.fromEntries(wanted) } }
}

function competitiveSummary(call: SellingCall): Answer {
  const { requests } = call.body
  if (!Array.isArray(requests) || requests.length < 1 || requests.length > MOST_ASINS)
    throw invalidInput(`requests must hold 1 to ${MOST_ASINS} requests.`)
  return { body: { responses: (requests as SummaryWish[]).map((wish) => summary(call, wish)) } }
}

export const pricingAnswerers: Answerers = {
  'productPricingV0.getItemOffers': (call) => offers(call, 'asin'),
  'productPricingV0.getListingOffers': (call) => offers(call, 'sku'),
  'productPricing_2022-05-01.getCompetitiveSummary': competitiveSummary,
}
