import { App, Button, Form, Modal, Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { deactivate } from '#features/identity/api/people.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, Teach, useConfirm } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { announceLeaver, checkLeaver, closeLeaver, listLeavers } from '../api/register.ts'
import { EvidenceField, maySend, nothingSeen } from './EvidenceField.tsx'
import { EndRight } from './GrantRights.tsx'
import { grantMessages } from './grant-messages.ts'
import { registerMessages } from './register-messages.ts'

type Leaver = OutputOf<typeof listLeavers>['leavers'][number]
type Item = Leaver['checks'][number]['item']

const EVERY_MS = 60_000

/** People who leave: everything of theirs that is still open, with a day to close it. */
export function RegisterLeavers(): ReactNode {
  const words = useMessages(registerMessages)
  const [announcing, setAnnouncing] = useState(false)
  const asked = useEndpoint(listLeavers, {}, { everyMs: EVERY_MS })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { leavers, people } = asked.data
  const announce = <Button onClick={() => setAnnouncing(true)}>{words.announce}</Button>
  return (
    <>
      <p className="sw-quiet">{words.leaverAbout}</p>
      {leavers.length === 0 ? (
        <Teach title={words.noLeavers} text={words.noLeaversText} action={announce} />
      ) : (
        <Section title={words.tabs.leavers} extra={announce}>
          {leavers.map((one) => (
            <LeaverCard key={one.leaverId} leaver={one} />
          ))}
        </Section>
      )}
      {announcing ? <Announce people={people} onClose={() => setAnnouncing(false)} /> : null}
    </>
  )
}

function Announce(props: { people: OutputOf<typeof listLeavers>['people']; onClose: () => void }): ReactNode {
  const words = useMessages(registerMessages)
  const [personId, setPersonId] = useState<string | null>(null)
  const announce = useAct(announceLeaver, { onDone: props.onClose })
  return (
    <Modal
      open
      title={words.announceTitle}
      onCancel={props.onClose}
      okText={words.announce}
      cancelText={words.cancel}
      okButtonProps={{ disabled: personId === null }}
      confirmLoading={announce.isPending}
      onOk={() => announce.mutate({ body: { personId: personId! } })}
    >
      <p>{words.announceText}</p>
      <Select
        aria-label={words.person}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        value={personId}
        onChange={setPersonId}
        options={props.people.map((one) => ({ value: one.personId, label: one.name }))}
      />
    </Modal>
  )
}

function LeaverCard({ leaver }: { leaver: Leaver }): ReactNode {
  const words = useMessages(registerMessages)
  const { message } = App.useApp()
  const close = useAct(closeLeaver, { onDone: () => void message.success(words.finished) })
  const isOpen = leaver.closedAt === null
  return (
    <article className="sw-leaver">
      <div className="sw-section-head">
        <strong>{leaver.personName}</strong>
        {isOpen ? (
          <Tag color={leaver.overdue ? 'error' : 'warning'}>{words.dueIn(leaver.hoursLeft)}</Tag>
        ) : (
          <Tag color={leaver.overdue ? 'warning' : 'success'}>
            {words.closed} · {leaver.overdue ? words.late : words.inTime}
          </Tag>
        )}
      </div>
      <p className="sw-quiet">
        {words.announcedBy(leaver.announcedByName)} · <Instant at={leaver.announcedAt} />
        {leaver.closedAt === null ? null : (
          <>
            {' · '}
            {words.leaverClosed(leaver.closedByName ?? '')} <Instant at={leaver.closedAt} />
          </>
        )}
      </p>
      {isOpen ? <LeaverList leaver={leaver} /> : null}
      {isOpen ? (
        <Button
          type="primary"
          disabled={leaver.left > 0}
          loading={close.isPending}
          onClick={() => close.mutate({ params: { leaverId: leaver.leaverId } })}
        >
          {words.finish}
        </Button>
      ) : null}
    </article>
  )
}

function LeaverList({ leaver }: { leaver: Leaver }): ReactNode {
  const words = useMessages(registerMessages)
  const grants = useMessages(grantMessages)
  const confirm = useConfirm()
  const [ending, setEnding] = useState<Leaver['rights'][number] | null>(null)
  const [checking, setChecking] = useState<Item | null>(null)
  const shut = useAct(deactivate)
  const { product } = leaver
  return (
    <>
      <ul>
        <li>
          <span>
            {words.product}
            {product.member ? (
              <span className="sw-quiet"> {words.productOpen(product.clients, product.sessions)}</span>
            ) : null}
          </span>
          {product.member ? (
            <Button
              size="small"
              danger
              loading={shut.isPending}
              onClick={() =>
                confirm({
                  title: words.productTitle(leaver.personName),
                  happens: words.productHappens,
                  undo: words.productUndo,
                  action: words.productClose,
                  danger: true,
                  act: () => shut.mutateAsync({ params: { personId: leaver.personId } }),
                })
              }
            >
              {words.productClose}
            </Button>
          ) : (
            <Tag color="success">{words.closed}</Tag>
          )}
        </li>
        <li>
          <span>
            {words.delegations}
            {leaver.delegations === 0 ? null : (
              <span className="sw-quiet"> {words.delegationsOpen(leaver.delegations)}</span>
            )}
          </span>
          {leaver.delegations === 0 ? <Tag color="success">{words.none}</Tag> : null}
        </li>
        {leaver.rights.length === 0 ? (
          <li>
            <span>{words.amazon}</span>
            <Tag color="success">{words.none}</Tag>
          </li>
        ) : (
          leaver.rights.map((right) => (
            <li key={right.rightId}>
              <span>
                {words.amazon}
                <span className="sw-quiet">
                  {' '}
                  {right.storeName} · {grants.systems[right.system as 'seller_central']} ·{' '}
                  {grants.personLevel[right.level as 'view']} {right.pages}
                </span>
              </span>
              <Button size="small" onClick={() => setEnding(right)}>
                {grants.endRight}
              </Button>
            </li>
          ))
        )}
        {leaver.elsewhere === 0 ? null : (
          <li>
            <span>{words.elsewhere(leaver.elsewhere)}</span>
          </li>
        )}
        {leaver.checks.map(({ item, done }) => (
          <li key={item}>
            <span>
              {words.checks[item]}
              {done === null ? null : (
                <span className="sw-quiet">
                  {' '}
                  {done.note} · {done.byName}
                </span>
              )}
            </span>
            {done === null ? (
              <Button size="small" onClick={() => setChecking(item)}>
                {words.note}
              </Button>
            ) : (
              <Tag color="success">{words.closed}</Tag>
            )}
          </li>
        ))}
      </ul>
      {ending === null ? null : (
        <EndRight
          clientId={ending.clientId}
          right={{ ...ending, personName: leaver.personName }}
          onClose={() => setEnding(null)}
        />
      )}
      {checking === null ? null : (
        <CheckItem leaverId={leaver.leaverId} item={checking} onClose={() => setChecking(null)} />
      )}
    </>
  )
}

function CheckItem(props: { leaverId: string; item: Item; onClose: () => void }): ReactNode {
  const words = useMessages(registerMessages)
  const { message } = App.useApp()
  const [seen, setSeen] = useState(nothingSeen)
  const check = useAct(checkLeaver, {
    onDone: () => {
      void message.success(words.recorded)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={words.checks[props.item]}
      onCancel={props.onClose}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !maySend(seen, true) }}
      confirmLoading={check.isPending}
      onOk={() => check.mutate({ params: { leaverId: props.leaverId }, body: { item: props.item, ...seen } })}
    >
      <Form layout="vertical">
        <EvidenceField value={seen} onChange={setSeen} />
      </Form>
    </Modal>
  )
}
