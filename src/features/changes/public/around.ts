import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { ownerOf } from '../rules/modules.ts'
import { stopOf } from '../rules/stops.ts'
import { listOwners } from '../store/agreement.ts'
import type { Profile } from '../store/changes.ts'
import { liveStops } from '../store/stops.ts'
import type { ChangeKind } from './kind.ts'

/** A change that is undecided or under way, or was made lately. */
export type NearChange = {
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly label: string
  readonly batchId: string
  readonly title: string
  readonly origin: 'person' | 'revert' | 'rule'
  readonly byName: string
  readonly from: Json
  readonly to: Json
  /** Null while it is not made. */
  readonly madeAt: Date | null
}

/** Changes of a place that are open, or were made since the given instant; newest first. */
export function changesAround(tx: ReadTx, at: Profile, madeSince: Date): Promise<NearChange[]> {
  return tx.rows(sql<NearChange>`
    select c.kind, c.entity, c.object_id as "objectId", c.campaign_id as "campaignId", c.label, c.batch_id as "batchId", b.title, b.origin, b.proposed_by_name as "byName",
      c.from_value as "from", c.to_value as "to", c.applied_at as "madeAt"
    from change c join change_batch b on b.client_id = c.client_id and b.id = c.batch_id
    where c.client_id = ${at.clientId}::bigint and b.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint
      and c.marketplace = ${at.marketplace}
      and (c.state in ('proposed', 'approved', 'executing', 'unknown')
        or (c.state in ('applied', 'confirmed') and c.applied_at >= ${madeSince}))
    order by c.id desc`)
}

/** What keeps everybody, or everybody but the client, from changing an object now. */
export type Barriers = {
  /** The stop in force for a kind; null when none is. */
  stopOf(kind: string): { id: string } | null
  isClients(kind: string, campaignId: string | null): boolean
}

export async function barriersAt(
  tx: ReadTx,
  kinds: ReadonlyMap<string, ChangeKind>,
  at: Profile & { readonly agencyId: string },
  now: Date,
): Promise<Barriers> {
  const { agencyId, clientId, storeId } = at
  const stops = await liveStops(tx, agencyId, clientId)
  const owners = await listOwners(tx, clientId)
  return {
    stopOf(kind) {
      const highRisk = kinds.get(kind)?.highRisk ?? true
      return stopOf(stops, { clientId, storeId, kind, highRisk, appId: null }, now)
    },
    isClients(kind, campaignId) {
      const module = kinds.get(kind)?.module
      return (
        module !== undefined && ownerOf(owners, { storeId, module, objectId: campaignId }, now) === 'client'
      )
    },
  }
}
