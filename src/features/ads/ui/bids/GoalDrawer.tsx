import { Button, Checkbox, Collapse, Drawer, Form, Grid, InputNumber, Radio } from 'antd'
import type { ReactNode } from 'react'
import { setBidGoal } from '#features/ads/api/bids.ts'
import { type GoalKind, explores, goalKinds } from '#features/ads/rules/bids/goal.ts'
import { usualExploring } from '#features/ads/rules/bids/snapshot.ts'
import { decimalsOf } from '#kernel/money.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { ratioText } from '#web/kit/format.ts'
import { useAct } from '#web/query.ts'
import type { Place } from '../asking.ts'
import type { Goal } from './BidsPage.tsx'
import { MarginSuggestion } from './MarginSuggestion.tsx'
import { bidMessages } from './bid-messages.ts'
import { type EventField, SeasonFields, eventsOf, fieldOf } from './SeasonFields.tsx'

type Fields = {
  kind: GoalKind
  targetPercent?: number | null
  marginPercent?: number | null
  keepPercent?: number | null
  perDay?: string | null
  mostUpPercent?: number | null
  cooldownDays?: number | null
  mostEffectiveBid?: string | null
  campaigns: boolean
  explore: boolean
  explorePercent?: number | null
  exploreLossPerDay?: string | null
  events?: EventField[]
}

const percentOf = (ratio: number | undefined): number | null =>
  ratio === undefined ? null : Math.round(ratio * 10_000) / 100
const ratioOf = (percent: number | null | undefined): number | undefined =>
  percent === null || percent === undefined ? undefined : percent / 100

function fieldsOf(goal: Goal | undefined, acosRatio: number | null): Fields {
  const numbers = goal?.numbers ?? {}
  return {
    kind: goal?.kind ?? 'acos',
    // Who has no goal yet starts from what the account does now.
    targetPercent: percentOf(numbers.targetRatio) ?? (acosRatio === null ? 25 : Math.round(acosRatio * 100)),
    marginPercent: percentOf(numbers.marginRatio),
    keepPercent: percentOf(numbers.keepRatio) ?? 100,
    perDay: numbers.perDay ?? null,
    mostUpPercent: percentOf(numbers.mostUpRatio) ?? 30,
    cooldownDays: numbers.cooldownDays ?? 3,
    mostEffectiveBid: numbers.mostEffectiveBid ?? null,
    campaigns: numbers.campaigns ?? true,
    explore: numbers.explore ?? false,
    explorePercent: percentOf(numbers.exploreRatio ?? usualExploring.spendRatio),
    exploreLossPerDay: numbers.exploreLossPerDay ?? null,
    events: (numbers.events ?? []).map(fieldOf),
  }
}

function numbersOf(fields: Fields) {
  const { kind } = fields
  const defined = <T extends object>(values: T): T =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
  return defined({
    targetRatio: kind === 'acos' ? ratioOf(fields.targetPercent) : undefined,
    marginRatio: kind === 'profit' || kind === 'budget' ? ratioOf(fields.marginPercent) : undefined,
    keepRatio: kind === 'volume' ? ratioOf(fields.keepPercent) : undefined,
    perDay: kind === 'budget' ? (fields.perDay ?? undefined) : undefined,
    mostUpRatio: ratioOf(fields.mostUpPercent),
    cooldownDays: fields.cooldownDays ?? undefined,
    mostEffectiveBid: fields.mostEffectiveBid ?? null,
    campaigns: fields.campaigns,
    explore: fields.explore,
    exploreRatio: ratioOf(fields.explorePercent),
    exploreLossPerDay: fields.exploreLossPerDay ?? null,
    events: eventsOf(fields.events),
  })
}

