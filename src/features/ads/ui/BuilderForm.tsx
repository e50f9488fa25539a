import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { decimalsOf } from '#kernel/money.ts'
import { useMessages } from '#web/i18n.tsx'
import { rangeOf } from '../rules/limits.ts'
import {
  type BuildOptions,
  type CampaignType,
  DEFAULT_PATTERN,
  campaignTypes,
} from '../rules/structure/build.ts'
import { planStates, planStrategies } from '../rules/structure/plan.ts'
import { builderMessages } from './builder-messages.ts'
import { adsMessages } from './messages.ts'

type Filled = {
  types: CampaignType[]
  pattern: string
  together: boolean
  state: BuildOptions['state']
  strategy: BuildOptions['strategy']
  acos: number
  prior: number
  budgets: Record<CampaignType, string>
  terms?: string
  asins?: string
}

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Ten times the least budget that the marketplace takes: ten dollars, a thousand yen. */
const usualBudget = (marketplace: string): string => String((rangeOf('budget', marketplace)?.[0] ?? 1) * 10)

/** What the campaigns shall be like. */
export function BuilderForm(props: {
  currency: string
  marketplace: string
  usualAcos: number | null
  /** The day of the snapshot: what {date} becomes. */
  asOf: string
  ready: boolean
  onCompose: (options: Omit<BuildOptions, 'marketplace' | 'currency' | 'usual'>) => void
}): ReactNode {
  const words = useMessages(builderMessages)
  const names = useMessages(adsMessages)
  const { currency } = props
  const budget = usualBudget(props.marketplace)
  const compose = (one: Filled): void =>
    props.onCompose({
      pattern: one.pattern,
      date: props.asOf.replaceAll('-', ''),
      types: one.types,
      together: one.together,
      state: one.state,
      strategy: one.strategy,
      budgets: Object.fromEntries(
        campaignTypes.map((type) => [type, one.budgets[type] ?? '']),
      ) as BuildOptions['budgets'],
      targetAcos: (one.acos ?? 0) / 100,
      priorConversion: (one.prior ?? 0) / 100,
      terms: lines(one.terms),
      asins: lines(one.asins?.replaceAll(/[\s,，;；]+/g, '\n')),
    })
  return (
    <Form<Filled>
      name="ads-builder"
      layout="vertical"
      requiredMark={false}
      initialValues={{
        types: ['auto', 'research', 'exact'],
        pattern: DEFAULT_PATTERN,
        together: false,
        state: 'PAUSED',
        strategy: 'LEGACY_FOR_SALES',
        acos: Math.round((props.usualAcos ?? 0.3) * 100),
        prior: 10,
        budgets: Object.fromEntries(campaignTypes.map((type) => [type, budget])),
      }}
      onFinish={compose}
    >
      <div className="sw-builder-fields">
        <Form.Item name="types" label={words.types} className="sw-builder-wide">
          <Checkbox.Group
            options={campaignTypes.map((value) => ({ value, label: words.typeNames[value] }))}
          />
        </Form.Item>
        <Form.Item name="pattern" label={words.pattern} extra={words.patternHelp}>
          <Input maxLength={128} />
        </Form.Item>
        <Form.Item name="together" label={words.grouping}>
          <Radio.Group
            options={[
              { value: false, label: words.groupEach },
              { value: true, label: words.groupTogether },
            ]}
          />
        </Form.Item>
        <Form.Item name="state" label={words.state}>
          <Radio.Group options={planStates.map((value) => ({ value, label: words.states[value] }))} />
        </Form.Item>
        <Form.Item name="strategy" label={words.strategy}>
          <Select options={planStrategies.map((value) => ({ value, label: names.strategies[value] }))} />
        </Form.Item>
        <Form.Item name="acos" label={words.acos}>
          <InputNumber<number> min={1} max={500} suffix="%" />
        </Form.Item>
        <Form.Item name="prior" label={words.prior}>
          <InputNumber<number> min={0.1} max={100} suffix="%" />
        </Form.Item>
        {campaignTypes.map((type) => (
          <Form.Item key={type} name={['budgets', type]} label={words.budget(words.typeNames[type])}>
            <InputNumber<string>
              stringMode
              min="0"
              step={decimalsOf(currency) === 0 ? '100' : '1'}
              suffix={currency}
            />
          </Form.Item>
        ))}
        <Form.Item name="terms" label={words.terms}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="asins" label={words.asins}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" disabled={!props.ready}>
        {props.ready ? words.compose : words.nothing}
      </Button>
    </Form>
  )
}
