import { z } from 'zod'
import { day, endpoint, id } from '#platform/endpoint.ts'

// What Amazon thinks of a client's accounts.

const reading = { none: 'reading leaves no entry' }

const figure = z.object({
  metric: z.string(),
  /** Amazon's word. */
  status: z.string(),
  count: z.number().int().nullable(),
  base: z.number().int().nullable(),
  /** 0..1, as the target. */
  rate: z.number().nullable(),
  target: z.number().nullable(),
  condition: z.string().nullable(),
  windowFrom: day.nullable(),
  windowTo: day.nullable(),
})

export const showHealth = endpoint({
  name: 'health.show',
  summary: 'How Amazon judges each account: status, rates beside their targets, violations',
  method: 'GET',
  path: '/api/clients/:clientId/health',
  permission: 'facts.read',
  ledger: reading,
  params: z.object({ clientId: id }),
  output: z.object({
    /** The day it is now, by which one sees how old a report is. */
    today: day,
    accounts: z.array(
      z.object({
        storeId: id,
        storeName: z.string(),
        marketplace: z.string(),
        asOf: day,
        level: z.enum(['good', 'look', 'act']),
        status: z.string().nullable(),
        rating: z.string().nullable(),
        warnings: z.array(z.string()),
        figures: z.array(figure.extend({ beyond: z.boolean() })),
      }),
    ),
  }),
})

export const showHealthHistory = endpoint({
  name: 'health.history',
  summary: 'One figure of an account’s health day by day, each with the file it came from',
  method: 'GET',
  path: '/api/clients/:clientId/health/history',
  permission: 'facts.read',
  ledger: reading,
  params: z.object({ clientId: id }),
  query: z.object({
    storeId: id,
    marketplace: z.string().min(1).max(10),
    metric: z.string().min(1).max(100),
  }),
  output: z.object({
    points: z.array(
      figure.extend({ day, beyond: z.boolean(), fileName: z.string(), line: z.number().int() }),
    ),
  }),
})
