import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { askWatched, isReadDue } from '../store/competitor-reads.ts'

/** Once an hour: watched products whose week is over are read again. */
export function competitorJobs(world: World): JobKind[] {
  return [
    {
      name: 'engagement.competitors_due',
      cron: '25 * * * *',
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const actor: SystemActor = { kind: 'system', name: 'catalogue', agencyId, clientIds: [clientId] }
          const now = world.clock.now()
          if (!(await world.tenant.read(actor, (tx) => isReadDue(tx, clientId, now)))) continue
          await world.tenant.write(actor, async (tx) => {
            tx.noLedger('asks for products to be read; the reading is recorded')
            await askWatched(tx, { agencyId, clientId })
          })
        }
      },
    },
  ]
}
