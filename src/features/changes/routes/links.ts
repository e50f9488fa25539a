import { notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import { openLink } from '../api/changes.ts'
import { readLink } from '../public/links.ts'
import { findBatch } from '../store/changes.ts'

export function linkRoutes(world: World): Route[] {
  return [
    route(openLink, async ({ query, actor, read }) => {
      const { clientId, batchId, revision } = readLink(world, query.token)
      if (!actor.clientIds.includes(clientId)) throw notFound()
      const batch = await read((tx) => findBatch(tx, clientId, batchId))
      if (batch === null) throw notFound()
      return { clientId, batchId, moved: batch.revision !== revision }
    }),
  ]
}
