import { App, Button, Form, InputNumber, Modal } from 'antd'
import type { ReactNode } from 'react'
import { decimalsOf } from '#kernel/money.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { useAct } from '#web/query.ts'
import { setBudgetPlan, showBudget } from '#features/ads/api/budget.ts'
import type { Place } from '../asking.ts'
import { budgetMessages } from './budget-messages.ts'

/** Sets or withdraws the plan of a month: of the marketplace, or of one campaign. */
export function PlanModal(props: {
  clientId: string
  place: Place
  month: string
  campaign: { campaignId: string; name: string } | null
  amount: string | null
  lastMonth: string | null
  onClose: () => void
}): ReactNode {
  const { clientId, place, month, campaign, lastMonth, onClose } = props
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ amount: string }>()
  const set = useAct(setBudgetPlan, {
    stale: [showBudget],
    onDone: () => {
      void message.success(words.saved)
      onClose()
    },
  })
  const save = (amount: string | null): void =>
    set.mutate({
      params: { clientId },
      body: {
        storeId: place.storeId,
        marketplace: place.marketplace,
        month,
        campaignId: campaign?.campaignId ?? null,
        amount,
      },
    })
  const title =
    campaign === null ? `${words.setPlan} · ${month}` : `${words.planOf(campaign.name)} · ${month}`
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      closable={{ 'aria-label': words.cancel }}
      footer={
        <div className="sw-actions" style={{ justifyContent: 'flex-end' }}>
          {props.amount === null ? null : (
            <Button danger onClick={() => save(null)} loading={set.isPending}>
              {words.withdraw}
            </Button>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" onClick={() => form.submit()} loading={set.isPending}>
            {words.save}
          </Button>
        </div>
      }
    >
      <Form<{ amount: string }>
        name="budget-plan"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ amount: props.amount ?? undefined }}
        onFinish={({ amount }) => save(amount)}
      >
        <Form.Item
          name="amount"
          label={`${words.amount}（${place.currency}）`}
          extra={
            campaign !== null || lastMonth === null ? null : (
              <span>
                {words.planHint(moneyText(lastMonth, place.currency, locale))}{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() => form.setFieldValue('amount', rounded(lastMonth, place.currency))}
                >
                  {words.useLast}
                </Button>
              </span>
            )
          }
          rules={[{ required: true, message: words.amountMissing }]}
        >
          <InputNumber<string>
            stringMode
            min="0"
            precision={decimalsOf(place.currency)}
            style={{ width: '100%' }}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const rounded = (amount: string, currency: string): string => Number(amount).toFixed(decimalsOf(currency))
