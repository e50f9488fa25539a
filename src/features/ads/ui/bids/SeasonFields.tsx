import { DeleteOutlined } from '@ant-design/icons'
import { Button, DatePicker, Form, Input, InputNumber, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import type { SalesEvent } from '#features/ads/rules/bids/season.ts'
import { shoppingDays } from '#features/diagnosis/rules/holidays.ts'
import { useWording } from '#features/diagnosis/ui/use-wording.ts'
import { type Day, addDays } from '#kernel/day.ts'
import { useMessages } from '#web/i18n.tsx'
import { bidMessages } from './bid-messages.ts'

/** A sales event while it is edited. */
export type EventField = { name?: string; span?: [Dayjs, Dayjs] | null; percent?: number | null }

/** Shopping days so far ahead are offered. */
const AHEAD_DAYS = 120
const USUAL_PERCENT = 130

export const fieldOf = ({ name, from, to, ratio }: SalesEvent): EventField => ({
  name,
  span: [dayjs(from), dayjs(to)],
  percent: Math.round(ratio * 100),
})

/** Rows that are whole; the form refuses the others before. */
export const eventsOf = (fields: readonly EventField[] | undefined): SalesEvent[] =>
  (fields ?? []).flatMap(({ name, span, percent }) =>
    name && span && percent
      ? [
          {
            name,
            from: span[0].format('YYYY-MM-DD'),
            to: span[1].format('YYYY-MM-DD'),
            ratio: percent / 100,
          },
        ]
      : [],
  )

/** Days on which clicks convert otherwise, as rows of the goal's form; the marketplace's next shopping days are offered. */
export function SeasonFields({ marketplace, today }: { marketplace: string; today: Day }): ReactNode {
  const words = useMessages(bidMessages)
  const wording = useWording()
  const form = Form.useFormInstance<{ events?: EventField[] }>()
  const rows = Form.useWatch('events', form) ?? []
  const taken = new Set(rows.map((one) => one?.name))
  const offered = shoppingDays(marketplace, today, addDays(today, AHEAD_DAYS))
    .map(({ code, from, to }) => ({ name: wording.cell('word', code, null), from, to }))
    .filter((one) => !taken.has(one.name))
  const required = [{ required: true, message: words.missing }]
  return (
    <Form.List name="events">
      {(fields, { add, remove }) => (
        <>
          <p className="sw-quiet">{words.seasonHelp}</p>
          {fields.map(({ key, name }) => (
            <Space key={key} align="start" wrap>
              <Form.Item name={[name, 'name']} rules={required}>
                <Input
                  maxLength={60}
                  style={{ width: 140 }}
                  aria-label={words.eventName}
                  placeholder={words.eventName}
                />
              </Form.Item>
              <Form.Item name={[name, 'span']} rules={required}>
                <DatePicker.RangePicker aria-label={words.eventDays} style={{ width: 240 }} />
              </Form.Item>
              <Form.Item name={[name, 'percent']} rules={required}>
                <InputNumber
                  min={20}
                  max={500}
                  precision={0}
                  suffix="%"
                  style={{ width: 100 }}
                  aria-label={words.eventPercent}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={words.dropEvent}
                onClick={() => remove(name)}
              />
            </Space>
          ))}
          <Space wrap>
            {offered.map((one) => (
              <Button
                key={`${one.name} ${one.from}`}
                size="small"
                onClick={() => add(fieldOf({ ...one, ratio: USUAL_PERCENT / 100 }))}
              >
                + {one.name} {one.from}
              </Button>
            ))}
            <Button size="small" type="dashed" onClick={() => add({ percent: USUAL_PERCENT })}>
              {words.addEvent}
            </Button>
          </Space>
        </>
      )}
    </Form.List>
  )
}
