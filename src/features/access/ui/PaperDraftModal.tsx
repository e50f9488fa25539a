import { App, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { draftPaper, revisePaper } from '../api/papers.ts'
import type { PaperField, PaperValues } from '../rules/paper-fields.ts'
import type { TemplateKind } from '../rules/paper-templates.ts'
import type { PapersAnswer } from './PapersPage.tsx'
import { paperFieldWords } from './paper-field-words.ts'
import { paperMessages } from './paper-messages.ts'
import { DayItem, type PaperLine } from './paper-parts.tsx'

const longFields: readonly PaperField[] = ['stores', 'scope', 'purpose', 'clientAddress', 'agencyAddress']
const dayFields: readonly PaperField[] = ['validFrom', 'validTo']

type Fields = Record<string, string | null | undefined>

/** Writes a paper from the wording in force, or a new version of one. */
export function PaperDraftModal(props: {
  clientId: string
  kind: TemplateKind
  data: PapersAnswer
  /** The paper that is changed; a new one when left out. */
  paper?: PaperLine
  onClose: () => void
  onDone?: (paperId: string) => void
}): ReactNode {
  const { clientId, kind, data, paper, onClose } = props
  const words = useMessages(paperMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const fields = data.wordings.find((one) => one.kind === kind)?.fields ?? []
  const draft = useAct(draftPaper, {
    onDone: ({ paperId }) => {
      void message.success(words.drafted)
      onClose()
      props.onDone?.(paperId)
    },
  })
  const revise = useAct(revisePaper, {
    onDone: () => {
      void message.success(words.revised)
      onClose()
    },
  })
  const known: PaperValues = paper?.fields ?? data.prefill
  const send = (given: Fields): void => {
    const values = Object.fromEntries(fields.map((name) => [name, given[`field_${name}`] ?? '']))
    const title = given['title'] ?? ''
    if (paper !== undefined) {
      revise.mutate({ params: { clientId, paperId: paper.paperId }, body: { title, values } })
      return
    }
    draft.mutate({
      params: { clientId },
      body: {
        kind,
        title,
        purpose: given['purpose'] ?? '',
        values,
        consentBy: null,
        consentOn: null,
        expiresOn: given['expiresOn'] ?? null,
        eraseOn: given['eraseOn'] ?? null,
      },
    })
  }
  const first: Fields = {
    title: paper?.title ?? words.kinds[kind],
    purpose: paper?.purpose ?? words.purposes[kind],
    ...Object.fromEntries(fields.map((name) => [`field_${name}`, known[name] ?? ''])),
  }
  return (
    <Modal
      open
      width={720}
      title={paper === undefined ? words.draftTitle(words.kinds[kind]) : words.editTitle(words.kinds[kind])}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={draft.isPending || revise.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      {paper?.state === 'offered' ? <Remark kind="warning" title={words.editWithdraws} /> : null}
      <p className="sw-quiet">{words.draftAbout}</p>
      <Form<Fields>
        name="paper"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={first}
        onFinish={send}
        scrollToFirstError
      >
        <DraftFields fresh={paper === undefined} fields={fields} today={data.today} />
      </Form>
    </Modal>
  )
}

function DraftFields(props: { fresh: boolean; fields: readonly PaperField[]; today: string }): ReactNode {
  const { fresh, fields, today } = props
  const words = useMessages(paperMessages)
  const names = useMessages(paperFieldWords)
  return (
    <div className="sw-paper-fields">
      <Form.Item name="title" label={words.titleField} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      {fresh ? (
        <Form.Item name="purpose" label={words.purpose} rules={[{ required: true, min: 4 }]}>
          <Input maxLength={500} />
        </Form.Item>
      ) : null}
      {fields.map((name) => (
        <MergeField key={name} name={name} label={names[name]} today={today} />
      ))}
      {fresh ? (
        <>
          {fields.includes('validTo') ? null : (
            <DayItem
              name="expiresOn"
              label={`${words.expires} (${words.optional})`}
              today={today}
              span="coming"
            />
          )}
          <DayItem name="eraseOn" label={`${words.erases} (${words.optional})`} today={today} span="coming" />
        </>
      ) : null}
    </div>
  )
}

function MergeField(props: { name: PaperField; label: string; today: string }): ReactNode {
  const { name, label } = props
  if (dayFields.includes(name))
    return <DayItem name={`field_${name}`} label={label} today={props.today} required />
  return (
    <Form.Item name={`field_${name}`} label={label} rules={[{ required: true, whitespace: true }]}>
      {longFields.includes(name) ? (
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={4000} />
      ) : (
        <Input maxLength={300} />
      )}
    </Form.Item>
  )
}
