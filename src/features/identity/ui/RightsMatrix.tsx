import { CheckOutlined } from '@ant-design/icons'
import { Table } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { type Permission, agencyRoles, clientRoles, mayRole, rights } from '#kernel/rights.ts'
import { useMessages } from '#web/i18n.tsx'
import { peopleMessages } from './people-messages.ts'
import { permissionWords, roleWords } from './role-words.ts'

/** Which role may do what: the table the server itself goes by. */
export function RightsMatrix(): ReactNode {
  const words = useMessages(peopleMessages)
  const columns = useMatrixColumns()
  return (
    <>
      <p className="sw-quiet">{words.matrixAbout}</p>
      <Table
        size="small"
        bordered
        aria-label={words.matrix}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey="permission"
        columns={columns}
        dataSource={(Object.keys(rights) as Permission[]).map((permission) => ({ permission }))}
      />
    </>
  )
}

function useMatrixColumns() {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const permissions = useMessages(permissionWords)
  return useMemo(() => {
    const role = (one: (typeof agencyRoles | typeof clientRoles)[number]) => ({
      key: one,
      title: <span title={roles[one].does}>{roles[one].name}</span>,
      align: 'center' as const,
      width: 92,
      render: (_: unknown, row: { permission: Permission }) =>
        mayRole(one, row.permission) ? (
          <CheckOutlined aria-label={words.may} style={{ color: 'var(--sw-good, #18794e)' }} />
        ) : (
          <span aria-label={words.mayNot} className="sw-quiet">
            —
          </span>
        ),
    })
    return [
      {
        key: 'permission',
        title: '',
        fixed: 'left' as const,
        width: 200,
        render: (_: unknown, row: { permission: Permission }) =>
          permissions[row.permission] ?? row.permission,
      },
      { title: words.agencySide, children: agencyRoles.map(role) },
      { title: words.clientSide, children: clientRoles.map(role) },
    ]
  }, [words, roles, permissions])
}
