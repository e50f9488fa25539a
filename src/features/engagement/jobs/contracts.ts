import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { enforceDue } from '../public/contract.ts'

/** Contracts that were signed ahead come into force on their first day. */
export function contractJobs(world: World): JobKind[] {
  return [
    {
      name: 'engagement.contracts_due',
      cron: '5 * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const actor: SystemActor = { kind: 'system', name: 'contract', agencyId, clientIds: [clientId] }
          await world.tenant.write(actor, async (tx) => {
            if (!(await enforceDue(tx, clientId))) tx.noLedger('no contract is due')
          })
        }
      },
    },
  ]
}
