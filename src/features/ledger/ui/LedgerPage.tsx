import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, DatePicker, Dropdown, Input, Select, Typography } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { call, download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import type { Locale } from '#web/words.ts'
import { Instant } from '#web/kit/figures.tsx'
import { FilterBar, PageHeader, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { type OutputOf } from '#platform/endpoint.ts'
import { exportLedger, listLedger } from '../api.ts'
import { eventText, fieldText, roleText } from './event-words.ts'
import { LedgerHeadCard } from './LedgerHeadCard.tsx'
import { ledgerMessages } from './messages.ts'

type Entry = OutputOf<typeof listLedger>['entries'][number]
type Filter = { event?: string; actor?: string; text?: string; from?: string; to?: string }

const PAGE = 200

/** A client's ledger: searched and filtered by the server, newest first, each entry opening to its full content and hashes. */
export function LedgerPage(): ReactNode {
  const words = useMessages(ledgerMessages)
  const clientId = useParams()['clientId']!
  const [search] = useSearchParams()
  const wanted = search.get('text')
  const [filter, setFilter] = useState<Filter>(wanted === null ? {} : { text: wanted })
  const asked = useDeferredValue(filter)
  const found = useInfiniteQuery({
    queryKey: [listLedger.name, clientId, asked],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listLedger,
        {
          params: { clientId },
          query: { ...asked, limit: PAGE, ...(pageParam === undefined ? {} : { before: pageParam }) },
        },
        signal,
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.entries) ?? [], [found.data])
  const facets = found.data?.pages[0]
  const columns = useColumns(clientId)
  const filtered = Object.values(asked).some((value) => value !== undefined)
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={<ExportButton clientId={clientId} />} />
      <LedgerHeadCard clientId={clientId} />
      <FilterBar label={words.search}>
        <FilterControls
          filter={filter}
          choose={setFilter}
          events={facets?.events ?? []}
          actors={facets?.actors ?? []}
        />
      </FilterBar>
      <DataTable<Entry>
        name="ledger"
        label={words.title}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.seq)}
        loading={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        search={false}
        expand={(row) => <EntryDetail entry={row} />}
        exportName={`ledger-${clientId}`}
        {...(filtered ? {} : { empty: <Teach title={words.emptyTitle} text={words.emptyText} /> })}
      />
      <div className="sw-more" style={{ textAlign: 'center', padding: 12 }}>
        {found.hasNextPage ? (
          <Button onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>
            {words.more}
          </Button>
        ) : rows.length > 0 ? (
          <Typography.Text type="secondary">{words.end}</Typography.Text>
        ) : null}
      </div>
    </>
  )
}

function useColumns(clientId: string): readonly Column<Entry>[] {
  const words = useMessages(ledgerMessages)
  const { locale } = useLocale()
  return useMemo(
    () => [
      { key: 'seq', title: words.seq, value: (row) => row.seq, figure: true, width: 80 },
      {
        key: 'at',
        title: words.at,
        value: (row) => row.at,
        show: (row) => <Instant at={row.at} />,
        width: 180,
      },
      { key: 'event', title: words.event, value: (row) => eventText(row.event, locale), width: 180 },
      {
        key: 'who',
        title: words.who,
        value: (row) => `${row.actor.name} · ${roleText(row.actor.role, locale)}`,
        width: 200,
      },
      {
        key: 'subject',
        title: words.subject,
        value: (row) => row.subject,
        show: (row) => <Subject entry={row} clientId={clientId} />,
        width: 160,
      },
      {
        key: 'content',
        title: words.content,
        value: (row) => JSON.stringify(row.data),
        show: (row) => <span className="sw-clip">{summary(row.data, locale)}</span>,
        width: 460,
      },
      {
        key: 'hash',
        title: words.hash,
        value: (row) => row.hash,
        show: (row) => <code>{row.hash.slice(0, 12)}…</code>,
        width: 140,
      },
    ],
    [words, locale, clientId],
  )
}

