import { type Day, addDays, addMonths, monthStart } from '#kernel/day.ts'
import { type KpiTerm, kpiForms } from './terms-kpi.ts'

// Where a target stands today: its figure in the period that runs and in the last one that is over.

export type KpiSpan = { readonly from: Day; readonly to: Day; readonly over: boolean }

/**
 * Why there is no figure. no_path: nothing that is kept leads to it; no_terms: no search term report, or no own name to leave out;
 * not_over: it can be told at the period's end only.
 */
export const kpiGaps = ['no_path', 'no_data', 'no_plan', 'no_rate', 'no_terms', 'not_over'] as const
export type KpiGap = (typeof kpiGaps)[number]

export type KpiValue = KpiSpan & {
  /** Plain number: the currency's units, pieces or a share. */
  readonly value: number | null
  readonly gap: KpiGap | null
  readonly state: 'provisional' | 'final' | 'none'
  /** ISO instant of the newest file behind it. */
  readonly asOf: string | null
}

const quarterStart = (day: Day): Day => {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/** The period that runs up to the last day there is anything of, and the whole one before it. */
export function spansOf(period: KpiTerm['period'], last: Day): { now: KpiSpan; before: KpiSpan } {
  const months = period === 'month' ? 1 : 3
  const from = period === 'month' ? monthStart(last) : quarterStart(last)
  const end = addDays(addMonths(from, months), -1)
  return {
    now: { from, to: last, over: last === end },
    before: { from: addMonths(from, -months), to: addDays(from, -1), over: true },
  }
}

/** Whether a figure meets its target; null while that cannot be said: a sum that has to be reached has until the period's end. */
export function isMet(kpi: Pick<KpiTerm, 'kind' | 'target'>, found: KpiValue): boolean | null {
  const { unit, sense } = kpiForms[kpi.kind]
  const target = Number(kpi.target)
  if (found.value === null) return null
  if (sense === 'at_most' || sense === 'within') return found.value <= target
  if (found.value >= target) return true
  return found.over || unit === 'ratio' ? false : null
}

/** |actual ÷ plan − 1|; null where nothing was planned. */
export function deviationOf(spentMicros: bigint, plannedMicros: bigint): number | null {
  return plannedMicros <= 0n ? null : Math.abs(Number(spentMicros) / Number(plannedMicros) - 1)
}
