import { z } from 'zod'
import { listOf, maybe, money } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const condition = maybe(z.string())
const problem = z.object({ code: z.string(), message: maybe(z.string()) })
const status = maybe(z.object({ statusCode: maybe(z.number().int()) }))

const offer = z.object({
  sellerId: z.string(),
  condition,
  subCondition: maybe(z.string()),
  /** AFN or MFN. */
  fulfillmentType: maybe(z.string()),
  listingPrice: money,
  shippingOptions: listOf(z.object({ shippingOptionType: maybe(z.unknown()), price: money })),
  primeDetails: maybe(z.object({ eligibility: z.string() })),
})

export type CompetingOffer = z.output<typeof offer>

const competitiveSummary = z
  .object({
    responses: z.array(
      z
        .object({
          status,
          body: z.object({
            asin: z.string(),
            marketplaceId: z.string(),
            featuredBuyingOptions: listOf(
              z.object({ buyingOptionType: z.string(), segmentedFeaturedOffers: listOf(offer) }),
            ),
            lowestPricedOffers: listOf(
              z.object({
                lowestPricedOffersInput: z.object({ itemCondition: z.string(), offerType: z.string() }),
                offers: listOf(offer),
              }),
            ),
            referencePrices: listOf(z.object({ name: z.string(), price: money })),
            errors: listOf(problem),
          }),
        })
        .transform((found) => ({ ...found.body, statusCode: found.status?.statusCode ?? null })),
    ),
  })
  .transform(({ responses }) => responses)

export type CompetitiveSummary = z.output<typeof competitiveSummary>[number]

/** Featured offers, lowest offers and reference prices of up to 20 ASINs. An item may fail alone: its `errors` say why. */
export function getCompetitiveSummary(
  door: Door,
  asks: readonly { asin: string; marketplaceId: string }[],
): Promise<Answer<CompetitiveSummary[]>> {
  const requests = asks.map((ask) => ({
    ...ask,
    includedData: ['featuredBuyingOptions', 'referencePrices', 'lowestPricedOffers'],
    lowestPricedOffersInputs: [{ itemCondition: 'New', offerType: 'Consumer' }],
    uri: '/products/pricing/2022-05-01/items/competitiveSummary',
    method: 'GET',
  }))
  return send(door, 'pricing.getCompetitiveSummary', { body: { requests } }, competitiveSummary)
}

const priced = maybe(
  z.object({
    offerIdentifier: z.object({ sellerId: maybe(z.string()), sku: maybe(z.string()), asin: z.string() }),
    condition,
    price: maybe(z.object({ listingPrice: money, shippingPrice: maybe(money) })),
  }),
)

const expectedPrices = z
  .object({
    responses: listOf(
      z
        .object({
          request: z.object({ marketplaceId: z.string(), sku: z.string() }),
          status,
          body: maybe(
            z.object({
              featuredOfferExpectedPriceResults: listOf(
                z.object({
                  /** VALID_FOEP, or why there is none. */
                  resultStatus: z.string(),
                  featuredOfferExpectedPrice: maybe(z.object({ listingPrice: money })),
                  competingFeaturedOffer: priced,
                  currentFeaturedOffer: priced,
                }),
              ),
              errors: listOf(problem),
            }),
          ),
        })
        .transform(({ request, status: line, body }) => ({
          ...request,
          statusCode: line?.statusCode ?? null,
          results: body?.featuredOfferExpectedPriceResults ?? [],
          errors: body?.errors ?? [],
        })),
    ),
  })
  .transform(({ responses }) => responses)

export type FeaturedOfferExpectedPrice = z.output<typeof expectedPrices>[number]

/** The price at which each of up to 40 SKUs may become the featured offer. */
export function getFeaturedOfferExpectedPrices(
  door: Door,
  asks: readonly { sku: string; marketplaceId: string }[],
): Promise<Answer<FeaturedOfferExpectedPrice[]>> {
  const requests = asks.map((ask) => ({
    ...ask,
    uri: '/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice',
    method: 'GET',
  }))
  return send(door, 'pricing.getFeaturedOfferExpectedPriceBatch', { body: { requests } }, expectedPrices)
}
