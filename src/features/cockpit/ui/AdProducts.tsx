import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Absent } from '#web/kit/figures.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { ShownMetric } from '../rules/figures.ts'
import type { RowsWanted } from './FigureRows.tsx'
import { MetricFigure } from './MetricFigure.tsx'
import type { Shown } from './OverviewPage.tsx'
import { metricWords } from './metric-words.ts'
import { overviewMessages } from './overview-messages.ts'

type Open = (wanted: Pick<RowsWanted, 'metric' | 'title' | 'figure' | 'marketplace'>) => void

const products = ['SP', 'SB', 'SD', 'all'] as const
type Line = {
  readonly product: (typeof products)[number]
  readonly spend: ShownMetric
  readonly sales: ShownMetric | null
  readonly ratio: ShownMetric
}

const lines: readonly Line[] = [
  { product: 'SP', spend: 'spCost', sales: 'adSales', ratio: 'acos' },
  { product: 'SB', spend: 'sbCost', sales: 'sbSales', ratio: 'sbAcos' },
  { product: 'SD', spend: 'sdCost', sales: 'sdSales', ratio: 'sdAcos' },
  // Sales of different windows cannot be added up.
  { product: 'all', spend: 'adCost', sales: null, ratio: 'tacos' },
]

/** What each ad product cost and by which count it sold; nothing where only Sponsored Products are advertised with. */
export function AdProducts(props: { shown: Shown; onRows: Open }): ReactNode {
  const { shown, onRows } = props
  const words = useMessages(overviewMessages)
  const names = useMessages(metricWords)
  const columns = useMemo((): Column<Line>[] => {
    const figure = (key: string, title: string, of: (line: Line) => ShownMetric | null): Column<Line> => ({
      key,
      title,
      figure: true,
      width: 140,
      value: (line) => {
        const metric = of(line)
        const value = metric === null ? null : (shown.now[metric] ?? null)
        return value === null ? null : Number(value)
      },
      show: (line) => {
        const metric = of(line)
        if (metric === null) return <Absent why={words.notAdded} />
        const value = shown.now[metric] ?? null
        const said = <MetricFigure metric={metric} value={value} currency={shown.currency} whole />
        if (value === null) return said
        const title = words.rowsOf(names[metric][0], shown.span.from, shown.span.to)
        return (
          <button
            type="button"
            className="sw-link-figure"
            onClick={() => onRows({ metric, title, figure: said })}
          >
            {said}
          </button>
        )
      },
    })
    return [
      {
        key: 'product',
        title: words.adProduct,
        fixed: true,
        width: 190,
        value: (line) => words.adProducts[line.product] ?? line.product,
      },
      figure('spend', names.adCost[0], (line) => line.spend),
      figure('sales', words.attributedSales, (line) => line.sales),
      figure('ratio', words.spendRatio, (line) => line.ratio),
      { key: 'counted', title: words.countedBy, value: (line) => words.counted[line.product] ?? null },
    ]
  }, [shown, onRows, words, names])
  if ((shown.now.sbCost ?? null) === null && (shown.now.sdCost ?? null) === null) return null
  return (
    <Section title={words.adProductsTitle}>
      <DataTable<Line>
        name="overview-ad-products"
        label={words.adProductsTitle}
        rows={lines}
        columns={columns}
        rowKey={(line) => line.product}
        exportName={`${words.adProductsTitle} ${shown.span.from} ${shown.span.to}`}
      />
    </Section>
  )
}
