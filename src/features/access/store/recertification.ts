import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

// Quarterly reviews of who may do what, and their lines.

export type Review = {
  readonly id: string
  readonly quarter: string
  readonly openedAt: Date
  readonly dueOn: string
  readonly closedAt: Date | null
  readonly closedByName: string | null
  readonly lines: number
  /** Lines that nobody has decided. */
  readonly open: number
  readonly removed: number
}

export type LineSort = 'person' | 'right' | 'grant' | 'connection'

export type ReviewLine = {
  readonly id: string
  readonly sort: LineSort
  readonly subject: string
  readonly label: string
  readonly detail: { readonly [name: string]: Json }
  readonly decision: 'keep' | 'removed' | null
  readonly decidedAt: Date | null
  readonly decidedByName: string | null
  readonly note: string
}

/** A client's reviews, the newest first. */
export function listReviews(tx: ReadTx, clientId: string): Promise<Review[]> {
  return tx.rows(sql<Review>`
    select r.id, r.quarter, r.opened_at as "openedAt", r.due_on as "dueOn", r.closed_at as "closedAt", r.closed_by_name as "closedByName",
      count(l.id)::int as lines, (count(l.id) filter (where l.decision is null))::int as open,
      (count(l.id) filter (where l.decision = 'removed'))::int as removed
    from access_review r left join access_review_line l on l.client_id = r.client_id and l.review_id = r.id
    where r.client_id = ${clientId}::bigint group by r.client_id, r.id order by r.quarter desc`)
}

export type WaitingReview = {
  readonly clientId: string
  readonly reviewId: string
  readonly dueOn: string
  readonly open: number
}

/** The oldest open review of each of these clients. */
export function listWaitingReviews(tx: ReadTx, clientIds: readonly string[]): Promise<WaitingReview[]> {
  return tx.rows(sql<WaitingReview>`
    select distinct on (r.client_id) r.client_id as "clientId", r.id as "reviewId", r.due_on as "dueOn",
      (select count(*)::int from access_review_line l where l.client_id = r.client_id and l.review_id = r.id and l.decision is null) as open
    from access_review r where r.client_id = any (${clientIds}::bigint[]) and r.closed_at is null
    order by r.client_id, r.quarter`)
}

/** When the newest closed review of each of these clients was closed. */
export function newestClosed(
  tx: ReadTx,
  clientIds: readonly string[],
): Promise<{ clientId: string; at: Date }[]> {
  return tx.rows(sql<{ clientId: string; at: Date }>`
    select client_id as "clientId", max(closed_at) as at from access_review
    where client_id = any (${[...clientIds]}::bigint[]) and closed_at is not null group by client_id`)
}

export function listReviewLines(tx: ReadTx, clientId: string, reviewId: string): Promise<ReviewLine[]> {
  return tx.rows(sql<ReviewLine>`
    select id, sort, subject, label, detail, decision, decided_at as "decidedAt", decided_by_name as "decidedByName", note
    from access_review_line where client_id = ${clientId}::bigint and review_id = ${reviewId}::bigint order by id`)
}

/** Opens a quarter's review with its lines; null when the quarter has one. */
export async function insertReview(
  tx: WriteTx,
  clientId: string,
  review: { quarter: string; dueOn: string },
  lines: readonly Pick<ReviewLine, 'sort' | 'subject' | 'label' | 'detail'>[],
): Promise<string | null> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into access_review (client_id, quarter, opened_at, due_on)
    values (${clientId}::bigint, ${review.quarter}, ${tx.now}, ${review.dueOn}::date)
    on conflict (client_id, quarter) do nothing returning id`)
  if (made === null) return null
  await tx.rows(sql`
    insert into access_review_line (client_id, review_id, sort, subject, label, detail)
    select ${clientId}::bigint, ${made.id}::bigint, r.sort, r.subject, r.label, r.detail
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(sort text, subject text, label text, detail jsonb)`)
  return made.id
}

/** Locks an open review, so that closing and deciding come one after the other; null when it is closed or not there. */
export async function lockReview(tx: WriteTx, clientId: string, reviewId: string): Promise<boolean> {
  const found = await tx.rows(sql`
    select 1 from access_review where client_id = ${clientId}::bigint and id = ${reviewId}::bigint and closed_at is null for update`)
  return found.length > 0
}

export async function decideReviewLine(
  tx: WriteTx,
  at: { clientId: string; reviewId: string; lineId: string },
  said: { decision: 'keep' | 'removed' | null; byName: string; note: string },
): Promise<void> {
  await tx.rows(sql`
    update access_review_line set decision = ${said.decision}, decided_at = ${said.decision === null ? null : tx.now},
      decided_by_name = ${said.decision === null ? null : said.byName}, note = ${said.note}
    where client_id = ${at.clientId}::bigint and review_id = ${at.reviewId}::bigint and id = ${at.lineId}::bigint`)
}

export async function closeReviewRow(
  tx: WriteTx,
  clientId: string,
  reviewId: string,
  byName: string,
): Promise<void> {
  await tx.rows(sql`
    update access_review set closed_at = ${tx.now}, closed_by_name = ${byName}
    where client_id = ${clientId}::bigint and id = ${reviewId}::bigint and closed_at is null`)
}
