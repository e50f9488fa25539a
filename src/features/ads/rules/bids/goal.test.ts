import { expect, it } from 'vitest'
import { goalKinds, termsOf } from './goal.ts'

it('explores when it is switched on, under goals of ACoS and profit, by its own bounds', () => {
  const exploringOf = (numbers: Parameters<typeof termsOf>[1]) =>
    Object.fromEntries(goalKinds.map((kind) => [kind, termsOf(kind, numbers).exploring]))
  const usual = { spendRatio: 0.05, lossPerDay: null }
  expect(exploringOf({ explore: true })).toEqual({ acos: usual, profit: usual, volume: null, budget: null })
  expect(exploringOf({ explore: true, exploreRatio: 0.1, exploreLossPerDay: '2.50' })['acos']).toEqual({
    spendRatio: 0.1,
    lossPerDay: 2.5,
  })
  expect(exploringOf({})['profit']).toBeNull()
})
