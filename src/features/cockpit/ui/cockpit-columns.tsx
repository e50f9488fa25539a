import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { Absent, DayText, Delta, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import type { Column } from '#web/kit/table/columns.ts'
import type { Locale } from '#web/words.ts'
import type { showCockpit } from '../api.ts'
import type { ShownMetric } from '../rules/figures.ts'
import { MetricFigure, type FigureValue } from './MetricFigure.tsx'
import type { cockpitMessages } from './messages.ts'
import type { metricWords } from './metric-words.ts'

export type CockpitRow = OutputOf<typeof showCockpit>['rows'][number]
type Words = typeof cockpitMessages.zh
type Names = typeof metricWords.zh

/** Days without new data that are ordinary; see rules/risk.ts. */
const LATE_DAYS = 3

export type ColumnContext = {
  readonly words: Words
  readonly names: Names
  readonly locale: Locale
  /** The currency amounts are converted to. */
  readonly currency: string
  onRisk(row: CockpitRow): void
}

const number = (value: FigureValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

/** The cockpit's columns, in the order an account manager reads a morning: what is at risk, what sold, what it cost, how sure it is. */
export function cockpitColumns(context: ColumnContext): Column<CockpitRow>[] {
  const { words, currency } = context
  return [
    {
      key: 'client',
      title: words.client,
      value: (row) => row.name,
      show: (row) => <ClientCell row={row} words={words} />,
      fixed: true,
      width: 180,
    },
    {
      key: 'risk',
      title: words.risk,
      help: words.riskHelp,
      figure: true,
      filter: 'range',
      value: (row) => number(row.measured?.shown.risk),
      show: (row) => <RiskCell row={row} context={context} />,
      width: 150,
    },
    {
      key: 'sales',
      title: words.sales,
      help: words.salesHelp,
      figure: true,
      filter: 'range',
      value: (row) => number(row.measured?.shown.sales),
      show: (row) => (
        <Converted row={row} metric="sales" shown={row.measured?.shown.sales} currency={currency} />
      ),
      width: 110,
    },
    {
      key: 'change',
      title: words.change,
      help: words.changeHelp,
      figure: true,
      value: (row) => changeOf(row),
      show: (row) => (
        <Delta
          now={number(row.measured?.now.sales)}
          before={isComparable(row) ? number(row.measured?.salesBefore) : null}
          better="up"
        />
      ),
      width: 100,
    },
    {
      key: 'adCost',
      title: words.adCost,
      figure: true,
      filter: 'range',
      value: (row) => number(row.measured?.shown.adCost),
      show: (row) => (
        <Converted row={row} metric="adCost" shown={row.measured?.shown.adCost} currency={currency} />
      ),
      width: 100,
    },
    ratio(context, 'acos'),
    ratio(context, 'tacos'),
    ratio(context, 'returnRate'),
    {
      key: 'cover',
      title: words.cover,
      help: words.coverHelp,
      figure: true,
      filter: 'range',
      value: (row) => row.measured?.coverDays ?? null,
      show: (row) => <Plain value={row.measured?.coverDays ?? null} places={0} />,
      width: 100,
    },
    {
      key: 'asOf',
      title: words.asOf,
      value: (row) => row.measured?.to ?? null,
      show: (row) => <AsOf row={row} words={words} />,
      width: 110,
    },
    {
      key: 'provisional',
      title: words.provisional,
      help: words.provisionalHelp,
      figure: true,
      value: (row) => row.measured?.provisionalRatio ?? null,
      show: (row) => <Ratio ratio={row.measured?.provisionalRatio ?? null} places={0} />,
      width: 100,
    },
    {
      key: 'markets',
      title: words.markets,
      value: (row) => row.measured?.markets.map((market) => market.marketplace ?? '—').join(' ') ?? null,
      width: 150,
      hidden: true,
    },
    {
      key: 'base',
      title: words.base,
      value: (row) => row.baseCurrency,
      filter: 'options',
      width: 90,
      hidden: true,
    },
    ...(['units', 'sessions', 'cvr', 'roas', 'netProceeds', 'feeShare'] as const).map((metric) => ({
      ...plain(context, metric),
      hidden: true,
    })),
  ]
}

function ratio(context: ColumnContext, metric: ShownMetric): Column<CockpitRow> {
  return { ...plain(context, metric), width: 80 }
}

function plain(context: ColumnContext, metric: ShownMetric): Column<CockpitRow> {
  const [title, help] = context.names[metric]
  return {
    key: metric,
    title,
    help,
    figure: true,
    width: 110,
    value: (row) => number(row.measured?.now[metric]),
    show: (row) => (
      <MetricFigure metric={metric} value={row.measured?.now[metric]} currency={row.baseCurrency} whole />
    ),
  }
}

/** Relative change of sales; null where the window before has over a tenth fewer days with sales. */
export function changeOf(row: CockpitRow): number | null {
  const now = number(row.measured?.now.sales)
  const before = number(row.measured?.salesBefore)
  return now === null || before === null || before === 0 || !isComparable(row)
    ? null
    : (now - before) / before
}

export function isComparable(row: CockpitRow): boolean {
  const { now, before } = row.measured?.salesDays ?? { now: 0, before: 0 }
  return before > 0 && before >= now * 0.9
}

export function isLate(row: CockpitRow): boolean {
  return (row.measured?.unseenDays ?? 0) > LATE_DAYS
}

function ClientCell({ row, words }: { row: CockpitRow; words: Words }): ReactNode {
  return (
    <span className="sw-client">
      <Link to={`/clients/${row.clientId}`}>{row.name}</Link>
      {row.outdated ? <Tag>{words.measuring}</Tag> : row.state === 'empty' ? <Tag>{words.empty}</Tag> : null}
      {(row.measured?.unsafe ?? []).length === 0 ? null : (
        <Link to={`/clients/${row.clientId}/health`}>
          <Tag color="error">
            {words.unsafe([...new Set(row.measured?.unsafe.map((one) => one.marketplace))].join(' '))}
          </Tag>
        </Link>
      )}
      {row.review?.overdue === true ? (
        <Link to={`/clients/${row.clientId}/access/reviews/${row.review.reviewId}`}>
          <Tag color="error">{words.reviewOverdue}</Tag>
        </Link>
      ) : null}
    </span>
  )
}

/** The amount, and below it the largest two parts in words. */
function RiskCell({ row, context }: { row: CockpitRow; context: ColumnContext }): ReactNode {
  const { measured } = row
  const { words, locale } = context
  if (measured === null) return <Absent />
  const amount =
    measured.shown.risk === null ? (
      <Money amount={measured.risk} currency={row.baseCurrency} shape="whole" />
    ) : (
      <Money amount={measured.shown.risk} currency={context.currency} shape="whole" />
    )
  return (
    <span className="sw-risk">
      <button type="button" className="sw-link-figure" onClick={() => context.onRisk(row)}>
        {amount}
      </button>
      {measured.parts
        .filter((part) => Number(part.amount) > 0)
        .slice(0, 2)
        .map((part) => (
          <span key={part.kind} className="sw-risk-part">
            {words.kinds[part.kind]} {moneyText(part.amount, row.baseCurrency, locale, 'compact')}
          </span>
        ))}
    </span>
  )
}

/** The converted amount first, because one compares clients; the client's own currency below when it is another. */
function Converted(props: {
  row: CockpitRow
  metric: 'sales' | 'adCost'
  shown: string | null | undefined
  currency: string
}): ReactNode {
  const { row, shown = null } = props
  const own = row.measured?.now[props.metric] ?? null
  if (own === null) return <Absent />
  const ownFigure = <Money amount={String(own)} currency={row.baseCurrency} shape="whole" />
  if (shown === null || row.baseCurrency === props.currency) return ownFigure
  return (
    <span className="sw-stack">
      <Money amount={shown} currency={props.currency} shape="whole" />
      <span className="sw-converted">{ownFigure}</span>
    </span>
  )
}

function AsOf({ row, words }: { row: CockpitRow; words: Words }): ReactNode {
  if (row.measured === null) return <Absent />
  return (
    <span className="sw-stack">
      <DayText day={row.measured.to} />
      {isLate(row) ? <span className="sw-warn">{words.unseen(row.measured.unseenDays)}</span> : null}
    </span>
  )
}
