import { App, Button, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import type { Problem } from '../rules/terms-parts.ts'
import { agreementMessages } from './contract-messages.ts'
import { ProblemCount } from './contract-parts.tsx'

/** What stands below every draft: what is wrong, the note, saving, throwing away, offering. */
export function DraftBar(props: {
  problems: readonly Problem[]
  dirty: boolean
  busy: boolean
  note: string
  savedByName: string
  onNote: (note: string) => void
  onSave: () => Promise<unknown>
  onDrop: () => Promise<unknown>
  /** Offers what was saved. */
  onOffer: () => Promise<unknown>
  /** False where offering saves by itself. */
  savesBeforeOffer?: boolean
  offerWords?: { button: string; title: string; happens: string; undo: string | null; done: string }
}): ReactNode {
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
  useWarning(props.dirty)
  const blocked = props.problems.some((one) => one.severity === 'error')
  const save = async (): Promise<void> => {
    await props.onSave()
    void message.success(words.saved)
  }
  return (
    <>
      <div className="sw-field sw-field-wide" style={{ marginTop: 14 }}>
        <Input
          aria-label={words.note}
          placeholder={words.notePlaceholder}
          addonBefore={words.note}
          value={props.note}
          maxLength={2000}
          onChange={({ target }) => props.onNote(target.value)}
        />
      </div>
      <div className="sw-savebar">
        <ProblemCount problems={props.problems} />
        <span className="sw-quiet" style={{ flex: 1 }}>
          {props.dirty ? words.unsaved : words.savedBy(props.savedByName)}
        </span>
        <DropButton onDrop={props.onDrop} />
        <Button
          loading={props.busy}
          disabled={!props.dirty}
          onClick={() => void save().catch(() => undefined)}
        >
          {words.save}
        </Button>
        <Button
          type="primary"
          disabled={blocked}
          onClick={() =>
            ask({
              title: offer.title,
              happens: offer.happens,
              undo: offer.undo,
              action: offer.button,
              act: async () => {
                if (props.dirty && props.savesBeforeOffer !== false) await props.onSave()
                await props.onOffer()
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

/** A page with unsaved work is not left unasked. */
function useWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
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
