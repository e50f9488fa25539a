import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Permission, mayRole, rights } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/session.ts'
import { addressOf, codeOf, countGuess, forgiveGuess, passwordOf } from '../store/attempts.ts'
import { inTransaction } from '../store/db.ts'
import { type Desk, originOf } from '../store/desk.ts'
import { spendCode } from '../store/factors.ts'
import { clientNames, findPerson, membershipsOf, updatePerson } from '../store/members.ts'
import { type Seat, endSessions, findSeat, moveSession } from '../store/sessions.ts'
import {
  arrive,
  cookieValue,
  libraryHeaders,
  needFullSession,
  orRefuse,
  sendCookies,
  tellWrongGuess,
} from './library.ts'

export function sessionRoutes(desk: Desk): Route[] {
  return [...signInRoutes(desk), ...passkeySignInRoutes(desk), ...selfRoutes(desk)]
}

function signInRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.signIn, async ({ body, request, reply, wallNow: now }) => {
      const email = body.email.toLowerCase()
      await countGuess(db, addressOf(request.ip), now)
      const effect = await countGuess(db, passwordOf(email), now)
      const answer = await orRefuse(
        signIn.api.signInEmail({
          body: { email, password: body.password },
          headers: libraryHeaders(request, ['session_token', 'two_factor']),
          returnHeaders: true,
        }),
        'sign_in_failed',
      ).catch((error: unknown) => {
        if (error instanceof Refusal)
          tellWrongGuess(desk, request, { email }, { guessed: 'password', effect })
        throw error
      })
      await forgiveGuess(db, addressOf(request.ip))
      await forgiveGuess(db, passwordOf(email))
      if ('twoFactorRedirect' in answer.response) {
        sendCookies(reply, answer.headers)
        return { next: 'code' as const }
      }
      return arrive(desk, request, reply, answer.headers, { method: 'password', secondFactor: false })
    }),

    route(api.giveCode, async ({ body, request, reply, wallNow: now }) => {
      const challenge = cookieValue((request.headers.cookie ?? '').split(/;\s*/), 'two_factor')
      const { internalAdapter } = await signIn.$context
      const pending = challenge === null ? null : await internalAdapter.findVerificationValue(challenge)
      if (pending === null) throw new Refusal('sign_in_expired')
      const personId = pending.value
      const effect = await countGuess(db, codeOf(personId), now)
      const method = /^\d{6}$/.test(body.code) ? 'totp' : 'recovery_code'
      const given = {
        body: { code: body.code },
        headers: libraryHeaders(request, ['session_token']),
        returnHeaders: true,
      } as const
      const checked =
        method === 'totp'
          ? spendCode(db, { personId, code: body.code, now }, () =>
              orRefuse(signIn.api.verifyTOTP(given), 'code_wrong'),
            )
          : orRefuse(signIn.api.verifyBackupCode(given), 'code_wrong')
      const answer = await checked.catch((error: unknown) => {
        if (error instanceof Refusal) tellWrongGuess(desk, request, { personId }, { guessed: 'code', effect })
        throw error
      })
      await forgiveGuess(db, codeOf(personId))
      return arrive(desk, request, reply, answer.headers, { method, secondFactor: true })
    }),
  ]
}

function passkeySignInRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.passkeyChallenge, async ({ request, reply }) => {
      const answer = await signIn.api.generatePasskeyAuthenticationOptions({
        headers: libraryHeaders(request),
        returnHeaders: true,
      })
      sendCookies(reply, answer.headers)
      return { ...answer.response, userVerification: 'required' }
    }),

    route(api.givePasskey, async ({ body, request, reply, wallNow: now }) => {
      await countGuess(db, addressOf(request.ip), now)
      const headers = libraryHeaders(request)
      const before = await signIn.api.getSession({ headers })
      const answer = await orRefuse(
        signIn.api.verifyPasskeyAuthentication({
          // Its shape is the library's to check.
          body: { response: body.response as never },
          headers,
          returnHeaders: true,
        }),
        'passkey_refused',
      )
      await forgiveGuess(db, addressOf(request.ip))
      const next = await arrive(desk, request, reply, answer.headers, {
        method: 'passkey',
        secondFactor: true,
      })
      if (before !== null) await endSessions(db, before.user.id, { only: before.session.id })
      return next
    }),
  ]
}

function selfRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.signOut, async ({ actor, request, reply }) => {
      const answer = await signIn.api.signOut({ headers: libraryHeaders(request), returnHeaders: true })
      sendCookies(reply, answer.headers)
      await desk.record({
        agencyId: actor.agencyId,
        clientIds: actor.clientIds,
        actor,
        event: 'session.signed_out',
        subject: `person:${actor.userId}`,
        data: originOf(request),
      })
      return {}
    }),

    route(api.readMe, async ({ actor, wallNow: now }) => {
      const [seat, person, memberships, clients] = await Promise.all([
        findSeat(db, actor.sessionId, now),
        findPerson(db, { personId: actor.userId }),
        membershipsOf(db, actor.userId),
        clientNames(db, actor.clientIds),
      ])
      const agency = memberships.find((membership) => membership.agencyId === actor.agencyId)
      if (seat === null || person === null || agency === undefined) throw new Refusal('not_signed_in')
      return {
        userId: actor.userId,
        name: person.name,
        email: person.email,
        locale: person.locale,
        timeZone: person.time_zone,
        theme: person.theme,
        role: actor.role,
        permissions: (Object.keys(rights) as Permission[]).filter((held) => mayRole(actor.role, held)),
        secondFactor: actor.secondFactor,
        factorNext: factorNext(seat),
        sandbox: desk.world.config.sandboxUrl !== null,
        agency: { id: agency.agencyId, name: agency.agencyName, locale: agency.agencyLocale },
        agencies: memberships.map((of) => ({ id: of.agencyId, name: of.agencyName })),
        clients: clients.map(({ id, name, kind, archived_at }) => ({
          id,
          name,
          kind,
          archived: archived_at !== null,
        })),
      }
    }),

    route(api.updateMe, async ({ actor, body, wallNow: now }) => {
      needFullSession(actor)
      await updatePerson(db, actor.userId, body, now)
      return {}
    }),

    route(api.switchAgency, async ({ actor, body, request, wallNow: now }) => {
      needFullSession(actor)
      const moved = await inTransaction(db, (trx) => moveSession(trx, actor.sessionId, body.agencyId))
      const seat = moved ? await findSeat(db, actor.sessionId, now) : null
      if (seat === null) throw notFound()
      await desk.record({
        agencyId: seat.agencyId,
        clientIds: seat.clientIds,
        actor: seat,
        event: 'session.signed_in',
        subject: `person:${seat.userId}`,
        data: { method: 'agency_switch', ...originOf(request) },
      })
      return {}
    }),
  ]
}

function factorNext(seat: Seat): 'given' | 'passkey' | 'enrol' {
  if (seat.secondFactor) return 'given'
  return seat.hasFactor ? 'passkey' : 'enrol'
}
