import { isAgencyRole } from '#kernel/rights.ts'
import type { JobKind } from '#platform/jobs.ts'
import { keeper } from '../public/doors.ts'
import { beginReview } from '../routes/recertification.ts'
import { houseClocks, passwordClocks } from '../routes/register-clocks.ts'
import type { Registry } from '../routes/register.ts'
import { type Clock, endOfLeaving, stepDue } from '../rules/register-clocks.ts'
import { clockLetter } from '../rules/register-letters.ts'
import { listHandRights } from '../store/grants.ts'
import { clientClocks, clientNamesIn, noteTold, toldSteps } from '../store/register-clocks.ts'
import { insertLeaver, listLeaverRows } from '../store/register-leavers.ts'

type Client = { id: string; agencyId: string; kind: string }
type Reader = { readonly address: string; readonly locale: 'zh-CN' | 'en' }

/** Every ten minutes: a new quarter's reviews are opened, leavers with rights left at Amazon are found, and whoever a clock concerns is written to. */
export function registerJobs(registry: Registry): JobKind[] {
  const { world } = registry
  return [
    {
      name: 'access.register',
      cron: '*/10 * * * *',
      atStart: true,
      async run() {
        const clients = await world.directory.clients()
        for (const client of clients) if (client.kind === 'client') await lookAtClient(registry, client)
        for (const house of clients.filter((one) => one.kind === 'house')) {
          const ours = clients.filter((one) => one.agencyId === house.agencyId).map((one) => one.id)
          await findLeavers(registry, house, ours)
          await tellHouse(registry, house)
        }
      },
    },
  ]
}

async function lookAtClient(registry: Registry, client: Client): Promise<void> {
  const { world } = registry
  const owner = { agencyId: client.agencyId, clientId: client.id }
  const people = await registry.peopleOf(client.id)
  const now = world.clock.now()
  const named = await world.tenant.read(
    keeper(owner),
    async (tx) => (await clientNamesIn(tx, [client.id]))[0],
  )
  if (named === undefined || named.archived) return
  await world.tenant.write(keeper(owner), async (tx) => {
    if ((await beginReview(tx, client.id, people, now)) === null) tx.noLedger('this quarter has its review')
  })
  const readers = people.filter((one) =>
    ['client_owner', 'account_manager', 'agency_owner'].includes(one.role),
  )
  const clocks = await world.tenant.read(keeper(owner), (tx) => clientClocks(tx, named, now))
  await tell(registry, owner, clocks, now, () => readers)
}

async function tellHouse(registry: Registry, house: Client): Promise<void> {
  const { world } = registry
  const owner = { agencyId: house.agencyId, clientId: house.id }
  const members = (await registry.membersOf(house.agencyId)).filter((one) => one.leftAt === null)
  const owners = members.filter((one) => one.role === 'agency_owner')
  const clocks = await world.tenant.read(keeper(owner), (tx) => houseClocks(tx, house.agencyId, house.id))
  await tell(registry, owner, clocks, world.clock.now(), (one) =>
    one.kind === 'leaver'
      ? members.filter((each) => ['agency_owner', 'compliance'].includes(each.role))
      : owners,
  )
  await tell(registry, owner, passwordClocks(members), world.wall.now(), (one) =>
    members.filter((each) => one.clock.startsWith(`password:${each.personId}:`)),
  )
}

/** Writes to whom a clock concerns, once for each step; what was told is kept before the letters go. */
async function tell(
  { world }: Registry,
  owner: { agencyId: string; clientId: string },
  clocks: readonly Clock[],
  now: Date,
  readersOf: (clock: Clock) => readonly Reader[],
): Promise<void> {
  const told = await world.tenant.read(keeper(owner), (tx) => toldSteps(tx, owner.clientId))
  for (const one of clocks) {
    const step = stepDue(one, told.get(one.clock) ?? [], now)
    if (step === null) continue
    const until = one.endsAt.toISOString().slice(0, 16).replace('T', ' ')
    const isFirst = await world.tenant.write(keeper(owner), async (tx) => {
      if (!(await noteTold(tx, owner.clientId, one.clock, step))) {
        tx.noLedger('told already')
        return false
      }
      await tx.ledger(owner.clientId, 'clock.told', one.clock, { kind: one.kind, name: one.name, until })
      return true
    })
    if (!isFirst) continue
    const link = `${world.publicUrl}${one.clientId === null ? placeOf(one) : `/clients/${one.clientId}/access`}`
    for (const { address, locale } of readersOf(one))
      await world.mail.send({
        to: address,
        ...clockLetter(locale, { kind: one.kind, name: one.name, until, isOver: step < 0, link }),
      })
  }
}

const placeOf = (one: Clock): string =>
  one.kind === 'password' ? '/account' : one.kind === 'secret' ? '/apps' : '/register'

/** Somebody who has left, without it being said here, and still holds rights at Amazon: the day to close them begins now. */
async function findLeavers(registry: Registry, house: Client, clientIds: readonly string[]): Promise<void> {
  const { world } = registry
  const gone = (await registry.membersOf(house.agencyId)).filter(
    (one) => one.leftAt !== null && isAgencyRole(one.role),
  )
  if (gone.length === 0) return
  const scope = { ...keeper({ agencyId: house.agencyId, clientId: house.id }), clientIds }
  const now = world.clock.now()
  await world.tenant.write(scope, async (tx) => {
    tx.noLedger('nobody has left with rights of theirs open')
    const known = new Set(
      (await listLeaverRows(tx, house.id)).filter((one) => one.closedAt === null).map((one) => one.personId),
    )
    const open = new Set((await listHandRights(tx, clientIds)).map((one) => one.personId))
    for (const { personId, name, role } of gone) {
      if (known.has(personId) || !open.has(personId)) continue
      const leaverId = await insertLeaver(tx, house.id, {
        personId,
        personName: name,
        role,
        announcedByName: 'Steward',
        dueAt: endOfLeaving(now),
      })
      if (leaverId !== null)
        await tx.ledger(house.id, 'leaver.announced', `leaver:${leaverId}`, { person: name, personId, role })
    }
  })
}
