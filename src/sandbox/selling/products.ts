// A seller's listings and prices, read only.

import { AmazonError, invalidInput, notFound } from '../amazon-error.ts'
import type { Listing, Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  countOf,
  decimal,
  decimalText,
  factsOf,
  imageLink,
  iso,
  marketplaceIdOf,
  openPageToken,
  pageToken,
  partsOf,
  type SellingCall,
  storesOfQuery,
} from './call.ts'

const HOUR = 3_600_000
type Placed = { store: Store; listing: Listing }

const listingsOf = (call: SellingCall, stores: readonly Store[]): Placed[] =>
  stores.flatMap((store) =>
    call.stage.market.reads.listings(store.key).map((listing) => ({ store, listing })),
  )

const each = (
  call: SellingCall,
  of: readonly Placed[],
  field: string,
  value: (one: Placed) => unknown,
): unknown[] => of.map((one) => ({ marketplaceId: marketplaceIdOf(call, one.store), [field]: value(one) }))

function listingItem(call: SellingCall, sku: string, of: readonly Placed[]): unknown {
  const parts = partsOf(call)
  const language = (store: Store) => factsOf(call, store).locale.replace('-', '_')
  const main = (listing: Listing) => listing.images.find((image) => image.slot === 'MAIN')
  const ways: Record<string, () => unknown> = {
    summaries: () =>
      of.map(({ store, listing }) => {
        const picture = main(listing)
        return {
          marketplaceId: marketplaceIdOf(call, store),
          asin: listing.asin,
          productType: listing.productType,
          conditionType: 'new_new',
          status: listing.state === 'active' ? ['BUYABLE', 'DISCOVERABLE'] : ['DISCOVERABLE'],
          fnSku: listing.fnsku,
          itemName: listing.title,
          createdDate: `${listing.createdOn}T00:00:00Z`,
          lastUpdatedDate: iso(call.now - 24 * HOUR),
          ...(picture
            ? {
                mainImage: {
                  link: imageLink(listing.asin, 'MAIN'),
                  height: picture.heightPx,
                  width: picture.widthPx,
                },
              }
            : {}),
        }
      }),
    attributes: () =>
      Object.assign(
        {},
        ...of.map(({ store, listing }) => {
          const tag = { language_tag: language(store), marketplace_id: marketplaceIdOf(call, store) }
          return {
            item_name: [{ value: listing.title, ...tag }],
            brand: [{ value: listing.brand, ...tag }],
            bullet_point: listing.bullets.map((value) => ({ value, ...tag })),
            product_description: [{ value: listing.description, ...tag }],
            generic_keyword: [{ value: listing.searchTerms, ...tag }],
          }
        }),
      ),
    issues: () => [],
    offers: () =>
      of.map(({ store, listing }) => ({
        marketplaceId: marketplaceIdOf(call, store),
        offerType: 'B2C',
        price: {
          currencyCode: store.currency,
          amount: decimalText(listing.priceMinor, factsOf(call, store).decimals),
        },
      })),
    fulfillmentAvailability: () => [{ fulfillmentChannelCode: `AMAZON_${call.region}` }],
    procurement: () => [],
    relationships: () =>
      each(call, of, 'relationships', ({ listing }) => [
        { type: 'VARIATION', parentSkus: [listing.parentSku] },
      ]),
    productTypes: () => each(call, of, 'productType', ({ listing }) => listing.productType),
  }
  const shown = parts.flatMap((part) => (ways[part] ? [[part, ways[part]()] as const] : []))
  return { sku, ...Object.fromEntries(shown) }
}

function checkSeller(call: SellingCall): void {
  if (call.params['sellerId'] !== call.seller.sellerId)
    throw new AmazonError(403, 'Unauthorized', 'Access to requested resource is denied.')
}

function getListingsItem(call: SellingCall): Answer {
  checkSeller(call)
  const sku = call.params['sku'] ?? ''
  const placed = listingsOf(call, storesOfQuery(call)).filter(({ listing }) => listing.sku === sku)
  if (placed.length === 0) throw notFound(`SKU '${sku}' not found in marketplace.`)
  return { body: listingItem(call, sku, placed) }
}

