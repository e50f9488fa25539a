import type { SalesEvent } from './season.ts'
import type { BidGoal, BidTerms } from './snapshot.ts'
import { type Exploring, usualExploring, usualTerms } from './snapshot.ts'

/** Goals as a person sets them. ROAS is the reverse of ACoS and is only shown. */
export const goalKinds = ['acos', 'profit', 'volume', 'budget'] as const
export type GoalKind = (typeof goalKinds)[number]

/** Goals under which exploring is of use; where spend itself is saved or capped, it took more than it brought. */
export const explores: Readonly<Record<GoalKind, boolean>> = {
  acos: true,
  profit: true,
  volume: false,
  budget: false,
}

/** What is kept with a goal. Ratios 0..1, money as decimal text of the marketplace's currency. */
export type GoalNumbers = {
  readonly targetRatio?: number
  readonly marginRatio?: number
  readonly keepRatio?: number
  /** Spend a day at most. */
  readonly perDay?: string
  readonly mostUpRatio?: number
  readonly cooldownDays?: number
  readonly mostEffectiveBid?: string | null
  /** Whether strategies and placement adjustments are decided too. */
  readonly campaigns?: boolean
  /** Whether sparse targets are bid above their worth to learn it; what that may cost as a share of the spend, and in money a day. */
  readonly explore?: boolean
  readonly exploreRatio?: number
  readonly exploreLossPerDay?: string | null
  readonly events?: readonly SalesEvent[]
}

/** The goal as the optimiser takes it; null when a number that it needs is missing. */
export function goalOf(kind: GoalKind, numbers: GoalNumbers): BidGoal | null {
  const { targetRatio, marginRatio, keepRatio, perDay } = numbers
  switch (kind) {
    case 'acos':
      return targetRatio === undefined ? null : { kind, targetRatio }
    case 'profit':
      return marginRatio === undefined ? null : { kind, marginRatio }
    case 'volume':
      return { kind, keepRatio: keepRatio ?? 1 }
    case 'budget':
      return perDay === undefined ? null : { kind, perDay: Number(perDay), marginRatio: marginRatio ?? null }
  }
}

export function termsOf(kind: GoalKind, numbers: GoalNumbers): BidTerms {
  const { mostUpRatio, cooldownDays, mostEffectiveBid, campaigns } = numbers
  return {
    ...usualTerms,
    mostUpRatio: mostUpRatio ?? usualTerms.mostUpRatio,
    cooldownDays: cooldownDays ?? usualTerms.cooldownDays,
    mostEffectiveBid:
      mostEffectiveBid === undefined || mostEffectiveBid === null ? null : Number(mostEffectiveBid),
    campaigns: campaigns ?? usualTerms.campaigns,
    exploring: explores[kind] ? exploringOf(numbers) : null,
  }
}

function exploringOf({ explore, exploreRatio, exploreLossPerDay }: GoalNumbers): Exploring | null {
  if (explore !== true) return null
  const loss = exploreLossPerDay ?? null
  return {
    spendRatio: exploreRatio ?? usualExploring.spendRatio,
    lossPerDay: loss === null ? null : Number(loss),
  }
}
