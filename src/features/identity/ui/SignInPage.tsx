import { KeyOutlined } from '@ant-design/icons'
import { Alert, Button, Divider, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { givePasskey, passkeyChallenge, readDevMail, signIn } from '../api/session.ts'
import { Card } from './Card.tsx'
import { DemoSignIns } from './DemoSignIns.tsx'
import { signInMessages } from './messages.ts'
import { onward } from './onward.ts'
import { knowsPasskeys, showPasskey } from './webauthn.ts'

const ownCodes = ['sign_in_failed', 'locked_out', 'passkey_refused']

/** Address and password, or a passkey. */
export function SignInPage(): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const { search } = useLocation()
  const enter = useAct(signIn, { stale: [], ownCodes, onDone: ({ next }) => onward(next, search) })
  const { error } = enter
  const says = error instanceof Refused && ownCodes.includes(error.code) ? refusal(error) : null
  return (
    <Card title={words.signIn} about={words.signInAbout} foot={<Foot />}>
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
      <Form<{ email: string; password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => enter.mutate({ body: { ...body, email: body.email.trim() } })}
      >
        <Form.Item name="email" label={words.email} rules={[{ required: true, type: 'email' }]}>
          <Input type="email" autoComplete="username webauthn" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={enter.isPending}>
          {words.signIn}
        </Button>
      </Form>
      <Divider plain>{words.or}</Divider>
      <PasskeySignIn label={words.withPasskey} />
      <DemoSignIns />
    </Card>
  )
}

/** Signs in with a passkey alone, or gives it as the second factor. */
export function PasskeySignIn(props: { label: string; primary?: boolean }): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const { search } = useLocation()
  const challenge = useAct(passkeyChallenge, { stale: [] })
  const give = useAct(givePasskey, {
    stale: [],
    ownCodes: ['passkey_refused'],
    onDone: ({ next }) => onward(next, search),
  })
  const [turnedAway, setTurnedAway] = useState(false)
  const start = async (): Promise<void> => {
    const response = await showPasskey(await challenge.mutateAsync({}))
    setTurnedAway(response === null)
    if (response !== null) give.mutate({ body: { response } })
  }
  const trouble = turnedAway ? new Refused('passkey_refused', {}, 409) : give.error
  return (
    <>
      <Button
        block
        size="large"
        icon={<KeyOutlined />}
        type={props.primary === true ? 'primary' : 'default'}
        loading={challenge.isPending || give.isPending}
        disabled={!knowsPasskeys()}
        onClick={() => void start()}
      >
        {props.label}
      </Button>
      {knowsPasskeys() ? null : <p className="sw-quiet">{words.noPasskeys}</p>}
      {trouble === null ? null : (
        <p role="alert" className="sw-quiet">
          {refusal(trouble).says} {refusal(trouble).remedy}
        </p>
      )}
    </>
  )
}

function Foot(): ReactNode {
  const words = useMessages(signInMessages)
  const box = useEndpoint(readDevMail, {})
  return (
    <>
      <Link to="/forgot-password">{words.forgot}</Link>
      <Link to="/sign-up">{words.noAgency}</Link>
      {box.isSuccess ? <Link to="/dev/mail">{words.devMail}</Link> : null}
    </>
  )
}
