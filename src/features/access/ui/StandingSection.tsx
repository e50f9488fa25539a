import { App, Button, DatePicker, Form, Input, Modal, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText } from '#web/kit/figures.tsx'
import { Teach, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { endProviderStanding, enterStanding, listProviderStanding } from '../api/register.ts'
import { EvidenceField, maySend, nothingSeen } from './EvidenceField.tsx'
import { EvidenceList } from './GrantCard.tsx'
import { registerMessages } from './register-messages.ts'

type Standing = OutputOf<typeof listProviderStanding>['standings'][number]
type Kind = Standing['kind']

const kinds: readonly Kind[] = ['portal', 'role', 'spn', 'other']

/** What the agency is registered and approved for at Amazon, with evidence and expiry. */
export function StandingSection(): ReactNode {
  const words = useMessages(registerMessages)
  const may = useMay()
  const manage = may('standing.manage')
  const confirm = useConfirm()
  const [entering, setEntering] = useState(false)
  const asked = useEndpoint(listProviderStanding, {})
  const end = useAct(endProviderStanding)
  const rows = useMemo(() => asked.data?.standings ?? [], [asked.data])
  const columns = useMemo(
    (): Column<Standing>[] => [
      { key: 'kind', title: words.kind, value: (one) => words.standingKinds[one.kind], filter: 'options' },
      { key: 'name', title: words.name, value: (one) => one.name },
      {
        key: 'from',
        title: words.obtained,
        value: (one) => one.obtainedOn,
        show: (one) => <DayText day={one.obtainedOn} />,
      },
      {
        key: 'until',
        title: words.expires,
        value: (one) => one.expiresOn,
        show: (one) => (
          <span>
            {one.expiresOn === null ? words.noExpiry : one.expiresOn}{' '}
            {one.over ? <Tag color="error">{words.over}</Tag> : null}
          </span>
        ),
      },
      { key: 'evidence', title: words.evidence, value: (one) => one.evidence.length, figure: true },
    ],
    [words],
  )
  const enter = manage ? <Button onClick={() => setEntering(true)}>{words.enter}</Button> : null
  return (
    <>
      <p className="sw-quiet">{words.standingAbout}</p>
      <DataTable<Standing>
        name="provider-standing"
        label={words.tabs.standing}
        rows={rows}
        columns={columns}
        rowKey={(one) => one.entryId}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        tools={enter}
        expand={(one) => (
          <>
            <EvidenceList evidence={one.evidence} />
            {manage ? (
              <Button
                size="small"
                danger
                onClick={() =>
                  confirm({
                    title: words.endTitle,
                    happens: words.endHappens,
                    undo: words.endUndo,
                    action: words.end,
                    danger: true,
                    act: () => end.mutateAsync({ params: { entryId: one.entryId } }),
                  })
                }
              >
                {words.end}
              </Button>
            ) : null}
          </>
        )}
        empty={<Teach title={words.noStanding} text={words.noStandingText} action={enter} />}
      />
      {entering ? <Enter onClose={() => setEntering(false)} /> : null}
    </>
  )
}

function Enter({ onClose }: { onClose: () => void }): ReactNode {
  const words = useMessages(registerMessages)
  const { message } = App.useApp()
  const [kind, setKind] = useState<Kind>('portal')
  const [name, setName] = useState('')
  const [obtainedOn, setObtainedOn] = useState<string | null>(null)
  const [expiresOn, setExpiresOn] = useState<string | null>(null)
  const [seen, setSeen] = useState(nothingSeen)
  const enter = useAct(enterStanding, {
    onDone: () => {
      void message.success(words.recorded)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.enter}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: name.trim() === '' || obtainedOn === null || !maySend(seen, true) }}
      confirmLoading={enter.isPending}
      onOk={() =>
        enter.mutate({ body: { kind, name: name.trim(), obtainedOn: obtainedOn!, expiresOn, ...seen } })
      }
    >
      <Form layout="vertical">
        <Form.Item label={words.kind}>
          <Select<Kind>
            aria-label={words.kind}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: words.standingKinds[value] }))}
          />
        </Form.Item>
        <Form.Item label={words.name} required>
          <Input
            aria-label={words.name}
            value={name}
            maxLength={200}
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
        <Form.Item label={words.obtained} required>
          <DatePicker
            aria-label={words.obtained}
            onChange={(day) => setObtainedOn(day === null ? null : day.format('YYYY-MM-DD'))}
          />
        </Form.Item>
        <Form.Item label={words.expires}>
          <DatePicker
            aria-label={words.expires}
            onChange={(day) => setExpiresOn(day === null ? null : day.format('YYYY-MM-DD'))}
          />
        </Form.Item>
        <EvidenceField value={seen} onChange={setSeen} />
      </Form>
    </Modal>
  )
}
