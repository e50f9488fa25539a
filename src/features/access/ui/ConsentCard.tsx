import { App, Button, Collapse, Descriptions, Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Capability, capabilityRules } from '#kernel/capability.ts'
import { useListText, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { checkConnection, disconnect } from '../api.ts'
import type { ConnectionLine, StoreLine } from './ConnectionCard.tsx'
import { Steps } from './GrantCard.tsx'
import type { AccessStore } from './GrantRecord.tsx'
import { grantMessages } from './grant-messages.ts'
import { neverWords } from './grant-words.ts'
import { accessMessages, appMessages, capabilityWords } from './messages.ts'

const colours = {
  active: 'success',
  renewal_due: 'warning',
  expired: 'error',
  ending: 'warning',
  revoked: 'default',
  broken: 'error',
} as const

/** The third grant: both consents of a store with their live state, their last probe, and what they let us do. */
export function ConsentCard(props: {
  clientId: string
  line: StoreLine
  choices: AccessStore['choices']
}): ReactNode {
  const { clientId, line } = props
  const words = useMessages(grantMessages)
  return (
    <div className="sw-connection">
      <div className="sw-section-head">
        <h3>{words.kinds.consent}</h3>
        <Link to={`/clients/${clientId}/connections`}>
          <Button size="small">{words.toWizard}</Button>
        </Link>
      </div>
      <p className="sw-quiet">{words.kindAbout.consent}</p>
      {(['sp', 'ads'] as const).map((api) => (
        <OneConsent
          key={api}
          clientId={clientId}
          api={api}
          connection={line[api]}
          choice={props.choices[api]}
        />
      ))}
      <Collapse
        ghost
        size="small"
        items={[{ key: 'steps', label: words.steps, children: <Steps steps={words.consentSteps} /> }]}
      />
    </div>
  )
}

function OneConsent(props: {
  clientId: string
  api: 'sp' | 'ads'
  connection: ConnectionLine | null
  choice: AccessStore['choices']['sp']
}): ReactNode {
  const { connection, choice } = props
  const words = useMessages(grantMessages)
  const names = useMessages(accessMessages)
  const title = props.api === 'sp' ? names.spApi : names.adsApi
  return (
    <div className="sw-consent">
      <div className="sw-section-head">
        <strong>{title}</strong>
        <Tag color={connection === null ? 'default' : colours[connection.standing]}>
          {connection === null ? words.notConnected : words.consentStanding[connection.standing]}
        </Tag>
      </div>
      {connection === null ? null : (
        <>
          <Descriptions
            size="small"
            column={1}
            items={[
              { key: 'probe', label: words.lastProbe, children: <Instant at={connection.probedAt} /> },
              ...(connection.daysLeft === null || connection.standing === 'revoked'
                ? []
                : [{ key: 'left', label: names.until, children: words.daysLeft(connection.daysLeft) }]),
            ]}
          />
          <ConsentActs clientId={props.clientId} connection={connection} />
          {connection.standing === 'revoked' ? null : (
            <Collapse
              ghost
              size="small"
              items={[
                {
                  key: 'lets',
                  label: words.lets,
                  children: (
                    <>
                      <Lets granted={connection.granted} />
                      {choice === null ? null : <Choice choice={choice} />}
                    </>
                  ),
                },
              ]}
            />
          )}
        </>
      )}
    </div>
  )
}

function ConsentActs(props: { clientId: string; connection: ConnectionLine }): ReactNode {
  const { connection, clientId } = props
  const words = useMessages(grantMessages)
  const { message } = App.useApp()
  const may = useMay()
  const confirm = useConfirm()
  const params = { clientId, connectionId: connection.connectionId }
  const check = useAct(checkConnection, { onDone: () => void message.success(words.probed) })
  const end = useAct(disconnect, { onDone: () => check.mutate({ params }) })
  const isOver = connection.standing === 'revoked'
  const proof =
    isOver || connection.standing === 'ending' ? (
      <Link to={`/clients/${clientId}/access/proof/${connection.connectionId}`}>
        <Button size="small">{words.toProof}</Button>
      </Link>
    ) : null
  if (!may('access.manage')) return proof
  return (
    <div className="sw-actions">
      {isOver ? null : (
        <Button size="small" loading={check.isPending} onClick={() => check.mutate({ params })}>
          {words.probeNow}
        </Button>
      )}
      {isOver || connection.standing === 'ending' ? null : (
        <Button
          size="small"
          danger
          loading={end.isPending}
          onClick={() =>
            confirm({
              title: words.revokeTitle,
              happens: words.revokeHappens,
              undo: words.revokeUndo,
              action: words.revokeNow,
              danger: true,
              act: () => end.mutateAsync({ params }),
            })
          }
        >
          {words.revokeNow}
        </Button>
      )}
      {proof}
    </div>
  )
}

/** Each capability in plain words: what it lets us do, and what it never does. */
function Lets({ granted }: { granted: readonly Capability[] }): ReactNode {
  const words = useMessages(grantMessages)
  const names = useMessages(capabilityWords)
  const never = useMessages(neverWords)
  return (
    <ul className="sw-lets">
      {granted.map((one) => (
        <li key={one}>
          <span>
            <Tag color={capabilityRules[one].writes ? 'warning' : 'default'}>{words.can}</Tag>
            <strong>{names[one][0]}</strong> <span className="sw-quiet">{names[one][1]}</span>
          </span>
          <span>
            <Tag color="success">{words.never}</Tag>
            {never[one]}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Which registration is used, and why it is the narrowest. */
function Choice({ choice }: { choice: NonNullable<AccessStore['choices']['sp']> }): ReactNode {
  const words = useMessages(grantMessages)
  const { roleWords } = useMessages(appMessages)
  const listed = useListText()
  const named = (roles: readonly string[]): string =>
    listed(roles.map((role) => (roleWords as Record<string, string>)[role] ?? role))
  return (
    <div className="sw-quiet sw-choice">
      <p>
        {words.appUsed(choice.appName)} {choice.narrowest ? words.appNarrowest : words.appWider}{' '}
        {choice.surplus.length === 0 ? words.appNoSurplus : words.appSurplus(named(choice.surplus))}
      </p>
      {choice.others.length === 0 ? null : (
        <p>
          {words.appOthers}：
          {choice.others
            .map(
              (one) =>
                `${one.appName}（${one.lacks.length > 0 ? words.appLacks(named(one.lacks)) : words.appMore(one.surplus.length)}）`,
            )
            .join('；')}
        </p>
      )}
    </div>
  )
}
