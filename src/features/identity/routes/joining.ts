import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/people.ts'
import { foundingLetter, haveAccountLetter } from '../rules/letters.ts'
import { addressOf, countGuess, forgiveGuess, lettersTo, passwordOf } from '../store/attempts.ts'
import { inTransaction } from '../store/db.ts'
import { type Desk, originOf } from '../store/desk.ts'
import { type Invitation, findInvitation, insertInvitation, spendInvitation } from '../store/invitations.ts'
import { findPerson, insertAgency, insertPerson, join, lockMembers } from '../store/members.ts'
import { checkPassword } from '../store/password-strength.ts'
import { noteEvent } from '../store/pending-entries.ts'
import { type Next, arrive, libraryHeaders, orRefuse, sendCookies } from './library.ts'

/** Founding an agency and accepting an invitation: what somebody with a letter may do. */
export function joiningRoutes(desk: Desk): Route[] {
  const { db } = desk
  return [
    route(api.askToFound, async ({ body, request, wallNow: now }) => {
      const email = body.email.toLowerCase()
      await countGuess(db, addressOf(request.ip), now)
      await countGuess(db, lettersTo(email), now)
      desk.later(() => sendFoundingLetter(desk, email, body.locale, now))
      return {}
    }),

    route(api.readInvitation, async ({ body, wallNow: now }) => {
      const invitation = await findInvitation(db, body.token, now, false)
      return {
        kind: invitation.kind,
        email: invitation.email,
        locale: invitation.locale,
        agencyName: invitation.agency_name,
        role: invitation.role,
        clients: invitation.client_names,
        invitedBy: invitation.inviter_name,
        expiresAt: invitation.expires_at.toISOString(),
        hasAccount: (await findPerson(db, { email: invitation.email })) !== null,
      }
    }),

    route(api.foundAgency, async ({ body, request, reply, wallNow: now }) => {
      const invitation = await findInvitation(db, body.token, now, false)
      checkPassword(body.password, { ...body, email: invitation.email, agency: body.agencyName })
      const passwordHash = await (await desk.signIn.$context).password.hash(body.password)
      const agencyId = await inTransaction(db, async (trx) => {
        const locked = await findInvitation(trx, body.token, now, true)
        if (locked.kind !== 'agency' || (await findPerson(trx, locked)) !== null)
          throw new Refusal('link_spent')
        await spendInvitation(trx, locked.id, now)
        return foundAgency(trx, { ...locked, ...body, passwordHash, now }, originOf(request))
      })
      await desk.move()
      await forgiveGuess(db, lettersTo(invitation.email))
      return enter(desk, request, reply, { email: invitation.email, password: body.password, agencyId })
    }),

    route(api.acceptInvitation, async ({ body, request, reply, wallNow: now }) => {
      const invitation = await findInvitation(db, body.token, now, false)
      if (invitation.kind !== 'member') throw new Refusal('link_spent')
      const known = await findPerson(db, { email: invitation.email })
      const { email } = invitation
      if (known === null) {
        if (body.name === undefined)
          throw new Refusal('invalid_input', { field: 'name', problem: 'needed for a new account' })
        checkPassword(body.password, { name: body.name, email })
        const passwordHash = await (await desk.signIn.$context).password.hash(body.password)
        const account = { name: body.name, email, locale: invitation.locale, passwordHash, now }
        await joinInvited(desk, body.token, now, (trx) => insertPerson(trx, account))
      } else {
        await countGuess(db, passwordOf(email), now)
        const context = await desk.signIn.$context
        const credential = await context.internalAdapter.findCredentialAccount(known.id)
        const right = await context.password.verify({
          hash: credential?.password ?? '',
          password: body.password,
        })
        if (!right) throw new Refusal('password_wrong')
        await forgiveGuess(db, passwordOf(email))
        await joinInvited(desk, body.token, now, async () => known.id)
      }
      return enter(desk, request, reply, {
        email,
        password: body.password,
        agencyId: invitation.agency_id ?? undefined,
      })
    }),
  ]
}

