import { Refusal } from '#kernel/refusal.ts'
import type { Region } from '#kernel/marketplace.ts'
import { AmazonError } from '#amazon/errors.ts'
import { awsRegions } from '#amazon/regions.ts'
import {
  type PolicyDocument,
  comparePolicy,
  parsePolicy,
  queuePolicy,
  readerPolicy,
} from '#amazon/stream/queue-policy.ts'
import type { Fetch } from '#amazon/transport.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/queues.ts'
import { openStreamQueue, streamQueues } from '../jobs/stream/queues.ts'
import { readDatasets } from '../jobs/stream/subscribe.ts'

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

/** What AWS must allow for our queues, and whether they answer. */
export function queueRoutes({ config }: Pick<World, 'config'>, fetch: Fetch): Route[] {
  return [
    route(api.listQueues, async () => {
      const queues = streamQueues(config)
      return {
        rehearsal: config.sandboxUrl !== null,
        queues: [...queues],
        readerPolicy: queues.length === 0 ? null : pretty(readerPolicy(queues.map((one) => one.arn))),
      }
    }),

    route(api.makeQueuePolicy, async ({ query }) => ({ policy: pretty(leastOf(query)) })),

    route(api.checkQueuePolicy, async ({ body }) => {
      const least = leastOf(body)
      const found = readPolicy(body.policy)
      const { missing, excess, denied } = comparePolicy(found, least)
      return { missing: [...missing], excess: [...excess], denied: [...denied] }
    }),

    route(api.probeQueue, async ({ body }) => {
      const one = streamQueues(config).find((each) => each.arn === body.arn)
      if (one === undefined) throw new Refusal('queue_not_configured')
      const queue = await openStreamQueue(config, one, fetch)
      try {
        const found = await queue.receive({ waitSeconds: 0, hiddenSeconds: 0 })
        return { answers: true, waiting: found.length > 0, code: null }
      } catch (error) {
        if (!(error instanceof AmazonError)) throw error
        return { answers: false, waiting: false, code: error.failure.code }
      } finally {
        queue.close()
      }
    }),
  ]
}

function leastOf({ arn, use }: { arn: string; use: 'notifications' | 'stream' }): PolicyDocument {
  if (use === 'notifications') return queuePolicy(arn, { kind: 'notifications' })
  const aws = arn.split(':')[3]
  const region = (Object.keys(awsRegions) as Region[]).find((one) => awsRegions[one] === aws)
  if (region === undefined)
    throw new Refusal('queue_region', { region: aws ?? '', allowed: Object.values(awsRegions).join(', ') })
  return queuePolicy(arn, { kind: 'stream', region, datasets: [...readDatasets] })
}

function readPolicy(text: string): PolicyDocument {
  try {
    return parsePolicy(text)
  } catch {
    throw new Refusal('policy_unreadable')
  }
}
