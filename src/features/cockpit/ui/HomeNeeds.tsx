import type { ReactNode } from 'react'
import { healthAdvice, healthName, healthStatus } from '#features/risk/rules/health-words.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { showHome } from '../api/home.ts'
import { HomeLine } from './HomeLine.tsx'
import { homeMessages } from './home-messages.ts'

type Home = OutputOf<typeof showHome>

/** What waits for the viewer, each one tap away. */
export function HomeNeeds({ clientId, needs }: { clientId: string; needs: Home['needs'] }): ReactNode {
  const words = useMessages(homeMessages)
  if (needs.length === 0) return <p className="sw-home-says">{words.nothing}</p>
  return (
    <ul className="sw-home-lines">
      {needs.map((need) => (
        <Need key={JSON.stringify(need)} clientId={clientId} need={need} />
      ))}
    </ul>
  )
}

function Need({ clientId, need }: { clientId: string; need: Home['needs'][number] }): ReactNode {
  const words = useMessages(homeMessages)
  const { locale } = useLocale()
  const at = `/clients/${clientId}`
  switch (need.kind) {
    case 'approval': {
      const stake =
        need.stake === null ? '' : ` · ${words.stake} ${moneyText(need.stake, need.currency, locale)}`
      return (
        <HomeLine
          to={`${at}/changes/${need.batchId}`}
          label={need.title}
          note={`${words.approve(need.items)}${stake} · ${words.until(need.until.slice(0, 10))}`}
        />
      )
    }
    case 'policy':
      return <HomeLine to={`${at}/governance`} label={words.policy(need.byName)} note={words.policyText} />
    case 'reconnect':
      return (
        <HomeLine
          to={`${at}/connections`}
          label={words.reconnect(need.storeName, words.api[need.api])}
          note={
            need.standing === 'renewal_due' || need.standing === 'expired' || need.standing === 'broken'
              ? words.reconnectText[need.standing]
              : undefined
          }
        />
      )
    case 'recertification':
      return (
        <HomeLine
          to={`${at}/access/reviews/${need.reviewId}`}
          label={need.open === 0 ? words.reviewDone : words.review(need.open)}
          note={need.overdue ? words.reviewOverdue(need.dueOn) : words.reviewDue(need.dueOn)}
        />
      )
    case 'signature':
      return (
        <HomeLine
          to={need.what === 'paper' ? `${at}/papers?paper=${need.subjectId}` : `${at}/${need.what}`}
          label={words.sign(locale === 'en' ? need.title.en : need.title.zh)}
          note={words.signText}
        />
      )
    case 'paper':
      return (
        <HomeLine
          to={`${at}/papers?paper=${need.paperId}`}
          label={words.paperEnds(need.title)}
          note={words.paperUntil(need.expiresOn)}
        />
      )
    case 'health':
      return (
        <HomeLine
          to={`${at}/health`}
          label={words.unhealthy(need.storeName, need.marketplace)}
          note={[
            ...(need.status === null || need.status === 'NORMAL' ? [] : [healthStatus(need.status, locale)]),
            ...need.beyond.map((name) => healthAdvice(name, locale) ?? healthName(name, locale)),
          ].join(' · ')}
        />
      )
    case 'witness':
      return <HomeLine to={`${at}/witness`} label={words.explain(need.open)} note={words.explainText} />
  }
}
