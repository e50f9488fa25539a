import { describe, expect, it } from 'vitest'
import { leastMature, maturityOf } from './maturity.ts'

// Amazon goes on counting after a day has ended; a figure says whether it may still move.

const february = { from: '2026-02-01', to: '2026-02-28' }
const made = (asOf: string, span = february) => ({ ...span, asOf })

describe('a figure', () => {
  it('is final once its file was made late enough', () => {
    expect(maturityOf('sales', february, [made('2026-03-07T00:00:00.000Z')])).toEqual({
      state: 'final',
      asOf: '2026-03-07T00:00:00.000Z',
      finalOn: null,
    })
  })

  it('may move until then, and says from which day on it will not', () => {
    expect(maturityOf('ad_conversions', february, [made('2026-03-07T00:00:00.000Z')])).toEqual({
      state: 'provisional',
      asOf: '2026-03-07T00:00:00.000Z',
      finalOn: '2026-04-29',
    })
    expect(maturityOf('ad_traffic', february, [made('2026-03-30T00:00:00.000Z')]).state).toBe('final')
  })

  it('is judged by the days it shows, not by all its file holds', () => {
    const file = made('2026-03-02T00:00:00.000Z', { from: '2026-01-01', to: '2026-03-01' })
    expect(maturityOf('sales', { from: '2026-01-01', to: '2026-01-31' }, [file]).state).toBe('final')
    expect(maturityOf('sales', february, [file])).toMatchObject({
      state: 'provisional',
      finalOn: '2026-03-07',
    })
  })

  it('is as open as the youngest of its files', () => {
    const early = made('2026-03-20T00:00:00.000Z', { from: '2026-02-01', to: '2026-02-14' })
    const late = made('2026-03-01T00:00:00.000Z', { from: '2026-02-15', to: '2026-02-28' })
    expect(maturityOf('sales', february, [early, late])).toEqual({
      state: 'provisional',
      asOf: '2026-03-20T00:00:00.000Z',
      finalOn: '2026-03-07',
    })
  })

  it('is nothing when no file speaks', () => {
    expect(maturityOf('sales', february, [])).toEqual({ state: 'none', asOf: null, finalOn: null })
  })

  it('of several sources is as sure as the least sure', () => {
    const final = maturityOf('settlement', february, [made('2026-02-28T10:00:00.000Z')])
    const open = maturityOf('sales', february, [made('2026-03-01T00:00:00.000Z')])
    expect(final.state).toBe('final')
    expect(leastMature([final, open])).toEqual({
      state: 'provisional',
      asOf: '2026-02-28T10:00:00.000Z',
      finalOn: '2026-03-07',
    })
    expect(leastMature([final, maturityOf('returns', february, [])]).state).toBe('none')
  })
})
