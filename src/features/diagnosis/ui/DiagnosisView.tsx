import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { instantText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import type { listDiagnoses } from '../api.ts'
import type { Diagnosis, TableRow } from '../rules/diagnosis.ts'
import { verdictOf } from '../rules/report/told.ts'
import { FindingCard } from './FindingCard.tsx'
import { MissingList } from './MissingList.tsx'
import type { OpenRows } from './ReportTable.tsx'
import { RowsDrawer } from './RowsDrawer.tsx'
import { SectionView } from './SectionView.tsx'
import { diagnosisMessages } from './messages.ts'
import { useWording } from './use-wording.ts'

type Head = OutputOf<typeof listDiagnoses>['versions'][number]

/** One version: verdict and findings first, then a tab for each section. */
export function DiagnosisView(props: { clientId: string; head: Head; diagnosis: Diagnosis }): ReactNode {
  const words = useMessages(diagnosisMessages)
  const wording = useWording()
  const { locale } = useLocale()
  const { diagnosis, head } = props
  const [opened, setOpened] = useState<{ rows: TableRow; title: string } | null>(null)
  const openRows = useMemo<OpenRows>(() => (rows, title) => setOpened({ rows, title }), [])
  return (
    <div className="sw-diagnosis">
      <p className="sw-quiet">
        {wording.say('labels', 'as_of')} {diagnosis.asOf} · {diagnosis.from} – {diagnosis.to} ·{' '}
        {diagnosis.marketplace ?? wording.say('labels', 'all_markets')} ·{' '}
        {words.madeBy(head.askedBy, instantText(head.askedAt, undefined, locale))} · {words.inputHash}{' '}
        <code>{head.inputHash?.slice(0, 12)}</code>
      </p>
      <Tabs
        items={[
          {
            key: 'overview',
            label: words.overview,
            children: <Overview diagnosis={diagnosis} openRows={openRows} />,
          },
          ...diagnosis.sections.map((section) => ({
            key: section.id,
            label: wording.say('sections', section.id),
            children: (
              <>
                <SectionView section={section} openRows={openRows} />
                {section.id === 'gaps' ? <MissingList missing={diagnosis.missing} /> : null}
              </>
            ),
          })),
        ]}
      />
      <RowsDrawer clientId={props.clientId} opened={opened} onClose={() => setOpened(null)} />
    </div>
  )
}

/** More than this are a list nobody reads; the rest is one press away. */
const FIRST_FINDINGS = 12

function Overview({ diagnosis, openRows }: { diagnosis: Diagnosis; openRows: OpenRows }): ReactNode {
  const words = useMessages(diagnosisMessages)
  const wording = useWording()
  const [all, setAll] = useState(false)
  const shown = all ? diagnosis.findings : diagnosis.findings.slice(0, FIRST_FINDINGS)
  return (
    <>
      <Section title={wording.say('labels', 'verdict')}>
        <ul className="sw-verdict">
          {verdictOf(diagnosis, wording).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      <h2>{wording.say('labels', 'findings')}</h2>
      <p className="sw-quiet">{wording.say('labels', `ranking_${diagnosis.ranking}`)}</p>
      {diagnosis.findings.length === 0 ? <p>{wording.say('labels', 'no_findings')}</p> : null}
      {shown.map((finding, index) => (
        <FindingCard key={finding.id} finding={finding} rank={index + 1} openRows={openRows} />
      ))}
      {shown.length < diagnosis.findings.length ? (
        <Button onClick={() => setAll(true)}>{words.allFindings(diagnosis.findings.length)}</Button>
      ) : null}
      <h2>{wording.say('labels', 'missing')}</h2>
      <MissingList missing={diagnosis.missing} />
    </>
  )
}
