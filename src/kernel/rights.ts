// Who may do what. One table, read by the server, the screens and the tests.

export const agencyRoles = [
  'agency_owner',
  'account_manager',
  'ads',
  'listing',
  'supply',
  'finance',
  'compliance',
] as const
export const clientRoles = ['client_owner', 'client_staff', 'auditor'] as const
export const roles = [...agencyRoles, ...clientRoles] as const

export type Role = (typeof roles)[number]

/** Each permission with the roles that hold it. A role sees only its assigned clients whatever it may do. */
export const rights = {
  'session.self': roles,
  'agency.read': agencyRoles,
  'agency.manage': ['agency_owner'],
  'people.read': ['agency_owner', 'account_manager', 'compliance', 'client_owner', 'auditor'],
  'people.manage': ['agency_owner', 'account_manager', 'client_owner'],
  'client.read': roles,
  'client.create': ['agency_owner', 'account_manager'],
  'client.manage': ['agency_owner', 'account_manager'],
  'facts.read': roles,
  'import.read': roles,
  'import.write': [
    'agency_owner',
    'account_manager',
    'ads',
    'listing',
    'supply',
    'finance',
    'client_owner',
    'client_staff',
  ],
  'import.undo': ['agency_owner', 'account_manager', 'finance', 'client_owner'],
  /** What goods cost the seller: its best-kept figures. Only for those who plan and reckon with them. */
  'costs.read': ['agency_owner', 'account_manager', 'supply', 'finance', 'client_owner'],
  'costs.write': ['agency_owner', 'account_manager', 'supply', 'finance', 'client_owner'],
  /** One ratio over all products, for whoever sets a goal for advertising. */
  'costs.margin': ['agency_owner', 'account_manager', 'ads', 'supply', 'finance', 'client_owner'],
  'diagnosis.read': roles,
  'diagnosis.run': [...agencyRoles, 'client_owner', 'client_staff'],
  'ledger.read': roles,
  'ledger.export': ['agency_owner', 'account_manager', 'compliance', 'finance', 'client_owner', 'auditor'],
  'access.read': roles,
  'access.manage': ['agency_owner', 'account_manager', 'client_owner'],
  /** The owner's home, for those whom it is made for and those who answer for it. */
  'home.read': ['agency_owner', 'account_manager', 'client_owner', 'client_staff', 'auditor'],
  'register.read': ['agency_owner', 'account_manager', 'compliance', 'client_owner', 'auditor'],
  /** Confirming, line by line, who may do what. */
  'register.review': ['agency_owner', 'account_manager', 'compliance', 'client_owner'],
  'leavers.manage': ['agency_owner', 'account_manager', 'compliance'],
  'standing.manage': ['agency_owner', 'compliance'],
  /** The owner's own word about the account. */
  'evidence.declare': ['client_owner'],
  'apps.read': ['agency_owner', 'account_manager', 'compliance'],
  'apps.manage': ['agency_owner'],
  'changes.read': roles,
  'changes.propose': ['agency_owner', 'account_manager', 'ads', 'client_owner'],
  /** Agreeing to a change: for the agency its second pair of eyes, for the client the seller's word. */
  'changes.approve': ['agency_owner', 'account_manager', 'ads', 'compliance', 'client_owner'],
  /** Standing in for somebody who is away; needs that person's delegation as well. */
  'changes.deputise': [
    'agency_owner',
    'account_manager',
    'ads',
    'listing',
    'compliance',
    'client_owner',
    'client_staff',
  ],
  'changes.stop': ['agency_owner', 'account_manager', 'ads', 'compliance', 'client_owner', 'client_staff'],
  /** Limits, service mode, modules, standing approvals. */
  'changes.govern': ['agency_owner', 'account_manager', 'client_owner'],
  /** Goals and tasks concern everybody; what is paid concerns who owns, manages, counts and audits. */
  'plan.read': roles,
  'plan.write': ['agency_owner', 'account_manager'],
  'quote.read': ['agency_owner', 'account_manager', 'finance', 'client_owner'],
  'quote.write': ['agency_owner', 'account_manager', 'finance'],
  'quote.accept': ['client_owner'],
  'prices.read': ['agency_owner', 'account_manager', 'finance'],
  'prices.write': ['agency_owner', 'account_manager', 'finance'],
  'contract.read': ['agency_owner', 'account_manager', 'finance', 'compliance', 'client_owner', 'auditor'],
  'contract.write': ['agency_owner', 'account_manager'],
  /** Who has signed what, with certificate and bundle. */
  'signing.read': roles,
  'signing.sign': ['agency_owner', 'account_manager', 'client_owner'],
  'papers.read': ['agency_owner', 'account_manager', 'compliance', 'finance', 'client_owner', 'auditor'],
  'papers.manage': ['agency_owner', 'account_manager', 'client_owner'],
  'papers.template': ['agency_owner', 'account_manager', 'compliance'],
  'ip.read': roles,
  'ip.record': ['agency_owner', 'account_manager', 'listing', 'client_owner'],
  /** Moving ownership; only the agency knows that it was paid. */
  'ip.transfer': ['agency_owner', 'account_manager', 'finance'],
  'witness.read': roles,
  'witness.explain': ['agency_owner', 'account_manager', 'ads', 'compliance', 'client_owner'],
  /** Stage, exit criteria and next date of an engagement: both sides see where it stands. */
  'engagement.read': roles,
  'engagement.manage': ['agency_owner', 'account_manager'],
  'intake.read': roles,
  'intake.write': ['agency_owner', 'account_manager', 'client_owner', 'client_staff'],
  /** Whether a client suits the agency: not for the client's eyes. */
  'fit.read': agencyRoles,
  'competitors.read': roles,
  'competitors.write': ['agency_owner', 'account_manager', 'ads', 'listing', 'client_owner', 'client_staff'],
  /** Moving simulated time and making faults, where a sandbox stands in for Amazon. */
  'rehearsal.use': agencyRoles,
  'settings.read': roles,
  'settings.manage': ['agency_owner', 'account_manager', 'finance'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rights

export function mayRole(role: Role, permission: Permission): boolean {
  return (rights[permission] as readonly Role[]).includes(role)
}

export function isAgencyRole(role: Role): boolean {
  return (agencyRoles as readonly Role[]).includes(role)
}

/** On which side of an engagement somebody stands. */
export type Side = 'agency' | 'client'

export const sideOf = (role: Role): Side => (isAgencyRole(role) ? 'agency' : 'client')
