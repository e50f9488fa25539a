import { Collapse, Tag, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Maturity } from '#web/kit/figures.tsx'
import type { Finding } from '../rules/diagnosis.ts'
import { intervalText, marketText } from '../rules/report/told.ts'
import { type OpenRows, ReportTable } from './ReportTable.tsx'
import { useWording } from './use-wording.ts'

const colours = { high: 'red', medium: 'orange', low: 'default' } as const
const parts = ['what', 'act', 'basis', 'change'] as const

/** One finding: headline, money with its interval, what the data shows, what to do, and the rows behind it. */
export function FindingCard(props: { finding: Finding; rank: number; openRows: OpenRows }): ReactNode {
  const wording = useWording()
  const { finding } = props
  const words = wording.finding(finding.kind)
  const { stake } = finding
  return (
    <article className={`sw-card sw-finding sw-finding-${finding.severity}`} id={`finding-${props.rank}`}>
      <header>
        <h3>
          <span className="sw-quiet">{props.rank}</span> {wording.fill(words.title, finding.params)}
        </h3>
        <div className="sw-actions">
          <Tag color={colours[finding.severity]}>
            {wording.say('labels', 'severity')} {wording.say('labels', `level_${finding.severity}`)}
          </Tag>
          <Tag>
            {wording.say('labels', 'confidence')} {wording.say('labels', `level_${finding.confidence}`)}
          </Tag>
          {finding.provisional ? <Maturity provisionalRatio={1} /> : null}
          <span className="sw-quiet">
            {marketText(finding.marketplace, stake?.currency ?? null, wording)}
          </span>
        </div>
      </header>
      {stake === null ? null : (
        <p className="sw-finding-stake">
          <strong className="sw-figure">{wording.cell('money', stake.amount, stake.currency)}</strong>{' '}
          <span className="sw-quiet">
            {wording.say('labels', `kind_${stake.kind}`)}
            {stake.days === null
              ? ''
              : ` · ${wording.say('labels', 'per_days', { days: { unit: 'count', value: stake.days } })}`}
            {intervalText(stake, wording) === ''
              ? ''
              : ` · ${wording.say('labels', 'interval')} ${intervalText(stake, wording)}`}
          </span>{' '}
          <Tooltip title={wording.say('labels', 'at_stake')}>
            <span className="sw-quiet">
              ·{' '}
              {wording.say('labels', 'ranked', {
                amount: { unit: 'money', value: stake.ranked, currency: stake.currency },
              })}
            </span>
          </Tooltip>
        </p>
      )}
      <dl className="sw-finding-words">
        {parts.map((part) => (
          <div key={part}>
            <dt>{wording.say('labels', part)}</dt>
            <dd>{wording.fill(words[part], finding.params)}</dd>
          </div>
        ))}
      </dl>
      {finding.evidence === null || finding.evidence.rows.length === 0 ? null : (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'rows',
              label: `${wording.say('labels', 'evidence')} (${finding.evidence.total})`,
              children: <ReportTable table={finding.evidence} openRows={props.openRows} />,
            },
          ]}
        />
      )}
    </article>
  )
}
