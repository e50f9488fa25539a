import type { Entities, EntityKind } from '#amazon/ads/entities.ts'
import { type ListFilter, listEntities } from '#amazon/ads/sponsored-products.ts'
import type { Door } from '#amazon/transport.ts'

const PAGE = 1000

/** Every entity of a kind in these states, page after page. */
export async function listAll<Kind extends EntityKind>(
  door: Door,
  kind: Kind,
  states: NonNullable<ListFilter['states']> = ['ENABLED', 'PAUSED'],
): Promise<Entities[Kind]['entity'][]> {
  const items: Entities[Kind]['entity'][] = []
  let nextToken: string | undefined
  do {
    const page = await listEntities(door, kind, {
      states,
      maxResults: PAGE,
      ...(nextToken === undefined ? {} : { nextToken }),
    })
    items.push(...page.value.items)
    nextToken = page.value.nextToken ?? undefined
  } while (nextToken !== undefined)
  return items
}
