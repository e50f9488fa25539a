import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { watchedDatasets } from '../rules/brief.ts'
import type { Shown } from './OverviewPage.tsx'
import { overviewMessages } from './overview-messages.ts'

/** Up to which day each kind of file speaks, and what was never imported. */
export function Freshness(props: { clientId: string; shown: Shown }): ReactNode {
  const words = useMessages(overviewMessages)
  return (
    <Section title={words.freshTitle}>
      <ul className="sw-rows">
        {watchedDatasets.map((name) => {
          const last = props.shown.lastDays[name] ?? null
          return (
            <li key={name}>
              <span>{words.fresh[name]}</span>
              {last === null ? (
                <Link to={`/clients/${props.clientId}/imports`} className="sw-warn">
                  {words.missing}
                </Link>
              ) : (
                <span className="sw-figure">{words.until(last)}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
