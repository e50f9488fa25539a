import { type Day, addDays, dayInZone } from '#kernel/day.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { decimalsOf } from '#kernel/money.ts'
import { adDays, lastAdDay, targetKey } from '#features/facts/public/ad-days.ts'
import { advertisedBy, placementDays, settledOn } from '#features/facts/public/ad-bids.ts'
import { type AdSetting, adSettings } from '#features/facts/public/ad-settings.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Known, assembleSnapshot } from '../rules/bids/assemble.ts'
import { goalOf, termsOf } from '../rules/bids/goal.ts'
import type { BidSnapshot } from '../rules/bids/snapshot.ts'
import { rangeOf } from '../rules/limits.ts'
import { placementsOf, strategyOf } from '../rules/setting-words.ts'
import type { Goal, PlaceAt } from '../store/bids.ts'
import { openRatios } from '../store/open-ratios.ts'

/** Days of reports that a decision looks back on: what is older has faded to a sixteenth and less. */
const WINDOW_DAYS = 120
const SOLD_DAYS = 14

export type Place = PlaceAt & { readonly currency: string; readonly asOf: Day }

const units = (micros: bigint | null): number | null => (micros === null ? null : Number(micros) / 1e6)

/** All that a decision about bids rests on, as it is known now; null when no report of the place is there. */
export async function bidFacts(
  tx: ReadTx,
  place: Place,
  goal: Pick<Goal, 'kind' | 'numbers' | 'reference'>,
  now: Date,
): Promise<{ snapshot: BidSnapshot; newest: Day; settings: readonly AdSetting[] } | null> {
  const newest = await lastAdDay(tx, place)
  const aim = goalOf(goal.kind, goal.numbers)
  if (newest === null || aim === null) return null
  const { clientId, storeId, marketplace, asOf } = place
  const from = addDays(newest, 1 - WINDOW_DAYS)
  const where = { clientId, storeId, marketplace, from, to: newest }
  const settings = await adSettings(tx, place, {
    entities: ['campaign', 'bid_adjustment', 'ad_group', 'keyword', 'product_target'],
  })
  const settled = await settledOn(tx, { clientId, storeId, marketplace, asOf, from })
  const days = await adDays(tx, where, 'target')
  const placed = await placementDays(tx, where)
  const advertised = await advertisedBy(tx, place)
  const figures = (one: { clicks: number; orders: number; costMicros: bigint; salesMicros: bigint }) => ({
    clicks: one.clicks,
    orders: one.orders,
    cost: Number(one.costMicros) / 1e6,
    sales: Number(one.salesMicros) / 1e6,
  })
  const known: Known = {
    ...settingsOf(settings),
    today: dayInZone(now, timeZoneOf(marketplace)),
    newest,
    currency: place.currency,
    bidStep: 10 ** -decimalsOf(place.currency),
    limits: rangeOf('bid', marketplace) ?? [0.02, 1000],
    goal: aim,
    events: goal.numbers.events ?? [],
    windowDays: WINDOW_DAYS,
    terms: termsOf(goal.kind, goal.numbers),
    reference: goal.reference,
    targetDays: grouped(
      days,
      (one) => one.key,
      (one) => ({ day: one.day, ...figures(one) }),
    ),
    placementDays: grouped(
      placed,
      (one) => one.campaignId,
      (one) => ({ day: one.day, placement: one.placement, ...figures(one) }),
    ),
    openRatios: await openRatios(tx, where, newest, WINDOW_DAYS, now),
    earlierBids: new Map(
      [...settled.bids].map(([id, bids]) => [
        id,
        bids.map(({ lastDay, bidMicros }) => ({ lastDay, bid: units(bidMicros) })),
      ]),
    ),
    campaignsSettled: settled.campaigns,
    advertised: new Map(
      advertised.map(({ adGroupId, priceMicros, fulfillable, inbound, ordered }) => [
        adGroupId,
        {
          price: units(priceMicros),
          coverDays: fulfillable === null || ordered === 0 ? null : fulfillable / (ordered / SOLD_DAYS),
          // Goods on their way come some day; reports of stock do not say when.
          inboundDays: inbound !== null && inbound > 0 ? INBOUND_DAYS : null,
        },
      ]),
    ),
  }
  return { snapshot: assembleSnapshot(known), newest, settings }
}

/** From the door of the warehouse to the shelf; shipments that are further off count as this near. */
const INBOUND_DAYS = 10

function grouped<T, U>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  shape: (row: T) => U,
): ReadonlyMap<string, readonly U[]> {
  const groups = new Map<string, U[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [shape(row)])
    else group.push(shape(row))
  }
  return groups
}

function settingsOf(settings: readonly AdSetting[]): Pick<Known, 'campaigns' | 'groups' | 'targets'> {
  const adjustments = Map.groupBy(
    settings.filter((one) => one.entity === 'bid_adjustment'),
    (one) => one.campaignId,
  )
  return {
    campaigns: settings
      .filter((one) => one.entity === 'campaign')
      .map((one) => {
        const { top, restOfSearch, productPage } = placementsOf(adjustments.get(one.campaignId) ?? [])
        return {
          id: one.campaignId,
          state: one.state,
          strategy: strategyOf(one.biddingStrategy),
          placements: { top, rest: restOfSearch, product: productPage },
          dailyBudget: units(one.dailyBudgetMicros),
        }
      }),
    groups: settings.flatMap((one) =>
      one.entity === 'ad_group' && one.adGroupId !== null
        ? [{ id: one.adGroupId, state: one.state, defaultBid: units(one.bidMicros) }]
        : [],
    ),
    targets: settings.flatMap((one) => {
      const { entity, entityId, adGroupId, text } = one
      if (entity !== 'keyword' && entity !== 'product_target') return []
      if (entityId === null || adGroupId === null || text === null) return []
      const matchType = one.matchType ?? 'product'
      return [
        {
          id: entityId,
          campaignId: one.campaignId,
          adGroupId,
          state: one.state,
          text,
          matchType,
          bid: units(one.bidMicros),
          key: targetKey(adGroupId, matchType, text),
        },
      ]
    }),
  }
}
