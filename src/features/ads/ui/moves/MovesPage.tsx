import { Segmented, Space } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { moveDays, showAdMoves } from '#features/ads/api/moves.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Count, Delta, Money, Ratio } from '#web/kit/figures.tsx'
import { countText, moneyMoveText, moneyText, ratioText } from '#web/kit/format.ts'
import { FilterBar, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { MoveSettings } from './MoveSettings.tsx'
import { moveMessages } from './move-messages.ts'

type Answer = OutputOf<typeof showAdMoves>
type Compared = NonNullable<Answer['total']>
type Row = Answer['campaigns'][number]
type Words = (typeof moveMessages)['zh']

/** What changed lately beside the days before: how much, why, and what was set meanwhile. */
export function MovesPage(): ReactNode {
  return (
    <AdsFrame view="moves">
      {(framed) => <Moves key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

function Moves({ clientId, place }: Framed): ReactNode {
  const words = useMessages(moveMessages)
  const [search, setSearch] = useSearchParams()
  const days = moveDays.find((one) => one === search.get('days')) ?? '14'
  const { storeId, marketplace, currency } = place
  const asked = useEndpoint(
    showAdMoves,
    { params: { clientId }, query: { storeId, marketplace, days } },
    { keepLast: true },
  )
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { spans, total, campaigns, settings, isCut } = asked.data
  if (spans === null || total === null) return <Teach title={words.nothing} text={words.nothingText} />
  const spanText = (span: { from: string; to: string }): string => `${span.from} – ${span.to}`
  return (
    <>
      <FilterBar>
        <Segmented
          value={days}
          options={moveDays.map((value) => ({ value, label: words.days(value) }))}
          onChange={(next) =>
            setSearch(
              (before) => {
                const after = new URLSearchParams(before)
                after.set('days', next)
                return after
              },
              { replace: true },
            )
          }
        />
        <span className="sw-quiet">{words.against(spanText(spans.now), spanText(spans.before))}</span>
      </FilterBar>
      <Totals total={total} currency={currency} />
      <Campaigns rows={campaigns} settings={settings} currency={currency} />
      <MoveSettings
        clientId={clientId}
        place={place}
        settings={settings}
        isCut={isCut}
        campaigns={campaigns}
      />
    </>
  )
}

const acosOf = ({ spend, sales }: { spend: string; sales: string }): number | null =>
  Number(sales) === 0 ? null : Number(spend) / Number(sales)

function Totals({ total, currency }: { total: Compared; currency: string }): ReactNode {
  const words = useMessages(moveMessages)
  const { locale } = useLocale()
  const { now, before, parts } = total
  const money = (text: string): ReactNode => words.before(moneyText(text, currency, locale))
  const acos = acosOf(before)
  return (
    <KpiRow label={words.campaigns}>
      <Kpi
        label={words.spend}
        figure={<Money amount={now.spend} currency={currency} />}
        deltas={[<Delta key="d" now={Number(now.spend)} before={Number(before.spend)} better="neither" />]}
        foot={
          <>
            {money(before.spend)}
            <Factors parts={parts.spend} words={words} currency={currency} locale={locale} />
          </>
        }
      />
      <Kpi
        label={words.sales}
        figure={<Money amount={now.sales} currency={currency} />}
        deltas={[<Delta key="d" now={Number(now.sales)} before={Number(before.sales)} better="up" />]}
        foot={
          <>
            {money(before.sales)}
            <Factors parts={parts.sales} words={words} currency={currency} locale={locale} />
          </>
        }
      />
      <Kpi
        label={words.acos}
        figure={<Ratio ratio={acosOf(now)} />}
        foot={words.before(acos === null ? '—' : ratioText(acos, locale))}
      />
      <Kpi
        label={words.clicks}
        figure={<Count count={now.clicks} />}
        deltas={[<Delta key="d" now={now.clicks} before={before.clicks} better="up" />]}
        foot={words.before(countText(before.clicks, locale))}
      />
    </KpiRow>
  )
}

/** +12.30 clicks, −4.10 price of a click. */
function Factors(props: {
  parts: Readonly<Record<string, number>> | null
  words: Words
  currency: string
  locale: Locale
}): ReactNode {
  const { parts, words } = props
  if (parts === null) return <div>{words.noParts}</div>
  return (
    <div>
      {words.because}
      {Object.entries(parts).map(([factor, amount]) => (
        <div key={factor}>
          {words.factors[factor as keyof Words['factors']]}{' '}
          {moneyMoveText(amount, props.currency, props.locale)}
        </div>
      ))}
    </div>
  )
}

function Campaigns(props: {
  rows: readonly Row[]
  settings: Answer['settings']
  currency: string
}): ReactNode {
  const { rows, settings, currency } = props
  const words = useMessages(moveMessages)
  const { locale } = useLocale()
  const columns = useMemo((): readonly Column<Row>[] => {
    const counts = new Map<string, number>()
    for (const { campaignId } of settings)
      if (campaignId !== null) counts.set(campaignId, (counts.get(campaignId) ?? 0) + 1)
    const moved = (key: 'spend' | 'sales', title: string): Column<Row> => ({
      key: `${key}Move`,
      title,
      value: (row) => Number(row.now[key]) - Number(row.before[key]),
      show: (row) => moneyMoveText(Number(row.now[key]) - Number(row.before[key]), currency, locale),
      figure: true,
      width: 120,
    })
    const amount = (key: 'spend' | 'sales', title: string): Column<Row> => ({
      key,
      title,
      value: (row) => Number(row.now[key]),
      show: (row) => <Money amount={row.now[key]} currency={currency} />,
      figure: true,
      width: 110,
    })
    return [
      { key: 'name', title: words.campaign, value: (row) => row.name, fixed: true, width: 220 },
      moved('sales', words.salesMove),
      moved('spend', words.spendMove),
      amount('sales', words.sales),
      amount('spend', words.spend),
      {
        key: 'acos',
        title: words.acos,
        value: (row) => acosOf(row.now),
        show: (row) => <Ratio ratio={acosOf(row.now)} />,
        figure: true,
        width: 90,
      },
      {
        key: 'before',
        title: words.before(words.acos),
        value: (row) => acosOf(row.before),
        show: (row) => <Ratio ratio={acosOf(row.before)} />,
        figure: true,
        width: 110,
      },
      {
        key: 'settings',
        title: words.settingsCount,
        value: (row) => counts.get(row.campaignId) ?? 0,
        figure: true,
        width: 90,
      },
    ]
  }, [words, currency, locale, settings])
  return (
    <Section title={words.campaigns}>
      <DataTable<Row>
        name="ads-moves"
        label={words.campaigns}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.campaignId}
        sort={{ key: 'salesMove', order: 'ascend' }}
        exportName="what-changed"
        expand={(row) => (
          <Space size="large" align="start" wrap>
            <Factors parts={row.parts.spend} words={words} currency={currency} locale={locale} />
            <Factors parts={row.parts.sales} words={words} currency={currency} locale={locale} />
          </Space>
        )}
      />
    </Section>
  )
}
