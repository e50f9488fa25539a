import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { listSessions, revokeOthers, revokeSession } from '../api/account.ts'
import { accountMessages } from './account-messages.ts'

type Session = OutputOf<typeof listSessions>[number]

/** Where one is signed in. */
export function SessionsSection(): ReactNode {
  const words = useMessages(accountMessages)
  const confirm = useConfirm()
  const found = useEndpoint(listSessions, {})
  const others = useAct(revokeOthers, { stale: [listSessions] })
  const rows = useMemo(() => found.data ?? [], [found.data])
  const columns = useSessionColumns()
  return (
    <Section
      title={words.sessions}
      extra={
        <Button
          size="small"
          disabled={rows.length < 2}
          onClick={() =>
            confirm({
              title: words.endOthersTitle,
              happens: words.endHappens,
              undo: words.endUndo,
              action: words.endOthers,
              danger: true,
              act: () => others.mutateAsync({}),
            })
          }
        >
          {words.endOthers}
        </Button>
      }
    >
      <p className="sw-quiet">{words.sessionsAbout}</p>
      <DataTable<Session>
        name="sessions"
        label={words.sessions}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.sessionId}
        loading={found.isPending}
        error={found.error}
      />
    </Section>
  )
}

function useSessionColumns(): readonly Column<Session>[] {
  const words = useMessages(accountMessages)
  const confirm = useConfirm()
  const { mutateAsync } = useAct(revokeSession, { stale: [listSessions] })
  return useMemo<readonly Column<Session>[]>(
    () => [
      {
        key: 'device',
        title: words.device,
        width: 200,
        value: (row) => [row.browser, row.system].filter((part) => part !== '').join(' · '),
        show: (row) => (
          <>
            {[row.browser, row.system].filter((part) => part !== '').join(' · ') || words.unknownDevice}{' '}
            {row.current ? <Tag color="blue">{words.thisOne}</Tag> : null}
          </>
        ),
      },
      { key: 'address', title: words.address, width: 150, value: (row) => row.address },
      {
        key: 'seen',
        title: words.lastSeen,
        width: 170,
        value: (row) => row.lastSeenAt,
        show: (row) => <Instant at={row.lastSeenAt} />,
      },
      {
        key: 'started',
        title: words.started,
        width: 170,
        value: (row) => row.startedAt,
        show: (row) => <Instant at={row.startedAt} />,
      },
      {
        key: 'act',
        title: '',
        width: 90,
        value: () => null,
        show: (row) =>
          row.current ? null : (
            <Button
              size="small"
              onClick={() =>
                confirm({
                  title: words.endTitle,
                  happens: words.endHappens,
                  undo: words.endUndo,
                  action: words.end,
                  danger: true,
                  act: () => mutateAsync({ params: { sessionId: row.sessionId } }),
                })
              }
            >
              {words.end}
            </Button>
          ),
      },
    ],
    [words, confirm, mutateAsync],
  )
}
