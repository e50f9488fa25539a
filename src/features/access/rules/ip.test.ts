import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayFromNumber } from '#kernel/day.ts'
import { type Transfer, counterProblem, ownerOn, transferProblem } from './ip.ts'

const work = { owner: 'agency' as const, sinceOn: '2026-01-10' }
const moved = (
  id: string,
  to: 'agency' | 'client',
  onDay: string,
  counterOf: string | null = null,
): Transfer => ({
  id,
  to,
  onDay,
  counterOf,
})

describe('ownership as of a day', () => {
  const paid = moved('1', 'client', '2026-02-01')
  const taken = moved('2', 'agency', '2026-02-01', '1')
  it('begins with the work, moves on the day of the transfer, and back by a counter-entry', () => {
    expect(ownerOn(work, [paid], '2026-01-09')).toBe(null)
    expect(ownerOn(work, [paid], '2026-01-31')).toEqual({ owner: 'agency', since: '2026-01-10' })
    expect(ownerOn(work, [paid], '2026-02-01')).toEqual({ owner: 'client', since: '2026-02-01' })
    expect(ownerOn(work, [taken, paid], '2026-02-01')!.owner).toBe('agency')
  })
  it('is moved only to the other side, in order of time, never ahead', () => {
    const wish = { to: 'client' as const, on: '2026-02-01' }
    expect(transferProblem(work, [], wish, '2026-03-01')).toBe(null)
    expect(transferProblem(work, [paid], wish, '2026-03-01')).toBe('ip_owned_already')
    expect(transferProblem(work, [], { ...wish, on: '2026-01-09' }, '2026-03-01')).toBe('ip_before_last')
    expect(transferProblem(work, [], wish, '2026-01-31')).toBe('ip_in_future')
  })
  it('is taken back from the newest transfer alone, once', () => {
    expect(counterProblem([paid], '1')).toBe(null)
    expect(counterProblem([paid, taken], '1')).toBe('ip_not_last')
    expect(counterProblem([paid, taken], '2')).toBe('ip_not_last')
  })
  it('after any accepted history is what the last accepted transfer said', () => {
    const step = fc.record({
      to: fc.constantFrom('agency' as const, 'client' as const),
      on: fc.integer({ min: 20_450, max: 20_600 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const today = dayFromNumber(20_550)
        const kept: Transfer[] = []
        for (const { to, on } of steps) {
          const day = dayFromNumber(on)
          if (transferProblem(work, kept, { to, on: day }, today) === null)
            kept.push(moved(String(kept.length + 1), to, day))
        }
        expect(ownerOn(work, kept, today)!.owner).toBe(kept.at(-1)?.to ?? 'agency')
        const owners = kept.map((one) => one.to)
        expect(owners.every((to, index) => to !== (owners[index - 1] ?? 'agency'))).toBe(true)
      }),
    )
  })
})
