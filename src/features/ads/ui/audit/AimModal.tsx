import { App, Form, InputNumber, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { setCpcAim, showCpc } from '#features/ads/api/audit.ts'
import type { Place } from '../asking.ts'
import type { Cpc } from './CpcTab.tsx'
import { auditMessages } from './audit-messages.ts'

type Fields = { low: number; high: number; acos: number }

/** Where the cost per click is to lie, and what a sale may cost. */
export function AimModal(props: {
  clientId: string
  place: Place
  aim: Cpc['aim']
  onClose: () => void
}): ReactNode {
  const { clientId, place, aim, onClose } = props
  const words = useMessages(auditMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const set = useAct(setCpcAim, {
    stale: [showCpc],
    onDone: () => {
      void message.success(words.saved)
      onClose()
    },
  })
  const field = (name: keyof Fields, label: string): ReactNode => (
    <Form.Item name={name} label={label} rules={[{ required: true }]}>
      <InputNumber min={5} max={300} precision={1} style={{ width: '100%' }} />
    </Form.Item>
  )
  const percent = (ratio: number): number => Math.round(ratio * 1000) / 10
  return (
    <Modal
      open
      title={words.setAim}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <Form<Fields>
        name="cpc-aim"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          low: percent(aim.lowRatio),
          high: percent(aim.highRatio),
          acos: percent(aim.acosRatio),
        }}
        onFinish={({ low, high, acos }) =>
          set.mutate({
            params: { clientId },
            body: {
              storeId: place.storeId,
              marketplace: place.marketplace,
              lowRatio: low / 100,
              highRatio: high / 100,
              acosRatio: acos / 100,
            },
          })
        }
      >
        {field('low', words.aimLow)}
        {field('high', words.aimHigh)}
        {field('acos', words.aimAcos)}
      </Form>
    </Modal>
  )
}
