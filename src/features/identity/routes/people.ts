import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/people.ts'
import { checkDeactivation, checkGrant, checkReach, checkRoleChange } from '../rules/grants.ts'
import { factorsResetLetter, invitationLetter } from '../rules/letters.ts'
import { type AuthDb, inTransaction } from '../store/db.ts'
import type { Desk } from '../store/desk.ts'
import { forgetFactors } from '../store/factors.ts'
import {
  findInvitation,
  insertInvitation,
  lockInvitation,
  openInvitations,
  revokeInvitation,
} from '../store/invitations.ts'
import {
  type KnownMember,
  assign,
  closeMembership,
  findPerson,
  houseOf,
  listPeople,
  lockMembers,
  membershipsOf,
  setRole,
  unassign,
} from '../store/members.ts'
import { noteEvent } from '../store/pending-entries.ts'

/** People and rights: every change in one transaction with its ledger entries. */
export function peopleRoutes(desk: Desk): Route[] {
  return [...listRoutes(desk), ...invitationRoutes(desk), ...assignmentRoutes(desk), ...leaverRoutes(desk)]
}

/** Runs a change of rights: actor and target locked and read afresh; what the actor may not see is not found. */
async function change<T>(
  desk: Desk,
  actor: UserActor,
  personId: string,
  work: (trx: AuthDb, me: KnownMember, target: KnownMember) => Promise<T>,
): Promise<T> {
  const result = await inTransaction(desk.db, async (trx) => {
    const members = await lockMembers(trx, actor.agencyId, [actor.userId, personId])
    const me = members.get(actor.userId)
    const target = members.get(personId)
    if (me === undefined) throw new Refusal('not_signed_in')
    if (target === undefined || !sees(me, target)) throw notFound()
    return work(trx, me, target)
  })
  await desk.move()
  return result
}

function sees(viewer: KnownMember, target: KnownMember): boolean {
  if (viewer.role === 'agency_owner') return true
  if (isAgencyRole(viewer.role) && isAgencyRole(target.role)) return true
  return target.clientIds.some((id) => viewer.clientIds.includes(id))
}

async function tell(
  desk: Desk,
  trx: AuthDb,
  actor: UserActor,
  clientIds: readonly string[],
  event: string,
  personId: string,
  data: Json,
): Promise<void> {
  const house = await houseOf(trx, actor.agencyId)
  await noteEvent(
    trx,
    {
      agencyId: actor.agencyId,
      clientIds: [...clientIds, house],
      actor,
      event,
      subject: `person:${personId}`,
      data,
    },
    desk.world.wall.now(),
  )
}

function listRoutes(desk: Desk): Route[] {
  return [
    route(api.listPeople, async ({ actor, wallNow: now }) => {
      const house = await houseOf(desk.db, actor.agencyId)
      const sees = new Set(actor.clientIds.filter((id) => id !== house))
      const invitations = await openInvitations(desk.db, actor.agencyId, now)
      const people = await listPeople(desk.db, actor)
      return {
        people: people.map((person) => ({
          personId: person.person_id,
          name: person.name,
          email: person.email,
          role: person.role,
          clientIds: person.client_ids.filter((id) => sees.has(id)),
          hasSecondFactor: person.has_second_factor,
          joinedAt: person.joined_at.toISOString(),
          leftAt: person.left_at?.toISOString() ?? null,
          lastSeenAt: person.last_seen_at?.toISOString() ?? null,
        })),
        invitations: invitations
          .filter(
            (open) =>
              actor.role === 'agency_owner' ||
              open.client_ids.some((id) => sees.has(id)) ||
              (isAgencyRole(actor.role) && open.client_ids.length === 0),
          )
          .flatMap((open) =>
            open.role === null
              ? []
              : [
                  {
                    invitationId: open.id,
                    email: open.email,
                    role: open.role,
                    clientIds: open.client_ids.filter((id) => sees.has(id)),
                    invitedBy: open.inviter_name ?? '',
                    createdAt: open.created_at.toISOString(),
                    expiresAt: open.expires_at.toISOString(),
                  },
                ],
          ),
      }
    }),
  ]
}

