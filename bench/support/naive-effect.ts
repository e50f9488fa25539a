// What most tools do: the days after beside as many days before, with the day-to-day scatter of both as the noise.

import { mean, variance } from '#kernel/statistics.ts'

export function naiveEffect(
  values: readonly number[],
  changedAt: number,
  days: number,
): { low: number; high: number; isClear: boolean } {
  const before = values.slice(changedAt - days, changedAt)
  const after = values.slice(changedAt + 1, changedAt + 1 + days)
  const mid = (mean(after) ?? 0) - (mean(before) ?? 0)
  const reach = 1.645 * Math.sqrt(((variance(before) ?? 0) + (variance(after) ?? 0)) / days)
  return { low: mid - reach, high: mid + reach, isClear: Math.abs(mid) > reach }
}
