import { DownloadOutlined } from '@ant-design/icons'
import { Button, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { saveFile } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { type readIntake, readIntakeVersion } from '../api/intake.ts'
import { asked } from '../rules/intake.ts'
import { intakeSections } from '../rules/intake-questions.ts'
import { useAnswerText } from './answer-text.ts'
import { intakeMessages } from './intake-messages.ts'
import { intakeWords } from './intake-words.ts'

export type VersionHead = OutputOf<typeof readIntake>['versions'][number]

/** The newest submission as a brief: section by section, and as data. */
export function BriefTab(props: { clientId: string; versions: readonly VersionHead[] }): ReactNode {
  const words = useMessages(intakeMessages)
  const { sections, questions } = useMessages(intakeWords)
  const text = useAnswerText()
  const [head] = props.versions
  const found = useEndpoint(
    readIntakeVersion,
    head === undefined ? null : { params: { clientId: props.clientId, version: String(head.version) } },
  )
  if (head === undefined) return <Teach title={words.noVersions} text={words.noVersionsText} />
  if (found.error !== null) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return <PageSkeleton />
  const { answers, brief, ...about } = found.data
  const open = new Set(asked(answers))
  return (
    <>
      <div className="sw-section-head">
        <p className="sw-quiet">
          {words.briefOf(head.version)} · {head.submittedBy} · <Instant at={head.submittedAt} />
        </p>
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            saveFile(
              new Blob([JSON.stringify({ ...about, brief }, null, 2)], { type: 'application/json' }),
              `brief-${props.clientId}-v${head.version}.json`,
            )
          }
        >
          {words.download}
        </Button>
      </div>
      {intakeSections.map((section) => (
        <Section key={section.id} title={sections[section.id][0]}>
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2, xl: 3 }}
            layout="vertical"
            colon={false}
            items={section.questions
              .filter(({ id }) => open.has(id))
              .map(({ id }) => ({
                key: id,
                label: questions[id].label,
                children: <span className="sw-said">{text(id, answers[id])}</span>,
              }))}
          />
        </Section>
      ))}
    </>
  )
}
