import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import {
  type RuleLevel,
  comparators,
  metrics,
  placementsSteered,
  ruleLevels,
  unitOf,
  windowLengths,
} from '#features/ads/rules/automation/rule.ts'
import { type FormRule, actionsAt } from './rule-form.ts'
import { ruleWords } from './rule-words.ts'
import { rulesMessages } from './rules-messages.ts'

type Values = FormRule | undefined

export function ScopeItems(props: {
  campaigns: readonly { campaignId: string; name: string }[]
  onLevel: (level: RuleLevel) => void
}): ReactNode {
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  return (
    <div className="sw-rule-row">
      <Form.Item name="level" label={words.level}>
        <Select
          onChange={props.onLevel}
          options={ruleLevels.map((value) => ({ value, label: terms.levels[value] }))}
        />
      </Form.Item>
      <Form.Item name="campaignIds" label={words.campaigns} className="sw-rule-wide">
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          maxTagCount="responsive"
          options={props.campaigns.map((one) => ({ value: one.campaignId, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="nameContains" label={words.nameContains}>
        <Input maxLength={100} />
      </Form.Item>
    </div>
  )
}

export function WhenItems({ values, currency }: { values: Values; currency: string }): ReactNode {
  const words = useMessages(rulesMessages)
  return (
    <>
      <div className="sw-rule-row">
        <Form.Item name="join" label={words.join}>
          <Select
            options={(['all', 'any'] as const).map((value) => ({ value, label: words.joins[value]! }))}
          />
        </Form.Item>
        <Form.Item name="windowDays" label={words.windowDays}>
          <Select options={windowLengths.map((value) => ({ value, label: words.days(value) }))} />
        </Form.Item>
        <Form.Item name="immatureDays" label={words.immatureDays} tooltip={words.immatureHelp}>
          <InputNumber min={0} max={30} precision={0} />
        </Form.Item>
      </div>
      <Form.List name="conditions">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <ConditionRow
                key={key}
                name={name}
                values={values}
                currency={currency}
                onRemove={() => remove(name)}
              />
            ))}
            <Button
              icon={<PlusOutlined />}
              disabled={fields.length >= 6}
              onClick={() => add({ metric: 'clicks', comparator: 'atLeast', than: 'value', value: 20 })}
            >
              {words.addCondition}
            </Button>
          </>
        )}
      </Form.List>
    </>
  )
}

function ConditionRow(props: {
  name: number
  values: Values
  currency: string
  onRemove: () => void
}): ReactNode {
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const own = props.values?.conditions?.[props.name]
  const metric = own?.metric ?? 'clicks'
  const than = own?.than ?? 'value'
  const unit = than !== 'value' ? '×' : { money: props.currency, share: '%', number: '' }[unitOf[metric]]
  const yardsticks = [
    'value',
    ...(metric === 'acos' ? (['targetAcos'] as const) : []),
    ...(metric === 'coverDays' || metric === 'changedDays' ? [] : (['average'] as const)),
  ] as const
  const offered = metrics.filter(
    (one) =>
      (one !== 'budgetUsed' || props.values?.level === 'campaign') &&
      (one !== 'coverDays' || props.values?.level !== 'searchTerm'),
  )
  return (
    <div className="sw-rule-condition">
      <Form.Item name={[props.name, 'metric']} label={words.metric}>
        <Select options={offered.map((value) => ({ value, label: terms.metrics[value] }))} />
      </Form.Item>
      <Form.Item name={[props.name, 'comparator']} label={words.comparator}>
        <Select options={comparators.map((value) => ({ value, label: terms.comparators[value] }))} />
      </Form.Item>
      <Form.Item name={[props.name, 'value']} label={words.value}>
        <InputNumber min={0} {...(unit === '' ? {} : { suffix: unit })} />
      </Form.Item>
      <Form.Item name={[props.name, 'than']} label={words.than}>
        <Select options={yardsticks.map((value) => ({ value, label: terms.yardsticks[value] }))} />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={words.removeCondition}
        onClick={props.onRemove}
      />
    </div>
  )
}

