import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { saveBrief, loadBasis } from './store/briefs.ts'
import { basisOf, gatherBrief } from './store/gather.ts'

/** Enqueue with {clientId} after anything that changes a client's facts; the sweep finds what was forgotten. */
export const measureJob = 'cockpit.measure'

export function cockpitJobs(world: World): JobKind[] {
  return [
    {
      name: measureJob,
      async run(payload) {
        const { clientId } = payload as { clientId: string }
        const client = (await world.directory.clients()).find((one) => one.id === clientId)
        if (client !== undefined) await measure(world, client)
      },
    },
    {
      name: 'cockpit.sweep',
      cron: '*/5 * * * *',
      async run() {
        for (const client of await world.directory.clients()) await measure(world, client)
      },
    },
  ]
}

/** Measures a client anew when its facts, its currency or the rates have changed since; otherwise does nothing. */
export async function measure(world: World, client: { id: string; agencyId: string }): Promise<void> {
  const scope = { agencyId: client.agencyId, clientIds: [client.id] }
  const measured = await world.tenant.read(scope, async (tx) => {
    const found = await basisOf(tx, client.id)
    if ((await loadBasis(tx, client.id)) === found.basis) return null
    return { basis: found.basis, brief: await gatherBrief(tx, client.id, found) }
  })
  if (measured === null) return
  await world.tenant.write({ kind: 'system', name: measureJob, ...scope }, async (tx) => {
    tx.noLedger('figures derived from facts that have their own entries')
    await saveBrief(tx, client.id, measured.basis, measured.brief)
  })
}
