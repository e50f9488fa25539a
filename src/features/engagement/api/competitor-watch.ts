import { z } from 'zod'
import { findMarketplace } from '#kernel/marketplace.ts'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'

// Products of Amazon's catalogue that are watched as competitors: found, taken on, read again, taken off; and how their prices went.

const client = z.object({ clientId: id })
const marketplace = z.string().refine((code) => findMarketplace(code)?.code === code, 'unknown marketplace')
const asin = z.string().regex(/^[A-Z0-9]{10}$/)
const place = { storeId: id, marketplace }

/** Competitors that may be watched in one marketplace. */
export const mostWatched = 100

export const findCompetitors = endpoint({
  name: 'findCompetitors',
  summary: 'Products that Amazon’s catalogue and Brand Analytics name for a search',
  method: 'GET',
  path: '/api/clients/:clientId/competitors/found',
  permission: 'competitors.write',
  ledger: { none: 'asks Amazon and keeps nothing' },
  params: client,
  query: z.object({ ...place, words: z.string().trim().min(2).max(120) }),
  output: z.object({
    catalogue: z.array(
      z.object({
        asin: z.string(),
        title: z.string().nullable(),
        brand: z.string().nullable(),
        rank: z.number().int().nullable(),
        rankList: z.string().nullable(),
        known: z.enum(['own', 'watched']).nullable(),
      }),
    ),
    brandAnalytics: z.array(
      z.object({
        asin: z.string(),
        title: z.string().nullable(),
        term: z.string(),
        searchRank: z.number().int(),
        clickShareRatio: z.number().nullable(),
        known: z.enum(['own', 'watched']).nullable(),
      }),
    ),
    /** The days of the Brand Analytics report; null when none of the marketplace is there. */
    reportDays: z.object({ from: day, to: day }).nullable(),
  }),
  refusals: ['not_connected', 'outside_grant', 'amazon_unreachable', 'amazon_denied'],
})

export type FoundCompetitors = z.output<typeof findCompetitors.output>

export const watchCompetitors = endpoint({
  name: 'watchCompetitors',
  summary: 'Watches products as competitors and has their pages and offers read',
  method: 'POST',
  path: '/api/clients/:clientId/competitors/watched',
  permission: 'competitors.write',
  ledger: { event: 'competitors.watched' },
  params: client,
  body: z.object({
    ...place,
    asins: z.array(asin).min(1).max(mostWatched),
    via: z.enum(['asin', 'catalogue', 'brand_analytics']),
    /** The search that found them. */
    words: z.string().trim().max(120).optional(),
  }),
  output: z.object({ added: z.number().int(), own: z.number().int(), known: z.number().int() }),
  refusals: ['not_connected', 'outside_grant', 'competitors_many', 'competitors_known'],
})

export const unwatchCompetitor = endpoint({
  name: 'unwatchCompetitor',
  summary: 'Watches a product no longer; what was read of it stays',
  method: 'POST',
  path: '/api/clients/:clientId/competitors/watched/:watchId/end',
  permission: 'competitors.write',
  ledger: { event: 'competitors.unwatched' },
  params: z.object({ clientId: id, watchId: id }),
  output: z.object({}),
})

export const refreshCompetitors = endpoint({
  name: 'refreshCompetitors',
  summary: 'Has the pages and offers of the watched and own products read now',
  method: 'POST',
  path: '/api/clients/:clientId/competitors/refresh',
  permission: 'competitors.write',
  ledger: { event: 'competitors.refreshed' },
  params: client,
  output: z.object({ reads: z.number().int() }),
  refusals: ['competitors_reading', 'competitors_none', 'not_connected'],
})

export const showCompetitorPast = endpoint({
  name: 'showCompetitorPast',
  summary: 'How price, offers and rank of a product went, reading by reading',
  method: 'GET',
  path: '/api/clients/:clientId/competitors/past',
  permission: 'competitors.read',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({ marketplace, asin }),
  output: z.object({
    currency: z.string(),
    points: z.array(
      z.object({
        at: instant,
        price: decimal.nullable(),
        lowest: decimal.nullable(),
        offers: z.number().int().nullable(),
        rank: z.number().int().nullable(),
      }),
    ),
  }),
})
