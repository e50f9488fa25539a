import { App, DatePicker, Form, Input, Modal, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { orderStop } from '../api/govern.ts'
import { stopMessages } from './stop-messages.ts'
import { type Stoppable, useStopName } from './stop-text.ts'

const choices = ['lifted', 'h1', 'h4', 'h24', 'other'] as const
type Choice = (typeof choices)[number]
const hours: Readonly<Partial<Record<Choice, number>>> = { h1: 1, h4: 4, h24: 24 }

type Fields = { reason: string; choice: Choice; at?: Dayjs }

/** Asks why and until when, then stops. */
export function StopModal(props: {
  clientId: string
  /** The product's clock. */
  now: string
  stopping: Stoppable
  onClose: () => void
}): ReactNode {
  const { stopping, onClose } = props
  const words = useMessages(stopMessages)
  const nameOf = useStopName()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const choice = Form.useWatch('choice', form)
  const everywhere = stopping.scope === 'agency' || stopping.scope === 'app'
  const order = useAct(orderStop, {
    onDone: () => {
      void message.success(words.ordered)
      onClose()
    },
  })
  const now = dayjs(props.now)
  const send = ({ reason, choice, at }: Fields): void => {
    const ahead = hours[choice]
    const until = choice === 'other' ? at : ahead === undefined ? undefined : now.add(ahead, 'hour')
    order.mutate({
      params: { clientId: props.clientId },
      body: {
        scope: stopping.scope,
        target: stopping.target,
        reason,
        until: until === undefined ? null : until.toISOString(),
      },
    })
  }
  return (
    <Modal
      open
      title={words.confirmTitle(nameOf(stopping))}
      onCancel={onClose}
      okText={words.order}
      okButtonProps={{ danger: true }}
      cancelText={words.cancel}
      confirmLoading={order.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      {everywhere ? <Remark kind="error" title={words.happensEverywhere} /> : null}
      <p>{words.happens}</p>
      <p className="sw-quiet">{words.undo}</p>
      <Form<Fields>
        name="stop"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ choice: 'lifted' }}
        onFinish={send}
      >
        <Form.Item
          name="reason"
          label={words.reason}
          rules={[{ required: true, whitespace: true, message: words.reasonNeeded }]}
        >
          <Input.TextArea autoFocus rows={2} maxLength={500} placeholder={words.reasonPlaceholder} />
        </Form.Item>
        <Form.Item name="choice" label={words.until}>
          <Radio.Group options={choices.map((value) => ({ value, label: words.untilChoices[value] }))} />
        </Form.Item>
        {choice === 'other' ? (
          <Form.Item
            name="at"
            label={words.untilChoices.other}
            rules={[
              {
                required: true,
                validator: async (_rule, at?: Dayjs) => {
                  if (!at?.isAfter(now)) throw new Error(words.untilNeeded)
                },
              },
            ]}
          >
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              minDate={now}
              defaultPickerValue={now}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  )
}
