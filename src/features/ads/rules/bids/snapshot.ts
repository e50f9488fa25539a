// What a decision about bids rests on, all of it and nothing else: kept with the decision, so that it can be made again. Amounts are
// numbers in the marketplace's currency; ages are days before the newest day that reports know (0 = that day).

/** What the account is steered to. ROAS is 1 / ACoS. */
export type BidGoal =
  /** As many sales as an average ACoS allows. */
  | { readonly kind: 'acos'; readonly targetRatio: number }
  /** Most contribution: `marginRatio` is what is left of a unit of sales before advertising. */
  | { readonly kind: 'profit'; readonly marginRatio: number }
  /** As little spend as sales allow that are `keepRatio` of what the reference bids would bring now. */
  | { readonly kind: 'volume'; readonly keepRatio: number }
  /** As many sales as a daily spend allows, none beyond the margin where one is known. */
  | { readonly kind: 'budget'; readonly perDay: number; readonly marginRatio: number | null }

export type Strategy = 'LEGACY_FOR_SALES' | 'AUTO_FOR_SALES' | 'MANUAL' | 'RULE_BASED'
export const places = ['top', 'rest', 'product'] as const
export type Place = (typeof places)[number]

export type Figures = {
  readonly clicks: number
  readonly cost: number
  readonly orders: number
  readonly sales: number
}
export type DayFigures = Figures & { readonly age: number }

export type BidCampaign = {
  readonly id: string
  readonly strategy: Strategy
  /** Per cent, 0..900. */
  readonly placements: Readonly<Record<Place, number>>
  readonly dailyBudget: number | null
  /** Share of each of the last days (index = age) in which the budget carried clicks; a day that is not there was open. */
  readonly openRatios: readonly number[]
  /** Days since strategy or placements were last changed; null: not within the window. */
  readonly changedAge: number | null
  readonly byPlace: Readonly<Record<Place, readonly DayFigures[]>>
}

/** Where a target stood when the goal was set: its bid with multipliers, and the clicks a day that this brought. */
export type Reference = { readonly effectiveBid: number; readonly clicks: number }

export type BidTarget = {
  readonly id: string
  readonly campaignId: string
  readonly adGroupId: string
  readonly text: string
  /** exact, phrase, broad, product or auto. */
  readonly matchType: string
  /** Its own, or the ad group's default. */
  readonly bid: number
  /** What the volume goal compares with. */
  readonly reference: Reference | null
  /** Mean price of the ad group's products; null when not known. */
  readonly price: number | null
  /** Days until its products are sold out at the present pace; null when stock is not known. */
  readonly coverDays: number | null
  /** Days until more arrives; null: nothing on its way. */
  readonly inboundDays: number | null
  /** Days since the bid was last changed; null: not within the window. */
  readonly changedAge: number | null
  /** Bids before the present one, newest first: each held on days at least this old, up to where the next begins. */
  readonly earlierBids: readonly { readonly fromAge: number; readonly bid: number }[]
  readonly days: readonly DayFigures[]
}

/** How far decisions may go, and what the account's reports are like. */
export type BidTerms = {
  readonly cooldownDays: number
  /** Largest step up, and largest step down without strong evidence, as shares. */
  readonly mostUpRatio: number
  readonly mostDownRatio: number
  /** No click may be able to cost more than this; null: Amazon's own limit. */
  readonly mostEffectiveBid: number | null
  /** Whether strategies and placement adjustments are decided too. */
  readonly campaigns: boolean
  /** Share of a day's final orders that reports know at each age; the last holds for older days. */
  readonly completion: readonly number[]
  /** How far bids may go above their worth to learn it; null or absent (snapshots of bids-2): not at all. */
  readonly exploring?: Exploring | null
}

/** What exploring may cost: a share of the expected spend, and money a day that is not expected to come back (null: the share alone). */
export type Exploring = { readonly spendRatio: number; readonly lossPerDay: number | null }

export type BidSnapshot = {
  /** 1 was decided by bids-2, 2 is by bids-3. */
  readonly version: 1 | 2
  readonly today: string
  readonly currency: string
  /** Smallest step of a bid, and Amazon's limits. */
  readonly bidStep: number
  readonly leastBid: number
  readonly mostBid: number
  readonly goal: BidGoal
  readonly terms: BidTerms
  /** Conversion of the coming days beside usual ones, where a sales event is near; 1 otherwise. */
  readonly season: number
  /** The same of the days of reports (index = age); a day that is not there was usual. */
  readonly seasons: readonly number[]
  readonly campaigns: readonly BidCampaign[]
  readonly targets: readonly BidTarget[]
}

/**
 * Share of a click's seven-day orders that are known so many days after it. Sellers see about nine tenths after four days
 * (reference: Amazon restates conversions for weeks); replaced by the account's own restatements where they are known.
 */
export const usualCompletion: readonly number[] = [0.8, 0.87, 0.91, 0.94, 0.96, 0.98, 0.99, 1]

/** The bounds of who switches exploring on. It is off until then: what it earns is within chance (docs/benchmarks.md). */
export const usualExploring: Exploring = { spendRatio: 0.05, lossPerDay: null }

export const usualTerms: BidTerms = {
  cooldownDays: 3,
  mostUpRatio: 0.3,
  mostDownRatio: 0.5,
  mostEffectiveBid: null,
  campaigns: true,
  completion: usualCompletion,
  exploring: null,
}
