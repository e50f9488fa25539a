import { Collapse, Tag, Typography } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Instant } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { showStreams } from '../api/stream.ts'
import { streamMessages } from './stream-messages.ts'
import './stream.css'

type Shown = OutputOf<typeof showStreams>
type Line = Shown['streams'][number]

const colours: Readonly<Record<string, string>> = {
  ACTIVE: 'success',
  PENDING_CONFIRMATION: 'processing',
  PROVISIONING: 'processing',
}

/** Marketing Stream of a client: what is subscribed to, when something came last, and what its queues need at AWS. */
export function StreamSection({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(streamMessages)
  const { data } = useEndpoint(showStreams, { params: { clientId } }, { everyMs: () => 30_000 })
  if (data === undefined) return null
  return (
    <Section title={words.title}>
      <p className="sw-quiet">{words.about}</p>
      {data.queues.length === 0 ? (
        <p className="sw-quiet">{words.noQueue}</p>
      ) : data.streams.length === 0 ? (
        <p className="sw-quiet">{words.none}</p>
      ) : (
        <Lines streams={data.streams} />
      )}
      {data.queues.length === 0 ? null : <Policies shown={data} />}
    </Section>
  )
}

function Lines({ streams }: { streams: readonly Line[] }): ReactNode {
  const words = useMessages(streamMessages)
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      { key: 'store', title: words.store, value: (row) => row.storeName, fixed: true, width: 150 },
      {
        key: 'market',
        title: words.marketplace,
        value: (row) => row.marketplace,
        show: (row) => <Market code={row.marketplace} />,
        filter: 'options',
        width: 110,
      },
      {
        key: 'dataset',
        title: words.dataset,
        value: (row) => words.datasets[row.dataset] ?? row.dataset,
        width: 220,
      },
      {
        key: 'status',
        title: words.status,
        value: (row) => words.statuses[row.status] ?? row.status,
        show: (row) => (
          <Tag color={colours[row.status] ?? 'warning'}>{words.statuses[row.status] ?? row.status}</Tag>
        ),
        filter: 'options',
        width: 140,
      },
      {
        key: 'last',
        title: words.last,
        value: (row) => row.lastMessageAt,
        show: (row) => <Instant at={row.lastMessageAt} />,
        width: 180,
      },
      {
        key: 'records',
        title: words.records,
        value: (row) => row.records,
        show: (row) => <Count count={row.records} />,
        figure: true,
        width: 120,
      },
      { key: 'reason', title: words.reason, value: (row) => row.reason, width: 160 },
    ],
    [words],
  )
  return (
    <DataTable<Line>
      name="ad-streams"
      label={words.title}
      rows={streams}
      columns={columns}
      rowKey={(row) => `${row.storeId}|${row.marketplace}|${row.dataset}`}
      exportName="marketing-stream"
    />
  )
}

/** The least that AWS must allow, to be copied. */
function Policies({ shown }: { shown: Shown }): ReactNode {
  const words = useMessages(streamMessages)
  const text = (title: string, policy: string): ReactNode => (
    <div key={title}>
      <Typography.Paragraph strong copyable={{ text: policy }}>
        {title}
      </Typography.Paragraph>
      <pre className="sw-policy">{policy}</pre>
    </div>
  )
  return (
    <Collapse
      ghost
      items={[
        {
          key: 'policies',
          label: words.policies,
          children: (
            <>
              <p>{shown.rehearsal ? words.rehearsal : words.policyText}</p>
              {shown.queues.map((one) => text(`${words.queue} ${one.arn}`, one.policy))}
              {shown.readerPolicy === null ? null : text(words.reader, shown.readerPolicy)}
            </>
          ),
        },
      ]}
    />
  )
}
