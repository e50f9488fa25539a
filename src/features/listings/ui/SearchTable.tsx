import { Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Absent, Count, Delta, Ratio } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Locale } from '#web/words.ts'
import type { showSearches } from '../api.ts'
import { shareOf } from '../rules/searches.ts'
import { searchMessages } from './search-messages.ts'

type Line = OutputOf<typeof showSearches>['lines'][number]
type Words = typeof searchMessages.zh
type Funnel = NonNullable<Line['now']>

export const steps = ['impressions', 'clicks', 'cartAdds', 'purchases'] as const
type Step = (typeof steps)[number]

/** Queries of a week, each beside the week before. */
export function SearchTable(props: {
  lines: readonly Line[]
  exportName: string
  onOpen: (query: string) => void
}): ReactNode {
  const words = useMessages(searchMessages)
  const { locale } = useLocale()
  const columns = useMemo(() => columnsOf(words, locale), [words, locale])
  return (
    <DataTable<Line>
      name="searches"
      label={words.table}
      rows={props.lines}
      columns={columns}
      rowKey={(line) => line.query}
      // Of all that shoppers search, what brings them here comes first.
      sort={{ key: 'clicks', order: 'descend' }}
      exportName={props.exportName}
      onOpen={(line) => line.now !== null && props.onOpen(line.query)}
    />
  )
}

function columnsOf(words: Words, locale: Locale): Column<Line>[] {
  return [
    { key: 'query', title: words.query, value: (line) => line.query, width: 220, fixed: true },
    {
      key: 'volume',
      title: words.volume,
      help: words.volumeHelp,
      value: (line) => line.now?.volume ?? null,
      show: (line) => <Count count={line.now?.volume ?? null} />,
      figure: true,
      filter: 'range',
      width: 100,
    },
    {
      key: 'volumeChange',
      title: words.volumeChange,
      help: words.volumeChangeHelp,
      value: ({ now, before }) =>
        now === null || before === null || before.volume === 0
          ? null
          : (now.volume - before.volume) / before.volume,
      show: ({ now, before }) => (
        <Delta now={now?.volume ?? null} before={before?.volume ?? null} better="neither" />
      ),
      figure: true,
      width: 110,
    },
    {
      key: 'rank',
      title: words.rank,
      help: words.rankHelp,
      value: (line) => line.rank,
      show: (line) => <Count count={line.rank} />,
      figure: true,
      filter: 'range',
      width: 110,
    },
    {
      key: 'rankChange',
      title: words.rankChange,
      help: words.changeHelp,
      value: ({ rank, rankBefore }) => (rank === null || rankBefore === null ? null : rankBefore - rank),
      show: (line) => <RankChange line={line} words={words} />,
      figure: true,
      hidden: true,
      width: 110,
    },
    ...steps.flatMap((step) => stepColumns(step, words)),
    {
      key: 'products',
      title: words.products,
      help: words.productsHelp,
      value: (line) => line.products,
      figure: true,
      hidden: true,
      width: 90,
    },
    {
      key: 'top',
      title: words.top,
      help: words.topHelp,
      value: ({ top }) => (top.length === 0 ? null : top.map((one) => one.asin).join(' ')),
      show: (line) => <Top line={line} words={words} locale={locale} />,
      unsorted: true,
      width: 260,
    },
  ]
}

function stepColumns(step: Step, words: Words): Column<Line>[] {
  const name = words.step[step]
  const share = (funnel: Funnel | null): number | null => (funnel === null ? null : shareOf(funnel[step]))
  const change = (line: Line): number | null => {
    const [now, before] = [share(line.now), share(line.before)]
    return now === null || before === null ? null : now - before
  }
  return [
    {
      key: step,
      title: words.own(name),
      value: (line) => line.now?.[step].own ?? null,
      show: (line) => <Count count={line.now?.[step].own ?? null} />,
      figure: true,
      filter: 'range',
      width: 100,
    },
    {
      key: `${step}Total`,
      title: words.total(name),
      value: (line) => line.now?.[step].total ?? null,
      show: (line) => <Count count={line.now?.[step].total ?? null} />,
      figure: true,
      hidden: true,
      width: 100,
    },
    {
      key: `${step}Share`,
      title: words.share(name),
      help: words.shareHelp,
      value: (line) => share(line.now),
      show: (line) => <Ratio ratio={share(line.now)} />,
      figure: true,
      filter: 'range',
      width: 100,
    },
    {
      key: `${step}Change`,
      title: words.change(name),
      help: words.changeHelp,
      value: change,
      show: (line) => <Delta now={share(line.now)} before={share(line.before)} better="up" kind="points" />,
      figure: true,
      hidden: step === 'impressions' || step === 'cartAdds',
      width: 120,
    },
  ]
}

function RankChange({ line, words }: { line: Line; words: Words }): ReactNode {
  const { rank, rankBefore } = line
  if (rank === null || rankBefore === null) return <Absent />
  const up = rankBefore - rank
  return (
    <span className="sw-figure">
      {up === 0 ? words.same : up > 0 ? words.rankUp(up) : words.rankDown(-up)}
    </span>
  )
}

function Top({ line, words, locale }: { line: Line; words: Words; locale: Locale }): ReactNode {
  if (line.top.length === 0) return <Absent />
  return (
    <div className="sw-tags">
      {line.top.map(({ asin, title, clickShare, isOwn }) => (
        <Tooltip
          key={asin}
          title={[title, clickShare === null ? null : words.clickShare(ratioText(clickShare, locale))]
            .filter((one) => one !== null)
            .join(' · ')}
        >
          <Tag color={isOwn ? 'success' : 'default'}>{isOwn ? `${words.ownTag} ${asin}` : asin}</Tag>
        </Tooltip>
      ))}
    </div>
  )
}
