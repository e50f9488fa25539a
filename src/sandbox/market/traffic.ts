// An hour of shoppers: clicks on ads, priced one by one against the budget, and visits that come without ads.

import { priceOfWin } from './auction.ts'
import { HOUR } from './calendar.ts'
import { appendClick } from './clicks.ts'
import { couponRatio, pageConversion } from './conversion.ts'
import { placeOrder } from './orders.ts'
import { dueAt } from './due.ts'
import { mix, type Random } from './random.ts'
import { hourConversion, hourDemand, type DayMood } from './seasons.ts'
import type { CampaignState, Cell, FamilyState, ListingState, StoreState } from './state.ts'
import { dayText } from './calendar.ts'

/** The hour as the store lives it. */
export type Hour = { epochHour: number; at: number; day: number; localHour: number; mood: DayMood }

/** Demand of a family this hour beside its mean day. */
const rhythm = (family: FamilyState, hour: Hour): number => family.demandToday * hourDemand[hour.localHour]!

/** Searchers come back to buy at once, later the same day, or days later: hours until the order (90 % within four days). */
function hesitation(random: Random): number {
  const u = random.next()
  if (u < 0.64) return random.exponential(0.5)
  if (u < 0.84) return 1 + random.exponential(7)
  return Math.min(29 * 24, 12 + random.exponential(68))
}

function countVisit(listing: ListingState, random: Random, isAd: boolean): void {
  const days = listing.days
  const i = days.sessions.length - 1
  if (!isAd || random.chance(0.92)) {
    days.sessions[i]!++
    if (random.chance(0.62)) days.appSessions[i]!++
  }
  const views = 1 + (random.chance(0.28) ? 1 : 0)
  days.pageViews[i]! += views
  if (listing.fulfillable > 0) days.buyBoxViews[i]! += views
}

/** When Amazon takes an invalid click out: at once for most, within three days, rarely after weeks. 0: never invalid. */
function invalidHour(store: StoreState, hour: Hour, random: Random): number {
  if (!random.chance(store.spec.robotRatio)) return 0
  const u = random.next()
  if (u < 0.72) return hour.epochHour
  return hour.epochHour + 1 + Math.floor(u < 0.95 ? random.next() * 70 : 72 + random.next() * 600)
}

function laneAt(cell: Cell, u: number): number {
  const total = cell.clicksUpTo
  const x = u * total[total.length - 1]!
  let low = 0
  let high = total.length - 1
  while (low < high) {
    const mid = (low + high) >> 1
    if (total[mid]! <= x) low = mid + 1
    else high = mid
  }
  return low
}

type Arrival = { minute: number; cell: Cell; lane: number; u: number }

function runCampaign(
  store: StoreState,
  campaign: CampaignState,
  cells: readonly Cell[],
  hour: Hour,
  random: Random,
): void {
  random.reseed(mix(mix(store.key, hour.epochHour), campaign.key))
  const arrivals: Arrival[] = []
  for (const cell of cells) {
    const n = random.poisson(cell.clicksUpTo[cell.clicksUpTo.length - 1]! * rhythm(cell.family, hour))
    for (let i = 0; i < n; i++)
      arrivals.push({ minute: random.int(60), cell, lane: laneAt(cell, random.next()), u: random.next() })
  }
  let openShare = campaign.isOpen ? 1 : 0
  if (campaign.isOpen) {
    arrivals.sort((a, b) => a.minute - b.minute)
    for (const arrival of arrivals) {
      if (store.lanes[arrival.cell.lanes[arrival.lane]!]!.ad.listing.fulfillable <= 0) continue
      if (!takeClick(store, campaign, arrival, hour, random)) {
        openShare = arrival.minute / 60
        break
      }
    }
  }
  for (const cell of cells) cell.exposure.push(openShare * rhythm(cell.family, hour))
}

