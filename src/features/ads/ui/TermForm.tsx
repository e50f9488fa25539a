import { Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { type GroupRow, asinsAmong, keywordWishes, negativeWishes, termLines } from '../rules/wishes.ts'
import type { Draft } from './asking.ts'
import { proposalMessages } from './proposal-messages.ts'
import { AmountItem, PreviewButton, type TaskFormProps } from './task-parts.tsx'

type Fields = {
  level: 'campaign' | 'groups'
  adGroupIds?: string[]
  matchType: string
  terms: string
  bid?: string | null
}

/** New negatives, or new keywords and product targets: where, how, and one term a line. */
export function TermForm(props: TaskFormProps<'negative' | 'keyword'>): ReactNode {
  const { asking, currency } = props
  const { task, rows, adGroups } = asking
  const words = useMessages(proposalMessages)
  const [form] = Form.useForm<Fields>()
  const types: Readonly<Record<string, string>> =
    task === 'negative' ? words.negativeTypes : words.keywordTypes
  const first: Fields = {
    level: task === 'negative' ? 'campaign' : 'groups',
    adGroupIds: adGroups.length === 1 ? [adGroups[0]!.adGroupId] : [],
    matchType: Object.keys(types)[0]!,
    terms: '',
  }
  const matchType = Form.useWatch('matchType', form) ?? first.matchType
  const level = Form.useWatch('level', form) ?? first.level
  const typed = termLines(Form.useWatch('terms', form) ?? '', matchType)
  const asins = asinsAmong(typed, matchType)
  const draft = (fields: Fields): Draft => {
    const terms = termLines(fields.terms, fields.matchType)
    const groups = level === 'groups' ? (fields.adGroupIds ?? []) : []
    const bid = fields.bid === undefined || fields.bid === '' ? null : fields.bid
    const wishes =
      task === 'negative'
        ? negativeWishes(rows, groups, fields.matchType, terms)
        : keywordWishes(rows[0]!.id, groups, fields.matchType, terms, bid)
    return { wishes, title: words.suggested[task] }
  }
  return (
    <Form<Fields>
      form={form}
      name="ads-terms"
      layout="vertical"
      requiredMark={false}
      initialValues={first}
      onValuesChange={props.onChanged}
      onFinish={(fields) => props.onDraft(draft(fields))}
    >
      <Where choice={task === 'negative'} level={level} adGroups={adGroups} />
      <Form.Item name="matchType" label={words.matchType}>
        <Radio.Group options={Object.entries(types).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="terms"
        label={matchType === 'ASIN' ? words.asins : words.terms}
        rules={[
          {
            validator: async (_, text: unknown) => {
              if (termLines(String(text ?? ''), matchType).length === 0) throw new Error(words.termsMissing)
            },
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
      {asins.length === 0 ? null : (
        <Remark kind="warning" title={words.looksLikeAsin(asins.slice(0, 3).join(' '))} />
      )}
      {task === 'keyword' ? (
        <AmountItem name="bid" label={words.bid(currency)} move="set" currency={currency} optional />
      ) : null}
      <PreviewButton busy={props.busy} shown={props.shown} />
    </Form>
  )
}

/** The whole campaign, or some of its ad groups. */
function Where(props: { choice: boolean; level: Fields['level']; adGroups: readonly GroupRow[] }): ReactNode {
  const { adGroups, level } = props
  const words = useMessages(proposalMessages)
  return (
    <>
      {props.choice && adGroups.length > 0 ? (
        <Form.Item name="level" label={words.level}>
          <Radio.Group
            options={[
              { value: 'campaign', label: words.wholeCampaign },
              { value: 'groups', label: words.adGroups },
            ]}
          />
        </Form.Item>
      ) : null}
      {level === 'groups' ? (
        <Form.Item
          name="adGroupIds"
          label={words.adGroups}
          rules={[{ required: true, message: words.groupsMissing }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={adGroups.map((one) => ({ value: one.adGroupId, label: one.name }))}
          />
        </Form.Item>
      ) : null}
    </>
  )
}
