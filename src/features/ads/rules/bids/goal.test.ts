import { expect, it } from 'vitest'
import { goalKinds, termsOf } from './goal.ts'

it('explores under goals of ACoS and profit, by their own bounds, and not when that is switched off', () => {
  const exploringOf = (numbers: Parameters<typeof termsOf>[1]) =>
    Object.fromEntries(goalKinds.map((kind) => [kind, termsOf(kind, numbers).exploring]))
  const usual = { spendRatio: 0.02, lossPerDay: null }
  expect(exploringOf({})).toEqual({ acos: usual, profit: usual, volume: null, budget: null })
  expect(exploringOf({ exploreRatio: 0.1, exploreLossPerDay: '2.50' })['acos']).toEqual({
    spendRatio: 0.1,
    lossPerDay: 2.5,
  })
  expect(exploringOf({ explore: false })['profit']).toBeNull()
})
