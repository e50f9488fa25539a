import type { ReactNode } from 'react'
import { Absent, type Converted, Count, Delta, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { moneyText, numberText, ratioText } from '#web/kit/format.ts'
import { useLocale } from '#web/i18n.tsx'
import { type ShownMetric, betterOf, unitOf } from '../rules/figures.ts'

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
}): ReactNode {
  const { locale } = useLocale()
  const { metric, now = null, before = null } = props
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
