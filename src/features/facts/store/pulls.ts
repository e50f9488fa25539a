import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/refusal.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Change, type PullState, endedStates } from '../rules/sync/course.ts'
import type { Past, Wish } from '../rules/sync/plan.ts'
import { type StreamId, streamOf } from '../rules/sync/streams.ts'

/** Which API of which store is kept in step. */
export type SyncPlace = {
  readonly clientId: string
  readonly storeId: string
  readonly api: 'sp' | 'ads'
}

export type Pull = {
  readonly id: string
  readonly clientId: string
  readonly storeId: string
  readonly api: 'sp' | 'ads'
  readonly stream: StreamId
  readonly marketplace: string
  readonly from: Day | null
  readonly to: Day | null
  /** What is asked about, where Amazon is asked by product. */
  readonly asins: readonly string[] | null
  readonly wantedOn: Day
  readonly wantedAt: Date
  readonly history: boolean
  readonly state: PullState
  readonly dueAt: Date
  readonly attempts: number
  readonly waitsFor: string | null
  readonly reason: string | null
  readonly askedAt: Date | null
  readonly reportId: string | null
  readonly documentId: string | null
  readonly madeAt: Date | null
  readonly importId: string | null
  readonly rowCount: number | null
  readonly endedAt: Date | null
}

const columns = sql`id, client_id as "clientId", store_id as "storeId", api, stream, marketplace, from_on as "from", to_on as "to", asins,
  wanted_on as "wantedOn", wanted_at as "wantedAt", history, state, due_at as "dueAt", attempts, waits_for as "waitsFor", reason,
  asked_at as "askedAt", report_id as "reportId", document_id as "documentId", made_at as "madeAt", import_id as "importId",
  row_count as "rowCount", ended_at as "endedAt"`

const at = ({ clientId, storeId, api }: SyncPlace) =>
  sql`client_id = ${clientId}::bigint and store_id = ${storeId}::bigint and api = ${api}`

/** States as SQL's own words: a partial index is found by literals, not by parameters. */
export const stateList = (states: readonly PullState[]) => sql.join(states.map((state) => sql.lit(state)))

const open = sql`state not in (${stateList(endedStates)})`

/** The store's name and the ids of its marketplaces. */
export async function getStore(
  tx: ReadTx,
  { clientId, storeId }: SyncPlace,
): Promise<{ name: string; marketplaceIds: string[] }> {
  const store = await tx.maybeOne(sql<{ name: string; marketplaceIds: string[] }>`
    select s.name, array(select m.marketplace_id from store_marketplace m where m.client_id = s.client_id and m.store_id = s.id
                         order by m.marketplace_id) as "marketplaceIds"
    from store s where s.client_id = ${clientId}::bigint and s.id = ${storeId}::bigint`)
  if (store === null) throw notFound()
  return store
}

/** Everything planned before, for planning. */
export function listPast(tx: ReadTx, place: SyncPlace): Promise<(Past & { marketplace: string })[]> {
  return tx.rows(sql<Past & { marketplace: string }>`
    select id, stream, marketplace, from_on as "from", to_on as "to", wanted_on as "on", wanted_at as "at", state, asins
    from pull where ${at(place)} and state <> 'abandoned'`)
}

/** Writes down what is wanted and gives up what is not; a wish that stands already is left as it is. */
export async function savePlan(
  tx: WriteTx,
  place: SyncPlace,
  plan: { wishes: readonly Wish[]; abandon: readonly string[] },
): Promise<number> {
  if (plan.abandon.length > 0)
    await tx.rows(sql`
      update pull set state = 'abandoned', reason = 'asked_anew', ended_at = ${tx.now}
      where ${at(place)} and id = any (${[...plan.abandon]}::bigint[]) and state = 'waiting'`)
  const { wishes } = plan
  if (wishes.length === 0) return 0
  const made = await tx.rows(sql`
    insert into pull (client_id, store_id, api, stream, marketplace, key, from_on, to_on, wanted_on, wanted_at, history, rank, state, due_at, asins)
    select ${place.clientId}::bigint, ${place.storeId}::bigint, ${place.api}, w.stream, w.marketplace, w.key, w.from_on, w.to_on, w.wanted_on,
           ${tx.now}, w.history, w.rank, 'waiting', ${tx.now}, string_to_array(w.asins, ' ')
    from unnest(${wishes.map((w) => w.stream)}::text[], ${wishes.map((w) => w.marketplace)}::text[], ${wishes.map((w) => w.key)}::text[],
                ${wishes.map((w) => w.from)}::date[], ${wishes.map((w) => w.to)}::date[], ${wishes.map((w) => w.on)}::date[],
                ${wishes.map((w) => w.isHistory)}::boolean[], ${wishes.map((w) => streamOf(w.stream).rank)}::int[],
                ${wishes.map((w) => w.asins?.join(' ') ?? null)}::text[])
      as w (stream, marketplace, key, from_on, to_on, wanted_on, history, rank, asins)
    on conflict (client_id, store_id, key) do nothing returning id`)
  return made.length
}

