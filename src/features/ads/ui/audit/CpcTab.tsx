import { Button, Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Absent, Count, Money, Ratio } from '#web/kit/figures.tsx'
import { moneyText, ratioText } from '#web/kit/format.ts'
import { FilterBar, Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import type { Locale } from '#web/words.ts'
import { showCpc } from '#features/ads/api/audit.ts'
import type { Place } from '../asking.ts'
import { suggestedColumn } from '../figure-columns.tsx'
import { AimModal } from './AimModal.tsx'
import { BenchmarkSection } from './BenchmarkSection.tsx'
import { auditMessages } from './audit-messages.ts'

export type Cpc = OutputOf<typeof showCpc>
type Line = Cpc['campaigns'][number]
type Words = (typeof auditMessages)['zh']

/** Our cost per click beside the benchmarks somebody named, with the margin and conversion it has to be read with. */
export function CpcTab({ clientId, place }: { clientId: string; place: Place }): ReactNode {
  const words = useMessages(auditMessages)
  const { locale } = useLocale()
  const may = useMay()
  const [aiming, setAiming] = useState(false)
  const { storeId, marketplace } = place
  const asked = useEndpoint(showCpc, { params: { clientId }, query: { storeId, marketplace } })
  const { data } = asked
  const rows = useMemo(
    () => (data === undefined ? [] : [...(data.account === null ? [] : [data.account]), ...data.campaigns]),
    [data],
  )
  const currency = data?.currency ?? place.currency
  const columns = useMemo(() => columnsOf(words, currency, locale), [words, currency, locale])
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const weak = data.campaigns.filter((one) => one.isCheapButWeak).length
  const percent = (ratio: number): string => ratioText(ratio, locale, 0)
  const { lowRatio, highRatio, acosRatio } = data.aim
  return (
    <>
      <p className="sw-quiet">{words.cpcAbout}</p>
      <FilterBar>
        <span>{words.aim(percent(lowRatio), percent(highRatio), percent(acosRatio))}</span>
        {may('changes.propose') ? <Button onClick={() => setAiming(true)}>{words.setAim}</Button> : null}
        {data.from === null ? null : (
          <span className="sw-quiet">
            {data.from} – {data.to}
          </span>
        )}
      </FilterBar>
      {weak === 0 ? null : <Remark kind="warning" title={words.weakRemark(weak)} />}
      <Section title={words.tabs.cpc}>
        <p className="sw-quiet">
          {data.suggestedOn === null ? words.noSuggested : words.suggestedAsOf(data.suggestedOn)}
        </p>
        <DataTable<Line>
          name="ads-cpc"
          label={words.tabs.cpc}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.key}
          exportName="cpc"
        />
      </Section>
      {data.keywords.length === 0 ? null : (
        <Section title={words.keywords}>
          <DataTable<Line>
            name="ads-cpc-keywords"
            label={words.keywords}
            rows={data.keywords}
            columns={columns}
            rowKey={(row) => row.key}
            toolsFrom={20}
          />
        </Section>
      )}
      <Section title={words.cpcTrend}>
        <CpcTrend data={data} />
      </Section>
      <BenchmarkSection clientId={clientId} place={place} data={data} />
      {aiming ? (
        <AimModal clientId={clientId} place={place} aim={data.aim} onClose={() => setAiming(false)} />
      ) : null}
    </>
  )
}

function CpcTrend({ data }: { data: Cpc }): ReactNode {
  const words = useMessages(auditMessages)
  const { locale } = useLocale()
  const model = useMemo((): ChartModel => {
    const text = (value: number): string => moneyText(value, data.currency, locale)
    const number = (value: string | null): number | null => (value === null ? null : Number(value))
    return {
      labels: data.weeks.map((one) => one.from),
      series: [
        { name: words.cpc, values: data.weeks.map((one) => number(one.cpc)), text },
        ...(data.weeks.some((one) => one.benchmark !== null)
          ? [
              {
                name: words.benchmark,
                values: data.weeks.map((one) => number(one.benchmark)),
                compared: true,
                text,
              },
            ]
          : []),
      ],
    }
  }, [data, words, locale])
  return <Chart kind="series" title={words.cpcTrend} model={model} height={240} />
}

