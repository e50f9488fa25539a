import { Refusal } from '#kernel/refusal.ts'
import { type DoorMaker, openAppDoor } from '#amazon/doors.ts'
import { AmazonError } from '#amazon/errors.ts'
import { type GrantlessScope } from '#amazon/lwa.ts'
import { rotateClientSecret } from '#amazon/sp/applications.ts'
import {
  createDestination,
  createSubscription,
  deleteSubscription,
  getSubscription,
  listDestinations,
} from '#amazon/sp/notifications.ts'
import { openOwnQueue } from '#amazon/stream/own-queue.ts'
import { keepTokens } from '#amazon/token-source.ts'
import type { Door } from '#amazon/transport.ts'
import type { World } from '#platform/world.ts'
import { noticeQueueOf } from '../rules/rotation.ts'
import type { Connection } from '../store/connections.ts'
import type { Doors, Owner } from './doors.ts'

// Asking Amazon for a new client secret. It does not come as an answer but by queue, so the queue has to be listening before.

const NEW_SECRET = 'APPLICATION_OAUTH_CLIENT_NEW_SECRET'
const DESTINATION = 'steward-notices'
const ask = { priority: 'interactive', patienceMs: 20_000 } as const

type Place = { readonly owner: Owner; readonly connection: Connection }

/** An open connection of a registration among these clients, one that may be notified where `notified`; null when there is none. */
export async function connectionOf(
  doors: Doors,
  clients: readonly Owner[],
  appId: string,
  { notified }: { notified: boolean },
): Promise<Place | null> {
  for (const owner of clients)
    for (const connection of await doors.open(owner))
      if (connection.api === 'sp' && connection.appId === appId)
        if (!notified || connection.granted.includes('notifications')) return { owner, connection }
  return null
}

/**
 * Makes sure that Amazon tells a queue of ours of new secrets. Refuses `no_notice_queue` where none is configured and
 * `rotation_needs_store` while no store lets the registration be notified: Amazon takes subscriptions under a seller only.
 */
export async function listenForSecrets(
  world: World,
  maker: DoorMaker,
  doors: Doors,
  { clients, appId }: { clients: readonly Owner[]; appId: string },
): Promise<Place> {
  const arn = noticeQueueOf(world.config)
  if (arn === null) throw new Refusal('no_notice_queue')
  const place = await connectionOf(doors, clients, appId, { notified: true })
  if (place === null) throw new Refusal('rotation_needs_store')
  ;(await openOwnQueue(world.config, arn, maker.fetch)).close()
  const app = appDoor(maker, doors, place, 'sellingpartnerapi::notifications')
  const known = (await listDestinations(app)).value.find((one) => one.queueArn === arn)
  const destination = known ?? (await createDestination(app, { name: DESTINATION, queueArn: arn })).value
  const seller = await doors.sp(place.owner, place.connection.id, ask)
  const standing = await subscriptionOf(seller)
  if (standing?.destinationId === destination.destinationId) return place
  if (standing !== null)
    await deleteSubscription(app, {
      notificationType: NEW_SECRET,
      subscriptionId: standing.subscriptionId,
    })
  await createSubscription(seller, {
    notificationType: NEW_SECRET,
    destinationId: destination.destinationId,
    payloadVersion: '1.0',
  })
  return place
}

async function subscriptionOf(seller: Door) {
  try {
    return (await getSubscription(seller, { notificationType: NEW_SECRET, payloadVersion: '1.0' })).value
  } catch (error) {
    if (error instanceof AmazonError && error.failure.status === 404) return null
    throw error
  }
}

/** Asks for the new secret. */
export async function askForSecret(maker: DoorMaker, doors: Doors, place: Place): Promise<void> {
  await rotateClientSecret(appDoor(maker, doors, place, 'sellingpartnerapi::client_credential:rotation'))
}

/** The application itself, with a token of one scope. */
function appDoor(maker: DoorMaker, doors: Doors, { owner, connection }: Place, scope: GrantlessScope): Door {
  const token = keepTokens({
    door: { fetch: maker.fetch, clock: maker.clock, userAgent: maker.userAgent },
    app: () => doors.lwaApp(owner, connection.appId),
    grant: { scope },
  })
  return openAppDoor(maker, { region: connection.region, appId: connection.appId, token, ...ask })
}
