import { App, Button, Drawer, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { createClient, createStore, listClients, updateClient, updateStore } from '../api/clients.ts'
import { readMe } from '../api/session.ts'
import type { ListedClient } from './ClientsPage.tsx'
import { peopleMessages } from './people-messages.ts'

const currencies = ['CNY', ...new Set(marketplaces.map((one) => one.currency))]
const stale = [listClients, readMe]

/** A client's name and currency, and its stores; or a new client. */
export function ClientDrawer(props: {
  client: ListedClient | null
  open: boolean
  onClose: () => void
}): ReactNode {
  const words = useMessages(peopleMessages)
  const { client } = props
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={client === null ? words.newClient : client.name}
      size={480}
      destroyOnHidden
    >
      <ClientForm client={client} onDone={props.onClose} />
      {client === null ? null : <Stores client={client} />}
      {client === null ? null : <Archiving client={client} />}
    </Drawer>
  )
}

function ClientForm({ client, onDone }: { client: ListedClient | null; onDone: () => void }): ReactNode {
  const words = useMessages(peopleMessages)
  const { message } = App.useApp()
  const create = useAct(createClient, { stale, onDone })
  const update = useAct(updateClient, { stale, onDone: () => void message.success(words.saved) })
  return (
    <Form<{ name: string; baseCurrency: string }>
      name="client"
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: client?.name ?? '', baseCurrency: client?.baseCurrency ?? 'CNY' }}
      onFinish={(body) =>
        client === null
          ? create.mutate({ body })
          : update.mutate({ params: { clientId: client.clientId }, body })
      }
    >
      <Form.Item name="name" label={words.clientName} rules={[{ required: true, max: 200 }]}>
        <Input autoFocus={client === null} />
      </Form.Item>
      <Form.Item name="baseCurrency" label={words.currency}>
        <Select showSearch options={currencies.map((value) => ({ value }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
        {words.save}
      </Button>
    </Form>
  )
}

type StoreFields = {
  name: string
  region: 'NA' | 'EU' | 'FE'
  sellerId?: string
  marketplaces: string[]
}

function Stores({ client }: { client: ListedClient }): ReactNode {
  const words = useMessages(peopleMessages)
  const [editing, setEditing] = useState<string | null>(null)
  const params = { clientId: client.clientId }
  const done = (): void => setEditing(null)
  const create = useAct(createStore, { stale, onDone: done })
  const update = useAct(updateStore, { stale, onDone: done })
  const body = ({ sellerId, ...rest }: StoreFields) => ({ ...rest, sellerId: sellerId?.trim() || null })
  return (
    <section aria-label={words.stores} style={{ marginTop: 24 }}>
      <strong>{words.stores}</strong>
      <ul style={{ listStyle: 'none', margin: '8px 0', padding: 0, display: 'grid', gap: 8 }}>
        {client.stores.map((store) => (
          <li key={store.storeId}>
            {editing === store.storeId ? (
              <StoreForm
                first={{ ...store, sellerId: store.sellerId ?? '' }}
                fixedRegion
                busy={update.isPending}
                onSave={(fields) =>
                  update.mutate({ params: { ...params, storeId: store.storeId }, body: body(fields) })
                }
              />
            ) : (
              <span style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
                <span>
                  {store.name}{' '}
                  <span className="sw-quiet">
                    {words.regions[store.region]} · {store.marketplaces.join(' ')}
                  </span>
                </span>
                <Button size="small" onClick={() => setEditing(store.storeId)}>
                  {words.edit}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {editing === 'new' ? (
        <StoreForm
          first={{ name: '', region: 'NA', sellerId: '', marketplaces: [] }}
          busy={create.isPending}
          onSave={(fields) => create.mutate({ params, body: body(fields) })}
        />
      ) : (
        <Button onClick={() => setEditing('new')}>{words.addStore}</Button>
      )}
    </section>
  )
}

function StoreForm(props: {
  first: StoreFields
  fixedRegion?: boolean
  busy: boolean
  onSave: (fields: StoreFields) => void
}): ReactNode {
  const words = useMessages(peopleMessages)
  const [form] = Form.useForm<StoreFields>()
  const region = Form.useWatch('region', form) ?? props.first.region
  return (
    <Form<StoreFields>
      name="store"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={props.first}
      onFinish={props.onSave}
      onValuesChange={(changed: Partial<StoreFields>) => {
        if (changed.region !== undefined) form.setFieldValue('marketplaces', [])
      }}
    >
      <Form.Item name="name" label={words.storeName} rules={[{ required: true, max: 200 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="region" label={words.region}>
        <Select
          disabled={props.fixedRegion === true}
          options={(['NA', 'EU', 'FE'] as const).map((value) => ({ value, label: words.regions[value] }))}
        />
      </Form.Item>
      <Form.Item name="marketplaces" label={words.marketplaces} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          options={marketplaces
            .filter((one) => one.region === region)
            .map((one) => ({ value: one.code, label: `${one.code} · ${one.domain}` }))}
        />
      </Form.Item>
      <Form.Item name="sellerId" label={words.sellerId} rules={[{ pattern: /^[A-Z0-9]{6,20}$/ }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={props.busy}>
        {words.save}
      </Button>
    </Form>
  )
}

function Archiving({ client }: { client: ListedClient }): ReactNode {
  const words = useMessages(peopleMessages)
  const confirm = useConfirm()
  const update = useAct(updateClient, { stale })
  const params = { clientId: client.clientId }
  return (
    <p style={{ marginTop: 24 }}>
      {client.archivedAt === null ? (
        <Button
          danger
          onClick={() =>
            confirm({
              title: words.archiveTitle(client.name),
              happens: words.archiveHappens,
              undo: words.archiveUndo,
              action: words.archive,
              danger: true,
              act: () => update.mutateAsync({ params, body: { archived: true } }),
            })
          }
        >
          {words.archive}
        </Button>
      ) : (
        <Button
          loading={update.isPending}
          onClick={() => update.mutate({ params, body: { archived: false } })}
        >
          {words.restore}
        </Button>
      )}
    </p>
  )
}
