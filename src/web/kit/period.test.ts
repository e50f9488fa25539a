import { describe, expect, it } from 'vitest'
import { comparedSpan, presetSpan } from './period.ts'

describe('periods', () => {
  it('end on the last day with data', () =>
    expect(presetSpan('last7', '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' }))
  it('know months', () => {
    expect(presetSpan('thisMonth', '2026-03-02')).toEqual({ from: '2026-03-01', to: '2026-03-02' })
    expect(presetSpan('lastMonth', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })
  it('are held against what came before, or a year earlier', () => {
    const span = { from: '2026-03-01', to: '2026-03-10' }
    expect(comparedSpan(span, 'previous')).toEqual({ from: '2026-02-19', to: '2026-02-28' })
    expect(comparedSpan(span, 'year')).toEqual({ from: '2025-03-01', to: '2025-03-10' })
    expect(comparedSpan({ from: '2028-02-29', to: '2028-02-29' }, 'year')).toEqual({
      from: '2027-02-28',
      to: '2027-02-28',
    })
    expect(comparedSpan(span, 'none')).toBeNull()
  })
})
