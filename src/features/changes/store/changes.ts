import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { Refusal, assert } from '#kernel/refusal.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Ground, Item } from '../rules/item.ts'
import { type Event, type State, after } from '../rules/states.ts'
import type { Tier } from '../rules/tiers.ts'

export type Batch = {
  readonly id: string
  readonly storeId: string
  readonly marketplace: string
  readonly title: string
  readonly reason: string
  readonly origin: 'person' | 'revert' | 'rule'
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedSide: 'agency' | 'client' | 'system'
  readonly proposedAt: Date
  readonly revision: number
  readonly contentHash: string
  readonly expiresAt: Date
  readonly askedAt: Date | null
}

export type Change = Item & {
  readonly id: string
  readonly batchId: string
  readonly revision: number
  readonly no: number
  readonly storeId: string
  readonly marketplace: string
  readonly label: string
  readonly targetText: string | null
  readonly matchType: string | null
  readonly currency: string
  readonly stakeMicros: bigint | null
  readonly evidence: Json
  readonly expectation: Json
  /** Why, as codes and numbers; null when only the batch's reason says it. */
  readonly grounds: readonly Ground[] | null
  readonly tier: Tier
  readonly tierReasons: readonly string[]
  readonly state: State
  readonly stateAt: Date
  readonly reason: string | null
  readonly reasonData: Json
  readonly dueAt: Date | null
  readonly waitsFor: string | null
  readonly attempts: number
  readonly madeId: string | null
  readonly appliedAt: Date | null
  readonly confirmedAt: Date | null
  readonly revertsId: string | null
}

export const batchColumns = sql`id, store_id as "storeId", marketplace, title, reason, origin, proposed_by as "proposedBy",
  proposed_by_name as "proposedByName", proposed_side as "proposedSide", proposed_at as "proposedAt", revision,
  content_hash as "contentHash", expires_at as "expiresAt", asked_at as "askedAt"`

export const changeColumns = sql`c.id, c.batch_id as "batchId", c.revision, c.no, c.store_id as "storeId", c.marketplace, c.kind, c.entity,
  c.object_id as "objectId", c.campaign_id as "campaignId", c.ad_group_id as "adGroupId", c.label, c.target_text as "targetText",
  c.match_type as "matchType", c.currency, c.from_value as "from", c.to_value as "to", c.stake_micros as "stakeMicros", c.evidence,
  c.expectation, c.grounds, c.tier, c.tier_reasons as "tierReasons", c.state, c.state_at as "stateAt", c.reason, c.reason_data as "reasonData",
  c.due_at as "dueAt", c.waits_for as "waitsFor", c.attempts, c.made_id as "madeId", c.applied_at as "appliedAt",
  c.confirmed_at as "confirmedAt", c.reverts_id as "revertsId"`

type Raw = Omit<Change, 'stakeMicros'> & { stakeMicros: string | null }
export const changeOf = ({ stakeMicros, ...row }: Raw): Change => ({
  ...row,
  stakeMicros: stakeMicros === null ? null : BigInt(stakeMicros),
})

export type NewBatch = Omit<Batch, 'id' | 'askedAt'>
export type NewChange = Omit<
  Change,
  | 'id'
  | 'batchId'
  | 'stateAt'
  | 'reason'
  | 'reasonData'
  | 'dueAt'
  | 'waitsFor'
  | 'attempts'
  | 'madeId'
  | 'appliedAt'
  | 'confirmedAt'
>

