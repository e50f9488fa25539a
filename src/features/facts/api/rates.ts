import { z } from 'zod'
import { day, endpoint } from '#platform/endpoint.ts'

// Exchange rates: seeded reference rates, and the agency's own, which win.

const currency = z.string().regex(/^[A-Z]{3}$/)
const rate = z.string().regex(/^\d{1,9}(\.\d{1,10})?$/)

export const listRates = endpoint({
  name: 'listRates',
  summary: 'Exchange rates as units of the currency for one US dollar',
  method: 'GET',
  path: '/api/exchange-rates',
  permission: 'settings.read',
  ledger: { none: 'reads only' },
  query: z.object({ currency: currency.optional(), from: day.optional() }),
  output: z.object({
    rates: z.array(
      z.object({
        currency,
        day,
        perUsd: z.string(),
        source: z.string(),
        /** True for the agency's own. */
        own: z.boolean(),
        setBy: z.string().nullable(),
      }),
    ),
  }),
})

export const saveRates = endpoint({
  name: 'saveRates',
  summary: 'Sets or imports the agency’s own rates; they win over the seeded ones of the same day',
  method: 'PUT',
  path: '/api/exchange-rates',
  permission: 'settings.manage',
  ledger: { event: 'exchange_rates.set' },
  body: z.object({
    source: z.string().min(1).max(200),
    rates: z
      .array(z.object({ currency, day, perUsd: rate.refine((text) => Number(text) > 0, 'must be above 0') }))
      .min(1)
      .max(5000),
  }),
  output: z.object({ saved: z.number() }),
  refusals: ['rate_of_dollar'],
})

export const removeRate = endpoint({
  name: 'removeRate',
  summary: 'Removes one of the agency’s own rates; the seeded one is in force again',
  method: 'DELETE',
  path: '/api/exchange-rates/:currency/:day',
  permission: 'settings.manage',
  ledger: { event: 'exchange_rates.removed' },
  params: z.object({ currency, day }),
  output: z.object({ removed: z.boolean() }),
})
