import { Button, Tag, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useMay } from '#web/viewer.tsx'
import { modes } from '../rules/tiers.ts'
import type { Governance } from './GovernancePage.tsx'
import { PolicyDrawer } from './PolicyDrawer.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'
import { WaitingPolicy } from './WaitingPolicy.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'
import { boundText } from './limit-text.ts'

type Kind = Governance['kinds'][number]

/** Mode and limits: what holds, what is proposed, what held before. */
export function PolicySection(props: { clientId: string; data: Governance }): ReactNode {
  const { clientId, data } = props
  const words = useMessages(governMessages)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const waiting = data.policies.find((one) => one.acceptedAt === null)
  const [inForce] = data.policies
    .filter((one) => one.acceptedAt !== null)
    .toSorted(
      (a, b) =>
        Date.parse(b.acceptedAt!) - Date.parse(a.acceptedAt!) || Number(b.policyId) - Number(a.policyId),
    )
  const agreed = inForce !== undefined
  return (
    <>
      {waiting === undefined ? null : <WaitingPolicy clientId={clientId} data={data} waiting={waiting} />}
      <Section
        title={words.modeTitle}
        extra={
          may('changes.govern') ? (
            <Button type="primary" onClick={() => setEditing(true)}>
              {data.side === 'client' ? words.change : words.propose}
            </Button>
          ) : null
        }
      >
        {inForce === undefined ? null : inForce.contractVersion === null ? (
          <p className="sw-quiet">{words.setByHand(inForce.acceptedByName ?? inForce.setByName)}</p>
        ) : (
          <p>
            <Tag color="success">{words.fromContract(inForce.contractVersion)}</Tag>{' '}
            {may('contract.read') ? (
              <Link to={`/clients/${clientId}/contract`}>{words.seeContract}</Link>
            ) : null}
          </p>
        )}
        <ul className="sw-modes">
          {modes.map((mode) => (
            <li key={mode} className={mode === data.mode ? 'sw-mode sw-mode-now' : 'sw-mode'}>
              <strong>{words.modes[mode].name}</strong>{' '}
              {mode === data.mode ? <Tag color="processing">{words.current}</Tag> : null}
              <p>{words.modes[mode].does}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words.limitsTitle}>
        {agreed ? null : <Remark title={words.defaultLimits} text={words.defaultLimitsText} />}
        <p className="sw-quiet">{words.limitsAbout}</p>
        {words.limitsOf[data.mode] === '' ? null : (
          <Remark kind="warning" title={words.limitsOf[data.mode]} />
        )}
        <LimitTable data={data} />
      </Section>
      <PolicyHistory policies={data.policies} />
      {editing ? <PolicyDrawer clientId={clientId} data={data} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

function LimitTable({ data }: { data: Governance }): ReactNode {
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const { locale } = useLocale()
  const columns = useMemo<readonly Column<Kind>[]>(
    () => [
      {
        key: 'kind',
        title: words.kind,
        value: (row) => names[row.name] ?? row.name,
        show: (row) => (
          <>
            {names[row.name] ?? row.name}{' '}
            {row.highRisk ? (
              <Tooltip title={words.highRiskHelp}>
                <Tag color="warning">{words.highRisk}</Tag>
              </Tooltip>
            ) : null}
          </>
        ),
        width: 260,
      },
      {
        key: 'auto',
        title: words.auto,
        help: words.autoHelp,
        value: (row) => boundText(data.limits[row.name]?.auto, words, locale),
        width: 200,
      },
      {
        key: 'second',
        title: words.second,
        help: words.secondHelp,
        value: (row) => boundText(data.limits[row.name]?.second, words, locale),
        width: 200,
      },
      { key: 'beyond', title: words.beyond, value: () => words.clientDecides, width: 160 },
    ],
    [words, names, locale, data.limits],
  )
  return (
    <DataTable<Kind>
      name="change-limits"
      label={words.limitsTitle}
      rows={data.kinds}
      columns={columns}
      rowKey={(row) => row.name}
      toolsFrom={100}
    />
  )
}
