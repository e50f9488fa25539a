// The back door: what is really so in the world. Only tests and benchmarks may come in; the product and the sandbox's interfaces
// see nothing of it.

import { meanPrice } from './auction.ts'
import { HOUR, dayIndex, dayIndexOf, dayText, hourOf, startOfDay } from './calendar.ts'
import { couponRatio, intentFactor, pageConversion } from './conversion.ts'
import { insideOf, type Market } from './market.ts'
import { draftPlan } from './plan.ts'
import { mix } from './random.ts'
import { refuse } from './refusal.ts'
import { buyers, meanQuantity } from './orders.ts'
import { dayDemand, hourConversion, hourDemand, moodOf } from './seasons.ts'
import type { Cell, StoreState } from './state.ts'
import type { Day } from './world.ts'
import type { Campaign, Placement } from './world-ads.ts'

export type TrueQuery = {
  text: string
  kind: 'search' | 'page'
  family: string | null
  relevance: number
  /** Searches or page views on a mean day. */
  volume: number
  /** ln of the minor units × quality to beat, before the place's own fight, and its spread. */
  rivalLevel: number
  rivalSpread: number
  organicShare: number
}

/** A lane on a mean day at given bids: expected, not drawn. */
export type ExpectedLane = {
  campaignId: string
  adGroupId: string
  targetId: string
  adId: string
  sku: string
  searchTerm: string
  placement: Placement
  bidMinor: number
  winChance: number
  impressions: number
  clicks: number
  costMinor: number
  /** Conversion of a good click at mean hour. */
  conversionRatio: number
  orders: number
  /** At the shelf price. */
  salesMinor: number
  /** What reports attribute to it within seven days: more pieces and other products in, cancelled and late orders out. */
  attributedMinor: number
}

/** A campaign as it might be set. */
export type OtherCampaign = Partial<Pick<Campaign, 'strategy' | 'placementPercent'>>

/** What one target's day brings on average: billed clicks, their cost, the orders they end in and the sales at the shelf price. */
export type ExpectedTargetDay = {
  campaignId: string
  targetId: string
  clicks: number
  costMinor: number
  orders: number
  salesMinor: number
  attributedMinor: number
}

export type Truth = {
  queries(): TrueQuery[]
  /** Searches of a family on a day beside its mean day. */
  demand(family: string, day: Day): number
  hourDemand: readonly number[]
  hourConversion: readonly number[]
  /** Conversion of a visit that asked for exactly this, at mean hour of an ordinary day. */
  conversion(sku: string, searchTerm: string): number
  /** Share of clicks that are robots. */
  robotRatio: number
  /** Every lane at the present settings, or with other target bids and campaign settings (by id); budgets and hours left out. */
  expect(bids?: ReadonlyMap<string, number>, campaigns?: ReadonlyMap<string, OtherCampaign>): ExpectedLane[]
  /**
   * The expectation of the local day that has just ended, by target: at the rates and prices of its plan, over the hours its
   * budget really was open. Only clicks, prices and purchases are averaged; demand, rivals and the closing of budgets are as
   * they were. Call at the store's midnight, before the next day begins; shelves must not be empty.
   */
  expectedDay(): ExpectedTargetDay[]
  /** From now on other dice for clicks, prices and purchases, the same shoppers and rivals: a twin that differs only by chance. */
  useOtherDice(salt: number): void
  /** Units that buyers wanted and the shelf did not have. */
  lostUnits(): ReadonlyMap<string, number>
  stockouts(): { sku: string; from: Day; to: Day | null }[]
}

/** Orders that are placed within seven days of the click. */
const WITHIN_WEEK = 0.985

