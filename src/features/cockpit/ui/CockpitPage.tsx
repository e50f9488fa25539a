import { Button, Select, Switch } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useListText, useLocale, useMessages } from '#web/i18n.tsx'
import { Count, Delta, Money, Ratio } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { PageHeader, Remark, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import { useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { showCockpit } from '../api.ts'
import { RiskDrawer } from './RiskDrawer.tsx'
import { type CockpitRow, cockpitColumns, isComparable, isLate } from './cockpit-columns.tsx'
import { cockpitMessages } from './messages.ts'
import { metricWords } from './metric-words.ts'
import './cockpit.css'

const currencies = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD']

/** All clients a person sees, by money at risk. */
export function CockpitPage(): ReactNode {
  const words = useMessages(cockpitMessages)
  const names = useMessages(metricWords)
  const listed = useListText()
  const { locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const currency = search.get('currency') ?? 'CNY'
  const [onlyRisk, setOnlyRisk] = useState(false)
  const [opened, setOpened] = useState<CockpitRow | null>(null)
  const may = useMay()
  const [everyMs, setEveryMs] = useState(60_000)
  const cockpit = useEndpoint(showCockpit, { query: { currency } }, { keepLast: true, everyMs })
  // What is being measured will be there in a moment.
  const waiting = cockpit.data?.rows.some((row) => row.outdated) === true
  if (everyMs !== (waiting ? 3_000 : 60_000)) setEveryMs(waiting ? 3_000 : 60_000)
  const all = useMemo(() => cockpit.data?.rows ?? [], [cockpit.data])
  const rows = useMemo(
    () => (onlyRisk ? all.filter((row) => Number(row.measured?.risk ?? 0) > 0) : all),
    [all, onlyRisk],
  )
  const shownIn = cockpit.data?.currency ?? currency
  const columns = useMemo(
    () => cockpitColumns({ words, names, locale, currency: shownIn, onRisk: setOpened }),
    [words, names, locale, shownIn],
  )
  const unconverted = [...new Set(all.flatMap((row) => row.measured?.unconverted ?? []))]
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          <label className="sw-filters sw-inline">
            <span className="sw-quiet">{words.currency}</span>
            <Select
              value={currency}
              aria-label={words.currency}
              options={currencies.map((one) => ({ value: one, label: one }))}
              onChange={(next: string) => setSearch({ currency: next }, { replace: true })}
              popupMatchSelectWidth={false}
            />
          </label>
        }
      />
      {all.some((row) => row.measured !== null) ? <Totals rows={all} currency={shownIn} /> : null}
      {unconverted.length === 0 ? null : (
        <Remark kind="warning" title={words.unconverted(listed(unconverted))} />
      )}
      <DataTable<CockpitRow>
        name="cockpit"
        label={words.title}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.clientId}
        sort={{ key: 'risk', order: 'descend' }}
        loading={cockpit.isPending}
        error={cockpit.data === undefined ? cockpit.error : null}
        retry={() => void cockpit.refetch()}
        exportName={words.title}
        tools={
          <label className="sw-inline">
            <Switch size="small" checked={onlyRisk} onChange={setOnlyRisk} /> {words.onlyAttention}
          </label>
        }
        empty={
          all.length > 0 ? undefined : (
            <Teach
              title={words.noClients}
              text={words.noClientsText}
              action={
                may('client.create') ? (
                  <Link to="/clients">
                    <Button type="primary">{words.newClient}</Button>
                  </Link>
                ) : null
              }
            />
          )
        }
      />
      {cockpit.data?.rateOn ? <p className="sw-quiet">{words.rateOn(cockpit.data.rateOn)}</p> : null}
      {opened === null ? null : (
        <RiskDrawer clientId={opened.clientId} name={opened.name} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

/** The sums over all clients, in the chosen currency. */
function Totals({ rows, currency }: { rows: readonly CockpitRow[]; currency: string }): ReactNode {
  const words = useMessages(cockpitMessages)
  const names = useMessages(metricWords)
  const { locale } = useLocale()
  const total = (pick: (row: CockpitRow) => string | null | undefined): number =>
    rows.reduce((sum, row) => sum + Number(pick(row) ?? 0), 0)
  const sales = total((row) => row.measured?.shown.sales)
  const comparable = total((row) => (isComparable(row) ? row.measured?.shown.sales : null))
  const before = total((row) => (isComparable(row) ? row.measured?.shown.salesBefore : null))
  const ads = total((row) => row.measured?.shown.adCost)
  const risky = rows.filter((row) => Number(row.measured?.risk ?? 0) > 0).length
  const late = rows.filter(isLate).length
  return (
    <KpiRow label={words.title}>
      <Kpi
        label={words.totalRisk}
        figure={
          <Money
            amount={total((row) => row.measured?.shown.risk).toFixed(2)}
            currency={currency}
            shape="whole"
          />
        }
      />
      <Kpi
        label={words.totalSales}
        figure={<Money amount={sales.toFixed(2)} currency={currency} shape="whole" />}
        deltas={[
          <span key="d">
            {words.overBefore} <Delta now={comparable} before={before === 0 ? null : before} better="up" />
          </span>,
        ]}
      />
      <Kpi
        label={words.totalAds}
        figure={<Money amount={ads.toFixed(2)} currency={currency} shape="whole" />}
        foot={
          <>
            {names.tacos[0]} <Ratio ratio={sales === 0 ? null : ads / sales} />
          </>
        }
      />
      <Kpi
        label={words.attention}
        figure={<Count count={risky} />}
        foot={words.attentionFoot(ratioText(rows.length === 0 ? 0 : risky / rows.length, locale, 0))}
      />
      <Kpi label={words.stale} figure={<Count count={late} />} foot={words.staleFoot} />
    </KpiRow>
  )
}
