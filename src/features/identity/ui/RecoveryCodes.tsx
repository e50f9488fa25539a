import { CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { saveFile } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { signInMessages } from './messages.ts'

/** Recovery codes, the one time they are shown. */
export function RecoveryCodes(props: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const words = useMessages(signInMessages)
  const { message } = App.useApp()
  const text = props.codes.join('\n')
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Remark kind="warning" title={words.codesTitle} text={words.codesAbout} />
      <ul
        aria-label={words.codesTitle}
        style={{
          display: 'grid',
          gridTemplateColumns: '1fr 1fr',
          gap: '6px 16px',
          margin: 0,
          padding: 0,
          listStyle: 'none',
          fontFamily: 'monospace',
          fontSize: 15,
        }}
      >
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Button
          icon={<CopyOutlined />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => message.success(words.copied))}
        >
          {words.copy}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), 'steward-recovery-codes.txt')
          }
        >
          {words.saveFile}
        </Button>
      </div>
      <Button type="primary" block onClick={props.onKept}>
        {words.codesSaved}
      </Button>
    </div>
  )
}
