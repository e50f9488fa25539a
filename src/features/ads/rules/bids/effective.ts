import type { Micros } from '#kernel/money.ts'

// What a click may cost at most: Amazon multiplies the base bid by adjustments of the campaign, so a limit on base bids alone is none.
// The factors are those of Amazon's worked examples, which are the tests beside this file; strategies as in campaigns v3 `dynamicBidding`.

export const placements = ['PLACEMENT_TOP', 'PLACEMENT_REST_OF_SEARCH', 'PLACEMENT_PRODUCT_PAGE'] as const
export type BidPlacement = (typeof placements)[number]

/**
 * By how much Amazon may raise a bid in one auction. Up and down: to twice, at the top by all accounts and anywhere by the API guide (older help
 * says 1.5 off the top); rule-based: to three times the adjusted bid.
 */
export const dynamicCeilings = {
  LEGACY_FOR_SALES: 1,
  AUTO_FOR_SALES: 2,
  MANUAL: 1,
  RULE_BASED: 3,
} as const
export type DynamicStrategy = keyof typeof dynamicCeilings

/** Per cent, 0 to 900, as Amazon has them; left out: 0. */
export type BidAdjustments = {
  readonly strategy: DynamicStrategy
  readonly placements?: Readonly<Partial<Record<BidPlacement, number>>>
  /** SITE_AMAZON_BUSINESS. */
  readonly site?: number
  readonly cohort?: number
  /** Schedule rules in force at the same time: added up, not multiplied. */
  readonly schedule?: readonly number[]
}

export type EffectiveBids = {
  readonly byPlacement: Readonly<Record<BidPlacement, Micros>>
  readonly maximum: Micros
}

/**
 * base × (1 + placement) × (1 + site) × (1 + cohort) × (1 + Σ schedule) × ceiling of the strategy, micros in and out, per placement and the largest.
 * Exact, and rounded up to the next micro: a bound holds. The base is the target's bid, or the ad group's default where it has none.
 */
export function effectiveMaximumBid(baseMicros: Micros, adjustments: BidAdjustments): EffectiveBids {
  const { strategy, site = 0, cohort = 0, schedule = [] } = adjustments
  const scheduled = schedule.reduce((all, percent) => all + tenThousandths(percent), 0n)
  const common =
    (WHOLE + tenThousandths(site)) *
    (WHOLE + tenThousandths(cohort)) *
    (WHOLE + scheduled) *
    BigInt(dynamicCeilings[strategy])
  const at = (placement: BidPlacement): Micros =>
    dividedUp(
      baseMicros * common * (WHOLE + tenThousandths(adjustments.placements?.[placement] ?? 0)),
      WHOLE ** 4n,
    )
  const byPlacement = {
    PLACEMENT_TOP: at('PLACEMENT_TOP'),
    PLACEMENT_REST_OF_SEARCH: at('PLACEMENT_REST_OF_SEARCH'),
    PLACEMENT_PRODUCT_PAGE: at('PLACEMENT_PRODUCT_PAGE'),
  }
  return {
    byPlacement,
    maximum: placements.map((one) => byPlacement[one]).reduce((most, one) => (one > most ? one : most)),
  }
}

/** A rule that raises bids from one whole hour to another (24: midnight); both null: at all times. */
export type ScheduleRule = {
  readonly percent: number
  readonly fromHour: number | null
  readonly toHour: number | null
  /** 0 = Sunday; null: every day. */
  readonly days: readonly number[] | null
}

/** Percentages in force in an hour of a weekday, in the account's zone: what `schedule` takes. */
export function scheduleAt(rules: readonly ScheduleRule[], day: number, hour: number): number[] {
  return rules
    .filter(
      ({ fromHour, toHour, days }) =>
        (days === null || days.includes(day)) && hour >= (fromHour ?? 0) && hour < (toHour ?? 24),
    )
    .map(({ percent }) => percent)
}

/** 100 % in ten-thousandths of a per cent. */
const WHOLE = 1_000_000n

function tenThousandths(percent: number): bigint {
  if (!(percent >= 0 && percent < 1e6)) throw new Error(`not a bid adjustment: ${percent} %`)
  return BigInt(Math.round(percent * 10_000))
}

const dividedUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by
