import { type Day, addDays, addMonths } from '#kernel/day.ts'

// The quarterly review: everybody's access is confirmed or taken away, line by line.

/** Days after its opening by which a review is to be closed. */
export const REVIEW_DAYS = 30

/** 2026-02-17 → 2026-Q1. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** 2026-Q1 → 2026-01-01. */
export function quarterStart(quarter: string): Day {
  const month = (Number(quarter.slice(6)) - 1) * 3 + 1
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

export function nextQuarterStart(day: Day): Day {
  return addMonths(quarterStart(quarterOf(day)), 3)
}

export function dueOf(opened: Day): Day {
  return addDays(opened, REVIEW_DAYS)
}

/** Why a review cannot be closed: lines that nobody decided. */
export function openLines(lines: readonly { readonly decision: string | null }[]): number {
  return lines.filter((one) => one.decision === null).length
}

/**
 * Whether somebody may decide a line: nobody confirms oneself while there is somebody else who may.
 * `reviewers`: everybody on the client who may review.
 */
export function mayDecide(
  line: { readonly sort: string; readonly subject: string },
  personId: string,
  reviewers: readonly string[],
): boolean {
  const isOwn = line.sort === 'person' && line.subject === `person:${personId}`
  return !isOwn || !reviewers.some((one) => one !== personId)
}
