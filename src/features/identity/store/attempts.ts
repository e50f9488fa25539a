import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import { forgetHours, freeGuesses, lockSeconds } from '../rules/lockout.ts'
import { type AuthDb, first, inTransaction, rows } from './db.ts'

/** What is guessed at: a person's password or code, or anything from one network address. */
export type Target = { readonly kind: keyof typeof freeGuesses; readonly subject: string }

export const passwordOf = (email: string): Target => ({ kind: 'account', subject: hashed('password', email) })
export const codeOf = (personId: string): Target => ({ kind: 'account', subject: hashed('code', personId) })
export const lettersTo = (email: string): Target => ({ kind: 'account', subject: hashed('letter', email) })
export const addressOf = (ip: string): Target => ({ kind: 'address', subject: hashed('address', ip) })

function hashed(kind: string, what: string): string {
  return `${kind}:${createHash('sha256').update(what.toLowerCase()).digest('hex')}`
}

export type GuessEffect = 'counted' | 'first_lock' | 'longer_lock'

/**
 * Counts a guess before it is looked at, so that guesses made at once are all counted. Refuses while locked, without saying more
 * than for how long. Answers what this guess does if it is wrong: nothing, the first lock, or a longer one.
 */
export async function countGuess(db: AuthDb, target: Target, now: Date): Promise<GuessEffect> {
  return inTransaction(db, async (trx) => {
    await sql`insert into attempt (subject, failures, last_at) values (${target.subject}, 0, ${now}) on conflict do nothing`.execute(
      trx,
    )
    const before = await first(
      trx,
      sql<{ failures: number; last_at: Date; locked_until: Date | null }>`
        select failures, last_at, locked_until from attempt where subject = ${target.subject} for update`,
    )
    if (before === null) throw new Error('an attempt row vanished under its lock')
    if (before.locked_until !== null && before.locked_until > now) {
      const seconds = Math.ceil((before.locked_until.getTime() - now.getTime()) / 1000)
      throw new Refusal('locked_out', { seconds })
    }
    const old = now.getTime() - before.last_at.getTime() > forgetHours * 3_600_000
    const failures = (old ? 0 : before.failures) + 1
    const seconds = lockSeconds(failures, freeGuesses[target.kind])
    const until = seconds === 0 ? null : new Date(now.getTime() + seconds * 1000)
    await sql`update attempt set failures = ${failures}, last_at = ${now}, locked_until = ${until} where subject = ${target.subject}`.execute(
      trx,
    )
    if (seconds === 0) return 'counted'
    return failures === freeGuesses[target.kind] ? 'first_lock' : 'longer_lock'
  })
}

/** The guess was right: the account starts anew; the address only gets this one guess back. */
export async function forgiveGuess(db: AuthDb, target: Target): Promise<void> {
  if (target.kind === 'account') await rows(db, sql`delete from attempt where subject = ${target.subject}`)
  else
    await rows(
      db,
      sql`update attempt set failures = greatest(failures - 1, 0), locked_until = null where subject = ${target.subject}`,
    )
}
