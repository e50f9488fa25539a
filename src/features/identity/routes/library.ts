import { APIError } from 'better-auth/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { UserActor } from '#platform/actor.ts'
import { lockedLetter } from '../rules/letters.ts'
import { type GuessEffect, countGuess, forgiveGuess, passwordOf } from '../store/attempts.ts'
import { type Desk, originOf } from '../store/desk.ts'
import { findPerson } from '../store/members.ts'
import { findSeat, openSession } from '../store/sessions.ts'

// How our routes speak with the sign-in library: headers in, cookies out, its errors as our refusals.

/** The request's headers as the library may see them; its idea of the network address is ours, never the sender's. */
export function libraryHeaders(request: FastifyRequest, without: readonly string[] = []): Headers {
  const headers = new Headers({ 'x-steward-address': request.ip })
  for (const name of ['user-agent', 'origin'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const cookies = (request.headers.cookie ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !without.some((name) => pair.split('=')[0]!.endsWith(name)))
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
  return headers
}

export function sendCookies(reply: FastifyReply, headers: Headers): void {
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
}

/** Asks the library; when it says no, refuses with `code`. Anything else that fails is our own trouble. */
export async function orRefuse<T>(asked: Promise<T>, code: string): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) throw new Refusal(code)
    throw error
  }
}

/** The value of one of the library's cookies, its signature taken off; null when absent. */
export function cookieValue(cookies: readonly string[], name: string): string | null {
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    if (!pair.slice(0, at).trim().endsWith(`steward.${name}`)) continue
    const value = decodeURIComponent(pair.slice(at + 1)).split('.')[0]
    return value === undefined || value === '' ? null : value
  }
  return null
}

export type Next = { next: 'done' | 'code' | 'passkey' | 'enrol' }

/** Opens the session the library has just made, tells the ledgers, hands out the cookies, and says what comes next. */
export async function arrive(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  made: Headers,
  how: { method: string; secondFactor: boolean; agencyId?: string },
): Promise<Next> {
  const now = desk.world.wall.now()
  const token = cookieValue(made.getSetCookie(), 'session_token')
  const opened = token === null ? null : await openSession(desk.db, token, { now, ...how })
  const seat = opened === null ? null : await findSeat(desk.db, opened.sessionId, now)
  // The password was right but the person belongs to no agency any more: the same answer as for a wrong one.
  if (seat === null) throw new Refusal('sign_in_failed')
  await desk.record({
    agencyId: seat.agencyId,
    clientIds: seat.clientIds,
    actor: seat,
    event: 'session.signed_in',
    subject: `person:${seat.userId}`,
    data: { method: how.method, ...originOf(request) },
  })
  sendCookies(reply, made)
  if (seat.secondFactor) return { next: 'done' }
  return { next: seat.hasFactor ? 'passkey' : 'enrol' }
}

/** Refuses unless the password is the person's own; wrong ones count towards the lock. */
export async function provePassword(
  desk: Desk,
  request: FastifyRequest,
  actor: UserActor,
  password: string,
): Promise<void> {
  const target = passwordOf(actor.email)
  await countGuess(desk.db, target, desk.world.wall.now())
  await orRefuse(
    desk.signIn.api.verifyPassword({ body: { password }, headers: libraryHeaders(request) }),
    'password_wrong',
  )
  await forgiveGuess(desk.db, target)
}

/** Refuses a session whose second factor is still owed: a password alone shows and changes nothing of the account. */
export function needFullSession(actor: UserActor): void {
  if (!actor.secondFactor) throw new Refusal('second_factor_needed')
}

/** After a wrong guess, when nobody waits for the answer any more: the ledgers, and a letter at the first lock. */
export function tellWrongGuess(
  desk: Desk,
  request: FastifyRequest,
  who: { email: string } | { personId: string },
  guess: { guessed: 'password' | 'code'; effect: GuessEffect },
): void {
  const origin = originOf(request)
  desk.later(async () => {
    const person = await findPerson(desk.db, who)
    if (person === null) return
    const event = guess.effect === 'counted' ? 'session.sign_in_failed' : 'session.locked_out'
    await desk.recordOf(person.id, event, { guessed: guess.guessed, ...origin })
    if (guess.effect === 'first_lock')
      await desk.letter(person, (locale) => lockedLetter(locale, person.name, origin.address))
  })
}
