import { Descriptions, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { Grounds } from '#features/ads/ui/ground-words.tsx'
import { eventText } from '#features/ledger/ui/event-words.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant, Money } from '#web/kit/figures.tsx'
import { PageHeader, Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { showBatch } from '../api/changes.ts'
import { BatchActions } from './BatchActions.tsx'
import { DecideBar } from './DecideBar.tsx'
import { EffectTable } from './EffectTable.tsx'
import { stakeColumn, stateColumn } from './change-columns.tsx'
import { changeMessages } from './change-messages.ts'
import './changes.css'
import { entityWords, kindWords } from './kind-words.ts'
import {
  type ChangeLine,
  CountTags,
  Diff,
  EvidenceText,
  Expected,
  TierText,
  changeTopics,
  evidenceLines,
  expectedLines,
  revertible,
} from './parts.tsx'
import { reviseMessages } from './revise-messages.ts'
import { diffText } from './values.ts'

export type BatchView = OutputOf<typeof showBatch>

const EVERY_MS = 3_000
const CALM_MS = 30_000

/** One batch: what a person sees before deciding, the decision, and what came of it. */
export function BatchPage(): ReactNode {
  const { clientId = '', batchId = '' } = useParams()
  const words = useMessages(changeMessages)
  const moved = (useLocation().state as { moved?: boolean } | null)?.moved === true
  const [chosen, setChosen] = useState<readonly string[]>([])
  const asked = useEndpoint(
    showBatch,
    { params: { clientId, batchId } },
    { everyMs: (last) => (last !== undefined && isQuiet(last) ? CALM_MS : EVERY_MS), live: changeTopics },
  )
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const view = asked.data
  const { batch, changes } = view
  return (
    <>
      <PageHeader
        title={batch.title}
        about={`${batch.clientName} · ${batch.storeName} · ${batch.marketplace}`}
        actions={<BatchActions view={view} chosen={chosen} />}
      />
      {moved ? <Remark kind="warning" title={words.linkMoved} text={words.linkMovedText} /> : null}
      <Asked view={view} />
      <Summary view={view} />
      <Section title={`${words.changes} (${changes.length})`}>
        <ChangeTable view={view} chosen={chosen} onChoose={setChosen} />
      </Section>
      {changes.some((one) => one.appliedAt !== null) ? (
        <Section title={words.effects}>
          <EffectTable view={view} />
        </Section>
      ) : null}
      <Section title={words.said}>
        <Votes view={view} />
      </Section>
      <Section
        title={words.timeline}
        extra={
          <Link to={`/clients/${clientId}/ledger?text=${encodeURIComponent(`"batch:${batchId}"`)}`}>
            {words.toLedger}
          </Link>
        }
      >
        <Timeline view={view} />
      </Section>
      <DecideBar view={view} chosen={chosen} onDone={() => setChosen([])} />
    </>
  )
}

const isQuiet = ({ changes }: BatchView): boolean =>
  changes.every((one) => !['approved', 'executing', 'unknown', 'applied'].includes(one.state))

/** What was asked for instead, for the one who proposed it. */
function Asked({ view }: { view: BatchView }): ReactNode {
  const words = useMessages(reviseMessages)
  const { batch, changes, votes, may } = view
  if (batch.askedAt === null || changes.every((one) => one.state !== 'proposed')) return null
  const stuck = changes.some((one) => one.state !== 'proposed')
  const next = stuck ? words.askedStuck : may.revise ? words.askedNext : words.askedWaits
  const asks = votes.filter((vote) => vote.decision === 'ask' && vote.current)
  return (
    <Remark
      kind="warning"
      title={words.askedTitle}
      text={
        <>
          {asks.map((vote) => (
            <div key={vote.at}>{words.said(vote.personName, vote.comment)}</div>
          ))}
          <div className="sw-quiet">{next}</div>
        </>
      }
    />
  )
}

function Summary({ view }: { view: BatchView }): ReactNode {
  const words = useMessages(changeMessages)
  const { batch, changes, waiting } = view
  const line = (label: string, children: ReactNode) => ({ key: label, label, children })
  const irreversible = changes.some((one) => one.kind === 'sp.archive' || one.kind === 'sp.archiveCampaign')
  return (
    <Section title={words.revision(batch.revision)} extra={<CountTags counts={batch.counts} />}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 1, md: 2 }}
        items={[
          line(
            words.by,
            <>
              {batch.proposedByName} ({words.sideNames[batch.proposedSide]}) ·{' '}
              <Instant at={batch.proposedAt} />
            </>,
          ),
          line(words.expires, <Instant at={batch.expiresAt} />),
          line(words.reason, batch.reason === '' ? words.none : batch.reason),
          line(words.stake, <Money amount={batch.stake} currency={batch.currency} />),
          ...(waiting.length === 0
            ? []
            : [line(words.tier, waiting.map((side) => words.sides[side]).join(' · '))]),
          line(words.undo, irreversible ? `${words.undoText} ${words.irreversible}` : words.undoText),
        ]}
      />
    </Section>
  )
}

