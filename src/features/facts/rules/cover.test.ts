import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '#kernel/day.ts'
import { type Span, chooseSpans, gapsWithin, mergeSpans } from './cover.ts'

const day = (n: number): string => addDays('2026-01-01', n)
const span = (from: number, to: number): Span => ({ from: day(from), to: day(to) })
const spans = fc.array(
  fc.tuple(fc.nat(40), fc.nat(12)).map(([from, length]) => span(from, from + length)),
  { maxLength: 9 },
)
const range = span(5, 45)
const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to
const length = (list: readonly Span[]): number => list.reduce((n, s) => n + daysBetween(s.from, s.to), 0)

describe('choosing sums over spans that may be added', () => {
  it('never counts a day twice and never leaves the days asked for', () => {
    fc.assert(
      fc.property(spans, spans, (list, covered) => {
        const chosen = chooseSpans(list, range, covered)
        for (const [i, one] of chosen.entries()) {
          expect(one.from >= range.from && one.to <= range.to).toBe(true)
          expect(covered.some((other) => overlap(one, other))).toBe(false)
          for (const other of chosen.slice(i + 1)) expect(overlap(one, other)).toBe(false)
        }
      }),
    )
  })

  it('covers as many days as any choice can', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const usable = list.filter((s) => s.from >= range.from && s.to <= range.to)
        let best = 0
        for (let mask = 0; mask < 1 << usable.length; mask += 1) {
          const some = usable.filter((_, i) => (mask & (1 << i)) !== 0)
          const apart = some.every((a, i) => some.slice(i + 1).every((b) => !overlap(a, b)))
          if (apart) best = Math.max(best, length(some))
        }
        expect(length(chooseSpans(list, range))).toBe(best)
      }),
    )
  })

  it('prefers four weeks to their month when both cover the same', () => {
    const weeks = [span(0, 6), span(7, 13)]
    expect(chooseSpans([span(0, 13), ...weeks], span(0, 13))).toEqual(weeks)
  })
})

describe('gaps', () => {
  it('and what is covered make up the whole, day by day', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const gaps = gapsWithin(list, range)
        for (let at = range.from; at <= range.to; at = addDays(at, 1)) {
          const covered = list.some((s) => s.from <= at && s.to >= at)
          const inGap = gaps.some((s) => s.from <= at && s.to >= at)
          expect(inGap).toBe(!covered)
        }
      }),
    )
  })

  it('do not exist between spans that touch', () => {
    expect(mergeSpans([span(0, 3), span(4, 6), span(8, 9)])).toEqual([span(0, 6), span(8, 9)])
  })
})
