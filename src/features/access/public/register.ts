import { dayInZone } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Standing, daysLeft, standingOf } from '../rules/connection.ts'
import { listConnections, listStores } from '../store/connections.ts'
import { listReviews } from '../store/recertification.ts'

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

/** The quarterly review of a client's access that is not closed, the oldest first; null when none is open. */
export async function recertificationOf(tx: ReadTx, clientId: string, now: Date): Promise<OpenReview | null> {
  const one = (await listReviews(tx, clientId)).filter((each) => each.closedAt === null).at(-1)
  if (one === undefined) return null
  return {
    reviewId: one.id,
    open: one.open,
    dueOn: one.dueOn,
    overdue: one.dueOn < dayInZone(now, 'UTC'),
  }
}
