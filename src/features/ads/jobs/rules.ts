import { timeZoneOf } from '#kernel/marketplace.ts'
import type { Office } from '#features/changes/public/office.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import { dueSlot } from '../rules/automation/due.ts'
import { runningRules } from '../store/automation.ts'
import { beginRun, openRuns } from '../store/rule-runs.ts'
import { runDue } from './rule-run.ts'

/**
 * Begins what is due by each marketplace's clock and runs it. A due time is begun once whatever happens; a run that a worker left unfinished
 * is ended by the next. Every quarter of an hour, because some marketplaces keep half hours.
 */
export function ruleJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'ads.rules_due',
      cron: '*/15 * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const give = await world.turns.take(`ads.rules:${clientId}`)
          if (give === null) continue
          try {
            await beginDue(office, agencyId, clientId)
            const scope = { agencyId, clientIds: [clientId] }
            for (const run of await world.tenant.read(scope, (tx) => openRuns(tx, clientId)))
              await runDue(office, agencyId, clientId, run)
          } finally {
            await give()
          }
        }
      },
    },
  ]
}

async function beginDue(office: Office, agencyId: string, clientId: string): Promise<void> {
  const { world } = office
  const actor: SystemActor = { kind: 'system', name: 'ads.rules', agencyId, clientIds: [clientId] }
  const rules = await world.tenant.read(actor, (tx) => runningRules(tx, clientId))
  const now = world.clock.now()
  const due = rules.flatMap((row) => {
    const zone = timeZoneOf(row.marketplace)
    const slot = dueSlot(row.content.schedule, zone, row.modeAt, now)
    return slot === null || row.mode === 'off' ? [] : [{ row, slot, sort: row.mode }]
  })
  if (due.length === 0) return
  await world.tenant.write(actor, async (tx) => {
    tx.noLedger('a run has its entry when it ends')
    for (const { row, slot, sort } of due)
      await beginRun(tx, clientId, {
        ruleId: row.id,
        version: row.version,
        sort,
        slot,
        askedByName: row.ownerName,
      })
  })
}
