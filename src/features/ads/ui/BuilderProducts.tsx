import { Form, Input } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import { Remark, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { showBuilderSources } from '../api/structure.ts'
import { builderMessages } from './builder-messages.ts'

export type Source = OutputOf<typeof showBuilderSources>['products'][number]

/** The products that campaigns are built for: ticked, or pasted as SKUs. */
export function BuilderProducts(props: {
  products: readonly Source[]
  currency: string
  picked: readonly string[]
  onPick: (skus: readonly string[]) => void
  pasted: string
  onPaste: (text: string) => void
}): ReactNode {
  const { products, currency, picked, pasted } = props
  const words = useMessages(builderMessages)
  const columns = useMemo(() => columnsOf(words, currency), [words, currency])
  const known = new Set(products.map((one) => one.sku))
  const unknown = pasted
    .split(/[\n,，;；]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !known.has(one))
  return (
    <>
      <DataTable<Source>
        name="ads-builder-products"
        label={words.products}
        rows={products}
        columns={columns}
        rowKey={(row) => row.sku}
        height={360}
        empty={<Teach title={words.noProducts} text={words.noProductsText} />}
        selection={{ keys: picked, choose: props.onPick, label: (row) => words.pick(row.sku) }}
      />
      <Form layout="vertical">
        <Form.Item label={words.paste} htmlFor="builder-skus">
          <Input.TextArea
            id="builder-skus"
            value={pasted}
            autoSize={{ minRows: 1, maxRows: 6 }}
            onChange={(event) => props.onPaste(event.target.value)}
          />
        </Form.Item>
      </Form>
      {unknown.length === 0 ? null : (
        <Remark kind="info" title={words.unknownSkus(unknown.slice(0, 6).join(', '))} />
      )}
    </>
  )
}

function columnsOf(words: (typeof builderMessages)['zh'], currency: string): readonly Column<Source>[] {
  return [
    { key: 'sku', title: 'SKU', value: (row) => row.sku, fixed: true, width: 150 },
    { key: 'asin', title: 'ASIN', value: (row) => row.asin, width: 120 },
    { key: 'title', title: words.title, value: (row) => row.title, width: 280 },
    {
      key: 'price',
      title: words.price,
      value: (row) => (row.price === null ? null : Number(row.price)),
      show: (row) => <Money amount={row.price} currency={currency} />,
      figure: true,
      width: 100,
    },
    {
      key: 'stock',
      title: words.stock,
      value: (row) => row.stock,
      show: (row) => <Count count={row.stock} />,
      figure: true,
      filter: 'range',
      width: 90,
    },
    {
      key: 'advertised',
      title: words.advertised,
      value: (row) => (row.advertised ? words.yes : words.no),
      filter: 'options',
      width: 100,
    },
    {
      key: 'conversion',
      title: words.conversion,
      value: (row) => (row.conversion === null ? null : Math.round(row.conversion * 1000) / 10),
      show: (row) => <Ratio ratio={row.conversion} />,
      figure: true,
      width: 100,
    },
    {
      key: 'terms',
      title: words.soldTerms,
      value: (row) => row.terms.length,
      show: (row) => <Count count={row.terms.length} />,
      figure: true,
      width: 100,
    },
  ]
}
