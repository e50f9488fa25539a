import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { sql } from 'kysely'
import { importRef, importer } from './actors.ts'
import { readAmazonFile } from './amazon-files.ts'
import { loadImport } from './load.ts'
import { previewImport } from './preview.ts'
import { spoolFolder, sweepSpool } from './spool.ts'

/** A reading or loading without a sign of life for so long was cut off. */
const SILENCE_MINUTES = 1
const DAY_MS = 86_400_000

/** The room's jobs: reading received files, loading confirmed ones, and taking up what was cut off. */
export function factsJobs(world: World): JobKind[] {
  return [
    {
      name: 'facts.read',
      retries: 2,
      run: (payload) => previewImport(world, readAmazonFile, importRef(payload)),
    },
    {
      name: 'facts.load',
      retries: 2,
      run: (payload) => loadImport(world, readAmazonFile, importRef(payload)),
    },
    {
      name: 'facts.resume',
      cron: '* * * * *',
      async run() {
        await resumeImports(world)
        // Files carry the machine's time, whatever the product's clock says.
        await sweepSpool(spoolFolder(world.config.dataDir), new Date(Date.now() - DAY_MS))
      },
    },
  ]
}

/**
 * Sends again the jobs of imports that a killed process left behind. Both jobs do nothing when the work was done meanwhile, and
 * a load that still runs elsewhere holds its client's lock, so that the second waits and then finds it finished.
 */
async function resumeImports(world: World): Promise<void> {
  for (const { id: clientId, agencyId } of await world.directory.clients()) {
    await world.tenant.write(importer({ agencyId, clientId }), async (tx) => {
      tx.noLedger('sends a lost job again')
      const silent = new Date(tx.now.getTime() - SILENCE_MINUTES * 60_000)
      const stuck = await tx.rows(sql<{ id: string; state: string }>`
        select i.id, i.state from import i
        left join import_progress p on p.client_id = i.client_id and p.import_id = i.id
        where i.client_id = ${clientId}::bigint and i.state in ('received', 'reading', 'importing')
          and coalesce(p.beat_at, i.confirmed_at, i.created_at) < ${silent}`)
      for (const { id, state } of stuck) {
        const job = state === 'importing' ? 'facts.load' : 'facts.read'
        await tx.enqueue(job, { agencyId, clientId, importId: id }, { key: `${job}:${id}` })
      }
    })
  }
}