async function sendFoundingLetter(
  desk: Desk,
  email: string,
  locale: 'zh-CN' | 'en',
  now: Date,
): Promise<void> {
  const known = await findPerson(desk.db, { email })
  if (known !== null) {
    await desk.letter(known, (language) => haveAccountLetter(language, desk.link('/sign-in')))
    return
  }
  const { token } = await insertInvitation(desk.db, { kind: 'agency', email, locale, now })
  await desk.letter({ email, locale }, (language) =>
    foundingLetter(language, desk.link(`/invitation#${token}`)),
  )
}

/** The agency, its own book, and its owner, with the first entry of the agency's ledger. Answers the agency's id. */
export async function foundAgency(
  trx: Desk['db'],
  founding: {
    agencyName: string
    name: string
    email: string
    locale: string
    passwordHash: string
    now: Date
  },
  origin: Record<string, string>,
): Promise<string> {
  const { agencyId, houseId } = await insertAgency(trx, { ...founding, name: founding.agencyName })
  const personId = await insertPerson(trx, founding)
  await join(trx, { personId, agencyId, role: 'agency_owner', clientIds: [], now: founding.now })
  const actor = newActor({ ...founding, personId, agencyId, role: 'agency_owner', clientIds: [houseId] })
  const data = { agency: founding.agencyName, owner: founding.name, ...origin }
  const subject = `agency:${agencyId}`
  await noteEvent(
    trx,
    { agencyId, clientIds: [houseId], actor, event: 'agency.founded', subject, data },
    founding.now,
  )
  return agencyId
}

function newActor(person: {
  personId: string
  name: string
  email: string
  agencyId: string
  role: UserActor['role']
  clientIds: readonly string[]
}): UserActor {
  const { personId: userId, name, email, agencyId, role, clientIds } = person
  return {
    kind: 'user',
    userId,
    name,
    email,
    agencyId,
    role,
    clientIds,
    sessionId: '',
    secondFactor: false,
    factorGiven: false,
    factor: null,
  }
}

async function joinInvited(
  desk: Desk,
  token: string,
  now: Date,
  person: (trx: Desk['db']) => Promise<string>,
): Promise<void> {
  await inTransaction(desk.db, async (trx) => {
    const invitation = await findInvitation(trx, token, now, true)
    await joinAs(trx, invitation, await person(trx), now)
  })
  await desk.move()
}

/** Spends an invitation for this person and tells every ledger concerned. */
async function joinAs(trx: Desk['db'], invitation: Invitation, personId: string, now: Date): Promise<void> {
  const { agency_id: agencyId, role } = invitation
  if (agencyId === null || role === null) throw new Refusal('link_spent')
  const before = (await lockMembers(trx, agencyId, [personId])).get(personId)
  // Who belongs to the agency already keeps the role; the invitation then only adds clients.
  const as = before?.role ?? role
  await join(trx, { personId, agencyId, role: as, clientIds: invitation.client_ids, now })
  await spendInvitation(trx, invitation.id, now)
  const member = (await lockMembers(trx, agencyId, [personId])).get(personId)
  if (member === undefined) throw new Error('a person who has just joined is no member')
  await noteEvent(
    trx,
    {
      agencyId,
      clientIds: member.clientIds,
      actor: newActor({ ...member, agencyId }),
      event: 'person.joined',
      subject: `person:${personId}`,
      data: { role: as, clients: invitation.client_ids, invitation: invitation.id },
    },
    now,
  )
}

/** The first session after founding or joining; an account that has an authenticator app is asked for its code. */
async function enter(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  by: { email: string; password: string; agencyId: string | undefined },
): Promise<Next> {
  const answer = await orRefuse(
    desk.signIn.api.signInEmail({
      body: { email: by.email, password: by.password },
      headers: libraryHeaders(request, ['session_token', 'two_factor']),
      returnHeaders: true,
    }),
    'sign_in_failed',
  )
  if ('twoFactorRedirect' in answer.response) {
    sendCookies(reply, answer.headers)
    return { next: 'code' }
  }
  const agency = by.agencyId === undefined ? {} : { agencyId: by.agencyId }
  return arrive(desk, request, reply, answer.headers, { method: 'password', secondFactor: false, ...agency })
}
