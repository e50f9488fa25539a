import { sql } from 'kysely'
import { decimalText } from '#kernel/money.ts'
import { strategyOf } from '#features/ads/rules/setting-words.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { StreamPlace } from './ad-hours.ts'

/** An object as Marketing Stream told it after a change. Settings as text: amounts as decimals, states in capitals. */
export type ToldObject = {
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string
  readonly version: bigint
  readonly createdAt: Date
  readonly changedAt: Date
  readonly settings: Readonly<Record<string, string | null>>
}

/** Keeps what was not told before, with the record as it came. Answers how many versions were new. */
export async function addToldObjects(
  tx: WriteTx,
  at: StreamPlace,
  told: readonly (ToldObject & { raw: Readonly<Record<string, unknown>> })[],
): Promise<number> {
  if (told.length === 0) return 0
  const lines = told.map((one) => ({
    ...one,
    version: one.version.toString(),
    createdAt: one.createdAt.toISOString(),
    changedAt: one.changedAt.toISOString(),
  }))
  const fresh = await tx.rows(sql<{ id: string }>`
    insert into ad_object_told (client_id, store_id, marketplace, entity, object_id, campaign_id, version, created_at, changed_at,
      received_at, settings, raw)
    select ${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, x.entity, x."objectId", x."campaignId", x.version,
      x."createdAt", x."changedAt", ${tx.now}, x.settings, x.raw
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as x(entity text, "objectId" text, "campaignId" text, version bigint,
      "createdAt" timestamptz, "changedAt" timestamptz, settings jsonb, raw jsonb)
    on conflict (client_id, store_id, marketplace, object_id, version) do nothing returning id`)
  return fresh.length
}

/** Places with versions that no witness has looked at yet, and since when the first of them waits. */
export function freshPlaces(
  tx: ReadTx,
  clientId: string,
): Promise<(StreamPlace & { readonly since: Date })[]> {
  return tx.rows(sql<StreamPlace & { since: Date }>`
    select client_id as "clientId", store_id as "storeId", marketplace, min(received_at) as since from ad_object_told
    where client_id = ${clientId}::bigint and witnessed_at is null
    group by client_id, store_id, marketplace order by store_id, marketplace`)
}

/** `isFresh`: no witness has looked at it before. */
export type FreshObject = ToldObject & { readonly isFresh: boolean }
type Row = Omit<FreshObject, 'version'> & { version: string }

/**
 * Of every object with versions that no witness has looked at: these, the one before the first of them, and all after it, in order. They
 * count as looked at from now on.
 */
