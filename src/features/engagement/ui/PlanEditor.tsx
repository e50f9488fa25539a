import { App, Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { dropPlan, offerPlan, planBaselines, savePlan } from '../api/plan.ts'
import { type Plan, checkPlan, riskLevels } from '../rules/plan.ts'
import { planText, riskWords } from '../rules/plan-text.ts'
import { PlanGoals } from './PlanGoals.tsx'
import type { PlanView } from './PlanPage.tsx'
import { DraftBar, useTold } from './contract-draft.tsx'
import { useDraft } from './use-draft.ts'
import { ChoiceField, DayField, ProblemsRoot, Said, TextField } from './contract-fields.tsx'
import { agreementMessages } from './agreement-messages.ts'
import { DraftPreview, useLang } from './contract-parts.tsx'
import { Group, useOptions } from './contract-options.tsx'
import { LineCard, freshId } from './plan-lines.tsx'
import { planMessages } from './plan-messages.ts'

type Draft = NonNullable<PlanView['draft']>
type PlanEdit = { plan: Plan; change: (part: Partial<Plan>) => void }

/** Writes a plan; what is missing shows where it stands as one types. */
export function PlanEditor(props: { clientId: string; data: PlanView; draft: Draft }): ReactNode {
  const { clientId, data, draft } = props
  const shared = useMessages(agreementMessages)
  const words = useMessages(planMessages)
  const lang = useLang()
  const told = useTold()
  const work = useDraft<Plan>({
    key: `steward.draft.plan.${clientId}`,
    draft: { ...draft, content: draft.plan },
    byName: useViewer().name,
    save: (content, note, revision) =>
      call(savePlan, {
        params: { clientId },
        body: { plan: structuredClone(content) as Draft['plan'], note, revision },
      }),
  })
  const { content: plan, change } = work
  const drop = useAct(dropPlan)
  const offer = useAct(offerPlan)
  const problems = useMemo(() => checkPlan(plan), [plan])
  const refresh = useRefresh(clientId, plan, change)
  const edit: PlanEdit = { plan, change }
  const newest = data.versions.find((one) => one.state !== 'withdrawn')
  return (
    <Section
      title={shared.draft}
      extra={<Button onClick={() => void refresh().catch(told)}>{words.refresh}</Button>}
    >
      <p className="sw-quiet">{shared.draftFor}</p>
      <ProblemsRoot problems={problems}>
        <Group title={words.about_}>
          <DayField
            label={words.startsOn}
            value={plan.startsOn}
            onChange={(day) => day !== null && change({ startsOn: day })}
          />
          <TextField
            wide
            rows={2}
            label={words.summary}
            value={plan.summary}
            onChange={(summary) => change({ summary })}
          />
        </Group>
        <PlanGoals {...edit} clientId={clientId} marketplaces={data.marketplaces} />
        <Milestones {...edit} />
        <Tasks {...edit} people={data.people} />
        <Risks {...edit} />
      </ProblemsRoot>
      <DraftPreview
        before={
          newest === undefined ? null : { version: newest.version, sections: planText(newest.plan, lang) }
        }
        after={planText(plan, lang)}
      />
      <DraftBar
        work={work}
        problems={problems}
        onDrop={() => drop.mutateAsync({ params: { clientId } })}
        onOffer={(revision) => offer.mutateAsync({ params: { clientId }, body: { revision } })}
      />
    </Section>
  )
}

/** Reads every goal's baseline anew from the facts. */
function useRefresh(clientId: string, plan: Plan, change: PlanEdit['change']): () => Promise<void> {
  const words = useMessages(planMessages)
  const { message } = App.useApp()
  return async () => {
    const places = [...new Set(plan.goals.map((one) => one.marketplace))]
    const read = new Map(
      await Promise.all(
        places.map(async (marketplace) => {
          const query = marketplace === null ? {} : { marketplace }
          return [marketplace, await call(planBaselines, { params: { clientId }, query })] as const
        }),
      ),
    )
    change({
      goals: plan.goals.map((goal) => {
        const found = read.get(goal.marketplace)?.baselines.find((one) => one.metric === goal.metric)
        if (found === undefined) return goal
        const { metric: _, ...baseline } = found
        return { ...goal, baseline }
      }),
    })
    void message.success(words.refreshed)
  }
}

const swap = <T,>(all: readonly T[], no: number, part: Partial<T>): T[] =>
  all.map((one, at) => (at === no ? { ...one, ...part } : one))
const without = <T,>(all: readonly T[], no: number): T[] => all.filter((_, at) => at !== no)

function Milestones({ plan, change }: PlanEdit): ReactNode {
  const words = useMessages(planMessages)
  const { milestones } = plan
  const add = (): void =>
    change({
      milestones: [
        ...milestones,
        {
          id: freshId('m', milestones),
          title: '',
          criteria: '',
          dueOn: milestones.at(-1)?.dueOn ?? plan.startsOn,
        },
      ],
    })
  return (
    <fieldset className="sw-group">
      <legend>{words.milestones}</legend>
      <Said path="milestones" />
      {milestones.map((one, no) => (
        <LineCard
          key={one.id}
          name={one.title}
          onRemove={() =>
            change({
              milestones: without(milestones, no),
              tasks: plan.tasks.map((task) =>
                task.milestoneId === one.id ? { ...task, milestoneId: null } : task,
              ),
            })
          }
        >
          <TextField
            label={words.milestone}
            path={`milestones.${no}.title`}
            value={one.title}
            onChange={(title) => change({ milestones: swap(milestones, no, { title }) })}
          />
          <DayField
            label={words.dueOn}
            path={`milestones.${no}.dueOn`}
            value={one.dueOn}
            onChange={(day) => day !== null && change({ milestones: swap(milestones, no, { dueOn: day }) })}
          />
          <TextField
            wide
            rows={1}
            label={words.criteria}
            path={`milestones.${no}.criteria`}
            value={one.criteria}
            onChange={(criteria) => change({ milestones: swap(milestones, no, { criteria }) })}
          />
        </LineCard>
      ))}
      <Button onClick={add}>{words.addMilestone}</Button>
    </fieldset>
  )
}

function Tasks({ plan, change, people }: PlanEdit & { people: PlanView['people'] }): ReactNode {
  const words = useMessages(planMessages)
  const { tasks, milestones } = plan
  const add = (): void =>
    change({
      tasks: [
        ...tasks,
        {
          id: freshId('t', tasks),
          title: '',
          side: 'agency',
          owner: people.find((one) => one.side === 'agency')?.name ?? '',
          dueOn: milestones[0]?.dueOn ?? plan.startsOn,
          milestoneId: milestones[0]?.id ?? null,
        },
      ],
    })
  const sides = (['agency', 'client'] as const).map((value) => ({ value, label: words.sides[value] }))
  return (
    <fieldset className="sw-group">
      <legend>{words.tasks}</legend>
      <Said path="tasks" />
      {tasks.map((task, no) => {
        const owners = [
          ...new Set([...people.filter((one) => one.side === task.side).map((one) => one.name), task.owner]),
        ]
        const set = (part: Partial<typeof task>): void => change({ tasks: swap(tasks, no, part) })
        return (
          <LineCard key={task.id} name={task.title} onRemove={() => change({ tasks: without(tasks, no) })}>
            <TextField
              wide
              label={words.task}
              path={`tasks.${no}.title`}
              value={task.title}
              onChange={(title) => set({ title })}
            />
            <ChoiceField
              label={words.side}
              value={task.side}
              options={sides}
              onChange={(side) => set({ side, owner: people.find((one) => one.side === side)?.name ?? '' })}
            />
            <ChoiceField
              label={words.owner}
              path={`tasks.${no}.owner`}
              value={task.owner}
              options={owners.filter((one) => one !== '').map((value) => ({ value, label: value }))}
              onChange={(owner) => set({ owner })}
            />
            <DayField
              label={words.dueOn}
              path={`tasks.${no}.dueOn`}
              value={task.dueOn}
              onChange={(day) => day !== null && set({ dueOn: day })}
            />
            <ChoiceField
              label={words.milestone}
              path={`tasks.${no}.milestoneId`}
              value={task.milestoneId ?? ''}
              options={[
                { value: '', label: words.noMilestone },
                ...milestones.map((one) => ({ value: one.id, label: one.title })),
              ]}
              onChange={(id) => set({ milestoneId: id === '' ? null : id })}
            />
          </LineCard>
        )
      })}
      <Button onClick={add}>{words.addTask}</Button>
    </fieldset>
  )
}

function Risks({ plan, change }: PlanEdit): ReactNode {
  const words = useMessages(planMessages)
  const options = useOptions()
  const { risks } = plan
  const add = (): void =>
    change({ risks: [...risks, { id: freshId('r', risks), title: '', level: 'middle', response: '' }] })
  return (
    <fieldset className="sw-group">
      <legend>{words.risks}</legend>
      {risks.map((one, no) => (
        <LineCard key={one.id} name={one.title} onRemove={() => change({ risks: without(risks, no) })}>
          <TextField
            label={words.risk}
            path={`risks.${no}.title`}
            value={one.title}
            onChange={(title) => change({ risks: swap(risks, no, { title }) })}
          />
          <ChoiceField
            label={words.level}
            value={one.level}
            options={options(riskLevels, riskWords)}
            onChange={(level) => change({ risks: swap(risks, no, { level }) })}
          />
          <TextField
            wide
            rows={1}
            label={words.response}
            path={`risks.${no}.response`}
            value={one.response}
            onChange={(response) => change({ risks: swap(risks, no, { response }) })}
          />
        </LineCard>
      ))}
      <Button onClick={add}>{words.addRisk}</Button>
    </fieldset>
  )
}
