import { Segmented, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { type Day, addMonths, dayNumber, daysBetween, monthStart } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { readCoverage } from '../api/imports.ts'
import { type Span, gapsWithin } from '../rules/cover.ts'
import type { Store } from './DropPanel.tsx'
import { typeText } from './finding-words.ts'
import { importMessages } from './messages.ts'

type Entry = OutputOf<typeof readCoverage>['entries'][number]
type Track = { key: string; name: string; place: string; entries: Entry[] }

/** Kinds of data whose days should follow each other without gaps; snapshots and spans are shown, not counted. */
const continuous = new Set([
  'money_line',
  'sales_day',
  'ads',
  'brand_ads',
  'order_line',
  'return_line',
  'reimbursement',
])

/** Which days each kind of data covers, with the gaps. */
export function CoveragePanel(props: { clientId: string; stores: readonly Store[] }): ReactNode {
  const words = useMessages(importMessages)
  const [months, setMonths] = useState(13)
  const asked = useEndpoint(readCoverage, { params: { clientId: props.clientId }, query: {} })
  const entries = useMemo(() => asked.data?.entries ?? [], [asked.data])
  const { locale } = useLocale()
  const tracks = useMemo(
    () => tracksOf(entries, props.stores, (entry) => nameOf(entry, words.datasets, locale)),
    [entries, props.stores, words, locale],
  )
  if (asked.error !== null) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  if (asked.data === undefined) return <PageSkeleton />
  if (entries.length === 0) return <p className="sw-quiet">{words.coverageEmpty}</p>
  const last = entries.map((entry) => entry.to).reduce((a, b) => (a > b ? a : b))
  const range = { from: addMonths(monthStart(last), 1 - months), to: last }
  return (
    <Section
      title={words.coverageTitle}
      extra={
        <Segmented
          aria-label={words.range}
          value={months}
          options={[3, 13, 25].map((n) => ({ value: n, label: words.months(n) }))}
          onChange={setMonths}
        />
      }
    >
      <p className="sw-quiet">{words.coverageAbout}</p>
      <div style={{ overflowX: 'auto' }}>
        <div style={{ minWidth: 560 }}>
          <MonthScale range={range} />
          {tracks.map((track) => (
            <TrackLine key={track.key} track={track} range={range} />
          ))}
        </div>
      </div>
    </Section>
  )
}

function tracksOf(
  entries: readonly Entry[],
  stores: readonly Store[],
  named: (entry: Entry) => string,
): Track[] {
  const storeOf = new Map(stores.map((store) => [store.storeId, store.name]))
  const groups = Map.groupBy(entries, (entry) => {
    const place = `${entry.storeId}|${entry.series === 'settlement' ? '' : (entry.marketplace ?? '')}`
    return `${entry.dataset}|${entry.dataset === 'money_line' ? '' : entry.series}|${place}`
  })
  return [...groups]
    .map(([key, list]) => {
      const [first] = list
      return {
        key,
        name: named(first!),
        place: [storeOf.get(first!.storeId), first!.marketplace].filter(Boolean).join(' · '),
        entries: list,
      }
    })
    .sort((a, b) => (a.place + a.key < b.place + b.key ? -1 : 1))
}

/** The data by its name; where several reports tell it, by the report's. */
function nameOf(
  { dataset, series }: Entry,
  datasets: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  if (dataset === 'ads') return typeText(`ads_${series}`, locale)
  if (dataset === 'stock') return typeText(`fba_${series}`, locale)
  if (dataset === 'brand_ads')
    return `${typeText(`brand_ads_${series.slice(3)}`, locale)} (${series.slice(0, 2).toUpperCase()})`
  return datasets[dataset] ?? dataset
}

const nameWidth = 190

function MonthScale({ range }: { range: Span }): ReactNode {
  const starts: Day[] = []
  for (let month = monthStart(range.from); month <= range.to; month = addMonths(month, 1)) starts.push(month)
  const every = Math.ceil(starts.length / 13)
  return (
    <div aria-hidden style={{ position: 'relative', height: 18, marginInlineStart: nameWidth }}>
      {starts
        .filter((_, index) => index % every === 0)
        .map((month) => (
          <span
            key={month}
            className="sw-quiet"
            style={{
              position: 'absolute',
              insetInlineStart: `${shareAt(range, month) * 100}%`,
              fontSize: 11,
            }}
          >
            {month.slice(2, 7)}
          </span>
        ))}
    </div>
  )
}

function shareAt(range: Span, day: Day): number {
  return (dayNumber(day) - dayNumber(range.from)) / daysBetween(range.from, range.to)
}

function TrackLine({ track, range }: { track: Track; range: Span }): ReactNode {
  const words = useMessages(importMessages)
  const shown = track.entries.filter((entry) => entry.to >= range.from && entry.from <= range.to)
  const begin = track.entries.map((entry) => entry.from).reduce((a, b) => (a < b ? a : b))
  const since = { from: begin > range.from ? begin : range.from, to: range.to }
  const gaps = continuous.has(track.entries[0]!.dataset) ? gapsWithin(track.entries, since) : []
  const told = shown.length === 0 ? words.missing : words.gaps(gaps.length)
  return (
    <div style={{ display: 'flex', alignItems: 'center', padding: '3px 0' }}>
      <div style={{ flex: `0 0 ${nameWidth}px`, fontSize: 12.5, lineHeight: 1.3 }}>
        {track.name}
        <div className="sw-quiet" style={{ fontSize: 11 }}>
          {track.place} · <span className={gaps.length > 0 ? 'sw-bad' : ''}>{told}</span>
        </div>
      </div>
      <Tooltip title={gaps.length === 0 ? undefined : gaps.map(words.gapLine).join('，')}>
        <div
          role="img"
          aria-label={`${track.name} ${track.place}: ${told} ${gaps.map(words.gapLine).join(', ')}`}
          style={{ position: 'relative', flex: 1, height: 16, background: 'var(--sw-line)', borderRadius: 3 }}
        >
          {shown.map((entry) => (
            <Stretch key={`${entry.importId}:${entry.from}:${entry.series}`} entry={entry} range={range} />
          ))}
        </div>
      </Tooltip>
    </div>
  )
}

function Stretch({ entry, range }: { entry: Entry; range: Span }): ReactNode {
  const words = useMessages(importMessages)
  const from = entry.from > range.from ? entry.from : range.from
  const to = entry.to < range.to ? entry.to : range.to
  const width = daysBetween(from, to) / daysBetween(range.from, range.to)
  return (
    <span
      title={words.segment({ file: entry.fileName, from: entry.from, to: entry.to })}
      style={{
        position: 'absolute',
        insetBlock: 0,
        insetInlineStart: `${shareAt(range, from) * 100}%`,
        width: `max(2px, ${width * 100}%)`,
        background: 'var(--sw-good)',
        opacity: entry.grain === 'span' ? 0.5 : 0.85,
        borderRadius: 2,
      }}
    />
  )
}
