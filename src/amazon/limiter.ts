import { randomUUID } from 'node:crypto'
import type { Clock } from '#platform/clock.ts'
import {
  type Plan,
  type Priority,
  type Seen,
  type Shelf,
  giveBack,
  learnRate,
  learnThrottle,
  priorities,
  take,
} from './bucket.ts'
import { AmazonError } from './errors.ts'
import { type QuotaAccount, type QuotaCall, plansOf } from './quota-plans.ts'

/** Where the buckets stand, shared by all workers. `change` sees the shelves of these plans, in their order, alone. */
export type QuotaStore = {
  change<T>(
    plans: readonly Plan[],
    now: number,
    work: (shelves: readonly Shelf[]) => { result: T; shelves: readonly Shelf[] },
  ): Promise<T>
}

/** The way through the quota for one account and one purpose. */
export type Gate = {
  /** Returns when the call may leave; throws AmazonError throttled with `retryAt` when that is beyond the patience. */
  enter(call: QuotaCall): Promise<void>
  /** What the answer taught; the instant to come back after a 429, else null. */
  learn(call: QuotaCall, seen: Seen & { accepted: boolean }): Promise<Date | null>
}

export type GateOptions = QuotaAccount & {
  readonly priority: Priority
  /** Names the waiting work across attempts, so that it keeps its place; one of its own for each gate by default. */
  readonly ticket?: string
  /** How long `enter` may wait, in ms; default 0: a job is put off instead. */
  readonly patienceMs?: number
}

export type Limiter = { gate(options: GateOptions): Gate }

/** Polls no faster than this, whatever the arithmetic says. */
const LEAST_WAIT_MS = 20

/** One limiter of a process; several share a store. `spread` gives 0..1 and keeps workers from returning together. */
export function createLimiter(options: { store: QuotaStore; clock: Clock; spread?: () => number }): Limiter {
  const { store, clock, spread = Math.random } = options
  const known = new Map<string, number>()
  return {
    gate(who) {
      const ticket = who.ticket ?? randomUUID()
      const ask = { ticket, priority: priorities[who.priority] }
      return {
        async enter(call) {
          const plans = plansOf(who, call)
          const patientUntil = clock.now().getTime() + (who.patienceMs ?? 0)
          for (;;) {
            const now = clock.now().getTime()
            const { granted, retryAt } = await store.change(plans, now, (shelves) => {
              const taken = take(shelves, { ...ask, now }, plans)
              return { result: taken, shelves: taken.shelves }
            })
            if (granted) return
            if (retryAt > patientUntil) throw notYet(call, retryAt)
            await clock.sleep(Math.max(retryAt - now, LEAST_WAIT_MS))
          }
        },
        async learn(call, seen) {
          const plans = plansOf(who, call)
          const pair = plans[0]!
          const news =
            seen.rate !== null && Math.abs(seen.rate - (known.get(pair.key) ?? pair.rate)) > pair.rate * 0.01
          const back = !seen.accepted && call.interval !== undefined
          if (!seen.throttled && !news && !back) return null
          const now = clock.now().getTime()
          if (seen.throttled) known.delete(pair.key)
          else if (seen.rate !== null) known.set(pair.key, seen.rate)
          return store.change(plans, now, (shelves) => {
            const after = taught(shelves, call, seen, now, spread())
            const retryAt = Math.max(...after.map((shelf) => shelf.bucket.blockedUntil))
            return { result: seen.throttled ? new Date(retryAt) : null, shelves: after }
          })
        },
      }
    },
  }
}

function notYet(call: QuotaCall, retryAt: number): AmazonError {
  return new AmazonError({
    kind: 'throttled',
    operation: call.operation,
    code: 'quota_wait',
    retryAt: new Date(retryAt),
  })
}

/** A 429 while the account's own bucket still had calls comes from the bucket below it, the report type's. */
function taught(
  shelves: readonly Shelf[],
  call: QuotaCall,
  seen: Seen & { accepted: boolean },
  now: number,
  spread: number,
): Shelf[] {
  const subject = call.subject !== null && shelves.length > 1 ? shelves.length - (call.interval ? 2 : 1) : -1
  const interval = call.interval === undefined ? -1 : shelves.length - 1
  const plenty = subject > 0 && shelves[0]!.bucket.tokens >= 1
  return shelves.map((shelf, at) => {
    let { bucket } = shelf
    if (at === interval) bucket = seen.accepted ? bucket : giveBack(bucket, now)
    else if (seen.throttled && at === (plenty ? subject : 0))
      bucket = learnThrottle(bucket, now, seen.retryAfterMs, spread)
    else if (!seen.throttled && at === 0 && seen.rate !== null) bucket = learnRate(bucket, seen.rate, now)
    return { ...shelf, bucket }
  })
}
