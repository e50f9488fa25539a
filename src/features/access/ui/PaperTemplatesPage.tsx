import { App, Button, Collapse, Form, Input, Modal, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { savePaperTemplate, showPaperTemplates } from '../api/papers.ts'
import { type PaperField, isPaperField } from '../rules/paper-fields.ts'
import { paperFieldWords } from './paper-field-words.ts'
import { paperMessages } from './paper-messages.ts'
import { DayItem } from './paper-parts.tsx'
import './paper.css'

type Answer = OutputOf<typeof showPaperTemplates>
type Kind = Answer['kinds'][number]

/** The wordings that papers are written from: the house's own, and dated ones of the agency. */
export function PaperTemplatesPage(): ReactNode {
  const words = useMessages(paperMessages)
  const [editing, setEditing] = useState<Kind | null>(null)
  const asked = useEndpoint(showPaperTemplates, {})
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  return (
    <>
      <PageHeader title={words.wordingTitle} about={words.wordingAbout} />
      {asked.data.kinds.map((one) => (
        <Section
          key={one.kind}
          title={words.kinds[one.kind]}
          extra={<Button onClick={() => setEditing(one)}>{words.wordingNew}</Button>}
        >
          <Wordings one={one} />
        </Section>
      ))}
      {editing === null ? null : (
        <EditModal one={editing} data={asked.data} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function Wordings({ one }: { one: Kind }): ReactNode {
  const words = useMessages(paperMessages)
  return (
    <Collapse
      className="sw-wording"
      items={one.wordings.map((wording) => ({
        key: wording.hash,
        label: (
          <span>
            {wording.usedFrom === null
              ? words.wordingOwn
              : words.wordingBy(wording.madeByName ?? '—', wording.usedFrom)}{' '}
            <code>{wording.hash.slice(0, 12)}</code>{' '}
            {wording.hash === one.inForce ? <Tag color="success">{words.wordingInForce}</Tag> : null}
          </span>
        ),
        children: (
          <Tabs
            items={[
              { key: 'zh', label: words.wordingZh, children: <pre lang="zh">{wording.zh}</pre> },
              { key: 'en', label: words.wordingEn, children: <pre lang="en">{wording.en}</pre> },
            ]}
          />
        ),
      }))}
    />
  )
}

type Fields = { usedFrom: string; zh: string; en: string }

function EditModal(props: { one: Kind; data: Answer; onClose: () => void }): ReactNode {
  const { one, data, onClose } = props
  const words = useMessages(paperMessages)
  const names = useMessages(paperFieldWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const save = useAct(savePaperTemplate, {
    onDone: () => {
      void message.success(words.wordingSaved)
      onClose()
    },
  })
  const now = one.wordings.find((wording) => wording.hash === one.inForce)
  const text = { autoSize: { minRows: 8, maxRows: 18 }, maxLength: 40_000, spellCheck: false }
  return (
    <Modal
      open
      width={860}
      title={`${words.wordingNew} · ${words.kinds[one.kind]}`}
      onCancel={onClose}
      okText={words.wordingSave}
      cancelText={words.cancel}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <Form<Fields>
        name="wording"
        className="sw-wording"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ usedFrom: data.today, zh: now?.zh ?? '', en: now?.en ?? '' }}
        onFinish={(given) => save.mutate({ body: { kind: one.kind, ...given } })}
      >
        <DayItem name="usedFrom" label={words.wordingFrom} today={data.today} required span="coming" />
        <Form.Item name="zh" label={words.wordingZh} rules={[{ required: true, min: 20 }]}>
          <Input.TextArea {...text} lang="zh" />
        </Form.Item>
        <Form.Item name="en" label={words.wordingEn} rules={[{ required: true, min: 20 }]}>
          <Input.TextArea {...text} lang="en" />
        </Form.Item>
      </Form>
      <p className="sw-quiet">{words.wordingFormat}</p>
      <p>
        {words.wordingFields}:{' '}
        {data.fields.map((name) => (
          <Tag key={name}>
            {`{{${name}}}`} {isPaperField(name) ? names[name satisfies PaperField] : ''}
          </Tag>
        ))}
      </p>
    </Modal>
  )
}
