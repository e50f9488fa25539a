import type { Micros } from '#kernel/money.ts'
import { placementsOf, strategyOf } from '../setting-words.ts'
import { effectiveMaximumBid } from './effective.ts'

/** A campaign or one of its adjustments, as a snapshot of settings has it. */
type Setting = {
  readonly entity: string
  readonly campaignId: string
  readonly biddingStrategy: string | null
  readonly placement: string | null
  readonly adjustmentPercent: number | null
}

/** By campaign, the largest base bid with which no click can cost more than `mostMicros` (base × placement × ceiling of the strategy). */
export function baseCeilings(settings: readonly Setting[], mostMicros: Micros): Map<string, Micros> {
  const adjustments = Map.groupBy(
    settings.filter((one) => one.entity === 'bid_adjustment'),
    (one) => one.campaignId,
  )
  const ceilings = new Map<string, Micros>()
  for (const { entity, campaignId, biddingStrategy } of settings) {
    if (entity !== 'campaign') continue
    const { top, restOfSearch, productPage, business } = placementsOf(adjustments.get(campaignId) ?? [])
    // An unknown strategy is taken for the one that may raise bids.
    const { maximum } = effectiveMaximumBid(UNIT, {
      strategy: strategyOf(biddingStrategy) ?? 'AUTO_FOR_SALES',
      placements: {
        PLACEMENT_TOP: top,
        PLACEMENT_REST_OF_SEARCH: restOfSearch,
        PLACEMENT_PRODUCT_PAGE: productPage,
      },
      site: business,
    })
    ceilings.set(campaignId, (mostMicros * UNIT) / maximum)
  }
  return ceilings
}

const UNIT = 1_000_000n
