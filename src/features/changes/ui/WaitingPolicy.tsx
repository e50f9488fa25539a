import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { answerPolicy } from '../api/govern.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'
import { boundText, differencesOf } from './limit-text.ts'

type Waiting = Governance['policies'][number]

/** Rules that wait for the client's word, held against what is in force. */
export function WaitingPolicy(props: { clientId: string; data: Governance; waiting: Waiting }): ReactNode {
  const { data, waiting } = props
  const words = useMessages(governMessages)
  const may = useMay()
  const govern = may('changes.govern')
  const mine = data.side === 'client'
  return (
    <div className="sw-waiting">
      <Section
        title={words.waitingTitle(waiting.setByName)}
        extra={
          <span className="sw-quiet">
            <Instant at={waiting.setAt} />
          </span>
        }
      >
        <p className="sw-quiet">{mine && govern ? words.waitingForYou : words.waitingForClient}</p>
        <PolicyDiff before={data} after={waiting} />
        {govern ? <Answers clientId={props.clientId} policyId={waiting.policyId} mine={mine} /> : null}
      </Section>
    </div>
  )
}

function PolicyDiff(props: {
  before: Pick<Waiting, 'mode' | 'limits'>
  after: Pick<Waiting, 'mode' | 'limits'>
}): ReactNode {
  const { before, after } = props
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const { locale } = useLocale()
  const lines = [
    ...(before.mode === after.mode
      ? []
      : [
          {
            key: 'mode',
            name: words.modeTitle,
            was: words.modes[before.mode].name,
            is: words.modes[after.mode].name,
          },
        ]),
    ...differencesOf(before.limits, after.limits).map((one) => ({
      key: `${one.kind} ${one.tier}`,
      name: `${names[one.kind] ?? one.kind} · ${words[one.tier]}`,
      was: boundText(one.before, words, locale),
      is: boundText(one.after, words, locale),
    })),
  ]
  if (lines.length === 0) return <p>{words.nothingDiffers}</p>
  return (
    <ul className="sw-rows">
      {lines.map((line) => (
        <li key={line.key}>
          <span>{line.name}</span>
          <span className="sw-diff">
            <span className="sw-unseen">{words.now}</span>
            <del>{line.was}</del>
            <span aria-hidden="true"> → </span>
            <span className="sw-unseen">{words.proposed}</span>
            <ins>{line.is}</ins>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Answers(props: { clientId: string; policyId: string; mine: boolean }): ReactNode {
  const words = useMessages(governMessages)
  const { message } = App.useApp()
  const ask = useConfirm()
  const answer = useAct(answerPolicy)
  const say = async (accept: boolean, done: string): Promise<void> => {
    const { clientId, policyId } = props
    await answer.mutateAsync({ params: { clientId, policyId }, body: { accept } })
    void message.success(done)
  }
  if (!props.mine)
    return (
      <div className="sw-actions">
        <Button
          onClick={() =>
            ask({
              title: words.withdrawTitle,
              happens: words.withdrawHappens,
              undo: words.withdrawUndo,
              action: words.withdraw,
              act: () => say(false, words.withdrawn),
            })
          }
        >
          {words.withdraw}
        </Button>
      </div>
    )
  return (
    <div className="sw-actions">
      <Button
        type="primary"
        onClick={() =>
          ask({
            title: words.acceptTitle,
            happens: words.acceptHappens,
            undo: words.acceptUndo,
            action: words.accept,
            act: () => say(true, words.accepted),
          })
        }
      >
        {words.accept}
      </Button>
      <Button
        onClick={() =>
          ask({
            title: words.declineTitle,
            happens: words.declineHappens,
            undo: words.declineUndo,
            action: words.decline,
            act: () => say(false, words.declined),
          })
        }
      >
        {words.decline}
      </Button>
    </div>
  )
}
