import { createHash } from 'node:crypto'
import {
  type StreamDataset,
  type StreamSubscription,
  createSubscription,
  listSubscriptions,
} from '#amazon/ads/streams.ts'
import { AmazonError } from '#amazon/errors.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { World } from '#platform/world.ts'
import { type StreamRow, listStreams, saveStream } from '#features/facts/store/ad-hours.ts'
import { type StreamQueue, queueFor } from './queues.ts'

/** What is read of Marketing Stream: clicks and what they brought, by the hour, and objects as they are changed. */
export const readDatasets = [
  'sp-traffic',
  'sp-conversion',
  'campaigns',
  'adgroups',
  'ads',
  'targets',
] as const satisfies readonly StreamDataset[]

/** Amazon is asked so often how its subscriptions stand: a token that died ends them silently. */
const CHECK_MS = 30 * 60_000
const over = new Set(['ARCHIVED', 'FAILED_CONFIRMATION', 'FAILED_PROVISIONING', 'SUSPENDED'])

type Connection = Awaited<ReturnType<Doors['open']>>[number]
export type Office = { readonly world: World; readonly doors: Doors }

export const streamActor = (agencyId: string, clientId: string): SystemActor => ({
  kind: 'system',
  name: 'stream',
  agencyId,
  clientIds: [clientId],
})

/** Subscribes every open profile of a client to what is read, and writes down how the subscriptions stand. */
export async function subscribeClient(
  office: Office,
  owner: { agencyId: string; clientId: string },
  open: readonly Connection[],
  queues: readonly StreamQueue[],
): Promise<void> {
  const { world } = office
  const actor = streamActor(owner.agencyId, owner.clientId)
  const known = await world.tenant.read(actor, (tx) => listStreams(tx, owner.clientId))
  const now = world.clock.now()
  for (const connection of open) {
    const queue = queueFor(queues, connection.region)
    if (connection.api !== 'ads' || queue === undefined) continue
    if (!connection.granted.includes('advertising_view')) continue
    for (const profile of connection.profiles) {
      const own = known.filter(
        (one) => one.storeId === connection.storeId && one.marketplace === profile.marketplace,
      )
      if (!isDue(own, queue.arn, profile.profileId, now)) continue
      const rows = await standing(office, owner, connection, profile, queue.arn, own)
      await world.tenant.write(actor, async (tx) => {
        tx.noLedger('how subscriptions stand at Amazon; nothing of the store is changed')
        for (const row of rows) await saveStream(tx, row)
      })
    }
  }
}

function isDue(own: readonly StreamRow[], arn: string, profileId: string, now: Date): boolean {
  return readDatasets.some((dataset) => {
    const row = own.find((one) => one.dataset === dataset)
    return (
      row === undefined ||
      row.queueArn !== arn ||
      row.profileId !== profileId ||
      now.getTime() - row.checkedAt.getTime() >= CHECK_MS
    )
  })
}

type Row = Parameters<typeof saveStream>[1]

/** How the subscriptions of a profile stand; what there is none of is asked for. What Amazon refuses is told with its reason. */
async function standing(
  { world, doors }: Office,
  owner: { agencyId: string; clientId: string },
  connection: Connection,
  profile: Connection['profiles'][number],
  queueArn: string,
  own: readonly StreamRow[],
): Promise<Row[]> {
  const now = world.clock.now()
  const common = {
    clientId: owner.clientId,
    storeId: connection.storeId,
    marketplace: profile.marketplace,
    profileId: profile.profileId,
    queueArn,
  }
  const failed = (reason: string): Row[] =>
    readDatasets.map((dataset) => {
      const row = own.find((one) => one.dataset === dataset)
      const { subscriptionId = null, askedAt = now } = row ?? {}
      return { ...common, dataset, subscriptionId, askedAt, status: 'refused', reason }
    })
  try {
    const ask = { priority: 'scheduled', patienceMs: 20_000, ticket: `stream:${connection.storeId}` } as const
    const door = await doors.ads(owner, connection.id, profile.profileId, ask)
    const found = await all(door, queueArn)
    const rows: Row[] = []
    for (const dataset of readDatasets) {
      const living = found.find((one) => one.dataSetId === dataset && !over.has(one.status))
      if (living !== undefined) {
        const { subscriptionId, status, createdAt: askedAt } = living
        rows.push({ ...common, dataset, subscriptionId, status, reason: null, askedAt })
        continue
      }
      const clientRequestToken = token(profile.profileId, dataset, queueArn, found.length, now)
      const made = await createSubscription(door, { dataSetId: dataset, queueArn, clientRequestToken })
      const { subscriptionId } = made.value
      rows.push({
        ...common,
        dataset,
        subscriptionId,
        status: 'PENDING_CONFIRMATION',
        reason: null,
        askedAt: now,
      })
    }
    return rows
  } catch (error) {
    if (error instanceof Refusal) return failed(error.code)
    if (!(error instanceof AmazonError)) throw error
    world.log.error('stream.not_subscribed', { ...common, error })
    return failed(error.failure.code ?? error.kind)
  }
}

async function all(
  door: Parameters<typeof listSubscriptions>[0],
  queueArn: string,
): Promise<StreamSubscription[]> {
  const items: StreamSubscription[] = []
  let next: string | undefined
  do {
    const { value } = await listSubscriptions(door, next)
    items.push(...value.items)
    next = value.nextToken ?? undefined
  } while (next !== undefined)
  return items.filter((one) => one.queueArn === queueArn)
}

/** Asking twice within an hour is asking once, as long as Amazon lists no other subscriptions than before. */
function token(profileId: string, dataset: string, queueArn: string, listed: number, now: Date): string {
  const text = [profileId, dataset, queueArn, listed, now.toISOString().slice(0, 13)].join('|')
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
