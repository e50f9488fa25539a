import { Button, Dropdown } from 'antd'
import { type ReactNode } from 'react'
import { metrics } from '#features/facts/rules/kpi.ts'
import { call } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText } from '#web/kit/format.ts'
import { planBaselines } from '../api/plan.ts'
import { inLang } from '../rules/document.ts'
import { type Goal, type GoalMetric, type Plan, firstTarget, goalMetrics } from '../rules/plan.ts'
import { goalValue, goalWords } from '../rules/plan-text.ts'
import { AmountField, ChoiceField, DayField, Field, PercentField, Said } from './contract-fields.tsx'
import { useTold } from './contract-draft.tsx'
import { useLang } from './contract-parts.tsx'
import { planMessages } from './plan-messages.ts'
import { LineCard, freshId } from './plan-lines.tsx'

type Props = {
  plan: Plan
  change: (part: Partial<Plan>) => void
  clientId: string
  marketplaces: readonly string[]
}

/** Goals by figure and marketplace; a baseline is read from the facts when a goal is added or moved. */
export function PlanGoals({ plan, change, clientId, marketplaces }: Props): ReactNode {
  const words = useMessages(planMessages)
  const lang = useLang()
  const told = useTold()
  const { goals } = plan
  const begun = async (
    metric: GoalMetric,
    marketplace: string | null,
  ): Promise<Omit<Goal, 'id' | 'byOn'>> => {
    const query = marketplace === null ? {} : { marketplace }
    const read = await call(planBaselines, { params: { clientId }, query })
    const { metric: _, ...baseline } = read.baselines.find((one) => one.metric === metric)!
    return {
      metric,
      marketplace,
      currency: metrics[metric].unit === 'money' ? read.currency : null,
      baseline,
      target: firstTarget(metric, baseline.value),
    }
  }
  const add = async (metric: GoalMetric): Promise<void> => {
    const goal = await begun(metric, null)
    change({
      goals: [...goals, { ...goal, id: freshId('g', goals), byOn: goals.at(-1)?.byOn ?? plan.startsOn }],
    })
  }
  const set = (no: number, part: Partial<Goal>): void =>
    change({ goals: goals.map((one, at) => (at === no ? { ...one, ...part } : one)) })
  return (
    <fieldset className="sw-group">
      <legend>{words.goals}</legend>
      <Said path="goals" />
      {goals.map((goal, no) => (
        <GoalFields
          key={goal.id}
          goal={goal}
          path={`goals.${no}`}
          marketplaces={marketplaces}
          onChange={(part) => set(no, part)}
          onMove={(marketplace) => void begun(goal.metric, marketplace).then((part) => set(no, part), told)}
          onRemove={() => change({ goals: goals.filter((_, at) => at !== no) })}
        />
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: goalMetrics.map((metric) => ({
            key: metric,
            label: inLang(goalWords[metric], lang),
            onClick: () => void add(metric).catch(told),
          })),
        }}
      >
        <Button>{words.addGoal}</Button>
      </Dropdown>
    </fieldset>
  )
}

function GoalFields(props: {
  goal: Goal
  path: string
  marketplaces: readonly string[]
  onChange: (part: Partial<Goal>) => void
  onMove: (marketplace: string | null) => void
  onRemove: () => void
}): ReactNode {
  const { goal, path, onChange } = props
  const words = useMessages(planMessages)
  const { locale } = useLocale()
  const lang = useLang()
  const { baseline } = goal
  const name = inLang(goalWords[goal.metric], lang)
  const target = { label: `${name} · ${words.target}`, path: `${path}.target` }
  return (
    <LineCard name={name} onRemove={props.onRemove}>
      <ChoiceField
        label={`${name} · ${words.marketplace}`}
        value={goal.marketplace ?? ''}
        options={[
          { value: '', label: words.allMarkets },
          ...props.marketplaces.map((value) => ({ value, label: value })),
        ]}
        onChange={(value) => props.onMove(value === '' ? null : value)}
      />
      <Field label={words.baseline} path={`${path}.baseline`}>
        {(id) =>
          baseline === null || baseline.value === null ? (
            <span id={id} className="sw-quiet">
              {words.noBaseline}
            </span>
          ) : (
            <span id={id}>
              <strong className="sw-figure">{goalValue(goal, baseline.value)}</strong>
              <br />
              <span className="sw-quiet">
                {baseline.from} – {baseline.to} · {words.standing[baseline.standing]}
                {baseline.asOf === null
                  ? ''
                  : ` · ${words.asOf(instantText(baseline.asOf, undefined, locale))}`}
              </span>
            </span>
          )
        }
      </Field>
      {metrics[goal.metric].unit === 'ratio' ? (
        <PercentField
          {...target}
          value={Number(goal.target)}
          onChange={(value) => onChange({ target: String(Number(value.toFixed(6))) })}
        />
      ) : (
        <AmountField
          {...target}
          currency={goal.currency ?? ''}
          value={goal.target}
          onChange={(value) => onChange({ target: value })}
        />
      )}
      <DayField
        label={words.byOn}
        path={`${path}.byOn`}
        value={goal.byOn}
        onChange={(day) => day !== null && onChange({ byOn: day })}
      />
      <Said path={path} />
    </LineCard>
  )
}
