import { Alert, App, Button, Empty, Progress } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '../i18n.tsx'
import { kitMessages } from './messages.ts'

/** The head of a page: its one h1, what it is for, and what one can do here. */
export function PageHeader(props: { title: ReactNode; about?: ReactNode; actions?: ReactNode }): ReactNode {
  return (
    <header className="sw-page-head">
      <div>
        <h1>{props.title}</h1>
        {props.about === undefined ? null : <p>{props.about}</p>}
      </div>
      {props.actions === undefined ? null : <div className="sw-actions">{props.actions}</div>}
    </header>
  )
}

/** A row of filters above what they filter. */
export function FilterBar(props: { children: ReactNode; label?: string }): ReactNode {
  return (
    <div className="sw-filters" role="group" aria-label={props.label}>
      {props.children}
    </div>
  )
}

/** A titled part of a page. */
export function Section(props: {
  title: ReactNode
  extra?: ReactNode
  children: ReactNode
  id?: string
}): ReactNode {
  return (
    <section className="sw-section sw-card" id={props.id}>
      <div className="sw-section-head">
        <h2>{props.title}</h2>
        {props.extra}
      </div>
      {props.children}
    </section>
  )
}

/** What a page says while it has nothing: what will stand here, why it is empty, and the next step. */
export function Teach(props: { title: string; text: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="sw-teach sw-card">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={null} />
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.action}
    </div>
  )
}

/** Long work: how far it is, and that one may leave. `total` null while it is not known. */
export function WorkProgress(props: {
  title: ReactNode
  done: number
  total: number | null
  state: 'running' | 'done' | 'failed'
  note?: ReactNode
  onCancel?: () => void
}): ReactNode {
  const words = useMessages(kitMessages)
  const percent = props.total === null || props.total === 0 ? 0 : Math.floor((props.done / props.total) * 100)
  const status = ({ running: 'active', done: 'success', failed: 'exception' } as const)[props.state]
  return (
    <div className="sw-work" role="status">
      <div className="sw-section-head">
        <strong>{props.title}</strong>
        {props.onCancel === undefined || props.state !== 'running' ? null : (
          <Button size="small" onClick={props.onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
      <Progress
        percent={props.state === 'done' ? 100 : percent}
        status={status}
        aria-label={String(percent)}
      />
      <p className="sw-quiet">
        {props.note ??
          (props.state === 'running'
            ? words.leaveWork
            : props.state === 'done'
              ? words.workDone
              : words.workFailed)}
      </p>
    </div>
  )
}

export type Question = {
  readonly title: string
  /** What will happen, in a sentence. */
  readonly happens: ReactNode
  /** How to undo it; null when nothing can. */
  readonly undo: ReactNode | null
  /** The button's words: a verb, never just "OK". */
  readonly action: string
  readonly danger?: boolean
  readonly act: () => Promise<unknown> | void
}

/** Asks before a consequential act: what will happen, how to undo it. */
export function useConfirm(): (question: Question) => void {
  const { modal } = App.useApp()
  const words = useMessages(kitMessages)
  return (question) => {
    void modal.confirm({
      title: question.title,
      content: (
        <dl className="sw-confirm">
          <dt>{words.happens}</dt>
          <dd>{question.happens}</dd>
          <dt>{words.undo}</dt>
          <dd>{question.undo ?? words.cannotUndo}</dd>
        </dl>
      ),
      okText: question.action,
      cancelText: words.cancel,
      okButtonProps: { danger: question.danger === true },
      autoFocusButton: question.danger === true ? 'cancel' : 'ok',
      onOk: async () => {
        // The act words its own refusal; the question then stays open.
        await question.act()
      },
    })
  }
}

/** A standing remark on a page. */
export function Remark(props: {
  kind?: 'info' | 'warning' | 'error' | 'success'
  title: ReactNode
  text?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <Alert
      className="sw-remark"
      type={props.kind ?? 'info'}
      showIcon
      title={props.title}
      description={props.text}
      action={props.action}
    />
  )
}
