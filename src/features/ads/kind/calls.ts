import type { Json } from '#kernel/canonical-json.ts'
import { AmazonError } from '#amazon/errors.ts'
import type { Entities, EntityKind } from '#amazon/ads/entities.ts'
import { type ItemOutcome, isDuplicate } from '#amazon/ads/outcomes.ts'
import { listEntities } from '#amazon/ads/sponsored-products.ts'
import { type ChangeDoor, CallFailed, type Written } from '#features/changes/public/kind.ts'

const PAGE = 1000
/** Parents that a list may be filtered by. */
const PARENTS = 100
const ALL_STATES = ['ENABLED', 'PAUSED', 'ARCHIVED'] as const

/** Runs a call; what Amazon's connectors throw becomes what the engine knows. */
export async function told<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    const { code, status, retryAt } = error.failure
    throw new CallFailed(error.kind, code ?? String(status ?? ''), retryAt, { cause: error })
  }
}

/** A page that the quota holds up is waited for: the pages before it would have to be read again. */
const PAGE_TRIES = 6

async function page<T>(door: ChangeDoor, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await told(call)
    } catch (error) {
      if (!(error instanceof CallFailed) || error.kind !== 'throttled' || tries === PAGE_TRIES) throw error
      const wait = (error.retryAt?.getTime() ?? 0) - door.clock.now().getTime()
      await door.clock.sleep(Math.min(Math.max(wait, 1000), 30_000))
    }
}

/** Entities by id, archived ones too. */
export async function byIds<Kind extends EntityKind>(
  door: ChangeDoor,
  kind: Kind,
  ids: readonly string[],
): Promise<Entities[Kind]['entity'][]> {
  if (ids.length === 0) return []
  const unique = [...new Set(ids)]
  const { value } = await page(door, () =>
    listEntities(door, kind, { ids: unique, states: ALL_STATES, maxResults: PAGE }),
  )
  return value.items
}

/** Everything below these parents that is not archived. */
export async function below<Kind extends EntityKind>(
  door: ChangeDoor,
  kind: Kind,
  parent: 'campaignIds' | 'adGroupIds',
  ids: readonly string[],
): Promise<Entities[Kind]['entity'][]> {
  const unique = [...new Set(ids)]
  const items: Entities[Kind]['entity'][] = []
  for (let from = 0; from < unique.length; from += PARENTS) {
    let nextToken: string | undefined
    do {
      const filter = {
        [parent]: unique.slice(from, from + PARENTS),
        states: ['ENABLED', 'PAUSED'] as const,
        maxResults: PAGE,
        ...(nextToken === undefined ? {} : { nextToken }),
      }
      const { value } = await page(door, () => listEntities(door, kind, filter))
      items.push(...value.items)
      nextToken = value.nextToken ?? undefined
    } while (nextToken !== undefined)
  }
  return items
}

/** An item's outcome in the engine's terms. That something is there already is for a reading to judge. */
export function writtenOf(outcome: ItemOutcome<unknown>): Written {
  if (outcome.outcome === 'applied') return { outcome: 'applied', madeId: outcome.id }
  if (isDuplicate(outcome)) return { outcome: 'unknown' }
  if (outcome.kind === 'throttled') return { outcome: 'throttled' }
  if (outcome.kind !== 'rejected') return { outcome: 'unknown' }
  const [first] = outcome.problems
  const detail: Json = outcome.problems.map((one) => ({
    type: one.type,
    reason: one.reason,
    message: one.message,
    lowerLimit: one.lowerLimit,
    upperLimit: one.upperLimit,
  }))
  return { outcome: 'refused', code: first?.reason ?? first?.type ?? 'rejected', detail }
}
