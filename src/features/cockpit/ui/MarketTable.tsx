import { type ReactNode, useMemo } from 'react'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Absent, Money } from '#web/kit/figures.tsx'
import { Market, languageName, marketName } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { ShownMetric } from '../rules/figures.ts'
import type { RowsWanted } from './FigureRows.tsx'
import { MetricDelta, MetricFigure } from './MetricFigure.tsx'
import type { Shown } from './OverviewPage.tsx'
import { metricWords } from './metric-words.ts'
import { overviewMessages } from './overview-messages.ts'

type Line = Shown['markets'][number]
type Open = (wanted: Pick<RowsWanted, 'metric' | 'title' | 'figure' | 'marketplace'>) => void

/** One line a marketplace: own currency, own days, own language, and the converted amount with its rate. */
export function MarketTable(props: { shown: Shown; onRows: Open }): ReactNode {
  const { shown, onRows } = props
  const words = useMessages(overviewMessages)
  const names = useMessages(metricWords)
  const { locale } = useLocale()
  const columns = useMemo((): Column<Line>[] => {
    const metric = (name: ShownMetric, hidden = false): Column<Line> => ({
      key: name,
      title: names[name][0],
      help: names[name][1],
      figure: true,
      width: 120,
      hidden,
      value: (line) => numberOf(line.now[name]),
      show: (line) => <Opens line={line} metric={name} shown={shown} onRows={onRows} />,
    })
    const change = (against: 'previous' | 'year'): Column<Line> => ({
      key: against,
      title: words[against],
      figure: true,
      width: 100,
      value: (line) => changeOf(numberOf(line.now.sales), numberOf(line[against].sales)),
      show: (line) => (
        <MetricDelta
          metric="sales"
          now={line.now.sales}
          before={line[against].sales}
          currency={line.currency}
          told={{ now: line.told.now, before: line.told[against] }}
        />
      ),
    })
    const place = (line: Line) => (line.marketplace === null ? null : findMarketplace(line.marketplace))
    return [
      {
        key: 'market',
        title: words.market,
        fixed: true,
        width: 120,
        value: (line) => marketName(line.marketplace, locale),
        show: (line) => <Market code={line.marketplace} />,
      },
      { ...metric('sales'), title: words.own, width: 140 },
      {
        key: 'converted',
        title: words.converted(shown.currency),
        figure: true,
        width: 130,
        value: (line) => numberOf(line.converted?.sales),
        show: (line) =>
          line.converted === null ? (
            <Absent why={words.noRate} />
          ) : (
            <Money amount={textOf(line.converted.sales)} currency={shown.currency} shape="whole" />
          ),
      },
      change('previous'),
      change('year'),
      metric('units'),
      metric('sessions', true),
      metric('cvr'),
      metric('adCost'),
      metric('spCost', true),
      metric('sbCost', true),
      metric('sdCost', true),
      metric('acos'),
      metric('tacos'),
      metric('returnRate'),
      metric('netProceeds'),
      metric('feeShare', true),
      { key: 'rate', title: words.rate, figure: true, width: 90, value: (line) => line.rate },
      { key: 'currency', title: words.currency, width: 80, value: (line) => line.currency },
      { key: 'zone', title: words.timeZone, width: 160, value: (line) => place(line)?.timeZone ?? null },
      {
        key: 'language',
        title: words.language,
        width: 90,
        value: (line) => {
          const found = place(line)
          return found === null ? null : languageName(found.language, locale)
        },
      },
    ]
  }, [shown, onRows, words, names, locale])
  return (
    <Section title={words.marketsTitle}>
      <p className="sw-quiet">
        {shown.rateOn === null ? words.marketsAboutPlain : words.marketsAbout(shown.currency, shown.rateOn)}
      </p>
      <DataTable<Line>
        name="overview-markets"
        label={words.marketsTitle}
        rows={shown.markets}
        columns={columns}
        rowKey={(line) => `${line.marketplace}|${line.currency}`}
        sort={{ key: 'converted', order: 'descend' }}
        exportName={`${words.marketsTitle} ${shown.span.from} ${shown.span.to}`}
      />
    </Section>
  )
}

function Opens(props: { line: Line; metric: ShownMetric; shown: Shown; onRows: Open }): ReactNode {
  const { line, metric, shown } = props
  const words = useMessages(overviewMessages)
  const names = useMessages(metricWords)
  const { locale } = useLocale()
  const figure = <MetricFigure metric={metric} value={line.now[metric]} currency={line.currency} whole />
  if ((line.now[metric] ?? null) === null) return figure
  return (
    <button
      type="button"
      className="sw-link-figure"
      onClick={() =>
        props.onRows({
          metric,
          title: `${marketName(line.marketplace, locale)} · ${words.rowsOf(names[metric][0], shown.span.from, shown.span.to)}`,
          figure,
          ...(line.marketplace === null ? {} : { marketplace: line.marketplace }),
        })
      }
    >
      {figure}
    </button>
  )
}

function numberOf(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / before
}
