import { daysLeft } from './connection.ts'

// Every clock that runs out, as one list: what it is, when it ends, and when somebody is told.

export const clockKinds = [
  'code',
  'link',
  'consent',
  'secret',
  'password',
  'standing',
  'review',
  'leaver',
] as const
export type ClockKind = (typeof clockKinds)[number]

export type Clock = {
  readonly kind: ClockKind
  /** Names the thing and this run of its clock: another end is another clock. */
  readonly clock: string
  /** Null: the agency's own. */
  readonly clientId: string | null
  readonly name: string
  readonly endsAt: Date
}

const DAY_MS = 86_400_000

/** Amazon's Data Protection Policy: a password is at most a year old. */
export function endOfPassword(setAt: Date): Date {
  return new Date(setAt.getTime() + 365 * DAY_MS)
}

/** A leaver's access is closed within a day. */
export function endOfLeaving(announcedAt: Date): Date {
  return new Date(announcedAt.getTime() + DAY_MS)
}

/** An authorization code of Amazon's works for five minutes; ours waits half an hour for it. */
export function endOfCode(askedAt: Date): Date {
  return new Date(askedAt.getTime() + 30 * 60_000)
}

/** Days before its end on which somebody is told, the earliest first; -1: it is over. */
const steps: Readonly<Record<ClockKind, readonly number[]>> = {
  code: [],
  link: [3, 1, -1],
  consent: [-1],
  secret: [-1],
  password: [30, 7, -1],
  standing: [60, 30, 7, -1],
  review: [14, 3, -1],
  leaver: [1, -1],
}

/**
 * The step that is due: the last one reached, when nobody was told of it or of a later one; null when none is. `told`: steps told.
 * Consents and secrets are told of before their end by their own job.
 */
export function stepDue(
  clock: Pick<Clock, 'kind' | 'endsAt'>,
  told: readonly number[],
  now: Date,
): number | null {
  const left = clock.endsAt.getTime() - now.getTime()
  const reached = steps[clock.kind].filter((step) => (step < 0 ? left <= 0 : left < step * DAY_MS)).at(-1)
  if (reached === undefined || told.some((one) => one <= reached)) return null
  return reached
}

/** Over first, then by what ends next. */
export function byEnd<T extends { readonly endsAt: Date }>(clocks: readonly T[]): T[] {
  return clocks.toSorted((a, b) => a.endsAt.getTime() - b.endsAt.getTime())
}

/** Whole hours until an end; negative when it is past. */
export function hoursLeft(endsAt: Date, now: Date): number {
  return Math.floor((endsAt.getTime() - now.getTime()) / 3_600_000)
}

export function urgency(endsAt: Date, now: Date): 'over' | 'soon' | 'later' {
  if (endsAt <= now) return 'over'
  return daysLeft(endsAt, now) < 14 ? 'soon' : 'later'
}
