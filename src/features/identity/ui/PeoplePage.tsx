import { UserAddOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { useMay, useViewer } from '#web/viewer.tsx'
import { listPeople } from '../api/people.ts'
import { InvitationList } from './InvitationList.tsx'
import { InviteDrawer } from './InviteDrawer.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import { RightsMatrix } from './RightsMatrix.tsx'
import { peopleMessages } from './people-messages.ts'
import { roleWords } from './role-words.ts'

export type Listed = OutputOf<typeof listPeople>['people'][number]

/** People × role × clients, open invitations, and who may do what. */
export function PeoplePage(): ReactNode {
  const words = useMessages(peopleMessages)
  const may = useMay()
  const found = useEndpoint(listPeople, {})
  const [inviting, setInviting] = useState(false)
  const [openId, setOpenId] = useState<string | null>(null)
  const people = useMemo(() => found.data?.people ?? [], [found.data])
  const columns = usePeopleColumns()
  const open = people.find((person) => person.personId === openId) ?? null
  const manage = may('people.manage')
  const invite = (
    <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
      {words.invite}
    </Button>
  )
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={manage ? invite : null} />
      <Tabs
        items={[
          {
            key: 'people',
            label: words.people,
            children: (
              <DataTable<Listed>
                name="people"
                label={words.people}
                rows={people}
                columns={columns}
                rowKey={(row) => row.personId}
                loading={found.isPending}
                error={found.error}
                retry={() => void found.refetch()}
                onOpen={(row) => setOpenId(row.personId)}
                empty={<Teach title={words.noPeople} text={words.noPeopleText} action={invite} />}
              />
            ),
          },
          {
            key: 'invitations',
            label: `${words.invitations} (${found.data?.invitations.length ?? 0})`,
            children: <InvitationList invitations={found.data?.invitations ?? []} manage={manage} />,
          },
          { key: 'matrix', label: words.matrix, children: <RightsMatrix /> },
        ]}
      />
      <InviteDrawer open={inviting} onClose={() => setInviting(false)} />
      <PersonDrawer person={open} manage={manage} onClose={() => setOpenId(null)} />
    </>
  )
}

function usePeopleColumns(): readonly Column<Listed>[] {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const viewer = useViewer()
  return useMemo(() => {
    const clientName = (id: string): string => viewer.clients.find((client) => client.id === id)?.name ?? id
    const seen = (row: Listed): string =>
      row.role === 'agency_owner'
        ? words.allClients
        : row.clientIds.map(clientName).join(words.comma) || words.noClients
    return [
      {
        key: 'name',
        title: words.name,
        fixed: true,
        width: 150,
        value: (row) => row.name,
        show: (row) => `${row.name}${row.personId === viewer.userId ? words.you : ''}`,
      },
      { key: 'email', title: words.email, width: 220, value: (row) => row.email },
      { key: 'role', title: words.role, width: 140, value: (row) => roles[row.role].name, filter: 'options' },
      {
        key: 'clients',
        title: words.clients,
        width: 260,
        value: seen,
        show: (row) =>
          row.role === 'agency_owner' || row.clientIds.length === 0 ? (
            <span className="sw-quiet">{seen(row)}</span>
          ) : (
            row.clientIds.map((id) => <Tag key={id}>{clientName(id)}</Tag>)
          ),
      },
      {
        key: 'factor',
        title: words.factor,
        width: 110,
        filter: 'options',
        value: (row) => (row.hasSecondFactor ? words.factorOn : words.factorOff),
        show: (row) =>
          row.hasSecondFactor ? <Tag color="success">{words.factorOn}</Tag> : <Tag>{words.factorOff}</Tag>,
      },
      {
        key: 'seen',
        title: words.lastSeen,
        width: 170,
        value: (row) => row.lastSeenAt,
        show: (row) => <Instant at={row.lastSeenAt} />,
      },
      {
        key: 'joined',
        title: words.joined,
        width: 170,
        hidden: true,
        value: (row) => row.joinedAt,
        show: (row) => <Instant at={row.joinedAt} />,
      },
      {
        key: 'state',
        title: words.state,
        width: 100,
        filter: 'options',
        value: (row) => (row.leftAt === null ? words.active : words.left),
        show: (row) => (row.leftAt === null ? words.active : <Tag color="default">{words.left}</Tag>),
      },
    ]
  }, [words, roles, viewer])
}