function ChangeTable(props: {
  view: BatchView
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}): ReactNode {
  const words = useMessages(changeMessages)
  const kinds = useMessages(kindWords)
  const entities = useMessages(entityWords)
  const { locale } = useLocale()
  const { changes, may } = props.view
  const can = (row: ChangeLine): boolean =>
    (may.approve !== null && row.state === 'proposed') || (may.revert && revertible(row))
  const columns = useMemo(() => columnsOf(words, kinds, entities, locale), [words, kinds, entities, locale])
  return (
    <DataTable
      name="batch-changes"
      label={words.changes}
      rows={changes}
      columns={columns}
      rowKey={(row) => row.changeId}
      sort={{ key: 'stake', order: 'descend' }}
      toolsFrom={6}
      {...(changes.some(can)
        ? {
            selection: {
              keys: props.chosen,
              choose: props.onChoose,
              label: (row: ChangeLine) => row.label,
              can,
            },
          }
        : {})}
    />
  )
}

function columnsOf(
  words: (typeof changeMessages)['zh'],
  kinds: Readonly<Record<string, string>>,
  entities: Readonly<Record<string, string>>,
  locale: Locale,
): readonly Column<ChangeLine>[] {
  return [
    {
      key: 'object',
      title: words.object,
      value: (row) => row.label,
      show: (row) => (
        <span>
          {row.label}
          <div className="sw-quiet">
            {kinds[row.kind] ?? row.kind} · {entities[row.entity] ?? row.entity}
          </div>
        </span>
      ),
      width: 210,
    },
    {
      key: 'value',
      title: words.value,
      value: (row) => diffText(row.from, row.to),
      show: (row) => (
        <>
          <Diff from={row.from} to={row.to} currency={row.currency} />
          <Grounds grounds={row.grounds} currency={row.currency} />
        </>
      ),
      width: 230,
    },
    stateColumn(words, 160),
    {
      key: 'tier',
      title: words.tier,
      value: (row) => words.tiers[row.tier],
      show: (row) => <TierText change={row} />,
      filter: 'options',
      width: 150,
    },
    {
      key: 'expected',
      title: words.expected,
      value: (row) => expectedLines(row.expectation, row.currency, words, locale).join(' · '),
      show: (row) => <Expected expectation={row.expectation} currency={row.currency} />,
      width: 200,
    },
    {
      key: 'evidence',
      title: words.evidence,
      value: (row) => evidenceLines(row.evidence, row.currency, words, locale).join(' · '),
      show: (row) => <EvidenceText evidence={row.evidence} currency={row.currency} />,
      width: 200,
    },
    stakeColumn(words),
  ]
}

function Votes({ view }: { view: BatchView }): ReactNode {
  const words = useMessages(changeMessages)
  if (view.votes.length === 0) return <p className="sw-quiet">{words.nobodySaid}</p>
  return (
    <ul className="sw-votes">
      {view.votes.map((vote) => (
        <li key={`${vote.at}${vote.personName}`}>
          <strong>{vote.personName}</strong> ({words.sideNames[vote.side]}
          {vote.forPersonName === null ? '' : ` · ${words.forWhom(vote.forPersonName)}`}){' '}
          <Tag>{words.decisions[vote.decision]}</Tag>{' '}
          {vote.standing ? <Tag color="processing">{words.standing}</Tag> : null}
          {vote.items === null ? null : (
            <span className="sw-quiet">
              {words.items} {vote.items}{' '}
            </span>
          )}
          {vote.current ? null : <span className="sw-quiet">{words.ofRevision(vote.revision)} </span>}
          <span className="sw-quiet">
            <Instant at={vote.at} />
          </span>
          {vote.comment === '' ? null : <div>{vote.comment}</div>}
        </li>
      ))}
    </ul>
  )
}

function Timeline({ view }: { view: BatchView }): ReactNode {
  const { locale } = useLocale()
  const labels = new Map(view.changes.map((one) => [`change:${one.changeId}`, one.label]))
  return (
    <ol className="sw-votes">
      {view.timeline.map((one) => (
        <li key={one.seq}>
          <code>#{one.seq}</code> <Instant at={one.at} /> · {one.actor} · {eventText(one.event, locale)}
          {labels.has(one.subject) ? ` · ${labels.get(one.subject)}` : ''}
        </li>
      ))}
    </ol>
  )
}