function searchListingsItems(call: SellingCall): Answer {
  const { query } = call
  const stores = storesOfQuery(call)
  checkSeller(call)
  const identifiers = query.list('identifiers')
  const type = query.one('identifiersType')
  const placed = listingsOf(call, stores).filter(({ listing }) => {
    if (identifiers.length === 0) return true
    if (type === 'SKU') return identifiers.includes(listing.sku)
    return type === 'FNSKU' ? identifiers.includes(listing.fnsku) : identifiers.includes(listing.asin)
  })
  const skus = [...new Set(placed.map(({ listing }) => listing.sku))]
  const size = countOf(call, 'pageSize', 10, 20)
  const token = query.one('pageToken')
  const skip = token === undefined ? 0 : (openPageToken(call, token) as { skip: number }).skip
  const nextToken = skip + size < skus.length ? pageToken(call, { skip: skip + size }, HOUR) : undefined
  return {
    body: {
      numberOfResults: skus.length,
      ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
      items: skus.slice(skip, skip + size).map((sku) =>
        listingItem(
          call,
          sku,
          placed.filter(({ listing }) => listing.sku === sku),
        ),
      ),
    },
  }
}

function pricedOf(call: SellingCall): { asked: string; placed: Placed | undefined }[] {
  const { query } = call
  const stores = storesOfQuery(call, 'MarketplaceId')
  const type = query.one('ItemType')
  if (type !== 'Asin' && type !== 'Sku') throw invalidInput('ItemType must be Asin or Sku.')
  const asked = query.list(type === 'Asin' ? 'Asins' : 'Skus')
  if (asked.length < 1 || asked.length > 20) throw invalidInput('Between 1 and 20 identifiers are required.')
  const placed = listingsOf(call, stores)
  return asked.map((id) => ({
    asked: id,
    placed: placed.find(({ listing }) => (type === 'Asin' ? listing.asin : listing.sku) === id),
  }))
}

function priced(call: SellingCall, isCompetitive: boolean): Answer {
  const rows = pricedOf(call).map(({ asked, placed }) => {
    if (!placed) return { status: 'ClientError', ASIN: asked }
    const { store, listing } = placed
    const MarketplaceId = marketplaceIdOf(call, store)
    const price = {
      CurrencyCode: store.currency,
      Amount: decimal(listing.priceMinor, factsOf(call, store).decimals),
    }
    const nothing = { CurrencyCode: store.currency, Amount: 0 }
    const all = { LandedPrice: price, ListingPrice: price, Shipping: nothing }
    return {
      status: 'Success',
      SellerSKU: listing.sku,
      ASIN: listing.asin,
      Product: {
        Identifiers: {
          MarketplaceASIN: { MarketplaceId, ASIN: listing.asin },
          SKUIdentifier: { MarketplaceId, SellerId: call.seller.sellerId, SellerSKU: listing.sku },
        },
        ...(isCompetitive
          ? {
              CompetitivePricing: {
                CompetitivePrices: [
                  { CompetitivePriceId: '1', Price: all, condition: 'New', belongsToRequester: true },
                ],
                NumberOfOfferListings: [{ Count: 1, condition: 'New' }],
              },
              SalesRankings: [],
            }
          : {
              Offers: [
                {
                  BuyingPrice: all,
                  RegularPrice: price,
                  FulfillmentChannel: 'AMAZON',
                  ItemCondition: 'New',
                  ItemSubCondition: 'New',
                  SellerSKU: listing.sku,
                },
              ],
            }),
      },
    }
  })
  return { body: { payload: rows } }
}

export const productsAnswerers: Answerers = {
  'listingsItems_2021-08-01.getListingsItem': getListingsItem,
  'listingsItems_2021-08-01.searchListingsItems': searchListingsItems,
  'productPricingV0.getPricing': (call) => priced(call, false),
  'productPricingV0.getCompetitivePricing': (call) => priced(call, true),
}
