import { Alert, Button, QRCode, Typography } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { PageSkeleton } from '#web/screens.tsx'
import { beginTotp, confirmTotp } from '../api/account.ts'
import { CodeInput } from './CodeForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { signInMessages } from './messages.ts'

const ownCodes = ['code_wrong', 'code_used']

/** An authenticator app: scan, confirm with a code, keep the recovery codes. */
export function EnrolTotp(props: { password: string; onDone: () => void; onBack: () => void }): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const begin = useAct(beginTotp, { stale: [], ownCodes: ['password_wrong', 'locked_out', 'totp_enrolled'] })
  const confirm = useAct(confirmTotp, { stale: [], ownCodes })
  const asked = useRef(false)
  const { mutate } = begin
  const { password } = props
  useEffect(() => {
    // Once, though effects may run twice: a second secret would make the scanned one useless.
    if (asked.current) return
    asked.current = true
    mutate({ body: { password } })
  }, [mutate, password])
  if (begin.error !== null)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={refusal(begin.error).says}
        description={refusal(begin.error).remedy}
        action={<Button onClick={props.onBack}>{words.next}</Button>}
      />
    )
  if (confirm.data !== undefined)
    return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={props.onDone} />
  if (begin.data === undefined) return <PageSkeleton />
  const wrong = confirm.error instanceof Refused && ownCodes.includes(confirm.error.code)
  return (
    <div style={{ display: 'grid', gap: 12, justifyItems: 'center' }}>
      <p style={{ margin: 0 }}>{words.scan}</p>
      <QRCode value={begin.data.uri} size={200} type="svg" bgColor="#fff" color="#000" />
      <div style={{ textAlign: 'center' }}>
        <span className="sw-quiet">{words.typeIn}</span>
        <br />
        <Typography.Text code copyable data-testid="totp-secret" style={{ overflowWrap: 'anywhere' }}>
          {begin.data.secret}
        </Typography.Text>
      </div>
      {wrong ? <Alert type="error" showIcon role="alert" title={refusal(confirm.error).says} /> : null}
      <CodeInput
        label={words.code}
        busy={confirm.isPending}
        give={(code) => confirm.mutate({ body: { code } })}
      />
    </div>
  )
}
