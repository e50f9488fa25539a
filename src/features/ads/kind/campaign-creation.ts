import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { archiveEntities } from '#amazon/ads/sponsored-products.ts'
import type { ChangeDoor, ChangeKind, Reading, Sought } from '#features/changes/public/kind.ts'
import { campaignPlan } from '../api/structure.ts'
import { type CampaignPlan, canonicalPlan, planProblems, planStanding } from '../rules/structure/plan.ts'
import { nameKey } from '../rules/names.ts'
import { byIds, told, writtenOf } from './calls.ts'
import { livingCampaigns } from './campaign-name.ts'
import { createTrees } from './campaign-build.ts'
import { planOf, readTrees } from './campaign-tree.ts'

// A whole campaign as one change. Amazon knows a campaign by its name and what is below by its own keys, so that what a killed worker left
// can be read and finished. It is created paused and enabled last: what is half built never spends.

const CALL_ITEMS = 20

const keyOf = (name: string): string => `campaign·${nameKey(name)}`

/** Living campaigns by name. */
const named = async (door: ChangeDoor, keys: ReadonlySet<string>) =>
  (await livingCampaigns(door)).filter((one) => keys.has(keyOf(one.name)))

async function read(door: ChangeDoor, items: readonly Sought[]): Promise<Map<string, Reading>> {
  const keys = new Set(items.map((one) => one.objectId))
  const trees = new Map(
    (await readTrees(door, await named(door, keys))).map((one) => [keyOf(one.campaign.name), one]),
  )
  return new Map(
    items.map((item): [string, Reading] => {
      const tree = trees.get(item.objectId)
      const nothing = { campaignId: null, adGroupId: null, reported: null }
      if (tree === undefined) return [item.objectId, { present: null, ...nothing }]
      const found = planOf(tree)
      const wanted = item.to === undefined || item.to === null ? null : (item.to as unknown as CampaignPlan)
      const standing = wanted === null ? 'other' : planStanding(wanted, found)
      // Begun is not there yet: what lacks is created by the next attempt.
      if (standing === 'begun') return [item.objectId, { present: null, ...nothing, extra: tree }]
      const value = (standing === 'complete' ? wanted : found) as unknown as Json
      return [
        item.objectId,
        {
          present: { value, label: tree.campaign.name, archived: false },
          campaignId: tree.campaign.campaignId,
          adGroupId: null,
          reported: null,
          extra: tree.campaign.campaignId,
        },
      ]
    }),
  )
}

export const campaignKind: ChangeKind = {
  name: 'sp.campaign',
  module: 'campaigns',
  highRisk: true,
  callItems: CALL_ITEMS,
  wish: campaignPlan,
  target: (wish) => ({
    entity: 'campaignTrees',
    objectId: keyOf((wish as z.output<typeof campaignPlan>).name),
  }),
  aim: (wish) => canonicalPlan(wish as z.output<typeof campaignPlan>) as unknown as Json,
  size: (_from, to) => ({
    ratio: null,
    points: null,
    amount: Number((to as unknown as CampaignPlan).dailyBudget),
  }),
  check: ({ to }, { marketplace }) =>
    planProblems(to as unknown as CampaignPlan, marketplace)[0]?.code ?? null,
  read,
  write: (door, items) => createTrees(door, items),
  undo: (_item, madeId) =>
    madeId === null ? null : { kind: 'sp.archiveCampaign', wish: { campaignId: madeId } },
}

const archiveWish = z.object({ campaignId: z.string().regex(/^\d{1,30}$/) })

/** A campaign is archived for good, with all that is below. Its figures stay; its name is free again. */
export const archiveCampaignKind: ChangeKind = {
  name: 'sp.archiveCampaign',
  module: 'campaigns',
  highRisk: true,
  callItems: 1000,
  wish: archiveWish,
  target: (wish) => ({ entity: 'campaigns', objectId: (wish as z.output<typeof archiveWish>).campaignId }),
  aim: (_wish, present) => ({ ...(present as { name: string }), state: 'ARCHIVED' }),
  size: () => ({ ratio: null, points: null }),
  check: () => null,
  async read(door, items) {
    const found = await byIds(
      door,
      'campaigns',
      items.map((one) => one.objectId),
    )
    return new Map(
      found.map((one): [string, Reading] => [
        one.campaignId,
        {
          present: {
            value: { name: one.name, state: one.state },
            label: one.name,
            archived: one.state === 'ARCHIVED',
          },
          campaignId: one.campaignId,
          adGroupId: null,
          reported: null,
        },
      ]),
    )
  },
  async write(door, items) {
    const ids = items.map(({ item }) => item.objectId)
    const { value } = await told(() => archiveEntities(door, 'campaigns', ids))
    return value.map(writtenOf)
  },
  undo: () => null,
}
