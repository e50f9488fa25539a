import { App, Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Capability } from '#kernel/capability.ts'
import type { Role } from '#kernel/rights.ts'
import { unassign } from '#features/identity/api/people.ts'
import { roleWords } from '#features/identity/ui/role-words.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useListText, useMessages } from '#web/i18n.tsx'
import { PageHeader, Section, useConfirm } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { disconnect } from '../api.ts'
import { closeReview, decideLine, showReview } from '../api/register.ts'
import { RightsText } from './GrantCard.tsx'
import type { Rights } from './GrantRecord.tsx'
import { EndRight } from './GrantRights.tsx'
import { grantMessages } from './grant-messages.ts'
import { capabilityWords } from './messages.ts'
import { reviewMessages } from './register-messages.ts'
import './access.css'
import './register.css'

type Review = OutputOf<typeof showReview>
type Line = Review['entries'][number]

const sorts = ['person', 'right', 'grant', 'connection'] as const

/** One quarter's review: every line is confirmed or taken away. */
export function RecertificationPage(): ReactNode {
  const { clientId = '', reviewId = '' } = useParams()
  const words = useMessages(reviewMessages)
  const { message } = App.useApp()
  const may = useMay()
  const confirm = useConfirm()
  const asked = useEndpoint(showReview, { params: { clientId, reviewId } })
  const close = useAct(closeReview, { onDone: () => void message.success(words.done) })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const review = asked.data
  const isOpen = review.closedAt === null
  return (
    <>
      <PageHeader
        title={words.title(review.quarter)}
        about={words.about}
        actions={
          <>
            <Link to={`/clients/${clientId}/access`}>
              <Button>{words.back}</Button>
            </Link>
            {isOpen && may('register.review') ? (
              <Button
                type="primary"
                disabled={review.open > 0}
                onClick={() =>
                  confirm({
                    title: words.closeTitle,
                    happens: words.closeHappens,
                    undo: null,
                    action: words.close,
                    act: () => close.mutateAsync({ params: { clientId, reviewId } }),
                  })
                }
              >
                {words.close}
              </Button>
            ) : null}
          </>
        }
      />
      <p className="sw-tags">
        <Tag color={review.open === 0 ? 'success' : 'processing'}>
          {words.progress(review.lines - review.open, review.lines)}
        </Tag>
        {isOpen ? (
          <Tag color={review.overdue ? 'error' : 'default'}>
            {review.overdue ? words.overdue(review.dueOn) : words.due(review.dueOn)}
          </Tag>
        ) : (
          <Tag color="success">
            {words.closed(review.closedByName ?? '', review.closedAt?.slice(0, 10) ?? '')}
          </Tag>
        )}
      </p>
      {sorts.map((sort) => {
        const lines = review.entries.filter((one) => one.sort === sort)
        return (
          <Section key={sort} title={words.sorts[sort]}>
            {lines.length === 0 ? <p className="sw-quiet">{words.none}</p> : null}
            <ul className="sw-rows">
              {lines.map((line) => (
                <ReviewLine
                  key={line.lineId}
                  clientId={clientId}
                  reviewId={reviewId}
                  line={line}
                  isOpen={isOpen && may('register.review')}
                />
              ))}
            </ul>
          </Section>
        )
      })}
    </>
  )
}

function ReviewLine(props: { clientId: string; reviewId: string; line: Line; isOpen: boolean }): ReactNode {
  const { line } = props
  const words = useMessages(reviewMessages)
  return (
    <li>
      <div>
        <strong>{line.label}</strong> <Detail line={line} />
        <div className="sw-tags">
          {line.decision === null ? null : (
            <>
              <Tag color={line.decision === 'keep' ? 'success' : 'warning'}>
                {line.decision === 'keep' ? words.kept : words.removed}
              </Tag>
              <span className="sw-quiet">
                {words.by(line.decidedByName ?? '', line.decidedAt?.slice(0, 10) ?? '')}
              </span>
            </>
          )}
          {!line.stands && line.decision !== 'removed' ? <Tag>{words.gone}</Tag> : null}
        </div>
      </div>
      {props.isOpen ? <LineActs {...props} /> : null}
    </li>
  )
}

