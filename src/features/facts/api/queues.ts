import { z } from 'zod'
import { endpoint } from '#platform/endpoint.ts'

// The least AWS policy for a queue, made and compared; and whether a queue answers us.

const arn = z
  .string()
  .trim()
  .regex(/^arn:aws:sqs:[a-z]{2}-[a-z]{4,12}-\d:\d{12}:[\w-]{1,80}$/)
const use = z.enum(['notifications', 'stream'])

export const listQueues = endpoint({
  name: 'listQueues',
  summary: 'The queues that are configured here, and the policy of the identity that reads them',
  method: 'GET',
  path: '/api/queues',
  permission: 'apps.read',
  ledger: { none: 'reads only' },
  output: z.object({
    rehearsal: z.boolean(),
    queues: z.array(z.object({ arn: z.string(), region: z.enum(['NA', 'EU', 'FE']).nullable() })),
    readerPolicy: z.string().nullable(),
  }),
})

export const makeQueuePolicy = endpoint({
  name: 'makeQueuePolicy',
  summary: 'The least policy of a queue: who may send into it. JSON as AWS takes it',
  method: 'GET',
  path: '/api/queue-policy',
  permission: 'apps.read',
  ledger: { none: 'reads only' },
  query: z.object({ arn, use }),
  output: z.object({ policy: z.string() }),
  refusals: ['queue_region'],
})

export const checkQueuePolicy = endpoint({
  name: 'checkQueuePolicy',
  summary: 'Compares a policy as AWS shows it with the least one; nothing of it is kept',
  method: 'POST',
  path: '/api/queue-policy/check',
  permission: 'apps.read',
  ledger: { none: 'compares, and keeps nothing' },
  body: z.object({ arn, use, policy: z.string().min(1).max(20_000) }),
  output: z.object({
    missing: z.array(z.string()),
    excess: z.array(z.string()),
    denied: z.array(z.string()),
  }),
  refusals: ['queue_region', 'policy_unreadable'],
})

export const probeQueue = endpoint({
  name: 'probeQueue',
  summary: 'Asks a configured queue for a message without taking it: whether it answers, and if not, why',
  method: 'POST',
  path: '/api/queues/probe',
  permission: 'apps.manage',
  ledger: { none: 'looks, and changes nothing' },
  body: z.object({ arn: z.string().max(200) }),
  output: z.object({
    answers: z.boolean(),
    /** True when at least one message waits. */
    waiting: z.boolean(),
    /** AWS's own name of the failure. */
    code: z.string().nullable(),
  }),
  refusals: ['queue_not_configured'],
})