export function ThenItems({ values, currency }: { values: Values; currency: string }): ReactNode {
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const sort = values?.sort ?? 'bidStep'
  return (
    <div className="sw-rule-row">
      <Form.Item name="sort" label={words.action} className="sw-rule-wide">
        <Select
          options={actionsAt(values?.level ?? 'target').map((value) => ({
            value,
            label: terms.actions[value],
          }))}
        />
      </Form.Item>
      {sort === 'bidStep' || sort === 'budgetStep' ? (
        <Form.Item name="percent" label={words.percent}>
          <InputNumber min={-90} max={200} />
        </Form.Item>
      ) : null}
      {sort === 'bidSet' || sort === 'keywordExact' ? (
        <Form.Item name="bid" label={sort === 'bidSet' ? words.bid(currency) : words.bidOptional(currency)}>
          <InputNumber min={0} />
        </Form.Item>
      ) : null}
      {sort === 'state' ? (
        <Form.Item name="state" label={words.wantedState}>
          <Select
            options={(['PAUSED', 'ENABLED'] as const).map((value) => ({
              value,
              label: words.states[value]!,
            }))}
          />
        </Form.Item>
      ) : null}
      {sort === 'placementStep' ? (
        <>
          <Form.Item name="placement" label={words.placement}>
            <Select
              options={placementsSteered.map((value) => ({ value, label: terms.placements[value]! }))}
            />
          </Form.Item>
          <Form.Item name="points" label={words.points}>
            <InputNumber min={-900} max={900} precision={0} />
          </Form.Item>
        </>
      ) : null}
      {sort === 'negativeExact' ? (
        <Form.Item name="wide" valuePropName="checked" label={words.wide}>
          <Checkbox>{words.wides['campaign']}</Checkbox>
        </Form.Item>
      ) : null}
    </div>
  )
}

export function LimitItems(props: { values: Values; currency: string; goal: string }): ReactNode {
  const words = useMessages(rulesMessages)
  const sort = props.values?.sort ?? 'bidStep'
  const amounts = ['bidStep', 'bidToValue', 'bidSet', 'budgetStep', 'keywordExact'].includes(sort)
  const steps = ['bidStep', 'bidToValue', 'bidSet', 'budgetStep', 'placementStep'].includes(sort)
  const whole = (name: string, label: string, least: number, most: number): ReactNode => (
    <Form.Item name={name} label={label}>
      <InputNumber min={least} max={most} precision={0} />
    </Form.Item>
  )
  return (
    <div className="sw-rule-row">
      {steps ? (
        <Form.Item name="mostStepPercent" label={words.mostStep}>
          <InputNumber min={1} max={200} />
        </Form.Item>
      ) : null}
      {amounts ? (
        <>
          <Form.Item name="least" label={words.least}>
            <InputNumber min={0} suffix={props.currency} />
          </Form.Item>
          <Form.Item name="most" label={words.most}>
            <InputNumber min={0} suffix={props.currency} />
          </Form.Item>
        </>
      ) : null}
      {whole('leastClicks', words.leastClicks, 0, 100_000)}
      {whole('cooldownDays', words.cooldown, 0, 60)}
      {whole('mostChanges', words.mostChanges, 1, 500)}
      <Form.Item name="targetAcosPercent" label={words.target} tooltip={words.targetHelp(props.goal)}>
        <InputNumber min={1} max={500} suffix="%" placeholder={props.goal} />
      </Form.Item>
    </div>
  )
}

export function TimeItems({ values }: { values: Values }): ReactNode {
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  return (
    <div className="sw-rule-row">
      <Form.Item name="every" label={words.every}>
        <Select
          options={(['day', 'week'] as const).map((value) => ({ value, label: words.everies[value]! }))}
        />
      </Form.Item>
      {values?.every === 'week' ? (
        <Form.Item name="weekday" label={words.weekday}>
          <Select options={terms.weekdays.map((label, index) => ({ value: index + 1, label }))} />
        </Form.Item>
      ) : null}
      <Form.Item name="hour" label={words.hour}>
        <InputNumber min={0} max={23} precision={0} suffix=":00" />
      </Form.Item>
    </div>
  )
}
