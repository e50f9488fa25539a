import { findMarketplace } from '#kernel/marketplace.ts'
import { isPassing } from '#amazon/errors.ts'
import type { Fetch } from '#amazon/transport.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { JobKind } from '#platform/jobs.ts'
import { type Outages, watchOutages } from '#platform/outages.ts'
import type { World } from '#platform/world.ts'
import { forgetSeen } from '#features/facts/store/ad-hours.ts'
import { forgetTold } from '#features/facts/store/told-objects.ts'
import { type Reader, drain, readerKey } from './consume.ts'
import { openStreamQueue, streamQueues } from './queues.ts'
import { streamActor, subscribeClient } from './subscribe.ts'

/** Amazon revises an hour for up to sixty days. */
const REVISED_MS = 62 * 86_400_000
const never = new AbortController().signal

/** Versions of objects are kept as long as Amazon's own change history. */
const TOLD_MS = 90 * 86_400_000

/**
 * Every minute: subscriptions are made and looked after, and whatever waits in the queues is stored. `toldJob` is ordered for a client when
 * changed objects were told.
 */
export function streamJobs(world: World, doors: Doors, fetch: Fetch, toldJob: string): JobKind[] {
  // Messages wait four days; the next minute's run takes what this one could not.
  const outages = watchOutages(world, 'stream.not_read', isPassing)
  return [
    {
      name: 'facts.stream',
      cron: '* * * * *',
      atStart: true,
      retries: 0,
      run: (_payload, stop = never) => readStreams({ world, doors, fetch, stop, toldJob }, outages),
    },
    {
      name: 'facts.stream_forget',
      cron: '17 3 * * *',
      retries: 0,
      async run() {
        const now = world.clock.now().getTime()
        for (const { id, agencyId } of await world.directory.clients())
          await world.tenant.write(streamActor(agencyId, id), async (tx) => {
            tx.noLedger('marks of hours that are final, versions that are history')
            await forgetSeen(tx, id, new Date(now - REVISED_MS))
            await forgetTold(tx, id, new Date(now - TOLD_MS))
          })
      },
    },
  ]
}

type Office = { world: World; doors: Doors; fetch: Fetch; stop: AbortSignal; toldJob: string }

async function readStreams(office: Office, outages: Outages): Promise<void> {
  const { world, doors, fetch } = office
  const readers = new Map<string, Reader>()
  const queues = streamQueues(world.config)
  if (queues.length === 0) return
  const give = await world.turns.take('stream')
  if (give === null) return
  try {
    const opened = await Promise.all(
      queues.map(async (one) => ({
        ...one,
        queue: await openStreamQueue(world.config, one, fetch),
      })),
    )
    for (const { id: clientId, agencyId } of await world.directory.clients()) {
      const open = await doors.open({ agencyId, clientId })
      for (const connection of open)
        if (connection.api === 'ads')
          for (const { marketplace, timeZone } of connection.profiles) {
            const place = findMarketplace(marketplace)
            if (place === null) continue
            const { sellerId, storeId } = connection
            readers.set(readerKey(sellerId, place.id), { agencyId, clientId, storeId, marketplace, timeZone })
          }
      await subscribeClient(office, { agencyId, clientId }, open, queues)
    }
    for (const { queue } of opened) {
      await drain(office, queue, readers)
      queue.close()
    }
    outages.worked()
  } catch (error) {
    outages.failed(error)
  } finally {
    await give()
  }
}
