import { mayRole, sideOf } from '#kernel/rights.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import type { Actor, SystemActor } from '#platform/actor.ts'
import type { Outages } from '#platform/outages.ts'
import type { World } from '#platform/world.ts'
import type { Mark, Seen } from '../rules/witness.ts'
import type { Change, Profile } from '../store/changes.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { ChangeDoor, ChangeKind } from './kind.ts'

/** Amazon's own records of changes, and what ours must have left in them. */
export type WitnessSource = {
  read(door: ChangeDoor, from: Date, to: Date): Promise<Seen[]>
  marks(change: Change): Mark[]
}

/** What the engine works with. */
export type Office = {
  readonly world: World
  readonly doors: Doors
  readonly kinds: ReadonlyMap<string, ChangeKind>
  peopleOf(clientId: string): Promise<ClientPerson[]>
  appNames(agencyId: string): Promise<{ appId: string; name: string }[]>
  readonly witness: WitnessSource
  /** When Amazon's records of a profile could not be read. */
  readonly witnessOutages: Outages
  clientName(tx: ReadTx, clientId: string): Promise<string>
  /** Writes to those whose word a batch waits for, in the background. */
  tell(clientId: string, batchId: string): Promise<void>
}

/** Who proposes: a person of a side, or the product by a rule. */
export function proposerOf(actor: Actor): { id: string; name: string; side: 'agency' | 'client' | 'system' } {
  return actor.kind === 'user'
    ? { id: actor.userId, name: actor.name, side: sideOf(actor.role) }
    : { id: 'system', name: actor.name, side: 'system' }
}

/** True when somebody may agree to changes of a client now. */
export function mayApprove(people: readonly ClientPerson[], personId: string): boolean {
  const person = people.find((one) => one.personId === personId)
  return person !== undefined && mayRole(person.role, 'changes.approve')
}

export const engine = (agencyId: string, clientId: string): SystemActor => ({
  kind: 'system',
  name: 'changes',
  agencyId,
  clientIds: [clientId],
})

/** The connection and profile through which a profile is changed; null when none is open. */
export async function connectionOf(
  office: Office,
  agencyId: string,
  at: Profile,
): Promise<{
  connectionId: string
  appId: string
  profileId: string
  currency: string
  timeZone: string
} | null> {
  const open = await office.doors.open({ agencyId, clientId: at.clientId })
  for (const one of open) {
    if (one.api !== 'ads' || one.storeId !== at.storeId) continue
    const profile = one.profiles.find((each) => each.marketplace === at.marketplace)
    if (profile === undefined) continue
    const { profileId, currency, timeZone } = profile
    return { connectionId: one.id, appId: one.appId, profileId, currency, timeZone }
  }
  return null
}
