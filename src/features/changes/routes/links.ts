import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { makeLink, openLink } from '../api/changes.ts'
import { linkTo, readLink } from '../public/links.ts'
import type { Office } from '../public/office.ts'
import { waitingSides } from '../public/waiting.ts'
import { speakerOf } from '../rules/speaker.ts'
import { listDelegations, votesOf } from '../store/agreement.ts'
import { findBatch, itemsOf } from '../store/changes.ts'

export function linkRoutes(office: Office): Route[] {
  const { world } = office
  return [
    route(openLink, async ({ query, actor, read }) => {
      const { clientId, batchId, revision } = readLink(world, query.token)
      if (!actor.clientIds.includes(clientId)) throw notFound()
      const batch = await read((tx) => findBatch(tx, clientId, batchId))
      if (batch === null) throw notFound()
      return { clientId, batchId, moved: batch.revision !== revision }
    }),

    route(makeLink, async ({ params, now, write }) => {
      const { clientId, batchId } = params
      const people = await office.peopleOf(clientId)
      return write(async (tx) => {
        const batch = await findBatch(tx, clientId, batchId)
        if (batch === null) throw notFound()
        const changes = await itemsOf(tx, clientId, batchId)
        const sides = waitingSides(batch, changes, await votesOf(tx, clientId, [batchId]))
        if (sides.length === 0) throw new Refusal('nothing_open')
        if (batch.expiresAt <= now) throw new Refusal('link_expired')
        const delegations = await listDelegations(tx, clientId)
        const asked = people.find((one) => {
          const said = speakerOf(people, delegations, one.personId, batch.proposedBy, now)
          return said.as !== null && sides.includes(said.side)
        })
        await tx.ledger(clientId, 'changes.link_made', `batch:${batchId}`, {
          title: batch.title,
          revision: batch.revision,
          until: batch.expiresAt.toISOString(),
        })
        return {
          link: linkTo(world, { clientId, batchId, revision: batch.revision, until: batch.expiresAt }),
          until: batch.expiresAt.toISOString(),
          locale: asked?.locale ?? 'zh-CN',
        }
      })
    }),
  ]
}
