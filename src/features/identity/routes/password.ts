import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { changePassword } from '../api/account.ts'
import { forgotPassword, readDevMail, resetPassword } from '../api/session.ts'
import { passwordChangedLetter } from '../rules/letters.ts'
import { countGuess, forgiveGuess, lettersTo, passwordOf } from '../store/attempts.ts'
import { type Desk, originOf } from '../store/desk.ts'
import { findPerson } from '../store/members.ts'
import { checkPassword } from '../store/password-strength.ts'
import { endSessions } from '../store/sessions.ts'
import { libraryHeaders, needFullSession, orRefuse, provePassword } from './library.ts'
import { notFound } from '#kernel/refusal.ts'

export function passwordRoutes(desk: Desk): Route[] {
  const { db, signIn } = desk
  return [
    route(forgotPassword, async ({ body, request, wallNow: now }) => {
      const email = body.email.toLowerCase()
      await countGuess(db, lettersTo(email), now)
      const headers = libraryHeaders(request, ['session_token'])
      desk.later(async () => {
        await signIn.api.requestPasswordReset({ body: { email }, headers })
      })
      return {}
    }),

    route(resetPassword, async ({ body, request }) => {
      const { internalAdapter } = await signIn.$context
      const letter = await internalAdapter.findVerificationValue(`reset-password:${body.token}`)
      const person = letter === null ? null : await findPerson(db, { personId: letter.value })
      if (person === null) throw new Refusal('link_spent')
      checkPassword(body.password, person)
      await orRefuse(
        signIn.api.resetPassword({ body: { token: body.token, newPassword: body.password } }),
        'link_spent',
      )
      await forgiveGuess(db, passwordOf(person.email))
      await forgiveGuess(db, lettersTo(person.email))
      await desk.recordOf(person.id, 'password.reset', originOf(request))
      desk.later(() => desk.letter(person, (locale) => passwordChangedLetter(locale, person.name)))
      return {}
    }),

    route(changePassword, async ({ actor, body, request }) => {
      needFullSession(actor)
      await provePassword(desk, request, actor, body.current)
      checkPassword(body.password, actor)
      const context = await signIn.$context
      await context.internalAdapter.updatePassword(actor.userId, await context.password.hash(body.password))
      await endSessions(db, actor.userId, { except: actor.sessionId })
      await desk.record({
        agencyId: actor.agencyId,
        clientIds: actor.clientIds,
        actor,
        event: 'password.changed',
        subject: `person:${actor.userId}`,
        data: originOf(request),
      })
      const person = await findPerson(db, { personId: actor.userId })
      if (person !== null)
        desk.later(() => desk.letter(person, (locale) => passwordChangedLetter(locale, person.name)))
      return {}
    }),

    route(readDevMail, async () => {
      const letters = await desk.world.mail.box(50)
      if (letters === null) throw notFound()
      return letters.map(({ id, at, ...letter }) => ({ mailId: id, ...letter, at: at.toISOString() }))
    }),
  ]
}
