import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Teach, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { listPeople, revokeInvitation } from '../api/people.ts'
import { grantableRoles } from '../rules/grants.ts'
import { peopleMessages } from './people-messages.ts'
import { roleWords } from './role-words.ts'

type Open = OutputOf<typeof listPeople>['invitations'][number]

/** Invitations nobody has accepted yet. */
export function InvitationList(props: { invitations: readonly Open[]; manage: boolean }): ReactNode {
  const words = useMessages(peopleMessages)
  const columns = useInvitationColumns(props.manage)
  return (
    <DataTable<Open>
      name="invitations"
      label={words.invitations}
      rows={props.invitations}
      columns={columns}
      rowKey={(row) => row.invitationId}
      empty={<Teach title={words.noInvitations} text={words.noInvitationsText} />}
    />
  )
}

function useInvitationColumns(manage: boolean): readonly Column<Open>[] {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const viewer = useViewer()
  const confirm = useConfirm()
  const revoke = useAct(revokeInvitation, { stale: [listPeople] })
  const { mutateAsync } = revoke
  return useMemo<readonly Column<Open>[]>(
    () => [
      { key: 'email', title: words.email, width: 240, value: (row) => row.email },
      { key: 'role', title: words.role, width: 140, value: (row) => roles[row.role].name },
      {
        key: 'clients',
        title: words.clients,
        width: 220,
        value: (row) =>
          row.clientIds
            .map((id) => viewer.clients.find((client) => client.id === id)?.name ?? id)
            .join(words.comma) || null,
      },
      { key: 'by', title: words.invitedBy, width: 140, value: (row) => row.invitedBy },
      {
        key: 'until',
        title: words.validUntil,
        width: 170,
        value: (row) => row.expiresAt,
        show: (row) => <Instant at={row.expiresAt} />,
      },
      {
        key: 'act',
        title: '',
        width: 100,
        value: () => null,
        show: (row) =>
          manage && grantableRoles(viewer.role).includes(row.role) ? (
            <Button
              size="small"
              onClick={() =>
                confirm({
                  title: words.revokeTitle(row.email),
                  happens: words.revokeHappens,
                  undo: words.revokeUndo,
                  action: words.revoke,
                  danger: true,
                  act: () => mutateAsync({ params: { invitationId: row.invitationId } }),
                })
              }
            >
              {words.revoke}
            </Button>
          ) : null,
      },
    ],
    [words, roles, viewer, manage, confirm, mutateAsync],
  )
}
