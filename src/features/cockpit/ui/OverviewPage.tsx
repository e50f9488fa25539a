import { ImportOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { HealthSummary } from '#features/risk/ui/HealthSummary.tsx'
import { useListText, useLocale, useMessages } from '#web/i18n.tsx'
import { DateRange, usePeriod } from '#web/kit/DateRange.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { FilterBar, PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showOverview } from '../api.ts'
import { AdProducts } from './AdProducts.tsx'
import { FigureRows, type RowsWanted } from './FigureRows.tsx'
import { Freshness } from './Freshness.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { MarketTable } from './MarketTable.tsx'
import { RiskSummary } from './RiskSummary.tsx'
import { Trend } from './Trend.tsx'
import { overviewMessages } from './overview-messages.ts'
import './cockpit.css'

export type Shown = NonNullable<OutputOf<typeof showOverview>['shown']>

/** One client over a period: key figures, trend, marketplaces, risk; every figure opens to its rows. */
export function OverviewPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(overviewMessages)
  const [search] = useSearchParams()
  const query = {
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    marketplace: search.get('market') ?? undefined,
  }
  const overview = useEndpoint(showOverview, { params: { clientId }, query }, { keepLast: true })
  const { data } = overview
  if (data === undefined)
    return overview.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={overview.error} retry={() => void overview.refetch()} />
    )
  if (data.covered === null || data.shown === null)
    return (
      <>
        <PageHeader title={data.name} />
        <Teach
          title={words.emptyTitle}
          text={words.emptyText}
          action={<ImportLink clientId={clientId} kind="primary" />}
        />
      </>
    )
  return (
    <>
      {overview.error === null ? null : <Trouble error={overview.error} />}
      <ShownOverview clientId={clientId} name={data.name} covered={data.covered} shown={data.shown} />
    </>
  )
}

function ImportLink(props: { clientId: string; kind: 'primary' | 'default' }): ReactNode {
  const words = useMessages(overviewMessages)
  const may = useMay()
  if (!may('import.write')) return null
  return (
    <Link to={`/clients/${props.clientId}/imports`}>
      <Button type={props.kind} icon={<ImportOutlined />}>
        {words.importFiles}
      </Button>
    </Link>
  )
}

function ShownOverview(props: {
  clientId: string
  name: string
  covered: { from: string; to: string }
  shown: Shown
}): ReactNode {
  const { clientId, shown } = props
  const words = useMessages(overviewMessages)
  const listed = useListText()
  const period = usePeriod(shown.lastDay)
  const [rows, setRows] = useState<RowsWanted | null>(null)
  const openRows = (wanted: Pick<RowsWanted, 'metric' | 'title' | 'figure' | 'marketplace'>): void =>
    setRows({ clientId, from: shown.span.from, to: shown.span.to, ...wanted })
  const nothing = shown.markets.every((market) => Object.values(market.now).every((value) => value === null))
  return (
    <>
      <PageHeader title={props.name} actions={<ImportLink clientId={clientId} kind="default" />} />
      <FilterBar>
        <MarketChoice shown={shown} />
        {period === null ? null : <DateRange period={period} lastDay={shown.lastDay} />}
      </FilterBar>
      {shown.unconverted.length === 0 ? null : (
        <Remark kind="warning" title={words.unconverted(listed(shown.unconverted))} />
      )}
      {nothing ? (
        <Teach title={words.noFigures} text={words.noFiguresText(props.covered.from, props.covered.to)} />
      ) : (
        <KeyFigures shown={shown} onRows={openRows} />
      )}
      <div className="sw-two">
        <Section title={words.trend}>
          <Trend shown={shown} comparison={period?.comparison ?? 'previous'} />
        </Section>
        <div>
          <RiskSummary clientId={clientId} name={props.name} />
          <HealthSummary clientId={clientId} />
          <Freshness clientId={clientId} shown={shown} />
        </div>
      </div>
      <AdProducts shown={shown} onRows={openRows} />
      <MarketTable shown={shown} onRows={openRows} />
      <FigureRows wanted={rows} onClose={() => setRows(null)} />
    </>
  )
}

function MarketChoice({ shown }: { shown: Shown }): ReactNode {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const chosen = search.get('market')
  const codes = [
    ...new Set(shown.markets.map((market) => market.marketplace).filter((code) => code !== null)),
  ]
  const known = chosen === null || codes.includes(chosen) ? codes : [chosen, ...codes]
  return (
    <Select
      className="sw-market-choice"
      aria-label={words.market}
      value={chosen ?? ''}
      options={[
        { value: '', label: words.allMarkets },
        ...known.map((code) => ({ value: code, label: `${marketName(code, locale)} ${code}` })),
      ]}
      popupMatchSelectWidth={false}
      onChange={(code: string) =>
        setSearch(
          (before) => {
            const next = new URLSearchParams(before)
            if (code === '') next.delete('market')
            else next.set('market', code)
            return next
          },
          { replace: true },
        )
      }
    />
  )
}
