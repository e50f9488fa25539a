import { Button, Tag } from 'antd'
import type { OutputOf } from '#platform/endpoint.ts'
import { DayText, Instant } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { listIpWorks } from '../api/ip.ts'
import type { ipMessages } from './ip-messages.ts'

export type WorkLine = OutputOf<typeof listIpWorks>['works'][number]

export function workColumns(
  words: (typeof ipMessages)['zh'],
  onOpen: (workId: string) => void,
): readonly Column<WorkLine>[] {
  return [
    {
      key: 'label',
      title: words.label,
      value: (row) => `${row.label} v${row.version}`,
      show: (row) => (
        <span>
          <Button type="link" className="sw-paper-open" onClick={() => onOpen(row.workId)}>
            {row.label} v{row.version}
          </Button>
          {row.excerpt === null ? null : <div className="sw-quiet sw-clip">{row.excerpt.slice(0, 80)}</div>}
        </span>
      ),
      width: 260,
    },
    {
      key: 'medium',
      title: words.medium,
      value: (row) => words.mediums[row.medium],
      filter: 'options',
      width: 90,
    },
    {
      key: 'owner',
      title: words.owner,
      value: (row) => words.owners[row.owner],
      show: (row) => (
        <span>
          <Tag color={row.owner === 'client' ? 'success' : 'default'}>{words.owners[row.owner]}</Tag>
          <div className="sw-quiet">
            {words.since} <DayText day={row.ownerSince} />
          </div>
        </span>
      ),
      filter: 'options',
      width: 140,
    },
    { key: 'author', title: words.author, value: (row) => row.author, filter: 'options', width: 110 },
    { key: 'clause', title: words.clause, value: (row) => row.clause, filter: 'options', width: 170 },
    {
      key: 'made',
      title: words.made,
      value: (row) => row.since,
      show: (row) => <DayText day={row.since} />,
      width: 110,
    },
    { key: 'payment', title: words.payment, value: (row) => row.paymentRef, width: 130 },
    {
      key: 'hash',
      title: words.hash,
      value: (row) => row.contentHash,
      show: (row) => <code>{row.contentHash.slice(0, 12)}…</code>,
      width: 130,
    },
    {
      key: 'recorded',
      title: words.recorded,
      value: (row) => row.recordedAt,
      show: (row) => (
        <span>
          <Instant at={row.recordedAt} />
          <div className="sw-quiet">
            {row.recordedByName} · {words.source[row.source] ?? row.source}
          </div>
        </span>
      ),
      width: 170,
    },
  ]
}
