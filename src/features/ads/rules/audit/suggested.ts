import type { Micros } from '#kernel/money.ts'

// Amazon's suggested bids over many targets, beside our cost per click. They tell what lately won for similar products: evidence about rivals,
// never a goal.

export type Suggestion = {
  readonly lowMicros: Micros
  readonly middleMicros: Micros
  readonly highMicros: Micros
  /** Our clicks of the target in the same days. */
  readonly clicks: number
}

export type Suggested = {
  readonly lowMicros: Micros
  readonly middleMicros: Micros
  readonly highMicros: Micros
  /** Clicks of targets that have a suggestion. */
  readonly clicks: number
}

/** Mean of the suggestions, each as often as it was clicked; null without clicks. */
export function suggestedOver(all: readonly Suggestion[]): Suggested | null {
  let clicks = 0
  const sums = { lowMicros: 0n, middleMicros: 0n, highMicros: 0n }
  for (const one of all) {
    clicks += one.clicks
    for (const key of ['lowMicros', 'middleMicros', 'highMicros'] as const)
      sums[key] += one[key] * BigInt(one.clicks)
  }
  if (clicks === 0) return null
  const mean = (sum: Micros): Micros => (sum + BigInt(clicks) / 2n) / BigInt(clicks)
  return {
    lowMicros: mean(sums.lowMicros),
    middleMicros: mean(sums.middleMicros),
    highMicros: mean(sums.highMicros),
    clicks,
  }
}
