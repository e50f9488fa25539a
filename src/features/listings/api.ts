import { z } from 'zod'
import { day, endpoint, id } from '#platform/endpoint.ts'
import { searchStates } from './rules/searches.ts'

// How a brand's products are found: shoppers' searches, and what came of them.

const reading = { none: 'reading leaves no entry' }
const week = z.object({ from: day, to: day })
const place = z.object({ storeId: id, marketplace: z.string().min(1).max(10) })

/** `own` of the store's products, `total` of all products of the marketplace. */
const step = z.object({ own: z.number().int(), total: z.number().int() })
const funnel = z.object({
  /** Searches of all shoppers. */
  volume: z.number().int(),
  impressions: step,
  clicks: step,
  cartAdds: step,
  purchases: step,
})

const ofClient = z.object({ clientId: id })

export const showSearches = endpoint({
  name: 'searches.show',
  summary: 'What shoppers searched in a week and what came of it, by query, beside the week before',
  method: 'GET',
  path: '/api/clients/:clientId/searches',
  permission: 'facts.read',
  ledger: reading,
  params: ofClient,
  query: z.object({
    storeId: id.optional(),
    marketplace: z.string().max(10).optional(),
    from: day.optional(),
  }),
  output: z.object({
    places: z.array(
      place.extend({
        storeName: z.string(),
        /** Why nothing, or no more, is there. */
        state: z.enum(searchStates),
      }),
    ),
    place: place.nullable(),
    weeks: z.array(week),
    week: week.nullable(),
    before: week.nullable(),
    /** Lines there are; `lines` holds the most searched of them. */
    total: z.number().int(),
    lines: z.array(
      z.object({
        query: z.string(),
        /** Own products that the query showed. */
        products: z.number().int(),
        /** Null where only the rank is known. */
        now: funnel.nullable(),
        before: funnel.nullable(),
        /** Search frequency rank in the marketplace; 1 is searched most. */
        rank: z.number().int().nullable(),
        rankBefore: z.number().int().nullable(),
        top: z.array(
          z.object({
            asin: z.string(),
            title: z.string().nullable(),
            clickShare: z.number().nullable(),
            isOwn: z.boolean(),
          }),
        ),
      }),
    ),
  }),
})

export const showSearchProducts = endpoint({
  name: 'searches.products',
  summary: 'One query of a week, product by product, each with the file and line it was read from',
  method: 'GET',
  path: '/api/clients/:clientId/searches/products',
  permission: 'facts.read',
  ledger: reading,
  params: ofClient,
  query: place.extend({ from: day, to: day, query: z.string().min(1).max(500) }),
  output: z.object({
    rows: z.array(
      funnel.extend({
        asin: z.string(),
        title: z.string().nullable(),
        score: z.number().int().nullable(),
        currency: z.string().nullable(),
        /** Median of the prices clicked, of this product and of all. */
        price: z.string().nullable(),
        priceOfAll: z.string().nullable(),
        fileName: z.string(),
        line: z.number().int(),
      }),
    ),
  }),
})
