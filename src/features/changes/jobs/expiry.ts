import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { World } from '#platform/world.ts'
import { type Change, changeColumns, changeOf, moveAll } from '../store/changes.ts'

/** What nobody decided, or what could not be executed, in its time comes to nothing. */
export async function expireOld(world: World, actor: SystemActor, clientId: string): Promise<void> {
  const now = world.clock.now()
  const old = await world.tenant.read(actor, (tx) =>
    tx.rows(sql<Parameters<typeof changeOf>[0]>`
      select ${changeColumns} from change c join change_batch b on b.client_id = c.client_id and b.id = c.batch_id
      where c.client_id = ${clientId}::bigint and c.state in ('proposed', 'approved') and b.expires_at <= ${now} order by c.id`),
  )
  if (old.length === 0) return
  const changes: Change[] = old.map(changeOf)
  try {
    await write(world, actor, clientId, changes)
  } catch (error) {
    // Somebody decided or began in this very moment: the next minute looks again.
    if (!(error instanceof Refusal) || error.code !== 'moved_meanwhile') throw error
  }
}

async function write(
  world: World,
  actor: SystemActor,
  clientId: string,
  changes: readonly Change[],
): Promise<void> {
  await world.tenant.write(actor, async (tx) => {
    await moveAll(
      tx,
      clientId,
      changes.map((change) => ({ change, event: 'expire' as const })),
    )
    const batches = Map.groupBy(changes, (one) => one.batchId)
    await tx.ledgerAll(
      clientId,
      [...batches].map(([id, items]) => ({
        event: 'changes.expired',
        subject: `batch:${id}`,
        data: { items: items.map((one) => one.no) },
      })),
    )
  })
}
