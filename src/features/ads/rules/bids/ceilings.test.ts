import { expect, it } from 'vitest'
import { baseCeilings } from './ceilings.ts'

const campaign = (campaignId: string, biddingStrategy: string | null) => ({
  entity: 'campaign',
  campaignId,
  biddingStrategy,
  placement: null,
  adjustmentPercent: null,
})

it('bounds the base bid by all that multiplies it', () => {
  const top = { ...campaign('a', null), entity: 'bid_adjustment', placement: 'top', adjustmentPercent: 100 }
  const settings = [campaign('a', 'MANUAL'), top, campaign('b', 'AUTO_FOR_SALES'), campaign('c', null)]
  expect([...baseCeilings(settings, 4_000_000n)]).toEqual([
    ['a', 2_000_000n],
    ['b', 2_000_000n],
    ['c', 2_000_000n],
  ])
})
