import { type Micros, decimalText, decimalsOf, microsFromDecimal } from '#kernel/money.ts'

// How a bid or a budget is moved: by per cent, or to an amount. Exact: no figure passes through floating point.

export const moves = ['raise', 'lower', 'set'] as const
export type Move = (typeof moves)[number]

/** `value` is decimal text: per cent for raise and lower, an amount for set. */
export type Step = { readonly move: Move; readonly value: string }

/** 100 % in millionths of a per cent, the unit that six decimals give. */
const WHOLE = 100_000_000n

/** Rounded half away from zero to the decimals that people write in the currency. */
export function rounded(micros: Micros, currency: string): Micros {
  const unit = 10n ** BigInt(6 - decimalsOf(currency))
  return divided(micros, unit) * unit
}

function divided(value: bigint, by: bigint): bigint {
  const half = value >= 0n ? by / 2n : -(by / 2n)
  return (value + half) / by
}

/** Why a step is none: value_missing, value_not_positive, lowered_away (by 100 % and more), too_precise; null when it is one. */
export function stepProblem(step: Step, currency: string): string | null {
  const value = microsFromDecimal(step.value)
  if (value === null) return 'value_missing'
  if (value <= 0n) return 'value_not_positive'
  if (step.move === 'lower' && value >= WHOLE) return 'lowered_away'
  return step.move === 'set' && rounded(value, currency) !== value ? 'too_precise' : null
}

/** The amount after a step, as decimal text; null when the step is none, or there is nothing it could start from. */
export function stepped(from: string | null, step: Step, currency: string): string | null {
  if (stepProblem(step, currency) !== null) return null
  const value = microsFromDecimal(step.value)!
  const places = decimalsOf(currency)
  if (step.move === 'set') return decimalText(value, places)
  const start = from === null ? null : microsFromDecimal(from)
  if (start === null) return null
  const share = step.move === 'raise' ? WHOLE + value : WHOLE - value
  const unit = 10n ** BigInt(6 - places)
  // One rounding only: from the exact product to the currency's unit.
  return decimalText(divided(start * share, WHOLE * unit) * unit, places)
}
