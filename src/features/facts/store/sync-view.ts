import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { StreamId } from '../rules/sync/streams.ts'
import { endedStates, movingStates, readStates } from '../rules/sync/course.ts'
import { type Pull, type SyncPlace, stateList } from './pulls.ts'

// What the pages about keeping in step show.

const moving = stateList(movingStates)
const read = stateList(readStates)

/** One stream at one place, summed. */
export type StreamSum = {
  readonly storeId: string
  readonly api: 'sp' | 'ads'
  readonly stream: StreamId
  readonly marketplace: string
  readonly through: Day | null
  readonly lastAt: Date | null
  readonly rows: number
  readonly open: number
  readonly failed: number
  readonly held: number
  readonly reason: string | null
}

export function sumStreams(tx: ReadTx, clientId: string): Promise<StreamSum[]> {
  return tx.rows(sql<StreamSum>`
    select store_id as "storeId", api, stream, marketplace,
           max(to_on) filter (where state in (${read})) as through,
           max(ended_at) filter (where state in (${read})) as "lastAt",
           coalesce(sum(row_count), 0)::int as rows,
           count(*) filter (where state in (${moving}))::int as open,
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state = 'held')::int as held,
           (array_agg(reason order by id desc) filter (where reason is not null and state in ('waiting', 'asking', 'failed', 'held')))[1] as reason
    from pull where client_id = ${clientId}::bigint and state <> 'abandoned'
    group by store_id, api, stream, marketplace order by store_id, api, min(rank), stream, marketplace`)
}

/** The work that is under way at one API of one store: what was wanted since the oldest of what is open. */
export type WorkSum = {
  readonly storeId: string
  readonly api: 'sp' | 'ads'
  readonly all: number
  readonly ended: number
  readonly asks: number
  readonly firstAt: Date | null
  readonly waitsFor: string | null
  readonly waitsUntil: Date | null
}

export function sumWork(tx: ReadTx, clientId: string): Promise<WorkSum[]> {
  return tx.rows(sql<WorkSum>`
    with open as (
      select store_id, api, min(wanted_at) as since from pull
      where client_id = ${clientId}::bigint and state in (${moving}) group by store_id, api)
    select p.store_id as "storeId", p.api, count(*)::int as "all",
           count(*) filter (where p.state in ('done', 'nothing', 'failed', 'held'))::int as ended,
           count(*) filter (where p.state = 'waiting')::int as asks,
           min(p.due_at) filter (where p.state = 'waiting') as "firstAt",
           (array_agg(p.waits_for order by p.due_at) filter (where p.waits_for is not null and p.state = 'waiting'))[1] as "waitsFor",
           min(p.due_at) filter (where p.waits_for is not null and p.state = 'waiting') as "waitsUntil"
    from pull p join open o on o.store_id = p.store_id and o.api = p.api
    where p.client_id = ${clientId}::bigint and p.state <> 'abandoned' and p.wanted_at >= o.since
    group by p.store_id, p.api`)
}

export type PullLine = Omit<
  Pull,
  'clientId' | 'wantedOn' | 'history' | 'askedAt' | 'documentId' | 'madeAt'
> & {
  readonly storeName: string
  readonly added: number | null
  readonly replaced: number | null
  readonly unchanged: number | null
}

const chosen = {
  open: sql`p.state in (${moving})`,
  trouble: sql`p.state in ('failed', 'held')`,
  ended: sql`p.state in (${stateList(endedStates)})`,
}

/** At most this many are listed; the newest first. */
const LISTED = 2000

export function listPullLines(
  tx: ReadTx,
  clientId: string,
  state: keyof typeof chosen | null,
): Promise<PullLine[]> {
  return tx.rows(sql<PullLine>`
    select p.id, p.store_id as "storeId", s.name as "storeName", p.api, p.stream, p.marketplace, p.from_on as "from", p.to_on as "to",
           p.wanted_at as "wantedAt", p.state, p.due_at as "dueAt", p.attempts, p.waits_for as "waitsFor", p.reason, p.report_id as "reportId",
           p.import_id as "importId", p.row_count as "rowCount", p.ended_at as "endedAt", i.new_count as added, i.replaced_count as replaced,
           i.unchanged_count as unchanged
    from pull p join store s on s.client_id = p.client_id and s.id = p.store_id
    left join import i on i.client_id = p.client_id and i.id = p.import_id
    where p.client_id = ${clientId}::bigint and s.client_id = ${clientId}::bigint and ${state === null ? sql`true` : chosen[state]}
    order by coalesce(p.ended_at, p.wanted_at) desc, p.id desc limit ${LISTED}`)
}

/** What is held, and today's that was given up, is asked for again at once. Answers how many. */
export async function wakePulls(tx: WriteTx, place: SyncPlace): Promise<number> {
  const { clientId, storeId, api } = place
  const held = await tx.rows(sql`
    update pull set due_at = ${tx.now}
    where client_id = ${clientId}::bigint and store_id = ${storeId}::bigint and api = ${api} and state = 'held' returning id`)
  const failed = await tx.rows(sql`
    update pull set state = 'waiting', due_at = ${tx.now}, attempts = 0, reason = null, ended_at = null, report_id = null, document_id = null
    where client_id = ${clientId}::bigint and store_id = ${storeId}::bigint and api = ${api} and state = 'failed' returning id`)
  return held.length + failed.length
}
