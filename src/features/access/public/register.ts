import { dayInZone } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { type Standing, daysLeft, standingOf } from '../rules/connection.ts'
import { listConnections } from '../store/connections.ts'
import { listWaitingReviews, newestClosed } from '../store/recertification.ts'

// What other rooms may ask of a client's access.

export type ConnectionNow = {
  readonly storeId: string
  readonly storeName: string
  readonly api: 'sp' | 'ads'
  /** Null: never connected. */
  readonly connectionId: string | null
  readonly standing: Standing | 'none'
  readonly expiresAt: Date | null
  readonly daysLeft: number | null
}

/** Each store and interface of a client with its newest connection, as it stands now. */
export async function connectionsNow(tx: ReadTx, clientId: string, now: Date): Promise<ConnectionNow[]> {
  const connections = await listConnections(tx, clientId)
  return (await listStores(tx, clientId)).flatMap((store) =>
    (['sp', 'ads'] as const).map((api): ConnectionNow => {
      const place = { storeId: store.storeId, storeName: store.name, api }
      const one = connections.find((each) => each.storeId === store.storeId && each.api === api)
      if (one === undefined)
        return { ...place, connectionId: null, standing: 'none', expiresAt: null, daysLeft: null }
      return {
        ...place,
        connectionId: one.id,
        standing: standingOf(one, now),
        expiresAt: one.expiresAt,
        daysLeft: one.expiresAt === null ? null : daysLeft(one.expiresAt, now),
      }
    }),
  )
}

export type OpenReview = {
  readonly reviewId: string
  readonly open: number
  readonly dueOn: string
  readonly overdue: boolean
}

/** The quarterly review of each client's access that is not closed, the oldest first; clients without an open one are left out. */
export async function recertificationsOf(
  tx: ReadTx,
  clientIds: readonly string[],
  now: Date,
): Promise<Map<string, OpenReview>> {
  const today = dayInZone(now, 'UTC')
  const found = await listWaitingReviews(tx, clientIds)
  return new Map(found.map(({ clientId, ...one }) => [clientId, { ...one, overdue: one.dueOn < today }]))
}

/** The same of one client; null when none is open. */
export async function recertificationOf(tx: ReadTx, clientId: string, now: Date): Promise<OpenReview | null> {
  return (await recertificationsOf(tx, [clientId], now)).get(clientId) ?? null
}

/** When each client's access was last confirmed line by line; clients whose review was never closed are left out. */
export async function recertifiedSince(tx: ReadTx, clientIds: readonly string[]): Promise<Map<string, Date>> {
  return new Map((await newestClosed(tx, clientIds)).map(({ clientId, at }) => [clientId, at]))
}
