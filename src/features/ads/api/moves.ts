import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'

// What changed between the newest days and those before them, and which settings were changed meanwhile.

const span = z.object({ from: day, to: day })
const sums = z.object({
  impressions: z.number().int(),
  clicks: z.number().int(),
  orders: z.number().int(),
  spend: decimal,
  sales: decimal,
})
/** Parts of the differences of spend and sales, in the place's currency; null where a span has nothing to compare with. */
const parts = z.object({
  spend: z.object({ clicks: z.number(), cpc: z.number() }).nullable(),
  sales: z.object({ clicks: z.number(), conversion: z.number(), orderValue: z.number() }).nullable(),
})
const compared = z.object({ now: sums, before: sums, parts })

export const moveDays = ['7', '14', '28'] as const

export const showAdMoves = endpoint({
  name: 'showAdMoves',
  summary:
    'What changed between the newest days and those before them, by campaign, with the settings changed meanwhile',
  method: 'GET',
  path: '/api/clients/:clientId/ads/moves',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id }),
  query: z.object({
    storeId: id,
    marketplace: z.string().min(2).max(4),
    days: z.enum(moveDays).default('14'),
  }),
  output: z.object({
    /** Null: no figures yet. */
    spans: z.object({ now: span, before: span }).nullable(),
    total: compared.nullable(),
    campaigns: z.array(compared.extend({ campaignId: z.string(), name: z.string() })),
    /** Of the newer span, newest first, as Amazon's records and our ledger have them. */
    settings: z.array(
      z.object({
        at: z.iso.datetime(),
        campaignId: z.string().nullable(),
        entity: z.string(),
        objectId: z.string(),
        label: z.string().nullable(),
        field: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        /** matched (ours), unlogged (somebody else's), amazon (its own). */
        verdict: z.string(),
        batchId: id.nullable(),
      }),
    ),
    /** More were changed than are listed. */
    isCut: z.boolean(),
  }),
})
