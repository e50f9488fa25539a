import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { PlaceAt } from './bids.ts'

export type ScheduleState = 'proposed' | 'rejected' | 'active' | 'stopping' | 'ended'

export type Schedule = PlaceAt & {
  readonly id: string
  readonly campaignIds: readonly string[]
  readonly grid: readonly number[]
  readonly leastStep: number
  readonly evidence: Json
  readonly tier: 'second' | 'client'
  readonly reason: string
  readonly state: ScheduleState
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedSide: 'agency' | 'client'
  readonly proposedAt: Date
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly endsAt: Date
  readonly endReason: string | null
  readonly endedAt: Date | null
  readonly writtenHourAt: Date | null
  readonly waitsFor: string | null
}

const columns = sql`client_id as "clientId", store_id as "storeId", marketplace, id, campaign_ids as "campaignIds", grid, least_step as "leastStep",
  evidence, tier, reason, state, proposed_by as "proposedBy", proposed_by_name as "proposedByName", proposed_side as "proposedSide",
  proposed_at as "proposedAt", decided_by_name as "decidedByName", decided_at as "decidedAt", ends_at as "endsAt", end_reason as "endReason",
  ended_at as "endedAt", written_hour_at as "writtenHourAt", waits_for as "waitsFor"`

/** Schedules of a place, newest first. */
export function listSchedules(tx: ReadTx, at: PlaceAt): Promise<Schedule[]> {
  return tx.rows(sql<Schedule>`
    select ${columns} from ad_schedule where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
      and marketplace = ${at.marketplace} order by id desc limit 50`)
}

/** What may have to be written: running, or still restoring. */
export function runningSchedules(tx: ReadTx, clientId: string): Promise<Schedule[]> {
  return tx.rows(sql<Schedule>`
    select ${columns} from ad_schedule where client_id = ${clientId}::bigint and state in ('active', 'stopping') order by id`)
}

export function findSchedule(
  tx: ReadTx,
  clientId: string,
  id: string,
  lock = false,
): Promise<Schedule | null> {
  return tx.maybeOne(sql<Schedule>`
    select ${columns} from ad_schedule where client_id = ${clientId}::bigint and id = ${id}::bigint ${lock ? sql`for update` : sql``}`)
}

type New = Pick<
  Schedule,
  | 'campaignIds'
  | 'grid'
  | 'leastStep'
  | 'evidence'
  | 'tier'
  | 'reason'
  | 'proposedBy'
  | 'proposedByName'
  | 'proposedSide'
  | 'endsAt'
>

