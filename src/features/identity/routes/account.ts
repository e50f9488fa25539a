import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/account.ts'
import { deviceOf } from '../rules/device.ts'
import { codeOf, countGuess, forgiveGuess } from '../store/attempts.ts'
import { type Desk, originOf } from '../store/desk.ts'
import { deletePasskey, listPasskeys, removeTotp, spendCode } from '../store/factors.ts'
import {
  type Seat,
  endSessions,
  findSeat,
  listSessions,
  markSecondFactor,
  openSession,
} from '../store/sessions.ts'
import {
  cookieValue,
  libraryHeaders,
  needFullSession,
  orRefuse,
  provePassword,
  sendCookies,
} from './library.ts'

export function accountRoutes(desk: Desk): Route[] {
  return [...ownSessionRoutes(desk), ...totpRoutes(desk), ...recoveryRoutes(desk), ...passkeyRoutes(desk)]
}

function ownEvent(actor: UserActor, event: string, data: Record<string, string | number>) {
  return {
    agencyId: actor.agencyId,
    clientIds: actor.clientIds,
    actor,
    event,
    subject: `person:${actor.userId}`,
    data,
  }
}

/**
 * Enrolling a factor: with the second factor given, or by a person who has none at all. Otherwise a stolen password could enrol
 * the thief's own factor.
 */
async function needEnrolling(desk: Desk, actor: UserActor): Promise<Seat> {
  const seat = await findSeat(desk.db, actor.sessionId, desk.world.wall.now())
  if (seat === null) throw new Refusal('not_signed_in')
  if (!seat.secondFactor && seat.hasFactor) throw new Refusal('second_factor_needed')
  return seat
}

function ownSessionRoutes(desk: Desk): Route[] {
  const { db } = desk
  return [
    route(api.listSessions, async ({ actor, wallNow: now }) => {
      needFullSession(actor)
      const sessions = await listSessions(db, actor.userId, now)
      return sessions.map((session) => ({
        sessionId: session.id,
        ...deviceOf(session.user_agent ?? ''),
        address: session.ip_address ?? '',
        startedAt: session.started_at.toISOString(),
        lastSeenAt: session.last_seen_at.toISOString(),
        current: session.id === actor.sessionId,
      }))
    }),

    route(api.revokeSession, async ({ actor, params, request }) => {
      needFullSession(actor)
      const ended = await endSessions(db, actor.userId, { only: params.sessionId })
      if (ended === 0) throw notFound()
      await desk.record(ownEvent(actor, 'session.revoked', { ended, ...originOf(request) }))
      return {}
    }),

    route(api.revokeOthers, async ({ actor, request }) => {
      needFullSession(actor)
      const ended = await endSessions(db, actor.userId, { except: actor.sessionId })
      await desk.record(ownEvent(actor, 'session.revoked', { ended, ...originOf(request) }))
      return { ended }
    }),
  ]
}

function totpRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.beginTotp, async ({ actor, body, request }) => {
      const seat = await needEnrolling(desk, actor)
      if (seat.hasTotp) throw new Refusal('totp_enrolled')
      await provePassword(desk, request, actor, body.password)
      const begun = await orRefuse(
        signIn.api.enableTwoFactor({ body: { password: body.password }, headers: libraryHeaders(request) }),
        'totp_enrolled',
      )
      const uri = 'totpURI' in begun ? begun.totpURI : ''
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '' }
    }),

    route(api.confirmTotp, async ({ actor, body, request, reply, wallNow: now }) => {
      const seat = await needEnrolling(desk, actor)
      if (seat.hasTotp) throw new Refusal('totp_enrolled')
      await countGuess(db, codeOf(actor.userId), now)
      const { code } = body
      const answer = await spendCode(db, { personId: actor.userId, code, now }, () =>
        orRefuse(
          signIn.api.verifyTOTP({ body: { code }, headers: libraryHeaders(request), returnHeaders: true }),
          'code_wrong',
        ),
      )
      await forgiveGuess(db, codeOf(actor.userId))
      // The library has put a new session in the place of this one; it keeps the old one's agency and beginning.
      const token = cookieValue(answer.headers.getSetCookie(), 'session_token')
      if (token !== null)
        await openSession(db, token, {
          now,
          secondFactor: true,
          method: 'totp',
          agencyId: seat.agencyId,
          startedAt: seat.startedAt,
        })
      sendCookies(reply, answer.headers)
      await desk.record(ownEvent(actor, 'factor.added', { factor: 'totp', ...originOf(request) }))
      const shown = await signIn.api.viewBackupCodes({ body: { userId: actor.userId } })
      return { recoveryCodes: shown.backupCodes }
    }),

    route(api.removeTotp, async ({ actor, body, request }) => {
      needFullSession(actor)
      const passkeys = await listPasskeys(db, actor.userId)
      if (isAgencyRole(actor.role) && passkeys.length === 0) throw new Refusal('last_factor')
      await provePassword(desk, request, actor, body.password)
      await removeTotp(db, actor.userId)
      await desk.record(ownEvent(actor, 'factor.removed', { factor: 'totp', ...originOf(request) }))
      return {}
    }),
  ]
}

function recoveryRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.listFactors, async ({ actor, wallNow: now }) => {
      await needEnrolling(desk, actor)
      const seat = await findSeat(db, actor.sessionId, now)
      const totp = seat?.hasTotp ?? false
      const left = totp ? await signIn.api.viewBackupCodes({ body: { userId: actor.userId } }) : null
      const passkeys = await listPasskeys(db, actor.userId)
      return {
        totp,
        recoveryCodesLeft: left?.backupCodes.length ?? 0,
        passkeys: passkeys.map((key) => ({
          passkeyId: key.id,
          name: key.name ?? '',
          createdAt: key.created_at?.toISOString() ?? null,
        })),
      }
    }),

    route(api.renewRecoveryCodes, async ({ actor, body, request }) => {
      needFullSession(actor)
      await provePassword(desk, request, actor, body.password)
      const made = await orRefuse(
        signIn.api.generateBackupCodes({
          body: { password: body.password },
          headers: libraryHeaders(request),
        }),
        'totp_missing',
      )
      await desk.record(ownEvent(actor, 'factor.recovery_codes_renewed', originOf(request)))
      return { recoveryCodes: made.backupCodes }
    }),
  ]
}

function passkeyRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(api.beginPasskey, async ({ actor, body, request, reply }) => {
      await needEnrolling(desk, actor)
      await provePassword(desk, request, actor, body.password)
      const answer = await signIn.api.generatePasskeyRegistrationOptions({
        headers: libraryHeaders(request),
        returnHeaders: true,
      })
      sendCookies(reply, answer.headers)
      return { ...answer.response }
    }),

    route(api.addPasskey, async ({ actor, body, request, wallNow: now }) => {
      await needEnrolling(desk, actor)
      await orRefuse(
        signIn.api.verifyPasskeyRegistration({
          body: { response: body.response, name: body.name },
          headers: libraryHeaders(request),
        }),
        'passkey_refused',
      )
      await markSecondFactor(db, actor.sessionId, now, 'passkey')
      await desk.record(ownEvent(actor, 'factor.added', { factor: 'passkey', ...originOf(request) }))
      return {}
    }),

    route(api.removePasskey, async ({ actor, params, body, request, wallNow: now }) => {
      needFullSession(actor)
      const passkeys = await listPasskeys(db, actor.userId)
      if (!passkeys.some((key) => key.id === params.passkeyId)) throw notFound()
      const seat = await findSeat(db, actor.sessionId, now)
      if (isAgencyRole(actor.role) && passkeys.length === 1 && seat?.hasTotp !== true)
        throw new Refusal('last_factor')
      await provePassword(desk, request, actor, body.password)
      await deletePasskey(db, actor.userId, params.passkeyId)
      await desk.record(ownEvent(actor, 'factor.removed', { factor: 'passkey', ...originOf(request) }))
      return {}
    }),
  ]
}
