// What happens at midnight on the store's own clock: yesterday is closed, budgets start anew, ranks and rivals move, the seller and
// Amazon do their daily, weekly and monthly work.

import { closeAds, openBudgets } from './billing.ts'
import { dayText, partsOf, weekdayOf } from './calendar.ts'
import { fitOf, ratingFactor } from './conversion.ts'
import { agedFee, overageFee, storageFee, subscriptionFee, volumeCm3 } from './fees/storage.ts'
import { tinker } from './habits.ts'
import { dayCounters } from './listing-days.ts'
import { postOther } from './money.ts'
import { normalOf, type Random } from './random.ts'
import { dayDemand, moodOf } from './seasons.ts'
import type { FamilyState, ListingState, StoreState } from './state.ts'
import { agesOf, supplyDays } from './stock.ts'
import { buyByHabit, clearUnsellable, mishaps } from './supply.ts'
import type { Hour } from './traffic.ts'

/** Organic clicks per search that this corner of the results gets. */
export const CLICKS_PER_SEARCH = 0.62

function closeListing(listing: ListingState, yesterday: number): void {
  const { days } = listing
  days.fulfillable.push(listing.fulfillable)
  days.unsellable.push(listing.unsellable)
  days.reserved.push(listing.reserved)
  days.ages.push(...agesOf(listing, yesterday))
  days.priceMinor.push(listing.page.priceMinor)
  const units = days.units[days.units.length - 1]!
  listing.velocity += (units - listing.velocity) / 25
  const { ratingSum, ratingCount } = listing.family
  if (ratingCount > 0) listing.page.ratingAverage = Math.round((10 * ratingSum) / ratingCount) / 10
  listing.page.ratingCount = ratingCount
}

function closeDay(store: StoreState, yesterday: number): void {
  for (const listing of store.listings) closeListing(listing, yesterday)
  for (const family of store.families) {
    let units = 0
    for (const { days } of family.listings) units += days.units[days.units.length - 1]!
    const norm = units / dayDemand(store.place.code, family.spec.season, yesterday)
    family.velocity += (norm - family.velocity) / 28
  }
}

/** Standing in organic results: what it began with, what sales made of it, what buyers say. */
function strengthOf(family: FamilyState): number {
  const momentum = Math.sqrt(family.velocity / family.referenceVelocity)
  const lead = family.listings[0]
  return family.spec.standing * Math.min(2.4, Math.max(0.3, momentum)) * (lead ? ratingFactor(lead) : 1)
}

/** Visits without ads on a mean day, by family, from the share each query gives. */
export function refreshOrganic(store: StoreState): void {
  for (const family of store.families) {
    const lead = family.listings[0]
    if (!lead) continue
    const strength = strengthOf(family)
    const fit = fitOf(store, lead)
    let visits = 0
    for (const query of family.queries) {
      const ours = strength * fit[query.index]! ** 1.4
      query.organicShare = ours / (ours + query.rivalStrength)
      if (query.kind === 'search') visits += query.volume * query.organicShare * CLICKS_PER_SEARCH
    }
    family.organicVisits = visits * (0.35 + 0.65 * lead.quality.clicks)
  }
}

