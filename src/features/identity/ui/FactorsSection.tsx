import { App, Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listFactors, removePasskey, removeTotp, renewRecoveryCodes } from '../api/account.ts'
import { EnrolPasskey } from './EnrolPasskey.tsx'
import { EnrolTotp } from './EnrolTotp.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { accountMessages } from './account-messages.ts'
import { knowsPasskeys } from './webauthn.ts'

type Act =
  | { kind: 'addTotp' | 'addPasskey' | 'removeTotp' | 'renewCodes' }
  | { kind: 'removePasskey'; passkeyId: string }

/** Authenticator app, recovery codes, passkeys; every change asks for the password first. */
export function FactorsSection(): ReactNode {
  const words = useMessages(accountMessages)
  const factors = useEndpoint(listFactors, {})
  const [act, setAct] = useState<Act | null>(null)
  if (factors.isPending) return <PageSkeleton />
  if (factors.data === undefined)
    return <Trouble error={factors.error} retry={() => void factors.refetch()} />
  const { totp, passkeys, recoveryCodesLeft } = factors.data
  return (
    <Section title={words.factors}>
      <Row name={words.totp} state={totp ? words.totpOn(recoveryCodesLeft) : words.totpOff}>
        {totp ? (
          <>
            <Button size="small" onClick={() => setAct({ kind: 'renewCodes' })}>
              {words.renewCodes}
            </Button>
            <Button size="small" danger onClick={() => setAct({ kind: 'removeTotp' })}>
              {words.removeTotp}
            </Button>
          </>
        ) : (
          <Button size="small" type="primary" onClick={() => setAct({ kind: 'addTotp' })}>
            {words.addTotp}
          </Button>
        )}
      </Row>
      {totp && recoveryCodesLeft < 3 ? <Remark kind="warning" title={words.codesLow} /> : null}
      <Row name={words.passkeys} state={passkeys.length === 0 ? words.noPasskeys : ''}>
        <Button size="small" disabled={!knowsPasskeys()} onClick={() => setAct({ kind: 'addPasskey' })}>
          {words.addPasskey}
        </Button>
      </Row>
      {passkeys.map((passkey) => (
        <Row
          key={passkey.passkeyId}
          name={passkey.name}
          state={
            <>
              {words.added} <Instant at={passkey.createdAt} />
            </>
          }
        >
          <Button
            size="small"
            danger
            onClick={() => setAct({ kind: 'removePasskey', passkeyId: passkey.passkeyId })}
          >
            {words.remove}
          </Button>
        </Row>
      ))}
      <FactorDialog act={act} onClose={() => setAct(null)} />
    </Section>
  )
}

function Row(props: { name: string; state: ReactNode; children: ReactNode }): ReactNode {
  return (
    <div
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 8,
        alignItems: 'center',
        justifyContent: 'space-between',
        padding: '8px 0',
      }}
    >
      <span>
        {props.name} <span className="sw-quiet">{props.state}</span>
      </span>
      <span style={{ display: 'flex', gap: 8 }}>{props.children}</span>
    </div>
  )
}

function FactorDialog(props: { act: Act | null; onClose: () => void }): ReactNode {
  const words = useMessages(accountMessages)
  const [password, setPassword] = useState<string | null>(null)
  const close = (): void => {
    setPassword(null)
    props.onClose()
  }
  return (
    <Modal
      open={props.act !== null}
      title={password === null ? words.confirmTitle : words.factors}
      footer={null}
      onCancel={close}
      destroyOnHidden
    >
      {props.act === null ? null : password === null ? (
        <Form<{ password: string }>
          name="prove"
          layout="vertical"
          requiredMark={false}
          onFinish={(given) => setPassword(given.password)}
        >
          <Form.Item name="password" label={words.confirmPassword} rules={[{ required: true }]}>
            <Input.Password autoFocus autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block>
            {words.confirmGo}
          </Button>
        </Form>
      ) : (
        <Confirmed act={props.act} password={password} onDone={close} onBack={() => setPassword(null)} />
      )}
    </Modal>
  )
}

function Confirmed(props: { act: Act; password: string; onDone: () => void; onBack: () => void }): ReactNode {
  const { act, password, onDone, onBack } = props
  if (act.kind === 'addTotp') return <EnrolTotp password={password} onDone={onDone} onBack={onBack} />
  if (act.kind === 'addPasskey') return <EnrolPasskey password={password} onDone={onDone} onBack={onBack} />
  return <Removal act={act} password={password} onDone={onDone} onBack={onBack} />
}

/** Removing a factor, or new recovery codes: one more click, then done. */
function Removal(props: { act: Act; password: string; onDone: () => void; onBack: () => void }): ReactNode {
  const words = useMessages(accountMessages)
  const { message } = App.useApp()
  const done = (): void => {
    void message.success(words.removed)
    props.onDone()
  }
  const totp = useAct(removeTotp, { stale: [listFactors], onDone: done })
  const passkey = useAct(removePasskey, { stale: [listFactors], onDone: done })
  const codes = useAct(renewRecoveryCodes, { stale: [listFactors] })
  if (codes.data !== undefined)
    return <RecoveryCodes codes={codes.data.recoveryCodes} onKept={props.onDone} />
  const body = { password: props.password }
  const { act } = props
  const go = (): void => {
    const onError = props.onBack
    if (act.kind === 'removeTotp') totp.mutate({ body }, { onError })
    else if (act.kind === 'removePasskey')
      passkey.mutate({ params: { passkeyId: act.passkeyId }, body }, { onError })
    else codes.mutate({ body }, { onError })
  }
  return (
    <Button
      type="primary"
      block
      danger={act.kind !== 'renewCodes'}
      loading={totp.isPending || passkey.isPending || codes.isPending}
      onClick={go}
    >
      {act.kind === 'renewCodes' ? words.renewCodes : words.remove}
    </Button>
  )
}
