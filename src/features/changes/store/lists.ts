import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'
import type { State } from '../rules/states.ts'
import { type Batch, type Change, type Profile, batchColumns, changeColumns, changeOf } from './changes.ts'

export type BatchRow = Batch & {
  readonly clientId: string
  readonly clientName: string
  readonly storeName: string
  readonly currency: string
  readonly counts: Readonly<Record<string, number>>
  readonly items: number
  readonly stakeMicros: string | null
  readonly kinds: string[]
}

/** Batches with what has become of them, newest first: of one client, or of all in scope. */
export async function listBatchRows(
  tx: ReadTx,
  clientIds: readonly string[],
  which: { batchId?: string | undefined; open?: boolean | undefined } = {},
): Promise<BatchRow[]> {
  const { batchId, open } = which
  return tx.rows(sql<BatchRow>`
    with picked as (
      select client_id, ${batchColumns} from change_batch b where client_id = any (${clientIds}::bigint[])
        ${batchId === undefined ? sql`` : sql`and id = ${batchId}::bigint`}
        ${
          open === undefined
            ? sql``
            : sql`and ${open ? sql`` : sql`not`} exists (select from change o where o.client_id = b.client_id and o.batch_id = b.id
                and o.revision = b.revision and o.state in ('proposed', 'approved', 'executing', 'unknown'))`
        }
      order by id desc limit 500)
    select p.client_id as "clientId", p.id, p."storeId", p.marketplace, p.title, p.reason, p.origin, p."proposedBy", p."proposedByName",
      p."proposedSide", p."proposedAt", p.revision, p."contentHash", p."expiresAt", p."askedAt", k.name as "clientName",
      s.name as "storeName", t.currency, t.counts, t.items, t."stakeMicros", t.kinds
    from picked p join client k on k.id = p.client_id join store s on s.client_id = p.client_id and s.id = p."storeId"
    join lateral (
      select max(currency) as currency, sum(n)::int as items, sum(stake)::text as "stakeMicros",
        jsonb_object_agg(state, n) as counts, array(select distinct x.kind from change x
          where x.client_id = p.client_id and x.batch_id = p.id and x.revision = p.revision order by 1) as kinds
      from (select c.state, count(*) as n, sum(c.stake_micros) as stake, max(c.currency) as currency from change c
        where c.client_id = p.client_id and c.batch_id = p.id and c.revision = p.revision group by c.state) g) t on true
    order by p.id desc`)
}

export type ChangeFilter = {
  state?: State | undefined
  kind?: string | undefined
  text?: string | undefined
  campaignId?: string | undefined
  objectId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  limit: number
}

export async function listChangeRows(
  tx: ReadTx,
  clientId: string,
  filter: ChangeFilter,
): Promise<(Change & { proposedByName: string; title: string })[]> {
  const where = [sql`c.client_id = ${clientId}::bigint`]
  if (filter.state !== undefined) where.push(sql`c.state = ${filter.state}`)
  if (filter.kind !== undefined) where.push(sql`c.kind = ${filter.kind}`)
  if (filter.campaignId !== undefined) where.push(sql`c.campaign_id = ${filter.campaignId}`)
  if (filter.objectId !== undefined) where.push(sql`c.object_id = ${filter.objectId}`)
  if (filter.from !== undefined) where.push(sql`c.state_at >= ${filter.from}::timestamptz`)
  if (filter.to !== undefined) where.push(sql`c.state_at < ${filter.to}::timestamptz`)
  if (filter.before !== undefined) where.push(sql`c.id < ${filter.before}::bigint`)
  if (filter.text !== undefined) {
    const like = `%${filter.text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`
    where.push(sql`(c.label ilike ${like} or b.title ilike ${like} or c.object_id ilike ${like})`)
  }
  type Row = Parameters<typeof changeOf>[0] & { proposedByName: string; title: string }
  const rows = await tx.rows(sql<Row>`
    select ${changeColumns}, b.proposed_by_name as "proposedByName", b.title
    from change c join change_batch b on b.client_id = c.client_id and b.id = c.batch_id
    where ${sql.join(where, sql` and `)} order by c.id desc limit ${filter.limit}`)
  return rows.map((row) => ({ ...changeOf(row), proposedByName: row.proposedByName, title: row.title }))
}

export type TimelineRow = {
  readonly seq: number
  readonly at: Date
  readonly event: string
  readonly actor: string
  readonly subject: string
  readonly body: string
}

/** The ledger's entries about these subjects, in order. */
export async function timelineOf(
  tx: ReadTx,
  clientId: string,
  subjects: readonly string[],
): Promise<TimelineRow[]> {
  return tx.rows(sql<TimelineRow>`
    select seq::int as seq, at, event, actor_name as actor, subject, body from ledger_entry
    where client_id = ${clientId}::bigint and subject = any (${subjects}::text[]) order by seq limit 1000`)
}

export type EffectRow = {
  readonly changeId: string
  readonly horizonDays: number
  readonly metric: string
  readonly measuredAt: Date
  readonly standing: 'provisional' | 'final'
  readonly effect: unknown
}

export async function effectsOf(tx: ReadTx, clientId: string, ids: readonly string[]): Promise<EffectRow[]> {
  return tx.rows(sql<EffectRow>`
    select change_id as "changeId", horizon_days as "horizonDays", metric, measured_at as "measuredAt", standing, effect
    from change_effect where client_id = ${clientId}::bigint and change_id = any (${ids}::bigint[])
    order by change_id, horizon_days, metric`)
}

/** Those of the objects that an open change of ours is about to touch. */
export async function openObjects(
  tx: ReadTx,
  at: Profile,
  objectIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ objectId: string }>`
    select distinct object_id as "objectId" from change where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
      and object_id = any (${objectIds}::text[]) and state in ('proposed', 'approved', 'executing', 'unknown', 'applied')`)
  return new Set(rows.map((row) => row.objectId))
}
