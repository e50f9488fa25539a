import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

// Plans, stops and notices of months, as they were set. Nothing is overwritten: the newest row holds.

export type PlaceKey = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

const here = (at: PlaceKey) =>
  sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}`

export type Plan = {
  readonly id: string
  readonly month: Day
  /** '' for the whole marketplace. */
  readonly campaignId: string
  readonly currency: string
  /** Null: withdrawn. */
  readonly amountMicros: bigint | null
  readonly setByName: string
  readonly setAt: Date
}

/** Everything that was ever set for a month, newest first; the first of each campaign holds. */
export async function listPlans(tx: ReadTx, at: PlaceKey, month: Day): Promise<Plan[]> {
  const rows = await tx.rows(sql<Omit<Plan, 'amountMicros'> & { amount: string | null }>`
    select id, month, campaign_id as "campaignId", currency, amount_micros::text as amount, set_by_name as "setByName", set_at as "setAt"
    from budget_plan where ${here(at)} and month = ${month}::date order by id desc limit 500`)
  return rows.map(({ amount, ...row }) => ({ ...row, amountMicros: amount === null ? null : BigInt(amount) }))
}

/** What holds of a month's plans, by campaign ('' for the whole); withdrawn ones are left out. */
export function plansInForce(plans: readonly Plan[]): Map<string, Plan & { amountMicros: bigint }> {
  const newest = new Map<string, Plan>()
  for (const one of plans) if (!newest.has(one.campaignId)) newest.set(one.campaignId, one)
  return new Map(
    [...newest].flatMap(([key, one]) =>
      one.amountMicros === null ? [] : [[key, { ...one, amountMicros: one.amountMicros }] as const],
    ),
  )
}

export async function insertPlan(
  tx: WriteTx,
  at: PlaceKey,
  plan: {
    month: Day
    campaignId: string
    currency: string
    amountMicros: bigint | null
    by: { id: string; name: string }
  },
): Promise<void> {
  await tx.rows(sql`
    insert into budget_plan (client_id, store_id, marketplace, month, campaign_id, currency, amount_micros, set_by, set_by_name, set_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${plan.month}::date, ${plan.campaignId}, ${plan.currency},
      ${plan.amountMicros?.toString() ?? null}::bigint, ${plan.by.id}, ${plan.by.name}, ${tx.now})`)
}

export type GuardMode = 'off' | 'tell' | 'act'
export type Guard = {
  readonly mode: GuardMode
  readonly dayLimitMicros: bigint | null
  readonly resumes: boolean
  readonly setByName: string
  readonly setAt: Date
}

export async function findGuard(tx: ReadTx, at: PlaceKey): Promise<Guard | null> {
  const [row] = await tx.rows(sql<Omit<Guard, 'dayLimitMicros'> & { limit: string | null }>`
    select mode, day_limit_micros::text as "limit", resumes, set_by_name as "setByName", set_at as "setAt"
    from budget_guard where ${here(at)} order by id desc limit 1`)
  if (row === undefined) return null
  const { limit, ...rest } = row
  return { ...rest, dayLimitMicros: limit === null ? null : BigInt(limit) }
}

export async function insertGuard(
  tx: WriteTx,
  at: PlaceKey,
  guard: {
    mode: GuardMode
    dayLimitMicros: bigint | null
    resumes: boolean
    by: { id: string; name: string }
  },
): Promise<void> {
  await tx.rows(sql`
    insert into budget_guard (client_id, store_id, marketplace, mode, day_limit_micros, resumes, set_by, set_by_name, set_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${guard.mode},
      ${guard.dayLimitMicros?.toString() ?? null}::bigint, ${guard.resumes}, ${guard.by.id}, ${guard.by.name}, ${tx.now})`)
}

/** Places with a guard that is on, or with a plan for one of these months. */
export function watchedPlaces(
  tx: ReadTx,
  clientId: string,
  months: readonly Day[],
): Promise<{ storeId: string; marketplace: string }[]> {
  return tx.rows(sql<{ storeId: string; marketplace: string }>`
    select store_id as "storeId", marketplace from budget_plan
    where client_id = ${clientId}::bigint and month = any (${[...months]}::date[])
    union select store_id, marketplace from budget_guard where client_id = ${clientId}::bigint order by 1, 2`)
}

export type Notice = {
  readonly month: Day
  readonly day: Day
  readonly code: string
  readonly at: Date
  readonly body: Json
  readonly batchId: string | null
}

export function listNotices(tx: ReadTx, at: PlaceKey, months: readonly Day[]): Promise<Notice[]> {
  return tx.rows(sql<Notice>`
    select month, on_day as day, code, at, body, batch_id as "batchId" from budget_notice
    where ${here(at)} and month = any (${[...months]}::date[]) order by at desc`)
}

/** Keeps a notice once a day and code; false when it was there. */
export async function takeNotice(
  tx: WriteTx,
  at: PlaceKey,
  notice: { month: Day; day: Day; code: string; body: Json },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into budget_notice (client_id, store_id, marketplace, month, on_day, code, at, body)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${notice.month}::date, ${notice.day}::date,
      ${notice.code}, ${tx.now}, ${canonicalJson(notice.body)}::jsonb)
    on conflict (client_id, store_id, marketplace, month, on_day, code) do nothing returning code`)
  return rows.length > 0
}

export async function noteBatch(
  tx: WriteTx,
  at: PlaceKey,
  notice: { month: Day; day: Day; code: string; batchId: string },
): Promise<void> {
  await tx.rows(sql`
    update budget_notice set batch_id = ${notice.batchId}::bigint
    where ${here(at)} and month = ${notice.month}::date and on_day = ${notice.day}::date and code = ${notice.code}`)
}
