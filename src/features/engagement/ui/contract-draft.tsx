import { App, Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText } from '#web/kit/format.ts'
import { Remark, useConfirm } from '#web/kit/parts.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import type { Problem } from '../rules/terms-parts.ts'
import { agreementMessages } from './agreement-messages.ts'
import { ProblemCount } from './contract-parts.tsx'
import type { DraftWork } from './use-draft.ts'

/** What stands below every draft: what is wrong, the note, how far it is saved, throwing away, offering. */
export function DraftBar<T>(props: {
  work: DraftWork<T>
  problems: readonly Problem[]
  onDrop: () => Promise<unknown>
  /** Offers what was saved. */
  onOffer: (revision: number) => Promise<unknown>
  offerWords?: { button: string; title: string; happens: string; undo: string | null; done: string }
}): ReactNode {
  const { work } = props
  const words = useMessages(agreementMessages)
  const { message } = App.useApp()
  const ask = useConfirm()
  const offer = props.offerWords ?? {
    button: words.offer,
    title: words.offerTitle,
    happens: words.offerHappens,
    undo: words.offerUndo,
    done: words.offered,
  }
  const blocked = props.problems.some((one) => one.severity === 'error')
  return (
    <>
      <div className="sw-field sw-field-wide" style={{ marginTop: 14 }}>
        <Input
          aria-label={words.note}
          placeholder={words.notePlaceholder}
          addonBefore={words.note}
          value={work.note}
          maxLength={2000}
          onChange={({ target }) => work.setNote(target.value)}
        />
      </div>
      {work.state === 'moved' ? <Moved work={work} /> : null}
      <div className="sw-savebar">
        <ProblemCount problems={props.problems} />
        <span className="sw-quiet" role="status" style={{ flex: 1 }}>
          <SavedWords work={work} />
        </span>
        <DropButton onDrop={() => work.leave(props.onDrop)} />
        <Button
          loading={work.state === 'saving'}
          disabled={work.state === 'saved' || work.state === 'moved'}
          onClick={() => void work.flush()}
        >
          {words.save}
        </Button>
        <Button
          type="primary"
          disabled={blocked || work.state === 'moved'}
          onClick={() =>
            ask({
              title: offer.title,
              happens: offer.happens,
              undo: offer.undo,
              action: offer.button,
              act: async () => {
                if (!(await work.flush())) return
                await props.onOffer(work.revision())
                void message.success(offer.done)
              },
            })
          }
        >
          {offer.button}
        </Button>
      </div>
    </>
  )
}

function SavedWords<T>({ work }: { work: DraftWork<T> }): ReactNode {
  const words = useMessages(agreementMessages)
  const { locale } = useLocale()
  if (work.state === 'saved')
    return words.savedAt(instantText(work.savedAt, undefined, locale), work.savedByName)
  return words.draftStates[work.state]
}

/** Two wrote at once: whose text holds is asked, and neither is lost before it is answered. */
function Moved<T>({ work }: { work: DraftWork<T> }): ReactNode {
  const words = useMessages(agreementMessages)
  return (
    <Remark
      kind="warning"
      title={words.movedTitle}
      text={words.movedText}
      action={
        <span className="sw-actions">
          <Button size="small" onClick={work.takeTheirs}>
            {words.takeTheirs}
          </Button>
          <Button size="small" danger onClick={() => void work.keepMine()}>
            {words.keepMine}
          </Button>
        </span>
      }
    />
  )
}

function DropButton({ onDrop }: { onDrop: () => Promise<unknown> }): ReactNode {
  const words = useMessages(agreementMessages)
  const { message } = App.useApp()
  const ask = useConfirm()
  return (
    <Button
      danger
      type="text"
      onClick={() =>
        ask({
          title: words.dropTitle,
          happens: words.dropHappens,
          undo: null,
          action: words.drop,
          danger: true,
          act: async () => {
            await onDrop()
            void message.success(words.dropped)
          },
        })
      }
    >
      {words.drop}
    </Button>
  )
}

/** Words what a reading that a person asked for was refused with. */
export function useTold(): (error: unknown) => void {
  const { notification } = App.useApp()
  const words = useRefusalWords()
  return (error) => {
    const { says, remedy } = words(error)
    notification.error({ title: says, description: remedy, role: 'alert' })
  }
}
