import { z } from 'zod'
import { day, decimal, endpoint } from '#platform/endpoint.ts'
import type { QuoteAsk } from '../rules/quote.ts'
import { commissionBases, feeModels } from '../rules/terms-fee.ts'
import { draftHead, fileQuery, note, ofClient, ofVersion, versionHead } from './contract-shared.ts'
import { pricesShape } from './price-book.ts'

const model = z.enum(feeModels)

export const askShape = z.object({
  marketplaces: z.array(z.string().max(8)).max(30),
  skus: z.number().int().min(0).max(1_000_000),
  ads: z.boolean(),
  monthlySales: decimal,
  salesCurrency: z.string().regex(/^[A-Z]{3}$/),
  discountRatio: z.number().min(0).max(0.9),
  base: z.enum(commissionBases),
  validUntil: day,
  remark: z.string().trim().max(2000),
}) satisfies z.ZodType<QuoteAsk>

const contentShape = z.object({
  ask: askShape,
  prices: pricesShape,
  pricesFrom: day.nullable(),
  sales: z.object({ amount: z.string(), rateOn: day.nullable() }),
})

export const showQuote = endpoint({
  name: 'showQuote',
  summary: 'The quote of a client: its draft at today’s prices, and what was issued',
  method: 'GET',
  path: '/api/clients/:clientId/quote',
  permission: 'quote.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    today: day,
    side: z.enum(['agency', 'client']),
    /** Only for who writes quotes. `content` null: no rate is known for the sales currency. */
    draft: z.object({ ...draftHead, ask: askShape, content: contentShape.nullable() }).nullable(),
    versions: z.array(versionHead.extend({ content: contentShape })),
    marketplaces: z.array(z.string()),
    baseCurrency: z.string(),
  }),
})

export const saveQuote = endpoint({
  name: 'saveQuote',
  summary: 'Saves what a quote is asked for; revision 0 begins one',
  method: 'PUT',
  path: '/api/clients/:clientId/quote/draft',
  permission: 'quote.write',
  ledger: { event: 'quote.draft_saved' },
  params: ofClient,
  body: z.object({ ask: askShape, note, revision: z.number().int().min(0) }),
  output: z.object({ revision: z.number().int(), content: contentShape.nullable() }),
  refusals: ['draft_moved', 'draft_is_there'],
})

export const dropQuote = endpoint({
  name: 'dropQuote',
  summary: 'Throws the draft away',
  method: 'DELETE',
  path: '/api/clients/:clientId/quote/draft',
  permission: 'quote.write',
  ledger: { event: 'quote.draft_dropped' },
  params: ofClient,
  output: z.object({ dropped: z.boolean() }),
})

export const issueQuote = endpoint({
  name: 'issueQuote',
  summary: 'Issues the draft at today’s prices and rates; from then on nobody can change it',
  method: 'POST',
  path: '/api/clients/:clientId/quote/versions',
  permission: 'quote.write',
  ledger: { event: 'quote.issued' },
  params: ofClient,
  body: z.object({ revision: z.number().int().min(1) }),
  output: z.object({ version: z.number().int() }),
  refusals: ['draft_moved', 'quote_without_marketplace', 'quote_without_rate', 'quote_expired'],
})

export const withdrawQuote = endpoint({
  name: 'withdrawQuote',
  summary: 'Takes an issued quote back that nobody has taken',
  method: 'POST',
  path: '/api/clients/:clientId/quote/versions/:versionNo/withdrawal',
  permission: 'quote.write',
  ledger: { event: 'quote.withdrawn' },
  params: ofVersion,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['version_not_open'],
})

export const acceptQuote = endpoint({
  name: 'acceptQuote',
  summary: 'The client takes one of the alternatives; the contract’s fees are filled in from it',
  method: 'POST',
  path: '/api/clients/:clientId/quote/versions/:versionNo/acceptance',
  permission: 'quote.accept',
  ledger: { event: 'quote.accepted' },
  params: ofVersion,
  body: z.object({ choice: model, contentHash: z.string().max(100) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['version_not_open', 'quote_expired', 'quote_moved'],
})

export const quoteFile = endpoint({
  name: 'quoteFile',
  summary: 'An issued quote to read and print',
  method: 'GET',
  path: '/api/clients/:clientId/quote/versions/:versionNo/file',
  permission: 'quote.read',
  ledger: { none: 'reads only' },
  params: ofVersion,
  query: fileQuery,
  output: z.undefined(),
  transfer: 'download',
})
