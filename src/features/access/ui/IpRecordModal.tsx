import { App, AutoComplete, Form, Input, Modal, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { call, upload } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useViewer } from '#web/viewer.tsx'
import { recordIpImage, recordIpText } from '../api/ip.ts'
import type { WorkLine } from './ip-columns.tsx'
import { ipMessages } from './ip-messages.ts'
import { DayItem, FilePick, useSending } from './paper-parts.tsx'

type Fields = {
  label: string
  author: string
  owner: 'agency' | 'client'
  clause: string
  since: string
  text?: string
}

/** Enters one version of a text or a picture. */
export function IpRecordModal(props: {
  clientId: string
  medium: 'text' | 'image'
  today: string
  works: readonly WorkLine[]
  onClose: () => void
}): ReactNode {
  const { clientId, medium, today, works, onClose } = props
  const words = useMessages(ipMessages)
  const { name } = useViewer()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [file, setFile] = useState<File | null>(null)
  const { busy, send } = useSending()
  const labels = [...new Set(works.filter((one) => one.medium === medium).map((one) => one.label))]
  const post = async ({ text = '', ...about }: Fields): Promise<void> => {
    if (medium === 'image' && file === null) {
      void message.warning(words.imageNeeded)
      return
    }
    let version = 0
    const params = { clientId }
    const done = await send(async () => {
      ;({ version } =
        file === null
          ? await call(recordIpText, { params, body: { ...about, text } })
          : await upload(recordIpImage, { params }, [file], { fields: about }))
    })
    if (!done) return
    void message.success(words.saved(version))
    onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={medium === 'text' ? words.recordText : words.recordImage}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <Form<Fields>
        name="ip-work"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ author: name, owner: 'agency', since: today, clause: works[0]?.clause ?? '' }}
        onFinish={(given) => void post(given)}
        scrollToFirstError
      >
        {medium === 'text' ? (
          <Form.Item name="text" label={words.text} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea autoFocus autoSize={{ minRows: 4, maxRows: 14 }} maxLength={200_000} />
          </Form.Item>
        ) : (
          <FilePick
            label={words.image}
            help={words.imageHelp}
            choose={words.choose}
            accept=".png,.jpg,.jpeg"
            chosen={words.chosen}
            file={file}
            onFile={setFile}
          />
        )}
        <WorkFields today={today} labels={labels} />
      </Form>
    </Modal>
  )
}

function WorkFields({ today, labels }: { today: string; labels: readonly string[] }): ReactNode {
  const words = useMessages(ipMessages)
  return (
    <>
      <Form.Item
        name="label"
        label={words.label}
        extra={words.labelHint}
        rules={[{ required: true, whitespace: true, max: 120 }]}
      >
        <AutoComplete options={labels.map((value) => ({ value }))} showSearch={{ filterOption: true }} />
      </Form.Item>
      <div className="sw-paper-fields">
        <Form.Item name="author" label={words.author} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="owner" label={words.owner}>
          <Segmented
            options={(['agency', 'client'] as const).map((value) => ({
              value,
              label: words.owners[value],
            }))}
          />
        </Form.Item>
        <Form.Item
          name="clause"
          label={words.clause}
          extra={words.clauseHint}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        <DayItem name="since" label={words.made} today={today} required span="past" />
      </div>
    </>
  )
}
