import { App, Button, Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Count, DayText, Money, Ratio } from '#web/kit/figures.tsx'
import type { Span } from '#web/kit/period.ts'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column, Sort } from '#web/kit/table/columns.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { useEndpoint } from '#web/query.ts'
import { type SpendCut, spendCuts, spendSorts } from '#features/ads/rules/spend.ts'
import { downloadSpend, listSpend } from '#features/ads/api/spend.ts'
import { ProductTag } from '../ProductTag.tsx'
import type { Place } from '../asking.ts'
import { Pages, useServed } from '../served.tsx'
import '../terms/terms.css'
import { type SpendWords, spendMessages } from './spend-messages.ts'

type Row = OutputOf<typeof listSpend>['rows'][number]
type Props = { clientId: string; place: Place; span: Span }

/** Every line of spend, cut as one likes. */
export function SpendLines(props: Props): ReactNode {
  const words = useMessages(spendMessages)
  const [cut, setCut] = useState<SpendCut>('campaign')
  return (
    <Section title={words.lines} extra={<Exports {...props} cut={cut} />}>
      <div className="sw-term-states">
        <Segmented
          size="small"
          aria-label={words.cut}
          value={cut}
          options={spendCuts.map((value) => ({ value, label: words.cuts[value] }))}
          onChange={setCut}
        />
      </div>
      <Lines key={cut} {...props} cut={cut} />
    </Section>
  )
}

/** Saves every line of a cut, not only the page shown. */
function useSave({ clientId, place, span, cut }: Props & { cut: SpendCut }) {
  const { locale } = useLocale()
  const refusal = useRefusalWords()
  const { notification } = App.useApp()
  const [busy, setBusy] = useState(false)
  const { storeId, marketplace } = place
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    setBusy(true)
    const lang = locale === 'en' ? 'en' : 'zh'
    const query = { storeId, marketplace, ...span, cut, format, lang } as const
    await download(downloadSpend, { params: { clientId }, query }).catch((error: unknown) => {
      const { says, remedy } = refusal(error)
      notification.error({ title: says, description: remedy, role: 'alert' })
    })
    setBusy(false)
  }
  return { busy, save }
}

function Exports(props: Props & { cut: SpendCut }): ReactNode {
  const words = useMessages(spendMessages)
  const { busy, save } = useSave(props)
  return (
    <span className="sw-actions">
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          title={words.exporting}
          disabled={busy}
          onClick={() => void save(format)}
        >
          {words[format]}
        </Button>
      ))}
    </span>
  )
}

const firstSort = (cut: SpendCut): Sort =>
  cut === 'day' || cut === 'campaign_day'
    ? { key: 'day', order: 'descend' }
    : { key: 'spend', order: 'descend' }

