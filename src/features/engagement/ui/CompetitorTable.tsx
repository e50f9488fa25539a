import { Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { TableRow } from '#features/diagnosis/rules/diagnosis.ts'
import { RowsDrawer } from '#features/diagnosis/ui/RowsDrawer.tsx'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money, Plain, Ratio } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Competitors } from '../api/competitors.ts'
import type { CellField } from '../rules/competitor-product.ts'
import { CompetitorDetail } from './CompetitorDetail.tsx'
import { competitorMessages } from './competitor-messages.ts'
import { competitorWatchMessages } from './competitor-watch-messages.ts'

export type Line = Competitors['lines'][number]
type Words = typeof competitorMessages.zh & { more: typeof competitorWatchMessages.zh }

/** Every product of both sides, each cell with its source and day; opened, its page, its keywords and how its price went. */
export function CompetitorTable(props: { clientId: string; lines: readonly Line[] }): ReactNode {
  const words = useMessages(competitorMessages)
  const more = useMessages(competitorWatchMessages)
  const columns = useMemo(() => columnsOf({ ...words, more }), [words, more])
  const [opened, setOpened] = useState<{ rows: TableRow; title: string } | null>(null)
  return (
    <Section title={words.table} extra={<span className="sw-quiet">{more.noReviews}</span>}>
      <DataTable<Line>
        name="competitors"
        label={words.table}
        rows={props.lines}
        columns={columns}
        rowKey={(row) => `${row.marketplace} ${row.asin}`}
        exportName="competitors"
        expand={(row) => (
          <CompetitorDetail
            clientId={props.clientId}
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

/** A cell's value with where it is from and as of when below it. */
function Sourced(props: { line: Line; field: CellField; children: ReactNode }): ReactNode {
  const more = useMessages(competitorWatchMessages)
  const origin = props.line.origins.find((one) => one.field === props.field)
  return (
    <span className="sw-sourced">
      {props.children}
      {origin === undefined ? null : (
        <span className="sw-quiet sw-cell-source">
          {more.sources[origin.source]} {origin.asOf.slice(5, 10)}
        </span>
      )}
    </span>
  )
}

function columnsOf(words: Words): readonly Column<Line>[] {
  const figure = (
    field: CellField,
    title: string,
    value: (row: Line) => number | null,
    help?: string,
  ): Column<Line> => ({
    key: field,
    title,
    ...(help === undefined ? {} : { help }),
    value,
    show: (row) => (
      <Sourced line={row} field={field}>
        <Count count={value(row)} />
      </Sourced>
    ),
    figure: true,
    filter: 'range',
    width: 110,
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
      show: (row) => (
        <Sourced line={row} field="price">
          <Money amount={row.price} currency={row.currency} />
        </Sourced>
      ),
      figure: true,
      filter: 'range',
      width: 120,
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
    figure('offers', words.more.offers, (row) => row.offers, words.more.offersHelp),
    figure('rank', words.rank, (row) => row.rank),
    figure('images', words.images, (row) => row.images),
    figure('bullets', words.more.bullets, (row) => row.bullets?.length ?? null),
    {
      key: 'category',
      title: words.more.category,
      filter: 'options',
      value: (row) => row.category,
      width: 150,
    },
    {
      key: 'rating',
      title: words.rating,
      value: (row) => row.ratingStars,
      show: (row) => (
        <Sourced line={row} field="rating">
          <Plain value={row.ratingStars} places={1} />
        </Sourced>
      ),
      figure: true,
      filter: 'range',
      width: 100,
    },
    figure('reviews', words.reviews, (row) => row.reviews),
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
    { key: 'source', title: words.source, value: (row) => sourceOf(row, words), width: 220 },
  ]
}

/** The row's sources in words, for search and export. */
function sourceOf(row: Line, words: Words): string {
  const listed = row.place === null ? [] : [words.sheetRow(row.place.fileName, row.place.line)]
  const others = [...new Set(row.origins.map((one) => one.source))].filter((one) => one !== 'sheet')
  return [...listed, ...others.map((one) => words.more.sources[one])].join(' · ')
}

function Product({ line }: { line: Line }): ReactNode {
  const more = useMessages(competitorWatchMessages)
  const domain = findMarketplace(line.marketplace)?.domain
  const unread = line.watchId !== null && line.origins.length === 0 && !line.gone
  return (
    <span>
      {domain === undefined ? (
        line.asin
      ) : (
        <a href={`https://www.${domain}/dp/${line.asin}`} target="_blank" rel="noreferrer noopener">
          {line.asin}
        </a>
      )}{' '}
      {line.gone ? <Tag color="warning">{more.gone}</Tag> : null}
      {unread ? <Tag>{more.notRead}</Tag> : null}
      <span className="sw-quiet">{line.title}</span>
    </span>
  )
}