/** Mean seven-day attributed sales of an order after a click on each listing, minor units. */
function attributedValues(store: StoreState): number[] {
  const all = store.listings.map((one) => one.page.priceMinor)
  const meanOf = (prices: readonly number[]): number =>
    prices.reduce((sum, one) => sum + one, 0) / Math.max(1, prices.length)
  const kept = (1 - buyers.cancels - buyers.dropped) * WITHIN_WEEK
  return store.listings.map((listing) => {
    const price = listing.page.priceMinor
    const siblings = listing.family.listings.filter((one) => one !== listing)
    const taken =
      siblings.length === 0
        ? price
        : (1 - buyers.sibling) * price + buyers.sibling * meanOf(siblings.map((one) => one.page.priceMinor))
    return kept * (meanQuantity * taken + buyers.another * meanOf(all))
  })
}

function expectLanes(
  store: StoreState,
  today: number,
  bids: ReadonlyMap<string, number> | undefined,
  campaigns: ReadonlyMap<string, OtherCampaign> | undefined,
): ExpectedLane[] {
  const kept = new Map<string, number | null>()
  for (const target of store.ads.targets) {
    const bid = bids?.get(target.targetId)
    if (bid === undefined) continue
    kept.set(target.targetId, target.bidMinor)
    target.bidMinor = bid
  }
  const stood = new Map<string, OtherCampaign>()
  for (const campaign of store.ads.campaigns) {
    const other = campaigns?.get(campaign.campaignId)
    if (other === undefined) continue
    const { strategy, placementPercent } = campaign
    stood.set(campaign.campaignId, { strategy, placementPercent })
    Object.assign(campaign, other)
  }
  store.served.clear()
  const drafts = draftPlan(store, today)
  store.served.clear()
  for (const campaign of store.ads.campaigns) Object.assign(campaign, stood.get(campaign.campaignId))
  for (const target of store.ads.targets) {
    const bid = kept.get(target.targetId)
    if (bid !== undefined) target.bidMinor = bid
  }
  const attributed = attributedValues(store)
  return drafts.map(({ entry, impressions, clicks, chance }) => {
    const { target, ad, query, placement, bidMinor, quality, score, threshold } = entry
    const good = clicks * (1 - store.spec.robotRatio)
    const orders = good * Math.min(0.45, entry.conversion)
    return {
      campaignId: target.adGroup.campaignId,
      adGroupId: target.adGroupId,
      targetId: target.targetId,
      adId: ad.adId,
      sku: ad.sku,
      searchTerm: query.text,
      placement,
      bidMinor,
      winChance: chance,
      impressions,
      clicks,
      costMinor: good * Math.min(bidMinor, meanPrice(score, quality, threshold, query.rivalSpread)),
      conversionRatio: Math.min(0.45, entry.conversion),
      orders,
      salesMinor: orders * ad.listing.page.priceMinor,
      attributedMinor: orders * attributed[ad.listing.index]!,
    }
  })
}

/** Exposure of a mean day's rates within one local day: plain, and weighted by how ready to buy the hour is. */
function exposureOn(store: StoreState, cell: Cell, fromHour: number): { clicks: number; ready: number } {
  let clicks = 0
  let ready = 0
  for (let hour = fromHour; hour < cell.fromHour + cell.exposure.length; hour++) {
    const exposure = cell.exposure[hour - cell.fromHour]!
    clicks += exposure
    ready += exposure * hourConversion[hourOf(store.place.timeZone, hour * HOUR)]!
  }
  return { clicks, ready }
}

