import { Alert, App, Button, Drawer, Grid, InputNumber, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { setPolicy } from '../api/govern.ts'
import { type Bound, type KindLimits, type Mode, limitsProblem, modes, neverAuto } from '../rules/tiers.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'
import { type Measure, measureOf, samePolicy } from './limit-text.ts'

type Draft = Readonly<Record<string, KindLimits>>

/** Mode and limits to set (the client) or to propose (the agency). */
export function PolicyDrawer(props: { clientId: string; data: Governance; onClose: () => void }): ReactNode {
  const { data, onClose } = props
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const wide = Grid.useBreakpoint().md ?? true
  const { message } = App.useApp()
  const [mode, setMode] = useState<Mode>(data.mode)
  const [limits, setLimits] = useState<Draft>(data.limits)
  const save = useAct(setPolicy, {
    onDone: ({ inForce }) => {
      void message.success(inForce ? words.setDone : words.sendDone)
      onClose()
    },
  })
  const problem = limitsProblem(limits)
  const unchanged = samePolicy({ mode, limits }, data)
  return (
    <Drawer
      open
      size={wide ? 720 : '100%'}
      title={words.changeTitle[data.side]}
      onClose={onClose}
      closable={{ 'aria-label': words.cancel }}
      footer={
        <div className="sw-actions sw-drawer-foot">
          {unchanged ? <span className="sw-quiet">{words.noChange}</span> : null}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="primary"
            disabled={problem !== null || unchanged}
            loading={save.isPending}
            onClick={() => save.mutate({ params: { clientId: props.clientId }, body: { mode, limits } })}
          >
            {data.side === 'client' ? words.setNow : words.send}
          </Button>
        </div>
      }
    >
      <p className="sw-quiet">{words.changeAbout[data.side]}</p>
      <h3 className="sw-part">{words.modeTitle}</h3>
      <Radio.Group
        className="sw-choices"
        value={mode}
        onChange={({ target }) => setMode(target.value as Mode)}
        options={modes.map((value) => ({
          value,
          label: (
            <>
              <strong>{words.modes[value].name}</strong>{' '}
              <span className="sw-quiet">{words.modes[value].does}</span>
            </>
          ),
        }))}
      />
      <h3 className="sw-part">{words.limitsTitle}</h3>
      <p className="sw-quiet">{words.limitsAbout}</p>
      {data.kinds.map(({ name }) => (
        <KindLine
          key={name}
          kind={name}
          name={names[name] ?? name}
          measure={measureOf(name)}
          value={limits[name] ?? { auto: null, second: null }}
          wrong={problem === name}
          onChange={(next) => setLimits({ ...limits, [name]: next })}
        />
      ))}
    </Drawer>
  )
}

/** One kind with what passes by itself and with a second person. */
export function KindLine(props: {
  kind: string
  name: string
  measure: Measure
  value: KindLimits
  wrong: boolean
  onChange: (next: KindLimits) => void
}): ReactNode {
  const { name, measure, value } = props
  const words = useMessages(governMessages)
  return (
    <fieldset className="sw-limit">
      <legend>{name}</legend>
      {(neverAuto.has(props.kind) ? (['second'] as const) : (['auto', 'second'] as const)).map((tier) => (
        <div key={tier}>
          <div className="sw-quiet">{words[tier]}</div>
          <BoundField
            label={`${name} · ${words[tier]}`}
            measure={measure}
            value={value[tier]}
            onChange={(bound) => props.onChange({ ...value, [tier]: bound })}
          />
        </div>
      ))}
      {props.wrong ? <Alert type="error" showIcon title={words.disordered} /> : null}
    </fieldset>
  )
}

/** How a bound is shown and typed, by what it measures. */
const fields = {
  ratio: {
    first: 20,
    most: 10_000,
    unit: 'percentOf',
    shown: (one: Bound) => Math.round((one.ratio ?? 0) * 1000) / 10,
    bound: (typed: number): Bound => ({ ratio: Math.round(typed * 10) / 1000 }),
  },
  points: {
    first: 20,
    most: 900,
    unit: 'points',
    shown: (one: Bound) => one.points ?? 0,
    bound: (typed: number): Bound => ({ points: typed }),
  },
  amount: {
    first: 50,
    most: 100_000_000,
    unit: 'amountUnit',
    shown: (one: Bound) => one.amount ?? 0,
    bound: (typed: number): Bound => ({ amount: typed }),
  },
} as const

type Reach = 'never' | 'any' | 'within'

function BoundField(props: {
  label: string
  measure: Measure
  value: Bound | null
  onChange: (bound: Bound | null) => void
}): ReactNode {
  const { label, measure, value, onChange } = props
  const words = useMessages(governMessages)
  const bounded =
    value !== null && (value.ratio !== undefined || value.points !== undefined || value.amount !== undefined)
  const reach: Reach = value === null ? 'never' : bounded ? 'within' : 'any'
  const options: { value: Reach; label: string }[] = [
    { value: 'never', label: words.never },
    ...(measure === 'none' ? [] : [{ value: 'within' as const, label: words.withinLabel }]),
    { value: 'any', label: words.any },
  ]
  const field = fields[measure === 'none' ? 'ratio' : measure]
  return (
    <div className="sw-bound">
      <Select<Reach>
        aria-label={label}
        value={reach}
        options={options}
        onChange={(next) =>
          onChange(next === 'never' ? null : next === 'any' ? {} : field.bound(field.first))
        }
      />
      {!bounded ? null : (
        <InputNumber<number>
          aria-label={`${label} · ${words.upTo}`}
          min={0}
          max={field.most}
          {...(measure === 'points' ? { precision: 0 } : { step: 5 })}
          suffix={words[field.unit]}
          value={field.shown(value)}
          onChange={(next) => {
            if (next !== null) onChange(field.bound(next))
          }}
        />
      )}
    </div>
  )
}