function Lines(props: Props & { cut: SpendCut }): ReactNode {
  const { clientId, place, span, cut } = props
  const { save } = useSave(props)
  const words = useMessages(spendMessages)
  const { currency, storeId, marketplace } = place
  const columns = useMemo(
    () => columnsOf(cut, words, currency, clientId, place),
    [cut, words, currency, clientId, place],
  )
  const served = useServed<Row>(
    `ads-spend-${cut}`,
    columns,
    firstSort(cut),
    JSON.stringify([span, storeId, marketplace]),
  )
  const { search, order, offset, limit } = served.query
  const sort = spendSorts.find((one) => one === served.query.sort) ?? 'spend'
  const query = { storeId, marketplace, ...span, cut, search, sort, order, offset, limit }
  const asked = useEndpoint(listSpend, { params: { clientId }, query }, { keepLast: true })
  const data = asked.data
  return (
    <>
      <DataTable<Row>
        name={`ads-spend-${cut}`}
        label={words.lines}
        rows={data?.rows ?? []}
        columns={columns}
        rowKey={(row) =>
          [row.adProduct, row.day, row.campaignId ?? row.campaign, row.item, row.sku].join(' ')
        }
        served={{ control: served.control, total: data?.total ?? 0 }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        onExport={() => void save('csv')}
        {...(data !== undefined && data.report === null && data.total === 0
          ? { empty: <Teach title={words.noReport} text={words.noReportText} /> }
          : {})}
      />
      <Pages served={served} total={data?.total ?? 0} />
    </>
  )
}

function columnsOf(
  cut: SpendCut,
  words: SpendWords,
  currency: string,
  clientId: string,
  place: Place,
): readonly Column<Row>[] {
  const day: Column<Row> = {
    key: 'day',
    title: words.day,
    value: (row) => row.day,
    show: (row) => <DayText day={row.day} />,
    width: 110,
    fixed: true,
  }
  const campaign: Column<Row> = {
    key: 'campaign',
    title: words.campaign,
    value: (row) => row.campaign,
    show: (row) =>
      row.campaignId === null ? (
        (row.campaign ?? '—')
      ) : (
        <Link
          className="sw-ad-name"
          to={`/clients/${clientId}/ads?store=${place.storeId}&market=${place.marketplace}&campaign=${row.campaignId}${row.adProduct === 'SP' ? '' : `&product=${row.adProduct}`}`}
        >
          {row.campaign}
        </Link>
      ),
    width: 260,
    fixed: cut !== 'campaign_day',
  }
  const product: Column<Row> = {
    key: 'item',
    title: words.product,
    value: (row) => `${row.sku ?? ''} ${row.item ?? ''}`.trim(),
    show: (row) => (
      <span className="sw-term-where">
        <span>{row.sku ?? row.item}</span>
        <span className="sw-quiet">{row.sku === null ? '' : row.item}</span>
      </span>
    ),
    width: 220,
    fixed: true,
  }
  const placement: Column<Row> = {
    key: 'item',
    title: words.placement,
    value: (row) => words.placements[row.item ?? ''] ?? row.item,
    width: 130,
  }
  const adProduct: Column<Row> = {
    key: 'adProduct',
    title: words.adProduct,
    value: (row) => row.adProduct,
    show: (row) => <ProductTag product={row.adProduct} />,
    unsorted: true,
    width: 90,
  }
  const names: Readonly<Record<SpendCut, Column<Row>[]>> = {
    campaign: [campaign, adProduct],
    campaign_day: [day, campaign, adProduct],
    day: [day, adProduct],
    product: [product],
    placement: [campaign, adProduct, placement],
  }
  return [...names[cut], ...figures(words, currency), ...(cut === 'campaign' ? left(words, currency) : [])]
}

function figures(words: SpendWords, currency: string): Column<Row>[] {
  const count = (key: 'impressions' | 'clicks' | 'orders'): Column<Row> => ({
    key,
    title: words[key],
    value: (row) => row.figures[key],
    show: (row) => <Count count={row.figures[key]} />,
    figure: true,
    width: 100,
  })
  const money = (key: 'spend' | 'sales'): Column<Row> => ({
    key,
    title: words[key],
    value: (row) => Number(row.figures[key]),
    show: (row) => <Money amount={row.figures[key]} currency={currency} />,
    figure: true,
    width: 120,
  })
  return [
    money('spend'),
    count('impressions'),
    count('clicks'),
    count('orders'),
    { ...money('sales'), title: words.attributed, help: words.byProductText },
    {
      key: 'acos',
      title: words.acos,
      value: (row) => row.figures.acosRatio,
      show: (row) => <Ratio ratio={row.figures.acosRatio} />,
      figure: true,
      width: 90,
    },
  ]
}

function left(words: SpendWords, currency: string): Column<Row>[] {
  const column = (key: 'termsLeft' | 'targetingLeft', hidden: boolean): Column<Row> => ({
    key,
    title: words[key],
    ...(key === 'termsLeft' ? { help: words.termsLeftHelp } : {}),
    value: (row) => (row[key] === null ? null : Number(row[key])),
    show: (row) => <Money amount={row[key]} currency={currency} />,
    figure: true,
    unsorted: true,
    width: 120,
    ...(hidden ? { hidden } : {}),
  })
  return [column('termsLeft', false), column('targetingLeft', true)]
}
