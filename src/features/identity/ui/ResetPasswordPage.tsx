import { Button, Form, Result } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { resetPassword } from '../api/session.ts'
import { Card } from './Card.tsx'
import { NewPassword } from './NewPassword.tsx'
import { signInMessages } from './messages.ts'

/** Sets a new password with the letter's link; the token stands behind #, which no server log sees. */
export function ResetPasswordPage(): ReactNode {
  const words = useMessages(signInMessages)
  const token = useLocation().hash.slice(1)
  const reset = useAct(resetPassword, { stale: [] })
  if (reset.isSuccess)
    return (
      <Result
        status="success"
        title={words.resetDone}
        extra={
          <Link to="/sign-in">
            <Button type="primary">{words.signIn}</Button>
          </Link>
        }
      />
    )
  return (
    <Card
      title={words.resetTitle}
      about={words.resetAbout}
      foot={<Link to="/forgot-password">{words.forgotTitle}</Link>}
    >
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => reset.mutate({ body: { token, password } })}
      >
        <NewPassword />
        <Button type="primary" htmlType="submit" block size="large" loading={reset.isPending}>
          {words.savePassword}
        </Button>
      </Form>
    </Card>
  )
}
