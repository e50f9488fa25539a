import { isAgencyRole, mayRole } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { MemberNow } from '#features/identity/public.ts'
import { listClocks } from '../api/register.ts'
import { type Clock, byEnd, endOfPassword, hoursLeft, urgency } from '../rules/register-clocks.ts'
import { listSecretClocks } from '../store/apps.ts'
import { clientClocks, clientNamesIn } from '../store/register-clocks.ts'
import { listLeaverRows, listStandings } from '../store/register-leavers.ts'
import type { Registry } from './register.ts'

/** Everything that runs out for the clients that the caller sees; for the agency's people what is the agency's own as well. */
export function clockRoutes(registry: Pick<Registry, 'membersOf'>): Route[] {
  return [
    route(listClocks, async ({ actor, now, wallNow, read }) => {
      const isAgency = isAgencyRole(actor.role)
      const members = isAgency ? await registry.membersOf(actor.agencyId) : []
      const clocks = await read(async (tx) => {
        const clients = await clientNamesIn(tx, actor.clientIds)
        const found: Clock[] = []
        for (const client of clients)
          if (!client.house && !client.archived) found.push(...(await clientClocks(tx, client, now)))
        const house = clients.find((one) => one.house)
        if (house !== undefined && mayRole(actor.role, 'apps.read'))
          found.push(...(await houseClocks(tx, actor.agencyId, house.clientId)))
        return found
      })
      return {
        clocks: [
          ...byEnd(clocks).map((one) => ({ one, at: now })),
          // Passwords go by the machine's clock.
          ...byEnd(passwordClocks(members)).map((one) => ({ one, at: wallNow })),
        ]
          .toSorted((a, b) => a.one.endsAt.getTime() - b.one.endsAt.getTime())
          .map(({ one, at }) => ({
            ...one,
            endsAt: one.endsAt.toISOString(),
            hoursLeft: hoursLeft(one.endsAt, at),
            urgency: urgency(one.endsAt, at),
          })),
      }
    }),
  ]
}

/** What runs out for the agency itself: secrets of its applications, registrations, the day of a leaver. */
export async function houseClocks(tx: ReadTx, agencyId: string, houseId: string): Promise<Clock[]> {
  const secrets = (await listSecretClocks(tx, agencyId)).map((one): Clock => ({
    kind: 'secret',
    clock: `secret:${one.appId}:${one.id}`,
    clientId: null,
    name: one.appName,
    endsAt: one.expiresAt,
  }))
  const standings = (await listStandings(tx, houseId)).flatMap((one): Clock[] =>
    one.expiresOn === null
      ? []
      : [
          {
            kind: 'standing',
            clock: `standing:${one.id}`,
            clientId: null,
            name: one.name,
            endsAt: new Date(Date.parse(`${one.expiresOn}T00:00:00Z`) + 86_400_000),
          },
        ],
  )
  const leavers = (await listLeaverRows(tx, houseId))
    .filter((one) => one.closedAt === null)
    .map((one): Clock => ({
      kind: 'leaver',
      clock: `leaver:${one.id}`,
      clientId: null,
      name: one.personName,
      endsAt: one.dueAt,
    }))
  return [...secrets, ...standings, ...leavers]
}

/** A year for each password, of those who belong to the agency now. */
export function passwordClocks(members: readonly MemberNow[]): Clock[] {
  return members
    .filter((one) => one.leftAt === null && one.passwordAt !== null && isAgencyRole(one.role))
    .map((one) => ({
      kind: 'password' as const,
      clock: `password:${one.personId}:${one.passwordAt!.getTime()}`,
      clientId: null,
      name: one.name,
      endsAt: endOfPassword(one.passwordAt!),
    }))
}
