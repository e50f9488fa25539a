import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { coverage, fxRates } from '#features/facts/public/coverage.ts'
import { factsVersions } from '#features/facts/public/versions.ts'
import { fxTable } from '#features/facts/rules/fx.ts'
import { loadBasis, loadClient, saveBrief } from './store/briefs.ts'
import { basisOf, gatherBrief } from './store/gather.ts'

/** Measures the client named in {clientId}. Whoever looks at the cockpit orders what is out of date; the sweep does the rest. */
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
    const base = (await loadClient(tx, client.id))?.baseCurrency ?? 'CNY'
    const rates = await fxRates(tx)
    const versions = await factsVersions(tx, [client.id])
    const basis = basisOf(versions.get(client.id), base, rates)
    if ((await loadBasis(tx, client.id)) === basis) return null
    const entries = await coverage(tx, { clientId: client.id })
    return { basis, brief: await gatherBrief(tx, client.id, { base, entries, fx: fxTable(rates) }) }
  })
  if (measured === null) return
  await world.tenant.write({ kind: 'system', name: measureJob, ...scope }, async (tx) => {
    tx.noLedger('figures derived from facts that have their own entries')
    await saveBrief(tx, client.id, measured.basis, measured.brief)
  })
}
