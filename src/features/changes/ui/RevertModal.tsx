import { App, Modal } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useNavigate } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { previewRevert, proposeRevert } from '../api/changes.ts'
import { changeMessages } from './change-messages.ts'
import { kindWords } from './kind-words.ts'
import { Diff } from './parts.tsx'

/** Shows what taking back would do, and what somebody changed since, before anything is proposed. */
export function RevertModal(props: {
  clientId: string
  which: { batchId?: string; changeIds?: string[]; since?: string; storeId?: string }
  title: string
  onClose: () => void
}): ReactNode {
  const words = useMessages(changeMessages)
  const kinds = useMessages(kindWords)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const params = { clientId: props.clientId }
  const body = { ...props.which, title: props.title.slice(0, 200) }
  const preview = useAct(previewRevert, { stale: [], ownCodes: ['nothing_to_revert'] })
  const propose = useAct(proposeRevert, {
    onDone: ({ batches, approved }) => {
      void message.success(words.revertDone(approved))
      props.onClose()
      if (batches[0] !== undefined) void navigate(`/clients/${props.clientId}/changes/${batches[0]}`)
    },
  })
  const { mutate } = preview
  useEffect(() => {
    mutate({ params, body })
    // Asked once, when the dialog opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const plan = preview.data
  return (
    <Modal
      open
      title={props.title}
      okText={words.revertDo}
      okButtonProps={{ disabled: plan === undefined || plan.back.length === 0, loading: propose.isPending }}
      onOk={() => propose.mutate({ params, body })}
      onCancel={props.onClose}
    >
      <p>{words.revertAbout}</p>
      {preview.isPending ? <PageSkeleton /> : null}
      {preview.error === null ? null : <Trouble error={preview.error} />}
      {plan === undefined ? null : (
        <>
          {plan.back.length === 0 ? null : <strong>{words.revertBack(plan.back.length)}</strong>}
          <ul>
            {plan.back.slice(0, 50).map((one) => (
              <li key={`${one.kind}${one.label}`}>
                {kinds[one.kind] ?? one.kind} · {one.label}
                {one.to === null ? null : <Diff from={one.present} to={one.to} currency={one.currency} />}
              </li>
            ))}
          </ul>
          {plan.conflicts.length === 0 ? null : (
            <strong>{words.revertConflicts(plan.conflicts.length)}</strong>
          )}
          <ul>
            {plan.conflicts.slice(0, 50).map((one) => (
              <li key={`${one.kind}${one.label}`}>
                {kinds[one.kind] ?? one.kind} · {one.label}
                <Diff from={one.expected} to={one.present} currency={one.currency} />
              </li>
            ))}
          </ul>
          {plan.nothing === 0 ? null : <p className="sw-quiet">{words.revertNothing(plan.nothing)}</p>}
          {plan.impossible.length === 0 ? null : (
            <p className="sw-quiet">{words.revertImpossible(plan.impossible.length)}</p>
          )}
        </>
      )}
    </Modal>
  )
}
