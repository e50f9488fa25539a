import { Button, Descriptions, Form, Input, Result } from 'antd'
import { type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { PageSkeleton } from '#web/screens.tsx'
import { acceptInvitation, foundAgency, readInvitation } from '../api/people.ts'
import { Card } from './Card.tsx'
import { NewPassword } from './NewPassword.tsx'
import { signInMessages } from './messages.ts'
import { onward } from './onward.ts'
import { roleWords } from './role-words.ts'

type Invitation = OutputOf<typeof readInvitation>

/** Where a letter's link leads: opening an agency, or joining one. */
export function InvitationPage(): ReactNode {
  const words = useMessages(signInMessages)
  const refusal = useRefusalWords()
  const token = useLocation().hash.slice(1)
  const invitation = useEndpoint(readInvitation, { body: { token } })
  if (invitation.isPending) return <PageSkeleton />
  if (invitation.data === undefined) {
    const { says, remedy } = refusal(invitation.error)
    return (
      <Result
        status="warning"
        title={says}
        subTitle={remedy}
        extra={<Link to="/sign-in">{words.back}</Link>}
      />
    )
  }
  return invitation.data.kind === 'agency' ? (
    <Founding token={token} invitation={invitation.data} />
  ) : (
    <Joining token={token} invitation={invitation.data} />
  )
}

function Founding(props: { token: string; invitation: Invitation }): ReactNode {
  const words = useMessages(signInMessages)
  const found = useAct(foundAgency, { stale: [], onDone: ({ next }) => onward(next, '') })
  return (
    <Card title={words.foundTitle} about={props.invitation.email}>
      <Form<{ agencyName: string; name: string; password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => found.mutate({ body: { ...body, token: props.token } })}
      >
        <Form.Item name="agencyName" label={words.agencyName} rules={[{ required: true, max: 200 }]}>
          <Input autoFocus size="large" autoComplete="organization" />
        </Form.Item>
        <YourName />
        <NewPassword label={words.password} />
        <Button type="primary" htmlType="submit" block size="large" loading={found.isPending}>
          {words.found}
        </Button>
      </Form>
    </Card>
  )
}

function YourName(): ReactNode {
  const words = useMessages(signInMessages)
  return (
    <Form.Item name="name" label={words.yourName} rules={[{ required: true, max: 100 }]}>
      <Input size="large" autoComplete="name" />
    </Form.Item>
  )
}

function Joining(props: { token: string; invitation: Invitation }): ReactNode {
  const words = useMessages(signInMessages)
  const roles = useMessages(roleWords)
  const { invitation } = props
  const join = useAct(acceptInvitation, { stale: [], onDone: ({ next }) => onward(next, '') })
  const role = invitation.role === null ? '' : roles[invitation.role].name
  return (
    <Card
      title={words.joinTitle(invitation.agencyName ?? '')}
      about={words.invitedAs(invitation.invitedBy ?? '', role)}
    >
      <Descriptions
        size="small"
        column={1}
        style={{ marginBottom: 12 }}
        items={[
          { key: 'email', label: words.email, children: invitation.email },
          ...(invitation.clients.length === 0
            ? []
            : [{ key: 'clients', label: words.yourClients, children: invitation.clients.join(words.comma) }]),
          { key: 'until', label: words.validUntil, children: <Instant at={invitation.expiresAt} /> },
        ]}
      />
      <Form<{ name?: string; password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => join.mutate({ body: { ...body, token: props.token } })}
      >
        {invitation.hasAccount ? (
          <>
            <p>{words.haveAccount}</p>
            <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
              <Input.Password autoComplete="current-password" size="large" autoFocus />
            </Form.Item>
          </>
        ) : (
          <>
            <YourName />
            <NewPassword label={words.password} />
          </>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={join.isPending}>
          {words.join}
        </Button>
      </Form>
    </Card>
  )
}
