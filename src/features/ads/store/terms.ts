import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Brands } from '../rules/search-terms/classes.ts'

type At = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

export type Dismissal = {
  readonly id: string
  readonly view: 'harvest' | 'negative' | 'gram'
  readonly term: string
  readonly objectId: string
  readonly objectName: string
  readonly reason: string
  readonly until: Day
  readonly by: string
  readonly at: Date
}

/** What was put off and not taken back, newest first; what is over too. */
export function listStandingDismissals(tx: ReadTx, at: At): Promise<Dismissal[]> {
  return tx.rows(sql<Dismissal>`
    select id, view, term, object_id as "objectId", object_name as "objectName", reason, until_on as "until",
      dismissed_by_name as "by", dismissed_at as "at"
    from term_dismissal
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace} and ended_at is null
    order by dismissed_at desc, id desc limit 5000`)
}

/** Puts terms off. One that was put off already gets the new day and reason. */
export async function saveDismissals(
  tx: WriteTx,
  at: At,
  wish: {
    view: Dismissal['view']
    until: Day
    reason: string
    by: { id: string; name: string }
    terms: readonly { term: string; objectId: string; objectName: string }[]
  },
): Promise<void> {
  await tx.rows(sql`
    insert into term_dismissal (client_id, store_id, marketplace, view, term, object_id, object_name, reason, until_on, dismissed_by,
      dismissed_by_name, dismissed_at)
    select distinct on (t.term, t.object_id) ${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${wish.view}, t.term, t.object_id,
      t.object_name, ${wish.reason}, ${wish.until}::date, ${wish.by.id}, ${wish.by.name}, ${tx.now}::timestamptz
    from unnest(${wish.terms.map((one) => one.term)}::text[], ${wish.terms.map((one) => one.objectId)}::text[],
      ${wish.terms.map((one) => one.objectName)}::text[]) as t(term, object_id, object_name)
    on conflict (client_id, store_id, marketplace, view, term, object_id) where ended_at is null
    do update set until_on = excluded.until_on, reason = excluded.reason, dismissed_by = excluded.dismissed_by,
      dismissed_by_name = excluded.dismissed_by_name, dismissed_at = excluded.dismissed_at`)
}

/** Takes dismissals back; answers those that stood. */
export function endDismissals(
  tx: WriteTx,
  at: { clientId: string; storeId: string },
  ids: readonly string[],
  byName: string,
): Promise<{ term: string; marketplace: string }[]> {
  return tx.rows(sql<{ term: string; marketplace: string }>`
    update term_dismissal set ended_at = ${tx.now}, ended_by_name = ${byName}
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and id = any (${[...ids]}::bigint[]) and ended_at is null
    returning term, marketplace`)
}

export type BrandRow = Brands & { readonly setBy: string; readonly setAt: Date }

export function findBrands(tx: ReadTx, at: { clientId: string; storeId: string }): Promise<BrandRow | null> {
  return tx.maybeOne(sql<BrandRow>`
    select own, rival, set_by_name as "setBy", set_at as "setAt" from brand_words
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint`)
}

export async function saveBrands(
  tx: WriteTx,
  at: { clientId: string; storeId: string },
  brands: Brands,
  by: { id: string; name: string },
): Promise<void> {
  await tx.rows(sql`
    insert into brand_words (client_id, store_id, own, rival, set_by, set_by_name, set_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${[...brands.own]}::text[], ${[...brands.rival]}::text[], ${by.id}, ${by.name},
      ${tx.now})
    on conflict (client_id, store_id) do update set own = excluded.own, rival = excluded.rival, set_by = excluded.set_by,
      set_by_name = excluded.set_by_name, set_at = excluded.set_at`)
}
