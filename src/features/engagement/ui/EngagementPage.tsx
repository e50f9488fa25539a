import { Tag } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useLocation, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { readEngagement } from '../api/board.ts'
import { stages } from '../rules/stages.ts'
import { CarePanel } from './CarePanel.tsx'
import { FitSection } from './FitSection.tsx'
import { SkuSection } from './SkuSection.tsx'
import { StageCard } from './StageCard.tsx'
import { boardMessages } from './board-messages.ts'
import { stageWords } from './stage-words.ts'
import './board.css'

export type Engagement = OutputOf<typeof readEngagement>

/** One client's engagement: where it stands, what is needed to go on, who looks after it, and what happened. */
export function EngagementPage(): ReactNode {
  const words = useMessages(boardMessages)
  const may = useMay()
  const { clientId = '' } = useParams()
  const { hash } = useLocation()
  const found = useEndpoint(readEngagement, { params: { clientId } })
  const ready = found.data !== undefined
  useEffect(() => {
    if (ready && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [ready, hash])
  if (found.error !== null && found.data === undefined)
    return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return <PageSkeleton />
  const engagement = found.data
  return (
    <>
      <PageHeader
        title={
          <>
            {words.pageTitle} {engagement.round > 1 ? <Tag>{words.round(engagement.round)}</Tag> : null}
          </>
        }
        about={words.pageAbout}
      />
      <CarePanel clientId={clientId} engagement={engagement} />
      <Section title={words.stagesTitle}>
        <div className="sw-stages">
          {stages.map((stage) => (
            <StageCard key={stage} clientId={clientId} stage={stage} engagement={engagement} />
          ))}
        </div>
      </Section>
      {may('fit.read') ? <FitSection clientId={clientId} /> : null}
      {may('diagnosis.read') ? <SkuSection clientId={clientId} /> : null}
      <History engagement={engagement} />
    </>
  )
}

function History({ engagement }: { engagement: Engagement }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const { history } = engagement
  const say = ({ code, body }: Engagement['history'][number]): string => {
    const stage = (key: string): string =>
      names.stages[body[key] as keyof typeof names.stages] ?? String(body[key])
    const text = (key: string): string | null => (typeof body[key] === 'string' ? body[key] : null)
    switch (code) {
      case 'closed':
        return words.said.closed(stage('stage'), stage('to'))
      case 'reopened':
        return words.said.reopened(stage('stage'), text('reason') ?? '')
      case 'owner':
        return words.said.owner(text('name'))
      case 'next':
        return words.said.next(text('on'), text('what') ?? '')
    }
  }
  return (
    <Section title={words.history}>
      {history.length === 0 ? (
        <p className="sw-quiet">
          {words.noHistory}
          {words.stop}
          {words.noHistoryText}
        </p>
      ) : (
        <ol className="sw-history">
          {history.map((one) => (
            <li key={one.id}>
              <span className="sw-quiet">
                <Instant at={one.at} /> · {one.by}
              </span>
              <span>{say(one)}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
