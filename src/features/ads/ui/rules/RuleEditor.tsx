import { Button, Drawer, Form, Grid, Input } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { ratioText } from '#web/kit/format.ts'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { createRule, listRules, reviseRule } from '#features/ads/api/automation.ts'
import { conflictsOf, ruleProblems } from '#features/ads/rules/automation/check.ts'
import type { Rule, RuleLevel } from '#features/ads/rules/automation/rule.ts'
import type { Place } from '../asking.ts'
import { LimitItems, ScopeItems, ThenItems, TimeItems, WhenItems } from './RuleFormParts.tsx'
import { type FormRule, actionsAt, formOf, ruleOf } from './rule-form.ts'
import { ruleProblemWords } from './rule-problems.ts'
import { ruleSentence } from './rule-sentence.ts'
import { ruleWords } from './rule-words.ts'
import { rulesMessages } from './rules-messages.ts'
import type { Listed, RuleLine } from './shared.ts'

/** Writes a rule; the sentence, what is wrong with it and what it pulls against follow as one types. */
export function RuleEditor(props: {
  clientId: string
  place: Place
  listed: Listed
  first: Rule
  /** Null for a new rule. */
  of: RuleLine | null
  onClose: () => void
  onSaved: (ruleId: string, version: number) => void
}): ReactNode {
  const { clientId, place, listed, first, of } = props
  const words = useMessages(rulesMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const [form] = Form.useForm<FormRule>()
  const [values, setValues] = useState<FormRule>(() => formOf(first))
  const done = (made: { ruleId: string; version: number }): void => props.onSaved(made.ruleId, made.version)
  const create = useAct(createRule, { stale: [listRules], onDone: done })
  const revise = useAct(reviseRule, { onDone: done })
  const rule = ruleOf(values, place.currency)
  const { storeId, marketplace } = place
  const save = (): void => {
    const content = { ...rule, name: rule.name.trim() } as RuleLine['content']
    if (of === null) create.mutate({ params: { clientId }, body: { storeId, marketplace, content } })
    else revise.mutate({ params: { clientId, ruleId: of.ruleId }, body: { content } })
  }
  const problems = useProblems(rule, place, listed)
  const goal = useGoal(listed)
  const onLevel = (level: RuleLevel): void => {
    const offered = actionsAt(level)
    if (!offered.includes(form.getFieldValue('sort'))) form.setFieldValue('sort', offered[0])
    setValues(form.getFieldsValue(true) as FormRule)
  }
  return (
    <Drawer
      open
      onClose={props.onClose}
      size={wide ? 'min(980px, 96vw)' : '100%'}
      title={of === null ? words.formTitleNew : words.formTitle(of.content.name)}
      closable={{ 'aria-label': words.close }}
      footer={
        <div className="sw-actions">
          <Button
            type="primary"
            disabled={problems.length > 0}
            loading={create.isPending || revise.isPending}
            onClick={save}
          >
            {words.save}
          </Button>
          <span className="sw-quiet">{words.saveOff}</span>
        </div>
      }
    >
      <ReadOut rule={rule} problems={problems} listed={listed} ruleId={of?.ruleId ?? null} />
      <Form<FormRule>
        form={form}
        name="ads-rule"
        layout="vertical"
        requiredMark={false}
        initialValues={values}
        onValuesChange={() => setValues({ ...formOf(first), ...(form.getFieldsValue(true) as FormRule) })}
      >
        <Form.Item name="name" label={words.name}>
          <Input maxLength={80} />
        </Form.Item>
        <h3>{words.partScope}</h3>
        <ScopeItems campaigns={listed.campaigns} onLevel={onLevel} />
        <h3>{words.partWhen}</h3>
        <WhenItems values={values} currency={place.currency} />
        <h3>{words.partThen}</h3>
        <ThenItems values={values} currency={place.currency} />
        <h3>{words.partLimits}</h3>
        <LimitItems values={values} currency={place.currency} goal={goal} />
        <h3>{words.partSchedule}</h3>
        <TimeItems values={values} />
      </Form>
    </Drawer>
  )
}

function useGoal(listed: Listed): string {
  const words = useMessages(rulesMessages)
  const { locale } = useLocale()
  return listed.targetAcosRatio === null ? words.noGoal : ratioText(listed.targetAcosRatio, locale)
}

const campaignsOf = (listed: Listed): Map<string, string> =>
  new Map(listed.campaigns.map((one) => [one.campaignId, one.name]))

function useProblems(rule: Rule, place: Place, listed: Listed): string[] {
  const said = useMessages(ruleProblemWords)
  const campaigns = useMemo(() => campaignsOf(listed), [listed])
  const codes = ruleProblems(rule, { ...place, campaigns }).map((one) => one.code)
  return [...new Set(codes)].map((code) => said[code] ?? code)
}

function ReadOut(props: {
  rule: Rule
  problems: readonly string[]
  listed: Listed
  ruleId: string | null
}): ReactNode {
  const { rule, problems, listed } = props
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const { locale } = useLocale()
  const others = listed.rules
    .filter((one) => one.ruleId !== props.ruleId)
    .map((one) => ({ ruleId: one.ruleId, rule: one.content as Rule }))
  const conflicts = problems.length > 0 ? [] : conflictsOf(rule, others, campaignsOf(listed))
  return (
    <div className="sw-rule-readout">
      <p className="sw-quiet">{words.readsAs}</p>
      <p className="sw-rule-sentence" aria-live="polite">
        {ruleSentence(rule, { words: terms, locale })}
      </p>
      {problems.length === 0 ? null : (
        <Remark
          kind="warning"
          title={words.problems}
          text={
            <ul className="sw-ad-grounds">
              {problems.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          }
        />
      )}
      {conflicts.length === 0 ? null : (
        <Remark
          kind="info"
          title={words.warnings}
          text={conflicts.map((one) => words.conflicts[one.code]?.(one.name) ?? one.code).join('\n')}
        />
      )}
    </div>
  )
}
