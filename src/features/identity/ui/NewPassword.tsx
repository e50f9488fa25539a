import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { passwordLength } from '../rules/password.ts'
import { signInMessages } from './messages.ts'

/** The field of a new password; whether it is common is for the server to say. */
export function NewPassword(props: { label?: string }): ReactNode {
  const words = useMessages(signInMessages)
  return (
    <Form.Item
      name="password"
      label={props.label ?? words.newPassword}
      extra={words.passwordHelp}
      rules={[{ required: true }, { min: passwordLength.least, message: words.passwordHelp }]}
    >
      <Input.Password autoComplete="new-password" size="large" maxLength={passwordLength.most} />
    </Form.Item>
  )
}
