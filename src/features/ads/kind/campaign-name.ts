import { z } from 'zod'
import type { Campaign } from '#amazon/ads/entities.ts'
import { isDuplicate } from '#amazon/ads/outcomes.ts'
import { listEntities, updateEntities } from '#amazon/ads/sponsored-products.ts'
import type { ChangeDoor, ChangeKind, Written } from '#features/changes/public/kind.ts'
import { MOST_NAME, nameKey, nameProblem } from '../rules/names.ts'
import { byIds, told, writtenOf } from './calls.ts'

// What a campaign is called. It steers nothing; names of living campaigns are unique.

const CALL_ITEMS = 1000
const PAGE = 1000

type NameValue = { name: string }
const wish = z.object({
  campaignId: z.string().regex(/^\d{1,30}$/),
  // Longer ones reach the check, which says what is wrong.
  name: z.string().max(8 * MOST_NAME),
})
type NameWish = z.output<typeof wish>

/** Every living campaign of the profile. The list cannot be asked for by several names at once. */
export async function livingCampaigns(door: ChangeDoor): Promise<Campaign[]> {
  const found: Campaign[] = []
  let nextToken: string | undefined
  do {
    const filter = {
      states: ['ENABLED', 'PAUSED'] as const,
      maxResults: PAGE,
      ...(nextToken === undefined ? {} : { nextToken }),
    }
    const { value } = await told(() => listEntities(door, 'campaigns', filter))
    found.push(...value.items)
    nextToken = value.nextToken ?? undefined
  } while (nextToken !== undefined)
  return found
}

/** Which living campaign has a name. */
type Holders = ReadonlyMap<string, string>

const isTaken = (name: string, campaignId: string, holders: Holders | undefined): boolean => {
  const holder = holders?.get(nameKey(name))
  return holder !== undefined && holder !== campaignId
}

export const nameKind: ChangeKind = {
  name: 'sp.name',
  module: 'campaigns',
  highRisk: false,
  callItems: CALL_ITEMS,
  wish,
  target: (one) => ({ entity: 'campaigns', objectId: (one as NameWish).campaignId }),
  aim: (one) => ({ name: (one as NameWish).name.trim() }),
  size: () => ({ ratio: null, points: null }),
  check({ objectId, to }, _place, extra) {
    const { name } = to as NameValue
    return nameProblem(name) ?? (isTaken(name, objectId, extra as Holders | undefined) ? 'name_taken' : null)
  },
  async read(door, items) {
    const own = await byIds(
      door,
      'campaigns',
      items.map((one) => one.objectId),
    )
    const holders: Holders = new Map(
      (await livingCampaigns(door)).map((one) => [nameKey(one.name), one.campaignId]),
    )
    return new Map(
      own.map((one) => [
        one.campaignId,
        {
          present: { value: { name: one.name }, label: one.name, archived: one.state === 'ARCHIVED' },
          campaignId: one.campaignId,
          adGroupId: null,
          reported: null,
          extra: holders,
        },
      ]),
    )
  },
  async write(door, items) {
    const changes = items.map(({ item }) => ({
      campaignId: item.objectId,
      name: (item.to as NameValue).name,
    }))
    const { value } = await told(() => updateEntities(door, 'campaigns', changes))
    // That the name is there already means another campaign has it, not that this one got it.
    return value.map((one): Written => {
      const taken: Written = { outcome: 'refused', code: 'name_taken', detail: null }
      return isDuplicate(one) ? taken : writtenOf(one)
    })
  },
  undo: (item, _made, value) =>
    value === null ? null : { kind: 'sp.name', wish: { campaignId: item.objectId, ...(value as NameValue) } },
}
