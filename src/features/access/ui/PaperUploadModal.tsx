import { App, DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import { upload } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useViewer } from '#web/viewer.tsx'
import { isAgencyRole } from '#kernel/rights.ts'
import { Remark } from '#web/kit/parts.tsx'
import { uploadPaper } from '../api/papers.ts'
import { type PaperKind, isSensitive, paperKinds } from '../rules/paper.ts'
import { paperMessages } from './paper-messages.ts'
import { DayItem, FilePick, useSending } from './paper-parts.tsx'

type Fields = {
  kind: PaperKind
  title: string
  purpose: string
  need?: string
  consentBy?: string
  consentOn?: string | null
  expiresOn?: string | null
  eraseOn?: string | null
  reportMonth?: string | null
}

/** Takes in a document with its purpose and its end. Licences and identity papers are asked for more. */
export function PaperUploadModal(props: {
  clientId: string
  today: string
  /** What is to be taken in, when the person came for it. */
  kind?: PaperKind | undefined
  onClose: () => void
  onDone: (paperId: string) => void
}): ReactNode {
  const { clientId, today, onClose } = props
  const words = useMessages(paperMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form) ?? props.kind ?? 'other'
  const [file, setFile] = useState<File | null>(null)
  const { busy, send } = useSending()
  const post = async (given: Fields): Promise<void> => {
    if (file === null) {
      void message.warning(words.fileNeeded)
      return
    }
    const fields = Object.fromEntries(
      Object.entries(given).filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
      ),
    )
    let paperId = ''
    const done = await send(async () => {
      ;({ paperId } = await upload(uploadPaper, { params: { clientId } }, [file], { fields }))
    })
    if (!done) return
    void message.success(words.uploaded)
    onClose()
    props.onDone(paperId)
  }
  return (
    <Modal
      open
      width={640}
      title={words.upload}
      onCancel={onClose}
      okText={words.upload}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <Form<Fields>
        name="paper-upload"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: props.kind ?? 'other' }}
        onFinish={(given) => void post(given)}
        scrollToFirstError
      >
        <FilePick
          label={words.file}
          help={words.fileHelp}
          choose={words.choose}
          accept=".pdf,.png,.jpg,.jpeg,.docx"
          chosen={words.chosen}
          file={file}
          onFile={setFile}
        />
        <UploadFields kind={kind} today={today} />
      </Form>
    </Modal>
  )
}

/** Of a licence or an identity paper more is asked. */
function UploadFields({ kind, today }: { kind: PaperKind; today: string }): ReactNode {
  const words = useMessages(paperMessages)
  const isAgency = isAgencyRole(useViewer().role)
  const sensitive = isSensitive(kind)
  return (
    <>
      <div className="sw-paper-fields">
        <Form.Item name="kind" label={words.kind}>
          <Select
            options={paperKinds
              .filter((value) => value !== 'monthly_report' || isAgency)
              .map((value) => ({ value, label: words.kinds[value] }))}
          />
        </Form.Item>
        <Form.Item
          name="title"
          label={words.titleField}
          extra={words.titleHint}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item name="purpose" label={words.purpose} rules={[{ required: true, min: 4 }]}>
        <Input maxLength={500} />
      </Form.Item>
      {kind === 'monthly_report' ? (
        <Form.Item
          name="reportMonth"
          label={words.month}
          extra={words.monthHint}
          rules={[{ required: true, message: words.monthNeeded }]}
          getValueFromEvent={(month: Dayjs | null) => month?.format('YYYY-MM') ?? null}
          getValueProps={(month: string | null | undefined) => ({
            value: month === null || month === undefined ? null : dayjs(`${month}-01`),
          })}
        >
          <DatePicker
            picker="month"
            style={{ width: '100%' }}
            maxDate={dayjs(today).startOf('month').subtract(1, 'day')}
          />
        </Form.Item>
      ) : null}
      {sensitive ? (
        <>
          <Remark kind="warning" title={words.noCopies} text={words.noCopiesText} />
          <Form.Item name="need" label={words.need} rules={[{ required: true, min: 10 }]}>
            <Input.TextArea rows={2} maxLength={500} placeholder={words.needHint} />
          </Form.Item>
        </>
      ) : null}
      <div className="sw-paper-fields">
        <Form.Item
          name="consentBy"
          label={words.consentBy}
          rules={[{ required: sensitive, whitespace: true }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <DayItem name="consentOn" label={words.consentOn} today={today} required={sensitive} span="past" />
        <DayItem
          name="expiresOn"
          label={`${words.expires} (${words.optional})`}
          today={today}
          span="coming"
        />
        <DayItem
          name="eraseOn"
          label={sensitive ? words.erases : `${words.erases} (${words.optional})`}
          today={today}
          required={sensitive}
          span="coming"
        />
      </div>
    </>
  )
}
