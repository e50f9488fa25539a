import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/** The first of each since an instant: a change that Amazon took, one that was read back, an effect that was measured. */
export type Milestones = {
  readonly appliedAt: Date | null
  readonly confirmedAt: Date | null
  readonly effectAt: Date | null
}

/** Milestones of clients, each since its own instant (null: ever). */
export async function milestonesSince(
  tx: ReadTx,
  wishes: readonly { readonly clientId: string; readonly since: Date | null }[],
): Promise<Map<string, Milestones>> {
  const rows = await tx.rows(sql<Milestones & { clientId: string }>`
    select w.client_id as "clientId",
      (select c.applied_at from change c where c.client_id = w.client_id and c.applied_at >= coalesce(w.since, '-infinity')
        order by c.applied_at limit 1) as "appliedAt",
      (select c.confirmed_at from change c where c.client_id = w.client_id and c.confirmed_at >= coalesce(w.since, '-infinity')
        order by c.confirmed_at limit 1) as "confirmedAt",
      (select e.measured_at from change_effect e where e.client_id = w.client_id and e.measured_at >= coalesce(w.since, '-infinity')
        order by e.measured_at limit 1) as "effectAt"
    from unnest(${wishes.map((one) => one.clientId)}::bigint[], ${wishes.map((one) => one.since)}::timestamptz[]) as w (client_id, since)`)
  return new Map(rows.map(({ clientId, ...rest }) => [clientId, rest]))
}
