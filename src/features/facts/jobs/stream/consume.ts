import { findMarketplace } from '#kernel/marketplace.ts'
import { AmazonError } from '#amazon/errors.ts'
import { type StreamRecord, readMessage } from '#amazon/stream/messages.ts'
import type { Queue, QueueMessage } from '#amazon/stream/queue.ts'
import { readObject } from '#amazon/stream/objects.ts'
import { readConversion, readTraffic } from '#amazon/stream/records.ts'
import { confirmSubscription } from '#amazon/stream/sources.ts'
import type { Fetch } from '#amazon/transport.ts'
import type { World } from '#platform/world.ts'
import { hourOf } from '#features/facts/rules/stream/hours.ts'
import { type Told, addHours, noteMessages } from '#features/facts/store/ad-hours.ts'
import { addToldObjects } from '#features/facts/store/told-objects.ts'
import { streamActor } from './subscribe.ts'

/** Whose messages these are: Amazon names an advertiser by its seller id, which is one only together with the marketplace. */
export type Reader = {
  readonly agencyId: string
  readonly clientId: string
  readonly storeId: string
  readonly marketplace: string
  readonly timeZone: string
}
export type Readers = ReadonlyMap<string, Reader>
export const readerKey = (advertiserId: string, marketplaceId: string): string =>
  `${advertiserId}·${marketplaceId}`

/** So many messages are stored with one transaction a client. */
const PORTION = 500
/** What cannot be read was looked at so often; AWS keeps it no longer then. */
const LAST_LOOK = 5
const RUN_MS = 90_000

/**
 * Takes what waits in a queue: stores it, then removes it. A worker that dies between the two stores nothing twice, for each record has an id
 * of its own. Whose store is not ours is left behind; what cannot be read is looked at again and in the end given up.
 */
export async function drain(
  { world, fetch, stop, toldJob }: { world: World; fetch: Fetch; stop: AbortSignal; toldJob: string },
  queue: Queue,
  readers: Readers,
): Promise<number> {
  const began = world.wall.now().getTime()
  let taken = 0
  while (!stop.aborted && world.wall.now().getTime() - began < RUN_MS) {
    const messages = await portion(queue)
    if (messages.length === 0) break
    const done = await take({ world, fetch, toldJob }, messages, readers)
    await queue.remove(done)
    taken += done.length
    // Only what is looked at again is left.
    if (done.length === 0) break
  }
  return taken
}

async function portion(queue: Queue): Promise<QueueMessage[]> {
  const found: QueueMessage[] = []
  while (found.length < PORTION) {
    const some = await queue.receive({ waitSeconds: 0, hiddenSeconds: 600 })
    if (some.length === 0) break
    found.push(...some)
  }
  return found
}

type Line = { readonly record: StreamRecord; readonly id: string; readonly sentAt: Date }

/** Stores a portion. Answers which messages may be removed. */
async function take(
  { world, fetch, toldJob }: { world: World; fetch: Fetch; toldJob: string },
  messages: readonly QueueMessage[],
  readers: Readers,
): Promise<QueueMessage[]> {
  const done: QueueMessage[] = []
  const lines = new Map<string, Line[]>()
  const strangers = new Set<string>()
  for (const message of messages) {
    const read = readMessage(message.body)
    if (read.kind === 'stream') {
      for (const [index, record] of read.records.entries()) {
        const key = readerKey(record.advertiserId, record.marketplaceId)
        const id = record.idempotencyId ?? `${message.id}/${index}`
        if (!readers.has(key)) strangers.add(key)
        else
          lines.set(key, [
            ...(lines.get(key) ?? []),
            { record, id, sentAt: message.sentAt ?? world.clock.now() },
          ])
      }
      done.push(message)
    } else if (read.kind === 'confirmation') {
      if (await confirmed(world, fetch, read)) done.push(message)
    } else if ((message.receivedCount ?? LAST_LOOK) >= LAST_LOOK) {
      world.log.error('stream.given_up', { id: message.id, why: read.kind })
      done.push(message)
    }
  }
  for (const [key, some] of lines) await store(world, readers.get(key)!, some, toldJob)
  if (strangers.size > 0) world.log.error('stream.unknown_advertisers', { count: strangers.size })
  return done
}

async function confirmed(
  world: World,
  fetch: Fetch,
  message: { topicArn: string; confirmUrl: string },
): Promise<boolean> {
  try {
    await confirmSubscription(fetch, message, world.config.sandboxUrl)
    return true
  } catch (error) {
    world.log.error('stream.not_confirmed', { error })
    // An address that is not Amazon's never becomes one.
    return error instanceof AmazonError && error.kind === 'rejected'
  }
}

async function store(world: World, reader: Reader, lines: readonly Line[], toldJob: string): Promise<void> {
  const told: Told[] = lines.flatMap((line) => toldOf(line, reader) ?? [])
  const objects = lines.flatMap(({ record }) => {
    const one = readObject(record)
    return one?.adProduct === 'SPONSORED_PRODUCTS' ? [{ ...one, raw: record.fields }] : []
  })
  const { agencyId, ...at } = reader
  await world.tenant.write(streamActor(agencyId, reader.clientId), async (tx) => {
    tx.noLedger('figures and settings as Amazon tells them')
    await addHours(tx, at, told)
    const { clientId } = reader
    if ((await addToldObjects(tx, at, objects)) > 0)
      await tx.enqueue(toldJob, { agencyId, clientId }, { key: clientId })
    for (const [dataset, some] of Map.groupBy(lines, ({ record }) => record.dataset)) {
      const last = new Date(Math.max(...some.map((one) => one.sentAt.getTime())))
      await noteMessages(tx, { ...at, dataset }, some.length, last)
    }
  })
}

/** What a record adds; null for what is of no data set that is read, or without its fields. */
function toldOf({ record, id }: Line, { timeZone, marketplace }: Reader): Told | null {
  const traffic = readTraffic(record)
  const conversion = traffic === null ? readConversion(record) : null
  const found = traffic ?? conversion
  if (found === null) return null
  const hour = hourOf(found.windowStart, timeZone)
  if (hour === null) return null
  // Sums hold one currency; a marketplace has one.
  if (found.currency !== findMarketplace(marketplace)?.currency) return null
  return {
    ...hour,
    recordId: `${record.dataset}/${id}`,
    campaignId: found.campaignId,
    adGroupId: found.adGroupId,
    targetId: found.keywordId ?? '',
    placement: found.placement,
    currency: found.currency,
    impressions: traffic?.impressions ?? 0,
    clicks: traffic?.clicks ?? 0,
    costMicros: traffic?.costMicros ?? 0n,
    orders: conversion?.orders7d ?? 0,
    units: conversion?.units7d ?? 0,
    salesMicros: conversion?.sales7dMicros ?? 0n,
  }
}
