import { expect, it } from 'vitest'
import { placementsOf, stateOf, strategyOf, targetingOf } from './setting-words.ts'

it('reads strategies as the interface and as the console write them', () => {
  expect(
    ['LEGACY_FOR_SALES', 'legacy for sales', 'Dynamic bids - down only', '动态竞价 - 仅降低'].map(strategyOf),
  ).toEqual(Array.from({ length: 4 }, () => 'LEGACY_FOR_SALES'))
  expect(
    ['AUTO_FOR_SALES', 'Dynamic bids - up and down', 'Fixed bid', 'RULE_BASED', '?', null].map(strategyOf),
  ).toEqual(['AUTO_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL', 'RULE_BASED', null, null])
})

it('reads targeting and states', () => {
  expect(['auto', 'Auto', 'MANUAL', 'Manuell', '', null].map(targetingOf)).toEqual([
    'auto',
    'auto',
    'manual',
    'manual',
    null,
    null,
  ])
  expect(['enabled', 'paused', 'archived', 'aktiviert', null].map(stateOf)).toEqual([
    'enabled',
    'paused',
    'archived',
    null,
    null,
  ])
})

it('reads placements; what is not listed is 0', () => {
  expect(
    placementsOf([
      { placement: 'top', adjustmentPercent: 50 },
      { placement: 'product_pages', adjustmentPercent: null },
      { placement: 'rest', adjustmentPercent: 5 },
      { placement: 'elsewhere', adjustmentPercent: 9 },
    ]),
  ).toEqual({ top: 50, productPage: 0, restOfSearch: 5, business: 0 })
})
