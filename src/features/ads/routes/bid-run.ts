import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { sha256 } from '#platform/ledger.ts'
import type { showBidding } from '../api/bids.ts'
import type { Decisions } from '../rules/bids/decide.ts'
import { effectiveMaximumBid } from '../rules/bids/effective.ts'
import type { BidSnapshot } from '../rules/bids/snapshot.ts'
import type { DecisionRow } from '../store/bids.ts'

// What a run of the optimiser is kept as.

export type Shown = NonNullable<OutputOf<typeof showBidding>['run']>

/** Names what was decided, to be made anew by a replay. */
export const outcomeHash = ({ bids, campaigns, price }: Decisions): string =>
  sha256(
    canonicalJson({
      price,
      bids: bids.map(({ targetId, to, grounds }) => [targetId, to, grounds as unknown as Json]),
      campaigns: campaigns as unknown as Json,
    }),
  )

const micros = (amount: number): bigint => BigInt(Math.round(amount * 1e6))

/** Decisions as they are kept. */
export function rowsOf(
  snapshot: BidSnapshot,
  { bids, campaigns }: Decisions,
  entities: ReadonlyMap<string | null, 'keywords' | 'targets'>,
): Omit<DecisionRow, 'declinedByName' | 'declinedAt'>[] {
  const targets = new Map(snapshot.targets.map((one) => [one.id, one]))
  const now = new Map(snapshot.campaigns.map((one) => [one.id, one]))
  const next = new Map(campaigns.map((one) => [one.campaignId, one]))
  return bids.map((bid, index) => {
    const target = targets.get(bid.targetId)!
    const most = (base: number, settings: { strategy: string; placements: Record<string, number> }): string =>
      mostOf(base, settings).toString()
    return {
      no: index + 1,
      targetId: bid.targetId,
      entity: entities.get(bid.targetId) ?? 'keywords',
      campaignId: target.campaignId,
      adGroupId: target.adGroupId,
      text: target.text,
      matchType: target.matchType,
      fromMicros: micros(bid.from).toString(),
      toMicros: micros(bid.to).toString(),
      mostFromMicros: most(bid.from, now.get(target.campaignId)!),
      mostToMicros: most(bid.to, next.get(target.campaignId)!),
      expected: bid.expected as unknown as Json,
      grounds: bid.grounds as unknown as Json,
    }
  })
}

function mostOf(base: number, settings: { strategy: string; placements: Record<string, number> }): bigint {
  const { top = 0, rest = 0, product = 0 } = settings.placements
  return effectiveMaximumBid(micros(base), {
    strategy: settings.strategy as Parameters<typeof effectiveMaximumBid>[1]['strategy'],
    placements: {
      PLACEMENT_TOP: top,
      PLACEMENT_REST_OF_SEARCH: rest,
      PLACEMENT_PRODUCT_PAGE: product,
    },
  }).maximum
}

/** Campaigns whose settings are to change. */
export function plansOf(
  snapshot: BidSnapshot,
  { campaigns }: Decisions,
  names: ReadonlyMap<string, string | null>,
): Shown['campaigns'] {
  const stands = new Map(snapshot.campaigns.map((one) => [one.id, one]))
  return campaigns
    .filter((one) => one.grounds.length > 0)
    .map((one) => {
      const before = stands.get(one.campaignId)!
      return {
        campaignId: one.campaignId,
        name: names.get(one.campaignId) ?? one.campaignId,
        strategy: { from: before.strategy, to: one.strategy },
        placements: { from: { ...before.placements }, to: { ...one.placements } },
        grounds: one.grounds.map(({ code, data }) => ({ code, data: { ...data } })),
      }
    })
}

/** How many bids move which way, and what a day is expected to bring before and after. */
export function totalsOf({ bids }: Decisions): Shown['totals'] {
  const sum = (side: 'from' | 'to') => {
    const all = { clicks: 0, cost: 0, sales: 0 }
    for (const { expected } of bids) {
      all.clicks += expected[side].clicks
      all.cost += expected[side].cost
      all.sales += expected[side].sales
    }
    return all
  }
  return {
    targets: bids.length,
    raised: bids.filter((one) => one.to > one.from).length,
    lowered: bids.filter((one) => one.to < one.from).length,
    explored: exploredOf(bids),
    from: sum('from'),
    to: sum('to'),
  }
}

/** What exploring is expected to cost a day; null when nothing is explored. */
function exploredOf(bids: Decisions['bids']): Shown['totals']['explored'] {
  const own = bids.flatMap(({ grounds }) => grounds.filter((one) => one.code === 'bid.explore'))
  const sum = (key: string): number => own.reduce((all, { data }) => all + Number(data[key]), 0)
  return own.length === 0 ? null : { targets: own.length, spend: sum('spend'), loss: sum('loss') }
}
