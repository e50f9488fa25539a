import { App, Button, Form, Input, Modal, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { endRight, giveRight, type showAccess } from '../api/grants.ts'
import { EvidenceField, maySend, nothingSeen } from './EvidenceField.tsx'
import { grantMessages } from './grant-messages.ts'

type Access = OutputOf<typeof showAccess>
type Right = Access['rights'][number]
type System = Right['system']
type Level = Right['level']

/** What people of the agency may do at Amazon itself, kept by hand. */
export function GrantRights(props: {
  clientId: string
  rights: Access['rights']
  people: Access['people']
  stores: Access['stores']
}): ReactNode {
  const words = useMessages(grantMessages)
  const may = useMay()
  const manage = may('access.manage')
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<Right | null>(null)
  const columns = useMemo(
    (): Column<Right>[] => [
      {
        key: 'person',
        title: words.person,
        value: (one) => one.personName,
        show: (one) => (
          <span>
            {one.personName} {one.stale ? <Tag color="error">{words.stale}</Tag> : null}
          </span>
        ),
        filter: 'options',
      },
      { key: 'store', title: words.store, value: (one) => one.storeName, filter: 'options' },
      { key: 'system', title: words.system, value: (one) => words.systems[one.system], filter: 'options' },
      { key: 'level', title: words.level, value: (one) => words.personLevel[one.level], filter: 'options' },
      { key: 'pages', title: words.pages, value: (one) => one.pages },
      {
        key: 'since',
        title: words.since,
        value: (one) => one.givenAt,
        show: (one) => <Instant at={one.givenAt} />,
      },
      ...(manage
        ? [
            {
              key: 'act',
              title: '',
              value: () => null,
              unsorted: true,
              show: (one: Right) => (
                <Button size="small" onClick={() => setEnding(one)}>
                  {words.endRight}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [words, manage],
  )
  const give = manage ? <Button onClick={() => setGiving(true)}>{words.giveRight}</Button> : null
  return (
    <Section title={words.rightsTitle} extra={props.rights.length === 0 ? undefined : give}>
      <p className="sw-quiet">{words.rightsAbout}</p>
      <DataTable<Right>
        name="access-rights"
        label={words.rightsTitle}
        rows={props.rights}
        columns={columns}
        rowKey={(one) => one.rightId}
        toolsFrom={8}
        empty={<Teach title={words.rightsNone} text={words.rightsNoneText} action={give} />}
      />
      {giving ? <GiveRight {...props} onClose={() => setGiving(false)} /> : null}
      {ending === null ? null : (
        <EndRight clientId={props.clientId} right={ending} onClose={() => setEnding(null)} />
      )}
    </Section>
  )
}

function GiveRight(props: {
  clientId: string
  people: Access['people']
  stores: Access['stores']
  onClose: () => void
}): ReactNode {
  const words = useMessages(grantMessages)
  const { message } = App.useApp()
  const [personId, setPersonId] = useState<string | null>(null)
  const [storeId, setStoreId] = useState(props.stores[0]?.storeId ?? '')
  const [system, setSystem] = useState<System>('seller_central')
  const [level, setLevel] = useState<Level>('view')
  const [pages, setPages] = useState('')
  const [seen, setSeen] = useState(nothingSeen)
  const give = useAct(giveRight, {
    onDone: () => {
      void message.success(words.recorded)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={words.giveRight}
      onCancel={props.onClose}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: personId === null || !maySend(seen, false) }}
      confirmLoading={give.isPending}
      onOk={() =>
        give.mutate({
          params: { clientId: props.clientId },
          body: { personId: personId!, storeId, system, level, pages, ...seen },
        })
      }
    >
      <Form layout="vertical">
        <Form.Item label={words.person} required>
          <Select
            aria-label={words.person}
            showSearch={{ optionFilterProp: 'label' }}
            value={personId}
            onChange={setPersonId}
            options={props.people.map((one) => ({ value: one.personId, label: one.name }))}
          />
        </Form.Item>
        <Form.Item label={words.store}>
          <Select
            aria-label={words.store}
            value={storeId}
            onChange={setStoreId}
            options={props.stores.map((one) => ({ value: one.storeId, label: one.name }))}
          />
        </Form.Item>
        <Form.Item label={words.system}>
          <Select<System>
            aria-label={words.system}
            value={system}
            onChange={setSystem}
            options={(['seller_central', 'ads_console'] as const).map((value) => ({
              value,
              label: words.systems[value],
            }))}
          />
        </Form.Item>
        <Form.Item label={words.level}>
          <Select<Level>
            aria-label={words.level}
            value={level}
            onChange={setLevel}
            options={(['view', 'edit', 'admin'] as const).map((value) => ({
              value,
              label: words.personLevel[value],
            }))}
          />
        </Form.Item>
        <Form.Item label={words.pages}>
          <Input
            aria-label={words.pages}
            value={pages}
            maxLength={300}
            placeholder={words.pagesPlaceholder}
            onChange={({ target }) => setPages(target.value)}
          />
        </Form.Item>
        <EvidenceField value={seen} onChange={setSeen} />
      </Form>
    </Modal>
  )
}

/** Its end is entered with what was seen at Amazon. Also used where somebody leaves. */
export function EndRight(props: {
  clientId: string
  right: { readonly rightId: string; readonly storeName: string; readonly personName: string }
  onClose: () => void
}): ReactNode {
  const words = useMessages(grantMessages)
  const { message } = App.useApp()
  const [seen, setSeen] = useState(nothingSeen)
  const end = useAct(endRight, {
    onDone: () => {
      void message.success(words.gone)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={words.endRight}
      onCancel={props.onClose}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !maySend(seen, true) }}
      confirmLoading={end.isPending}
      onOk={() =>
        end.mutate({ params: { clientId: props.clientId, rightId: props.right.rightId }, body: seen })
      }
    >
      <p className="sw-quiet">
        {props.right.personName} · {props.right.storeName}
      </p>
      <p>{words.actAbout.revoke}</p>
      <Form layout="vertical">
        <EvidenceField value={seen} onChange={setSeen} />
      </Form>
    </Modal>
  )
}
