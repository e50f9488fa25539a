import { App, Button, DatePicker, Descriptions, Form, Input, Select, Tag } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { changeEngagement } from '../api/board.ts'
import type { Engagement } from './EngagementPage.tsx'
import { boardMessages } from './board-messages.ts'

type Wanted = { ownerId?: string | null; nextOn?: dayjs.Dayjs | null; nextWhat?: string }

/** Who looks after the engagement, and what is next and when. */
export function CarePanel(props: { clientId: string; engagement: Engagement }): ReactNode {
  const { engagement } = props
  const words = useMessages(boardMessages)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { owner, next, overdue } = engagement
  return (
    <Section
      title={words.careTitle}
      extra={
        may('engagement.manage') && !editing ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <CareForm {...props} onClose={() => setEditing(false)} />
      ) : (
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'owner', label: words.owner, children: owner?.name ?? words.noOwner },
            {
              key: 'next',
              label: words.nextWhat,
              children:
                next.on === null && next.what === '' ? (
                  words.noNext
                ) : (
                  <span>
                    {next.on} {next.what} {overdue ? <Tag color="error">{words.overdue}</Tag> : null}
                  </span>
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function CareForm(props: { clientId: string; engagement: Engagement; onClose: () => void }): ReactNode {
  const { clientId, engagement, onClose } = props
  const words = useMessages(boardMessages)
  const { message } = App.useApp()
  const change = useAct(changeEngagement, {
    onDone: () => {
      void message.success(words.savedDone)
      onClose()
    },
  })
  const { owner, next } = engagement
  return (
    <Form<Wanted>
      layout="vertical"
      className="sw-care"
      initialValues={{
        ownerId: owner?.personId ?? null,
        nextOn: next.on === null ? null : dayjs(next.on),
        nextWhat: next.what,
      }}
      onFinish={({ ownerId, nextOn, nextWhat = '' }) =>
        change.mutate({
          params: { clientId },
          body: { ownerId: ownerId ?? null, nextOn: nextOn?.format('YYYY-MM-DD') ?? null, nextWhat },
        })
      }
    >
      <Form.Item name="ownerId" label={words.owner}>
        <Select
          allowClear
          placeholder={words.noOwner}
          showSearch={{ optionFilterProp: 'label' }}
          options={engagement.candidates.map((one) => ({ value: one.personId, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="nextOn" label={words.nextOn}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="nextWhat" label={words.nextWhat} rules={[{ max: 200 }]}>
        <Input placeholder={words.nextExample} />
      </Form.Item>
      <div className="sw-actions">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
