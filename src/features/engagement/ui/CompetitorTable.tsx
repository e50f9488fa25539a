import { Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { TableRow } from '#features/diagnosis/rules/diagnosis.ts'
import { RowsDrawer } from '#features/diagnosis/ui/RowsDrawer.tsx'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import { Absent, Count, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Competitors } from '../api/competitors.ts'
import { competitorMessages } from './competitor-messages.ts'

type Line = Competitors['lines'][number]
type Words = typeof competitorMessages.zh

/** Every product of both sides; opened, its keywords and where each figure is from. */
export function CompetitorTable(props: { clientId: string; lines: readonly Line[] }): ReactNode {
  const words = useMessages(competitorMessages)
  const columns = useMemo(() => columnsOf(words), [words])
  const [opened, setOpened] = useState<{ rows: TableRow; title: string } | null>(null)
  return (
    <Section title={words.table}>
      <DataTable<Line>
        name="competitors"
        label={words.table}
        rows={props.lines}
        columns={columns}
        rowKey={(row) => `${row.marketplace} ${row.asin}`}
        exportName="competitors"
        expand={(row) => (
          <LineDetail
            line={row}
            openRows={() =>
              setOpened({
                rows: { cells: [row.asin], rows: row.refs.length, refs: row.refs },
                title: row.title ?? row.asin,
              })
            }
          />
        )}
      />
      <RowsDrawer clientId={props.clientId} opened={opened} onClose={() => setOpened(null)} />
    </Section>
  )
}

function columnsOf(words: Words): readonly Column<Line>[] {
  const figure = (key: 'reviews' | 'rank' | 'images', title: string): Column<Line> => ({
    key,
    title,
    value: (row) => row[key],
    show: (row) => <Count count={row[key]} />,
    figure: true,
    filter: 'range',
    width: 100,
  })
  return [
    {
      key: 'product',
      title: words.product,
      fixed: true,
      width: 260,
      value: (row) => `${row.asin} ${row.title ?? ''}`,
      show: (row) => <Product line={row} />,
    },
    {
      key: 'side',
      title: words.side,
      filter: 'options',
      value: (row) => (row.own ? words.own : words.rival),
      show: (row) => (
        <Tag color={row.own ? 'processing' : 'default'}>{row.own ? words.own : words.rival}</Tag>
      ),
      width: 90,
    },
    {
      key: 'market',
      title: words.market,
      filter: 'options',
      value: (row) => row.marketplace,
      show: (row) => <Market code={row.marketplace} />,
      width: 110,
    },
    { key: 'brand', title: words.brand, filter: 'options', value: (row) => row.brand, width: 120 },
    {
      key: 'price',
      title: words.price,
      value: (row) => (row.price === null ? null : Number(row.price)),
      show: (row) => <Money amount={row.price} currency={row.currency} />,
      figure: true,
      filter: 'range',
      width: 110,
    },
    {
      key: 'priceGap',
      title: words.priceGap,
      help: words.priceGapHelp,
      value: (row) => row.priceGapRatio,
      show: (row) => <Ratio ratio={row.priceGapRatio} places={0} />,
      figure: true,
      width: 100,
    },
    {
      key: 'rating',
      title: words.rating,
      value: (row) => row.ratingStars,
      show: (row) => <Plain value={row.ratingStars} places={1} />,
      figure: true,
      filter: 'range',
      width: 90,
    },
    figure('reviews', words.reviews),
    figure('rank', words.rank),
    figure('images', words.images),
    {
      key: 'overlap',
      title: words.overlap,
      help: words.overlapHelp,
      value: (row) => row.overlapRatio,
      show: (row) => <Ratio ratio={row.overlapRatio} places={0} />,
      figure: true,
      width: 120,
    },
    {
      key: 'gaps',
      title: words.gaps,
      help: words.gapsHelp,
      value: (row) => (row.overlapRatio === null ? null : row.gaps.length),
      figure: true,
      width: 80,
    },
    { key: 'source', title: words.source, value: (row) => sourceOf(row, words), width: 200 },
  ]
}

function sourceOf(row: Line, words: Words): string {
  const sheet = row.place === null ? [] : [words.sheetRow(row.place.fileName, row.place.line)]
  return [...sheet, ...(row.priceSource === 'sales' ? [words.fromSales] : [])].join(' · ')
}

function Product({ line }: { line: Line }): ReactNode {
  const domain = findMarketplace(line.marketplace)?.domain
  return (
    <span>
      {domain === undefined ? (
        line.asin
      ) : (
        <a href={`https://www.${domain}/dp/${line.asin}`} target="_blank" rel="noreferrer noopener">
          {line.asin}
        </a>
      )}{' '}
      <span className="sw-quiet">{line.title}</span>
    </span>
  )
}

function LineDetail({ line, openRows }: { line: Line; openRows: () => void }): ReactNode {
  const words = useMessages(competitorMessages)
  const list = (title: string, keywords: readonly string[]): ReactNode => (
    <>
      <h4>
        {title} {keywords.length}
      </h4>
      <div className="sw-keywords">
        {keywords.length === 0 ? <Absent /> : keywords.map((one) => <Tag key={one}>{one}</Tag>)}
      </div>
    </>
  )
  return (
    <div>
      <p>
        {words.source}: {sourceOf(line, words) || words.fromSales}{' '}
        {line.refs.length === 0 ? null : (
          <button type="button" className="sw-link-figure" onClick={openRows}>
            {words.fromSales}
          </button>
        )}
      </p>
      {line.own || line.overlapRatio === null ? null : (
        <>
          {list(words.shared, line.shared)}
          {list(words.onlyTheirs, line.gaps)}
        </>
      )}
    </div>
  )
}
