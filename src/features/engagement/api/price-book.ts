import { z } from 'zod'
import { day, decimal, endpoint, instant } from '#platform/endpoint.ts'
import type { PriceBook } from '../rules/price-book.ts'
import { note } from './contract-shared.ts'

const tiers = z
  .array(z.object({ from: decimal, to: decimal.nullable(), rateRatio: z.number().min(0).max(1) }))
  .min(1)
  .max(12)
const bands = z.object({ under50: decimal, to200: decimal, over200: decimal })

export const pricesShape = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  fixed: z.object({ bands, extraMarketplace: decimal, most: decimal }),
  commission: z.object({ tiers, minimumMonthly: decimal }),
  hybrid: z.object({ fixedRatio: z.number().min(0).max(1), tiers }),
  ads: bands,
  floorMonthly: decimal,
}) satisfies z.ZodType<PriceBook>

export const showPrices = endpoint({
  name: 'showPrices',
  summary: 'The agency’s prices: what holds today, what will, and what held before',
  method: 'GET',
  path: '/api/price-book',
  permission: 'prices.read',
  ledger: { none: 'reads only' },
  output: z.object({
    today: day,
    now: pricesShape,
    /** Since when; null while the first prices hold, which nobody has set. */
    since: day.nullable(),
    editions: z.array(
      z.object({
        fromOn: day,
        prices: pricesShape,
        note: z.string(),
        setByName: z.string(),
        setAt: instant,
        state: z.enum(['holds', 'ahead', 'past', 'replaced']),
      }),
    ),
  }),
})

export const setPrices = endpoint({
  name: 'setPrices',
  summary: 'Sets prices with effect from a day; quotes that were issued keep theirs',
  method: 'POST',
  path: '/api/price-book',
  permission: 'prices.write',
  ledger: { event: 'prices.set' },
  body: z.object({ prices: pricesShape, fromOn: day, note }),
  output: z.object({ fromOn: day }),
  refusals: ['prices_malformed', 'prices_backdated'],
})
