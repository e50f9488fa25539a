import { App, Button, Checkbox, Collapse, Input, Tag, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import {
  downloadSignatureCertificate,
  downloadSigningBundle,
  giveSignature,
  showSignings,
} from '../api/signing.ts'
import type { Drawing, SignableKind } from '../rules/signing.ts'
import { SignPad } from './SignPad.tsx'
import { signMessages } from './sign-messages.ts'
import './sign.css'

type Signing = OutputOf<typeof showSignings>['signings'][number]

const colours = {
  open: 'warning',
  complete: 'success',
  superseded: 'default',
  withdrawn: 'default',
} as const

/** Who has signed one version of a thing, signing it, and the proofs to take away. */
export function SignPanel(props: {
  clientId: string
  kind: SignableKind
  subjectId: string
  version: number
}): ReactNode {
  const { clientId, kind, subjectId, version } = props
  const words = useMessages(signMessages)
  const asked = useEndpoint(showSignings, { params: { clientId }, query: { kind, subjectId } })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const signing = asked.data.signings.find((one) => one.version === version)
  const older = asked.data.signings.filter((one) => one !== signing)
  return (
    <div className="sw-sign">
      {signing === undefined ? (
        <p className="sw-quiet">
          <strong>{words.none}</strong> · {words.noneText}
        </p>
      ) : (
        <One clientId={clientId} signing={signing} />
      )}
      {older.length === 0 ? null : (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'older',
              label: `${words.older} (${older.length})`,
              children: older.map((one) => <One key={one.version} clientId={clientId} signing={one} />),
            },
          ]}
        />
      )}
    </div>
  )
}

function One({ clientId, signing }: { clientId: string; signing: Signing }): ReactNode {
  const words = useMessages(signMessages)
  const { kind, subjectId, version } = signing
  const whyNot = (words.whyNot as Readonly<Record<string, string>>)[signing.whyNot ?? '']
  return (
    <section aria-label={`${words.title} ${words.version(version)}`}>
      <p>
        <Tag color={colours[signing.state]}>{words.states[signing.state]}</Tag> {words.version(version)}{' '}
        {signing.reason === null ? null : (
          <span className="sw-quiet">{words.reasons[signing.reason] ?? signing.reason}</span>
        )}
      </p>
      <p className="sw-quiet">{words.hash}</p>
      <Typography.Text copyable code className="sw-hash">
        {signing.contentHash}
      </Typography.Text>
      <ul className="sw-signers">
        {signing.sides.map((side) => (
          <Signer key={side} clientId={clientId} signing={signing} side={side} />
        ))}
      </ul>
      {signing.mine === null ? (
        signing.state === 'open' && whyNot !== undefined ? (
          <p className="sw-quiet">{whyNot}</p>
        ) : null
      ) : (
        <SignForm clientId={clientId} signing={signing} side={signing.mine} />
      )}
      {signing.signatures.length === 0 ? null : (
        <Button
          size="small"
          onClick={() =>
            void download(downloadSigningBundle, {
              params: { clientId },
              query: { kind, subjectId, version, format: 'zip' },
            })
          }
        >
          {words.bundle}
        </Button>
      )}
    </section>
  )
}

function Signer(props: { clientId: string; signing: Signing; side: 'agency' | 'client' }): ReactNode {
  const { clientId, signing, side } = props
  const words = useMessages(signMessages)
  const { locale } = useLocale()
  const given = signing.signatures.find((one) => one.side === side)
  if (given === undefined)
    return (
      <li>
        <span className="sw-quiet">{words.sides[side]}</span> <Tag>{words.waiting}</Tag>
      </li>
    )
  return (
    <li>
      <span className="sw-quiet">{words.sides[side]}</span>{' '}
      <strong className="sw-name">{given.typedName}</strong>{' '}
      {given.drawn ? <Tag>{words.drawnMark}</Tag> : null}
      <div className="sw-quiet">
        {given.personName} · <Instant at={given.at} /> · {words.entry(given.ledgerSeq)}
      </div>
      <Button
        size="small"
        type="link"
        onClick={() =>
          void download(downloadSignatureCertificate, {
            params: { clientId, signatureId: given.signatureId },
            query: { lang: locale === 'en' ? 'en' : 'zh' },
          })
        }
      >
        {words.certificate}
      </Button>
    </li>
  )
}

function SignForm(props: { clientId: string; signing: Signing; side: 'agency' | 'client' }): ReactNode {
  const { clientId, signing, side } = props
  const words = useMessages(signMessages)
  const { message } = App.useApp()
  const [typed, setTyped] = useState('')
  const [drawing, setDrawing] = useState<Drawing>([])
  const [read, setRead] = useState(false)
  const act = useAct(giveSignature, {
    onDone: ({ complete }) => void message.success(complete ? words.signedAll : words.signed),
  })
  const { kind, subjectId, version, contentHash } = signing
  const strokes = drawing.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y]))
  const send = (): void =>
    act.mutate({
      params: { clientId },
      body: {
        kind,
        subjectId,
        version,
        contentHash,
        typedName: typed.trim(),
        ...(strokes.length === 0 ? {} : { drawing: strokes }),
      },
    })
  return (
    <form
      className="sw-sign-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{words.signHere(words.sides[side])}</h3>
      <p className="sw-quiet">{words.binds}</p>
      <label>
        {words.typed}
        <Input
          value={typed}
          maxLength={100}
          autoComplete="name"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <SignPad
        label={words.drawn}
        hint={words.drawHint}
        clear={words.clear}
        value={drawing}
        onChange={setDrawing}
      />
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {words.agree}
      </Checkbox>
      <div>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          disabled={!read || typed.trim().length < 2}
          loading={act.isPending}
        >
          {words.sign}
        </Button>
      </div>
    </form>
  )
}
