import {
  ACCOUNT_RATING,
  ACCOUNT_STATUS,
  type HealthFigure,
  type HealthMetricName,
  WARNING,
  healthMetrics,
} from '#features/facts/rules/health-metrics.ts'

// What an account's health report means: is it safe, what is beyond its target, what got worse. Amazon's own verdict is taken where it
// gives one; nothing here guesses at the numeric rating, which Amazon does not hand out.

export type { HealthFigure } from '#features/facts/rules/health-metrics.ts'

export type HealthLevel = 'good' | 'look' | 'act'

const kinds = new Map<string, (typeof healthMetrics)[number]['kind']>(
  healthMetrics.map(({ name, kind }) => [name, kind]),
)

export const kindOf = (metric: string): 'rate' | 'part' | 'violations' | null => kinds.get(metric) ?? null

/** Amazon's word for the account; null when the report has none. */
export function statusOf(figures: readonly HealthFigure[]): string | null {
  return figures.find((one) => one.metric === ACCOUNT_STATUS)?.status ?? null
}

/** Whether a figure misses its target: as Amazon says, else by comparison. What was counted among nothing is not judged. */
export function isBeyond({ metric, status, count, base, rate, target, condition }: HealthFigure): boolean {
  if (metric.startsWith(WARNING)) return status === 'BAD'
  const kind = kindOf(metric)
  if (kind === null || kind === 'part') return false
  if (kind === 'violations') return status === 'BAD' || (status !== 'NONE' && (count ?? 0) > (target ?? 0))
  if (status === 'NONE' || base === 0) return false
  if (status === 'BAD') return true
  if (status === 'GOOD' || rate === null || target === null) return false
  return condition === 'GREATER_THAN' ? rate < target : condition === 'LESS_THAN' && rate >= target
}

/** Names of the figures that miss their targets, rates before counts, in the order of the report. */
export function beyondTarget(figures: readonly HealthFigure[]): HealthMetricName[] {
  const missed = new Set(figures.filter(isBeyond).map((one) => one.metric))
  const of = (kind: string): HealthMetricName[] =>
    healthMetrics.filter((one) => one.kind === kind && missed.has(one.name)).map(({ name }) => name)
  return [...of('rate'), ...of('violations')]
}

/** Warnings of Amazon's that stand, in its own words. */
export function warningsIn(figures: readonly HealthFigure[]): string[] {
  return figures
    .filter((one) => one.metric.startsWith(WARNING) && one.status === 'BAD')
    .map((one) => one.metric.slice(WARNING.length))
}

/**
 * act: Amazon says that the account is at risk or off, or a rate misses its target, which is what accounts are switched off for.
 * look: violations, warnings, or a rating that is less than great.
 */
export function healthLevel(figures: readonly HealthFigure[]): HealthLevel {
  const status = statusOf(figures)
  const beyond = beyondTarget(figures)
  if ((status !== null && status !== 'NORMAL') || beyond.some((name) => kindOf(name) === 'rate')) return 'act'
  const rating = figures.find((one) => one.metric === ACCOUNT_RATING)?.status ?? 'GREAT'
  return beyond.length > 0 || warningsIn(figures).length > 0 || rating !== 'GREAT' ? 'look' : 'good'
}

/** One thing that got worse. `was` is null when it was not reported before. */
export type Worsening = {
  readonly metric: string
  readonly kind: 'status' | 'rate' | 'violations' | 'warning'
  readonly was: string | null
  readonly now: string
}

const order = ['NORMAL', 'AT_RISK']
/** Words that Amazon may yet use are taken for the worst. */
const severity = (status: string): number => (order.includes(status) ? order.indexOf(status) : order.length)

const figureText = ({ count, rate }: HealthFigure): string => String(rate ?? count ?? 0)

/**
 * What is worse in a report than in the one before: the account's status, a rate that now misses its target, more violations, a new warning.
 * Of a first report only a status that is not normal: what stood before we looked is no news.
 */
export function worsened(before: readonly HealthFigure[] | null, now: readonly HealthFigure[]): Worsening[] {
  const was = new Map((before ?? []).map((one) => [one.metric, one]))
  return now.flatMap((one): Worsening[] => {
    const { metric } = one
    const old = was.get(metric) ?? null
    if (metric === ACCOUNT_STATUS)
      return severity(one.status) > severity(old?.status ?? 'NORMAL')
        ? [{ metric, kind: 'status', was: old?.status ?? null, now: one.status }]
        : []
    if (before === null) return []
    if (metric.startsWith(WARNING))
      return isBeyond(one) && (old === null || !isBeyond(old))
        ? [{ metric, kind: 'warning', was: old?.status ?? null, now: one.status }]
        : []
    const kind = kindOf(metric)
    const told = { metric, was: old === null ? null : figureText(old), now: figureText(one) }
    if (kind === 'rate') return isBeyond(one) && (old === null || !isBeyond(old)) ? [{ ...told, kind }] : []
    return kind === 'violations' && isBeyond(one) && (one.count ?? 0) > (old?.count ?? 0)
      ? [{ ...told, kind }]
      : []
  })
}
