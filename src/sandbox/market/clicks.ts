// The click log: columns that grow by doubling.

import type { ClickLog } from './state.ts'

export function createClickLog(): ClickLog {
  const size = 4096
  return {
    count: 0,
    lane: new Uint32Array(size),
    minute: new Uint32Array(size),
    costMinor: new Uint32Array(size),
    invalidHour: new Uint32Array(size),
  }
}

function grown(column: Uint32Array): Uint32Array {
  const next = new Uint32Array(column.length * 2)
  next.set(column)
  return next
}

/** Appends a click and answers its number. */
export function appendClick(
  log: ClickLog,
  lane: number,
  minute: number,
  costMinor: number,
  invalidHour: number,
): number {
  if (log.count === log.lane.length) {
    log.lane = grown(log.lane)
    log.minute = grown(log.minute)
    log.costMinor = grown(log.costMinor)
    log.invalidHour = grown(log.invalidHour)
  }
  const i = log.count++
  log.lane[i] = lane
  log.minute[i] = minute
  log.costMinor[i] = costMinor
  log.invalidHour[i] = invalidHour
  return i
}

/** First click at or after an instant. */
export function firstClickAt(log: ClickLog, at: number): number {
  const minute = Math.ceil(at / 60_000)
  let low = 0
  let high = log.count
  while (low < high) {
    const mid = (low + high) >> 1
    if (log.minute[mid]! < minute) low = mid + 1
    else high = mid
  }
  return low
}
