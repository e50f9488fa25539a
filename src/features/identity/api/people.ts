import { z } from 'zod'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import {
  email,
  locale,
  next,
  nothing,
  password,
  personId,
  personName,
  reading,
  role,
  title,
  token,
} from './shapes.ts'

// Founding an agency, inviting, joining, and who may see which client.

export const askToFound = endpoint({
  name: 'askToFound',
  summary: 'Ask for a letter with which to found an agency; the answer is the same for every address',
  method: 'POST',
  path: '/api/agencies/ask',
  permission: 'public',
  ledger: { none: 'the letter changes nothing; founding does' },
  body: z.object({ email, locale }),
  output: nothing,
  refusals: ['locked_out'],
})

export const readInvitation = endpoint({
  name: 'readInvitation',
  summary: 'What the letter’s link invites to',
  method: 'POST',
  path: '/api/invitations/read',
  permission: 'public',
  ledger: reading,
  body: z.object({ token }),
  output: z.object({
    kind: z.enum(['agency', 'member']),
    email: z.string(),
    locale,
    agencyName: z.string().nullable(),
    role: role.nullable(),
    clients: z.array(z.string()),
    invitedBy: z.string().nullable(),
    expiresAt: instant,
    /** True when the address has an account already: then its password is asked, not a new one. */
    hasAccount: z.boolean(),
  }),
  refusals: ['link_spent'],
})

export const foundAgency = endpoint({
  name: 'foundAgency',
  summary: 'Found an agency with the letter’s link; begins the owner’s first session',
  method: 'POST',
  path: '/api/agencies',
  permission: 'public',
  ledger: { event: 'agency.founded' },
  body: z.object({ token, agencyName: title, name: personName, password }),
  output: next,
  refusals: ['link_spent', 'password_short', 'password_long', 'password_common'],
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  summary:
    'Join with the letter’s link: with a new password, or with the one of the account the address has; begins a session',
  method: 'POST',
  path: '/api/invitations/accept',
  permission: 'public',
  ledger: { event: 'person.joined' },
  body: z.object({ token, name: personName.optional(), password }),
  output: next,
  refusals: [
    'link_spent',
    'password_short',
    'password_long',
    'password_common',
    'password_wrong',
    'locked_out',
  ],
})

export const listPeople = endpoint({
  name: 'listPeople',
  summary: 'People and open invitations: an agency’s own and its clients’, or those who see my client',
  method: 'GET',
  path: '/api/people',
  permission: 'people.read',
  ledger: reading,
  output: z.object({
    people: z.array(
      z.object({
        personId,
        name: z.string(),
        email: z.string(),
        role,
        /** Of the clients I see, those this person sees. */
        clientIds: z.array(id),
        hasSecondFactor: z.boolean(),
        joinedAt: instant,
        leftAt: instant.nullable(),
        lastSeenAt: instant.nullable(),
      }),
    ),
    invitations: z.array(
      z.object({
        invitationId: id,
        email: z.string(),
        role,
        clientIds: z.array(id),
        invitedBy: z.string(),
        createdAt: instant,
        expiresAt: instant,
      }),
    ),
  }),
})

export const invite = endpoint({
  name: 'invite',
  summary: 'Invite somebody by mail: the link works once, for seven days',
  method: 'POST',
  path: '/api/invitations',
  permission: 'people.manage',
  ledger: { event: 'person.invited' },
  body: z.object({ email, role, clientIds: z.array(id).max(500), locale }),
  output: z.object({ invitationId: id }),
  refusals: ['role_not_grantable', 'client_needed'],
})

export const revokeInvitation = endpoint({
  name: 'revokeInvitation',
  summary: 'Take back an invitation that was not accepted yet',
  method: 'DELETE',
  path: '/api/invitations/:invitationId',
  permission: 'people.manage',
  ledger: { event: 'invitation.revoked' },
  params: z.object({ invitationId: id }),
  output: nothing,
})

export const assign = endpoint({
  name: 'assign',
  summary: 'Let a member see a client',
  method: 'PUT',
  path: '/api/clients/:clientId/people/:personId',
  permission: 'people.manage',
  ledger: { event: 'person.assigned' },
  params: z.object({ clientId: id, personId }),
  output: nothing,
  refusals: ['role_not_grantable'],
})

export const unassign = endpoint({
  name: 'unassign',
  summary: 'Take a client out of a member’s sight; a client’s person who sees none any more leaves at once',
  method: 'DELETE',
  path: '/api/clients/:clientId/people/:personId',
  permission: 'people.manage',
  ledger: { event: 'person.unassigned' },
  params: z.object({ clientId: id, personId }),
  output: nothing,
  refusals: ['not_oneself', 'client_owner_is_the_clients', 'agency_owner_is_the_agencys'],
})

export const changeRole = endpoint({
  name: 'changeRole',
  summary: 'Give a member another role on the same side',
  method: 'PATCH',
  path: '/api/people/:personId',
  permission: 'people.manage',
  ledger: { event: 'person.role_changed' },
  params: z.object({ personId }),
  body: z.object({ role }),
  output: nothing,
  refusals: ['not_oneself', 'client_owner_is_the_clients', 'role_not_grantable', 'role_other_side'],
})

export const deactivate = endpoint({
  name: 'deactivate',
  summary: 'Close a leaver at once: sessions ended, assignments closed, an entry in every ledger concerned',
  method: 'POST',
  path: '/api/people/:personId/deactivate',
  permission: 'people.manage',
  ledger: { event: 'person.left' },
  params: z.object({ personId }),
  output: z.object({ sessionsEnded: z.int(), clientsClosed: z.int() }),
  refusals: [
    'not_oneself',
    'client_owner_is_the_clients',
    'agency_people_are_the_agencys',
    'works_for_others_too',
  ],
})

export const resetFactors = endpoint({
  name: 'resetFactors',
  summary:
    'Forget the second factors of somebody who lost them; all sessions end, and the next sign-in sets up a new one',
  method: 'POST',
  path: '/api/people/:personId/reset-factors',
  permission: 'people.manage',
  ledger: { event: 'factor.reset' },
  params: z.object({ personId }),
  output: nothing,
  refusals: [
    'not_oneself',
    'client_owner_is_the_clients',
    'agency_people_are_the_agencys',
    'works_for_others_too',
  ],
})
