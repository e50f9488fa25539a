// The course of one pull, pure: what each answer of Amazon makes of it, and when to look again.

/**
 * waiting → asking → asked → ready → done | nothing; failed, held (the grant or a role must be looked at) or abandoned on the way.
 * `asking`: the request is on its way, and only listing tells whether it arrived.
 */
export const pullStates = [
  'waiting',
  'asking',
  'asked',
  'ready',
  'done',
  'nothing',
  'failed',
  'held',
  'abandoned',
] as const

export type PullState = (typeof pullStates)[number]

/** Nothing more will come of it. */
export const endedStates: readonly PullState[] = ['done', 'nothing', 'failed', 'abandoned']
/** Under way by itself; what is held is neither ended nor moving. */
export const movingStates: readonly PullState[] = ['waiting', 'asking', 'asked', 'ready']
/** Amazon has said what there is of its days. */
export const readStates: readonly PullState[] = ['done', 'nothing']

/** Seen as the answer to the question how far a report is. */
export type Progress = 'working' | 'ready' | 'nothing' | 'broken' | 'gone'

/** What a failed call was, as the connectors reduce it. */
export type Trouble = {
  readonly kind: 'throttled' | 'rejected' | 'unavailable' | 'unknown'
  readonly operation: string
  readonly status: number | null
  readonly code: string
  readonly retryAt: Date | null
}

export type Change = {
  readonly state: PullState
  /** When to act on it next. */
  readonly dueAt: Date
  readonly attempts: number
  /** `quota:operation` while a quota is waited for, null otherwise. */
  readonly waitsFor: string | null
  readonly reason: string | null
}

/** Tries after which a pull is given up; the next plan asks again. */
const MOST_ATTEMPTS = 6
/** A report that is not made by then never will be. */
const LONGEST_WAIT_MS = 6 * 3_600_000
const HELD_MS = 6 * 3_600_000

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** Looks come less often the longer a report takes: after a quarter of its age, between 20 seconds and 5 minutes. */
export function nextLook(askedAt: Date, now: Date): Date {
  const age = now.getTime() - askedAt.getTime()
  return later(now, Math.min(300_000, Math.max(20_000, age / 4)))
}

/** Half a minute, doubled with every try, an hour at most. */
export function backOff(attempts: number, now: Date): Date {
  return later(now, Math.min(3_600_000, 30_000 * 2 ** attempts))
}

/**
 * CANCELLED says that there are no rows, or that something went wrong: only when it is said twice it is believed. The first time is kept as
 * the reason.
 */
export function afterLook(
  pull: { readonly attempts: number; readonly askedAt: Date; readonly reason: string | null },
  progress: Progress,
  now: Date,
): Change {
  const { attempts } = pull
  const calm = { waitsFor: null, reason: pull.reason === 'cancelled' ? pull.reason : null }
  if (progress === 'ready') return { ...calm, state: 'ready', dueAt: now, attempts, reason: null }
  if (progress === 'nothing' && pull.reason === 'cancelled')
    return { ...calm, state: 'nothing', dueAt: now, attempts, reason: null }
  if (progress === 'nothing') return again(attempts, 'cancelled', now)
  if (progress === 'gone') return again(attempts, 'report_gone', now)
  if (progress === 'broken') return again(attempts, 'report_broken', now)
  if (now.getTime() - pull.askedAt.getTime() > LONGEST_WAIT_MS) return again(attempts, 'report_late', now)
  return { ...calm, state: 'asked', dueAt: nextLook(pull.askedAt, now), attempts }
}

/** Asks anew, a few times. */
export function again(attempts: number, reason: string, now: Date): Change {
  const tried = attempts + 1
  return tried >= MOST_ATTEMPTS
    ? { state: 'failed', dueAt: now, attempts: tried, waitsFor: null, reason }
    : { state: 'waiting', dueAt: backOff(tried, now), attempts: tried, waitsFor: null, reason }
}

/** What a call that gave no result makes of a pull in this state. */
export function afterTrouble(
  pull: { readonly state: PullState; readonly attempts: number; readonly reason: string | null },
  trouble: Trouble,
  now: Date,
): Change {
  const { attempts } = pull
  const reason = pull.reason === 'cancelled' ? pull.reason : trouble.code
  // A request that may have arrived is looked for; everything else stays what it was.
  const before = pull.state === 'asking' && trouble.kind !== 'unknown' ? 'waiting' : pull.state
  if (trouble.kind === 'throttled') {
    const dueAt = trouble.retryAt ?? later(now, 60_000)
    const told = pull.reason === 'cancelled' ? pull.reason : null
    return { state: before, dueAt, attempts, waitsFor: `quota:${trouble.operation}`, reason: told }
  }
  if (trouble.kind === 'unknown')
    return { state: 'asking', dueAt: later(now, 30_000), attempts, waitsFor: null, reason }
  if (trouble.kind === 'unavailable') {
    const tried = attempts + 1
    const given = tried >= MOST_ATTEMPTS * 2
    return {
      state: given ? 'failed' : before,
      dueAt: backOff(tried, now),
      attempts: tried,
      waitsFor: null,
      reason,
    }
  }
  if (trouble.code === 'url_expired' && attempts + 1 < MOST_ATTEMPTS)
    return { state: before, dueAt: now, attempts: attempts + 1, waitsFor: null, reason }
  if (trouble.status === 401 || trouble.status === 403)
    return { state: 'held', dueAt: later(now, HELD_MS), attempts, waitsFor: null, reason }
  if (trouble.status === 404 && pull.state !== 'waiting') return again(attempts, 'report_gone', now)
  return { state: 'failed', dueAt: now, attempts, waitsFor: null, reason }
}
