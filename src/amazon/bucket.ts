// The arithmetic of Amazon's quotas, pure: token buckets that several workers share, waiting calls in their order, and what an
// answer teaches. Instants are epoch milliseconds, rates calls a second.

/** A person waiting before the daily sweep, the sweep before the backfill. */
export const priorities = { interactive: 0, scheduled: 1, backfill: 2 } as const
export type Priority = keyof typeof priorities

/** What is known of a bucket before the first call. `adaptive`: nothing is published, the rate is found by trying. */
export type Plan = {
  readonly key: string
  readonly rate: number
  readonly burst: number
  readonly adaptive: boolean
}

export type Bucket = {
  readonly key: string
  /** The rate in force: the ceiling, or less after Amazon said no. */
  readonly rate: number
  /** The most we believe Amazon allows: published, or its own header. Says nothing of an adaptive bucket. */
  readonly ceiling: number
  readonly burst: number
  /** Tokens at `countedAt`; a lower bound of Amazon's own count. */
  readonly tokens: number
  /** Tokens since the last call left, until `countedAt` at least: the call may still be on its way. */
  readonly leastTokens: number
  readonly countedAt: number
  readonly blockedUntil: number
  readonly throttledAt: number
  /** The rate in force when Amazon last said no; 0 when it never did. */
  readonly kneeRate: number
  /** When a header set the ceiling; 0 when none did. */
  readonly learnedAt: number
  readonly adaptive: boolean
}

export type Waiting = {
  readonly ticket: string
  readonly priority: number
  readonly since: number
  readonly until: number
}

export type Shelf = { readonly bucket: Bucket; readonly waiting: readonly Waiting[] }

export type Ask = { readonly ticket: string; readonly priority: number; readonly now: number }

export type Taken = {
  readonly granted: boolean
  readonly retryAt: number
  readonly shelves: readonly Shelf[]
}

/** A call may reach Amazon this much after it left; a full bucket fills no further meanwhile. */
export const FLIGHT_MS = 150
/** A waiting call keeps its place this long beyond its turn; then its worker is taken for dead. */
const GRACE_MS = 5_000
/** A ceiling learned from a header is forgotten after a day without another. */
const LEARNED_MS = 24 * 3_600_000
const EPSILON = 1e-9
/** Growth of a cut rate with each call that is let through, away from and around the rate Amazon last refused. */
const RECOVERY = 1.03
const CAUTION = 1.002
/** What adaptive buckets may grow to, as a multiple of where they start. */
const ADAPTIVE_SPAN = 10

export function newBucket(plan: Plan, now: number): Bucket {
  return {
    key: plan.key,
    rate: plan.rate,
    ceiling: plan.rate,
    burst: plan.burst,
    tokens: plan.burst,
    leastTokens: plan.burst,
    countedAt: now,
    blockedUntil: 0,
    throttledAt: 0,
    kneeRate: 0,
    learnedAt: 0,
    adaptive: plan.adaptive,
  }
}

/** Tokens at an instant, also one shortly before the count (a call still in flight). */
export function tokensAt(bucket: Bucket, now: number): number {
  const flowed = bucket.tokens + ((now - bucket.countedAt) / 1000) * bucket.rate
  return now >= bucket.countedAt ? Math.min(bucket.burst, flowed) : Math.max(bucket.leastTokens, flowed)
}

/** The same bucket with another count. */
function counted(bucket: Bucket, tokens: number, countedAt: number): Bucket {
  return { ...bucket, tokens, leastTokens: tokens, countedAt }
}

/**
 * Takes one call from every bucket, or from none. A call waits behind the calls of better priority, and of its own that came
 * before it; `retryAt` is when its turn should come.
 */
export function take(shelves: readonly Shelf[], ask: Ask, plans: readonly Plan[]): Taken {
  const views = shelves.map((shelf, at) => viewOf(shelf, ask, plans[at]!))
  if (views.every((view) => view.turnAt <= ask.now)) {
    const after = views.map(({ bucket, waiting }, at) => ({
      bucket: spend(bucket, plans[at]!, ask.now),
      waiting: waiting.filter((one) => one.ticket !== ask.ticket),
    }))
    return { granted: true, retryAt: ask.now, shelves: after }
  }
  const retryAt = Math.max(...views.map((view) => view.lookAt))
  const after = views.map(({ bucket, waiting, since, turnAt }) => ({
    bucket,
    waiting: [
      ...waiting.filter((one) => one.ticket !== ask.ticket),
      ...(turnAt > ask.now
        ? [{ ticket: ask.ticket, priority: ask.priority, since, until: retryAt + GRACE_MS }]
        : []),
    ],
  }))
  return { granted: false, retryAt, shelves: after }
}

type View = Shelf & { since: number; turnAt: number; lookAt: number }

