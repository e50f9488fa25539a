import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Maturity, Plain } from '#web/kit/figures.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import type { ShownMetric } from '../rules/figures.ts'
import type { RowsWanted } from './FigureRows.tsx'
import { MetricDelta, MetricFigure } from './MetricFigure.tsx'
import type { Shown } from './OverviewPage.tsx'
import { metricWords } from './metric-words.ts'
import { overviewMessages } from './overview-messages.ts'

const shownFirst = [
  'sales',
  'units',
  'sessions',
  'cvr',
  'adCost',
  'acos',
  'tacos',
  'roas',
  'returnRate',
  'netProceeds',
  'feeShare',
] as const satisfies readonly ShownMetric[]

/** The period's key figures against the period before and the year before, each with how sure it is. */
export function KeyFigures(props: {
  shown: Shown
  onRows: (wanted: Pick<RowsWanted, 'metric' | 'title' | 'figure' | 'marketplace'>) => void
}): ReactNode {
  const { shown } = props
  const words = useMessages(overviewMessages)
  const names = useMessages(metricWords)
  return (
    <KpiRow label={words.keyFigures}>
      {shownFirst.map((metric) => {
        const [name, help] = names[metric]
        const figure = (
          <MetricFigure metric={metric} value={shown.now[metric]} currency={shown.currency} whole />
        )
        const maturity = shown.maturity[metric]
        return (
          <Kpi
            key={metric}
            label={
              <>
                <Tooltip title={help}>
                  <span>{name}</span>
                </Tooltip>
                {maturity.state === 'none' ? null : (
                  <Maturity
                    provisionalRatio={maturity.state === 'final' ? 0 : 1}
                    asOf={maturity.asOf?.slice(0, 10) ?? null}
                  />
                )}
              </>
            }
            figure={figure}
            deltas={(['previous', 'year'] as const).map((against) => (
              <span key={against}>
                {words[against]}{' '}
                <MetricDelta
                  metric={metric}
                  now={shown.now[metric]}
                  before={shown[against][metric]}
                  currency={shown.currency}
                  told={{ now: shown.told.now, before: shown.told[against] }}
                />
              </span>
            ))}
            {...((shown.now[metric] ?? null) === null
              ? {}
              : {
                  onOpen: () =>
                    props.onRows({
                      metric,
                      title: words.rowsOf(name, shown.span.from, shown.span.to),
                      figure,
                    }),
                })}
          />
        )
      })}
      <Kpi
        label={
          <Tooltip title={words.coverHelp}>
            <span>{words.cover}</span>
          </Tooltip>
        }
        figure={<Plain value={shown.coverDays} places={0} />}
        foot={shown.stockOn === null ? undefined : words.stockOn(shown.stockOn)}
        {...(shown.stockOn === null
          ? {}
          : {
              onOpen: () =>
                props.onRows({ metric: 'stock', title: `${words.cover} · ${words.stockOn(shown.stockOn!)}` }),
            })}
      />
    </KpiRow>
  )
}
