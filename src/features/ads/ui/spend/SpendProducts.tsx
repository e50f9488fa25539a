import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { readSpend } from '#features/ads/api/spend.ts'
import { ProductTag } from '../ProductTag.tsx'
import { newToBrandColumns } from '../brand-columns.tsx'
import { brandMessages } from '../brand-messages.ts'
import { type SpendWords, spendMessages } from './spend-messages.ts'

type Answer = OutputOf<typeof readSpend>
type Row = {
  readonly adProduct: string
  readonly figures: Answer['total']
  readonly clickSales: string | null
  readonly brandFigures: Answer['brands'][number]['figures'] | null
}

/** What each ad product cost and sold, and by which count; nothing where only Sponsored Products are advertised with. */
export function SpendProducts({ data }: { data: Answer }): ReactNode {
  const words = useMessages(spendMessages)
  const brandWords = useMessages(brandMessages)
  const columns = useMemo(
    () => [
      ...columnsOf(words, data.currency),
      ...newToBrandColumns<Row>(brandWords, data.currency, (row) => row.brandFigures),
    ],
    [words, brandWords, data.currency],
  )
  if (data.brands.length === 0) return null
  const rows: Row[] = [
    { adProduct: 'SP', figures: data.total, clickSales: data.total.sales, brandFigures: null },
    ...data.brands.map((one) => ({ ...one, clickSales: one.figures.clickSales, brandFigures: one.figures })),
  ]
  return (
    <Section title={words.byProduct}>
      <p className="sw-quiet">{words.byProductText}</p>
      <DataTable<Row>
        name="ads-spend-products"
        label={words.byProduct}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.adProduct}
        exportName="ad-spend-products"
        toolsFrom={20}
      />
    </Section>
  )
}

function columnsOf(words: SpendWords, currency: string): readonly Column<Row>[] {
  const count = (key: 'clicks' | 'orders'): Column<Row> => ({
    key,
    title: words[key],
    value: (row) => row.figures[key],
    show: (row) => <Count count={row.figures[key]} />,
    figure: true,
    width: 100,
  })
  const money = (key: string, title: string, of: (row: Row) => string | null): Column<Row> => ({
    key,
    title,
    value: (row) => (of(row) === null ? null : Number(of(row))),
    show: (row) => <Money amount={of(row)} currency={currency} />,
    figure: true,
    width: 130,
  })
  return [
    {
      key: 'product',
      title: words.adProduct,
      value: (row) => row.adProduct,
      show: (row) => (
        <>
          <ProductTag product={row.adProduct} /> {words.adProducts[row.adProduct]}
        </>
      ),
      fixed: true,
      width: 190,
    },
    money('spend', words.spend, (row) => row.figures.spend),
    count('clicks'),
    count('orders'),
    money('sales', words.attributed, (row) => row.figures.sales),
    {
      key: 'acos',
      title: words.acos,
      value: (row) => row.figures.acosRatio,
      show: (row) => <Ratio ratio={row.figures.acosRatio} />,
      figure: true,
      width: 90,
    },
    money('clickSales', words.clickSales, (row) => row.clickSales),
    { key: 'counted', title: words.counted, value: (row) => words.counts[row.adProduct] ?? null, width: 220 },
  ]
}
