import { useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Form, Tag, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import type { readPaper } from '../api/papers.ts'
import { paperMessages } from './paper-messages.ts'

export type PaperLine = OutputOf<typeof readPaper>['paper']

const colours = {
  draft: 'default',
  offered: 'warning',
  signed: 'success',
  expired: 'error',
  erased: 'default',
} as const

/** A report that nobody is to sign is filed as soon as it is there. */
const isFiled = (paper: PaperLine): boolean => paper.kind === 'monthly_report' && paper.standing === 'draft'

export const standingWords = (paper: PaperLine, words: (typeof paperMessages)['zh']): string =>
  isFiled(paper) ? words.filed : words.standings[paper.standing]

export function StandingTag({ paper }: { paper: PaperLine }): ReactNode {
  const words = useMessages(paperMessages)
  return <Tag color={isFiled(paper) ? 'success' : colours[paper.standing]}>{standingWords(paper, words)}</Tag>
}

/** A day in a form, kept as its text. */
export function DayItem(props: {
  name: string
  label: string
  today: string
  required?: boolean
  extra?: ReactNode
  /** Days that can be chosen: up to today, or from today on. */
  span?: 'past' | 'coming'
}): ReactNode {
  const { span, today } = props
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.extra}
      rules={props.required === true ? [{ required: true }] : []}
      getValueFromEvent={(day: Dayjs | null) => day?.format('YYYY-MM-DD') ?? null}
      getValueProps={(day: string | null | undefined) => ({
        value: day === null || day === undefined || day === '' ? null : dayjs(day),
      })}
    >
      <DatePicker
        style={{ width: '100%' }}
        defaultPickerValue={dayjs(today)}
        {...(span === 'past' ? { maxDate: dayjs(today) } : {})}
        {...(span === 'coming' ? { minDate: dayjs(today) } : {})}
      />
    </Form.Item>
  )
}

/** Sends something that is no plain call (an upload): says whether it is under way, words refusals, and has everything read again. */
export function useSending(): { busy: boolean; send: (work: () => Promise<unknown>) => Promise<boolean> } {
  const { notification } = App.useApp()
  const words = useRefusalWords()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  return {
    busy,
    async send(work) {
      setBusy(true)
      try {
        await work()
        await queries.invalidateQueries()
        return true
      } catch (error) {
        const { says, remedy } = words(error)
        notification.error({ title: says, description: remedy, role: 'alert' })
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

/** One file to choose, and which was chosen. */
export function FilePick(props: {
  label: string
  help: string
  choose: string
  accept: string
  chosen: (name: string, kb: number) => string
  file: File | null
  onFile: (file: File) => void
}): ReactNode {
  const { file } = props
  return (
    <Form.Item label={props.label} extra={props.help}>
      <Upload
        accept={props.accept}
        showUploadList={false}
        beforeUpload={(picked) => {
          props.onFile(picked)
          return false
        }}
      >
        <Button>{props.choose}</Button>
      </Upload>{' '}
      {file === null ? null : (
        <span role="status">{props.chosen(file.name, Math.ceil(file.size / 1024))}</span>
      )}
    </Form.Item>
  )
}
