import { PlusOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { listClients } from '../api/clients.ts'
import { ClientDrawer } from './ClientDrawer.tsx'
import { peopleMessages } from './people-messages.ts'

export type ListedClient = OutputOf<typeof listClients>[number]

/** The clients with their stores and marketplaces: create, rename, archive. */
export function ClientsPage(): ReactNode {
  const words = useMessages(peopleMessages)
  const may = useMay()
  const found = useEndpoint(listClients, {})
  const [open, setOpen] = useState<string | null>(null)
  const rows = useMemo(() => found.data ?? [], [found.data])
  const manage = may('client.manage')
  const columns = useClientColumns(manage, setOpen)
  const create = may('client.create') ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {words.newClient}
    </Button>
  ) : null
  return (
    <>
      <PageHeader title={words.clientsTitle} about={words.clientsAbout} actions={create} />
      <DataTable<ListedClient>
        name="clients"
        label={words.clientsTitle}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.clientId}
        loading={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        empty={
          <Teach
            title={words.noClientsYet}
            text={create === null ? words.noClientsOther : words.noClientsText}
            action={create}
          />
        }
      />
      <ClientDrawer
        client={rows.find((row) => row.clientId === open) ?? null}
        open={open !== null}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

function useClientColumns(
  manage: boolean,
  open: (clientId: string) => void,
): readonly Column<ListedClient>[] {
  const words = useMessages(peopleMessages)
  return useMemo(
    () => [
      {
        key: 'name',
        title: words.clientName,
        fixed: true,
        width: 200,
        value: (row) => row.name,
        show: (row) => (
          <>
            <Link to={`/clients/${row.clientId}`}>{row.name}</Link>{' '}
            {row.archivedAt === null ? null : <Tag>{words.archived}</Tag>}
          </>
        ),
      },
      {
        key: 'currency',
        title: words.currency,
        width: 90,
        filter: 'options',
        value: (row) => row.baseCurrency,
      },
      {
        key: 'stores',
        title: words.stores,
        width: 360,
        value: (row) =>
          row.stores.map((store) => `${store.name} (${store.marketplaces.join(' ')})`).join('；') || null,
        show: (row) =>
          row.stores.length === 0 ? (
            <span className="sw-quiet">{words.noStores}</span>
          ) : (
            <span style={{ display: 'grid', gap: 4 }}>
              {row.stores.map((store) => (
                <span key={store.storeId}>
                  {store.name}{' '}
                  {store.marketplaces.map((code) => (
                    <Tag key={code}>{code}</Tag>
                  ))}
                </span>
              ))}
            </span>
          ),
      },
      {
        key: 'created',
        title: words.createdAt,
        width: 170,
        value: (row) => row.createdAt,
        show: (row) => <Instant at={row.createdAt} />,
      },
      ...(manage
        ? [
            {
              key: 'act',
              title: '',
              width: 80,
              value: () => null,
              show: (row: ListedClient) => (
                <Button size="small" onClick={() => open(row.clientId)}>
                  {words.edit}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [words, manage, open],
  )
}