function expectedDay(store: StoreState): ExpectedTargetDay[] {
  const day = dayIndexOf(store.place.timeZone, store.hour * HOUR - 1)
  const fromHour = startOfDay(store.place.timeZone, day) / HOUR
  const mood = moodOf(store.place.code, day).conversion
  const good = 1 - store.spec.robotRatio
  const attributed = attributedValues(store)
  const rows = new Map<string, ExpectedTargetDay>()
  for (const cell of store.cells) {
    if (cell.fromHour > fromHour) throw new Error('The plan changed in the middle of the day')
    const { clicks: open, ready } = exposureOn(store, cell, fromHour)
    cell.lanes.forEach((number, i) => {
      const { target, ad } = store.lanes[number]!
      const rate = (cell.clicksUpTo[i]! - (i === 0 ? 0 : cell.clicksUpTo[i - 1]!)) * good
      const { campaignId } = target.adGroup
      const row = rows.get(target.targetId) ?? {
        campaignId,
        targetId: target.targetId,
        clicks: 0,
        costMinor: 0,
        orders: 0,
        salesMinor: 0,
        attributedMinor: 0,
      }
      const bid = cell.bidMinor[i]!
      const quality = cell.quality[i]!
      const price = Math.min(bid, meanPrice(bid * quality, quality, cell.threshold[i]!, cell.spread[i]!))
      const orders = rate * ready * cell.conversion[i]! * mood
      row.clicks += rate * open
      row.costMinor += rate * open * price
      row.orders += orders
      row.salesMinor += orders * ad.listing.page.priceMinor
      row.attributedMinor += orders * attributed[ad.listing.index]!
      rows.set(target.targetId, row)
    })
  }
  takeOutClosing(store, fromHour * HOUR, [...rows.values()])
  return [...rows.values()]
}

/** The click that a budget no longer carried counts in the open time but was never billed. */
function takeOutClosing(store: StoreState, from: number, rows: readonly ExpectedTargetDay[]): void {
  for (const event of store.ads.budgetEvents) {
    if (event.inBudget || event.at < from) continue
    const own = rows.filter((row) => row.campaignId === event.campaignId)
    const clicks = own.reduce((total, row) => total + row.clicks, 0)
    const kept = clicks <= 1 ? 0 : 1 - 1 / clicks
    for (const row of own) {
      row.clicks *= kept
      row.costMinor *= kept
      row.orders *= kept
      row.salesMinor *= kept
      row.attributedMinor *= kept
    }
  }
}

/** The truth about one store. Throws market.notFound. */
export function truthOf(market: Market, storeKey: string): Truth {
  const state = insideOf(market)
  const store = state.storeByKey.get(storeKey) ?? refuse('market.notFound', { entity: 'store', id: storeKey })
  const today = (): number => dayIndexOf(store.place.timeZone, state.now)
  return {
    queries: () =>
      store.queries.map((q) => ({
        text: q.text,
        kind: q.kind,
        family: q.family?.spec.key ?? null,
        relevance: q.relevance,
        volume: q.volume,
        rivalLevel: q.rivalLevel + q.drift + q.reaction,
        rivalSpread: q.rivalSpread,
        organicShare: q.organicShare,
      })),
    demand: (key, day) => {
      const family =
        store.families.find((f) => f.spec.key === key) ??
        refuse('market.notFound', { entity: 'family', id: key })
      return dayDemand(store.place.code, family.spec.season, dayIndex(day))
    },
    hourDemand,
    hourConversion,
    conversion: (sku, searchTerm) => {
      const listing =
        store.listings.find((l) => l.page.sku === sku) ??
        refuse('market.notFound', { entity: 'listing', id: sku })
      const query =
        store.queries.find((q) => q.text === searchTerm) ??
        refuse('market.notFound', { entity: 'query', id: searchTerm })
      const day = dayText(today())
      const mood = moodOf(store.place.code, today()).conversion
      return Math.min(
        0.6,
        pageConversion(listing, couponRatio(store, listing, day)) * intentFactor(listing, query) * mood,
      )
    },
    robotRatio: store.spec.robotRatio,
    expect: (bids, campaigns) => expectLanes(store, today(), bids, campaigns),
    expectedDay: () => expectedDay(store),
    useOtherDice: (salt) => {
      for (const campaign of store.ads.campaigns) campaign.key = mix(campaign.key, salt)
    },
    lostUnits: () => new Map(store.listings.map((l) => [l.page.sku, l.lostUnits])),
    stockouts: () =>
      store.stockouts.map(({ listing, fromDay, toDay }) => ({
        sku: listing.page.sku,
        from: dayText(fromDay),
        to: toDay === null ? null : dayText(toDay),
      })),
  }
}