/** One click: false when the budget no longer carries it. */
function takeClick(
  store: StoreState,
  campaign: CampaignState,
  arrival: Arrival,
  hour: Hour,
  random: Random,
): boolean {
  const { cell, lane: i } = arrival
  const price = priceOfWin(
    arrival.u,
    cell.bidMinor[i]!,
    cell.quality[i]!,
    cell.threshold[i]!,
    cell.spread[i]!,
    cell.winShare[i]!,
  )
  const invalid = invalidHour(store, hour, random)
  const at = hour.at + arrival.minute * 60_000
  if (invalid === hour.epochHour) {
    appendClick(store.clicks, cell.lanes[i]!, at / 60_000, price, invalid)
    return true
  }
  if (campaign.spentMinor + price > campaign.capMinor) {
    closeBudget(store, campaign, at)
    return false
  }
  campaign.spentMinor += price
  store.ads.unbilledMinor += price
  const click = appendClick(store.clicks, cell.lanes[i]!, at / 60_000, price, invalid)
  const lane = store.lanes[cell.lanes[i]!]!
  countVisit(lane.ad.listing, random, true)
  if (invalid !== 0) {
    dueAt(store, invalid * HOUR, { kind: 'credit', costMinor: price })
    return true
  }
  const ready = cell.conversion[i]! * hourConversion[hour.localHour]! * hour.mood.conversion
  if (random.chance(Math.min(0.6, ready))) {
    const buyAt = at + Math.floor(hesitation(random) * HOUR)
    dueAt(store, buyAt, { kind: 'convert', click, lane, at: buyAt })
  }
  return true
}

export function closeBudget(store: StoreState, campaign: CampaignState, at: number): void {
  campaign.isOpen = false
  campaign.closedAt = at
  store.ads.budgetEvents.push({
    campaignId: campaign.campaignId,
    at,
    inBudget: false,
    budgetMinor: campaign.dailyBudgetMinor,
    spentMinor: campaign.spentMinor,
  })
}

/** All ad traffic of the hour. Cells of one campaign stand together. */
export function runAds(store: StoreState, hour: Hour, random: Random): void {
  const { cells } = store
  for (let i = 0; i < cells.length;) {
    const { campaign } = cells[i]!
    let j = i
    while (j < cells.length && cells[j]!.campaign === campaign) j++
    runCampaign(store, campaign, cells.slice(i, j), hour, random)
    i = j
  }
}

/** Visits that nobody paid for, by family and child; who finds the shelf empty mostly goes away. */
export function runOrganic(store: StoreState, hour: Hour, random: Random): void {
  random.reseed(mix(mix(store.key, hour.epochHour), 0x0c9a41c))
  const day = dayText(hour.day)
  for (const family of store.families) {
    const rate = family.organicVisits * rhythm(family, hour)
    if (rate <= 0) continue
    let inStock = 0
    let all = 0
    for (const { popularity, fulfillable, page } of family.listings) {
      if (page.state !== 'active') continue
      all += popularity
      if (fulfillable > 0) inStock += popularity
    }
    if (all === 0) continue
    for (const listing of family.listings) {
      if (listing.page.state !== 'active') continue
      const isThere = listing.fulfillable > 0
      const share = isThere
        ? listing.popularity / (0.65 * inStock + 0.35 * all)
        : (0.2 * listing.popularity) / all
      const visits = random.poisson(rate * share)
      if (visits === 0) continue
      const { organicVisits, organicOrders } = listing.days
      const today = organicVisits.length - 1
      organicVisits[today]! += visits
      for (let i = 0; i < visits; i++) countVisit(listing, random, false)
      const ready =
        pageConversion(listing, couponRatio(store, listing, day)) *
        0.98 *
        hourConversion[hour.localHour]! *
        hour.mood.conversion
      const buyers = random.binomial(visits, Math.min(0.5, ready))
      for (let i = 0; i < buyers; i++) {
        if (listing.fulfillable > 0) {
          organicOrders[today]!++
          placeOrder(store, listing, hour.at + random.int(3_600_000), hour.day, random)
        } else listing.lostUnits++
      }
    }
  }
}
