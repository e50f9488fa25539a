import { describe, expect, it } from 'vitest'
import { seasonAhead, seasonOn, seasonsBefore } from './season.ts'

const friday = { name: 'Black Friday', from: '2026-11-27', to: '2026-11-27', ratio: 2 }
const week = { name: 'Black week', from: '2026-11-23', to: '2026-11-30', ratio: 1.5 }

describe('sales events', () => {
  it('multiply where they overlap', () => {
    expect(seasonOn([friday, week], '2026-11-27')).toBe(3)
    expect(seasonOn([friday, week], '2026-11-30')).toBe(1.5)
    expect(seasonOn([friday, week], '2026-12-01')).toBe(1)
  })

  it('count for the days that a decision will stand', () => {
    expect(seasonAhead([friday], '2026-11-26', 3)).toBeCloseTo(4 / 3)
    expect(seasonAhead([friday], '2026-11-28', 3)).toBe(1)
  })

  it('are told of past days only where there were any', () => {
    expect(seasonsBefore([friday], '2026-11-28', 3)).toEqual([1, 2, 1])
    expect(seasonsBefore([friday], '2026-11-20', 3)).toEqual([])
  })
})
