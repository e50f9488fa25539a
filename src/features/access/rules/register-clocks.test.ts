import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockKinds, endOfLeaving, stepDue, urgency } from './register-clocks.ts'

const end = new Date('2026-11-20T12:00:00Z')
const before = (days: number): Date => new Date(end.getTime() - days * 86_400_000)

describe('somebody is told', () => {
  it.each([
    ['a link with four days', 'link', 4, [], null],
    ['a link with two days', 'link', 2, [], 3],
    ['and not twice', 'link', 2, [3], null],
    ['but again on the last day', 'link', 0.5, [3], 1],
    ['and at the end', 'link', 0, [3, 1], -1],
    ['what was missed is told once, not thrice', 'link', -9, [], -1],
    ['a consent is told of at its end', 'consent', -0.1, [], -1],
    ['an hour of a leaver', 'leaver', 0.9, [], 1],
  ] as const)('%s', (_, kind, days, told, step) =>
    expect(stepDue({ kind, endsAt: end }, told, before(days))).toBe(step),
  )

  it('of each step at most once, however often one looks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clockKinds),
        fc.array(fc.double({ min: -5, max: 90, noNaN: true }), { maxLength: 60 }),
        (kind, looks) => {
          const told: number[] = []
          for (const days of looks.toSorted((a, b) => b - a)) {
            const step = stepDue({ kind, endsAt: end }, told, before(days))
            if (step !== null) told.push(step)
          }
          expect(new Set(told).size).toBe(told.length)
          expect(told).toEqual(told.toSorted((a, b) => b - a))
        },
      ),
    )
  })
})

it('a leaver has a day', () => expect(endOfLeaving(before(1))).toEqual(end))
it('what ended is over', () => expect(urgency(end, end)).toBe('over'))
