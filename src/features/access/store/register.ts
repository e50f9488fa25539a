import type { ReadTx } from '#platform/tenant.ts'
import type { ClientPerson, MemberNow } from '#features/identity/public.ts'
import { entriesNamed } from '#features/ledger/public.ts'
import {
  type AmazonGrant,
  type AmazonRight,
  type Seat,
  grantEvents,
  grantsAt,
  peopleAt,
  peopleEvents,
  rightEvents,
  rightsAt,
} from '../rules/register-past.ts'

export type ClientRegister = {
  readonly clientId: string
  readonly name: string
  readonly people: readonly Seat[]
  readonly grants: readonly AmazonGrant[]
  readonly rights: readonly AmazonRight[]
}

/** Who may do what for one client, at an instant. `people`: those of now; `members`: everybody the agency ever had. */
export async function readRegister(
  tx: ReadTx,
  client: { clientId: string; name: string },
  who: { people: readonly ClientPerson[]; members: readonly MemberNow[] },
  at: Date,
): Promise<ClientRegister> {
  const events = await entriesNamed(tx, client.clientId, {
    events: [...peopleEvents, ...grantEvents, ...rightEvents],
  })
  const names = new Map(who.members.map((one) => [one.personId, one.name]))
  const of = (prefix: string) => events.filter((one) => one.event.startsWith(prefix))
  const now = who.people.map(({ personId, name, role }) => ({ personId, name, role }))
  return {
    ...client,
    people: peopleAt(now, of('person.'), at, names),
    grants: grantsAt([...of('connection.'), ...of('grant.')], at),
    rights: rightsAt(of('right.'), at),
  }
}
