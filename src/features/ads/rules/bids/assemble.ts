// A snapshot put together from settings and reports as they are kept.

import { type Day, daysBetween } from '#kernel/day.ts'
import { type SalesEvent, seasonAhead, seasonsBefore } from './season.ts'
import type { Strategy } from './snapshot.ts'
import {
  type BidCampaign,
  type BidGoal,
  type BidSnapshot,
  type BidTarget,
  type BidTerms,
  type DayFigures,
  type Figures,
  type Place,
  type Reference,
  places,
} from './snapshot.ts'

/** Amounts are numbers in the currency; `state` as Amazon prints it. */
export type SetCampaign = {
  readonly id: string
  readonly state: string | null
  readonly strategy: Strategy | null
  readonly placements: Readonly<Record<Place, number>>
  readonly dailyBudget: number | null
}
export type SetTarget = {
  readonly id: string
  readonly campaignId: string
  readonly adGroupId: string
  readonly state: string | null
  readonly text: string
  readonly matchType: string
  /** Null: the ad group's default. */
  readonly bid: number | null
  /** Key of its figures. */
  readonly key: string
}
export type SetGroup = {
  readonly id: string
  readonly state: string | null
  readonly defaultBid: number | null
}

export type Told = Figures & { readonly day: Day }

export type Known = {
  readonly today: Day
  /** The newest day of reports; everything is aged from it. */
  readonly newest: Day
  readonly currency: string
  readonly bidStep: number
  readonly limits: readonly [least: number, most: number]
  readonly goal: BidGoal
  readonly events: readonly SalesEvent[]
  /** Days of reports, counted back from the newest. */
  readonly windowDays: number
  readonly terms: BidTerms
  readonly reference: Readonly<Record<string, Reference>> | null
  readonly campaigns: readonly SetCampaign[]
  readonly groups: readonly SetGroup[]
  readonly targets: readonly SetTarget[]
  readonly targetDays: ReadonlyMap<string, readonly Told[]>
  /** By campaign and placement (top, rest, product_pages). */
  readonly placementDays: ReadonlyMap<string, readonly (Told & { placement: string })[]>
  readonly openRatios: ReadonlyMap<string, readonly number[]>
  /** Newest first; a bid of null was the ad group's default. */
  readonly earlierBids: ReadonlyMap<string, readonly { lastDay: Day; bid: number | null }[]>
  readonly campaignsSettled: ReadonlyMap<string, Day>
  readonly advertised: ReadonlyMap<
    string,
    { price: number | null; coverDays: number | null; inboundDays: number | null }
  >
}

const placeNames: Readonly<Record<string, Place>> = { top: 'top', rest: 'rest', product_pages: 'product' }
const isLive = (one: { state: string | null }): boolean => one.state === 'enabled'

/**
 * The snapshot of what can serve: enabled targets of enabled ad groups and campaigns that have a bid. Impossible figures (clicks without
 * impressions, orders without clicks) are kept as they are told: they land on other days.
 */
export function assembleSnapshot(known: Known): BidSnapshot {
  const campaigns = known.campaigns.filter((one) => isLive(one) && one.strategy !== null)
  const running = new Set(campaigns.map((one) => one.id))
  const groups = new Map(known.groups.filter(isLive).map((one) => [one.id, one]))
  const targets = known.targets.flatMap((one): BidTarget[] => {
    const group = groups.get(one.adGroupId)
    const bid = one.bid ?? group?.defaultBid ?? null
    if (!isLive(one) || group === undefined || bid === null || bid <= 0 || !running.has(one.campaignId))
      return []
    return [targetOf(known, one, bid, group.defaultBid)]
  })
  const { today, currency, bidStep, goal, terms, events } = known
  return {
    version: 2,
    today,
    currency,
    bidStep,
    leastBid: known.limits[0],
    mostBid: known.limits[1],
    goal,
    terms,
    season: seasonAhead(events, today, terms.cooldownDays),
    seasons: seasonsBefore(events, known.newest, known.windowDays),
    campaigns: campaigns.map((one) => campaignOf(known, one)),
    targets,
  }
}

const ageOf = (known: Known, day: Day): number => daysBetween(day, known.newest) - 1

/** Days since a setting stands, counted like the ages of reports; null when it stood all along. */
const changedAge = (known: Known, settled: Day | undefined): number | null =>
  settled === undefined ? null : Math.max(0, ageOf(known, settled) + 1)

function aged(known: Known, days: readonly Told[]): DayFigures[] {
  return days
    .map(({ day, clicks, cost, orders, sales }) => ({ age: ageOf(known, day), clicks, cost, orders, sales }))
    .filter((one) => one.age >= 0)
}

function campaignOf(known: Known, one: SetCampaign): BidCampaign {
  const rows = known.placementDays.get(one.id) ?? []
  const byPlace: Record<Place, DayFigures[]> = { top: [], rest: [], product: [] }
  for (const place of places)
    byPlace[place] = aged(
      known,
      rows.filter((row) => placeNames[row.placement] === place),
    )
  return {
    id: one.id,
    strategy: one.strategy!,
    placements: one.placements,
    dailyBudget: one.dailyBudget,
    openRatios: known.openRatios.get(one.id) ?? [],
    changedAge: changedAge(known, known.campaignsSettled.get(one.id)),
    byPlace,
  }
}

function targetOf(known: Known, one: SetTarget, bid: number, defaultBid: number | null): BidTarget {
  const advertised = known.advertised.get(one.adGroupId)
  const earlier = (known.earlierBids.get(one.id) ?? []).map(({ lastDay, bid: was }) => ({
    fromAge: Math.max(0, ageOf(known, lastDay)),
    bid: was ?? defaultBid ?? bid,
  }))
  return {
    id: one.id,
    campaignId: one.campaignId,
    adGroupId: one.adGroupId,
    text: one.text,
    matchType: one.matchType,
    bid,
    reference: known.reference?.[one.id] ?? null,
    price: advertised?.price ?? null,
    coverDays: advertised?.coverDays ?? null,
    inboundDays: advertised?.inboundDays ?? null,
    changedAge: earlier[0]?.fromAge ?? null,
    earlierBids: earlier,
    days: aged(known, known.targetDays.get(one.key) ?? []),
  }
}
