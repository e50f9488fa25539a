import { ratioText } from '#web/kit/format.ts'
import type { Locale } from '#web/words.ts'
import { type Bound, type Limits, type Policy, defaultLimits } from '../rules/tiers.ts'
import type { GovernWords } from './govern-messages.ts'

export type Measure = 'ratio' | 'points' | 'amount' | 'none'
export type LimitTier = 'auto' | 'second'

/** How a kind's size is measured: by ratio, by points of an adjustment, by an amount a day, or not at all. */
export function measureOf(kind: string): Measure {
  const bounds = [defaultLimits[kind]?.auto, defaultLimits[kind]?.second]
  if (bounds.some((bound) => bound?.ratio !== undefined)) return 'ratio'
  if (bounds.some((bound) => bound?.amount !== undefined)) return 'amount'
  return bounds.some((bound) => bound?.points !== undefined) ? 'points' : 'none'
}

export function percentText(ratio: number, locale: Locale): string {
  return ratioText(ratio, locale, Number.isInteger(Math.round(ratio * 1000) / 10) ? 0 : 1)
}

/** "Up to 20%", "any size", "never". */
export function boundText(bound: Bound | null | undefined, words: GovernWords, locale: Locale): string {
  if (bound === null || bound === undefined) return words.never
  const parts = [
    ...(bound.ratio === undefined ? [] : [percentText(bound.ratio, locale)]),
    ...(bound.amount === undefined ? [] : [words.amountText(String(bound.amount))]),
    ...(bound.points === undefined ? [] : [words.pointsText(String(bound.points))]),
  ]
  return parts.length === 0 ? words.any : words.within(parts.join(' · '))
}

const same = (a: Bound | null, b: Bound | null): boolean =>
  a === null || b === null ? a === b : a.ratio === b.ratio && a.points === b.points && a.amount === b.amount

export type Difference = {
  readonly kind: string
  readonly tier: LimitTier
  readonly before: Bound | null
  readonly after: Bound | null
}

/** What a policy says that another does not. What a policy leaves out stands at the usual limits. */
export function differencesOf(before: Limits, after: Limits): Difference[] {
  const [old, next] = [
    { ...defaultLimits, ...before },
    { ...defaultLimits, ...after },
  ]
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((kind) =>
    (['auto', 'second'] as const).flatMap((tier) => {
      const [was, is] = [old[kind]?.[tier] ?? null, next[kind]?.[tier] ?? null]
      return same(was, is) ? [] : [{ kind, tier, before: was, after: is }]
    }),
  )
}

export function samePolicy(a: Policy, b: Policy): boolean {
  return a.mode === b.mode && differencesOf(a.limits, b.limits).length === 0
}
