// Daily series of one object and metric, and what of them counts in the windows an effect is measured in.

import { daysBetween, type Day } from '#kernel/day.ts'
import { median, sum } from '#kernel/statistics.ts'

/** One value per day from `from` on, without gaps. */
export type Series = { id: string; from: Day; values: readonly number[] }

/** Inclusive days. */
export type Window = { from: Day; to: Day; days: number }

export const windowOf = (from: Day, to: Day): Window => ({ from, to, days: daysBetween(from, to) })

/** Null when the series does not cover the whole window. */
export function valuesIn(series: Series, window: Window): readonly number[] | null {
  const at = daysBetween(series.from, window.from) - 1
  return at < 0 || at + window.days > series.values.length ? null : series.values.slice(at, at + window.days)
}

/**
 * Sums before and after. `unit` is the variance over the mean of daily values, in the metric's own unit: 1 for orders that come by
 * chance alone, about the mean price of a click for spend, below that for a budget that is used up every day. So `sum / unit` is
 * the number of independent events that the sum is worth.
 */
export type Seen = { before: number; after: number; unit: number }

type Raw = { days: readonly number[]; before: number; after: number }

function rawOf(series: Series, before: Window, after: Window): Raw | null {
  const days = valuesIn(series, before)
  const later = valuesIn(series, after)
  return days && later ? { days, before: sum(days), after: sum(later) } : null
}

/** Shares of the window's days that all objects together took; sums to 1. */
function courseOf(objects: readonly Raw[], days: number): number[] {
  const all = sum(objects.map((o) => o.before))
  if (all <= 0) return Array.from({ length: days }, () => 1 / days)
  return Array.from({ length: days }, (_, i) => sum(objects.map((o) => o.days[i]!)) / all)
}

/**
 * Variance over mean about the common course. Neighbouring days are compared, so that a slow drift of the object's own does not
 * count as chance: how far objects drift apart is the control's to say. Null when nothing happened.
 */
function ownUnit({ days, before }: Raw, course: readonly number[]): number | null {
  if (before <= 0) return null
  let squares = 0
  let expected = 0
  for (let i = 1; i < days.length; i += 1) {
    const step = days[i]! - days[i - 1]! - before * (course[i]! - course[i - 1]!)
    squares += step ** 2
    expected += before * (course[i]! + course[i - 1]!)
  }
  return expected > 0 && squares > 0 ? squares / expected : null
}

/** What the store's typical unit weighs against an object's own, in days. */
const TYPICAL_DAYS = 10

/** The object's own unit drawn towards the typical one, the more the fewer events stand behind it. */
function unitOf(raw: Raw, course: readonly number[], typical: number): number {
  const own = ownUnit(raw, course)
  if (own === null) return typical
  const days = raw.days.length
  // A variance of n days of Poisson counts of mean m is known as well as one of n / (1 + 1 / 2m) normal values.
  const weight = days / (1 + (days * typical) / (2 * raw.before))
  return (weight * own + TYPICAL_DAYS * typical) / (weight + TYPICAL_DAYS)
}

/** Fewer events than this before the change say nothing, neither of the changed object nor of a donor. */
export const LEAST_EVENTS = 8

export const eventsBefore = (seen: Seen): number => seen.before / seen.unit

/** The changed object, and those of the others that cover both windows and had enough events. Null when the object does not. */
export function lookAt(
  treated: Series,
  others: readonly Series[],
  before: Window,
  after: Window,
): { own: Seen; donors: Seen[] } | null {
  const own = rawOf(treated, before, after)
  if (own === null) return null
  const donors = others.flatMap((series) =>
    series.id === treated.id ? [] : (rawOf(series, before, after) ?? []),
  )
  const course = courseOf(donors, before.days)
  const units = donors.flatMap((donor) => {
    const unit = ownUnit(donor, course)
    return unit !== null && donor.before / unit >= LEAST_EVENTS ? [unit] : []
  })
  const typical = median(units) ?? ownUnit(own, course) ?? 1
  const seen = (raw: Raw): Seen => ({
    before: raw.before,
    after: raw.after,
    unit: unitOf(raw, course, typical),
  })
  return { own: seen(own), donors: donors.map(seen).filter((d) => eventsBefore(d) >= LEAST_EVENTS) }
}
