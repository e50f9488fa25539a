import { Alert, App, Button, Descriptions, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useListText, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import type { Capability } from '#kernel/capability.ts'
import { usedCapabilities } from '#features/facts/rules/sync/used.ts'
import { checkConnection, disconnect, type showConnections } from '../api.ts'
import { lackingOf } from '../rules/connection.ts'
import { ProbeStrip } from './ProbeStrip.tsx'
import { accessMessages, capabilityWords } from './messages.ts'

export type StoreLine = OutputOf<typeof showConnections>['stores'][number]
export type ConnectionLine = NonNullable<StoreLine['sp']>

const colours = {
  active: 'success',
  renewal_due: 'warning',
  expired: 'error',
  ending: 'warning',
  revoked: 'default',
  broken: 'error',
} as const

/** One API of one store: how it is connected, what is allowed, and what can be done about it. */
export function ConnectionCard(props: {
  clientId: string
  api: 'sp' | 'ads'
  connection: ConnectionLine | null
  canConnect: boolean
  onConsent: () => void
  onGrant: () => void
  /** Grants again, with these beside what is granted. */
  onAdd: (adding: readonly Capability[]) => void
}): ReactNode {
  const { connection, api } = props
  const words = useMessages(accessMessages)
  const may = useMay()
  const manage = may('access.manage')
  const open = connection?.standing === 'active' || connection?.standing === 'renewal_due'
  const verb = connection === null ? words.connect : open ? words.renew : words.again
  const consent =
    manage && connection?.standing !== 'ending' ? (
      <Button
        type={open && connection.standing !== 'renewal_due' ? 'default' : 'primary'}
        disabled={!props.canConnect}
        onClick={props.onConsent}
      >
        {verb}
      </Button>
    ) : null
  return (
    <div className="sw-connection">
      <div className="sw-section-head">
        <h3>{api === 'sp' ? words.spApi : words.adsApi}</h3>
        <Tag color={connection === null ? 'default' : colours[connection.standing]}>
          {connection === null ? words.notConnected : words.standing[connection.standing]}
        </Tag>
      </div>
      {connection === null ? null : <Details connection={connection} />}
      {connection === null || !open ? null : (
        <Lacking api={api} connection={connection} {...(manage ? { onAdd: props.onAdd } : {})} />
      )}
      <div className="sw-actions">
        {consent}
        {connection === null || connection.standing === 'revoked' || !manage ? null : (
          <Acts clientId={props.clientId} connection={connection} onGrant={props.onGrant} />
        )}
      </div>
    </div>
  )
}

function Details({ connection }: { connection: ConnectionLine }): ReactNode {
  const words = useMessages(accessMessages)
  const names = useMessages(capabilityWords)
  const listed = useListText()
  const remark = remarkOf(connection, words)
  const line = (label: string, children: ReactNode) => ({ key: label, label, children })
  return (
    <>
      {remark === null ? null : (
        <Alert
          type={connection.standing === 'broken' ? 'error' : 'warning'}
          showIcon
          title={remark}
          className="sw-remark"
        />
      )}
      {connection.missing.length > 0 && connection.standing === 'active' ? (
        <Alert
          type="warning"
          showIcon
          title={words.missing(listed(connection.missing))}
          className="sw-remark"
        />
      ) : null}
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 1, md: 2 }}
        items={[
          line(words.seller, <code>{connection.sellerId}</code>),
          line(words.app, connection.appName ?? '—'),
          line(words.marketplaces, connection.marketplaces.join(' · ') || '—'),
          line(words.since, <Instant at={connection.consentedAt} />),
          line(words.by, connection.consentedBy),
          ...(connection.expiresAt === null || connection.daysLeft === null
            ? []
            : [
                line(
                  words.until,
                  <span>
                    {connection.expiresAt.slice(0, 10)} · {words.daysLeft(Math.max(0, connection.daysLeft))}
                  </span>,
                ),
              ]),
          line(words.probed, <Instant at={connection.probedAt} />),
          ...(connection.profiles.length === 0
            ? []
            : [
                line(
                  words.profiles,
                  connection.profiles.map((one) => `${one.marketplace} ${one.profileId}`).join(' · '),
                ),
              ]),
        ]}
      />
      <ProbeStrip probes={connection.probes} />
      <p className="sw-quiet" style={{ marginBottom: 4 }}>
        {words.may}
      </p>
      <div className="sw-tags">
        {connection.granted.map((one) => (
          <Tag key={one}>{names[one][0]}</Tag>
        ))}
      </div>
    </>
  )
}

/** What keeping the store in step uses and the consent leaves out: a store connected before it was asked for, or a choice. */
function Lacking(props: {
  api: 'sp' | 'ads'
  connection: ConnectionLine
  onAdd?: (adding: readonly Capability[]) => void
}): ReactNode {
  const words = useMessages(accessMessages)
  const names = useMessages(capabilityWords)
  const listed = useListText()
  const { api, connection, onAdd } = props
  const lacking = lackingOf(connection.granted, usedCapabilities(api))
  if (lacking.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      className="sw-remark"
      title={words.lacking(listed(lacking.map((one) => names[one][0])))}
      description={words.lackingText}
      action={
        onAdd === undefined ? undefined : (
          <Button size="small" onClick={() => onAdd(lacking)}>
            {words.grantAgain}
          </Button>
        )
      }
    />
  )
}

type Words = ReturnType<typeof useMessages<(typeof accessMessages)['zh']>>

function remarkOf(connection: ConnectionLine, words: Words): string | null {
  if (connection.standing === 'ending') return words.endingText
  if (connection.standing === 'broken') return words.brokenText(connection.reason ?? '')
  if (connection.standing === 'revoked')
    return connection.reason === 'invalid_grant' ? words.lost : words.revokedText
  return connection.standing === 'expired' ? words.lost : null
}

function Acts(props: { clientId: string; connection: ConnectionLine; onGrant: () => void }): ReactNode {
  const { connection } = props
  const words = useMessages(accessMessages)
  const { message } = App.useApp()
  const ask = useConfirm()
  const params = { clientId: props.clientId, connectionId: connection.connectionId }
  const check = useAct(checkConnection, {
    onDone: ({ standing }) => void message.info(`${words.checked}: ${words.standing[standing]}`),
  })
  const end = useAct(disconnect)
  return (
    <>
      <Button loading={check.isPending} onClick={() => check.mutate({ params })}>
        {words.check}
      </Button>
      {connection.standing === 'ending' ? null : (
        <>
          <Button onClick={props.onGrant}>{words.change}</Button>
          <Button
            danger
            onClick={() =>
              ask({
                title: words.disconnectTitle,
                happens: words.disconnectHappens,
                undo: words.disconnectUndo,
                action: words.disconnect,
                danger: true,
                act: () => end.mutateAsync({ params }),
              })
            }
          >
            {words.disconnect}
          </Button>
        </>
      )}
    </>
  )
}
