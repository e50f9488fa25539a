import { type Day, addDays, dayNumber, daysBetween } from '#kernel/day.ts'

export type Span = { readonly from: Day; readonly to: Day }

/**
 * Of the spans that lie wholly within `range` and do not meet the days already covered, a set without overlaps that covers
 * the most days; among equals the one of more, thus finer, spans. Figures of spans must not be added when they overlap.
 */
export function chooseSpans<S extends Span>(
  spans: readonly S[],
  range: Span,
  covered: readonly Span[] = [],
): S[] {
  const usable = spans
    .filter((s) => s.from >= range.from && s.to <= range.to)
    .filter((s) => !covered.some((c) => c.from <= s.to && c.to >= s.from))
    .sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.from < b.from ? -1 : 1))
  // best[i]: the best choice among the first i spans.
  const best: { days: number; chosen: S | null; before: number; count: number }[] = [
    { days: 0, chosen: null, before: 0, count: 0 },
  ]
  usable.forEach((span, index) => {
    let low = 0
    let high = index
    while (low < high) {
      const middle = (low + high) >> 1
      if (usable[middle]!.to < span.from) low = middle + 1
      else high = middle
    }
    const base = best[low]!
    const taken = {
      days: base.days + daysBetween(span.from, span.to),
      chosen: span,
      before: low,
      count: base.count + 1,
    }
    const left = best[index]!
    const better = taken.days > left.days || (taken.days === left.days && taken.count > left.count)
    best.push(better ? taken : { ...left, chosen: null, before: index })
  })
  const result: S[] = []
  for (let i = usable.length; i > 0;) {
    const step = best[i]!
    if (step.chosen !== null) result.push(step.chosen)
    i = step.before
  }
  return result.toReversed()
}

/** Joins touching and overlapping spans; sorted. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { from: Day; to: Day }[] = []
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1)
    if (last !== undefined && dayNumber(span.from) <= dayNumber(last.to) + 1) {
      if (span.to > last.to) last.to = span.to
    } else merged.push({ from: span.from, to: span.to })
  }
  return merged
}

/** The stretches of `range` that no span covers. */
export function gapsWithin(spans: readonly Span[], range: Span): Span[] {
  const gaps: Span[] = []
  let next = range.from
  for (const span of mergeSpans(spans)) {
    if (span.to < next) continue
    if (span.from > range.to) break
    if (span.from > next) gaps.push({ from: next, to: addDays(span.from, -1) })
    next = addDays(span.to, 1)
  }
  if (next <= range.to) gaps.push({ from: next, to: range.to })
  return gaps
}
