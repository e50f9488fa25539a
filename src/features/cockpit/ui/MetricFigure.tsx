import type { ReactNode } from 'react'
import { Absent, type Converted, Count, Delta, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { moneyText, numberText, ratioText } from '#web/kit/format.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import type { ToldSpans } from '../api.ts'
import { type ShownMetric, betterOf, unitOf } from '../rules/figures.ts'
import { overviewMessages } from './overview-messages.ts'

export type FigureValue = string | number | null

/** A metric's value as it is written: money, share, count or, for ROAS, a plain number. */
export function MetricFigure(props: {
  metric: ShownMetric
  value: FigureValue | undefined
  currency: string
  whole?: boolean
  converted?: Converted | null
}): ReactNode {
  const { metric, value = null } = props
  if (value === null) return <Absent />
  const unit = unitOf(metric)
  if (unit === 'money')
    return (
      <Money
        amount={String(value)}
        currency={props.currency}
        shape={props.whole === true && metric !== 'cpc' && metric !== 'averagePrice' ? 'whole' : 'full'}
        converted={props.converted ?? null}
      />
    )
  if (metric === 'roas') return <Plain value={Number(value)} />
  return unit === 'ratio' ? <Ratio ratio={Number(value)} /> : <Count count={Number(value)} />
}

/** How a metric moved: ratios in points, the rest in per cent, coloured by whether more is better. */
export function MetricDelta(props: {
  metric: ShownMetric
  now: FigureValue | undefined
  before: FigureValue | undefined
  currency: string
  /** Days with figures in both spans: a sum over fewer days is not held against one over more. */
  told?: { now: ToldSpans['now']; before: ToldSpans['now'] }
}): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(overviewMessages)
  const { metric, now = null, before = null, told } = props
  const missing = told === undefined || before === null ? null : fewerDays(metric, told)
  if (missing !== null) return <Absent why={words.fewerDays(missing.before, missing.now)} />
  const better = { more: 'up', less: 'down', none: 'neither' } as const
  const points = unitOf(metric) === 'ratio' && metric !== 'roas'
  return (
    <Delta
      now={now === null ? null : Number(now)}
      before={before === null ? null : Number(before)}
      better={better[betterOf(metric) ?? 'none']}
      kind={points ? 'points' : 'relative'}
      {...(before === null ? {} : { was: metricText(metric, before, props.currency, locale) })}
    />
  )
}

const basisOf: Partial<Record<ShownMetric, keyof ToldSpans['now']>> = {
  sales: 'sales',
  units: 'sales',
  orderItems: 'sales',
  sessions: 'sales',
  adCost: 'ads',
  spCost: 'ads',
  sbCost: 'ads',
  sdCost: 'ads',
  sbSales: 'ads',
  sdSales: 'ads',
  adSales: 'ads',
  clicks: 'ads',
  principal: 'money',
  fees: 'money',
  netProceeds: 'money',
}

/**
 * The days of both spans when the earlier one has over a tenth fewer; null when the two can be compared, as shares of one source always
 * can. TACoS divides two sources: spend of some days by sales of all would look low.
 */
function fewerDays(
  metric: ShownMetric,
  told: { now: ToldSpans['now']; before: ToldSpans['now'] },
): { now: number; before: number } | null {
  if (metric === 'tacos' && told.before.ads < told.before.sales * 0.9)
    return { now: told.now.ads, before: told.before.ads }
  const basis = basisOf[metric]
  if (basis === undefined) return null
  const days = { now: told.now[basis], before: told.before[basis] }
  return days.before < days.now * 0.9 ? days : null
}

export function metricText(
  metric: ShownMetric,
  value: string | number,
  currency: string,
  locale: 'zh-CN' | 'en',
): string {
  const unit = unitOf(metric)
  if (unit === 'money') return moneyText(value, currency, locale, 'whole')
  if (metric === 'roas') return numberText(Number(value), locale)
  return unit === 'ratio' ? ratioText(Number(value), locale) : numberText(Number(value), locale, 0)
}
