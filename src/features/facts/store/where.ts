import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'

/** What every read of facts says itself: the client, the days (inclusive, in the marketplace's own calendar), and optionally a store or marketplace. */
export type Where = {
  readonly clientId: string
  readonly from: Day
  readonly to: Day
  readonly storeId?: string | null
  readonly marketplace?: string | null
}

/** Live facts of the scope: for tables with report_on and superseded_by. */
export function liveFacts(where: Where, alias?: string): RawBuilder<unknown> {
  const column = (name: string): RawBuilder<unknown> =>
    sql.ref(alias === undefined ? name : `${alias}.${name}`)
  return sql`${column('client_id')} = ${where.clientId}::bigint and ${column('report_on')} between ${where.from}::date and ${where.to}::date
    and ${column('superseded_by')} is null ${narrowed(where, alias)}`
}

/** The same for a rollup with a `day` column. */
export function rollupDays(where: Where): RawBuilder<unknown> {
  return sql`client_id = ${where.clientId}::bigint and day between ${where.from}::date and ${where.to}::date ${narrowed(where)}`
}

export function narrowed(where: Pick<Where, 'storeId' | 'marketplace'>, alias?: string): RawBuilder<unknown> {
  const { storeId = null, marketplace = null } = where
  const column = (name: string): RawBuilder<unknown> =>
    sql.ref(alias === undefined ? name : `${alias}.${name}`)
  const store = storeId === null ? sql`` : sql`and ${column('store_id')} = ${storeId}::bigint`
  return marketplace === null ? store : sql`${store} and ${column('marketplace')} = ${marketplace}`
}

/** '' in the store means the file does not say. */
export const orNull = (text: string): string | null => (text === '' ? null : text)

export const microsOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text))
