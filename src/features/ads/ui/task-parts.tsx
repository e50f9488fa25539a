import { Button, Form, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { decimalsOf } from '#kernel/money.ts'
import { useMessages } from '#web/i18n.tsx'
import { type Move, stepProblem } from '../rules/step.ts'
import type { Asking, Draft } from './asking.ts'
import { proposalMessages } from './proposal-messages.ts'

// What the forms of the tasks share.

export type TaskFormProps<Task extends Asking['task'] = Asking['task']> = {
  asking: Extract<Asking, { task: Task }>
  currency: string
  busy: boolean
  /** A preview of what stands in the form is shown. */
  shown: boolean
  onDraft: (draft: Draft) => void
  /** The form says something else than it did. */
  onChanged: () => void
}

export function PreviewButton({ busy, shown }: { busy: boolean; shown: boolean }): ReactNode {
  const words = useMessages(proposalMessages)
  return (
    <Button type={shown ? 'default' : 'primary'} htmlType="submit" loading={busy}>
      {shown ? words.previewAgain : words.preview}
    </Button>
  )
}

/** A field for a step's value: per cent, or an amount of the currency, as exact text. */
export function AmountItem(props: {
  name: string
  label: string
  move: Move
  currency: string
  optional?: boolean
}): ReactNode {
  const { move, currency } = props
  const words = useMessages(proposalMessages)
  const step = move !== 'set' || decimalsOf(currency) === 0 ? '1' : '0.01'
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      rules={[
        {
          validator: async (_, value: string | null | undefined) => {
            const text = value ?? ''
            if (props.optional === true && text === '') return
            const problem = stepProblem({ move, value: text }, currency)
            if (problem !== null) throw new Error(words.stepProblems[problem])
          },
        },
      ]}
    >
      <InputNumber<string> stringMode min="0" step={step} style={{ width: 160 }} />
    </Form.Item>
  )
}
