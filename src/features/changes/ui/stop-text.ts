import { useMessages } from '#web/i18n.tsx'
import { HIGH_RISK, type StopScope } from '../rules/stops.ts'
import type { Governance } from './GovernancePage.tsx'
import { stoppedKindWords } from './kind-words.ts'
import { stopMessages } from './stop-messages.ts'

export type StopLine = Governance['stops'][number]

/** What is to be stopped. */
export type Stoppable = {
  readonly scope: StopScope
  /** A store's, kind's or application's id; '' where the scope says all. */
  readonly target: string
  readonly targetName: string
}

/** True for a stop that leaves nothing of the client running. */
export const coversClient = ({ scope }: Pick<StopLine, 'scope'>): boolean =>
  scope === 'client' || scope === 'agency'

/** Names what a stop is about: "店铺：Nordlicht EU". */
export function useStopName(): (stop: Stoppable) => string {
  const words = useMessages(stopMessages)
  const kinds = useMessages(stoppedKindWords)
  return ({ scope, target, targetName }) => {
    if (target === '') return words.scopes[scope]
    const kind = kinds[target] ?? target
    // Said of all high-risk ones, the scope's name would say it twice.
    if (scope === 'kind' && target === HIGH_RISK) return kind
    return words.scopeOf(words.scopes[scope], scope === 'kind' ? kind : targetName)
  }
}