/** Rivals wander, and answer when we take much of the top. */
function moveRivals(store: StoreState, today: number): void {
  const pressure = new Map<number, number>()
  for (const cell of store.cells)
    cell.lanes.forEach((lane, i) => {
      const { query, placement } = store.lanes[lane]!
      if (placement === 'top')
        pressure.set(query.index, Math.max(pressure.get(query.index) ?? 0, cell.winShare[i]!))
    })
  const week = Math.floor(today / 7)
  const { reaction, wander } = store.spec.rivals ?? { reaction: 0.3, wander: 0.07 }
  for (const query of store.queries) {
    query.drift = 0.85 * query.drift + wander * normalOf(query.key, week)
    const aim = reaction * Math.max(0, (pressure.get(query.index) ?? 0) - 0.3)
    query.reaction += 0.25 * (aim - query.reaction)
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length
}

/** Fees by the calendar: subscription on the 2nd, last month's storage on the 9th, aged stock on the 18th. */
function monthlyFees(store: StoreState, today: number, at: number): void {
  const { date } = partsOf(today)
  const { code } = store.place
  if (date === 2) postOther(store, at, 'Subscription Fee', -subscriptionFee[code])
  if (date === 9) postOther(store, at, 'Storage Fee', -chargeStorage(store, today, at))
  if (date === 9) chargeOverage(store, today, at)
  if (date === 18) postOther(store, at, 'StorageRenewalBilling', -chargeAged(store, today, at))
}

/** Last month's storage by what lay there on average. */
function chargeStorage(store: StoreState, today: number, at: number): number {
  const { month } = partsOf(today)
  const lastMonth = month === 1 ? 12 : month - 1
  const { daysInMonth } = partsOf(today - 10)
  let fee = 0
  for (const { page, days } of store.listings) {
    const sellable = days.fulfillable.slice(-daysInMonth - 8, -8)
    const other = days.unsellable.slice(-daysInMonth - 8, -8)
    const units = (mean(sellable) + mean(other)) * (sellable.length / daysInMonth)
    const feeMinor = storageFee(store.place.code, page.package, units, lastMonth)
    fee += feeMinor
    if (units === 0) continue
    store.storageCharges.push({
      storeKey: store.facts.key,
      kind: 'monthly',
      sku: page.sku,
      chargedAt: at,
      from: dayText(today - 8 - daysInMonth),
      to: dayText(today - 9),
      ageTier: '',
      units,
      feeMinor,
    })
  }
  return fee
}

/** Last month's room beyond the store's limit, where it has one. */
function chargeOverage(store: StoreState, today: number, at: number): void {
  const { limitM3 } = store.room
  if (limitM3 === null) return
  const { daysInMonth } = partsOf(today - 10)
  const lain = (days: readonly number[]): number => mean(days.slice(-daysInMonth - 8, -8))
  const cm3 = store.listings.reduce(
    (sum, { page, days }) => sum + volumeCm3(page.package) * (lain(days.fulfillable) + lain(days.unsellable)),
    0,
  )
  const usageM3 = cm3 / 1_000_000
  const feeMinor = overageFee(store.place.code, Math.max(0, usageM3 - limitM3))
  if (feeMinor === 0) return
  postOther(store, at, 'FBA Inventory Storage Overage Fee', -feeMinor)
  store.room.charges.push({
    storeKey: store.facts.key,
    chargedAt: at,
    from: dayText(today - 8 - daysInMonth),
    to: dayText(today - 9),
    usageM3,
    limitM3,
    feeMinor,
  })
}

const ageTiers = [
  ['181-270', 'd181to270'],
  ['271-365', 'd271to365'],
  ['365+', 'over365'],
] as const

/** The surcharge on what has lain too long. */
function chargeAged(store: StoreState, today: number, at: number): number {
  let total = 0
  for (const listing of store.listings) {
    const [, , d181to270, d271to365, over365] = agesOf(listing, today)
    const ages = { d181to270, d271to365, over365 }
    const fee = agedFee(store.place.code, listing.page.package, ages, dayText(today))
    total += fee
    const aged = ageTiers.filter(([, age]) => ages[age] > 0)
    let left = fee
    aged.forEach(([ageTier, age], i) => {
      const none = { d181to270: 0, d271to365: 0, over365: 0 }
      const own = agedFee(
        store.place.code,
        listing.page.package,
        { ...none, [age]: ages[age] },
        dayText(today),
      )
      // The last one takes what rounding left, so that the parts are the charge.
      const feeMinor = i === aged.length - 1 ? left : own
      left -= feeMinor
      store.storageCharges.push({
        storeKey: store.facts.key,
        kind: 'aged',
        sku: listing.page.sku,
        chargedAt: at,
        from: dayText(today),
        to: dayText(today),
        ageTier,
        units: ages[age],
        feeMinor,
      })
    })
  }
  return total
}

function weeklyWork(store: StoreState, hour: Hour, habits: boolean, random: Random): void {
  const weekday = weekdayOf(hour.day)
  if (weekday === 1) moveRivals(store, hour.day)
  if (weekday === 2) {
    mishaps(store, hour, random)
    const isNew = hour.day - store.openedDay < 365
    for (const listing of store.listings) listing.lastFeeSupplyDays = isNew ? 999 : supplyDays(listing)
  }
  if (habits && weekday === 3) buyByHabit(store, hour, random)
  if (habits && weekday === 4) tinker(store, hour, random)
}

/** Sold out since the plan was made, or back with more than a returned piece or two. */
const hasTurned = (listing: ListingState): boolean =>
  listing.isPlanned ? listing.fulfillable === 0 : listing.fulfillable > 2

const isPlanStale = (store: StoreState, today: number): boolean =>
  store.listings.some(hasTurned) ||
  today - store.planDay >= 7 ||
  moodOf(store.place.code, today).rivals !== moodOf(store.place.code, today - 1).rivals ||
  store.promotions.some((p) => p.fromOn === dayText(today) || p.toOn === dayText(today - 1))

/** Begins a local day. `hour` is its first hour. */
export function beginDay(store: StoreState, hour: Hour, habits: boolean, random: Random): void {
  if (store.listings.some((l) => l.days.sessions.length > 0)) {
    closeDay(store, hour.day - 1)
    closeAds(store, hour.day - 1, hour.at)
  }
  for (const { days } of store.listings) for (const name of dayCounters) days[name].push(0)
  openBudgets(store, hour.day, hour.at)
  weeklyWork(store, hour, habits, random)
  monthlyFees(store, hour.day, hour.at)
  if (habits && partsOf(hour.day).date === 5) clearUnsellable(store, hour)
  for (const family of store.families)
    family.demandToday = dayDemand(store.place.code, family.spec.season, hour.day)
  refreshOrganic(store)
  for (const { queries, organicShares } of store.families)
    organicShares.push(Float32Array.from(queries, (query) => query.organicShare))
  if (isPlanStale(store, hour.day)) store.isStale = true
}
