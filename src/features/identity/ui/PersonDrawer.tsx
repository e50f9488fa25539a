import { App, Button, Descriptions, Drawer, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { type Role, isAgencyRole } from '#kernel/rights.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { useViewer } from '#web/viewer.tsx'
import { assign, changeRole, deactivate, listPeople, resetFactors, unassign } from '../api/people.ts'
import { type Member, checkDeactivation, checkReach, grantableRoles } from '../rules/grants.ts'
import type { Listed } from './PeoplePage.tsx'
import { peopleMessages } from './people-messages.ts'
import { roleWords } from './role-words.ts'
import { Refused } from '#web/call.ts'
import { Refusal } from '#kernel/refusal.ts'

/** What the rules say against an act; null when they allow it. The server asks the same rules again. */
function against(check: () => void): Refused | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof Refusal) return new Refused(error.code, error.params, 409)
    throw error
  }
}

/** One person: role, clients, and closing. What may not be done says why. */
export function PersonDrawer(props: {
  person: Listed | null
  manage: boolean
  onClose: () => void
}): ReactNode {
  const words = useMessages(peopleMessages)
  const { person } = props
  return (
    <Drawer
      open={person !== null}
      onClose={props.onClose}
      title={person?.name ?? words.details}
      size={460}
      destroyOnHidden
    >
      {person === null ? null : (
        <PersonDetails person={person} manage={props.manage && person.leftAt === null} />
      )}
    </Drawer>
  )
}

function PersonDetails({ person, manage }: { person: Listed; manage: boolean }): ReactNode {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const refusal = useRefusalWords()
  const viewer = useViewer()
  const me: Member = {
    personId: viewer.userId,
    role: viewer.role,
    clientIds: viewer.clients.map((client) => client.id),
  }
  const reach = against(() => checkReach(me, person))
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'email', label: words.email, children: person.email },
          {
            key: 'role',
            label: words.role,
            children: `${roles[person.role].name} · ${roles[person.role].does}`,
          },
          {
            key: 'factor',
            label: words.factor,
            children: person.hasSecondFactor ? words.factorOn : words.factorOff,
          },
          { key: 'joined', label: words.joined, children: <Instant at={person.joinedAt} /> },
          { key: 'seen', label: words.lastSeen, children: <Instant at={person.lastSeenAt} /> },
          {
            key: 'state',
            label: words.state,
            children: person.leftAt === null ? words.active : words.left,
          },
        ]}
      />
      {manage && reach !== null ? <Remark title={refusal(reach).says} text={refusal(reach).remedy} /> : null}
      {manage && reach === null ? <RoleChoice person={person} me={me} /> : null}
      <Assignments person={person} open={manage && reach === null} />
      {manage && reach === null ? <Closing person={person} me={me} /> : null}
    </div>
  )
}

function RoleChoice({ person, me }: { person: Listed; me: Member }): ReactNode {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const confirm = useConfirm()
  const change = useAct(changeRole, { stale: [listPeople] })
  const choices = grantableRoles(me.role).filter((role) => isAgencyRole(role) === isAgencyRole(person.role))
  const ask = (role: Role): void =>
    confirm({
      title: words.roleTitle(person.name, roles[role].name),
      happens: words.roleHappens,
      undo: words.roleUndo,
      action: words.changeRole,
      act: () => change.mutateAsync({ params: { personId: person.personId }, body: { role } }),
    })
  return (
    <label>
      {words.changeRole}
      <Select<Role>
        aria-label={words.changeRole}
        style={{ width: '100%', marginTop: 4 }}
        value={person.role}
        loading={change.isPending}
        onChange={ask}
        options={choices.map((role) => ({ value: role, label: roles[role].name }))}
      />
    </label>
  )
}

function Assignments({ person, open }: { person: Listed; open: boolean }): ReactNode {
  const words = useMessages(peopleMessages)
  const viewer = useViewer()
  const confirm = useConfirm()
  const give = useAct(assign, { stale: [listPeople] })
  const take = useAct(unassign, { stale: [listPeople] })
  const clients = viewer.clients.filter(
    (client) => client.kind === 'client' && (!client.archived || person.clientIds.includes(client.id)),
  )
  if (person.role === 'agency_owner') return <p className="sw-quiet">{words.ownerSees}</p>
  const turn = (client: { id: string; name: string }, on: boolean): void => {
    const params = { clientId: client.id, personId: person.personId }
    if (on) give.mutate({ params })
    else
      confirm({
        title: words.unassignTitle(person.name, client.name),
        happens: words.unassignHappens,
        undo: words.unassignUndo,
        action: words.unassign,
        danger: true,
        act: () => take.mutateAsync({ params }),
      })
  }
  return (
    <section aria-label={words.assignments}>
      <strong>{words.assignments}</strong>
      {open ? <p className="sw-quiet">{words.assignmentsAbout}</p> : null}
      <ul style={{ listStyle: 'none', margin: '8px 0 0', padding: 0, display: 'grid', gap: 8 }}>
        {clients.map((client) => (
          <li key={client.id} style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
            {client.name}
            <Switch
              aria-label={client.name}
              checked={person.clientIds.includes(client.id)}
              disabled={!open}
              loading={give.isPending || take.isPending}
              onChange={(on) => turn(client, on)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Closing({ person, me }: { person: Listed; me: Member }): ReactNode {
  const words = useMessages(peopleMessages)
  const refusal = useRefusalWords()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const close = useAct(deactivate, {
    stale: [listPeople],
    onDone: ({ sessionsEnded }) => void message.success(words.deactivated(sessionsEnded)),
  })
  const reset = useAct(resetFactors, {
    stale: [listPeople],
    onDone: () => void message.success(words.resetDone),
  })
  const no = against(() => checkDeactivation(me, person))
  if (no !== null) return <p className="sw-quiet">{refusal(no).says}</p>
  const params = { personId: person.personId }
  return (
    <>
      {person.hasSecondFactor ? (
        <Button
          block
          onClick={() =>
            confirm({
              title: words.resetTitle(person.name),
              happens: words.resetHappens,
              undo: words.resetUndo,
              action: words.resetFactors,
              danger: true,
              act: () => reset.mutateAsync({ params }),
            })
          }
        >
          {words.resetFactors}
        </Button>
      ) : null}
      <Button
        danger
        block
        onClick={() =>
          confirm({
            title: words.deactivateTitle(person.name),
            happens: words.deactivateHappens(person.clientIds.length),
            undo: words.deactivateUndo,
            action: words.deactivate,
            danger: true,
            act: () => close.mutateAsync({ params }),
          })
        }
      >
        {words.deactivate}
      </Button>
    </>
  )
}
