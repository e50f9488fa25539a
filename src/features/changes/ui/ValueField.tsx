import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type FieldSort, MOST_PERCENT, wantedStates, wantedStrategies } from '#features/ads/rules/wish-of.ts'
import { MOST_NAME } from '#features/ads/rules/names.ts'
import { decimalsOf } from '#kernel/money.ts'
import { useMessages } from '#web/i18n.tsx'
import { changeMessages } from './change-messages.ts'
import { valueWords } from './value-words.ts'

/** One wanted value: an amount as exact text, a per cent, or a choice. */
export function ValueField(props: {
  field: string
  sort: FieldSort
  /** Whether the field's name stands beside it. */
  named: boolean
  /** The object it is of, for screen readers. */
  label: string
  currency: string
  value: unknown
  wrong: boolean
  onValue: (value: unknown) => void
}): ReactNode {
  const names = useMessages(valueWords)
  const { field, named } = props
  const name = names.fields[field] ?? field
  return (
    <span className="sw-revise-field">
      {named ? <span className="sw-quiet">{name}</span> : null}
      <Field {...props} name={`${props.label} · ${name}`} />
    </span>
  )
}

function Field(props: Parameters<typeof ValueField>[0] & { name: string }): ReactNode {
  const { sort, currency, value, onValue } = props
  const words = useMessages(changeMessages)
  const names = useMessages(valueWords)
  const shared = {
    'aria-label': props.name,
    ...(props.wrong ? { status: 'error' as const } : {}),
  }
  switch (sort) {
    case 'amount':
    case 'optionalAmount':
      return (
        <InputNumber<string>
          {...shared}
          stringMode
          min="0"
          step={decimalsOf(currency) === 0 ? '1' : '0.01'}
          inputMode="decimal"
          suffix={currency}
          value={(value ?? null) as string | null}
          placeholder={sort === 'optionalAmount' ? words.default : ''}
          onChange={(next) => onValue(next)}
        />
      )
    case 'name':
      return (
        <Input
          {...shared}
          maxLength={MOST_NAME}
          value={(value ?? '') as string}
          onChange={(event) => onValue(event.target.value)}
        />
      )
    case 'percent':
      return (
        <InputNumber<number>
          {...shared}
          min={0}
          max={MOST_PERCENT}
          inputMode="numeric"
          suffix="%"
          value={(value ?? null) as number | null}
          onChange={(next) => onValue(next)}
        />
      )
    case 'state':
    case 'strategy':
      return (
        <Select
          {...shared}
          value={value as string}
          options={(sort === 'state' ? wantedStates : wantedStrategies).map((one) => ({
            value: one,
            label: names.values[one] ?? one,
          }))}
          onChange={(next: string) => onValue(next)}
        />
      )
  }
}
