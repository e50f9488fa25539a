import { z } from 'zod'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'

// What a store's owner wants to know first: is it safe, does it earn, what needs me.

const level = z.enum(['good', 'look', 'act', 'unknown'])
const standing = z.enum(['none', 'active', 'renewal_due', 'expired', 'ending', 'revoked', 'broken'])

const moneyLine = z.object({
  metric: z.enum(['sales', 'adCost', 'netProceeds']),
  /** In the client's base currency; null where no file says. */
  now: decimal.nullable(),
  /** The days before, as many; null when they have markedly fewer days of figures. */
  before: decimal.nullable(),
  from: day,
  to: day,
  state: z.enum(['provisional', 'final', 'none']),
  asOf: z.string().nullable(),
})

const health = z.object({
  storeName: z.string(),
  marketplace: z.string(),
  asOf: day,
  /** Amazon's word for the account; null where the report has none. */
  status: z.string().nullable(),
  level: z.enum(['good', 'look', 'act']),
  /** Figures that miss their targets; see facts/rules/health-metrics.ts. */
  beyond: z.array(z.string()),
})

const need = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('approval'),
    batchId: id,
    title: z.string(),
    items: z.number().int(),
    stake: decimal.nullable(),
    currency: z.string(),
    until: instant,
  }),
  z.object({ kind: z.literal('policy'), byName: z.string(), at: instant }),
  z.object({
    kind: z.literal('reconnect'),
    storeName: z.string(),
    api: z.enum(['sp', 'ads']),
    standing,
    until: instant.nullable(),
  }),
  z.object({
    kind: z.literal('recertification'),
    reviewId: id,
    open: z.number().int(),
    dueOn: day,
    overdue: z.boolean(),
  }),
  z.object({ kind: z.literal('witness'), open: z.number().int() }),
  z.object({
    kind: z.literal('signature'),
    what: z.enum(['plan', 'contract', 'paper']),
    subjectId: z.string(),
    version: z.number().int(),
    title: z.object({ zh: z.string(), en: z.string() }),
  }),
  /** An account that Amazon says is at risk or off, or with a rate beyond its target. */
  health
    .pick({ storeName: true, marketplace: true, status: true, beyond: true })
    .extend({ kind: z.literal('health') }),
  z.object({ kind: z.literal('paper'), paperId: id, title: z.string(), expiresOn: day }),
])

export const showHome = endpoint({
  name: 'showHome',
  summary: 'The owner’s three answers: is my store safe, is it making money, what needs me',
  method: 'GET',
  path: '/api/clients/:clientId/home',
  permission: 'home.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id }),
  output: z.object({
    name: z.string(),
    safe: z.object({
      level,
      connections: z.array(
        z.object({
          storeName: z.string(),
          api: z.enum(['sp', 'ads']),
          standing,
          daysLeft: z.number().int().nullable(),
        }),
      ),
      /** Changes that Amazon's records hold and the ledger does not; readTo null: not compared yet. */
      witness: z.object({
        open: z.number().int(),
        conflicts: z.number().int(),
        readTo: instant.nullable(),
      }),
      /** How Amazon judges each account; empty where no report was read. */
      health: z.array(health),
      stops: z.array(z.object({ stopId: id, byName: z.string(), at: instant, reason: z.string() })),
    }),
    money: z.object({
      level,
      currency: z.string(),
      lines: z.array(moneyLine),
      unconverted: z.array(z.string()),
    }),
    needs: z.array(need),
  }),
})
