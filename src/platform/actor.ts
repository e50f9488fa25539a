import type { Role } from '#kernel/rights.ts'

/** A signed-in person, as one agency's member. Built by the identity room from the session; never from the request's body. */
export type UserActor = {
  readonly kind: 'user'
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly agencyId: string
  readonly role: Role
  /** The clients this person may see, the agency's own book included for agency staff. */
  readonly clientIds: readonly string[]
  readonly sessionId: string
  /** True when the second factor was given, or when the role does not need one. */
  readonly secondFactor: boolean
  /** True only when a second factor was really given in this session: what speaks for somebody's word on a change. */
  readonly factorGiven: boolean
  /** How and when (machine's time) it was given; null when it was not, or nobody knows how. */
  readonly factor: { readonly kind: string; readonly at: Date } | null
}

/** The product itself: jobs, the demo, the clocks. */
export type SystemActor = {
  readonly kind: 'system'
  readonly name: string
  readonly agencyId: string
  readonly clientIds: readonly string[]
}

export type Actor = UserActor | SystemActor

/** What the ledger keeps of an actor. */
export function actorRecord(actor: Actor): {
  kind: 'user' | 'system'
  id: string
  name: string
  role: string
} {
  return actor.kind === 'user'
    ? { kind: 'user', id: actor.userId, name: actor.name, role: actor.role }
    : { kind: 'system', id: 'system', name: actor.name, role: 'system' }
}
