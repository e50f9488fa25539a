import { App, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { listDismissals, restoreTerms } from '#features/ads/api/terms.ts'
import { dismissalMessages } from './dismissal-messages.ts'
import { Picked } from '../served.tsx'
import type { TabProps } from './shared.ts'
import { type TermWords, termMessages } from './term-messages.ts'

type Row = OutputOf<typeof listDismissals>['dismissals'][number]
type Words = (typeof dismissalMessages)['zh']

/** What was put off, by whom, until when; and the way back. */
export function DismissedTab({ clientId, place, onAsk }: TabProps): ReactNode {
  const words = useMessages(dismissalMessages)
  const terms = useMessages(termMessages)
  const { message } = App.useApp()
  const [picked, setPicked] = useState<readonly string[]>([])
  const { storeId, marketplace } = place
  const asked = useEndpoint(listDismissals, { params: { clientId }, query: { storeId, marketplace } })
  const restore = useAct(restoreTerms, {
    onDone: ({ restored }) => {
      setPicked([])
      void message.success(words.restored(restored))
    },
  })
  const rows = useMemo(() => asked.data?.dismissals ?? [], [asked.data])
  const columns = useMemo(() => columnsOf(words, terms), [words, terms])
  return (
    <Section title={terms.tabs['dismissed']}>
      <DataTable<Row>
        name="ads-dismissed"
        label={terms.tabs['dismissed']!}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.dismissalId}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        empty={<Teach title={words.dismissedNone} text={words.dismissedNoneText} />}
        exportName="put-off"
        {...(onAsk === undefined
          ? {}
          : { selection: { keys: picked, choose: setPicked, label: (row: Row) => terms.pick(row.term) } })}
      />
      {onAsk === undefined || rows.length === 0 ? null : (
        <Picked
          count={picked.length}
          onClear={() => setPicked([])}
          acts={[
            {
              key: 'restore',
              label: words.restore(picked.length),
              act: () =>
                restore.mutate({ params: { clientId }, body: { storeId, dismissalIds: [...picked] } }),
            },
          ]}
        />
      )}
    </Section>
  )
}

function columnsOf(words: Words, terms: TermWords): readonly Column<Row>[] {
  return [
    { key: 'term', title: terms.term, value: (row) => row.term, fixed: true, width: 220 },
    {
      key: 'view',
      title: words.view,
      value: (row) => words.views[row.view] ?? row.view,
      filter: 'options',
      width: 90,
    },
    {
      key: 'object',
      title: words.object,
      value: (row) => (row.objectId === '' ? words.wholeAccount : row.objectName),
      width: 200,
    },
    {
      key: 'until',
      title: words.until,
      value: (row) => row.until,
      show: (row) => (
        <span>
          <DayText day={row.until} /> {row.over ? <Tag>{words.over}</Tag> : null}
        </span>
      ),
      width: 140,
    },
    {
      key: 'reason',
      title: words.reason,
      value: (row) => (row.reason === '' ? null : row.reason),
      width: 220,
    },
    { key: 'by', title: words.by, value: (row) => row.by, width: 100 },
    {
      key: 'at',
      title: words.at,
      value: (row) => row.at,
      show: (row) => <Instant at={row.at} />,
      width: 170,
    },
  ]
}
