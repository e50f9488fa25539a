import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { decimalText, decimalsOf, microsFromDecimal } from '#kernel/money.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { bidMultiple } from '../rules/structure/coverage.ts'
import { type CampaignPlan, type PlanGroup, type PlanTarget, termKey } from '../rules/structure/plan.ts'
import { builderMessages } from './builder-messages.ts'
import { type Ground, groundMessages, groundText } from './ground-words.tsx'
import { planMessages } from './plan-messages.ts'

/** One composed campaign, with everything that can be edited before it is proposed. */
export function PlanEditor(props: {
  plan: CampaignPlan
  title: string
  ground: Ground
  currency: string
  problems: readonly string[]
  onChange: (plan: CampaignPlan) => void
  onRemove: () => void
}): ReactNode {
  const { plan, currency, onChange } = props
  const words = useMessages(builderMessages)
  const grounds = useMessages(groundMessages)
  const { locale } = useLocale()
  const setGroup = (at: number, group: PlanGroup): void =>
    onChange({ ...plan, adGroups: plan.adGroups.map((one, no) => (no === at ? group : one)) })
  return (
    <fieldset className="sw-plan-edit">
      <legend>{props.title}</legend>
      <div className="sw-plan-head">
        <label>
          <span className="sw-quiet">{words.name}</span>
          <Input
            value={plan.name}
            maxLength={200}
            onChange={(event) => onChange({ ...plan, name: event.target.value })}
          />
        </label>
        <label>
          <span className="sw-quiet">{words.dailyBudget}</span>
          <Amount
            label={`${plan.name} · ${words.dailyBudget}`}
            value={plan.dailyBudget}
            currency={currency}
            onChange={(dailyBudget) => onChange({ ...plan, dailyBudget })}
          />
        </label>
        <Button type="text" danger icon={<DeleteOutlined />} onClick={props.onRemove}>
          {words.remove}
        </Button>
      </div>
      <p className="sw-quiet">
        {groundText(props.ground, grounds.said, currency, locale)}
        {plan.negatives.length === 0 ? '' : ` · ${words.negatives(plan.negatives.length)}`}
      </p>
      {plan.adGroups.map((group, at) => (
        <Group
          key={group.name}
          plan={plan}
          group={group}
          currency={currency}
          onChange={(next) => setGroup(at, next)}
        />
      ))}
      {props.problems.length === 0 ? null : (
        <ul className="sw-plan-problems" role="status">
          {[...new Set(props.problems)].map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}

function Group(props: {
  plan: CampaignPlan
  group: PlanGroup
  currency: string
  onChange: (group: PlanGroup) => void
}): ReactNode {
  const { plan, group, currency, onChange } = props
  const plans = useMessages(planMessages)
  const words = useMessages(builderMessages)
  const { locale } = useLocale()
  const multiple = bidMultiple({ strategy: plan.strategy, placements: {} })
  const most = (bid: string): string => {
    const micros = microsFromDecimal(bid)
    if (micros === null) return '—'
    return moneyText(decimalText(BigInt(Math.round(Number(micros) * multiple))), currency, locale)
  }
  const set = (one: PlanTarget, bid: string): void =>
    onChange({ ...group, targets: group.targets.map((each) => (each === one ? { ...one, bid } : each)) })
  return (
    <details open={group.targets.length <= 8}>
      <summary>
        {plans.group} <strong>{group.name}</strong> · {plans.products} {group.skus.length} ·{' '}
        {plans.defaultBid} {moneyText(group.defaultBid, currency, locale)} · {group.targets.length}
      </summary>
      <ul className="sw-plan-targets">
        {group.targets.map((one) => {
          const label = plans.clauses[one.term] ?? one.term
          return (
            <li key={termKey(one)}>
              <span className="sw-plan-term">
                {label} <span className="sw-quiet">[{plans.types[one.matchType]}]</span>
              </span>
              <Amount
                label={words.bidOf(label)}
                value={one.bid}
                currency={currency}
                onChange={(bid) => set(one, bid)}
              />
              <span className="sw-quiet sw-figure">
                {words.most} {most(one.bid)}
              </span>
              {one.matchType === 'AUTO' ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={words.removeTarget(label)}
                  onClick={() =>
                    onChange({ ...group, targets: group.targets.filter((each) => each !== one) })
                  }
                />
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

function Amount(props: {
  label: string
  value: string
  currency: string
  onChange: (value: string) => void
}): ReactNode {
  return (
    <InputNumber<string>
      stringMode
      min="0"
      aria-label={props.label}
      inputMode="decimal"
      step={decimalsOf(props.currency) === 0 ? '1' : '0.01'}
      suffix={props.currency}
      value={props.value}
      onChange={(next) => props.onChange(next ?? '')}
    />
  )
}
