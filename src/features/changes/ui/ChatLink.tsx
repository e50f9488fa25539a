import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Input, Modal, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { instantText, moneyText } from '#web/kit/format.ts'
import { useAct } from '#web/query.ts'
import { type Locale, inLocale } from '#web/words.ts'
import { makeLink } from '../api/changes.ts'
import { linkMessages } from './link-messages.ts'
import type { BatchLine } from './parts.tsx'

type Made = OutputOf<typeof makeLink>

/** A link to the batch with a short text, for whichever chat people use. */
export function ChatLink({ batch }: { batch: BatchLine }): ReactNode {
  const words = useMessages(linkMessages)
  const [made, setMade] = useState<Made | null>(null)
  const make = useAct(makeLink, { onDone: setMade })
  const params = { clientId: batch.clientId, batchId: batch.batchId }
  return (
    <>
      <Button loading={make.isPending} onClick={() => make.mutate({ params })}>
        {words.copy}
      </Button>
      {made === null ? null : <ChatText batch={batch} made={made} onClose={() => setMade(null)} />}
    </>
  )
}

function ChatText(props: { batch: BatchLine; made: Made; onClose: () => void }): ReactNode {
  const { batch, made } = props
  const words = useMessages(linkMessages)
  const { message } = App.useApp()
  const [locale, setLocale] = useState<Locale>(made.locale)
  const text = inLocale(linkMessages, locale).chat({
    client: batch.clientName,
    store: `${batch.storeName} ${batch.marketplace}`,
    title: batch.title,
    items: batch.items,
    stake: batch.stake === null ? null : moneyText(batch.stake, batch.currency, locale, 'whole'),
    until: instantText(made.until, undefined, locale),
    link: made.link,
  })
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      void message.success(words.copied)
      props.onClose()
    } catch {
      void message.warning(words.byHand)
    }
  }
  return (
    <Modal
      open
      title={words.title}
      okText={words.copyText}
      okButtonProps={{ icon: <CopyOutlined /> }}
      cancelText={words.close}
      onOk={() => void copy()}
      onCancel={props.onClose}
    >
      <p className="sw-quiet">{words.about}</p>
      <Segmented<Locale>
        aria-label={words.language}
        value={locale}
        onChange={setLocale}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Input.TextArea readOnly aria-label={words.text} value={text} autoSize className="sw-chat-text" />
    </Modal>
  )
}