export async function takeFresh(tx: WriteTx, at: StreamPlace): Promise<FreshObject[]> {
  const here = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}`
  const rows = await tx.rows(sql<Row>`
    with fresh as (
      select object_id, min(version) as first from ad_object_told where ${here} and witnessed_at is null group by object_id),
    reach as (
      select f.object_id, coalesce((select max(o.version) from ad_object_told o where o.client_id = ${at.clientId}::bigint
        and o.store_id = ${at.storeId}::bigint and o.marketplace = ${at.marketplace} and o.object_id = f.object_id
        and o.version < f.first), f.first) as since from fresh f)
    select o.entity, o.object_id as "objectId", o.campaign_id as "campaignId", o.version::text, o.created_at as "createdAt",
      o.changed_at as "changedAt", o.settings, o.witnessed_at is null as "isFresh"
    from reach r join ad_object_told o on o.object_id = r.object_id and o.version >= r.since
    where o.client_id = ${at.clientId}::bigint and o.store_id = ${at.storeId}::bigint and o.marketplace = ${at.marketplace}
    order by o.object_id, o.version`)
  await tx.rows(
    sql`update ad_object_told set witnessed_at = ${tx.now} where ${here} and witnessed_at is null returning 1`,
  )
  return rows.map((row) => ({ ...row, version: BigInt(row.version) }))
}

/** What the newest daily snapshot made before an instant shows of an object. */
export type Standing = {
  readonly objectId: string
  readonly asOf: Date
  readonly settings: Readonly<Record<string, string | null>>
}

type Snapshot = {
  objectId: string
  asOf: Date
  bid: string | null
  budget: string | null
  state: string | null
  strategy: string | null
  portfolio: string | null
  placements: Record<string, number> | null
}

/** Where objects stood before these instants, by the daily snapshots of up to forty days before. */
export async function standingsBefore(
  tx: ReadTx,
  at: StreamPlace,
  sought: readonly { objectId: string; campaignId: string; entity: string; before: Date }[],
): Promise<Standing[]> {
  if (sought.length === 0) return []
  const lines = sought.map(({ objectId, campaignId, entity, before }) => ({
    objectId,
    campaignId,
    entity,
    before: before.toISOString(),
  }))
  const rows = await tx.rows(sql<Snapshot & { entity: string }>`
    with sought as (select * from json_to_recordset(${JSON.stringify(lines)}::json)
        as x("objectId" text, "campaignId" text, entity text, before timestamptz)),
    found as (
      select distinct on (s."objectId") s."objectId", s.entity, s."campaignId", e.import_id, e.report_on, i.as_of, e.bid_micros,
        e.daily_budget_micros, e.state, e.bidding_strategy, e.portfolio_id
      from sought s join ads_entity e on e.client_id = ${at.clientId}::bigint and e.store_id = ${at.storeId}::bigint
        and e.marketplace = ${at.marketplace} and e.campaign_id = s."campaignId" and e.report_on >= (s.before - interval '40 days')::date
        and ((s.entity = 'campaigns' and e.entity = 'campaign') or (s.entity = 'adGroups' and e.entity = 'ad_group'
          and e.ad_group_id = s."objectId") or e.entity_id = s."objectId")
      join import i on i.client_id = e.client_id and i.id = e.import_id and i.as_of < s.before
      order by s."objectId", i.as_of desc, e.report_on desc)
    select f."objectId", f.entity, f.as_of as "asOf", f.bid_micros::text as bid, f.daily_budget_micros::text as budget,
      upper(f.state) as state, f.bidding_strategy as strategy, f.portfolio_id as portfolio,
      case when f.entity = 'campaigns' then (select json_object_agg(p.placement, p.adjustment_percent) from ads_entity p
        where p.client_id = ${at.clientId}::bigint and p.import_id = f.import_id and p.report_on = f.report_on
          and p.entity = 'bid_adjustment' and p.campaign_id = f."campaignId") end as placements
    from found f`)
  return rows.map(({ objectId, asOf, entity, ...row }) => ({
    objectId,
    asOf,
    settings: settingsOf(entity, row),
  }))
}

const amount = (micros: string | null): string | null =>
  micros === null ? null : decimalText(BigInt(micros))

/** The settings that a snapshot knows, as Marketing Stream's reader writes them. A sheet that a person uploads words a strategy otherwise. */
function settingsOf(entity: string, row: Omit<Snapshot, 'objectId' | 'asOf'>): Standing['settings'] {
  const state: Record<string, string> = row.state === null ? {} : { state: row.state }
  const strategy = strategyOf(row.strategy)
  if (entity === 'campaigns')
    return {
      ...state,
      dailyBudget: amount(row.budget),
      ...(strategy === null ? {} : { strategy }),
      portfolio: row.portfolio,
      top: String(row.placements?.['top'] ?? 0),
      productPage: String(row.placements?.['product_pages'] ?? 0),
      restOfSearch: String(row.placements?.['rest'] ?? 0),
    }
  if (entity === 'adGroups' || entity === 'keywords' || entity === 'targets')
    return { ...state, bid: amount(row.bid) }
  return state
}

/** Forgets versions that are older, but for the newest of each object: the next one is compared with it. */
export async function forgetTold(tx: WriteTx, clientId: string, before: Date): Promise<void> {
  await tx.rows(sql`
    delete from ad_object_told o where o.client_id = ${clientId}::bigint and o.changed_at < ${before} and o.witnessed_at is not null
      and exists (select 1 from ad_object_told n where n.client_id = ${clientId}::bigint and n.store_id = o.store_id
        and n.marketplace = o.marketplace and n.object_id = o.object_id and n.version > o.version) returning 1`)
}

/** When something of each place's objects was told last. */
export function toldUntil(
  tx: ReadTx,
  clientId: string,
): Promise<{ storeId: string; marketplace: string; at: Date }[]> {
  return tx.rows(sql<{ storeId: string; marketplace: string; at: Date }>`
    select store_id as "storeId", marketplace, max(received_at) as at from ad_object_told where client_id = ${clientId}::bigint
    group by store_id, marketplace`)
}
