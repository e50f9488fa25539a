import { sql } from 'kysely'
import type { ReadTx, Tenant } from '#platform/tenant.ts'
import { type Bucket, type Plan, type Shelf, type Waiting, newBucket, tokensAt } from './bucket.ts'
import type { QuotaStore } from './limiter.ts'

type QuotaRow = {
  key: string
  rate: number
  ceiling: number
  burst: number
  tokens: number
  least_tokens: number
  counted_at: Date
  blocked_until: Date | null
  throttled_at: Date | null
  knee_rate: number
  learned_at: Date | null
  adaptive: boolean
}

type WaitRow = { key: string; ticket: string; priority: number; since_at: Date; until_at: Date }

/**
 * The buckets in PostgreSQL. Rows are locked in the order of their keys, so two workers never wait for each other in a ring, and a
 * token is taken once. Quotas belong to no client: the scope is empty.
 */
export function openQuotaStore(tenant: Tenant): QuotaStore {
  const actor = { kind: 'system', name: 'quota', agencyId: '0', clientIds: [] } as const
  return {
    change: (plans, now, work) =>
      tenant.write(actor, async (tx) => {
        tx.noLedger('a quota is no record of a client')
        // What a crash of the machine may take of the last fraction of a second is a token or two: no call waits for the disk.
        await tx.rows(sql`set local synchronous_commit to off`)
        const before = await lockShelves(tx, plans, now)
        const { result, shelves } = work(before)
        for (const [at, shelf] of shelves.entries()) await saveShelf(tx, before[at]!, shelf)
        return result
      }),
  }
}

async function lockShelves(tx: ReadTx, plans: readonly Plan[], now: number): Promise<Shelf[]> {
  const keys = plans.map((plan) => plan.key)
  let rows = await lockRows(tx, keys)
  const missing = plans.filter((plan) => !rows.some((row) => row.key === plan.key))
  if (missing.length > 0) {
    for (const plan of missing.toSorted((a, b) => (a.key < b.key ? -1 : 1)))
      await insertBucket(tx, newBucket(plan, now))
    rows = await lockRows(tx, keys)
  }
  const waits = await tx.rows(
    sql<WaitRow>`select key, ticket, priority, since_at, until_at from amazon_quota_wait where key = any(${keys})`,
  )
  return plans.map((plan) => ({
    bucket: bucketOf(rows.find((row) => row.key === plan.key)!),
    waiting: waits.filter((wait) => wait.key === plan.key).map(waitingOf),
  }))
}

function lockRows(tx: ReadTx, keys: readonly string[]): Promise<QuotaRow[]> {
  return tx.rows(
    sql<QuotaRow>`select key, rate, ceiling, burst, tokens, least_tokens, counted_at, blocked_until, throttled_at, knee_rate, learned_at, adaptive
      from amazon_quota where key = any(${keys}) order by key for update`,
  )
}

async function insertBucket(tx: ReadTx, bucket: Bucket): Promise<void> {
  await tx.rows(sql`insert into amazon_quota (key, rate, ceiling, burst, tokens, least_tokens, counted_at, knee_rate, adaptive)
    values (${bucket.key}, ${bucket.rate}, ${bucket.ceiling}, ${bucket.burst}, ${bucket.tokens}, ${bucket.leastTokens}, ${new Date(bucket.countedAt)},
      ${bucket.kneeRate}, ${bucket.adaptive})
    on conflict (key) do nothing`)
}

async function saveShelf(tx: ReadTx, before: Shelf, after: Shelf): Promise<void> {
  const { bucket } = after
  if (bucket !== before.bucket)
    await tx.rows(sql`update amazon_quota set rate = ${bucket.rate}, ceiling = ${bucket.ceiling}, burst = ${bucket.burst},
      tokens = ${bucket.tokens}, least_tokens = ${bucket.leastTokens}, counted_at = ${new Date(bucket.countedAt)}, blocked_until = ${instant(bucket.blockedUntil)},
      throttled_at = ${instant(bucket.throttledAt)}, knee_rate = ${bucket.kneeRate}, learned_at = ${instant(bucket.learnedAt)}
      where key = ${bucket.key}`)
  const gone = before.waiting.filter((old) => !after.waiting.includes(old)).map((old) => old.ticket)
  if (gone.length > 0)
    await tx.rows(sql`delete from amazon_quota_wait where key = ${bucket.key} and ticket = any(${gone})`)
  for (const wait of after.waiting.filter((one) => !before.waiting.includes(one)))
    await tx.rows(sql`insert into amazon_quota_wait (key, ticket, priority, since_at, until_at)
      values (${bucket.key}, ${wait.ticket}, ${wait.priority}, ${new Date(wait.since)}, ${new Date(wait.until)})`)
}

const instant = (ms: number): Date | null => (ms === 0 ? null : new Date(ms))
const millis = (at: Date | null): number => at?.getTime() ?? 0

function bucketOf(row: QuotaRow): Bucket {
  return {
    key: row.key,
    rate: row.rate,
    ceiling: row.ceiling,
    burst: row.burst,
    tokens: row.tokens,
    leastTokens: row.least_tokens,
    countedAt: row.counted_at.getTime(),
    blockedUntil: millis(row.blocked_until),
    throttledAt: millis(row.throttled_at),
    kneeRate: row.knee_rate,
    learnedAt: millis(row.learned_at),
    adaptive: row.adaptive,
  }
}

function waitingOf(row: WaitRow): Waiting {
  return {
    ticket: row.ticket,
    priority: row.priority,
    since: row.since_at.getTime(),
    until: row.until_at.getTime(),
  }
}

/** One bucket as a quota page shows it. */
export type QuotaLine = {
  readonly key: string
  readonly ratePerSecond: number
  readonly publishedPerSecond: number
  readonly burst: number
  readonly tokens: number
  readonly blockedUntil: Date | null
  readonly throttledAt: Date | null
  readonly waiting: number
}

/** The buckets whose key begins with one of these (`sp/app/region/seller/`), for quota pages; tokens as of now. */
export async function listQuotas(tx: ReadTx, prefixes: readonly string[], now: Date): Promise<QuotaLine[]> {
  const rows = await tx.rows(sql<QuotaRow & { waiting: number }>`select q.*,
      (select count(*)::int from amazon_quota_wait w where w.key = q.key and w.until_at > ${now}) as waiting
    from amazon_quota q where exists (select from unnest(${prefixes}::text[]) as own (prefix) where starts_with(key, own.prefix))
    order by key`)
  return rows.map((row) => ({
    key: row.key,
    ratePerSecond: row.rate,
    publishedPerSecond: row.ceiling,
    burst: row.burst,
    tokens: Math.max(0, tokensAt(bucketOf(row), now.getTime())),
    blockedUntil: row.blocked_until,
    throttledAt: row.throttled_at,
    waiting: row.waiting,
  }))
}
