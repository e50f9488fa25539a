import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { type Doors, type Owner, keeper } from './public/doors.ts'
import { checkAll } from './routes/connections.ts'
import { noticeDue } from './rules/connection.ts'
import { renewalLetter, secretLetter } from './rules/letters.ts'
import { listSecretClocks, noteSecretNoticed, rewrapSecrets } from './store/apps.ts'
import { changeConnection, listConnections, rewrapTokens } from './store/connections.ts'
import { forgetConsents } from './store/consents.ts'

export type ReadersOf = (clientId: string) => Promise<{ address: string; locale: 'zh-CN' | 'en' }[]>

/** Once a day: does each consent still live, whose year is nearly over, is everything under the newest key, and what was asked for in vain. */
export function accessJobs(world: World, doors: Doors, readersOf: ReadersOf, ownersOf: ReadersOf): JobKind[] {
  return [
    {
      name: 'access.look',
      cron: '17 5 * * *',
      async run() {
        const agencies = new Set<string>()
        for (const { id: clientId, agencyId, kind } of await world.directory.clients()) {
          const owner = { agencyId, clientId }
          if (kind === 'house') await tellSecrets(world, owner, ownersOf)
          if (!agencies.has(agencyId)) await rewrapOf(world, owner, 'agency')
          agencies.add(agencyId)
          await world.tenant.write(keeper(owner), (tx) => {
            tx.noLedger('asking was recorded; nothing came of it')
            return forgetConsents(tx, clientId)
          })
          await rewrapOf(world, owner, 'client')
          await checkAll(world, doors, owner)
          await tellRenewals(world, owner, readersOf)
        }
      },
    },
  ]
}

async function rewrapOf(world: World, owner: Owner, what: 'agency' | 'client'): Promise<void> {
  const moved = await world.tenant.write(keeper(owner), async (tx) => {
    tx.noLedger('the same secrets under the newest key')
    return what === 'agency'
      ? rewrapSecrets(tx, world.vault, owner.agencyId)
      : rewrapTokens(tx, world.vault, owner.clientId)
  })
  if (moved > 0) world.log.info('access.rewrapped', { ...owner, what, moved })
}

/** Writes to the client's readers when 60, 30, 14 and 7 days are left; each step once. */
async function tellRenewals(world: World, owner: Owner, readersOf: ReadersOf): Promise<void> {
  const now = world.clock.now()
  const all = await world.tenant.read(keeper(owner), (tx) => listConnections(tx, owner.clientId))
  for (const one of all.filter((each) => each.state === 'active')) {
    const days = noticeDue(one.expiresAt, one.noticedDays, now)
    if (days === null || one.expiresAt === null) continue
    const until = one.expiresAt.toISOString().slice(0, 10)
    await world.tenant.write(keeper(owner), async (tx) => {
      await changeConnection(tx, one, { noticedDays: days })
      await tx.ledger(owner.clientId, 'connection.renewal_due', `connection:${one.id}`, {
        days,
        until,
        seller: one.sellerId,
        region: one.region,
      })
    })
    const link = `${world.publicUrl}/clients/${owner.clientId}/connections`
    for (const { address, locale } of await readersOf(owner.clientId))
      await world.mail.send({
        to: address,
        ...renewalLetter(locale, { seller: one.sellerId, region: one.region, until, link }),
      })
  }
}

/** Writes to the agency's owners when the secret of a registration has 60, 30, 14 and 7 days left; each step once. `house`: its own book. */
async function tellSecrets(world: World, house: Owner, ownersOf: ReadersOf): Promise<void> {
  const now = world.clock.now()
  const all = await world.tenant.read(keeper(house), (tx) => listSecretClocks(tx, house.agencyId))
  for (const one of all) {
    const days = noticeDue(one.expiresAt, one.noticedDays, now)
    if (days === null) continue
    const until = one.expiresAt.toISOString().slice(0, 10)
    await world.tenant.write(keeper(house), async (tx) => {
      await noteSecretNoticed(tx, house.agencyId, one, days)
      await tx.ledger(house.clientId, 'app.secret_due', `app:${one.appId}`, {
        app: one.appName,
        api: one.api,
        until,
        days,
      })
    })
    const link = `${world.publicUrl}/apps`
    for (const { address, locale } of await ownersOf(house.clientId))
      await world.mail.send({ to: address, ...secretLetter(locale, { app: one.appName, until, link }) })
  }
}
