import { App, Form, Input, Modal, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { dismissTerms, type dismissalViews } from '#features/ads/api/terms.ts'
import type { Place } from '../asking.ts'
import { dismissalMessages } from './dismissal-messages.ts'

type Fields = { forDays: number; reason: string }

/** Suggestions that shall not come back before a day. */
export function DismissModal(props: {
  clientId: string
  place: Place
  view: (typeof dismissalViews)[number]
  rows: readonly { term: string; objectId: string; objectName: string }[]
  onClose: () => void
  onDone: () => void
}): ReactNode {
  const words = useMessages(dismissalMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const act = useAct(dismissTerms, {
    onDone: ({ dismissed, until }) => {
      void message.success(words.dismissDone(dismissed, until))
      props.onDone()
      props.onClose()
    },
  })
  const { storeId, marketplace } = props.place
  return (
    <Modal
      open
      title={words.dismissTitle(props.rows.length)}
      okText={words.dismissDo}
      cancelText={words.cancel}
      confirmLoading={act.isPending}
      onCancel={props.onClose}
      onOk={() => form.submit()}
    >
      <p>{words.dismissText}</p>
      <Form<Fields>
        form={form}
        name="term-dismiss"
        layout="vertical"
        initialValues={{ forDays: 30, reason: '' }}
        onFinish={({ forDays, reason }) =>
          act.mutate({
            params: { clientId: props.clientId },
            body: {
              storeId,
              marketplace,
              view: props.view,
              forDays,
              reason,
              terms: props.rows.slice(0, 1000),
            },
          })
        }
      >
        <Form.Item name="forDays" label={words.dismissFor}>
          <Radio.Group
            options={[7, 30, 90, 365].map((value) => ({ value, label: words.dismissDays[String(value)] }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={words.dismissReason}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
