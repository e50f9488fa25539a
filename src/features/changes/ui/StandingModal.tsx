import { App, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { giveStanding } from '../api/govern.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'

type Fields = {
  kinds: string[]
  percent?: number | null
  currency: string
  maxStake?: string | null
  total: string
  until: Dayjs
  note?: string
}

/** Days to the end that is proposed, and the furthest there is. */
const FIRST_DAYS = 90
const MOST_DAYS = 364

/** What the client's stores are paid in. */
function currenciesOf(stores: Governance['stores']): string[] {
  const all = stores.flatMap((store) => [
    ...store.currencies,
    ...store.marketplaces.flatMap((code) => findMarketplace(code)?.currency ?? []),
  ])
  return [...new Set(all)]
}

/** Agrees beforehand to kinds of changes, to a ceiling, until a day. */
export function StandingModal(props: { clientId: string; data: Governance; onClose: () => void }): ReactNode {
  const { clientId, data, onClose } = props
  const words = useMessages(governMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const give = useAct(giveStanding, {
    onDone: () => {
      void message.success(words.given)
      onClose()
    },
  })
  const send = (fields: Fields): void =>
    give.mutate({
      params: { clientId },
      body: {
        kinds: fields.kinds,
        maxRatio: typeof fields.percent === 'number' ? Math.round(fields.percent * 10) / 1000 : null,
        currency: fields.currency,
        maxStake: fields.maxStake || null,
        total: fields.total,
        endsAt: fields.until.endOf('day').toISOString(),
        note: fields.note ?? '',
      },
    })
  return (
    <Modal
      open
      title={words.giveTitle}
      onCancel={onClose}
      okText={words.give}
      cancelText={words.cancel}
      confirmLoading={give.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <p className="sw-quiet">{words.giveAbout}</p>
      <StandingFields form={form} data={data} onFinish={send} />
    </Modal>
  )
}

function StandingFields(props: {
  form: ReturnType<typeof Form.useForm<Fields>>[0]
  data: Governance
  onFinish: (fields: Fields) => void
}): ReactNode {
  const { data } = props
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const currencies = currenciesOf(data.stores)
  const now = dayjs(data.now)
  return (
    <Form<Fields>
      name="standing"
      form={props.form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        kinds: [],
        until: now.add(FIRST_DAYS, 'day'),
        ...(currencies[0] === undefined ? {} : { currency: currencies[0] }),
      }}
      onFinish={props.onFinish}
    >
      <Form.Item name="kinds" label={words.kinds} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          options={data.kinds.map(({ name }) => ({ value: name, label: names[name] ?? name }))}
        />
      </Form.Item>
      <div className="sw-two">
        <Form.Item name="percent" label={words.maxRatio} extra={words.maxRatioHelp}>
          <InputNumber min={0.1} max={1000} suffix={words.percentOf} placeholder={words.optional} />
        </Form.Item>
        <Form.Item name="until" label={words.until} rules={[{ required: true }]}>
          <DatePicker
            allowClear={false}
            minDate={now}
            maxDate={now.add(MOST_DAYS, 'day')}
            defaultPickerValue={now}
          />
        </Form.Item>
        <Form.Item name="currency" label={words.currency} rules={[{ required: true }]}>
          <Select options={currencies.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="maxStake" label={words.maxStake}>
          <InputNumber<string> stringMode min="0" precision={2} placeholder={words.optional} />
        </Form.Item>
        <Form.Item name="total" label={words.total} extra={words.totalHelp} rules={[{ required: true }]}>
          <InputNumber<string> stringMode min="0.01" precision={2} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={500} placeholder={words.notePlaceholder} />
      </Form.Item>
    </Form>
  )
}
