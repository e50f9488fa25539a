import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { PartSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { declareOwn, downloadEvidence, ownItems, showEvidence } from '../api/evidence.ts'
import { ownStatement } from '../rules/evidence-pack.ts'
import { evidenceMessages } from './evidence-messages.ts'

/** The evidence pack: what it lacks, the owner's statement, and the file in either language. */
export function EvidenceSection({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(evidenceMessages)
  const may = useMay()
  const refusal = useRefusalWords()
  const { notification } = App.useApp()
  const [declaring, setDeclaring] = useState(false)
  const [busy, setBusy] = useState<'zh' | 'en' | null>(null)
  const asked = useEndpoint(showEvidence, { params: { clientId } })
  const { declaration = null, lacks = [] } = asked.data ?? {}
  const fetchPdf = (lang: 'zh' | 'en'): void => {
    setBusy(lang)
    download(downloadEvidence, { params: { clientId }, query: { lang } })
      .catch((error: unknown) => {
        const { says, remedy } = refusal(error)
        notification.error({ title: says, description: remedy, role: 'alert' })
      })
      .finally(() => setBusy(null))
  }
  return (
    <Section title={words.packTitle}>
      <p className="sw-quiet">{words.packAbout}</p>
      {asked.error !== null ? (
        <Trouble error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.data === undefined ? (
        <PartSkeleton />
      ) : lacks.length === 0 ? (
        <p>{words.packReady}</p>
      ) : (
        <ul>
          {lacks.map((one) => (
            <li key={one}>{words.packLacks[one]}</li>
          ))}
        </ul>
      )}
      {declaration === null ? null : (
        <p>{words.declared(declaration.personName, declaration.declaredAt.slice(0, 10))}</p>
      )}
      <div className="sw-actions">
        {may('evidence.declare') ? (
          <Button type={declaration === null ? 'primary' : 'default'} onClick={() => setDeclaring(true)}>
            {words.declare}
          </Button>
        ) : declaration === null ? (
          <span className="sw-quiet">{words.ownerOnly}</span>
        ) : null}
        {may('register.read')
          ? (['zh', 'en'] as const).map((lang) => (
              <Button
                key={lang}
                icon={<DownloadOutlined />}
                loading={busy === lang}
                onClick={() => fetchPdf(lang)}
              >
                {lang === 'zh' ? words.packZh : words.packEn}
              </Button>
            ))
          : null}
      </div>
      {declaring ? <Declare clientId={clientId} onClose={() => setDeclaring(false)} /> : null}
    </Section>
  )
}

function Declare(props: { clientId: string; onClose: () => void }): ReactNode {
  const words = useMessages(evidenceMessages)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [name, setName] = useState('')
  const lang = locale === 'en' ? 'en' : 'zh'
  const declare = useAct(declareOwn, {
    onDone: () => {
      void message.success(words.recorded)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={words.declareTitle}
      onCancel={props.onClose}
      okText={words.sign}
      cancelText={words.cancel}
      okButtonProps={{ disabled: ticked.length !== ownItems.length || name.trim() === '' }}
      confirmLoading={declare.isPending}
      onOk={() =>
        declare.mutate({
          params: { clientId: props.clientId },
          body: { items: [...ownItems], name: name.trim(), lang },
        })
      }
    >
      <p className="sw-quiet">{words.declareAbout}</p>
      <blockquote className="sw-statement">{ownStatement(lang)}</blockquote>
      <Form layout="vertical">
        <Form.Item>
          <Checkbox.Group
            className="sw-own-items"
            value={[...ticked]}
            onChange={(values) => setTicked(values.map(String))}
            options={ownItems.map((value) => ({ value, label: words.ownItems[value] }))}
          />
        </Form.Item>
        <Form.Item label={words.yourName}>
          <Input
            aria-label={words.yourName}
            value={name}
            maxLength={100}
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