/** Sets what a place is steered to. */
export function GoalDrawer(props: {
  clientId: string
  place: Place
  goal: Goal | undefined
  acosRatio: number | null
  onClose: () => void
}): ReactNode {
  const { clientId, place } = props
  const words = useMessages(bidMessages)
  const { locale } = useLocale()
  const wide = Grid.useBreakpoint().md ?? true
  const [form] = Form.useForm<Fields>()
  const first = fieldsOf(props.goal, props.acosRatio)
  const kind = Form.useWatch('kind', form) ?? first.kind
  const target = Form.useWatch('targetPercent', form) ?? first.targetPercent
  const isExploring = Form.useWatch('explore', form) ?? first.explore
  const save = useAct(setBidGoal, { onDone: props.onClose })
  const { storeId, marketplace, currency } = place
  const percent = (
    name: 'targetPercent' | 'marginPercent' | 'keepPercent' | 'mostUpPercent' | 'explorePercent',
    label: string,
    required: boolean,
    help?: string,
    most = 500,
  ): ReactNode => (
    <Form.Item name={name} label={label} help={help} rules={[{ required, message: words.missing }]}>
      <InputNumber min={1} max={most} style={{ width: 140 }} />
    </Form.Item>
  )
  const amount = (
    name: 'perDay' | 'mostEffectiveBid' | 'exploreLossPerDay',
    label: string,
    required: boolean,
  ): ReactNode => (
    <Form.Item name={name} label={label} rules={[{ required, message: words.missing }]}>
      <InputNumber stringMode min="0.01" precision={decimalsOf(currency)} style={{ width: 160 }} />
    </Form.Item>
  )
  return (
    <Drawer open onClose={props.onClose} size={wide ? 520 : '100%'} title={words.setGoal}>
      <Form<Fields>
        form={form}
        name="bid-goal"
        layout="vertical"
        requiredMark={false}
        initialValues={first}
        onFinish={(fields) =>
          save.mutate({
            params: { clientId },
            body: { storeId, marketplace, kind: fields.kind, numbers: numbersOf({ ...first, ...fields }) },
          })
        }
      >
        <Form.Item name="kind" label={words.kind}>
          <Radio.Group vertical options={goalKinds.map((value) => ({ value, label: words.kinds[value]! }))} />
        </Form.Item>
        {props.acosRatio === null ? null : (
          <p className="sw-quiet">{words.acosNow(ratioText(props.acosRatio, locale))}</p>
        )}
        {kind === 'acos'
          ? percent(
              'targetPercent',
              words.targetRatio,
              true,
              target ? words.roas((100 / target).toFixed(2)) : undefined,
            )
          : null}
        {kind === 'profit' ? percent('marginPercent', words.marginRatio, true) : null}
        {kind === 'volume' ? percent('keepPercent', words.keepRatio, true) : null}
        {kind === 'budget' ? (
          <>
            {amount('perDay', words.perDay(currency), true)}
            {percent('marginPercent', words.optionalMargin, false)}
          </>
        ) : null}
        {kind === 'profit' || kind === 'budget' ? (
          <MarginSuggestion
            clientId={clientId}
            place={place}
            take={(marginPercent) => form.setFieldsValue({ marginPercent })}
          />
        ) : null}
        <Collapse
          size="small"
          style={{ marginBottom: 16 }}
          items={[
            {
              key: 'bounds',
              label: words.bounds,
              forceRender: true,
              children: (
                <>
                  {percent('mostUpPercent', words.mostUp, true)}
                  <Form.Item name="cooldownDays" label={words.cooldown}>
                    <InputNumber min={1} max={30} precision={0} style={{ width: 140 }} />
                  </Form.Item>
                  {amount('mostEffectiveBid', words.mostEffective(currency), false)}
                  <Form.Item name="campaigns" valuePropName="checked">
                    <Checkbox>{words.campaigns}</Checkbox>
                  </Form.Item>
                  {explores[kind] ? (
                    <Form.Item name="explore" valuePropName="checked">
                      <Checkbox>{words.explore}</Checkbox>
                    </Form.Item>
                  ) : null}
                  {explores[kind] && isExploring ? (
                    <>
                      {percent('explorePercent', words.exploreRatio, true, undefined, 30)}
                      {amount('exploreLossPerDay', words.exploreLoss(currency), false)}
                    </>
                  ) : null}
                </>
              ),
            },
            {
              key: 'season',
              label: words.season,
              forceRender: true,
              children: <SeasonFields marketplace={marketplace} today={place.asOf} />,
            },
          ]}
        />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Form>
    </Drawer>
  )
}
