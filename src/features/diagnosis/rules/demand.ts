import { type Day, addDays, dayNumber, daysBetween, weekday } from '#kernel/day.ts'
import { type Micros, timesRatio } from '#kernel/money.ts'
import { gammaCdf, gammaQuantile, mean, variance } from '#kernel/statistics.ts'
import { bySegment, sumMicros, sumOf } from './build.ts'
import type { DemandFact, Segment } from './input.ts'

/** One SKU's demand on a common calendar: every day of the market's span, days without a sale included. */
export type SkuDemand = DemandFact & {
  /** Units per day from the market's first to its last day. */
  perDay: readonly number[]
  start: Day
  units: number
  salesMicros: Micros
  priceMicros: Micros
}

export type MarketDemand = Segment & { from: Day; to: Day; days: number; skus: readonly SkuDemand[] }

/** Demand by market; where both orders and settlements tell it, orders win (they carry the day of purchase). */
export function marketsOf(demand: readonly DemandFact[]): MarketDemand[] {
  return bySegment(demand).flatMap(([segment, all]) => {
    const orders = all.filter((row) => row.source === 'orders')
    const facts = (orders.length > 0 ? orders : all).filter((row) => row.days.length > 0)
    const days = facts.flatMap((row) => row.days.map((entry) => entry.day))
    if (days.length === 0) return []
    const from = days.reduce((low, day) => (day < low ? day : low))
    const to = days.reduce((high, day) => (day > high ? day : high))
    const length = daysBetween(from, to)
    const skus = facts
      .map((fact) => onCalendar(fact, from, length))
      .toSorted((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0))
    return [{ ...segment, from, to, days: length, skus }]
  })
}

function onCalendar(fact: DemandFact, from: Day, length: number): SkuDemand {
  const perDay = Array.from({ length }, () => 0)
  const start = dayNumber(from)
  for (const entry of fact.days) perDay[dayNumber(entry.day) - start]! += entry.units
  const units = sumOf(fact.days, (entry) => entry.units)
  const salesMicros = sumMicros(fact.days, (entry) => entry.salesMicros)
  return {
    ...fact,
    perDay,
    start: from,
    units,
    salesMicros,
    priceMicros: units > 0 ? timesRatio(salesMicros, 1 / units) : 0n,
  }
}

/** Units in whole ISO weeks (Monday to Sunday) of the market's span. */
export function weeklyUnits(sku: SkuDemand): number[] {
  const skip = (8 - weekday(sku.start)) % 7
  const weeks: number[] = []
  for (let at = skip; at + 7 <= sku.perDay.length; at += 7) {
    let units = 0
    for (let offset = 0; offset < 7; offset += 1) units += sku.perDay[at + offset]!
    weeks.push(units)
  }
  return weeks
}

export type Gap = {
  from: Day
  to: Day
  days: number
  rate: number
  lostUnits: number
  lowUnits: number
  highUnits: number
}

const BEFORE_DAYS = 28
const CHANCE = 1e-4

/**
 * Runs of days without a sale that chance does not explain: at the rate of the 28 days before, a run this long would happen
 * less than once in 10,000 times, and the SKU sold again afterwards. Almost always a stock-out or a suppressed listing.
 */
export function suspiciousGaps(sku: SkuDemand): Gap[] {
  const gaps: Gap[] = []
  const { perDay } = sku
  let at = 0
  while (at < perDay.length) {
    if (perDay[at]! > 0) {
      at += 1
      continue
    }
    let end = at
    while (end < perDay.length && perDay[end] === 0) end += 1
    if (end < perDay.length) {
      const gap = gapOf(sku, at, end)
      if (gap !== null) gaps.push(gap)
    }
    at = end
  }
  return gaps
}

function gapOf(sku: SkuDemand, at: number, end: number): Gap | null {
  const before = sku.perDay.slice(Math.max(0, at - BEFORE_DAYS), at)
  if (before.length < 14) return null
  const units = before.reduce((total, value) => total + value, 0)
  // Orders of several units come together: count selling days for the chance, units for the loss.
  const sellingDays = before.filter((value) => value > 0).length
  const length = end - at
  if (Math.exp((-sellingDays / before.length) * length) > CHANCE) return null
  const rate = units / before.length
  return {
    from: addDays(sku.start, at),
    to: addDays(sku.start, end - 1),
    days: length,
    rate,
    lostUnits: rate * length,
    lowUnits: (gammaQuantile(0.05, units, before.length) || 0) * length,
    highUnits: gammaQuantile(0.95, units + 1, before.length) * length,
  }
}

export type Velocity = { perDay: number; daysUsed: number; units: number; dispersion: number }

const RECENT_DAYS = 56

/** Units per day over the last 56 days, days of suspected stock-outs left out; null when nothing is left to learn from. */
export function velocityOf(sku: SkuDemand): Velocity | null {
  const out = new Set<number>()
  for (const gap of suspiciousGaps(sku))
    for (let offset = 0; offset < gap.days; offset += 1)
      out.add(dayNumber(gap.from) - dayNumber(sku.start) + offset)
  const first = Math.max(0, sku.perDay.length - RECENT_DAYS)
  const used = sku.perDay.flatMap((units, index) => (index >= first && !out.has(index) ? [units] : []))
  if (used.length < 14) return null
  const units = used.reduce((total, value) => total + value, 0)
  const weeks = weeklyUnits(sku).slice(-8)
  const level = mean(weeks)
  const spread = variance(weeks)
  const dispersion = level !== null && spread !== null && level > 0 ? Math.max(1, spread / level) : 1
  return { perDay: units / used.length, daysUsed: used.length, units, dispersion }
}

/** Chance that demand over `days` exceeds `available` units; a gamma with the velocity's own uncertainty and dispersion. */
export function shortageChance(velocity: Velocity, available: number, days: number): number {
  const expected = velocity.perDay * days
  if (expected <= 0) return 0
  const spread = expected * velocity.dispersion + (expected * expected) / (velocity.units + 0.5)
  return 1 - gammaCdf((available * expected) / spread, (expected * expected) / spread)
}
