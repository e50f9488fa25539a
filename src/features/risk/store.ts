import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { HealthFigure } from './rules/health.ts'

/** The report that was last held against the one before, of one store and marketplace. */
export type HealthMark = {
  readonly storeId: string
  readonly marketplace: string
  readonly judgedOn: Day
  readonly judged: readonly HealthFigure[]
}

export function listMarks(tx: ReadTx, clientId: string): Promise<HealthMark[]> {
  return tx.rows(sql<HealthMark>`
    select store_id as "storeId", marketplace, judged_on as "judgedOn", judged from health_mark where client_id = ${clientId}::bigint`)
}

/** Keeps a mark; false when another worker was faster. */
export async function saveMark(
  tx: WriteTx,
  clientId: string,
  mark: HealthMark,
  was: Day | null,
): Promise<boolean> {
  const saved = await tx.rows(sql`
    insert into health_mark as m (client_id, store_id, marketplace, judged_on, judged, noted_at)
    values (${clientId}::bigint, ${mark.storeId}::bigint, ${mark.marketplace}, ${mark.judgedOn}::date, ${JSON.stringify(mark.judged)}::jsonb,
      ${tx.now.toISOString()}::timestamptz)
    on conflict (client_id, store_id, marketplace) do update
      set judged_on = excluded.judged_on, judged = excluded.judged, noted_at = excluded.noted_at
      where m.judged_on = ${was}::date
    returning store_id`)
  return saved.length > 0
}
