import { Button, InputNumber, Select, Space } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Absent, Count, Money } from '#web/kit/figures.tsx'
import { costCurrencies } from '../api/costs.ts'
import { mostCounts } from '../rules/cost-sheet.ts'
import type { CostAmount, CostCount } from '../rules/costs.ts'
import { type MoneyText, type SkuLine, useEditing, useEnter } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

/** A figure of a SKU that a click turns into a field: Enter saves, Escape leaves it as it was. */
export function CostCell({ row, field }: { row: SkuLine; field: CostAmount | CostCount }): ReactNode {
  const words = useMessages(costMessages)
  const { may } = useEditing()
  const [editing, setEditing] = useState(false)
  const held = row.cost?.[field] ?? null
  if (editing) {
    const close = (): void => setEditing(false)
    return field === 'goods' || field === 'freight' || field === 'duty' ? (
      <AmountField row={row} field={field} held={held as MoneyText | null} close={close} />
    ) : (
      <CountField row={row} field={field} held={held as number | null} close={close} />
    )
  }
  const shown =
    held === null ? (
      <Absent />
    ) : typeof held === 'number' ? (
      <Count count={held} />
    ) : (
      <Money amount={held.amount} currency={held.currency} />
    )
  if (!may) return shown
  return (
    <Button type="text" size="small" className="sw-cost-cell" onClick={() => setEditing(true)}>
      <span className="sw-unseen">{words.edit(words[field], row.sku)} </span>
      {held === null ? <span className="sw-quiet">{words.fill}</span> : shown}
    </Button>
  )
}

type FieldProps<F, H> = { row: SkuLine; field: F; held: H | null; close: () => void }

function AmountField(props: FieldProps<CostAmount, MoneyText>): ReactNode {
  const { row, field, held, close } = props
  const words = useMessages(costMessages)
  const { fromOn, currency: usual, setCurrency: remember } = useEditing()
  const [amount, setAmount] = useState<string | null>(held?.amount ?? null)
  const [currency, setCurrency] = useState(held?.currency ?? row.cost?.goods?.currency ?? usual)
  const { enter, busy } = useEnter(close)
  const save = (): void => {
    if (amount === null || amount === '') return close()
    remember(currency)
    void enter({ sku: row.sku, fromOn, [field]: { amount, currency } }).catch(() => undefined)
  }
  return (
    <Space.Compact onKeyDown={keys(save, close)}>
      <InputNumber
        autoFocus
        stringMode
        size="small"
        min="0"
        max="999999999"
        value={amount}
        aria-label={`${row.sku} ${words[field]}`}
        style={{ width: 92 }}
        onChange={setAmount}
      />
      <CurrencySelect value={currency} onChange={setCurrency} />
      <Button size="small" type="primary" loading={busy} onClick={save}>
        {words.save}
      </Button>
    </Space.Compact>
  )
}

function CountField(props: FieldProps<CostCount, number>): ReactNode {
  const { row, field, held, close } = props
  const words = useMessages(costMessages)
  const { fromOn } = useEditing()
  const [count, setCount] = useState<number | null>(held)
  const { enter, busy } = useEnter(close)
  const save = (): void => {
    if (count === null) return close()
    void enter({ sku: row.sku, fromOn, [field]: count }).catch(() => undefined)
  }
  return (
    <Space.Compact onKeyDown={keys(save, close)}>
      <InputNumber
        autoFocus
        size="small"
        min={field === 'moq' || field === 'cartonQuantity' ? 1 : 0}
        max={mostCounts[field]}
        precision={0}
        value={count}
        aria-label={`${row.sku} ${words[field]}`}
        style={{ width: 80 }}
        onChange={setCount}
      />
      <Button size="small" type="primary" loading={busy} onClick={save}>
        {words.save}
      </Button>
    </Space.Compact>
  )
}

const keys =
  (save: () => void, close: () => void) =>
  (event: KeyboardEvent): void => {
    // Enter in the list of currencies chooses one, on the button presses it.
    if (event.key === 'Enter' && (event.target as HTMLElement).getAttribute('role') === 'spinbutton') save()
    if (event.key === 'Escape') close()
  }

export function CurrencySelect(props: {
  value?: string
  onChange?: (currency: string) => void
  size?: 'small' | 'middle'
}): ReactNode {
  const words = useMessages(costMessages)
  return (
    <Select<string>
      size={props.size ?? 'small'}
      showSearch
      aria-label={words.currency}
      style={{ width: 84 }}
      popupMatchSelectWidth={false}
      options={costCurrencies.map((value) => ({ value, label: value }))}
      {...(props.value === undefined ? {} : { value: props.value })}
      {...(props.onChange === undefined ? {} : { onChange: props.onChange })}
    />
  )
}
