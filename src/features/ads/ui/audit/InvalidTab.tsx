import { Button, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Count, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { pointsText, ratioText } from '#web/kit/format.ts'
import { FilterBar, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { showInvalidTraffic } from '#features/ads/api/audit.ts'
import type { Place } from '../asking.ts'
import { auditMessages } from './audit-messages.ts'

type Traffic = OutputOf<typeof showInvalidTraffic>
type Line = Traffic['campaigns'][number]
const WINDOWS = [30, 90, 180, 363]

/** What Amazon took out of the traffic, and where it is far more than elsewhere. */
export function InvalidTab({ clientId, place }: { clientId: string; place: Place }): ReactNode {
  const words = useMessages(auditMessages)
  const [days, setDays] = useState(90)
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    showInvalidTraffic,
    { params: { clientId }, query: { storeId, marketplace, days } },
    { keepLast: true },
  )
  const { data } = asked
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  return (
    <>
      <p className="sw-quiet">{words.invalidAbout}</p>
      <FilterBar>
        <Select
          aria-label={words.window}
          value={days}
          options={WINDOWS.map((value) => ({ value, label: words.days(value) }))}
          onChange={setDays}
        />
        <span className="sw-quiet">
          {data.from} – {data.to}
        </span>
      </FilterBar>
      {data.clicks.ratio === null ? (
        <Teach
          title={words.invalidNoneTitle}
          text={words.invalidNoneText}
          action={
            <Link to={`/clients/${clientId}/sync`}>
              <Button>{words.toSync}</Button>
            </Link>
          }
        />
      ) : (
        <Shown data={data} />
      )}
    </>
  )
}

function Shown({ data }: { data: Traffic }): ReactNode {
  const words = useMessages(auditMessages)
  const { locale } = useLocale()
  const text = (ratio: number): string => ratioText(ratio, locale, 2)
  const model = useMemo((): ChartModel => {
    const series = (
      name: string,
      of: (one: Traffic['weeks'][number]) => number | null,
      compared = false,
    ) => ({
      name,
      values: data.weeks.map(of),
      compared,
      text: (value: number) => ratioText(value, locale, 1),
    })
    return {
      labels: data.weeks.map((one) => one.from),
      series: [
        series(words.rate, (one) => one.ratio),
        series(words.low, (one) => (one.ratio === null ? null : one.low), true),
        series(words.high, (one) => (one.ratio === null ? null : one.high), true),
      ],
    }
  }, [data, words, locale])
  const columns = useMemo(() => columnsOf(words), [words])
  const { clicks, impressions, trend } = data
  return (
    <>
      <KpiRow label={words.tabs.invalid}>
        <Kpi label={words.gross} figure={<Count count={clicks.gross} />} />
        <Kpi label={words.invalid} figure={<Count count={clicks.invalid} />} />
        <Kpi
          label={words.rate}
          figure={<Ratio ratio={clicks.ratio} places={2} />}
          foot={
            <>
              {words.interval(text(clicks.low), text(clicks.high))}
              {impressions.ratio === null ? null : <div>{words.impressionRate(text(impressions.ratio))}</div>}
            </>
          }
        />
        <Kpi
          label={words.trend}
          figure={words.directions[data.direction]}
          foot={trend === null ? undefined : words.trendFoot(`${pointsText(trend.slope, locale)} pp`)}
        />
        <Kpi
          label={words.credited}
          figure={<Money amount={data.credited} currency={data.currency} />}
          foot={words.creditedFoot(data.credits)}
        />
      </KpiRow>
      {data.odd === 0 ? null : <Remark kind="info" title={words.odd(data.odd)} />}
      <Section title={words.weekly}>
        <Chart kind="series" title={words.weekly} model={model} height={260} />
      </Section>
      <Section title={words.byCampaign}>
        <DataTable<Line>
          name="ads-invalid"
          label={words.byCampaign}
          rows={data.campaigns}
          columns={columns}
          rowKey={(row) => row.campaign}
          sort={{ key: 'invalid', order: 'descend' }}
          exportName="invalid-traffic"
        />
      </Section>
    </>
  )
}

function columnsOf(words: (typeof auditMessages)['zh']): readonly Column<Line>[] {
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.campaign,
      show: (row) => <span className="sw-ad-name">{row.campaign}</span>,
      fixed: true,
      width: 220,
    },
    {
      key: 'judged',
      title: words.standsOut,
      value: (row) => (row.standsOut ? words.out : words.usual),
      show: (row) => (
        <Tag color={row.standsOut ? 'error' : 'default'}>{row.standsOut ? words.out : words.usual}</Tag>
      ),
      filter: 'options',
      width: 110,
    },
    {
      key: 'gross',
      title: words.gross,
      value: (row) => row.gross,
      show: (row) => <Count count={row.gross} />,
      figure: true,
      width: 100,
    },
    {
      key: 'invalid',
      title: words.invalid,
      value: (row) => row.invalid,
      show: (row) => <Count count={row.invalid} />,
      figure: true,
      width: 100,
    },
    {
      key: 'expected',
      title: words.expected,
      value: (row) => row.expected,
      show: (row) => <Plain value={row.expected} places={1} />,
      figure: true,
      width: 130,
    },
    {
      key: 'rate',
      title: words.rate,
      value: (row) => row.ratio,
      show: (row) => <Ratio ratio={row.ratio} places={2} />,
      figure: true,
      width: 100,
    },
    {
      key: 'low',
      title: words.low,
      value: (row) => row.low,
      show: (row) => <Ratio ratio={row.low} places={2} />,
      figure: true,
      width: 100,
    },
    {
      key: 'high',
      title: words.high,
      value: (row) => row.high,
      show: (row) => <Ratio ratio={row.high} places={2} />,
      figure: true,
      width: 100,
    },
  ]
}
