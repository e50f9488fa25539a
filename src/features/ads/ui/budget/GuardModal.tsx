import { App, Checkbox, Form, InputNumber, Modal, Radio } from 'antd'
import type { ReactNode } from 'react'
import { decimalsOf } from '#kernel/money.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { guardModes, setBudgetGuard, showBudget } from '#features/ads/api/budget.ts'
import type { Place } from '../asking.ts'
import { budgetMessages } from './budget-messages.ts'

type Guard = OutputOf<typeof showBudget>['guard']
type Fields = { mode: (typeof guardModes)[number]; dayLimit?: string | null; resumes: boolean }

/** What happens when a month's plan is about to be exceeded. */
export function GuardModal(props: {
  clientId: string
  place: Place
  guard: Guard
  onClose: () => void
}): ReactNode {
  const { clientId, place, guard, onClose } = props
  const words = useMessages(budgetMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const set = useAct(setBudgetGuard, {
    stale: [showBudget],
    onDone: () => {
      void message.success(words.saved)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.guardSet}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <p className="sw-quiet">{words.guardAbout}</p>
      <Form<Fields>
        name="budget-guard"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          mode: guard?.mode ?? 'tell',
          dayLimit: guard?.dayLimit ?? undefined,
          resumes: guard?.resumes ?? true,
        }}
        onFinish={({ mode, dayLimit, resumes }) =>
          set.mutate({
            params: { clientId },
            body: {
              storeId: place.storeId,
              marketplace: place.marketplace,
              mode,
              dayLimit: dayLimit || null,
              resumes,
            },
          })
        }
      >
        <Form.Item name="mode" label={words.guard}>
          <Radio.Group className="sw-ad-modes">
            {guardModes.map((mode) => (
              <Radio key={mode} value={mode}>
                <strong>{words.modes[mode]}</strong>
                <br />
                <span className="sw-quiet">{words.modeHelp[mode]}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="dayLimit"
          label={`${words.dayLimit}（${place.currency}）`}
          extra={words.dayLimitHelp}
        >
          <InputNumber<string>
            stringMode
            min="0"
            precision={decimalsOf(place.currency)}
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item name="resumes" valuePropName="checked">
          <Checkbox>{words.resumes}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
