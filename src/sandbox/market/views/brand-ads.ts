// Sponsored Brands and Sponsored Display as Amazon would report them at a given moment: traffic some hours late, invalid clicks taken
// out when found, orders on the day of the click or view that claims them, for weeks.

import {
  brandCampaigns,
  type BrandCampaignState,
  brandDay,
  type BrandTargetState,
  viewable,
  viewCost,
} from '../brand-ads.ts'
import { type Meeting, ledToOrder, seenAt, shownAt } from '../brand-meetings.ts'
import { DAY, dayIndex, dayIndexOf, dayText, HOUR, startOfDay } from '../calendar.ts'
import { mix, unit } from '../random.ts'
import type { OrderState, StoreState } from '../state.ts'
import type { BrandAdQuery, BrandAdRow, BrandTree } from '../world-brand-ads.ts'
import type { Instant } from '../world.ts'
import { latency } from './ads.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }

/** Copies of all entities of both products. */
export function brandTree(store: StoreState): BrandTree {
  const campaigns = brandCampaigns(store)
  return {
    campaigns: campaigns.map((one) => ({
      campaignId: one.campaignId,
      storeKey: one.storeKey,
      product: one.product,
      name: one.name,
      state: one.state,
      dailyBudgetMinor: one.dailyBudgetMinor,
      costType: one.costType,
      startOn: one.startOn,
      hasAdGroups: one.hasAdGroups,
    })),
    targets: campaigns.flatMap(({ targets }) =>
      targets.map(({ targetId, campaignId, adGroupId, adGroupName, expression, bidMinor }) => ({
        targetId,
        campaignId,
        adGroupId,
        adGroupName,
        expression,
        bidMinor,
      })),
    ),
  }
}

const isSeen = (store: StoreState, at: Instant, asOf: Instant): boolean => {
  const hour = Math.floor(at / HOUR)
  return (hour + 1) * HOUR + latency(store, hour) <= asOf
}

/** An order that a campaign claims: how, when the ad was met, and from when until when reports say so. */
type Claim = {
  target: BrandTargetState
  meeting: Meeting
  order: OrderState
  metAt: Instant
  isClick: boolean
  /** The buyer had bought nothing of the brand within a year. */
  isNew: boolean
  knownAt: Instant
  /** 0: for ever. */
  droppedAt: Instant
}

type Claims = { looked: number; conversions: number; advertised: Set<OrderState>; found: Claim[] }
const claims = new WeakMap<StoreState, Claims>()

/**
 * Orders that came without Sponsored Products and that a campaign of the other two met on their way. What is looked at once stays: an
 * order's own number is the dice.
 */
function claimsOf(store: StoreState): readonly Claim[] {
  let own = claims.get(store)
  if (own === undefined)
    claims.set(store, (own = { looked: 0, conversions: 0, advertised: new Set(), found: [] }))
  const campaigns = brandCampaigns(store)
  for (; own.conversions < store.conversions.length; own.conversions++)
    own.advertised.add(store.conversions[own.conversions]!.order)
  for (; own.looked < store.orders.length; own.looked++) {
    const order = store.orders[own.looked]!
    if (own.advertised.has(order)) continue
    const claim = claimOf(store, campaigns, order, mix(store.key, 0x5b0d + own.looked))
    if (claim !== null) own.found.push(claim)
  }
  return own.found
}

function claimOf(
  store: StoreState,
  campaigns: readonly BrandCampaignState[],
  order: OrderState,
  key: number,
): Claim | null {
  const { family } = order.lines[0]!.listing
  let u = unit(key, 1)
  const campaign = campaigns.find((one) => {
    if (!one.families.includes(family)) return false
    u -= one.claimRatio
    return u < 0
  })
  if (campaign === undefined) return null
  // Most buy within a day or two of the ad; a few take up to two weeks.
  const hours = Math.min(14 * 24 - 1, -34 * Math.log(1 - unit(key, 2) * 0.9999))
  const wished = order.placedAt - hours * HOUR
  const day = dayIndexOf(store.place.timeZone, wished)
  const { clicks, hourly } = brandDay(store, campaign, day)
  const own = clicks.filter((click) => click.at <= order.placedAt && click.invalidHour === 0)
  const isClick = unit(key, 3) < campaign.clickedRatio && own.length > 0
  const click = isClick ? ledToOrder(own, unit(key, 4)) : null
  const target = click?.target ?? campaign.targets[Math.floor(unit(key, 4) * campaign.targets.length)]!
  const metAt = click?.at ?? wished
  if (!isClick && (hourly.get(target)?.[hourAt(store, day, wished)] ?? 0) === 0) return null
  const late = unit(key, 5)
  const knownAt =
    order.placedAt + (late < 0.93 ? (6 + unit(key, 6) * 18) * HOUR : (late < 0.98 ? 7 : 28) * DAY)
  return {
    target,
    meeting: click?.meeting ?? seenAt(target.meetings, key),
    order,
    metAt,
    isClick,
    isNew: unit(key, 7) < campaign.newRatio,
    knownAt,
    droppedAt: order.cancelAt > 0 ? Math.max(knownAt + HOUR, order.cancelAt + 2 * DAY) : 0,
  }
}

const hourAt = (store: StoreState, day: number, at: Instant): number =>
  Math.min(23, Math.floor((at - startOfDay(store.place.timeZone, day)) / HOUR))