export async function insertBatch(tx: WriteTx, clientId: string, batch: NewBatch): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into change_batch (client_id, store_id, marketplace, title, reason, origin, proposed_by, proposed_by_name, proposed_side,
      proposed_at, revision, content_hash, expires_at)
    values (${clientId}::bigint, ${batch.storeId}::bigint, ${batch.marketplace}, ${batch.title}, ${batch.reason}, ${batch.origin},
      ${batch.proposedBy}, ${batch.proposedByName}, ${batch.proposedSide}, ${batch.proposedAt}, ${batch.revision}, ${batch.contentHash},
      ${batch.expiresAt})
    returning id`)
  return row!.id
}

/** Adds the items of a batch; answers their ids in the given order. */
export async function insertChanges(
  tx: WriteTx,
  clientId: string,
  batchId: string,
  changes: readonly NewChange[],
): Promise<string[]> {
  const rows = changes.map((one) => ({
    ...one,
    tierReasons: [...one.tierReasons],
    stakeMicros: one.stakeMicros?.toString() ?? null,
  }))
  const made = await tx.rows(sql<{ id: string }>`
    insert into change (client_id, batch_id, revision, no, store_id, marketplace, kind, entity, object_id, campaign_id, ad_group_id, label,
      target_text, match_type, currency, from_value, to_value, stake_micros, evidence, expectation, grounds, tier, tier_reasons, state, state_at,
      reverts_id)
    select ${clientId}::bigint, ${batchId}::bigint, r.revision, r.no, r."storeId", r.marketplace, r.kind, r.entity, r."objectId",
      r."campaignId", r."adGroupId", r.label, r."targetText", r."matchType", r.currency, r."from", r."to", r."stakeMicros", r.evidence,
      r.expectation, r.grounds, r.tier, r."tierReasons", r.state, ${tx.now}, r."revertsId"
    from jsonb_to_recordset(${canonicalJson(rows as unknown as Json)}::jsonb) as r(revision int, no int, "storeId" bigint,
      marketplace text, kind text, entity text, "objectId" text, "campaignId" text, "adGroupId" text, label text, "targetText" text,
      "matchType" text, currency text, "from" jsonb, "to" jsonb, "stakeMicros" bigint, evidence jsonb, expectation jsonb, grounds jsonb, tier text,
      "tierReasons" text[], state text, "revertsId" bigint)
    order by r.no
    returning id`)
  return made.map((row) => row.id)
}

export async function findBatch(
  tx: ReadTx,
  clientId: string,
  batchId: string,
  lock = false,
): Promise<Batch | null> {
  return tx.maybeOne(sql<Batch>`
    select ${batchColumns} from change_batch where client_id = ${clientId}::bigint and id = ${batchId}::bigint
    ${lock ? sql`for update` : sql``}`)
}

/** Another version of an undecided batch, by whoever made it. */
export async function reviseBatchRow(
  tx: WriteTx,
  clientId: string,
  batchId: string,
  next: { revision: number; contentHash: string; reason: string; id: string; name: string; side: string },
): Promise<void> {
  await tx.rows(sql`
    update change_batch set revision = ${next.revision}, content_hash = ${next.contentHash}, reason = ${next.reason}, asked_at = null,
      proposed_by = ${next.id}, proposed_by_name = ${next.name}, proposed_side = ${next.side}
    where client_id = ${clientId}::bigint and id = ${batchId}::bigint`)
}

export async function noteAsked(tx: WriteTx, clientId: string, batchId: string): Promise<void> {
  await tx.rows(sql`
    update change_batch set asked_at = ${tx.now} where client_id = ${clientId}::bigint and id = ${batchId}::bigint`)
}

/** Takes the writing of a revision's letters; false when somebody has. */
export async function takeTelling(tx: WriteTx, clientId: string, batchId: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    update change_batch set told_revision = revision
    where client_id = ${clientId}::bigint and id = ${batchId}::bigint and told_revision < revision returning id`)
  return rows.length === 1
}