function invitationRoutes(desk: Desk): Route[] {
  return [
    route(api.invite, async ({ actor, body, wallNow: now }) => {
      const clientIds = [...new Set(body.clientIds)]
      const { token, invitationId } = await inTransaction(desk.db, async (trx) => {
        const me = (await lockMembers(trx, actor.agencyId, [actor.userId])).get(actor.userId)
        if (me === undefined) throw new Refusal('not_signed_in')
        checkGrant(me, body.role, clientIds)
        const house = await houseOf(trx, actor.agencyId)
        if (clientIds.includes(house)) throw notFound()
        const made = await insertInvitation(trx, {
          kind: 'member',
          email: body.email,
          locale: body.locale,
          now,
          agencyId: actor.agencyId,
          role: body.role,
          clientIds,
          invitedBy: actor.userId,
        })
        const data = { email: body.email.toLowerCase(), role: body.role, clients: clientIds }
        await noteEvent(
          trx,
          {
            agencyId: actor.agencyId,
            clientIds: [...clientIds, house],
            actor,
            event: 'person.invited',
            subject: `invitation:${made.invitationId}`,
            data,
          },
          now,
        )
        return made
      })
      await desk.move()
      const invitation = await findInvitation(desk.db, token, now, false)
      desk.later(() =>
        desk.letter(invitation, (locale) =>
          invitationLetter(locale, {
            agency: invitation.agency_name ?? '',
            inviter: actor.name,
            role: body.role,
            clients: invitation.client_names,
            link: desk.link(`/invitation#${token}`),
          }),
        ),
      )
      return { invitationId }
    }),

    route(api.revokeInvitation, async ({ actor, params, wallNow: now }) => {
      await inTransaction(desk.db, async (trx) => {
        const open = await lockInvitation(trx, actor.agencyId, params.invitationId)
        const mine = (id: string): boolean => actor.clientIds.includes(id)
        const visible =
          open !== null &&
          (isAgencyRole(actor.role) ? open.client_ids.every(mine) : open.client_ids.some(mine))
        if (!visible || open.role === null) throw notFound()
        checkGrant({ ...actor, personId: actor.userId }, open.role, open.client_ids)
        await revokeInvitation(trx, open.id, now)
        const house = await houseOf(trx, actor.agencyId)
        const subject = `invitation:${open.id}`
        const data = { email: open.email, role: open.role }
        const clientIds = [...open.client_ids, house]
        await noteEvent(
          trx,
          { agencyId: actor.agencyId, clientIds, actor, event: 'invitation.revoked', subject, data },
          now,
        )
      })
      await desk.move()
      return {}
    }),
  ]
}

function assignmentRoutes(desk: Desk): Route[] {
  return [
    route(api.assign, async ({ actor, params, wallNow: now }) => {
      await change(desk, actor, params.personId, async (trx, me, target) => {
        checkReach(me, target)
        checkGrant(me, target.role, [params.clientId])
        if (params.clientId === (await houseOf(trx, actor.agencyId))) throw notFound()
        if (target.clientIds.includes(params.clientId)) return
        await assign(trx, { ...params, agencyId: actor.agencyId, now })
        const data = { person: target.name, role: target.role, client: params.clientId }
        await tell(desk, trx, actor, [params.clientId], 'person.assigned', target.personId, data)
      })
      return {}
    }),

    route(api.unassign, async ({ actor, params, wallNow: now }) => {
      await change(desk, actor, params.personId, async (trx, me, target) => {
        if (!target.clientIds.includes(params.clientId) || !me.clientIds.includes(params.clientId))
          throw notFound()
        checkReach(me, target)
        if (params.clientId === (await houseOf(trx, actor.agencyId))) throw notFound()
        if (target.role === 'agency_owner') throw new Refusal('agency_owner_is_the_agencys')
        await unassign(trx, target.personId, params.clientId)
        const data = { person: target.name, role: target.role, client: params.clientId }
        await tell(desk, trx, actor, [params.clientId], 'person.unassigned', target.personId, data)
        if (!isAgencyRole(target.role) && target.clientIds.length === 1) {
          const { sessionsEnded } = await closeMembership(trx, target.personId, actor.agencyId, now)
          const left = { person: target.name, role: target.role, sessionsEnded }
          await tell(desk, trx, actor, [params.clientId], 'person.left', target.personId, left)
        }
      })
      return {}
    }),
  ]
}

function leaverRoutes(desk: Desk): Route[] {
  return [
    route(api.changeRole, async ({ actor, params, body }) => {
      await change(desk, actor, params.personId, async (trx, me, target) => {
        checkRoleChange(me, target, body.role)
        if (target.role === body.role) return
        await setRole(trx, target.personId, actor.agencyId, body.role)
        const data = { person: target.name, from: target.role, to: body.role }
        const after = (await lockMembers(trx, actor.agencyId, [target.personId])).get(target.personId)
        const concerned = [...target.clientIds, ...(after?.clientIds ?? [])]
        await tell(desk, trx, actor, concerned, 'person.role_changed', target.personId, data)
      })
      return {}
    }),

    route(api.resetFactors, async ({ actor, params }) => {
      const person = await change(desk, actor, params.personId, async (trx, me, target) => {
        checkDeactivation(me, target)
        // Another agency relies on the same factors.
        if ((await membershipsOf(trx, target.personId)).length > 1) throw new Refusal('works_for_others_too')
        await forgetFactors(trx, target.personId)
        const data = { person: target.name, role: target.role }
        await tell(desk, trx, actor, target.clientIds, 'factor.reset', target.personId, data)
        return findPerson(trx, target)
      })
      if (person !== null)
        desk.later(() => desk.letter(person, (locale) => factorsResetLetter(locale, person.name, actor.name)))
      return {}
    }),

    route(api.deactivate, async ({ actor, params, wallNow: now }) =>
      change(desk, actor, params.personId, async (trx, me, target) => {
        checkDeactivation(me, target)
        const { sessionsEnded } = await closeMembership(trx, target.personId, actor.agencyId, now)
        const data = { person: target.name, role: target.role, clients: [...target.clientIds], sessionsEnded }
        await tell(desk, trx, actor, target.clientIds, 'person.left', target.personId, data)
        const house = await houseOf(trx, actor.agencyId)
        return { sessionsEnded, clientsClosed: target.clientIds.filter((id) => id !== house).length }
      }),
    ),
  ]
}
