import type { DoorMaker } from '#amazon/doors.ts'
import { AmazonError, isPassing } from '#amazon/errors.ts'
import { grantless, refresh } from '#amazon/lwa.ts'
import { type NotificationSubject, readMessage } from '#amazon/stream/messages.ts'
import { openOwnQueue } from '#amazon/stream/own-queue.ts'
import type { Queue, QueueMessage } from '#amazon/stream/queue.ts'
import type { JobKind } from '#platform/jobs.ts'
import { type Outages, watchOutages } from '#platform/outages.ts'
import type { World } from '#platform/world.ts'
import { type Doors, type Owner, keeper, regionalTokenUrl } from '../public/doors.ts'
import { connectionOf } from '../public/rotation.ts'
import { noticeQueueOf } from '../rules/rotation.ts'
import { addSecret, forgetOlderSecrets, listApps, readSecrets, setRotation } from '../store/apps.ts'
import { readToken, replaceToken } from '../store/connections.ts'

// The other half of a rotation: the new secret is read from the queue, proved by a token, sealed, and only then is the message removed and the
// old secret forgotten. A secret is in no log, no entry and no error.

type Secret = Extract<NotificationSubject, { type: 'secret' }>

/** What nobody understands is looked at so often. A secret is never given up. */
const LAST_LOOK = 5

/** Every minute while a queue is there. */
export function rotationJobs(world: World, maker: DoorMaker, doors: Doors): JobKind[] {
  // Messages wait for days; the next minute's run takes what this one could not.
  const outages = watchOutages(world, 'rotation.not_read', isPassing)
  return [
    {
      name: 'access.rotation',
      cron: '* * * * *',
      retries: 0,
      run: () => readNotices({ world, maker, doors }, outages),
    },
  ]
}

type Office = { readonly world: World; readonly maker: DoorMaker; readonly doors: Doors }

async function readNotices(office: Office, outages: Outages): Promise<void> {
  const { world, maker } = office
  const arn = noticeQueueOf(world.config)
  if (arn === null) return
  const give = await world.turns.take('notices')
  if (give === null) return
  try {
    const queue = await openOwnQueue(world.config, arn, maker.fetch)
    await drain(office, queue)
    queue.close()
    outages.worked()
  } catch (error) {
    outages.failed(error)
  } finally {
    await give()
  }
}

async function drain(office: Office, queue: Queue): Promise<void> {
  for (;;) {
    const messages = await queue.receive({ waitSeconds: 0, hiddenSeconds: 120 })
    if (messages.length === 0) return
    const done: QueueMessage[] = []
    for (const message of messages) if (await take(office, message)) done.push(message)
    await queue.remove(done)
    if (done.length === 0) return
  }
}

/** Answers whether the message may be removed. */
async function take(office: Office, message: QueueMessage): Promise<boolean> {
  const read = readMessage(message.body)
  if (read.kind === 'notification' && read.about.type === 'secret') return takeSecret(office, read.about)
  return (message.receivedCount ?? LAST_LOOK) >= LAST_LOOK
}

async function takeSecret({ world, maker, doors }: Office, secret: Secret): Promise<boolean> {
  const all = await world.directory.clients()
  for (const { id: houseId, agencyId } of all.filter((one) => one.kind === 'house')) {
    const house = { agencyId, clientId: houseId }
    const apps = await world.tenant.read(keeper(house), (tx) => listApps(tx, agencyId))
    const app = apps.find((one) => one.lwaClientId === secret.clientId)
    if (app === undefined) continue
    const at = { agencyId, appId: app.id }
    const now = world.clock.now()
    const known = await world.tenant.read(keeper(house), (tx) => readSecrets(tx, world.vault, at, now))
    if (known.includes(secret.newSecret)) return true
    const clients = all
      .filter((one) => one.agencyId === agencyId)
      .map((one) => ({ agencyId, clientId: one.id }))
    try {
      const proof = await prove({ world, maker, doors }, clients, app.id, secret)
      await world.tenant.write(keeper(house), async (tx) => {
        await addSecret(tx, world.vault, at, secret.newSecret)
        const forgotten = await forgetOlderSecrets(tx, at)
        await setRotation(tx, at, null)
        await tx.ledger(houseId, 'app.secret_rotated', `app:${app.id}`, {
          app: app.name,
          by: 'queue',
          proof,
          forgotten,
        })
      })
      return true
    } catch (error) {
      if (!(error instanceof AmazonError)) throw error
      // The message comes again: perhaps Amazon does not know the secret everywhere yet.
      world.log.error('rotation.not_proved', { appId: app.id, code: error.failure.code })
      return false
    }
  }
  world.log.error('rotation.unknown_app', {})
  return false
}

/** A token that the new secret alone brings: of a store where one is connected, else of the application itself. */
async function prove(
  { world, maker, doors }: Office,
  clients: readonly Owner[],
  appId: string,
  { newSecret }: Secret,
): Promise<'refresh' | 'grantless'> {
  const door = { fetch: maker.fetch, clock: maker.clock, userAgent: maker.userAgent }
  const { vault, tenant } = world
  const place = await connectionOf(doors, clients, appId, { notified: false })
  if (place === null) {
    const app = await doors.lwaApp(clients[0]!, appId)
    await grantless(door, { ...app, secrets: [newSecret] }, 'sellingpartnerapi::notifications')
    return 'grantless'
  }
  const { owner, connection } = place
  const token = await tenant.read(keeper(owner), (tx) => readToken(tx, vault, owner.clientId, connection.id))
  const app = await doors.lwaApp(owner, appId)
  const tokenUrl = regionalTokenUrl(maker, connection)
  const made = await refresh(door, { ...app, secrets: [newSecret], tokenUrl }, token ?? '')
  const fresh = made.refreshToken
  if (fresh !== null && fresh !== token)
    await tenant.write(keeper(owner), async (tx) => {
      tx.noLedger('the same consent under a renewed token')
      await replaceToken(tx, vault, connection, fresh)
    })
  return 'refresh'
}
