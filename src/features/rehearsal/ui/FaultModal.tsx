import { App, Button, Form, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { addFault, clearFaults, faultKinds, type showRehearsal } from '../api.ts'
import { rehearsalMessages } from './messages.ts'

type Kind = (typeof faultKinds)[number]

/** What is to go wrong next. */
export function FaultModal(props: {
  faults: OutputOf<typeof showRehearsal>['faults']
  onClose: () => void
}): ReactNode {
  const words = useMessages(rehearsalMessages)
  const { message } = App.useApp()
  const [kind, setKind] = useState<Kind>('throttle')
  const [times, setTimes] = useState(5)
  const add = useAct(addFault, { onDone: () => void message.success(words.added) })
  const clear = useAct(clearFaults, { onDone: () => void message.success(words.cleared) })
  const names = words.kinds as Record<string, string>
  return (
    <Modal open title={words.faultsTitle} footer={null} onCancel={props.onClose} destroyOnHidden>
      <p className="sw-quiet">{words.faultsAbout}</p>
      <Form layout="vertical">
        <Form.Item label={words.kind}>
          <Select<Kind>
            value={kind}
            onChange={setKind}
            options={faultKinds.map((value) => ({ value, label: words.kinds[value] }))}
            aria-label={words.kind}
          />
        </Form.Item>
        <Form.Item label={words.times}>
          <InputNumber
            min={1}
            max={1000}
            value={times}
            onChange={(value) => setTimes(value ?? 1)}
            aria-label={words.times}
          />
        </Form.Item>
        <div className="sw-actions">
          <Button
            type="primary"
            loading={add.isPending}
            onClick={() => add.mutate({ body: { kind, times } })}
          >
            {words.add}
          </Button>
          <Button onClick={() => add.mutate({ body: { quota: 0.1 } })}>{words.quota} 10%</Button>
          <Button loading={clear.isPending} onClick={() => clear.mutate({})}>
            {words.clear}
          </Button>
        </div>
      </Form>
      <p className="sw-quiet">
        {props.faults.length === 0 ? words.none : words.pending(props.faults.length)}
      </p>
      <ul className="sw-rows">
        {props.faults.map((fault) => (
          <li key={fault.id}>
            <span>{names[fault.kind] ?? fault.kind}</span>
            <span className="sw-figure">×{fault.times}</span>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
