import { Button, Form, Input, Result } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { askToFound } from '../api/people.ts'
import { forgotPassword } from '../api/session.ts'
import { Card } from './Card.tsx'
import { signInMessages } from './messages.ts'

/** Asks for a letter to set a new password. The answer is the same for every address. */
export function ForgotPasswordPage(): ReactNode {
  const words = useMessages(signInMessages)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const send = useAct(forgotPassword, { stale: [] })
  if (sentTo !== null) return <Sent text={words.sentAbout(sentTo)} />
  return (
    <AddressForm
      title={words.forgotTitle}
      about={words.forgotAbout}
      busy={send.isPending}
      onSend={(email) => send.mutate({ body: { email } }, { onSuccess: () => setSentTo(email) })}
    />
  )
}

/** Asks for a letter with which to open an agency. */
export function SignUpPage(): ReactNode {
  const words = useMessages(signInMessages)
  const { locale } = useLocale()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const send = useAct(askToFound, { stale: [] })
  if (sentTo !== null) return <Sent text={words.signUpSent(sentTo)} />
  return (
    <AddressForm
      title={words.signUp}
      about={words.signUpAbout}
      busy={send.isPending}
      onSend={(email) => send.mutate({ body: { email, locale } }, { onSuccess: () => setSentTo(email) })}
    />
  )
}

function AddressForm(props: {
  title: string
  about: string
  busy: boolean
  onSend: (email: string) => void
}): ReactNode {
  const words = useMessages(signInMessages)
  return (
    <Card title={props.title} about={props.about} foot={<Link to="/sign-in">{words.back}</Link>}>
      <Form<{ email: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ email }) => props.onSend(email.trim())}
      >
        <Form.Item name="email" label={words.email} rules={[{ required: true, type: 'email' }]}>
          <Input type="email" autoComplete="email" autoFocus size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={props.busy}>
          {words.send}
        </Button>
      </Form>
    </Card>
  )
}

function Sent(props: { text: string }): ReactNode {
  const words = useMessages(signInMessages)
  return (
    <Result
      status="success"
      title={words.sentTitle}
      subTitle={props.text}
      extra={
        <>
          <Link to="/sign-in">{words.back}</Link> · <Link to="/dev/mail">{words.mailTitle}</Link>
        </>
      }
    />
  )
}