/** Lets the letters about batches be written again: they have to be agreed to anew. */
export async function tellAgain(tx: WriteTx, clientId: string, batchIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    update change_batch set told_revision = 0 where client_id = ${clientId}::bigint and id = any (${batchIds}::bigint[])`)
}

/** The items of a batch's newest revision; older ones are superseded. */
export async function itemsOf(tx: ReadTx, clientId: string, batchId: string): Promise<Change[]> {
  const rows = await tx.rows(sql<Raw>`
    select ${changeColumns} from change c join change_batch b on b.client_id = c.client_id and b.id = c.batch_id
    where c.client_id = ${clientId}::bigint and c.batch_id = ${batchId}::bigint and c.revision = b.revision order by c.no`)
  return rows.map(changeOf)
}

export async function changesById(
  tx: ReadTx,
  clientId: string,
  ids: readonly string[],
  lock = false,
): Promise<Change[]> {
  const rows = await tx.rows(sql<Raw>`
    select ${changeColumns} from change c where c.client_id = ${clientId}::bigint and c.id = any (${ids}::bigint[]) order by c.id
    ${lock ? sql`for update` : sql``}`)
  return rows.map(changeOf)
}

/** What becomes of one change with an event. Fields left out stay as they are; `dueAt` and `waitsFor` are emptied. */
export type Step = {
  readonly change: Pick<Change, 'id' | 'state'>
  readonly event: Event
  readonly reason?: string | null
  readonly reasonData?: Json
  readonly dueAt?: Date | null
  readonly waitsFor?: string | null
  readonly madeId?: string | null
}

/** Moves changes on. Refuses `moved_meanwhile`, with nothing done, when one of them is not in the state it was taken to be in. */
export async function moveAll(tx: WriteTx, clientId: string, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map(({ change, event, reason = null, reasonData = null, dueAt, waitsFor, madeId }) => {
    const next = after(change.state, event)
    assert(next !== null, `a change that is ${change.state} cannot ${event}`)
    return {
      id: change.id,
      was: change.state,
      next,
      reason,
      reasonData,
      dueAt: dueAt?.toISOString() ?? null,
      waitsFor: waitsFor ?? null,
      madeId: madeId ?? null,
    }
  })
  const moved = await tx.rows(sql`
    update change c set state = r.next, state_at = ${tx.now}, reason = r.reason, reason_data = r."reasonData", due_at = r."dueAt",
      waits_for = r."waitsFor", made_id = coalesce(r."madeId", c.made_id),
      attempts = c.attempts + (r.next = 'executing')::int,
      applied_at = case when r.next = 'applied' then ${tx.now}::timestamptz else c.applied_at end,
      confirmed_at = case when r.next = 'confirmed' then ${tx.now}::timestamptz else c.confirmed_at end
    from jsonb_to_recordset(${canonicalJson(rows as unknown as Json)}::jsonb) as r(id bigint, was text, next text, reason text,
      "reasonData" jsonb, "dueAt" timestamptz, "waitsFor" text, "madeId" text)
    where c.client_id = ${clientId}::bigint and c.id = r.id and c.state = r.was returning c.id`)
  if (moved.length !== steps.length) throw new Refusal('moved_meanwhile')
}

/** Puts off what waits, without changing its state. */
export async function putOff(
  tx: WriteTx,
  clientId: string,
  ids: readonly string[],
  dueAt: Date | null,
  waitsFor: string | null,
): Promise<void> {
  await tx.rows(sql`
    update change set due_at = ${dueAt}, waits_for = ${waitsFor}
    where client_id = ${clientId}::bigint and id = any (${ids}::bigint[])`)
}

export type Attempt = {
  readonly changeId: string
  readonly no: number
  readonly begunAt: Date
  readonly endedAt: Date | null
  readonly outcome: 'applied' | 'refused' | 'unknown' | 'not_sent' | 'absent' | null
  readonly detail: Json
}

/** One line for each change whose call is about to leave. `no` continues the change's own count. */
export async function beginAttempts(tx: WriteTx, clientId: string, ids: readonly string[]): Promise<void> {
  await tx.rows(sql`
    insert into change_attempt (client_id, change_id, no, begun_at)
    select client_id, id, attempts, ${tx.now} from change
    where client_id = ${clientId}::bigint and id = any (${ids}::bigint[])`)
}

export async function endAttempts(
  tx: WriteTx,
  clientId: string,
  outcomes: readonly { changeId: string; outcome: NonNullable<Attempt['outcome']>; detail: Json }[],
): Promise<void> {
  if (outcomes.length === 0) return
  await tx.rows(sql`
    update change_attempt a set ended_at = ${tx.now}, outcome = r.outcome, detail = r.detail
    from jsonb_to_recordset(${canonicalJson(outcomes as unknown as Json)}::jsonb) as r("changeId" bigint, outcome text, detail jsonb)
    where a.client_id = ${clientId}::bigint and a.change_id = r."changeId"
      and a.no = (select max(no) from change_attempt l where l.client_id = ${clientId}::bigint and l.change_id = a.change_id)`)
}

export async function attemptsOf(tx: ReadTx, clientId: string, ids: readonly string[]): Promise<Attempt[]> {
  return tx.rows(sql<Attempt>`
    select change_id as "changeId", no, begun_at as "begunAt", ended_at as "endedAt", outcome, detail from change_attempt
    where client_id = ${clientId}::bigint and change_id = any (${ids}::bigint[]) order by change_id, no`)
}

/** One advertising profile of a client: what one worker at a time executes. */
export type Profile = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

const atProfile = (
  at: Profile,
) => sql`c.client_id = ${at.clientId}::bigint and c.store_id = ${at.storeId}::bigint
  and c.marketplace = ${at.marketplace}`

/** Due changes of a state, the longest waiting first. */
export async function dueChanges(
  tx: ReadTx,
  at: Profile,
  states: readonly State[],
  now: Date,
  limit: number,
): Promise<Change[]> {
  const rows = await tx.rows(sql<Raw>`
    select ${changeColumns} from change c
    where ${atProfile(at)} and c.state = any (${states}::text[]) and (c.due_at is null or c.due_at <= ${now})
    order by c.kind, c.entity, c.id limit ${limit}`)
  return rows.map(changeOf)
}

/** When the next change of these states is due; null when none is. */
export async function nextDueAt(tx: ReadTx, at: Profile, states: readonly State[]): Promise<Date | null> {
  const row = await tx.maybeOne(sql<{ at: Date | null }>`
    select min(coalesce(c.due_at, c.state_at)) as at from change c where ${atProfile(at)} and c.state = any (${states}::text[])`)
  return row?.at ?? null
}

/** Profiles of a client with anything that has to be looked at by now. */
export async function profilesAtWork(tx: ReadTx, clientId: string, now: Date): Promise<Profile[]> {
  return tx.rows(sql<Profile>`
    select distinct client_id as "clientId", store_id as "storeId", marketplace from change
    where client_id = ${clientId}::bigint and state in ('approved', 'executing', 'unknown', 'applied')
      and (due_at is null or due_at <= ${now})`)
}

/** Open changes of the same object and kind in other batches: two that do not know of each other. */
export async function openElsewhere(
  tx: ReadTx,
  clientId: string,
  batchId: string | null,
  objects: readonly { kind: string; entity: string; objectId: string }[],
): Promise<{ kind: string; entity: string; objectId: string; batchId: string }[]> {
  return tx.rows(sql`
    select c.kind, c.entity, c.object_id as "objectId", c.batch_id as "batchId" from change c
    join unnest(${objects.map((one) => one.kind)}::text[], ${objects.map((one) => one.entity)}::text[],
      ${objects.map((one) => one.objectId)}::text[]) as w(kind, entity, object_id)
      on w.kind = c.kind and w.entity = c.entity and w.object_id = c.object_id
    where c.client_id = ${clientId}::bigint and c.state in ('proposed', 'approved', 'executing', 'unknown', 'applied')
      and c.batch_id is distinct from ${batchId}::bigint`)
}

/** Where objects stood before our own changes of the last days: the value the first of them saw. */
export async function valuesBefore(
  tx: ReadTx,
  clientId: string,
  since: Date,
  objects: readonly { kind: string; entity: string; objectId: string }[],
): Promise<{ kind: string; entity: string; objectId: string; from: Json }[]> {
  return tx.rows(sql`
    select distinct on (c.kind, c.entity, c.object_id) c.kind, c.entity, c.object_id as "objectId", c.from_value as "from" from change c
    join unnest(${objects.map((one) => one.kind)}::text[], ${objects.map((one) => one.entity)}::text[],
      ${objects.map((one) => one.objectId)}::text[]) as w(kind, entity, object_id)
      on w.kind = c.kind and w.entity = c.entity and w.object_id = c.object_id
    where c.client_id = ${clientId}::bigint and c.state in ('applied', 'confirmed') and c.applied_at > ${since}
    order by c.kind, c.entity, c.object_id, c.applied_at`)
}
