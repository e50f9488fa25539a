import { DatePicker, Input, InputNumber, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, createContext, use, useId } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { groupedDecimal } from '../rules/document.ts'
import type { Problem } from '../rules/terms-parts.ts'
import { problemWords } from './terms-problems.ts'

// Fields of plans, quotes and contracts: a label, a value, and beneath it what contradicts itself there.

const Problems = createContext<readonly Problem[]>([])

/** Fields within show the problems of their path. */
export function ProblemsRoot(props: { problems: readonly Problem[]; children: ReactNode }): ReactNode {
  return <Problems value={props.problems}>{props.children}</Problems>
}

export type FieldProps<T> = {
  readonly label: string
  readonly value: T
  readonly onChange: (value: T) => void
  /** Where problems of it stand ('term.endsOn'). */
  readonly path?: string
  readonly help?: string
  readonly wide?: boolean
  readonly disabled?: boolean
}

/** A field's frame: label above, problems below. */
export function Field(props: {
  label: string
  path?: string | undefined
  help?: string | undefined
  wide?: boolean | undefined
  children: (id: string) => ReactNode
}): ReactNode {
  const id = useId()
  return (
    <div className={props.wide === true ? 'sw-field sw-field-wide' : 'sw-field'}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.help === undefined ? null : <span className="sw-quiet">{props.help}</span>}
      {props.path === undefined ? null : <Said path={props.path} />}
    </div>
  )
}

/** The problems of a path. */
export function Said({ path }: { path: string }): ReactNode {
  const words = useMessages(problemWords)
  const here = use(Problems).filter((one) => one.path === path)
  return here.map((one) => (
    <span key={one.code} className={one.severity === 'error' ? 'sw-bad' : 'sw-quiet'} role="status">
      {words[one.code]?.(one.params) ?? one.code}
    </span>
  ))
}

function useWrong(path: string | undefined): { status?: 'error' } {
  const here = use(Problems)
  return path !== undefined && here.some((one) => one.path === path && one.severity === 'error')
    ? { status: 'error' }
    : {}
}

export function TextField(props: FieldProps<string> & { rows?: number; placeholder?: string }): ReactNode {
  const wrong = useWrong(props.path)
  const shared = {
    value: props.value,
    disabled: props.disabled === true,
    placeholder: props.placeholder ?? '',
    ...wrong,
  }
  return (
    <Field {...props}>
      {(id) =>
        props.rows === undefined ? (
          <Input id={id} {...shared} onChange={({ target }) => props.onChange(target.value)} />
        ) : (
          <Input.TextArea
            id={id}
            {...shared}
            autoSize={{ minRows: props.rows, maxRows: 12 }}
            onChange={({ target }) => props.onChange(target.value)}
          />
        )
      }
    </Field>
  )
}

export function CountField(props: FieldProps<number> & { unit?: string; most?: number }): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <InputNumber<number>
          id={id}
          className="sw-full"
          min={0}
          max={props.most ?? 100_000}
          precision={0}
          value={props.value}
          suffix={props.unit ?? null}
          disabled={props.disabled === true}
          {...wrong}
          onChange={(next) => next !== null && props.onChange(next)}
        />
      )}
    </Field>
  )
}

/** A share, typed in per cent. */
export function PercentField(props: FieldProps<number> & { most?: number }): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <InputNumber<number>
          id={id}
          className="sw-full"
          min={0}
          max={props.most ?? 100}
          step={0.5}
          suffix="%"
          value={Number((props.value * 100).toPrecision(10))}
          {...wrong}
          onChange={(next) => next !== null && props.onChange(Number((next / 100).toPrecision(10)))}
        />
      )}
    </Field>
  )
}

/** An amount as decimal text. */
export function AmountField(props: FieldProps<string> & { currency: string }): ReactNode {
  return <MaybeAmountField {...props} onChange={(value) => props.onChange(value ?? '0')} />
}

/** An amount that may be left out. */
export function MaybeAmountField(
  props: Omit<FieldProps<string | null>, 'onChange'> & {
    currency: string
    onChange: (value: string | null) => void
    placeholder?: string
  },
): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <InputNumber<string>
          id={id}
          className="sw-full"
          stringMode
          min="0"
          precision={2}
          step="100"
          value={props.value}
          placeholder={props.placeholder ?? ''}
          prefix={props.currency}
          disabled={props.disabled === true}
          formatter={(value, info) => (info.userTyping ? info.input : groupedDecimal(plain(value ?? '')))}
          parser={(text) => (text ?? '').replaceAll(',', '')}
          {...wrong}
          onChange={(next) => props.onChange(next === null || next === '' ? null : plain(next))}
        />
      )}
    </Field>
  )
}

/** Without places that say nothing: "8000.00" is "8000". */
const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

export function DayField(
  props: Omit<FieldProps<string | null>, 'onChange'> & {
    onChange: (value: string | null) => void
    optional?: boolean
  },
): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <DatePicker
          id={id}
          className="sw-full"
          allowClear={props.optional === true}
          value={props.value === null ? null : dayjs(props.value)}
          {...wrong}
          onChange={(next) => {
            if (next !== null || props.optional === true) props.onChange(next?.format('YYYY-MM-DD') ?? null)
          }}
        />
      )}
    </Field>
  )
}

export type Option<T extends string> = { readonly value: T; readonly label: string }

export function ChoiceField<T extends string>(
  props: FieldProps<T> & { options: readonly Option<T>[] },
): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <Select<T>
          id={id}
          className="sw-full"
          aria-label={props.label}
          value={props.value}
          options={[...props.options]}
          disabled={props.disabled === true}
          popupMatchSelectWidth={false}
          {...wrong}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}

export function ManyField<T extends string>(
  props: FieldProps<readonly T[]> & { options: readonly Option<T>[] },
): ReactNode {
  const wrong = useWrong(props.path)
  return (
    <Field {...props}>
      {(id) => (
        <Select<T[]>
          id={id}
          className="sw-full"
          mode="multiple"
          aria-label={props.label}
          value={[...props.value]}
          options={[...props.options]}
          {...wrong}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}

export function SwitchField(props: FieldProps<boolean>): ReactNode {
  return (
    <Field {...props}>
      {(id) => (
        <span>
          <Switch id={id} aria-label={props.label} checked={props.value} onChange={props.onChange} />
        </span>
      )}
    </Field>
  )
}
