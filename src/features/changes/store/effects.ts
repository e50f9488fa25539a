import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { effectless, effectlessFields } from '../rules/expect.ts'
import { type Change, type Profile, changeColumns, changeOf } from './changes.ts'

/** Changes of a profile that stood at Amazon since a day, with what has been measured finally of each. */
export async function changesToMeasure(
  tx: ReadTx,
  at: Profile,
  since: Date,
): Promise<(Change & { final: number })[]> {
  type Row = Parameters<typeof changeOf>[0] & { final: number }
  const rows = await tx.rows(sql<Row>`
    select ${changeColumns}, (select count(*)::int from change_effect e where e.client_id = c.client_id and e.change_id = c.id
      and e.standing = 'final') as final
    from change c where c.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint and c.marketplace = ${at.marketplace}
      and c.state in ('confirmed', 'contradicted', 'reverted') and c.applied_at >= ${since}
      and c.kind <> all (${[...effectless]}::text[]) order by c.id`)
  return rows.map((row) => ({ ...changeOf(row), final: row.final }))
}

/** Profiles with changes that stood at Amazon since an instant. */
export async function profilesChanged(tx: ReadTx, clientId: string, since: Date): Promise<Profile[]> {
  return tx.rows(sql<Profile>`
    select distinct client_id as "clientId", store_id as "storeId", marketplace from change
    where client_id = ${clientId}::bigint and applied_at >= ${since} order by 2, 3`)
}

/** What somebody changed since a day, by Amazon's ids and by the keys of the figures: none of it is a control. */
export async function touchedObjects(tx: ReadTx, at: Profile, from: Day): Promise<Set<string>> {
  const here = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}`
  const rows = await tx.rows(sql<{ key: string }>`
    with seen as (select object_id from witness_event where ${here} and at >= ${from}::date and verdict <> 'amazon'
      and field <> all (${[...effectlessFields]}::text[])),
    ours as (select coalesce(made_id, object_id) as object_id, ad_group_id, match_type, target_text from change
      where ${here} and applied_at >= ${from}::date and kind <> all (${[...effectless]}::text[]))
    select object_id as key from seen
    union select object_id from ours
    union select ad_group_id || '·' || lower(match_type) || '·' || lower(target_text) from ours
      where ad_group_id is not null and match_type is not null and target_text is not null
    union select ad_group_id || '·' || coalesce(lower(match_type), '') || '·' || lower(text) from ads_entity
      where ${here} and report_on >= ${from}::date and superseded_by is null and entity_id in (select object_id from seen)
        and ad_group_id is not null and text is not null`)
  return new Set(rows.map((row) => row.key))
}

export async function saveEffects(
  tx: WriteTx,
  clientId: string,
  effects: readonly {
    changeId: string
    horizonDays: number
    metric: string
    standing: 'provisional' | 'final'
    effect: unknown
  }[],
): Promise<void> {
  if (effects.length === 0) return
  await tx.rows(sql`
    insert into change_effect (client_id, change_id, horizon_days, metric, measured_at, standing, effect)
    select ${clientId}::bigint, r."changeId", r."horizonDays", r.metric, ${tx.now}, r.standing, r.effect
    from jsonb_to_recordset(${canonicalJson(effects as unknown as Json)}::jsonb) as r("changeId" bigint, "horizonDays" int, metric text,
      standing text, effect jsonb)
    on conflict (client_id, change_id, horizon_days, metric) do update set measured_at = excluded.measured_at,
      standing = excluded.standing, effect = excluded.effect`)
}