type RowOf = (target: BrandTargetState, day: number, meeting: Meeting | null) => Open<BrandAdRow>

/** Rows of one product by day or over the span, as fine as asked; only those with something to tell. */
export function brandAdRows(store: StoreState, query: BrandAdQuery, now: Instant): BrandAdRow[] {
  const asOf = Math.min(query.asOf ?? now, now)
  const { timeZone } = store.place
  const [first, last] = [dayIndex(query.from), Math.min(dayIndex(query.to), dayIndexOf(timeZone, asOf))]
  const { grain } = query
  const rows = new Map<string, Open<BrandAdRow>>()
  const rowOf: RowOf = (target, day, meeting) => {
    const shownDay = query.by === 'day' ? dayText(day) : query.from
    const targetId = grain === 'target' || grain === 'searchTerm' ? target.targetId : ''
    const searchTerm = grain === 'searchTerm' ? meeting!.searchTerm : ''
    const placement = grain === 'placement' ? meeting!.placement : ''
    const key = `${shownDay}/${target.campaignId}/${targetId}/${placement}/${searchTerm}`
    let row = rows.get(key)
    if (row === undefined)
      rows.set(
        key,
        (row = {
          ...blank(store, target.campaignId, shownDay),
          targetId,
          searchTerm,
          placement,
        }),
      )
    return row
  }
  const isFine = grain === 'searchTerm' || grain === 'placement'
  for (const campaign of brandCampaigns(store).filter((one) => one.product === query.product))
    for (let day = first; day <= last; day++) addTraffic(store, campaign, day, asOf, rowOf, isFine)
  for (const claim of claimsOf(store)) {
    const day = dayIndexOf(timeZone, claim.metAt)
    if (claim.target.campaign.product !== query.product || day < first || day > last) continue
    if (claim.knownAt > asOf || (claim.droppedAt !== 0 && claim.droppedAt <= asOf)) continue
    if (!isSeen(store, claim.metAt, asOf)) continue
    addClaim(rowOf(claim.target, day, claim.meeting), claim)
  }
  return [...rows.values()]
    .filter((row) =>
      grain === 'searchTerm' ? row.clicks > 0 : row.impressions > 0 || row.clicks > 0 || row.orders > 0,
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function addTraffic(
  store: StoreState,
  campaign: BrandCampaignState,
  day: number,
  asOf: Instant,
  rowOf: RowOf,
  isFine: boolean,
): void {
  const { clicks, hourly } = brandDay(store, campaign, day)
  const start = startOfDay(store.place.timeZone, day)
  for (const [target, shown] of hourly) {
    let [before, beforeViews] = [0, 0]
    shown.forEach((n, hour) => {
      if (n === 0 || !isSeen(store, start + hour * HOUR, asOf)) return
      const views = viewable(campaign, n)
      if (isFine) addShown(target, day, { from: before, n, views }, rowOf)
      before += n
      beforeViews += views
    })
    if (before === 0 || isFine) continue
    const row = rowOf(target, day, null)
    row.impressions += before
    row.viewableImpressions += beforeViews
    row.costMinor += viewCost(campaign, beforeViews)
  }
  for (const { target, meeting, at, costMinor, invalidHour } of clicks) {
    if (!isSeen(store, at, asOf) || (invalidHour !== 0 && invalidHour * HOUR <= asOf)) continue
    const row = rowOf(target, day, meeting)
    row.clicks++
    row.impressions++
    row.viewableImpressions++
    row.costMinor += costMinor
  }
}

/** An hour's impressions, one by one; the first of them are the viewable ones. */
function addShown(
  target: BrandTargetState,
  day: number,
  hour: { from: number; n: number; views: number },
  rowOf: RowOf,
): void {
  const dayKey = mix(target.key, day)
  for (let i = 0; i < hour.n; i++) {
    const row = rowOf(target, day, shownAt(target.meetings, dayKey, hour.from + i))
    row.impressions++
    if (i < hour.views) row.viewableImpressions++
  }
}

function addClaim(row: Open<BrandAdRow>, { order, isClick, isNew }: Claim): void {
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const salesMinor = order.lines.reduce((sum, { itemPriceMinor }) => sum + itemPriceMinor, 0)
  row.orders++
  row.units += units
  row.salesMinor += salesMinor
  if (isClick) {
    row.clickOrders++
    row.clickUnits += units
    row.clickSalesMinor += salesMinor
  }
  if (!isNew) return
  row.newOrders++
  row.newUnits += units
  row.newSalesMinor += salesMinor
  if (!isClick) return
  row.newClickOrders++
  row.newClickUnits += units
  row.newClickSalesMinor += salesMinor
}

const nothing = {
  impressions: 0,
  viewableImpressions: 0,
  clicks: 0,
  costMinor: 0,
  orders: 0,
  units: 0,
  salesMinor: 0,
  clickOrders: 0,
  clickUnits: 0,
  clickSalesMinor: 0,
  newOrders: 0,
  newUnits: 0,
  newSalesMinor: 0,
  newClickOrders: 0,
  newClickUnits: 0,
  newClickSalesMinor: 0,
}

function blank(store: StoreState, campaignId: string, day: string) {
  return { storeKey: store.facts.key, day, campaignId, ...nothing }
}