/** A settlement report that Amazon lists is known by its number. */
export async function saveFound(
  tx: WriteTx,
  place: SyncPlace,
  found: readonly { reportId: string; documentId: string; from: Day; to: Day; madeAt: Date }[],
): Promise<number> {
  let made = 0
  for (const one of found) {
    const rows = await tx.rows(sql`
      insert into pull (client_id, store_id, api, stream, marketplace, key, from_on, to_on, wanted_on, wanted_at, history, rank, state, due_at,
        asked_at, report_id, document_id, made_at)
      values (${place.clientId}::bigint, ${place.storeId}::bigint, ${place.api}, 'settlement', '', ${`settlement|${one.reportId}`}, ${one.from}::date,
        ${one.to}::date, ${one.to}::date, ${tx.now}, false, ${streamOf('settlement').rank}, 'ready', ${tx.now}, ${tx.now}, ${one.reportId},
        ${one.documentId}, ${one.madeAt})
      on conflict (client_id, store_id, key) do nothing returning id`)
    made += rows.length
  }
  return made
}

/** The marketplaces in which nothing new can be asked for, for the quota is used up. */
export type Closed = readonly string[]

const askable = (closed: Closed) =>
  sql`not (state = 'waiting' and marketplace = any (${[...closed]}::text[]))`

/** The next pull that is due: today's before history's, then by rank, the youngest days first. */
export async function nextPull(
  tx: ReadTx,
  place: SyncPlace,
  now: Date,
  closed: Closed,
): Promise<Pull | null> {
  const [found] = await tx.rows(sql<Pull>`
    select ${columns} from pull where ${at(place)} and ${open} and due_at <= ${now} and ${askable(closed)}
    order by (state in ('ready', 'asked', 'asking')) desc, history, rank, to_on desc nulls first, id limit 1`)
  return found ?? null
}

/** When something will be due that is not yet; null when nothing is open. */
export async function nextDue(tx: ReadTx, place: SyncPlace, closed: Closed): Promise<Date | null> {
  const row = await tx.maybeOne(sql<{ at: Date | null }>`
    select min(due_at) as at from pull where ${at(place)} and ${open} and ${askable(closed)}`)
  return row?.at ?? null
}

export type PullChange = Partial<Change> & {
  askedAt?: Date
  reportId?: string | null
  documentId?: string | null
  madeAt?: Date | null
  importId?: string | null
  rowCount?: number | null
}

/** Moves a pull on, if it still is as it was when it was taken: of two workers, one changes it. Answers whether it did. */
export async function changePull(
  tx: WriteTx,
  pull: Pick<Pull, 'clientId' | 'id' | 'state' | 'attempts'>,
  change: PullChange,
): Promise<boolean> {
  const ended = change.state !== undefined && endedStates.includes(change.state)
  const sets = [
    change.state === undefined ? null : sql`state = ${change.state}`,
    change.dueAt === undefined ? null : sql`due_at = ${change.dueAt}`,
    change.attempts === undefined ? null : sql`attempts = ${change.attempts}`,
    change.waitsFor === undefined ? null : sql`waits_for = ${change.waitsFor}`,
    change.reason === undefined ? null : sql`reason = ${change.reason}`,
    change.askedAt === undefined ? null : sql`asked_at = ${change.askedAt}`,
    change.reportId === undefined ? null : sql`report_id = ${change.reportId}`,
    change.documentId === undefined ? null : sql`document_id = ${change.documentId}`,
    change.madeAt === undefined ? null : sql`made_at = ${change.madeAt}`,
    change.importId === undefined ? null : sql`import_id = ${change.importId}::bigint`,
    change.rowCount === undefined ? null : sql`row_count = ${change.rowCount}`,
    ended ? sql`ended_at = ${tx.now}` : null,
  ].filter((one) => one !== null)
  const rows = await tx.rows(sql`
    update pull set ${sql.join(sets)}
    where client_id = ${pull.clientId}::bigint and id = ${pull.id}::bigint and state = ${pull.state} and attempts = ${pull.attempts}
    returning id`)
  return rows.length === 1
}

/** True when another pull has taken this report for its own. */
export async function isAdopted(tx: ReadTx, place: SyncPlace, reportId: string): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from pull where ${at(place)} and report_id = ${reportId} limit 1`)
  return rows.length > 0
}

/** True when another request of the same days is under way, of other products: in Amazon's list of reports the two look alike. */
export async function hasTwinAsking(tx: ReadTx, pull: Pull): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from pull where ${at(pull)} and stream = ${pull.stream} and marketplace = ${pull.marketplace} and from_on = ${pull.from}::date
      and to_on = ${pull.to}::date and state = 'asking' and id <> ${pull.id}::bigint limit 1`)
  return rows.length > 0
}

/** The day's batch of a store's API imports, made when there is none. */
export async function dayBatch(
  tx: WriteTx,
  clientId: string,
  label: string,
  insert: () => Promise<string>,
): Promise<string> {
  const [found] = await tx.rows(sql<{ id: string }>`
    select id from import_batch where client_id = ${clientId}::bigint and origin = 'api' and label = ${label} order by id desc limit 1`)
  return found?.id ?? insert()
}
