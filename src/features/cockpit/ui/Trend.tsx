import { Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { dayFromNumber, dayNumber } from '#kernel/day.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { countText, moneyText } from '#web/kit/format.ts'
import type { Comparison } from '#web/kit/period.ts'
import type { Shown } from './OverviewPage.tsx'
import { overviewMessages } from './overview-messages.ts'

type TrendMetric = 'sales' | 'adCost' | 'adSales' | 'units' | 'sessions'
const trendMetrics: readonly TrendMetric[] = ['sales', 'adCost', 'adSales', 'units', 'sessions']

/** A metric day by day, the compared period laid over it by position, provisional days shaded. */
export function Trend(props: { shown: Shown; comparison: Comparison }): ReactNode {
  const { shown, comparison } = props
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const [metric, setMetric] = useState<TrendMetric>('sales')
  const model = useMemo((): ChartModel => {
    const money = metric !== 'units' && metric !== 'sessions'
    const text = (value: number): string =>
      money ? moneyText(value, shown.currency, locale, 'compact') : countText(value, locale, 'compact')
    const from = dayNumber(shown.span.from)
    const length = dayNumber(shown.span.to) - from + 1
    const values = (points: Shown['days'], first: string): (number | null)[] => {
      const byDay = new Map(points.map((point) => [dayNumber(point.day) - dayNumber(first), point[metric]]))
      return Array.from({ length }, (_, n) => {
        const value = byDay.get(n) ?? null
        return value === null ? null : Number(value)
      })
    }
    const compared =
      comparison === 'none'
        ? []
        : comparison === 'year'
          ? [
              {
                name: words.yearPeriod,
                values: values(shown.yearDays, shown.yearSpan.from),
                compared: true,
                text,
              },
            ]
          : [
              {
                name: words.previousPeriod,
                values: values(shown.previousDays, shown.previousSpan.from),
                compared: true,
                text,
              },
            ]
    return {
      labels: Array.from({ length }, (_, n) => dayFromNumber(from + n)),
      series: [{ name: words.thisPeriod, values: values(shown.days, shown.span.from), text }, ...compared],
      provisionalFrom:
        shown.provisionalFrom === null || metric === 'adCost'
          ? null
          : { label: shown.provisionalFrom, words: words.provisionalShade },
    }
  }, [shown, comparison, metric, words, locale])
  return (
    <>
      <Segmented<TrendMetric>
        size="small"
        value={metric}
        aria-label={words.trend}
        options={trendMetrics.map((one) => ({ value: one, label: words.chartMetrics[one] }))}
        onChange={setMetric}
      />
      <Chart
        kind="series"
        title={`${words.trend} · ${words.chartMetrics[metric]}`}
        model={model}
        height={356}
      />
    </>
  )
}
