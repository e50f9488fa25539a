import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/** A monthly report that lies in the client's papers. */
export type MonthlyReport = {
  readonly clientId: string
  /** YYYY-MM */
  readonly month: string
  readonly at: Date
  readonly by: string
}

/** The first monthly report filed for each client since a time (null: ever) that was not erased; clients without one are left out. */
export async function monthlyReportsSince(
  tx: ReadTx,
  wishes: readonly { readonly clientId: string; readonly since: Date | null }[],
): Promise<Map<string, MonthlyReport>> {
  const rows = await tx.rows(sql<MonthlyReport>`
    select distinct on (p.client_id) p.client_id as "clientId", to_char(p.report_month, 'YYYY-MM') as month, p.made_at as at,
      p.made_by_name as by
    from unnest(${wishes.map((one) => one.clientId)}::bigint[], ${wishes.map((one) => one.since)}::timestamptz[]) as w (client_id, since)
    join paper p on p.client_id = w.client_id and p.kind = 'monthly_report' and p.state <> 'erased'
      and p.made_at >= coalesce(w.since, '-infinity')
    order by p.client_id, p.made_at, p.id`)
  return new Map(rows.map((row) => [row.clientId, row]))
}
