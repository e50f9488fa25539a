import { z } from 'zod'
import type { Money } from '#kernel/money.ts'
import { listOf, maybe, micros, real } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Offers of an item or of a SKU, pricing v0: upper-case names, and money without the certainty of its parts.

const price = maybe(
  z
    .object({ Amount: maybe(micros), CurrencyCode: maybe(z.string()) })
    .transform((found): Money | null =>
      found.Amount === null || found.CurrencyCode === null
        ? null
        : { micros: found.Amount, currency: found.CurrencyCode },
    ),
)

const result = z
  .object({
    marketplaceId: maybe(z.string()),
    ASIN: maybe(z.string()),
    SKU: maybe(z.string()),
    /** Success, NoBuyableOffers, ActiveButTooSoonForProcessing … */
    status: z.string(),
    Summary: z.object({
      TotalOfferCount: z.number().int(),
      BuyBoxPrices: listOf(
        z.object({ condition: z.string(), LandedPrice: price, ListingPrice: price, Shipping: price }),
      ),
      LowestPrices: listOf(
        z.object({
          condition: z.string(),
          fulfillmentChannel: z.string(),
          LandedPrice: price,
          ListingPrice: price,
        }),
      ),
      ListPrice: price,
    }),
    Offers: listOf(
      z.object({
        SellerId: maybe(z.string()),
        MyOffer: maybe(z.boolean()),
        SubCondition: z.string(),
        ListingPrice: price,
        Shipping: price,
        IsFulfilledByAmazon: z.boolean(),
        IsBuyBoxWinner: maybe(z.boolean()),
        IsFeaturedMerchant: maybe(z.boolean()),
        SellerFeedbackRating: maybe(
          z.object({ SellerPositiveFeedbackRating: maybe(real), FeedbackCount: z.number().int() }),
        ),
      }),
    ),
  })
  .transform((found) => ({
    marketplaceId: found.marketplaceId,
    asin: found.ASIN,
    sku: found.SKU,
    status: found.status,
    totalOffers: found.Summary.TotalOfferCount,
    listPrice: found.Summary.ListPrice,
    featured: found.Summary.BuyBoxPrices.map((one) => ({
      condition: one.condition,
      landedPrice: one.LandedPrice,
      listingPrice: one.ListingPrice,
      shipping: one.Shipping,
    })),
    lowest: found.Summary.LowestPrices.map((one) => ({
      condition: one.condition,
      fulfillmentChannel: one.fulfillmentChannel,
      landedPrice: one.LandedPrice,
      listingPrice: one.ListingPrice,
    })),
    offers: found.Offers.map((one) => ({
      sellerId: one.SellerId,
      own: one.MyOffer ?? false,
      subCondition: one.SubCondition,
      listingPrice: one.ListingPrice,
      shipping: one.Shipping,
      byAmazon: one.IsFulfilledByAmazon,
      featured: one.IsBuyBoxWinner ?? false,
      feedbackCount: one.SellerFeedbackRating?.FeedbackCount ?? null,
      feedbackPercent: one.SellerFeedbackRating?.SellerPositiveFeedbackRating ?? null,
    })),
  }))

const batch = z
  .object({
    responses: listOf(
      z
        .object({
          status: maybe(z.object({ statusCode: maybe(z.number().int()) })),
          body: z.object({
            payload: maybe(result),
            errors: listOf(z.object({ code: z.string(), message: maybe(z.string()) })),
          }),
        })
        .transform(({ status, body }) => ({ statusCode: status?.statusCode ?? null, ...body })),
    ),
  })
  .transform(({ responses }) => responses)

/** Answers stand in the order of the questions; one may fail alone. */
export type OffersAnswer = z.output<typeof batch>[number]

const asked = (uri: string, marketplaceId: string) => ({
  uri,
  method: 'GET',
  MarketplaceId: marketplaceId,
  ItemCondition: 'New',
})

/** Offers for new copies of up to 20 ASINs. */
export function getItemOffers(
  door: Door,
  asks: readonly { asin: string; marketplaceId: string }[],
): Promise<Answer<OffersAnswer[]>> {
  const requests = asks.map(({ asin, marketplaceId }) =>
    asked(`/products/pricing/v0/items/${encodeURIComponent(asin)}/offers`, marketplaceId),
  )
  return send(door, 'offers.getItemOffersBatch', { body: { requests } }, batch)
}

/** Offers beside those of up to 20 own SKUs. */
export function getListingOffers(
  door: Door,
  asks: readonly { sku: string; marketplaceId: string }[],
): Promise<Answer<OffersAnswer[]>> {
  const requests = asks.map(({ sku, marketplaceId }) =>
    asked(`/products/pricing/v0/listings/${encodeURIComponent(sku)}/offers`, marketplaceId),
  )
  return send(door, 'offers.getListingOffersBatch', { body: { requests } }, batch)
}
