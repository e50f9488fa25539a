import { Button, Drawer, Form, Grid, Input, Result } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { Link } from 'react-router'
import { previewChanges, proposeChanges } from '#features/changes/api/propose.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { PreviewTable } from './PreviewTable.tsx'
import type { Asking, Draft, Place } from './asking.ts'
import { proposalMessages } from './proposal-messages.ts'
import { TaskForm } from './task-forms.tsx'

type Preview = OutputOf<typeof previewChanges>
type Made = OutputOf<typeof proposeChanges>

/** From what was picked to a proposed batch: how it shall change, what that comes to, why. */
export function ProposalDrawer(props: {
  clientId: string
  place: Place
  asking: Asking
  onClose: () => void
}): ReactNode {
  const { clientId, place, asking } = props
  const words = useMessages(proposalMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const [draft, setDraft] = useState<Draft | null>(null)
  const [shown, setShown] = useState<{ preview: Preview; restarted: boolean } | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const { storeId, marketplace } = place
  const preview = useAct(previewChanges, { stale: [] })
  // An answer to what the form no longer says is not shown.
  const turn = useRef(0)
  const forget = (): number => {
    setShown(null)
    turn.current += 1
    return turn.current
  }
  const look = async (next: Draft): Promise<void> => {
    const mine = forget()
    const ask = (wishes: Draft['wishes']): Promise<Preview> =>
      preview.mutateAsync({ params: { clientId }, body: { storeId, marketplace, wishes: [...wishes] } })
    const first = await ask(next.wishes)
    const wishes = next.again?.(first.items) ?? null
    const found = wishes === null ? first : await ask(wishes)
    if (turn.current !== mine) return
    setDraft(wishes === null ? next : { ...next, wishes })
    setShown({ preview: found, restarted: wishes !== null })
  }
  return (
    <Drawer
      open
      onClose={props.onClose}
      size={wide ? 'min(1140px, 96vw)' : '100%'}
      title={words.tasks[asking.task]}
      closable={{ 'aria-label': words.close }}
    >
      {made !== null ? (
        <Proposed clientId={clientId} made={made} onClose={props.onClose} />
      ) : (
        <>
          <p>{words.objects(asking.rows.length, asking.rows[0]?.label ?? '')}</p>
          <TaskForm
            asking={asking}
            currency={place.currency}
            busy={preview.isPending}
            shown={shown !== null}
            onChanged={forget}
            // What went wrong was said already.
            onDraft={(next) => void look(next).catch(() => undefined)}
          />
          {shown === null || draft === null ? null : (
            <>
              <PreviewTable {...shown} asking={asking} currency={place.currency} />
              <Confirm
                clientId={clientId}
                place={place}
                asking={asking}
                draft={draft}
                problems={shown.preview.problems}
                onMade={setMade}
              />
            </>
          )}
        </>
      )}
    </Drawer>
  )
}

/** Title, reason, and the step that counts. What cannot be proposed is left out. */
function Confirm(props: {
  clientId: string
  place: Place
  asking: Asking
  draft: Draft
  problems: Preview['problems']
  onMade: (made: Made) => void
}): ReactNode {
  const { clientId, place, draft } = props
  const words = useMessages(proposalMessages)
  const propose = useAct(proposeChanges, { ownCodes: ['open_elsewhere'], onDone: props.onMade })
  const bad = new Set(props.problems.map((one) => one.no))
  const wishes = draft.wishes.filter((_, index) => !bad.has(index + 1))
  if (wishes.length === 0) return <Remark kind="info" title={words.nothingLeft} />
  const { storeId, marketplace } = place
  return (
    <Form<{ title: string; reason: string }>
      className="sw-ad-confirm"
      name="ads-confirm"
      layout="vertical"
      requiredMark={false}
      initialValues={{
        title: draft.title(wishes.length),
        reason: props.asking.task === 'ready' ? props.asking.reason : '',
      }}
      onFinish={({ title, reason }) =>
        propose.mutate({ params: { clientId }, body: { storeId, marketplace, title, reason, wishes } })
      }
    >
      <Form.Item
        name="title"
        label={words.title}
        rules={[{ required: true, whitespace: true, max: 200, message: words.titleMissing }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, message: words.reasonMissing }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          placeholder={words.reasonHint}
        />
      </Form.Item>
      <Elsewhere clientId={clientId} error={propose.error} />
      <Button type="primary" htmlType="submit" loading={propose.isPending}>
        {words.propose(wishes.length)}
      </Button>
    </Form>
  )
}

function Elsewhere(props: { clientId: string; error: Error | null }): ReactNode {
  const words = useMessages(proposalMessages)
  const { error } = props
  if (!(error instanceof Refused) || error.code !== 'open_elsewhere') return null
  const batch = String(error.params['batch'] ?? '')
  return (
    <Remark
      kind="warning"
      title={words.elsewhere}
      text={words.elsewhereText(String(error.params['label'] ?? ''))}
      action={<Link to={`/clients/${props.clientId}/changes/${batch}`}>{words.toOther}</Link>}
    />
  )
}

function Proposed(props: { clientId: string; made: Made; onClose: () => void }): ReactNode {
  const words = useMessages(proposalMessages)
  const { batchId, approved, waiting } = props.made
  const told = [
    ...(approved > 0 ? [words.doneApproved(approved)] : []),
    ...(waiting.length > 0
      ? [words.doneWaiting(waiting.map((side) => words.sides[side] ?? side).join(' · '))]
      : []),
  ]
  return (
    <Result
      status="success"
      title={words.done}
      subTitle={told.join(' · ')}
      extra={
        <div className="sw-actions" style={{ justifyContent: 'center' }}>
          <Link to={`/clients/${props.clientId}/changes/${batchId}`}>
            <Button type="primary">{words.toBatch}</Button>
          </Link>
          <Button onClick={props.onClose}>{words.close}</Button>
        </div>
      }
    />
  )
}