const colours = { below: 'warning', within: 'success', above: 'error', no_benchmark: 'default' } as const

function TestTags({ tests, words }: { tests: Line['tests']; words: Words }): ReactNode {
  const one = (label: string, held: boolean | null): ReactNode => (
    <Tag key={label} color={held === null ? 'default' : held ? 'success' : 'error'}>
      {label} {words.testWords[String(held)]}
    </Tag>
  )
  return (
    <span>
      {one(words.median, tests.median)}
      {one(words.margin, tests.ceiling)}
      {one(words.conversion, tests.conversion)}
    </span>
  )
}

function columnsOf(words: Words, currency: string, locale: Locale): readonly Column<Line>[] {
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.name || words.account,
      show: (row) =>
        row.name === '' ? <strong>{words.account}</strong> : <span className="sw-ad-name">{row.name}</span>,
      fixed: true,
      width: 200,
    },
    {
      key: 'clicks',
      title: words.clicks,
      value: (row) => row.clicks,
      show: (row) => <Count count={row.clicks} />,
      figure: true,
      width: 85,
    },
    {
      key: 'cpc',
      title: words.cpc,
      value: (row) => Number(row.cpc),
      show: (row) => <Money amount={row.cpc} currency={currency} />,
      figure: true,
      width: 115,
    },
    {
      key: 'benchmark',
      title: words.benchmark,
      value: (row) => (row.benchmark === null ? null : Number(row.benchmark.value)),
      show: (row) =>
        row.benchmark === null ? (
          <Absent />
        ) : (
          <Tooltip title={`${row.benchmark.name} · ${row.benchmark.source}`}>
            <span>
              <Money amount={row.benchmark.value} currency={currency} />
            </span>
          </Tooltip>
        ),
      figure: true,
      width: 100,
    },
    {
      key: 'ratio',
      title: words.ratio,
      value: (row) => (row.ratio === null ? null : Math.round(row.ratio * 1000) / 10),
      show: (row) => <Ratio ratio={row.ratio} places={0} />,
      figure: true,
      width: 110,
      filter: 'range',
    },
    {
      key: 'standing',
      title: words.standing,
      value: (row) => words.standings[row.standing],
      show: (row) => (
        <span>
          <Tag color={colours[row.standing]}>{words.standings[row.standing]}</Tag>
          {row.isCheapButWeak ? (
            <Tooltip title={words.weakHelp}>
              <Tag color="error">{words.weak}</Tag>
            </Tooltip>
          ) : null}
        </span>
      ),
      filter: 'options',
      width: 170,
    },
    suggestedColumn<Line>(words, currency),
    {
      key: 'suggestedRatio',
      title: words.suggestedRatio,
      value: (row) => (row.suggested === null ? null : Math.round(row.suggested.ratio * 1000) / 10),
      show: (row) =>
        row.suggested === null ? (
          <Absent />
        ) : (
          <>
            <Ratio ratio={row.suggested.ratio} places={0} />
            <div className="sw-quiet">
              {words.suggestedCover(ratioText(row.suggested.coverRatio, locale, 0))}
            </div>
          </>
        ),
      figure: true,
      width: 130,
    },
    {
      key: 'ceiling',
      title: words.ceiling,
      help: words.ceilingHelp,
      value: (row) => (row.ceiling === null ? null : Number(row.ceiling)),
      show: (row) => <Money amount={row.ceiling} currency={currency} />,
      figure: true,
      width: 110,
    },
    {
      key: 'cvr',
      title: words.cvr,
      value: (row) => row.conversionRatio,
      show: (row) => <Ratio ratio={row.conversionRatio} />,
      figure: true,
      width: 90,
    },
    {
      key: 'tests',
      title: words.tests,
      value: (row) => Object.values(row.tests).filter((one) => one === true).length,
      show: (row) => <TestTags tests={row.tests} words={words} />,
      width: 340,
    },
  ]
}
