import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microsFromDecimal } from '#kernel/money.ts'
import { rounded, stepProblem, stepped } from './step.ts'

describe('a step by per cent', () => {
  it.each([
    ['1.00', 'raise', '10', 'EUR', '1.10'],
    ['0.75', 'raise', '10', 'EUR', '0.83'],
    ['0.65', 'lower', '10', 'EUR', '0.59'],
    ['0.45', 'raise', '10', 'EUR', '0.50'],
    ['0.35', 'raise', '12.5', 'EUR', '0.39'],
    ['0.02', 'raise', '10', 'EUR', '0.02'],
    ['81', 'raise', '10', 'JPY', '89'],
    ['85', 'lower', '10', 'JPY', '77'],
    ['1000000.01', 'raise', '0.000001', 'USD', '1000000.02'],
  ] as const)('takes %s %s %s %% (%s) to %s', (from, move, value, currency, to) => {
    expect(stepped(from, { move, value }, currency)).toBe(to)
  })

  it('starts from an amount only', () => {
    expect(stepped(null, { move: 'raise', value: '10' }, 'EUR')).toBeNull()
    expect(stepped(null, { move: 'set', value: '0.5' }, 'EUR')).toBe('0.50')
  })

  it('is within half a unit of the exact product, whatever the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.integer({ min: 1, max: 9_999 }),
        (cents, bp) => {
          const from = (BigInt(cents) * 10_000n).toString().padStart(7, '0')
          const text = `${from.slice(0, -6)}.${from.slice(-6)}`
          const percent = `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, '0')}`
          const exact = BigInt(cents) * 10_000n * (10_000n + BigInt(bp))
          const to = microsFromDecimal(stepped(text, { move: 'raise', value: percent }, 'EUR')!)!
          const off = to * 10_000n - exact
          expect(to % 10_000n).toBe(0n)
          expect(off <= 50_000_000n && off >= -50_000_000n).toBe(true)
        },
      ),
    )
  })
})

describe('what is no step', () => {
  it.each([
    ['raise', '', 'EUR', 'value_missing'],
    ['raise', '1e2', 'EUR', 'value_missing'],
    ['set', '0', 'EUR', 'value_not_positive'],
    ['lower', '100', 'EUR', 'lowered_away'],
    ['set', '0.123', 'EUR', 'too_precise'],
    ['set', '80.5', 'JPY', 'too_precise'],
    ['set', '80', 'JPY', null],
    ['raise', '250', 'EUR', null],
  ] as const)('%s %s (%s): %s', (move, value, currency, problem) => {
    expect(stepProblem({ move, value }, currency)).toBe(problem)
  })
})

it('rounds half away from zero', () => {
  expect(rounded(-15_000n, 'EUR')).toBe(-20_000n)
  expect(rounded(500_000n, 'JPY')).toBe(1_000_000n)
  expect(rounded(499_999n, 'JPY')).toBe(0n)
})
