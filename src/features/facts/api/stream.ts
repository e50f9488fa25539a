import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'

export const showStreams = endpoint({
  name: 'showStreams',
  summary:
    'Marketing Stream of a client: subscriptions, the last message of each, and the policies its queues need at AWS',
  method: 'GET',
  path: '/api/clients/:clientId/streams',
  permission: 'import.read',
  ledger: { none: 'reading changes nothing' },
  params: z.object({ clientId: id }),
  output: z.object({
    streams: z.array(
      z.object({
        storeId: id,
        storeName: z.string(),
        marketplace: z.string(),
        dataset: z.string(),
        /** Amazon's word (ACTIVE, PENDING_CONFIRMATION …) or `refused`. */
        status: z.string(),
        reason: z.string().nullable(),
        subscriptionId: z.string().nullable(),
        askedAt: instant,
        checkedAt: instant,
        lastMessageAt: instant.nullable(),
        records: z.number().int(),
      }),
    ),
    /** Queues of this installation; none: Marketing Stream cannot be received. */
    queues: z.array(
      z.object({
        arn: z.string(),
        /** Of the queue itself: who may send into it. JSON as AWS takes it. */
        policy: z.string(),
      }),
    ),
    /** Of the identity that the workers run under; null without a queue. */
    readerPolicy: z.string().nullable(),
    rehearsal: z.boolean(),
  }),
})
