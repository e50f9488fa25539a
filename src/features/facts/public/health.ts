import { sql } from 'kysely'
import type { HealthFact } from '#features/diagnosis/rules/input.ts'
import { type Day, addDays } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type AccountHealth, figureOf } from '../rules/health-metrics.ts'

// What Amazon thinks of a client's accounts: the newest judgement of each store and marketplace, and how one figure of it went.

export type HealthRow = Omit<AccountHealth, 'dataset' | 'asOf' | 'marketplace' | 'line'>

export type HealthNow = {
  readonly storeId: string
  readonly storeName: string
  readonly marketplace: string
  readonly asOf: Day
  readonly rows: readonly (HealthRow & { readonly file: string; readonly line: number })[]
}

/** A marketplace that has not been judged for so long after the others is left out: it says nothing of today. */
const SILENT_DAYS = 45

const columns = sql`metric, status, count, base, rate, target, condition, window_from as "windowFrom", window_to as "windowTo"`

/** The newest judgement of each store and marketplace, by store and marketplace; `until` looks at it as it was known on a day. */
export async function healthNow(
  tx: ReadTx,
  { clientId, until = '2100-01-01' }: { clientId: string; until?: Day },
): Promise<HealthNow[]> {
  const last = await tx.maybeOne(sql<{ day: Day | null }>`
    select max(report_on) as day from account_health
    where client_id = ${clientId}::bigint and superseded_by is null and report_on <= ${until}::date`)
  if (last?.day === null || last === null) return []
  const from = addDays(last.day, -SILENT_DAYS)
  type Row = HealthNow['rows'][number] & Omit<HealthNow, 'rows'>
  const rows = await tx.rows(sql<Row>`
    with newest as (
      select store_id, marketplace, max(report_on) as day from account_health
      where client_id = ${clientId}::bigint and superseded_by is null and report_on between ${from}::date and ${last.day}::date
      group by 1, 2)
    select f.store_id as "storeId", s.name as "storeName", f.marketplace, f.report_on as "asOf", f.import_id as file, f.line, ${columns}
    from account_health f
    join newest n on n.store_id = f.store_id and n.marketplace = f.marketplace and n.day = f.report_on
    join store s on s.client_id = f.client_id and s.id = f.store_id
    where f.client_id = ${clientId}::bigint and f.superseded_by is null and f.report_on between ${from}::date and ${last.day}::date
    order by s.name, f.marketplace, f.row_no`)
  const places = Map.groupBy(rows, (row) => `${row.storeId}|${row.marketplace}`)
  return [...places.values()].map((own) => {
    const { storeId, storeName, marketplace, asOf } = own[0]!
    return {
      storeId,
      storeName,
      marketplace,
      asOf,
      rows: own.map((row) => ({
        ...figureOf(row),
        windowFrom: row.windowFrom,
        windowTo: row.windowTo,
        file: row.file,
        line: row.line,
      })),
    }
  })
}

export type HealthPoint = HealthRow & { readonly day: Day; readonly fileName: string; readonly line: number }

/** One figure of one account day by day, the oldest first. */
export function healthHistory(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; metric: string; from: Day; to: Day },
): Promise<HealthPoint[]> {
  return tx.rows(sql<HealthPoint>`
    select f.report_on as day, i.file_name as "fileName", f.line, ${columns}
    from account_health f join import i on i.client_id = f.client_id and i.id = f.import_id
    where f.client_id = ${at.clientId}::bigint and i.client_id = ${at.clientId}::bigint and f.store_id = ${at.storeId}::bigint
      and f.marketplace = ${at.marketplace} and f.metric = ${at.metric} and f.superseded_by is null
      and f.report_on between ${at.from}::date and ${at.to}::date
    order by f.report_on`)
}

/** The figures of the newest report of each marketplace, with the line of each, as a diagnosis takes them. Of several stores the newest. */
export async function groupedHealth(
  tx: ReadTx,
  where: { clientId: string; to: Day | null; marketplace: string | null },
): Promise<HealthFact[]> {
  const { clientId, to, marketplace } = where
  const accounts = await healthNow(tx, to === null ? { clientId } : { clientId, until: to })
  const newest = new Map<string, HealthNow>()
  for (const one of accounts)
    if (marketplace === null || one.marketplace === marketplace)
      if ((newest.get(one.marketplace)?.asOf ?? '') < one.asOf) newest.set(one.marketplace, one)
  return [...newest.values()].flatMap(({ marketplace: code, asOf, rows }) =>
    rows.map((row) => ({
      ...figureOf(row),
      marketplace: code,
      asOf,
      rows: 1,
      refs: [{ file: row.file, line: row.line }],
    })),
  )
}
