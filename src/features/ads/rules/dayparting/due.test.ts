import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueBid, judgeTarget, widestStep } from './due.ts'

const euro = { currency: 'EUR', leastMicros: 20_000n, mostMicros: 1_000_000_000n }
const yen = { currency: 'JPY', leastMicros: 2_000_000n, mostMicros: 100_000_000_000n }
const base = { baseMicros: 1_000_000n, seenMicros: 1_300_000n, askedMicros: 1_300_000n }

describe('the bid of an hour', () => {
  it('is the base times the multiplier, in whole cents or yen, within bounds', () => {
    expect(dueBid(1_000_000n, 1.37, euro)).toBe(1_370_000n)
    expect(dueBid(333_333n, 1.1, euro)).toBe(370_000n)
    expect(dueBid(30_000n, 0.5, euro)).toBe(20_000n)
    expect(dueBid(15_000_000n, 0.77, yen)).toBe(12_000_000n)
    expect(dueBid(10_000n, 0.5, euro)).toBe(10_000n)
  })
  it('never lies further from the base than the multiplier and a cent', () => {
    const grid = fc.integer({ min: 50, max: 150 }).map((n) => n / 100)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60_000 }), grid, (cents, multiplier) => {
        const bid = BigInt(cents) * 10_000n
        const apart = Number(dueBid(bid, multiplier, euro)) - Number(bid) * multiplier
        return Math.abs(apart) <= 10_000
      }),
    )
  })
})

describe('a target', () => {
  it('that somebody else set is let go', () => {
    expect(judgeTarget(base, 1_250_000n, 1_300_000n, 0.05, false)).toBe('conflict')
    expect(judgeTarget(base, 1_250_000n, 1_000_000n, 0.05, true)).toBe('conflict')
  })
  it('is written where the step is large enough, or back to the base', () => {
    expect(judgeTarget(base, 1_300_000n, 1_310_000n, 0.05, false)).toBe('stands')
    expect(judgeTarget(base, 1_300_000n, 1_100_000n, 0.05, false)).toBe('write')
    expect(judgeTarget({ ...base, seenMicros: 1_010_000n }, 1_010_000n, 1_000_000n, 0.05, false)).toBe(
      'write',
    )
  })
  it('whose last write never arrived is still ours', () => {
    expect(judgeTarget({ ...base, seenMicros: 800_000n }, 800_000n, 1_300_000n, 0.05, false)).toBe('write')
    expect(judgeTarget({ ...base, askedMicros: null }, 1_000_000n, 1_300_000n, 0.05, false)).toBe('write')
  })
  it('is restored at the end, whichever of ours stands', () => {
    expect(judgeTarget(base, 1_300_000n, 1_000_000n, 0.05, true)).toBe('write')
    expect(judgeTarget(base, 1_000_000n, 1_000_000n, 0.05, true)).toBe('restored')
  })
  it('steps as wide as its grid', () => expect(widestStep([1, 0.6, 1.3])).toBeCloseTo(0.4))
})

it('does not raise a bid past what a click may cost, nor lower a base that is past it already', () => {
  const bounds = { currency: 'EUR', leastMicros: 20_000n, mostMicros: 1_200_000n }
  expect(dueBid(1_000_000n, 1.4, bounds)).toBe(1_200_000n)
  expect(dueBid(1_500_000n, 1.4, bounds)).toBe(1_500_000n)
})
