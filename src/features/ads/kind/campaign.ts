import { z } from 'zod'
import { decimalText, microsFromDecimal, ratioOf } from '#kernel/money.ts'
import { assert } from '#kernel/refusal.ts'
import { decimal } from '#platform/endpoint.ts'
import type { Campaign, DynamicBidding } from '#amazon/ads/entities.ts'
import { updateEntities } from '#amazon/ads/sponsored-products.ts'
import type { ChangeDoor, ChangeKind, Reading, Written } from '#features/changes/public/kind.ts'
import { rangeOf } from '../rules/limits.ts'
import { byIds, told, writtenOf } from './calls.ts'

// What is changed at a campaign: its budget, its bidding strategy, its placement adjustments.

const id = z.string().regex(/^\d{1,30}$/)
const CALL_ITEMS = 1000

/** Amounts as exact text, always in one form. */
export const amount = (text: string): bigint => {
  const micros = microsFromDecimal(text)
  assert(micros !== null, `${text} is no amount`)
  return micros
}

export const ratioSize = (from: bigint | null, to: bigint | null): number | null => {
  const ratio = from === null || to === null ? null : ratioOf(to, from)
  return ratio === null ? null : Math.abs(ratio - 1)
}

export const outside = (what: 'bid' | 'budget', marketplace: string, text: string): boolean => {
  const range = rangeOf(what, marketplace)
  const units = Number(text)
  return range !== null && (units < range[0] || units > range[1])
}

async function readCampaigns(
  door: ChangeDoor,
  items: readonly { objectId: string }[],
  valueOf: (campaign: Campaign) => NonNullable<Reading['present']>['value'],
): Promise<Map<string, Reading>> {
  const found = await byIds(
    door,
    'campaigns',
    items.map((one) => one.objectId),
  )
  return new Map(
    found.map((one) => [
      one.campaignId,
      {
        present: { value: valueOf(one), label: one.name, archived: one.state === 'ARCHIVED' },
        campaignId: one.campaignId,
        adGroupId: null,
        reported: null,
        extra: one,
      },
    ]),
  )
}

async function updateCampaigns(
  door: ChangeDoor,
  changes: Parameters<typeof updateEntities<'campaigns'>>[2],
): Promise<Written[]> {
  const { value } = await told(() => updateEntities(door, 'campaigns', changes))
  return value.map(writtenOf)
}

type BudgetValue = { dailyBudget: string }
const budgetWish = z.object({ campaignId: id, dailyBudget: decimal })

export const budgetKind: ChangeKind = {
  name: 'sp.budget',
  module: 'budgets',
  highRisk: true,
  callItems: CALL_ITEMS,
  wish: budgetWish,
  target: (wish) => ({ entity: 'campaigns', objectId: (wish as z.output<typeof budgetWish>).campaignId }),
  aim: (wish) => ({
    dailyBudget: decimalText(amount((wish as z.output<typeof budgetWish>).dailyBudget)),
  }),
  size: (from, to) => ({
    ratio: ratioSize(amount((from as BudgetValue).dailyBudget), amount((to as BudgetValue).dailyBudget)),
    points: null,
  }),
  check: ({ to }, { marketplace }) =>
    outside('budget', marketplace, (to as BudgetValue).dailyBudget) ? 'budget_out_of_range' : null,
  read: (door, items) =>
    readCampaigns(door, items, (one) => ({ dailyBudget: decimalText(one.budgetMicros) })),
  write: (door, items) =>
    updateCampaigns(
      door,
      items.map(({ item }) => ({
        campaignId: item.objectId,
        dailyBudgetMicros: amount((item.to as BudgetValue).dailyBudget),
      })),
    ),
  undo: (item, _made, value) =>
    value === null
      ? null
      : { kind: 'sp.budget', wish: { campaignId: item.objectId, ...(value as BudgetValue) } },
}

export const strategies = ['LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL'] as const
type StrategyValue = { strategy: string }
const strategyWish = z.object({ campaignId: id, strategy: z.enum(strategies) })

