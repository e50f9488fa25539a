import { Button, Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Absent, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { CostCell } from './CostCell.tsx'
import { type MarginLine, type SkuLine, useEditing } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Words = typeof costMessages.zh

/** What a SKU lacks, by code of words.missingWords; empty when nothing. */
export function lacks(row: SkuLine): string[] {
  const { cost, margins } = row
  const found: string[] = []
  if (cost === null || cost.goods === null) found.push('no_cost')
  else if (!cost.complete) found.push('part')
  if (cost === null || cost.leadDays === null) found.push('lead')
  if (margins.some((line) => line.gap === 'no_rate')) found.push('no_rate')
  if (margins.every((line) => line.gap === 'no_units')) found.push('no_units')
  if (
    margins.some((line) => line.ratio !== null && line.targetRatio !== null && line.ratio < line.targetRatio)
  )
    found.push('below')
  return found
}

/** Every SKU with its costs, each a field when clicked; what it leaves; how long it takes; what is missing. */
export function CostTable(props: { rows: readonly SkuLine[]; empty: ReactNode }): ReactNode {
  const words = useMessages(costMessages)
  const { open } = useEditing()
  const columns = useMemo(() => columnsOf(words, open), [words, open])
  return (
    <DataTable<SkuLine>
      name="sku-costs"
      label={words.title}
      rows={props.rows}
      columns={columns}
      rowKey={(row) => row.sku}
      sort={{ key: 'sku', order: 'ascend' }}
      exportName="sku-costs"
      empty={props.empty}
    />
  )
}

function columnsOf(words: Words, open: (sku: string) => void): readonly Column<SkuLine>[] {
  const amount = (key: 'goods' | 'freight' | 'duty'): readonly Column<SkuLine>[] => [
    {
      key,
      title: words[key],
      value: (row) => {
        const held = row.cost?.[key] ?? null
        return held === null ? null : Number(held.amount)
      },
      show: (row) => <CostCell row={row} field={key} />,
      figure: true,
      filter: 'range',
      width: 150,
    },
    // An amount in a file says its currency.
    {
      key: `${key}Currency`,
      title: `${words[key]} · ${words.currency}`,
      value: (row) => row.cost?.[key]?.currency ?? null,
      filter: 'options',
      hidden: true,
      width: 90,
    },
  ]
  const count = (
    key: 'productionDays' | 'transportDays' | 'receivingDays' | 'moq' | 'cartonQuantity',
  ): Column<SkuLine> => ({
    key,
    title: words[key],
    value: (row) => row.cost?.[key] ?? null,
    show: (row) => <CostCell row={row} field={key} />,
    figure: true,
    width: 110,
  })
  return [
    {
      key: 'sku',
      title: words.sku,
      value: (row) => row.sku,
      show: (row) => (
        <Button type="link" size="small" className="sw-cost-sku" onClick={() => open(row.sku)}>
          {row.sku}
        </Button>
      ),
      width: 170,
      fixed: true,
    },
    {
      key: 'product',
      title: words.product,
      value: (row) => [row.title, row.asin].filter(Boolean).join(' · ') || null,
      show: (row) =>
        row.title === null && row.asin === null ? (
          <Absent />
        ) : (
          <span className="sw-cost-product" title={row.title ?? ''}>
            {row.title ?? row.asin}
          </span>
        ),
      width: 220,
    },
    {
      key: 'margin',
      title: words.margin,
      help: words.marginHelp,
      value: (row) => row.margins[0]?.ratio ?? null,
      show: (row) => <Margins lines={row.margins} />,
      figure: true,
      filter: 'range',
      width: 250,
    },
    {
      key: 'missing',
      title: words.missing,
      value: (row) =>
        lacks(row)
          .map((code) => words.missingWords[code])
          .join(' · ') || words.complete,
      show: (row) => <Lacking codes={lacks(row)} />,
      filter: 'options',
      width: 200,
    },
    ...amount('goods'),
    ...amount('freight'),
    ...amount('duty'),
    {
      key: 'lead',
      title: words.leadDays,
      help: words.leadHelp,
      value: (row) => row.cost?.leadDays ?? null,
      show: (row) => <Plain value={row.cost?.leadDays ?? null} places={0} />,
      figure: true,
      filter: 'range',
      width: 110,
    },
    count('productionDays'),
    count('transportDays'),
    count('receivingDays'),
    count('moq'),
    count('cartonQuantity'),
  ]
}

function Lacking({ codes }: { codes: readonly string[] }): ReactNode {
  const words = useMessages(costMessages)
  if (codes.length === 0) return <Tag color="success">{words.complete}</Tag>
  return (
    <span className="sw-cost-tags">
      {codes.map((code) => (
        <Tag key={code} color={code === 'no_cost' || code === 'below' ? 'warning' : 'default'}>
          {words.missingWords[code]}
        </Tag>
      ))}
    </span>
  )
}

function Margins({ lines }: { lines: readonly MarginLine[] }): ReactNode {
  const words = useMessages(costMessages)
  const known = lines.filter((line) => line.ratio !== null)
  if (known.length === 0) {
    const gap = lines[0]?.gap ?? 'no_units'
    return <Absent why={words.gaps[gap] ?? gap} />
  }
  return (
    <span className="sw-cost-margins">
      {known.map((line) => (
        <span key={`${line.storeId} ${line.marketplace} ${line.currency}`}>
          {lines.length > 1 ? <Market code={line.marketplace} /> : null} <Ratio ratio={line.ratio} />{' '}
          <Money amount={line.margin} currency={line.currency} /> <Sure line={line} />
        </span>
      ))}
    </span>
  )
}

/** How sure a margin is; nothing where it is sure. */
export function Sure({ line }: { line: MarginLine }): ReactNode {
  const words = useMessages(costMessages)
  if (line.sureness === null || line.sureness === 'high') return null
  return (
    <Tooltip title={words.surenessHelp[line.sureness]}>
      <Tag variant="filled" color={line.sureness === 'low' ? 'warning' : 'default'}>
        {words.sureness[line.sureness]}
      </Tag>
    </Tooltip>
  )
}
