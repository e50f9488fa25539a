import { queuePolicy, readerPolicy } from '#amazon/stream/queue-policy.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { showStreams } from '../api/stream.ts'
import { streamQueues } from '../jobs/stream/queues.ts'
import { readDatasets } from '../jobs/stream/subscribe.ts'
import { listStreams } from '../store/ad-hours.ts'

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

export function streamRoutes({ config }: Pick<World, 'config'>): Route[] {
  return [
    route(showStreams, async ({ params, read }) => {
      const [streams, stores] = await read(async (tx) => [
        await listStreams(tx, params.clientId),
        await listStores(tx, params.clientId),
      ])
      const queues = streamQueues(config)
      const arns = queues.map((one) => one.arn)
      return {
        streams: streams.map((one) => ({
          storeId: one.storeId,
          storeName: stores.find((store) => store.storeId === one.storeId)?.name ?? '',
          marketplace: one.marketplace,
          dataset: one.dataset,
          status: one.status,
          reason: one.reason,
          subscriptionId: one.subscriptionId,
          askedAt: one.askedAt.toISOString(),
          checkedAt: one.checkedAt.toISOString(),
          lastMessageAt: one.lastMessageAt?.toISOString() ?? null,
          records: one.recordCount,
        })),
        queues: queues.map(({ arn, region }) => ({
          arn,
          policy: pretty(
            queuePolicy(arn, { kind: 'stream', region: region ?? 'NA', datasets: [...readDatasets] }),
          ),
        })),
        readerPolicy: arns.length === 0 ? null : pretty(readerPolicy(arns)),
        rehearsal: config.sandboxUrl !== null,
      }
    }),
  ]
}
