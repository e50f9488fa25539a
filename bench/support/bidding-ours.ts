// Our optimiser as a policy of the bidding benchmark: the view as a snapshot, decisions as moves.

import { daysBetween } from '#kernel/day.ts'
import { decideBids, referenceOf } from '#features/ads/rules/bids/decide.ts'
import { type GoalNumbers, termsOf } from '#features/ads/rules/bids/goal.ts'
import {
  type BidGoal,
  type BidSnapshot,
  type DayFigures,
  type BidTarget,
  type Reference,
  type Strategy,
} from '#features/ads/rules/bids/snapshot.ts'
import type { BiddingStrategy, Placement } from '#sandbox/market/world-ads.ts'
import type { Move, Policy, Seen, View } from './bidding-life.ts'

const strategies: Readonly<Record<BiddingStrategy, Strategy>> = {
  down_only: 'LEGACY_FOR_SALES',
  up_and_down: 'AUTO_FOR_SALES',
  fixed: 'MANUAL',
}
const marketStrategies = {
  LEGACY_FOR_SALES: 'down_only',
  AUTO_FOR_SALES: 'up_and_down',
  MANUAL: 'fixed',
} as const

function byDay(rows: readonly Seen[], yesterday: string): DayFigures[] {
  return [...Map.groupBy(rows, (row) => row.day)].map(([day, all]) => {
    const sum = { age: daysBetween(day, yesterday) - 1, clicks: 0, cost: 0, orders: 0, sales: 0 }
    for (const row of all) {
      sum.clicks += row.clicks
      sum.cost += row.cost
      sum.orders += row.orders
      sum.sales += row.sales
    }
    return sum
  })
}

function agesOf(view: View): { targets: Map<string, number>; campaigns: Map<string, number> } {
  const ages = { targets: new Map<string, number>(), campaigns: new Map<string, number>() }
  for (const { day, move } of view.moves) {
    const age = daysBetween(day, view.today) - 1
    if (move.kind === 'bid') ages.targets.set(move.targetId, age)
    else ages.campaigns.set(move.campaignId, age)
  }
  return ages
}

/** Bids of targets before their present ones, newest first. */
function earlierBids(
  view: View,
  opening: ReadonlyMap<string, number>,
): Map<string, BidTarget['earlierBids']> {
  const moves = view.moves.flatMap(({ day, move }) => (move.kind === 'bid' ? [{ day, ...move }] : []))
  return new Map(
    [...Map.groupBy(moves, (one) => one.targetId)].map(([id, own]) => [
      id,
      own
        .map(({ day }, index) => ({
          fromAge: daysBetween(day, view.today) - 1,
          bid: own[index - 1]?.bidMinor ?? opening.get(id)!,
        }))
        .toReversed(),
    ]),
  )
}

/** What ours remembers of its first morning. */
type Memory = {
  readonly reference: Readonly<Record<string, Reference>>
  readonly opening: ReadonlyMap<string, number>
}

export function snapshotOf(
  view: View,
  goal: BidGoal,
  { reference, opening }: Memory,
  numbers: GoalNumbers,
): BidSnapshot {
  const earlier = earlierBids(view, opening)
  const yesterday = view.yesterday
  const ages = agesOf(view)
  const groups = new Map(view.tree.adGroups.map((one) => [one.adGroupId, one]))
  const rowsOfTarget = Map.groupBy(view.rows, (row) => row.targetId)
  const rowsOfCampaign = Map.groupBy(view.rows, (row) => row.campaignId)
  const placed = (id: string, placement: Placement) =>
    byDay(
      (rowsOfCampaign.get(id) ?? []).filter((row) => row.placement === placement),
      yesterday,
    )
  return {
    version: 2,
    today: view.today,
    currency: '',
    bidStep: 1,
    leastBid: view.bidLimits[0],
    mostBid: view.bidLimits[1],
    goal,
    terms: termsOf(goal.kind, numbers),
    season: 1,
    seasons: [],
    campaigns: view.tree.campaigns
      .filter((one) => one.state === 'enabled')
      .map(({ campaignId, strategy, placementPercent, dailyBudgetMinor }) => ({
        id: campaignId,
        strategy: strategies[strategy],
        placements: {
          top: placementPercent.top,
          rest: placementPercent.rest,
          product: placementPercent.product_pages,
        },
        dailyBudget: dailyBudgetMinor,
        openRatios: view.openRatiosOf.get(campaignId) ?? [],
        changedAge: ages.campaigns.get(campaignId) ?? null,
        byPlace: {
          top: placed(campaignId, 'top'),
          rest: placed(campaignId, 'rest'),
          product: placed(campaignId, 'product_pages'),
        },
      })),
    targets: view.tree.targets
      .filter((one) => one.state === 'enabled' && groups.get(one.adGroupId)!.state === 'enabled')
      .map(({ targetId, adGroupId, expression, bidMinor }) => {
        const group = groups.get(adGroupId)!
        const cover = view.coverOf.get(adGroupId)
        return {
          id: targetId,
          campaignId: group.campaignId,
          adGroupId,
          text:
            expression.kind === 'keyword'
              ? expression.text
              : expression.kind === 'asin'
                ? expression.asin
                : expression.clause,
          matchType:
            expression.kind === 'keyword'
              ? expression.match
              : expression.kind === 'asin'
                ? 'product'
                : 'auto',
          bid: bidMinor ?? group.defaultBidMinor,
          reference: reference[targetId] ?? null,
          price: view.priceOf.get(adGroupId) ?? null,
          coverDays: cover?.coverDays ?? null,
          inboundDays: cover?.inboundDays ?? null,
          changedAge: ages.targets.get(targetId) ?? null,
          earlierBids: earlier.get(targetId) ?? [],
          days: byDay(rowsOfTarget.get(targetId) ?? [], yesterday),
        }
      })
      .filter((one) =>
        view.tree.campaigns.some((c) => c.campaignId === one.campaignId && c.state === 'enabled'),
      ),
  }
}

export function ours(name: string, goal: BidGoal, numbers: GoalNumbers = {}, everyDays = 3): Policy {
  let memory: Memory = { reference: {}, opening: new Map() }
  return {
    name,
    everyDays,
    decide: (view) => {
      if (memory.opening.size === 0) {
        const first = snapshotOf(view, goal, memory, numbers)
        memory = {
          reference: referenceOf(first),
          opening: new Map(first.targets.map((one) => [one.id, one.bid])),
        }
      }
      const snapshot = snapshotOf(view, goal, memory, numbers)
      const { bids, campaigns } = decideBids(snapshot)
      const stood = new Map(snapshot.campaigns.map((one) => [one.id, one]))
      return [
        ...bids
          .filter((one) => one.to !== one.from)
          .map((one): Move => ({ kind: 'bid', targetId: one.targetId, bidMinor: one.to })),
        ...campaigns.flatMap((one): Move[] => {
          const before = stood.get(one.campaignId)!
          return [
            ...(one.strategy === before.strategy
              ? []
              : [
                  {
                    kind: 'strategy' as const,
                    campaignId: one.campaignId,
                    strategy: marketStrategies[one.strategy as keyof typeof marketStrategies],
                  },
                ]),
            ...(one.placements === before.placements
              ? []
              : [
                  {
                    kind: 'placement' as const,
                    campaignId: one.campaignId,
                    percent: {
                      top: one.placements.top,
                      rest: one.placements.rest,
                      product_pages: one.placements.product,
                    },
                  },
                ]),
          ]
        }),
      ]
    },
  }
}
