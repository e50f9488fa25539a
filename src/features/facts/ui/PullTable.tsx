import { Segmented, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Instant } from '#web/kit/figures.tsx'
import { FilterBar } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { listPulls } from '../api/sync.ts'
import { syncMessages } from './sync-messages.ts'

type Line = OutputOf<typeof listPulls>['pulls'][number]
type Which = 'all' | 'open' | 'trouble' | 'ended'

const colours: Readonly<Record<Line['state'], string>> = {
  waiting: 'default',
  asking: 'processing',
  asked: 'processing',
  ready: 'processing',
  done: 'success',
  nothing: 'default',
  failed: 'error',
  held: 'warning',
  abandoned: 'default',
}

/** Every request to Amazon, with what its import changed. */
export function PullTable({ clientId, everyMs }: { clientId: string; everyMs: number }): ReactNode {
  const words = useMessages(syncMessages)
  const [which, setWhich] = useState<Which>('all')
  const query = which === 'all' ? {} : { state: which }
  const asked = useEndpoint(listPulls, { params: { clientId }, query }, { everyMs, keepLast: true })
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      {
        key: 'stream',
        title: words.stream,
        value: (row) => words.streams[row.stream],
        filter: 'options',
        width: 130,
      },
      {
        key: 'market',
        title: words.marketplace,
        value: (row) => row.marketplace,
        filter: 'options',
        width: 125,
      },
      { key: 'days', title: words.days, value: daysOf, width: 190 },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.states[row.state] ?? row.state,
        show: (row) => <Tag color={colours[row.state]}>{words.states[row.state]}</Tag>,
        filter: 'options',
        width: 140,
      },
      {
        key: 'rows',
        title: words.count,
        value: (row) => row.rows,
        show: (row) =>
          row.importId === null ? (
            <Count count={row.rows} />
          ) : (
            <Link to={`/clients/${clientId}/imports?file=${row.importId}`}>
              <Count count={row.rows} />
            </Link>
          ),
        figure: true,
        width: 125,
      },
      { key: 'added', title: words.added, value: (row) => row.added, figure: true, width: 105 },
      { key: 'replaced', title: words.replaced, value: (row) => row.replaced, figure: true, width: 105 },
      { key: 'unchanged', title: words.unchanged, value: (row) => row.unchanged, figure: true, width: 105 },
      {
        key: 'wanted',
        title: words.wanted,
        value: (row) => row.wantedAt,
        show: (row) => <Instant at={row.wantedAt} />,
        width: 170,
      },
      {
        key: 'ended',
        title: words.ended,
        value: (row) => row.endedAt,
        show: (row) => <Instant at={row.endedAt} />,
        width: 170,
      },
      {
        key: 'reason',
        title: words.reason,
        value: (row) => reasonOf(row, words),
        width: 240,
      },
      { key: 'store', title: words.store, value: (row) => row.storeName, filter: 'options', width: 150 },
      {
        key: 'due',
        title: words.due,
        value: (row) => (row.endedAt === null ? row.dueAt : null),
        show: (row) => <Instant at={row.endedAt === null ? row.dueAt : null} />,
        width: 170,
        hidden: true,
      },
      {
        key: 'attempts',
        title: words.attempts,
        value: (row) => row.attempts,
        figure: true,
        width: 105,
        hidden: true,
      },
      { key: 'report', title: words.report, value: (row) => row.reportId, width: 220, hidden: true },
    ],
    [words, clientId],
  )
  return (
    <>
      <p className="sw-quiet">{words.pullsAbout}</p>
      <FilterBar label={words.which}>
        <Segmented<Which>
          value={which}
          onChange={setWhich}
          options={(['all', 'open', 'trouble', 'ended'] as const).map((value) => ({
            value,
            label: words.whichWords[value],
          }))}
        />
      </FilterBar>
      <DataTable<Line>
        name="sync-pulls"
        label={words.tabs.pulls}
        rows={asked.data?.pulls ?? []}
        columns={columns}
        rowKey={(row) => row.id}
        loading={asked.isPending}
        exportName="sync-requests"
      />
    </>
  )
}

function daysOf({ from, to }: Line): string | null {
  if (from === null) return null
  return from === to ? from : `${from} … ${to}`
}

function reasonOf(
  row: Line,
  words: { reasons: Record<string, string>; waits(name: string): string },
): string | null {
  if (row.waitsFor !== null) return words.waits(row.waitsFor)
  return row.reason === null ? null : (words.reasons[row.reason] ?? row.reason)
}
