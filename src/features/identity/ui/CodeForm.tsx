import { Alert, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { giveCode } from '../api/session.ts'
import { Card } from './Card.tsx'
import { signInMessages } from './messages.ts'
import { onward } from './onward.ts'

const ownCodes = ['code_wrong', 'code_used', 'sign_in_expired', 'locked_out']

/** Six digits, sent as soon as the last is typed. */
export function CodeInput(props: { label: string; busy: boolean; give: (code: string) => void }): ReactNode {
  const [code, setCode] = useState('')
  return (
    <Input.OTP
      length={6}
      autoFocus
      size="large"
      value={code}
      disabled={props.busy}
      formatter={(text) => text.replaceAll(/\D/g, '')}
      aria-label={props.label}
      inputMode="numeric"
      autoComplete="one-time-code"
      onChange={(text) => {
        setCode('')
        props.give(text)
      }}
    />
  )
}

/** The second step of signing in: a code of the app, or a recovery code. */
export function CodeForm(): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const { search } = useLocation()
  const [recovery, setRecovery] = useState(false)
  const give = useAct(giveCode, { stale: [], ownCodes, onDone: ({ next }) => onward(next, search) })
  const { error } = give
  const says = error instanceof Refused && ownCodes.includes(error.code) ? refusal(error) : null
  return (
    <Card
      title={words.secondFactor}
      about={recovery ? words.recoveryAbout : words.codeAbout}
      foot={
        <>
          <Button
            type="link"
            style={{ padding: 0, alignSelf: 'start' }}
            onClick={() => setRecovery(!recovery)}
          >
            {recovery ? words.useCode : words.useRecovery}
          </Button>
          <Link to={`/sign-in${search}`}>{words.back}</Link>
        </>
      }
    >
      {says === null ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={says.says}
          description={says.remedy}
          style={{ marginBottom: 16 }}
        />
      )}
      {recovery ? (
        <Form<{ code: string }> name="code" layout="vertical" onFinish={(body) => give.mutate({ body })}>
          <Form.Item name="code" label={words.recoveryCode} rules={[{ required: true, min: 6 }]}>
            <Input autoFocus size="large" autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={give.isPending}>
            {words.next}
          </Button>
        </Form>
      ) : (
        <CodeInput
          label={words.code}
          busy={give.isPending}
          give={(code) => give.mutate({ body: { code } })}
        />
      )}
    </Card>
  )
}
