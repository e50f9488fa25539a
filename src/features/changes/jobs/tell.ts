import { notFound } from '#kernel/refusal.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { type Office, engine } from '../public/office.ts'
import { askingLetter } from '../rules/letters.ts'
import { speakerOf } from '../rules/speaker.ts'
import { missingSides } from '../rules/votes.ts'
import { listDelegations, votesOf } from '../store/agreement.ts'
import { findBatch, itemsOf, takeTelling } from '../store/changes.ts'
import { listBatchRows } from '../store/lists.ts'
import { linkTo } from '../public/links.ts'

/** Orders the letters about a batch; the work that waits for answers is not held up by them. */
export async function orderLetters(world: World, clientId: string, batchId: string): Promise<void> {
  const client = (await world.directory.clients()).find((one) => one.id === clientId)
  if (client === undefined) throw notFound()
  await world.tenant.write(engine(client.agencyId, clientId), async (tx) => {
    tx.noLedger('letters about what has its own entry')
    await tx.enqueue('changes.tell', { agencyId: client.agencyId, clientId, batchId })
  })
}

/** Writes once to everybody whose word a batch waits for, with a link that leads there. */
export function tellJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'changes.tell',
      retries: 2,
      async run(payload) {
        const { agencyId, clientId, batchId } = payload as {
          agencyId: string
          clientId: string
          batchId: string
        }
        const people = await office.peopleOf(clientId)
        const now = world.clock.now()
        const found = await world.tenant.read(engine(agencyId, clientId), async (tx) => {
          const batch = await findBatch(tx, clientId, batchId)
          const [row] = await listBatchRows(tx, [clientId], { batchId })
          if (batch === null || row === undefined) return null
          const open = (await itemsOf(tx, clientId, batchId)).filter((one) => one.state === 'proposed')
          const votes = await votesOf(tx, clientId, [batchId])
          const sides = new Set(open.flatMap((one) => missingSides(batch, one, votes)))
          return { batch, row, sides, delegations: await listDelegations(tx, clientId) }
        })
        if (found === null || found.sides.size === 0) return
        // Told once a revision, whatever is said about it meanwhile.
        const mine = await world.tenant.write(engine(agencyId, clientId), (tx) => {
          tx.noLedger('letters about what has its own entry')
          return takeTelling(tx, clientId, batchId)
        })
        if (!mine) return
        const { batch, row } = found
        for (const person of people) {
          const said = speakerOf(people, found.delegations, person.personId, batch.proposedBy, now)
          if (said.as === null || !found.sides.has(said.side)) continue
          const letter = askingLetter(person.locale, {
            client: row.clientName,
            title: batch.title,
            items: row.items,
            by: batch.proposedByName,
            until: batch.expiresAt.toISOString().slice(0, 10),
            link: linkTo(world, { clientId, batchId, revision: batch.revision, until: batch.expiresAt }),
          })
          await world.mail.send({ to: person.address, ...letter })
        }
      },
    },
  ]
}
