// Every 14 days the account is settled: what was posted, minus what Amazon holds until seven days after delivery (DD+7).

import { DAY } from './calendar.ts'
import { settlementIdOf } from './ids.ts'
import { postOther } from './money.ts'
import { mix } from './random.ts'
import type { StoreState } from './state.ts'

export const SETTLEMENT_DAYS = 14
const HOLD = 7 * DAY
/** The bank transfer takes two days. */
const DEPOSIT = 2 * DAY

/** First close of a store: some day within its first fortnight, at an hour of its own. */
export const firstClose = (storeKey: number, startAt: number): number =>
  startAt + (3 + (mix(storeKey, 14) % 11)) * DAY + (mix(storeKey, 15) % 24) * 3_600_000

/** Proceeds posted but not yet free at an instant: orders within seven days of delivery, less their refunds. */
function heldMinor(store: StoreState, at: number): number {
  let held = 0
  let isFirst = true
  for (let i = store.heldFrom; i < store.money.length; i++) {
    const entry = store.money[i]!
    const order = entry.kind === 'order' ? entry.order : entry.kind === 'refund' ? entry.record.order : null
    if (!order || order.deliverAt + HOLD <= at) continue
    if (isFirst) store.heldFrom = i
    isFirst = false
    held += entry.totalMinor
  }
  return held
}

/** Closes the open settlement when its end has come, and opens the next. */
export function settleIfDue(store: StoreState, now: number): void {
  const { startAt, endAt, firstEntry } = store.openSettlement
  if (now < endAt) return
  let balance = 0
  for (let i = firstEntry; i < store.money.length; i++) balance += store.money[i]!.totalMinor
  const reserve = Math.min(Math.max(0, heldMinor(store, endAt)), Math.max(0, balance))
  postOther(store, endAt - 1_000, 'Current Reserve Amount', -reserve, { isReserve: true })
  const totalMinor = balance - reserve
  store.settlements.push({
    settlementId: settlementIdOf(store.index, store.settlements.length),
    startAt,
    endAt,
    depositAt: endAt + DEPOSIT,
    totalMinor,
    firstEntry,
    endEntry: store.money.length,
  })
  store.openSettlement = {
    startAt: endAt,
    endAt: endAt + SETTLEMENT_DAYS * DAY,
    firstEntry: store.money.length,
  }
  store.reserveMinor = reserve
  postOther(store, endAt, 'Previous Reserve Amount Balance', reserve, { isReserve: true })
  if (totalMinor < 0) {
    postOther(store, endAt, 'Payable to Amazon', totalMinor, { isReserve: true })
    postOther(store, endAt + 1_000, 'Successful charge', -totalMinor, { isReserve: true })
  }
}