/** What a line is about, in words. */
function Detail({ line }: { line: Line }): ReactNode {
  const roles = useMessages(roleWords)
  const words = useMessages(reviewMessages)
  const grants = useMessages(grantMessages)
  const capabilities = useMessages(capabilityWords)
  const listed = useListText()
  const { detail } = line
  switch (line.sort) {
    case 'person':
      return <span className="sw-quiet">{roles[detail['role'] as Role].name}</span>
    case 'right': {
      const { store, system, level, pages } = detail as Record<string, string>
      return (
        <span className="sw-quiet">
          {store} · {grants.systems[system as 'seller_central']} · {grants.personLevel[level as 'view']}{' '}
          {pages}
        </span>
      )
    }
    case 'grant':
      return (
        <span>
          <span className="sw-quiet">{grants.kinds[detail['kind'] as 'partner']} </span>
          <RightsText rights={detail['rights'] as Rights} />
        </span>
      )
    case 'connection':
      return (
        <span className="sw-quiet">
          {words.apis[detail['api'] as 'sp']} ·{' '}
          {listed((detail['granted'] as Capability[]).map((one) => capabilities[one][0]))}
        </span>
      )
  }
}

function LineActs(props: { clientId: string; reviewId: string; line: Line }): ReactNode {
  const { clientId, reviewId, line } = props
  const words = useMessages(reviewMessages)
  const [ending, setEnding] = useState(false)
  const params = { clientId, reviewId, lineId: line.lineId }
  const decide = useAct(decideLine)
  const say = (decision: 'keep' | 'removed' | null): Promise<unknown> =>
    decide.mutateAsync({ params, body: { decision } })
  const remove = useRemoval(
    props,
    () => say('removed'),
    () => setEnding(true),
  )
  if (line.decision !== null)
    return (
      <Button loading={decide.isPending} onClick={() => void say(null)}>
        {words.undo}
      </Button>
    )
  if (!line.mine) return <span className="sw-quiet">{words.own}</span>
  return (
    <span className="sw-actions">
      {line.stands ? (
        <>
          <Button type="primary" loading={decide.isPending} onClick={() => void say('keep')}>
            {words.keep}
          </Button>
          {line.sort === 'grant' ? (
            <Link to={`/clients/${clientId}/access`} title={words.revokeThere}>
              <Button>{words.toAccess}</Button>
            </Link>
          ) : (
            <Button danger onClick={remove}>
              {words.remove}
            </Button>
          )}
        </>
      ) : (
        <Button loading={decide.isPending} onClick={() => void say('removed')}>
          {words.noteRemoved}
        </Button>
      )}
      {ending ? (
        <EndRight
          clientId={clientId}
          right={{
            rightId: idOf(line),
            storeName: String(line.detail['store'] ?? ''),
            personName: line.label,
          }}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </span>
  )
}

const idOf = (line: Line): string => line.subject.slice(line.subject.indexOf(':') + 1)

/** Taking away what a line is about, and then noting that it was. A right's end is entered with evidence, in a form of its own. */
function useRemoval(
  props: { clientId: string; line: Line },
  noteRemoved: () => Promise<unknown>,
  enterEnd: () => void,
): () => void {
  const { clientId, line } = props
  const words = useMessages(reviewMessages)
  const confirm = useConfirm()
  const leave = useAct(unassign)
  const cut = useAct(disconnect)
  if (line.sort === 'right') return enterEnd
  if (line.sort === 'connection')
    return () =>
      confirm({
        title: words.removeConsent,
        happens: words.removeConsentHappens,
        undo: words.removeConsentUndo,
        action: words.remove,
        danger: true,
        act: async () => {
          await cut.mutateAsync({ params: { clientId, connectionId: idOf(line) } })
          await noteRemoved()
        },
      })
  return () =>
    confirm({
      title: words.removePerson(line.label),
      happens: words.removePersonHappens,
      undo: words.removePersonUndo,
      action: words.remove,
      danger: true,
      act: async () => {
        await leave.mutateAsync({ params: { clientId, personId: idOf(line) } })
        await noteRemoved()
      },
    })
}
