import { Checkbox, DatePicker, Input, InputNumber, Radio, Select, Space } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { countText } from '#web/kit/format.ts'
import { marketName } from '#web/kit/Market.tsx'
import { type Answer, type MoneyAnswer, intakeCurrencies } from '../rules/intake.ts'
import { type QuestionId, findQuestion } from '../rules/intake-questions.ts'
import type { Problem } from './use-autosave.ts'
import { intakeMessages } from './intake-messages.ts'
import { intakeWords } from './intake-words.ts'

type FieldProps = {
  readonly id: QuestionId
  readonly value: unknown
  readonly disabled: boolean
  readonly problem: Problem | undefined
  readonly set: (value: Answer | null) => void
}

/** One question with its field, its help, and what is wrong with the answer. */
export function QuestionField(props: FieldProps): ReactNode {
  const words = useMessages(intakeMessages)
  const { locale } = useLocale()
  const { label, help } = useMessages(intakeWords).questions[props.id]
  const question = findQuestion(props.id)!
  const { problem } = props
  return (
    <div
      className={problem === undefined ? 'sw-question' : 'sw-question sw-question-wrong'}
      id={`q-${props.id}`}
    >
      <div className="sw-question-label" id={`q-${props.id}-label`}>
        {label}
        {question.required === true ? (
          <span className="sw-question-star" aria-hidden="true">
            {' *'}
          </span>
        ) : null}
      </div>
      {help === undefined ? null : <p className="sw-quiet">{help}</p>}
      <div role="group" aria-labelledby={`q-${props.id}-label`}>
        <Field {...props} />
      </div>
      {problem === undefined ? null : (
        <p className="sw-question-problem" role="alert">
          {words.problems[problem.code] ?? problem.code}
          {problem.most === null ? '' : ` (${words.most(countText(problem.most, locale))})`}
        </p>
      )}
    </div>
  )
}

const named = (id: QuestionId) => ({ 'aria-labelledby': `q-${id}-label` })

function Field(props: FieldProps): ReactNode {
  const { id, value, disabled, set } = props
  const words = useMessages(intakeMessages)
  const question = findQuestion(id)!
  const text = typeof value === 'string' ? value : ''
  const typed = (given: string): void => set(given.trim() === '' ? null : given)
  switch (question.type) {
    case 'text':
      return (
        <Input
          {...named(id)}
          value={text}
          disabled={disabled}
          onChange={(event) => typed(event.target.value)}
        />
      )
    case 'long':
      return (
        <Input.TextArea
          {...named(id)}
          value={text}
          disabled={disabled}
          autoSize={{ minRows: 3, maxRows: 12 }}
          onChange={(event) => typed(event.target.value)}
        />
      )
    case 'count':
      return (
        <InputNumber<number>
          {...named(id)}
          value={typeof value === 'number' ? value : null}
          disabled={disabled}
          min={0}
          inputMode="numeric"
          className="sw-question-number"
          onChange={(given) => set(given)}
        />
      )
    case 'day':
      return (
        <DatePicker
          {...named(id)}
          value={text === '' ? null : dayjs(text)}
          disabled={disabled}
          onChange={(given: dayjs.Dayjs | null) => set(given === null ? null : given.format('YYYY-MM-DD'))}
        />
      )
    case 'yes':
      return (
        <Radio.Group
          value={value}
          disabled={disabled}
          onChange={(event) => set(event.target.value as boolean)}
          options={[
            { value: true, label: words.yes },
            { value: false, label: words.no },
          ]}
        />
      )
    case 'money':
      return <MoneyField {...props} />
    case 'markets':
      return <MarketsField {...props} />
    case 'one':
    case 'many':
      return <OptionsField {...props} />
  }
}

function OptionsField({ id, value, disabled, set }: FieldProps): ReactNode {
  const words = useMessages(intakeWords).questions[id].options ?? {}
  const question = findQuestion(id)!
  const options = (question.options ?? []).map((option) => ({
    value: option,
    label: words[option] ?? option,
  }))
  if (question.type === 'one')
    return (
      <Radio.Group
        className="sw-question-options"
        value={value}
        disabled={disabled}
        options={options}
        onChange={(event) => set(event.target.value as string)}
      />
    )
  return (
    <Checkbox.Group
      className="sw-question-options"
      value={Array.isArray(value) ? (value as string[]) : []}
      disabled={disabled}
      options={options}
      onChange={(given) => set(given.length === 0 ? null : given)}
    />
  )
}

function MarketsField({ id, value, disabled, set }: FieldProps): ReactNode {
  const words = useMessages(intakeMessages)
  const { locale } = useLocale()
  return (
    <Select<string[]>
      {...named(id)}
      mode="multiple"
      value={Array.isArray(value) ? (value as string[]) : []}
      disabled={disabled}
      placeholder={words.choose}
      className="sw-question-wide"
      showSearch={{ optionFilterProp: 'label' }}
      options={marketplaces.map(({ code }) => ({
        value: code,
        label: `${marketName(code, locale)} ${code}`,
      }))}
      onChange={(given) => set(given.length === 0 ? null : given)}
    />
  )
}

function MoneyField({ id, value, disabled, set }: FieldProps): ReactNode {
  const words = useMessages(intakeMessages)
  const { label } = useMessages(intakeWords).questions[id]
  const { amount = '', currency = 'CNY' } = (value ?? {}) as Partial<MoneyAnswer>
  return (
    <Space.Compact>
      <Input
        aria-label={`${label} ${words.amount}`}
        value={amount}
        disabled={disabled}
        inputMode="decimal"
        onChange={(event) => {
          const given = event.target.value.replaceAll(/[,，\s]/g, '')
          set(given === '' ? null : { amount: given, currency })
        }}
      />
      <Select
        aria-label={`${label} ${words.currency}`}
        value={currency}
        disabled={disabled}
        style={{ width: 90 }}
        options={intakeCurrencies.map((one) => ({ value: one, label: one }))}
        onChange={(given: string) => (amount === '' ? undefined : set({ amount, currency: given }))}
      />
    </Space.Compact>
  )
}
