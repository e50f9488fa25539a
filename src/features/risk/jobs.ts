import type { ClientPerson } from '#features/identity/public.ts'
import { clientName } from '#features/ledger/public.ts'
import { type HealthNow, healthNow } from '#features/facts/public/health.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { figureOf } from '#features/facts/rules/health-metrics.ts'
import { worsened } from './rules/health.ts'
import { healthLetter, toldRoles } from './rules/health-letter.ts'
import { type HealthMark, listMarks, saveMark } from './store.ts'

type Owner = { readonly agencyId: string; readonly clientId: string }
type PeopleOf = (clientId: string) => Promise<ClientPerson[]>

const watcher = ({ agencyId, clientId }: Owner): SystemActor => ({
  kind: 'system',
  name: 'risk.health',
  agencyId,
  clientIds: [clientId],
})

/** Holds every new health report against the one before, and tells agency and client what got worse. */
export function riskJobs(world: World, peopleOf: PeopleOf): JobKind[] {
  return [
    {
      name: 'risk.health',
      cron: '*/5 * * * *',
      atStart: true,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients())
          await watch(world, { agencyId, clientId }, peopleOf)
      },
    },
  ]
}

async function watch(world: World, owner: Owner, peopleOf: PeopleOf): Promise<void> {
  const { clientId } = owner
  const { accounts, marks } = await world.tenant.read(watcher(owner), async (tx) => ({
    accounts: await healthNow(tx, { clientId }),
    marks: await listMarks(tx, clientId),
  }))
  for (const account of accounts) {
    const mark = marks.find(
      (one) => one.storeId === account.storeId && one.marketplace === account.marketplace,
    )
    // An older report that comes in late is history, not news.
    if (mark === undefined || account.asOf > mark.judgedOn)
      await judge(world, owner, { account, mark: mark ?? null }, peopleOf)
  }
}

/** Keeps the report as judged, with what got worse in the ledger, and writes to those who have to know. */
async function judge(
  world: World,
  owner: Owner,
  { account, mark }: { account: HealthNow; mark: HealthMark | null },
  peopleOf: PeopleOf,
): Promise<void> {
  const { clientId } = owner
  const { storeId, storeName, marketplace, asOf } = account
  const judged = account.rows.map(figureOf)
  const worse = worsened(mark?.judged ?? null, judged)
  const client = await world.tenant.write(watcher(owner), async (tx) => {
    const isOurs = await saveMark(
      tx,
      clientId,
      { storeId, marketplace, judgedOn: asOf, judged },
      mark?.judgedOn ?? null,
    )
    if (!isOurs || worse.length === 0) {
      tx.noLedger('the report stands in the facts, and nothing in it is worse')
      return null
    }
    await tx.ledger(clientId, 'health.worsened', `store:${storeId}`, {
      marketplace,
      on: asOf,
      changes: worse.map(({ metric, was, now }) => ({ metric, was, now })),
    })
    return clientName(tx, clientId)
  })
  if (client === null) return
  const about = {
    client,
    store: storeName,
    marketplace,
    on: asOf,
    worse,
    link: `${world.publicUrl}/clients/${clientId}/health`,
  }
  for (const { address, locale, role } of await peopleOf(clientId))
    if (toldRoles.includes(role)) await world.mail.send({ to: address, ...healthLetter(locale, about) })
}
