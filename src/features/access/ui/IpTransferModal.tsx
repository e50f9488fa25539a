import { App, Form, Input, Modal, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { transferIpWorks } from '../api/ip.ts'
import type { WorkLine } from './ip-columns.tsx'
import { ipMessages } from './ip-messages.ts'
import { DayItem } from './paper-parts.tsx'

type Fields = { to: 'agency' | 'client'; on: string; paymentRef: string; note?: string }

/** Moves the ownership of the ticked works on payment. */
export function IpTransferModal(props: {
  clientId: string
  works: readonly WorkLine[]
  today: string
  onClose: () => void
  onDone: () => void
}): ReactNode {
  const { clientId, works, today, onClose } = props
  const words = useMessages(ipMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const act = useAct(transferIpWorks, {
    onDone: ({ transferred }) => {
      void message.success(words.transferred(transferred))
      props.onDone()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.transferTitle}
      onCancel={onClose}
      okText={words.transfer(works.length)}
      cancelText={words.cancel}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <p className="sw-quiet">{words.transferAbout}</p>
      <Chosen works={works} />
      <Form<Fields>
        name="ip-transfer"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ to: works.every((one) => one.owner === 'client') ? 'agency' : 'client', on: today }}
        onFinish={({ note = '', ...given }) =>
          act.mutate({
            params: { clientId },
            body: { ...given, note, workIds: works.map((one) => one.workId) },
          })
        }
      >
        <div className="sw-paper-fields">
          <Form.Item name="to" label={words.to}>
            <Segmented
              options={(['client', 'agency'] as const).map((value) => ({
                value,
                label: words.owners[value],
              }))}
            />
          </Form.Item>
          <DayItem name="on" label={words.on} today={today} required span="past" />
        </div>
        <Form.Item
          name="paymentRef"
          label={words.payment}
          extra={words.paymentHint}
          rules={[{ required: true, whitespace: true, min: 2 }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="note" label={`${words.note} (${words.optional})`}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Chosen({ works }: { works: readonly WorkLine[] }): ReactNode {
  const words = useMessages(ipMessages)
  return (
    <ul>
      {works.slice(0, 8).map((one) => (
        <li key={one.workId}>
          {one.label} v{one.version} <span className="sw-quiet">({words.owners[one.owner]})</span>
        </li>
      ))}
      {works.length > 8 ? <li>…</li> : null}
    </ul>
  )
}
