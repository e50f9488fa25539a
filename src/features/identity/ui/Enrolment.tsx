import { Button, Form, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Card } from './Card.tsx'
import { EnrolPasskey } from './EnrolPasskey.tsx'
import { EnrolTotp } from './EnrolTotp.tsx'
import { signInMessages } from './messages.ts'
import { knowsPasskeys } from './webauthn.ts'

/** The first second factor: which kind, the password once more, then the steps of that kind. */
export function Enrolment(props: { onDone: () => void }): ReactNode {
  const words = useMessages(signInMessages)
  const [begun, setBegun] = useState<{ kind: 'totp' | 'passkey'; password: string } | null>(null)
  return (
    <Card title={words.enrolTitle} about={words.enrolAbout}>
      {begun === null ? (
        <Form<{ kind: 'totp' | 'passkey'; password: string }>
          name="enrolment"
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: 'totp' }}
          onFinish={setBegun}
        >
          <Form.Item name="kind">
            <Radio.Group
              style={{ display: 'grid', gap: 12 }}
              options={[
                {
                  value: 'totp',
                  label: <Choice name={words.chooseTotp} about={words.chooseTotpAbout} />,
                },
                {
                  value: 'passkey',
                  disabled: !knowsPasskeys(),
                  label: (
                    <Choice
                      name={words.choosePasskey}
                      about={knowsPasskeys() ? words.choosePasskeyAbout : words.noPasskeys}
                    />
                  ),
                },
              ]}
            />
          </Form.Item>
          <Form.Item name="password" label={words.confirmPassword} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large">
            {words.next}
          </Button>
        </Form>
      ) : begun.kind === 'totp' ? (
        <EnrolTotp password={begun.password} onDone={props.onDone} onBack={() => setBegun(null)} />
      ) : (
        <EnrolPasskey password={begun.password} onDone={props.onDone} onBack={() => setBegun(null)} />
      )}
    </Card>
  )
}

function Choice(props: { name: string; about: string }): ReactNode {
  return (
    <span>
      {props.name}
      <br />
      <span className="sw-quiet">{props.about}</span>
    </span>
  )
}
