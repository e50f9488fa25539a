import { Form, InputNumber, Radio, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { type PlacementKey, placementKeys } from '../rules/setting-words.ts'
import { type Move, type Step, moves } from '../rules/step.ts'
import {
  amountWishes,
  archiveWishes,
  placementWishes,
  restarted,
  stateWishes,
  strategyWishes,
} from '../rules/wishes.ts'
import { TermForm } from './TermForm.tsx'
import type { Draft } from './asking.ts'
import { adsMessages } from './messages.ts'
import { proposalMessages } from './proposal-messages.ts'
import { AmountItem, PreviewButton, type TaskFormProps } from './task-parts.tsx'

/** How what was picked shall change: one form a task. */
export function TaskForm(props: TaskFormProps): ReactNode {
  const { asking } = props
  switch (asking.task) {
    case 'bid':
    case 'budget':
      return <AmountForm {...props} asking={asking} />
    case 'state':
      return <StateForm {...props} asking={asking} />
    case 'strategy':
      return <StrategyForm {...props} asking={asking} />
    case 'placement':
      return <PlacementForm {...props} asking={asking} />
    case 'negative':
    case 'keyword':
      return <TermForm {...props} asking={asking} />
    case 'archive':
      return <ArchiveForm {...props} asking={asking} />
    case 'ready':
      return <ReadyForm {...props} asking={asking} />
  }
}

function AmountForm(props: TaskFormProps<'bid' | 'budget'>): ReactNode {
  const { asking, currency } = props
  const words = useMessages(proposalMessages)
  const [form] = Form.useForm<Step>()
  const one = asking.rows.length === 1 ? asking.rows[0]! : null
  const first: Step =
    one !== null && one.amount !== null ? { move: 'set', value: one.amount } : { move: 'raise', value: '10' }
  const move: Move = Form.useWatch('move', form) ?? first.move
  const usable = asking.rows.filter((row) => move === 'set' || row.amount !== null)
  const draft = (step: Step): Draft => {
    const kind = asking.task === 'bid' ? 'sp.bid' : 'sp.budget'
    return {
      wishes: amountWishes(kind, usable, step, currency),
      title: (n) => words.suggested[asking.task](words.suggested.step[step.move](step.value), n),
      again: (items) => {
        const now = step.move === 'set' ? null : restarted(usable, items)
        return now === null ? null : amountWishes(kind, now, step, currency)
      },
    }
  }
  return (
    <Form<Step>
      form={form}
      name="ads-amount"
      layout="vertical"
      requiredMark={false}
      initialValues={first}
      onValuesChange={props.onChanged}
      onFinish={({ move, value }) => props.onDraft(draft({ move, value }))}
    >
      <div className="sw-ad-steps">
        <Form.Item name="move" label={words.move}>
          <Segmented options={moves.map((value) => ({ value, label: words.moves[value] }))} />
        </Form.Item>
        <AmountItem
          name="value"
          label={move === 'set' ? words.amount(currency) : words.percent}
          move={move}
          currency={currency}
        />
      </div>
      {usable.length < asking.rows.length ? (
        <p className="sw-quiet">{words.withoutAmount(asking.rows.length - usable.length)}</p>
      ) : null}
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

function StateForm(props: TaskFormProps<'state'>): ReactNode {
  const { rows } = props.asking
  const words = useMessages(proposalMessages)
  const choices = ['ENABLED', 'PAUSED'] as const
  type Fields = { state: (typeof choices)[number] }
  const first = rows.every((one) => one.state === 'paused') ? 'ENABLED' : 'PAUSED'
  return (
    <Form<Fields>
      name="ads-state"
      layout="vertical"
      initialValues={{ state: first }}
      onValuesChange={props.onChanged}
      onFinish={({ state }) =>
        props.onDraft({
          wishes: stateWishes(rows, state),
          title: (n) => words.suggested.state(words.stateChoices[state], n),
        })
      }
    >
      <Form.Item name="state" label={words.wantedState}>
        <Radio.Group options={choices.map((value) => ({ value, label: words.stateChoices[value] }))} />
      </Form.Item>
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

const choosable = ['LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL'] as const

function StrategyForm(props: TaskFormProps<'strategy'>): ReactNode {
  const { rows } = props.asking
  const words = useMessages(proposalMessages)
  const names = useMessages(adsMessages).strategies
  type Fields = { strategy: (typeof choosable)[number] }
  const first = choosable.find((one) => rows.every((row) => row.strategy !== one)) ?? choosable[0]
  return (
    <Form<Fields>
      name="ads-strategy"
      layout="vertical"
      initialValues={{ strategy: first }}
      onValuesChange={props.onChanged}
      onFinish={({ strategy }) =>
        props.onDraft({
          wishes: strategyWishes(rows, strategy),
          title: (n) => words.suggested.strategy(names[strategy]!, n),
        })
      }
    >
      <Form.Item name="strategy" label={words.wantedStrategy}>
        <Radio.Group vertical options={choosable.map((value) => ({ value, label: names[value]! }))} />
      </Form.Item>
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

function PlacementForm(props: TaskFormProps<'placement'>): ReactNode {
  const { rows } = props.asking
  const words = useMessages(proposalMessages)
  const names = useMessages(adsMessages).placement
  type Fields = Partial<Record<PlacementKey, number | null>>
  const [form] = Form.useForm<Fields>()
  const one = rows.length === 1 ? rows[0]! : null
  return (
    <Form<Fields>
      form={form}
      name="ads-placement"
      layout="vertical"
      initialValues={one === null ? {} : { ...one.placements }}
      onValuesChange={props.onChanged}
      onFinish={(wanted) => {
        const wishes = placementWishes(rows, wanted)
        if (wishes.length === 0) form.setFields([{ name: 'top', errors: [words.nothingFilled] }])
        else props.onDraft({ wishes, title: words.suggested.placement })
      }}
    >
      <div className="sw-ad-steps">
        {placementKeys.map((key) => (
          <Form.Item key={key} name={key} label={`${names[key]} (%)`}>
            <InputNumber min={0} max={900} precision={0} style={{ width: 120 }} />
          </Form.Item>
        ))}
      </div>
      <p className="sw-quiet">{words.placementNote}</p>
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

function ReadyForm(props: TaskFormProps<'ready'>): ReactNode {
  const { wishes, title } = props.asking
  return (
    <Form name="ads-ready" layout="vertical" onFinish={() => props.onDraft({ wishes, title })}>
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

function ArchiveForm(props: TaskFormProps<'archive'>): ReactNode {
  const { rows } = props.asking
  const words = useMessages(proposalMessages)
  return (
    <Form
      name="ads-archive"
      layout="vertical"
      onFinish={() => props.onDraft({ wishes: archiveWishes(rows), title: words.suggested.archive })}
    >
      <p className="sw-quiet">{words.archiveNote}</p>
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}
