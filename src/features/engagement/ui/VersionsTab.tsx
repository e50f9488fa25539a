import { Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { readIntakeVersion } from '../api/intake.ts'
import { type AnswerChange, compareAnswers } from '../rules/intake.ts'
import { useAnswerText } from './answer-text.ts'
import type { VersionHead } from './BriefTab.tsx'
import { intakeMessages } from './intake-messages.ts'
import { intakeWords } from './intake-words.ts'

/** The submissions, and what differs between two of them. */
export function VersionsTab(props: { clientId: string; versions: readonly VersionHead[] }): ReactNode {
  const words = useMessages(intakeMessages)
  const { versions } = props
  const columns = useMemo(
    (): readonly Column<VersionHead>[] => [
      { key: 'version', title: words.version, value: (row) => row.version, figure: true, width: 90 },
      {
        key: 'at',
        title: words.submittedAt,
        value: (row) => row.submittedAt,
        show: (row) => <Instant at={row.submittedAt} />,
        width: 190,
      },
      { key: 'by', title: words.submittedBy, value: (row) => row.submittedBy, width: 180 },
      { key: 'via', title: words.via, value: (row) => words.vias[row.via], width: 100 },
    ],
    [words],
  )
  if (versions.length === 0) return <Teach title={words.noVersions} text={words.noVersionsText} />
  return (
    <>
      <DataTable<VersionHead>
        name="intake-versions"
        label={words.tabs.versions}
        rows={versions}
        columns={columns}
        rowKey={(row) => String(row.version)}
        toolsFrom={10}
      />
      {versions.length > 1 ? <Comparison {...props} /> : null}
    </>
  )
}

function Comparison({ clientId, versions }: Parameters<typeof VersionsTab>[0]): ReactNode {
  const words = useMessages(intakeMessages)
  const { questions } = useMessages(intakeWords)
  const text = useAnswerText()
  const [pair, setPair] = useState({ from: versions[1]!.version, to: versions[0]!.version })
  const from = useEndpoint(readIntakeVersion, { params: { clientId, version: String(pair.from) } })
  const to = useEndpoint(readIntakeVersion, { params: { clientId, version: String(pair.to) } })
  const rows = useMemo(
    () =>
      from.data === undefined || to.data === undefined
        ? []
        : compareAnswers(from.data.answers, to.data.answers),
    [from.data, to.data],
  )
  const columns: readonly Column<AnswerChange>[] = [
    { key: 'question', title: words.question, value: (row) => questions[row.question].label, width: 220 },
    { key: 'before', title: words.before, value: (row) => text(row.question, row.before), width: 280 },
    { key: 'after', title: words.after, value: (row) => text(row.question, row.after), width: 280 },
  ]
  const choice = (which: 'from' | 'to', label: string): ReactNode => (
    <Select
      aria-label={label}
      value={pair[which]}
      style={{ width: 90 }}
      options={versions.map(({ version }) => ({ value: version, label: `${words.version} ${version}` }))}
      popupMatchSelectWidth={false}
      onChange={(version: number) => setPair({ ...pair, [which]: version })}
    />
  )
  return (
    <Section
      title={words.compareTitle}
      extra={
        <span className="sw-filters">
          {choice('from', words.from)} → {choice('to', words.to)}
        </span>
      }
    >
      <DataTable<AnswerChange>
        name="intake-compare"
        label={words.compareTitle}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.question}
        loading={from.isPending || to.isPending}
        error={from.error ?? to.error}
        empty={<p className="sw-quiet">{words.same}</p>}
        toolsFrom={10}
      />
    </Section>
  )
}