/** When the asker's turn comes in one bucket, and when to look again: the turn, or sooner if one ahead may be dead by then. */
function viewOf(shelf: Shelf, ask: Ask, plan: Plan): View {
  const bucket = relearn(shelf.bucket, plan, ask.now)
  const waiting = shelf.waiting.filter((one) => one.until > ask.now || one.ticket === ask.ticket)
  const since = waiting.find((one) => one.ticket === ask.ticket)?.since ?? ask.now
  const ahead = waiting.filter((one) => one.ticket !== ask.ticket && isBefore(one, { ...ask, since }))
  const turnAt = readyAt(bucket, ahead.length + 1, ask.now)
  const firstGone = Math.min(...ahead.map((one) => one.until))
  return {
    bucket,
    waiting,
    since,
    turnAt,
    lookAt: Math.min(turnAt, Math.max(readyAt(bucket, 1, ask.now), firstGone)),
  }
}

function isBefore(one: Waiting, mine: { priority: number; since: number; ticket: string }): boolean {
  if (one.priority !== mine.priority) return one.priority < mine.priority
  if (one.since !== mine.since) return one.since < mine.since
  return one.ticket < mine.ticket
}

/** The first whole millisecond at which this many tokens are there. */
function readyAt(bucket: Bucket, needed: number, now: number): number {
  const least = needed - EPSILON
  if (tokensAt(bucket, now) >= least) return Math.max(now, bucket.blockedUntil)
  const flowed = bucket.countedAt + Math.ceil(((least - bucket.tokens) / bucket.rate) * 1000)
  return Math.max(now, flowed, bucket.blockedUntil)
}

/** One token less. What would flow into a full bucket while the call is on its way is lost, as it is at Amazon. */
function spend(bucket: Bucket, plan: Plan, now: number): Bucket {
  const arrival = Math.max(bucket.countedAt, now + FLIGHT_MS)
  return {
    ...bucket,
    tokens: tokensAt(bucket, arrival) - 1,
    leastTokens: tokensAt(bucket, now) - 1,
    countedAt: arrival,
    rate: grown(bucket, plan),
  }
}

/** A cut rate grows with each call let through: fast below the rate that was last refused, slowly around it, fast beyond. */
function grown(bucket: Bucket, plan: Plan): number {
  const limit = bucket.adaptive ? plan.rate * ADAPTIVE_SPAN : bucket.ceiling
  const nearKnee = bucket.rate >= bucket.kneeRate * 0.9 && bucket.rate <= bucket.kneeRate * 1.25
  return Math.min(limit, bucket.rate * (nearKnee ? CAUTION : RECOVERY))
}

/** A learned ceiling that is too old is forgotten; a published plan that changed is taken over. */
function relearn(bucket: Bucket, plan: Plan, now: number): Bucket {
  if (bucket.adaptive || bucket.learnedAt > now - LEARNED_MS) return bucket
  if (bucket.ceiling === plan.rate && bucket.burst === plan.burst) return bucket
  const rate = bucket.rate >= bucket.ceiling ? plan.rate : Math.min(bucket.rate, plan.rate)
  const at = Math.max(now, bucket.countedAt)
  const tokens = Math.min(tokensAt(bucket, at), plan.burst)
  return { ...counted(bucket, tokens, at), ceiling: plan.rate, rate, burst: plan.burst, learnedAt: 0 }
}

export type Seen = {
  readonly throttled: boolean
  /** x-amzn-RateLimit-Limit of the answer, calls a second. */
  readonly rate: number | null
  readonly retryAfterMs: number | null
}

/** A header tells the pair's rate. */
export function learnRate(bucket: Bucket, rate: number, now: number): Bucket {
  if (Math.abs(rate - bucket.ceiling) <= bucket.ceiling * 0.01 && bucket.rate === bucket.ceiling)
    return bucket
  const at = Math.max(now, bucket.countedAt)
  return { ...counted(bucket, tokensAt(bucket, at), at), ceiling: rate, rate, learnedAt: now }
}

/**
 * Amazon said no although we counted a token: its count rules. The bucket is empty and rests for one call's time, spread a little
 * (0..1) so that workers do not return together; when it happens again soon, or nothing is published, the rate is cut.
 */
export function learnThrottle(bucket: Bucket, now: number, waitMs: number | null, spread: number): Bucket {
  const soon = now - bucket.throttledAt < (20 / bucket.rate) * 1000
  const cut = bucket.adaptive || soon
  const rate = cut ? Math.max(bucket.rate * (soon ? 0.5 : 0.7), bucket.ceiling / 1000) : bucket.rate
  const rest = Math.ceil(Math.max(waitMs ?? 0, (1000 / rate) * (1 + spread * 0.25)))
  return {
    ...counted(bucket, 1 - (rest / 1000) * rate, now),
    rate,
    kneeRate: cut ? bucket.rate : bucket.kneeRate,
    blockedUntil: Math.max(bucket.blockedUntil, now + rest),
    throttledAt: now,
  }
}

/** A call that Amazon did not accept has used up nothing of this bucket. */
export function giveBack(bucket: Bucket, now: number): Bucket {
  const tokens = Math.min(bucket.burst, bucket.tokens + 1)
  return counted(bucket, tokens, Math.min(now, bucket.countedAt))
}
