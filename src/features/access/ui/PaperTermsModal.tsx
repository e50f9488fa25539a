import { App, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { setPaperTerms } from '../api/papers.ts'
import { isSensitive } from '../rules/paper.ts'
import { paperMessages } from './paper-messages.ts'
import { DayItem, type PaperLine } from './paper-parts.tsx'

type Fields = {
  purpose: string
  consentBy?: string | null
  consentOn?: string | null
  expiresOn?: string | null
  eraseOn?: string | null
}

/** Purpose, consent, end and erasure of a paper. */
export function PaperTermsModal(props: {
  clientId: string
  today: string
  paper: PaperLine
  onClose: () => void
}): ReactNode {
  const { clientId, today, paper, onClose } = props
  const words = useMessages(paperMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const sensitive = isSensitive(paper.kind)
  const act = useAct(setPaperTerms, {
    onDone: () => {
      void message.success(words.saved)
      onClose()
    },
  })
  const { purpose, consentBy, consentOn, expiresOn, eraseOn } = paper
  return (
    <Modal
      open
      title={words.terms}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <Form<Fields>
        name="paper-terms"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ purpose, consentBy, consentOn, expiresOn, eraseOn }}
        onFinish={(given) =>
          act.mutate({
            params: { clientId, paperId: paper.paperId },
            body: {
              purpose: given.purpose,
              consentBy: given.consentBy ?? null,
              consentOn: given.consentOn ?? null,
              expiresOn: given.expiresOn ?? null,
              eraseOn: given.eraseOn ?? null,
            },
          })
        }
      >
        <Form.Item name="purpose" label={words.purpose} rules={[{ required: true, min: 4 }]}>
          <Input maxLength={500} />
        </Form.Item>
        <div className="sw-paper-fields">
          <Form.Item
            name="consentBy"
            label={words.consentBy}
            rules={[{ required: sensitive, whitespace: true }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <DayItem name="consentOn" label={words.consentOn} today={today} required={sensitive} span="past" />
          <DayItem name="expiresOn" label={words.expires} today={today} span="coming" />
          <DayItem name="eraseOn" label={words.erases} today={today} required={sensitive} span="coming" />
        </div>
      </Form>
    </Modal>
  )
}
