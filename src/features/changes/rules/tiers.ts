import type { Side } from '#kernel/rights.ts'
import type { ModuleOwner } from './modules.ts'

// Who has to agree to a change. Limits are a client's own, dated; the defaults follow what the trade delegates: small steps of bids and
// budgets and negatives are only recorded, structure wants a second person at the agency, the rest is the seller's.

export const tiers = ['auto', 'second', 'client'] as const
export type Tier = (typeof tiers)[number]

export const modes = ['full', 'semi', 'advice'] as const
/** 全托管 · 半托管: all but what is delegated is the seller's · the seller carries everything out. */
export type Mode = (typeof modes)[number]

/** The largest change that a tier suffices for. Left out: any. */
export type Bound = {
  /** |new ÷ old − 1| */
  readonly ratio?: number | undefined
  /** Points of an adjustment in per cent. */
  readonly points?: number | undefined
  /** An amount a day, in units of the place's currency. */
  readonly amount?: number | undefined
}
export type KindLimits = { readonly auto: Bound | null; readonly second: Bound | null }
export type Limits = Readonly<Record<string, KindLimits>>

export const defaultLimits: Limits = {
  'sp.bid': { auto: { ratio: 0.2 }, second: { ratio: 0.5 } },
  // A single hour of a schedule, which was agreed to as a whole by the limits of bids.
  'sp.schedule': { auto: {}, second: {} },
  'sp.budget': { auto: { ratio: 0.2 }, second: { ratio: 0.5 } },
  'sp.placement': { auto: { points: 20 }, second: { points: 100 } },
  'sp.strategy': { auto: null, second: {} },
  'sp.state': { auto: null, second: {} },
  'sp.name': { auto: null, second: {} },
  'sp.negative': { auto: {}, second: {} },
  'sp.keyword': { auto: null, second: {} },
  'sp.archive': { auto: null, second: {} },
  'sp.campaign': { auto: null, second: { amount: 50 } },
  'sp.archiveCampaign': { auto: null, second: {} },
}

/** Whatever the limits say, a second person looks at what comes into being or goes for good as a whole campaign. */
export const neverAuto: ReadonlySet<string> = new Set(['sp.campaign', 'sp.archiveCampaign'])

/** What holds where a client has agreed to nothing else. */
export const defaultPolicy: Policy = { mode: 'full', limits: defaultLimits }

export type Policy = { readonly mode: Mode; readonly limits: Limits }

/** How large a change is; a part is null where it does not apply. */
export type Size = {
  readonly ratio: number | null
  readonly points: number | null
  readonly amount?: number | null
}

/** Small steps of the last days add up: measured from where the object stood before them. */
export const CREEP_DAYS = 7

export type Decision = { readonly tier: Tier; readonly reasons: readonly string[] }

function within(bound: Bound | null, size: Size): boolean {
  if (bound === null) return false
  // What cannot be measured is within no measure.
  if (bound.ratio !== undefined && (size.ratio === null || size.ratio > bound.ratio + 1e-9)) return false
  if (bound.amount !== undefined && ((size.amount ?? null) === null || size.amount! > bound.amount + 1e-9))
    return false
  return bound.points === undefined || (size.points !== null && size.points <= bound.points + 1e-9)
}

/**
 * The tier of a change: by its size against the client's limits, raised where the object's module is the client's, and by the mode.
 * `reasons` are codes: within_limits, beyond_auto, beyond_second, no_limits, always_second, clients_module, semi_managed, advice_only.
 */
export function tierOf(
  kind: string,
  size: Size,
  policy: Policy,
  owner: ModuleOwner,
  proposedSide: 'agency' | 'client' | 'system',
): Decision {
  const limits = policy.limits[kind]
  const reasons: string[] = []
  let tier: Tier
  if (limits === undefined) {
    tier = 'client'
    reasons.push('no_limits')
  } else if (within(limits.auto, size)) {
    tier = 'auto'
    reasons.push('within_limits')
  } else if (within(limits.second, size)) {
    tier = 'second'
    reasons.push('beyond_auto')
  } else {
    tier = 'client'
    reasons.push('beyond_second')
  }
  if (tier === 'auto' && neverAuto.has(kind)) {
    tier = 'second'
    reasons.push('always_second')
  }
  if (policy.mode === 'semi' && tier === 'second') {
    tier = 'client'
    reasons.push('semi_managed')
  }
  if (policy.mode === 'advice') {
    tier = 'client'
    reasons.push('advice_only')
  }
  if (owner === 'client' && proposedSide !== 'client' && tier !== 'client') {
    tier = 'client'
    reasons.push('clients_module')
  }
  // What is delegated is delegated to the agency; a person of the client always has somebody of the agency look at it.
  if (proposedSide === 'client' && tier === 'auto') {
    tier = 'second'
    reasons.push('proposed_by_client')
  }
  return { tier, reasons }
}

/** Whose agreement a tier needs. Nobody agrees to one's own: a client's person who proposed needs the agency instead. */
export function sidesFor(tier: Tier, proposedSide: 'agency' | 'client' | 'system'): readonly Side[] {
  if (tier === 'auto') return []
  if (tier === 'second') return ['agency']
  return proposedSide === 'client' ? ['agency'] : ['client']
}

/** The kind whose limits make no sense: what is only recorded reaches further than what a second person may agree to. Null: none. */
export function limitsProblem(limits: Limits): string | null {
  const most = (bound: Bound | null, key: 'ratio' | 'points' | 'amount'): number =>
    bound === null ? -1 : (bound[key] ?? Infinity)
  for (const [kind, { auto, second }] of Object.entries(limits))
    if ((['ratio', 'points', 'amount'] as const).some((key) => most(auto, key) > most(second, key)))
      return kind
  return null
}
