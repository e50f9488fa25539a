import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { DateRange, type Period, usePeriod } from '#web/kit/DateRange.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Chart } from '#web/kit/chart/Chart.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import { FilterBar, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { readSpend } from '#features/ads/api/spend.ts'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { SpendLines } from './SpendLines.tsx'
import { SpendProducts } from './SpendProducts.tsx'
import { SpendReports } from './SpendReports.tsx'
import { spendMessages } from './spend-messages.ts'

type Answer = OutputOf<typeof readSpend>

/** Spend in the open: every cent by campaign and day, for the agency and the client alike. */
export function SpendPage(): ReactNode {
  return (
    <AdsFrame view="spend">
      {(framed) => <Spend key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

function Spend({ clientId, place }: Framed): ReactNode {
  const words = useMessages(spendMessages)
  const lastDay = place.window?.to ?? null
  const period = usePeriod(lastDay)
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    readSpend,
    period === null ? null : { params: { clientId }, query: { storeId, marketplace, ...period.span } },
    { keepLast: true },
  )
  if (period === null || lastDay === null) return <Nothing clientId={clientId} />
  return (
    <>
      <FilterBar label={words.range}>
        <DateRange period={period} lastDay={lastDay} compare={false} />
      </FilterBar>
      {asked.data === undefined ? (
        asked.error === null ? (
          <PageSkeleton />
        ) : (
          <Trouble error={asked.error} retry={() => void asked.refetch()} />
        )
      ) : asked.data.report === null && asked.data.brands.length === 0 ? (
        <Nothing clientId={clientId} />
      ) : (
        <Told data={asked.data} clientId={clientId} place={place} period={period} />
      )}
    </>
  )
}

function Nothing({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(spendMessages)
  return (
    <Teach
      title={words.none}
      text={words.noneText}
      action={<Link to={`/clients/${clientId}/sync`}>{words.toSync}</Link>}
    />
  )
}

function Told(props: { data: Answer; clientId: string; place: Framed['place']; period: Period }): ReactNode {
  const { data, clientId, place } = props
  const words = useMessages(spendMessages)
  return (
    <>
      <Figures data={data} />
      <SpendProducts data={data} />
      {data.missingDays.length === 0 ? null : (
        <Remark
          kind="warning"
          title={words.missing(data.missingDays.length, data.missingDays[0]!)}
          text={words.missingText}
          action={<Link to={`/clients/${clientId}/sync`}>{words.toSync}</Link>}
        />
      )}
      <Section title={words.byDay}>
        <Days data={data} />
      </Section>
      <SpendLines clientId={clientId} place={place} span={props.period.span} />
      <SpendReports data={data} />
      <p className="sw-quiet">{words.feeNote}</p>
    </>
  )
}

function Figures({ data }: { data: Answer }): ReactNode {
  const words = useMessages(spendMessages)
  const { total, currency } = data
  const terms = data.reports.find((one) => one.report === 'search_term')
  return (
    <KpiRow label={words.total}>
      <Kpi
        label={words.total}
        figure={<Money amount={data.spend} currency={currency} />}
        foot={
          data.brands.length === 0
            ? words.totalFoot(words.reports[data.report ?? ''] ?? '')
            : words.totalOfAll(['SP', ...data.brands.map((one) => one.adProduct)].join(' + '))
        }
      />
      {data.brands.length === 0 ? null : (
        <Kpi label={words.ofProducts} figure={<Money amount={total.spend} currency={currency} />} />
      )}
      <Kpi label={words.clicksOfSp} figure={<Count count={total.clicks} />} />
      <Kpi label={words.sales} figure={<Money amount={total.sales} currency={currency} />} />
      <Kpi label={words.acosOfSp} figure={<Ratio ratio={total.acosRatio} />} />
      <Kpi
        label={words.unexplained}
        figure={<Money amount={terms?.spendLeft ?? null} currency={currency} />}
        foot={Number(terms?.spendLeft ?? 0) < 0 ? words.unexplainedOver : words.unexplainedFoot}
      />
    </KpiRow>
  )
}

function Days({ data }: { data: Answer }): ReactNode {
  const words = useMessages(spendMessages)
  const { locale } = useLocale()
  const spend = new Map(data.days.map((one) => [one.day, one.figures]))
  const labels = [
    ...new Set([
      ...data.days.map((one) => one.day),
      ...data.missingDays,
      ...data.brandDays.map((one) => one.day),
    ]),
  ].toSorted()
  const text = (value: number): string => moneyText(value, data.currency, locale, 'compact')
  const brands = data.brands.map(({ adProduct }) => {
    const own = new Map(
      data.brandDays.filter((one) => one.adProduct === adProduct).map((one) => [one.day, Number(one.spend)]),
    )
    const values = labels.map((day) => own.get(day) ?? null)
    return { name: adProduct, form: 'bar' as const, stacked: true, values, text }
  })
  return (
    <Chart
      kind="series"
      title={words.byDay}
      model={{
        labels,
        series: [
          {
            name: brands.length === 0 ? words.spend : 'SP',
            form: 'bar',
            stacked: true,
            // A day without a report is a gap, not a zero.
            values: labels.map((day) => {
              const figures = spend.get(day)
              return figures === undefined ? null : Number(figures.spend)
            }),
            text,
          },
          ...brands,
        ],
        provisionalFrom:
          data.provisionalFrom === null ? null : { label: data.provisionalFrom, words: words.provisional },
      }}
    />
  )
}
