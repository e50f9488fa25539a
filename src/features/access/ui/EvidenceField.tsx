import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Form, Input, Upload } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { looksLikeSecret } from '../rules/looks-like-secret.ts'
import { grantMessages } from './grant-messages.ts'

export type SeenInput = {
  note: string
  picture: { sha256: string; fileName: string } | null
}

export const nothingSeen: SeenInput = { note: '', picture: null }

/** Whether evidence may be sent: nothing in it looks like a secret, and there is some where it is needed. */
export function maySend(seen: SeenInput, needed: boolean): boolean {
  const some = seen.note.trim() !== '' || seen.picture !== null
  return looksLikeSecret(seen.note) === null && (some || !needed)
}

/** What somebody saw: words, and the hash of a picture that never leaves the browser. */
export function EvidenceField(props: { value: SeenInput; onChange: (value: SeenInput) => void }): ReactNode {
  const { value, onChange } = props
  const words = useMessages(grantMessages)
  const look = looksLikeSecret(value.note)
  const canHash = globalThis.crypto?.subtle !== undefined
  return (
    <>
      <Form.Item
        label={words.note}
        validateStatus={look === null ? '' : 'error'}
        help={look === null ? undefined : words.secretLook[look]}
      >
        <Input.TextArea
          aria-label={words.note}
          value={value.note}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={words.notePlaceholder}
          onChange={({ target }) => onChange({ ...value, note: target.value })}
        />
      </Form.Item>
      <Form.Item help={canHash ? words.pictureAbout : words.noCrypto}>
        {value.picture === null ? (
          <Upload
            showUploadList={false}
            accept="image/*,.pdf"
            disabled={!canHash}
            beforeUpload={(file) => {
              void hashOf(file).then((sha256) =>
                onChange({ ...value, picture: { sha256, fileName: file.name.slice(0, 200) } }),
              )
              return false
            }}
          >
            <Button icon={<PaperClipOutlined />} disabled={!canHash}>
              {words.picture}
            </Button>
          </Upload>
        ) : (
          <span className="sw-evidence-picture">
            <span>
              {value.picture.fileName}
              <code>{value.picture.sha256.slice(0, 16)}…</code>
            </span>
            <Button size="small" onClick={() => onChange({ ...value, picture: null })}>
              {words.pictureGone}
            </Button>
          </span>
        )}
      </Form.Item>
    </>
  )
}

async function hashOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