/** What an entry is about; a change and its batch open where they are shown. */
function Subject({ entry, clientId }: { entry: Entry; clientId: string }): ReactNode {
  const [sort, id] = entry.subject.split(':')
  const batch =
    sort === 'batch' ? id : sort === 'change' ? (entry.data as { batch?: string }).batch : undefined
  return batch === undefined ? (
    entry.subject
  ) : (
    <Link to={`/clients/${clientId}/changes/${batch}`}>{entry.subject}</Link>
  )
}

/** The first facts of an entry in one line; hashes and empty values wait for the opened entry. */
function summary(data: unknown, locale: Locale): string {
  if (data === null || typeof data !== 'object') return String(data ?? '')
  const shown = Object.entries(data).filter(([, value]) => !isDull(value))
  return shown
    .map(
      ([key, value]) =>
        `${fieldText(key, locale)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join(' · ')
}

function isDull(value: unknown): boolean {
  return (
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
  )
}

function EntryDetail({ entry }: { entry: Entry }): ReactNode {
  const words = useMessages(ledgerMessages)
  return (
    <div className="sw-entry">
      <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
        {JSON.stringify(entry.data, null, 2)}
      </pre>
      <p style={{ overflowWrap: 'anywhere', marginBlockEnd: 0 }}>
        {words.hash} <code>{entry.hash}</code>
        <br />
        {words.prev} <code>{entry.prev}</code>
      </p>
    </div>
  )
}

function FilterControls(props: {
  filter: Filter
  choose: (filter: Filter) => void
  events: readonly string[]
  actors: readonly { id: string; name: string }[]
}): ReactNode {
  const words = useMessages(ledgerMessages)
  const { locale } = useLocale()
  const { filter } = props
  const set = (key: keyof Filter, value: string | undefined): void => {
    const { [key]: _, ...rest } = filter
    props.choose(value === undefined || value === '' ? rest : { ...rest, [key]: value })
  }
  const edge = (value: Dayjs | null | undefined, end: boolean): string | undefined =>
    value === null || value === undefined
      ? undefined
      : (end ? value.endOf('day') : value.startOf('day')).toISOString()
  return (
    <>
      <Input.Search
        aria-label={words.search}
        placeholder={words.search}
        allowClear
        defaultValue={filter.text}
        style={{ width: 280 }}
        onChange={(event) => set('text', event.target.value.trim())}
      />
      <Select
        aria-label={words.event}
        placeholder={words.allEvents}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 180 }}
        options={props.events.map((event) => ({ value: event, label: eventText(event, locale) }))}
        onChange={(value?: string) => set('event', value)}
      />
      <Select
        aria-label={words.who}
        placeholder={words.allPeople}
        allowClear
        style={{ minWidth: 150 }}
        options={props.actors.map((actor) => ({ value: actor.id, label: actor.name }))}
        onChange={(value?: string) => set('actor', value)}
      />
      <DatePicker.RangePicker
        aria-label={words.at}
        allowEmpty={[true, true]}
        onChange={(span) => {
          const { from: _from, to: _to, ...rest } = filter
          const from = edge(span?.[0], false)
          const to = edge(span?.[1], true)
          props.choose({
            ...rest,
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
          })
        }}
      />
    </>
  )
}

function ExportButton({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(ledgerMessages)
  const [busy, setBusy] = useState(false)
  const save = async (format: 'zip' | 'jsonl'): Promise<void> => {
    setBusy(true)
    try {
      await download(exportLedger, { params: { clientId }, query: { format } })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dropdown.Button
      type="primary"
      loading={busy}
      onClick={() => void save('zip')}
      menu={{ items: [{ key: 'jsonl', label: words.exportPlain }], onClick: () => void save('jsonl') }}
    >
      <DownloadOutlined /> {words.export}
    </Dropdown.Button>
  )
}
