import { App, Button, Form, Select, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Count, Ratio } from '#web/kit/figures.tsx'
import { instantText, moneyText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { termClasses } from '#features/ads/rules/search-terms/classes.ts'
import { readTermClasses, setBrandWords } from '#features/ads/api/terms.ts'
import { brandMessages } from './brand-messages.ts'
import type { TabProps } from './shared.ts'
import { soldColumns } from './term-columns.tsx'
import { type TermWords, termMessages } from './term-messages.ts'
import { ContextNote } from './term-settings.tsx'

type Answer = OutputOf<typeof readTermClasses>
type Row = Answer['classes'][number]

/** Whose name shoppers typed: spend by class, by week, and the brand words it rests on. */
export function ClassesTab({ clientId, place, judged, onAsk }: TabProps): ReactNode {
  const words = useMessages(termMessages)
  const brand = useMessages(brandMessages)
  const { locale } = useLocale()
  const { currency } = place
  const asked = useEndpoint(readTermClasses, { params: { clientId }, query: judged }, { keepLast: true })
  const { data } = asked
  const model = useMemo(
    () => (data === undefined ? null : weeksModel(data, words, currency, locale)),
    [data, words, currency, locale],
  )
  const columns = useMemo(() => {
    const whole = (data?.classes ?? []).reduce((sum, one) => sum + Number(one.figures.spend), 0)
    return columnsOf(words, brand, currency, whole)
  }, [data, words, brand, currency])
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  return (
    <>
      <Section title={brand.classTable}>
        <ContextNote context={data.context} clientId={clientId} />
        <DataTable<Row>
          name="ads-term-classes"
          label={brand.classTable}
          rows={data.classes}
          columns={columns}
          rowKey={(row) => row.termClass}
          toolsFrom={20}
        />
      </Section>
      {model === null || model.labels.length < 2 ? null : (
        <Section title={brand.trend}>
          <Chart kind="series" title={brand.trend} model={model} />
          <p className="sw-quiet">{brand.trendNote}</p>
        </Section>
      )}
      <Section title={brand.brandTitle}>
        <Brands
          key={JSON.stringify(data.brands)}
          brands={data.brands}
          clientId={clientId}
          storeId={place.storeId}
          may={onAsk !== undefined}
        />
      </Section>
    </>
  )
}

function Brands(props: {
  brands: Answer['brands']
  clientId: string
  storeId: string
  may: boolean
}): ReactNode {
  const { brands } = props
  const words = useMessages(brandMessages)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const act = useAct(setBrandWords, { onDone: () => void message.success(words.brandSaved) })
  const origin =
    brands.setBy !== null && brands.setAt !== null
      ? words.brandSetBy(brands.setBy, instantText(brands.setAt, undefined, locale))
      : words.brandFrom[brands.from]
  if (!props.may)
    return (
      <>
        <p className="sw-quiet">{origin}</p>
        <p>
          {[...brands.own, ...brands.rival].map((one) => (
            <Tag key={one}>{one}</Tag>
          ))}
        </p>
      </>
    )
  return (
    <Form<{ own: string[]; rival: string[] }>
      name="brand-words"
      layout="vertical"
      requiredMark={false}
      initialValues={{ own: brands.own, rival: brands.rival }}
      onFinish={({ own, rival }) =>
        act.mutate({ params: { clientId: props.clientId }, body: { storeId: props.storeId, own, rival } })
      }
    >
      <p className="sw-quiet">{origin}</p>
      <Form.Item name="own" label={words.brandOwn} extra={words.brandOwnHelp}>
        <Select mode="tags" open={false} suffixIcon={null} placeholder={words.brandHint} maxCount={50} />
      </Form.Item>
      <Form.Item name="rival" label={words.brandRival}>
        <Select mode="tags" open={false} suffixIcon={null} placeholder={words.brandHint} maxCount={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {words.brandSave}
      </Button>
    </Form>
  )
}

function weeksModel(data: Answer, words: TermWords, currency: string, locale: Locale): ChartModel {
  const labels = [...new Set(data.weeks.map((one) => one.week))]
  const byKey = new Map(data.weeks.map((one) => [`${one.week} ${one.termClass}`, one]))
  const shown = termClasses.filter((one) => data.weeks.some((week) => week.termClass === one))
  return {
    labels,
    series: shown.map((one) => ({
      name: words.classes[one] ?? one,
      values: labels.map((week) => Number(byKey.get(`${week} ${one}`)?.spend ?? 0)),
      text: (value) => moneyText(value, currency, locale, 'compact'),
    })),
  }
}

function columnsOf(
  words: TermWords,
  brand: (typeof brandMessages)['zh'],
  currency: string,
  whole: number,
): readonly Column<Row>[] {
  const share = (row: Row): number | null => (whole === 0 ? null : Number(row.figures.spend) / whole)
  return [
    {
      key: 'class',
      title: words.class,
      value: (row) => words.classes[row.termClass] ?? row.termClass,
      fixed: true,
      width: 140,
    },
    {
      key: 'terms',
      title: brand.terms,
      value: (row) => row.terms,
      show: (row) => <Count count={row.terms} />,
      figure: true,
      width: 90,
    },
    {
      key: 'share',
      title: brand.share,
      value: share,
      show: (row) => <Ratio ratio={share(row)} />,
      figure: true,
      width: 100,
    },
    ...soldColumns<Row>(words, currency),
  ]
}
