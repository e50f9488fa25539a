import { describe, expect, it } from 'vitest'
import { finishBy, freshnessOf, percentOf } from './progress.ts'
import { streamOf } from './streams.ts'

const now = new Date('2026-11-10T15:00:00Z')
const zone = 'Europe/Berlin'

describe('whether what is shown is old', () => {
  const sales = (through: string, open = 0) =>
    freshnessOf(streamOf('sales'), { through, lastAt: new Date('2026-11-09T09:00:00Z'), open }, zone, now)

  it('is late when the day that should be there is not', () => {
    expect(sales('2026-11-09')).toBe('fresh')
    expect(sales('2026-11-09', 3)).toBe('reading')
    expect(sales('2026-11-07')).toBe('fresh')
    expect(sales('2026-11-06')).toBe('late')
  })

  it('is late when a count by the clock has been missed', () => {
    const stock = (lastAt: string) =>
      freshnessOf(streamOf('stock'), { through: null, lastAt: new Date(lastAt), open: 1 }, zone, now)
    expect(stock('2026-11-09T15:00:00Z')).toBe('reading')
    expect(stock('2026-11-08T10:59:00Z')).toBe('late')
  })

  it('was never read, or is being read for the first time', () => {
    const never = { through: null, lastAt: null }
    expect(freshnessOf(streamOf('sales'), { ...never, open: 0 }, zone, now)).toBe('none')
    expect(freshnessOf(streamOf('sales'), { ...never, open: 5 }, zone, now)).toBe('reading')
  })
})

describe('how far it is', () => {
  it('never says that all is done while something is open', () => {
    expect(percentOf(999, 1000)).toBe(99)
    expect(percentOf(0, 0)).toBe(100)
  })

  it('counts what is still to be asked by the quota it waits for', () => {
    const firstAt = new Date('2026-11-10T15:00:30Z')
    expect(finishBy({ asks: 0, others: 0, firstAt: null }, 1 / 60, now)).toBeNull()
    expect(finishBy({ asks: 11, others: 2, firstAt }, 1 / 60, now)).toEqual(new Date('2026-11-10T15:12:00Z'))
    expect(finishBy({ asks: 0, others: 2, firstAt: null }, 1 / 60, now)).toEqual(
      new Date('2026-11-10T15:01:30Z'),
    )
  })
})
