import { Alert, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { addPasskey, beginPasskey, listFactors } from '../api/account.ts'
import { signInMessages } from './messages.ts'
import { makePasskey } from './webauthn.ts'

/** A passkey: a name, then the device asks for finger, face or PIN. */
export function EnrolPasskey(props: { password: string; onDone: () => void; onBack: () => void }): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const [trouble, setTrouble] = useState<unknown>(null)
  const begin = useAct(beginPasskey, { stale: [], ownCodes: ['password_wrong', 'locked_out'] })
  const add = useAct(addPasskey, {
    stale: [listFactors],
    ownCodes: ['passkey_refused'],
    onDone: props.onDone,
  })
  const start = async (name: string): Promise<void> => {
    try {
      setTrouble(null)
      const response = await makePasskey(await begin.mutateAsync({ body: { password: props.password } }))
      if (response === null) throw new Refused('passkey_refused', {}, 409)
      await add.mutateAsync({ body: { name, response } })
    } catch (error) {
      setTrouble(error)
    }
  }
  const wrongPassword = trouble instanceof Refused && trouble.code === 'password_wrong'
  return (
    <Form<{ name: string }>
      name="passkey"
      layout="vertical"
      initialValues={{ name: words.passkeyDefault }}
      onFinish={({ name }) => void start(name)}
    >
      {trouble === null ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={refusal(trouble).says}
          description={refusal(trouble).remedy}
          style={{ marginBottom: 16 }}
          {...(wrongPassword ? { action: <Button onClick={props.onBack}>{words.next}</Button> } : {})}
        />
      )}
      <Form.Item name="name" label={words.passkeyName} rules={[{ required: true, max: 100 }]}>
        <Input />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={begin.isPending || add.isPending}>
        {words.addPasskey}
      </Button>
    </Form>
  )
}
