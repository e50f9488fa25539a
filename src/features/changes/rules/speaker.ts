import { type Role, type Side, mayRole, sideOf } from '#kernel/rights.ts'

export type Person = { readonly personId: string; readonly role: Role }

export type Deputy = {
  readonly fromPersonId: string
  readonly toPersonId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | null
}

/** In whose name somebody speaks about a batch: one's own, or that of who is away. `whyNot`: not_asked, own_proposal. */
export type Speaks =
  | { readonly as: 'own' | 'deputy'; readonly side: Side; readonly forPersonId: string | null }
  | { readonly as: null; readonly whyNot: 'not_asked' | 'own_proposal' }

/**
 * Whether a person may agree to a batch: not the one who proposed it, nor in that one's name; by one's own right, else by the running
 * delegation of somebody of the same side who has it.
 */
export function speakerOf(
  people: readonly Person[],
  delegations: readonly Deputy[],
  personId: string,
  proposedBy: string,
  now: Date,
): Speaks {
  const self = people.find((one) => one.personId === personId)
  if (self === undefined) return { as: null, whyNot: 'not_asked' }
  if (personId === proposedBy) return { as: null, whyNot: 'own_proposal' }
  const side = sideOf(self.role)
  if (mayRole(self.role, 'changes.approve')) return { as: 'own', side, forPersonId: null }
  const given = delegations.find((one) => {
    const giver = people.find((each) => each.personId === one.fromPersonId)
    return (
      one.toPersonId === personId &&
      one.fromPersonId !== proposedBy &&
      one.endedAt === null &&
      one.startsAt <= now &&
      one.endsAt > now &&
      giver !== undefined &&
      mayRole(giver.role, 'changes.approve') &&
      sideOf(giver.role) === side
    )
  })
  return given === undefined
    ? { as: null, whyNot: 'not_asked' }
    : { as: 'deputy', side, forPersonId: given.fromPersonId }
}
