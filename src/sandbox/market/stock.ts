// Units on the shelf, first in first out, each lot with the day it arrived.

import type { ListingState, StoreState } from './state.ts'
import type { StockEvent } from './world-trade.ts'

/** Today on the store's own calendar, as the day arrays count it. */
export const todayOf = (store: StoreState, listing: ListingState): number =>
  store.firstDay + listing.days.units.length - 1

function openStockout(store: StoreState, listing: ListingState): void {
  store.stockouts.push({ listing, fromDay: todayOf(store, listing), toDay: null })
}

function closeStockout(store: StoreState, listing: ListingState): void {
  const open = store.stockouts.findLast((s) => s.listing === listing && s.toDay === null)
  if (open) open.toDay = todayOf(store, listing)
}

function noteChange(store: StoreState, listing: ListingState, before: number): void {
  if (before > 0 === listing.fulfillable > 0) return
  if (listing.fulfillable > 0) closeStockout(store, listing)
  else openStockout(store, listing)
}

/** Shelf → reserved. The caller has checked that enough is there. */
export function takeUnits(store: StoreState, listing: ListingState, units: number): void {
  const before = listing.fulfillable
  if (units > before) throw new Error(`${listing.page.sku}: ${units} units wanted, ${before} on the shelf`)
  removeFromLots(listing, units)
  listing.fulfillable -= units
  listing.reserved += units
  noteChange(store, listing, before)
}

function removeFromLots(listing: ListingState, units: number): void {
  let left = units
  while (left > 0) {
    const lot = listing.lots[0]!
    const taken = Math.min(lot.units, left)
    lot.units -= taken
    left -= taken
    if (lot.units === 0) listing.lots.shift()
  }
}

/** Reserved → shelf (cancelled order): back to the oldest lot. */
export function giveBack(store: StoreState, listing: ListingState, units: number): void {
  const before = listing.fulfillable
  listing.reserved -= units
  listing.fulfillable += units
  const oldest = listing.lots[0]
  if (oldest) oldest.units += units
  else listing.lots.push({ day: todayOf(store, listing), units })
  noteChange(store, listing, before)
}

/** New units on the shelf. */
export function addUnits(store: StoreState, listing: ListingState, units: number): void {
  if (units <= 0) return
  const before = listing.fulfillable
  listing.fulfillable += units
  const today = todayOf(store, listing)
  const last = listing.lots[listing.lots.length - 1]
  if (last?.day === today) last.units += units
  else listing.lots.push({ day: today, units })
  noteChange(store, listing, before)
}

/** Units leave the shelf without an order (lost, damaged, removed). Answers how many there were to take. */
export function loseUnits(store: StoreState, listing: ListingState, units: number): number {
  const before = listing.fulfillable
  const taken = Math.min(units, before)
  removeFromLots(listing, taken)
  listing.fulfillable -= taken
  noteChange(store, listing, before)
  return taken
}

export function noteStock(
  store: StoreState,
  listing: ListingState,
  event: Pick<StockEvent, 'at' | 'kind' | 'quantity' | 'disposition' | 'reason' | 'referenceId'>,
): void {
  store.stockEvents.push({ storeKey: store.facts.key, sku: listing.page.sku, ...event })
}

/** Units by age: up to 90, 180, 270, 365 days and older. */
export function agesOf(listing: ListingState, today: number): [number, number, number, number, number] {
  const ages: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  for (const lot of listing.lots) {
    const age = today - lot.day
    ages[age <= 90 ? 0 : age <= 180 ? 1 : age <= 270 ? 2 : age <= 365 ? 3 : 4] += lot.units
  }
  return ages
}

/** Smoothed view of recent sales for fees: days of supply by the longer of 30 and 90 days. */
export function supplyDays(listing: ListingState): number {
  const over = (n: number): number => {
    const shipped = listing.days.shippedUnits.slice(-n - 1, -1)
    const onHand = listing.days.fulfillable.slice(-n)
    const units = shipped.reduce((a, b) => a + b, 0)
    if (units === 0 || onHand.length === 0) return 999
    return onHand.reduce((a, b) => a + b, 0) / onHand.length / (units / shipped.length)
  }
  return Math.max(over(30), over(90))
}
