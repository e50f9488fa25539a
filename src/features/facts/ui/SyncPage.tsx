import { App, Button, Progress, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { countText } from '#web/kit/format.ts'
import { Count, DayText, Instant } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { PageHeader, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showSync, syncNow } from '../api/sync.ts'
import { PullTable } from './PullTable.tsx'
import { QuotaTable } from './QuotaTable.tsx'
import { StreamSection } from './StreamSection.tsx'
import { syncMessages } from './sync-messages.ts'

type Shown = OutputOf<typeof showSync>
type Store = Shown['stores'][number]
type ApiLine = Store['apis'][number]
type StreamLine = ApiLine['streams'][number]

/** While something is under way the page asks again this often, else less. */
const BUSY_MS = 3000
const CALM_MS = 30_000

function pace(shown: Shown | undefined): number {
  const busy = shown?.stores.some((store) => store.apis.some((api) => api.ended < api.all)) ?? true
  return busy ? BUSY_MS : CALM_MS
}

/** How far a client's stores are in step with Amazon. */
export function SyncPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(syncMessages)
  const asked = useEndpoint(showSync, { params: { clientId } }, { everyMs: pace })
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const everyMs = pace(data)
  const connected = data.stores.some((store) =>
    store.apis.some((api) => api.connected || api.streams.length > 0),
  )
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {connected ? (
        <Tabs
          items={[
            {
              key: 'stores',
              label: words.tabs.stores,
              children: (
                <>
                  {data.stores.map((store) => (
                    <StoreSection key={store.storeId} clientId={clientId} store={store} />
                  ))}
                  <StreamSection clientId={clientId} />
                </>
              ),
            },
            {
              key: 'pulls',
              label: words.tabs.pulls,
              children: <PullTable clientId={clientId} everyMs={everyMs} />,
            },
            {
              key: 'quotas',
              label: words.tabs.quotas,
              children: <QuotaTable clientId={clientId} everyMs={everyMs} />,
            },
          ]}
        />
      ) : (
        <Teach
          title={words.noneTitle}
          text={words.noneText}
          action={
            <Link to={`/clients/${clientId}/connections`}>
              <Button type="primary">{words.toConnections}</Button>
            </Link>
          }
        />
      )}
    </>
  )
}

function StoreSection({ clientId, store }: { clientId: string; store: Store }): ReactNode {
  return (
    <Section title={store.name} extra={<span className="sw-quiet">{store.region}</span>}>
      {store.apis
        .filter((api) => api.connected || api.streams.length > 0)
        .map((api) => (
          <ApiPart key={api.api} clientId={clientId} storeId={store.storeId} line={api} />
        ))}
    </Section>
  )
}

function ApiPart(props: { clientId: string; storeId: string; line: ApiLine }): ReactNode {
  const { line } = props
  const words = useMessages(syncMessages)
  const may = useMay()
  const { message } = App.useApp()
  const look = useAct(syncNow, { onDone: ({ again }) => void message.success(words.asked(again)) })
  const name = words.apis[line.api]
  return (
    <div className="sw-sync-part">
      <div className="sw-section-head">
        <h3>{name}</h3>
        {line.connected ? (
          may('import.write') ? (
            <Button
              size="small"
              loading={look.isPending}
              onClick={() =>
                look.mutate({
                  params: { clientId: props.clientId, storeId: props.storeId },
                  body: { api: line.api },
                })
              }
            >
              {words.now}
            </Button>
          ) : null
        ) : (
          <Link to={`/clients/${props.clientId}/connections`}>
            <Tag color="error">{words.notConnected}</Tag>
          </Link>
        )}
      </div>
      <Progress
        percent={line.streams.length === 0 ? 0 : line.percent}
        status={line.ended < line.all || line.streams.length === 0 ? 'active' : 'success'}
        aria-label={name}
      />
      <Told line={line} />
      <StreamTable name={name} streams={line.streams} />
    </div>
  )
}

/** In words: how much, how many rows, what is waited for, when it will be done. */
function Told({ line }: { line: ApiLine }): ReactNode {
  const words = useMessages(syncMessages)
  const { locale } = useLocale()
  const parts: ReactNode[] = [
    line.streams.length === 0
      ? words.notBegun
      : line.all > 0
        ? words.working(line.ended, line.all)
        : line.streams.some((stream) => stream.freshness === 'late')
          ? words.behind
          : words.upToDate,
    words.rows(countText(line.rows, locale)),
  ]
  if (line.waitsFor !== null && line.waitsUntil !== null)
    parts.push(
      <>
        {words.waits(line.waitsFor)} <Instant at={line.waitsUntil} />
      </>,
    )
  if (line.finishBy !== null)
    parts.push(
      <>
        {words.finish} <Instant at={line.finishBy} />
      </>,
    )
  else if (line.lastAt !== null)
    parts.push(
      <>
        {words.last} <Instant at={line.lastAt} />
      </>,
    )
  return (
    <p className="sw-quiet">
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no identity but their place
        <span key={at}>
          {at === 0 ? null : ' · '}
          {part}
        </span>
      ))}
    </p>
  )
}

const colours: Record<StreamLine['freshness'], string> = {
  fresh: 'success',
  reading: 'processing',
  late: 'warning',
  none: 'default',
}

function StreamTable({ name, streams }: { name: string; streams: readonly StreamLine[] }): ReactNode {
  const words = useMessages(syncMessages)
  const columns = useMemo<readonly Column<StreamLine>[]>(
    () => [
      {
        key: 'stream',
        title: words.stream,
        value: (row) => words.streams[row.stream],
        fixed: true,
        width: 150,
      },
      {
        key: 'market',
        title: words.marketplace,
        value: (row) => row.marketplace,
        show: (row) => (row.marketplace === '' ? '—' : <Market code={row.marketplace} />),
        filter: 'options',
        width: 110,
      },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.freshness[row.freshness] ?? row.freshness,
        show: (row) => <Tag color={colours[row.freshness]}>{words.freshness[row.freshness]}</Tag>,
        filter: 'options',
        width: 100,
      },
      {
        key: 'through',
        title: words.through,
        value: (row) => row.through,
        show: (row) => <DayText day={row.through} />,
        width: 120,
      },
      {
        key: 'last',
        title: words.lastAt,
        value: (row) => row.lastAt,
        show: (row) => <Instant at={row.lastAt} />,
        width: 180,
      },
      {
        key: 'rows',
        title: words.count,
        value: (row) => row.rows,
        show: (row) => <Count count={row.rows} />,
        figure: true,
        width: 100,
      },
      { key: 'open', title: words.open, value: (row) => row.open, figure: true, width: 80 },
      {
        key: 'trouble',
        title: words.trouble,
        value: (row) => (row.reason === null ? null : (words.reasons[row.reason] ?? row.reason)),
        width: 240,
      },
    ],
    [words],
  )
  return (
    <DataTable<StreamLine>
      name="sync-streams"
      label={name}
      rows={streams}
      columns={columns}
      rowKey={(row) => `${row.stream}|${row.marketplace}`}
      exportName="sync"
    />
  )
}