const placementKeys = {
  top: 'PLACEMENT_TOP',
  productPage: 'PLACEMENT_PRODUCT_PAGE',
  restOfSearch: 'PLACEMENT_REST_OF_SEARCH',
  business: 'SITE_AMAZON_BUSINESS',
} as const
type PlacementKey = keyof typeof placementKeys
type PlacementValue = Readonly<Record<PlacementKey, number>>

function placementsOf(campaign: Campaign): PlacementValue {
  const listed = campaign.dynamicBidding?.placementBidding ?? []
  const percent = (key: PlacementKey): number =>
    listed.find((one) => one.placement === placementKeys[key])?.percentage ?? 0
  return {
    top: percent('top'),
    productPage: percent('productPage'),
    restOfSearch: percent('restOfSearch'),
    business: percent('business'),
  }
}

/** Strategy and placements travel together: Amazon replaces the list whole. */
function biddingOf(strategy: string | null, placements: PlacementValue): DynamicBidding {
  const listed = (Object.keys(placementKeys) as PlacementKey[])
    .filter((key) => placements[key] > 0 || key !== 'business')
    .map((key) => ({ placement: placementKeys[key], percentage: placements[key] }))
  return {
    ...(strategy === null ? {} : { strategy: strategy as NonNullable<DynamicBidding['strategy']> }),
    placementBidding: listed,
  }
}

const strategyOf = (campaign: Campaign): string => campaign.dynamicBidding?.strategy ?? 'LEGACY_FOR_SALES'

export const strategyKind: ChangeKind = {
  name: 'sp.strategy',
  module: 'bids',
  highRisk: true,
  callItems: CALL_ITEMS,
  wish: strategyWish,
  target: (wish) => ({ entity: 'campaigns', objectId: (wish as z.output<typeof strategyWish>).campaignId }),
  aim: (wish) => ({ strategy: (wish as z.output<typeof strategyWish>).strategy }),
  size: () => ({ ratio: null, points: null }),
  check: ({ from }) => ((from as StrategyValue).strategy === 'RULE_BASED' ? 'rule_based' : null),
  read: (door, items) => readCampaigns(door, items, (one) => ({ strategy: strategyOf(one) })),
  write: (door, items) =>
    updateCampaigns(
      door,
      items.map(({ item, reading }) => ({
        campaignId: item.objectId,
        dynamicBidding: biddingOf(
          (item.to as StrategyValue).strategy,
          placementsOf(reading.extra as Campaign),
        ),
      })),
    ),
  undo: (item, _made, value) =>
    value === null
      ? null
      : { kind: 'sp.strategy', wish: { campaignId: item.objectId, ...(value as StrategyValue) } },
}

const percent = z.number().int().min(0).max(900)
const placementWish = z.object({
  campaignId: id,
  top: percent.optional(),
  productPage: percent.optional(),
  restOfSearch: percent.optional(),
  business: percent.optional(),
})

export const placementKind: ChangeKind = {
  name: 'sp.placement',
  module: 'bids',
  highRisk: true,
  callItems: CALL_ITEMS,
  wish: placementWish,
  target: (wish) => ({ entity: 'campaigns', objectId: (wish as z.output<typeof placementWish>).campaignId }),
  aim(wish, present) {
    const { campaignId: _, ...wanted } = wish as z.output<typeof placementWish>
    const kept = Object.entries(wanted).filter(([, value]) => value !== undefined)
    return { ...(present as PlacementValue), ...Object.fromEntries(kept) }
  },
  size(from, to) {
    const steps = (Object.keys(placementKeys) as PlacementKey[]).map((key) =>
      Math.abs((to as PlacementValue)[key] - (from as PlacementValue)[key]),
    )
    return { ratio: null, points: Math.max(...steps) }
  },
  check: () => null,
  read: (door, items) => readCampaigns(door, items, placementsOf),
  write: (door, items) =>
    updateCampaigns(
      door,
      items.map(({ item, reading }) => ({
        campaignId: item.objectId,
        dynamicBidding: biddingOf(
          (reading.extra as Campaign).dynamicBidding?.strategy ?? null,
          item.to as PlacementValue,
        ),
      })),
    ),
  undo: (item, _made, value) =>
    value === null
      ? null
      : { kind: 'sp.placement', wish: { campaignId: item.objectId, ...(value as PlacementValue) } },
}