export async function insertSchedule(tx: WriteTx, at: PlaceAt, one: New): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into ad_schedule (client_id, store_id, marketplace, campaign_ids, grid, least_step, evidence, tier, reason, state, proposed_by,
      proposed_by_name, proposed_side, proposed_at, ends_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${[...one.campaignIds]}::text[],
      ${[...one.grid]}::double precision[], ${one.leastStep}, ${canonicalJson(one.evidence)}::jsonb, ${one.tier}, ${one.reason}, 'proposed',
      ${one.proposedBy}, ${one.proposedByName}, ${one.proposedSide}, ${tx.now}, ${one.endsAt})
    returning id`)
  return row!.id
}

/** Another schedule of the place, proposed or running, with one of these campaigns; null: none. */
export async function overlapping(
  tx: ReadTx,
  at: PlaceAt,
  campaignIds: readonly string[],
): Promise<string | null> {
  const [row] = await tx.rows(sql<{ id: string }>`
    select id from ad_schedule where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint
      and marketplace = ${at.marketplace} and state in ('proposed', 'active', 'stopping') and campaign_ids && ${[...campaignIds]}::text[]
    limit 1`)
  return row?.id ?? null
}

export async function moveSchedule(
  tx: WriteTx,
  one: Pick<Schedule, 'clientId' | 'id'>,
  to: {
    state: ScheduleState
    decidedByName?: string
    endReason?: string
  },
): Promise<void> {
  const { state, decidedByName = null, endReason = null } = to
  await tx.rows(sql`
    update ad_schedule set state = ${state},
      decided_by_name = coalesce(${decidedByName}::text, decided_by_name),
      decided_at = case when ${decidedByName}::text is null then decided_at else ${tx.now} end,
      end_reason = coalesce(end_reason, ${endReason}::text),
      ended_at = case when ${state} in ('ended', 'rejected') then ${tx.now} else ended_at end, waits_for = null
    where client_id = ${one.clientId}::bigint and id = ${one.id}::bigint`)
}

export async function noteSchedule(
  tx: WriteTx,
  one: Pick<Schedule, 'clientId' | 'id'>,
  to: { writtenHourAt: Date | null; waitsFor: string | null },
): Promise<void> {
  await tx.rows(sql`
    update ad_schedule set written_hour_at = ${to.writtenHourAt}, waits_for = ${to.waitsFor}
    where client_id = ${one.clientId}::bigint and id = ${one.id}::bigint`)
}

/** A line of the base-bid ledger. */
export type BaseRow = {
  readonly entity: 'keywords' | 'targets'
  readonly targetId: string
  readonly campaignId: string
  readonly label: string
  readonly baseMicros: bigint
  readonly seenMicros: bigint
  readonly askedMicros: bigint | null
  readonly state: 'held' | 'conflict' | 'restored'
  readonly since: Date
  readonly changedAt: Date
}

export async function listBases(
  tx: ReadTx,
  clientId: string,
  scheduleIds: readonly string[],
): Promise<(BaseRow & { scheduleId: string })[]> {
  type Row = Omit<BaseRow, 'baseMicros' | 'seenMicros' | 'askedMicros'> & {
    scheduleId: string
    baseMicros: string
    seenMicros: string
    askedMicros: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select schedule_id as "scheduleId", entity, target_id as "targetId", campaign_id as "campaignId", label, base_micros as "baseMicros",
           seen_micros as "seenMicros", asked_micros as "askedMicros", state, since, changed_at as "changedAt"
    from ad_schedule_base where client_id = ${clientId}::bigint and schedule_id = any (${[...scheduleIds]}::bigint[])
    order by campaign_id, label, target_id`)
  return rows.map((row) => ({
    ...row,
    baseMicros: BigInt(row.baseMicros),
    seenMicros: BigInt(row.seenMicros),
    askedMicros: row.askedMicros === null ? null : BigInt(row.askedMicros),
  }))
}

/** Writes lines of the ledger down; the base and since when it is kept stay as they were first written. */
export async function saveBases(
  tx: WriteTx,
  at: { clientId: string; scheduleId: string },
  rows: readonly Omit<BaseRow, 'since' | 'changedAt'>[],
): Promise<void> {
  if (rows.length === 0) return
  const lines = rows.map((one) => ({
    ...one,
    baseMicros: one.baseMicros.toString(),
    seenMicros: one.seenMicros.toString(),
    askedMicros: one.askedMicros?.toString() ?? null,
  }))
  await tx.rows(sql`
    insert into ad_schedule_base (client_id, schedule_id, entity, target_id, campaign_id, label, base_micros, seen_micros, asked_micros, state,
      since, changed_at)
    select ${at.clientId}::bigint, ${at.scheduleId}::bigint, x.entity, x."targetId", x."campaignId", x.label, x."baseMicros", x."seenMicros",
      x."askedMicros", x.state, ${tx.now}, ${tx.now}
    from json_to_recordset(${JSON.stringify(lines)}::json) as x(entity text, "targetId" text, "campaignId" text, label text,
      "baseMicros" bigint, "seenMicros" bigint, "askedMicros" bigint, state text)
    on conflict (client_id, schedule_id, entity, target_id) do update
    set seen_micros = excluded.seen_micros, asked_micros = excluded.asked_micros, state = excluded.state, label = excluded.label,
        changed_at = excluded.changed_at`)
}
