import { Refusal } from '#kernel/refusal.ts'
import { type Role, clientRoles, isAgencyRole } from '#kernel/rights.ts'

/** A person as the rules of rights see one. */
export type Member = { readonly personId: string; readonly role: Role; readonly clientIds: readonly string[] }

const grantable: Partial<Record<Role, readonly Role[]>> = {
  agency_owner: [
    'agency_owner',
    'account_manager',
    'ads',
    'listing',
    'supply',
    'finance',
    'compliance',
    ...clientRoles,
  ],
  account_manager: ['ads', 'listing', 'supply', 'finance', ...clientRoles],
  client_owner: ['client_owner', 'client_staff', 'auditor'],
}

/** The roles this role may hand out. */
export function grantableRoles(role: Role): readonly Role[] {
  return grantable[role] ?? []
}

/** Refuses when `actor` may not hand out `role` for these clients. Client people need at least one client. */
export function checkGrant(actor: Member, role: Role, clientIds: readonly string[]): void {
  if (!grantableRoles(actor.role).includes(role)) throw new Refusal('role_not_grantable', { role })
  if (!isAgencyRole(role) && clientIds.length === 0) throw new Refusal('client_needed')
  // An unknown client and another's client get the same answer.
  if (clientIds.some((id) => !actor.clientIds.includes(id))) throw new Refusal('not_found')
}

/**
 * Refuses when `actor` may not change what `target` is or sees. An agency's people never take a client's owner out of that
 * client; a client's owner may take anybody but the agency's owner out of the client.
 */
export function checkReach(actor: Member, target: Member): void {
  if (actor.personId === target.personId) throw new Refusal('not_oneself')
  if (isAgencyRole(actor.role) && target.role === 'client_owner')
    throw new Refusal('client_owner_is_the_clients')
  if (!isAgencyRole(actor.role)) {
    if (target.role === 'agency_owner') throw new Refusal('agency_owner_is_the_agencys')
    return
  }
  if (!grantableRoles(actor.role).includes(target.role)) throw new Refusal('forbidden')
}

/** Refuses a change of role across the fence between agency and client. */
export function checkRoleChange(actor: Member, target: Member, role: Role): void {
  checkReach(actor, target)
  if (isAgencyRole(role) !== isAgencyRole(target.role)) throw new Refusal('role_other_side', { role })
  checkGrant(actor, role, isAgencyRole(role) ? [] : target.clientIds)
}

/** Refuses to close a member who is not this actor's to close: a client's owner closes only people of clients that are all its own. */
export function checkDeactivation(actor: Member, target: Member): void {
  checkReach(actor, target)
  if (isAgencyRole(actor.role)) return
  if (isAgencyRole(target.role)) throw new Refusal('agency_people_are_the_agencys')
  if (target.clientIds.some((id) => !actor.clientIds.includes(id))) throw new Refusal('works_for_others_too')
}

/** Whether a person must give a second factor: agency people always, others once they have one. */
export function needsSecondFactor(role: Role, hasFactor: boolean): boolean {
  return isAgencyRole(role) || hasFactor
}
