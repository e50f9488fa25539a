import { describe, expect, it } from 'vitest'
import { createMarket, demoSellers, type Market } from './market.ts'
import { truthOf } from './truth.ts'

const DAYS = 40
const seller = demoSellers[0]!
const spec = {
  ...seller,
  stores: seller.stores.slice(0, 1),
  supply: { ...seller.supply, openingDays: 3000 },
}

function lived(salt: number | null): { market: Market; storeKey: string; expected: number[] } {
  const market = createMarket({ seed: 11, start: '2026-03-01', sellers: [spec], habits: false })
  const storeKey = market.reads.stores()[0]!.key
  const truth = truthOf(market, storeKey)
  if (salt !== null) truth.useOtherDice(salt)
  const expected: number[] = []
  market.advanceTo(market.reads.startOf(storeKey, '2026-03-01'))
  for (let day = 0; day < DAYS; day += 1) {
    const next = new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10)
    market.advanceTo(market.reads.startOf(storeKey, next))
    expected.push(truth.expectedDay().reduce((sum, row) => sum + row.clicks, 0))
  }
  return { market, storeKey, expected }
}

const clicksOf = ({ market, storeKey }: ReturnType<typeof lived>): number[] => {
  const rows = market.reads.adRows({ storeKey, from: '2026-03-01', to: '2026-04-08', by: 'day', grain: [] })
  return [...Map.groupBy(rows, (row) => row.day).values()].map((own) =>
    own.reduce((sum, row) => sum + row.clicks, 0),
  )
}
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

describe('the expectation of a day', () => {
  const here = lived(null)
  const there = lived(5)
  it('is what comes on average', () => {
    const seen = clicksOf(here)
    const expected = total(here.expected.slice(0, seen.length))
    expect(Math.abs(total(seen) - expected)).toBeLessThan(4 * Math.sqrt(expected))
    expect(expected).toBeGreaterThan(3000)
  })
  it('is hardly moved by other dice, which move what comes', () => {
    expect(clicksOf(there)).not.toEqual(clicksOf(here))
    expect(total(there.expected) / total(here.expected)).toBeCloseTo(1, 1)
  })
})
