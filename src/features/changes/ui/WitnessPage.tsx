import { App, Button, DatePicker, Input, Modal, Segmented, Space, Tag, Tooltip } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { instantText } from '#web/kit/format.ts'
import { FilterBar, PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { downloadCertificate, explainEvent, showWitness, witnessNow } from '../api/witness.ts'
import './changes.css'
import { entityWords } from './kind-words.ts'
import { valueWords } from './value-words.ts'
import { witnessMessages } from './witness-messages.ts'

type Answer = OutputOf<typeof showWitness>
type Line = Answer['events'][number]
type Which = 'all' | Line['verdict']

const EVERY_MS = 30_000
const colours = { matched: 'success', unlogged: 'error', not_seen: 'error', amazon: 'default' } as const

/** The ledger beside Amazon's own records: figures, differences, and the month's certificate. */
export function WitnessPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(witnessMessages)
  const [month, setMonth] = useState<Dayjs | null>(null)
  const [which, setWhich] = useState<Which>('all')
  const query = month === null ? {} : { month: month.format('YYYY-MM') }
  const asked = useEndpoint(
    showWitness,
    { params: { clientId }, query },
    { everyMs: EVERY_MS, keepLast: true, live: ['witness'] },
  )
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { counts, events, profiles } = asked.data
  const open = counts.unlogged - counts.explained + counts.notSeen
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={<Actions clientId={clientId} month={month} />}
      />
      {profiles.length === 0 ? (
        <Teach title={words.empty} text={words.emptyText} />
      ) : (
        <>
          <Remark
            kind={open === 0 ? 'success' : 'warning'}
            title={open === 0 ? words.clean : words.notClean(open)}
            text={words.history}
          />
          <Figures counts={counts} />
          <FilterBar label={words.verdict}>
            <DatePicker
              picker="month"
              aria-label={words.month}
              placeholder={words.last30}
              value={month}
              onChange={setMonth}
            />
            <Segmented<Which>
              value={which}
              onChange={setWhich}
              options={(['all', 'unlogged', 'not_seen', 'matched', 'amazon'] as const).map((value) => ({
                value,
                label: value === 'all' ? words.all : words.verdicts[value],
              }))}
            />
          </FilterBar>
          <EventTable
            clientId={clientId}
            events={which === 'all' ? events : events.filter((one) => one.verdict === which)}
          />
          <Profiles profiles={profiles} />
        </>
      )}
    </>
  )
}

function Actions({ clientId, month }: { clientId: string; month: Dayjs | null }): ReactNode {
  const words = useMessages(witnessMessages)
  const { locale } = useLocale()
  const may = useMay()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const now = useAct(witnessNow, { onDone: () => void message.success(words.nowDone) })
  const asked = useEndpoint(showWitness, { params: { clientId }, query: {} })
  const certify = async (): Promise<void> => {
    setBusy(true)
    try {
      // A simulated clock has months of its own: the page's last day says which is running.
      const running = (asked.data?.to ?? new Date().toISOString()).slice(0, 7)
      const query = {
        month: month?.format('YYYY-MM') ?? running,
        lang: locale === 'en' ? 'en' : 'zh',
      } as const
      await download(downloadCertificate, { params: { clientId }, query })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Space wrap>
      {may('witness.explain') ? (
        <Button loading={now.isPending} onClick={() => now.mutate({ params: { clientId } })}>
          {words.now}
        </Button>
      ) : null}
      <Button type="primary" loading={busy} onClick={() => void certify()}>
        {words.certificate}
      </Button>
    </Space>
  )
}

function Figures({ counts }: { counts: Answer['counts'] }): ReactNode {
  const words = useMessages(witnessMessages)
  const line = (label: string, help: string, count: number, bad = false) => (
    <Tooltip key={label} title={help}>
      <div className="sw-kpi sw-card">
        <div className="sw-kpi-label">{label}</div>
        <div className={`sw-kpi-figure${bad && count > 0 ? ' sw-bad' : ''}`}>{count}</div>
        <div className="sw-quiet">{help}</div>
      </div>
    </Tooltip>
  )
  return (
    <div className="sw-kpis">
      {line(words.matched, words.matchedHelp, counts.matched)}
      {line(words.unlogged, words.unloggedHelp, counts.unlogged, true)}
      {line(words.notSeen, words.notSeenHelp, counts.notSeen, true)}
      {line(words.conflicts, words.conflictHelp, counts.conflicts, true)}
      {line(words.amazon, words.amazonHelp, counts.amazon)}
    </div>
  )
}

function EventTable({ clientId, events }: { clientId: string; events: readonly Line[] }): ReactNode {
  const words = useMessages(witnessMessages)
  const names = useMessages(valueWords)
  const entities = useMessages(entityWords)
  const [explaining, setExplaining] = useState<Line | null>(null)
  const columns = useMemo<readonly Column<Line>[]>(() => {
    const said = (value: string | null): string =>
      value === null || value === '' ? '—' : (names.values[value] ?? value)
    return [
      {
        key: 'at',
        title: words.at,
        value: (row) => row.at,
        show: (row) => <Instant at={row.at} />,
        width: 150,
      },
      {
        key: 'verdict',
        title: words.verdict,
        value: (row) => words.verdicts[row.verdict],
        show: (row) => (
          <>
            <Tag
              color={
                row.verdict === 'unlogged' && row.explanation !== null ? 'warning' : colours[row.verdict]
              }
            >
              {words.verdicts[row.verdict]}
            </Tag>
            {row.conflict ? <Tag color="error">{words.conflicts}</Tag> : null}
          </>
        ),
        filter: 'options',
        width: 150,
      },
      {
        key: 'object',
        title: words.object,
        value: (row) => row.label,
        show: (row) => (
          <span>
            {row.label}
            <div className="sw-quiet">
              {entities[row.entity] ?? row.entity} · {row.storeName} {row.marketplace}
            </div>
          </span>
        ),
        width: 250,
      },
      {
        key: 'change',
        title: words.change,
        value: (row) => `${row.field} ${row.from ?? ''} ${row.to ?? ''}`,
        show: (row) => (
          <span>
            <span className="sw-quiet">{names.fields[row.field] ?? row.field} </span>
            {said(row.from)} → <strong>{said(row.to)}</strong>
          </span>
        ),
        width: 220,
      },
      {
        key: 'sources',
        title: words.sources,
        value: (row) => row.sources.map((one) => words.sourceNames[one]).join(words.and),
        filter: 'options',
        width: 150,
      },
      {
        key: 'said',
        title: words.said,
        value: (row) => row.explanation,
        show: (row) => <Said line={row} clientId={clientId} onExplain={setExplaining} />,
        width: 220,
      },
    ]
  }, [words, names, entities, clientId])
  return (
    <>
      <DataTable
        name="witness"
        label={words.title}
        rows={events}
        columns={columns}
        rowKey={(row) => row.eventId ?? `${row.batchId}/${row.objectId}/${row.field}/${row.to}`}
        sort={{ key: 'at', order: 'descend' }}
      />
      {explaining === null ? null : (
        <ExplainModal clientId={clientId} line={explaining} onClose={() => setExplaining(null)} />
      )}
    </>
  )
}

function Said(props: { line: Line; clientId: string; onExplain: (line: Line) => void }): ReactNode {
  const words = useMessages(witnessMessages)
  const may = useMay()
  const { line } = props
  if (line.batchId !== null)
    return <Link to={`/clients/${props.clientId}/changes/${line.batchId}`}>{words.toBatch}</Link>
  if (line.explanation !== null)
    return (
      <span>
        {line.explanation}
        <div className="sw-quiet">{line.explainedBy}</div>
      </span>
    )
  if (line.verdict !== 'unlogged' || !may('witness.explain')) return null
  return (
    <Button size="small" onClick={() => props.onExplain(line)}>
      {words.explain}
    </Button>
  )
}

function ExplainModal(props: { clientId: string; line: Line; onClose: () => void }): ReactNode {
  const words = useMessages(witnessMessages)
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const act = useAct(explainEvent, {
    onDone: () => {
      void message.success(words.saved)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={`${words.explain}: ${props.line.label}`}
      okText={words.save}
      okButtonProps={{ disabled: text.trim() === '', loading: act.isPending }}
      onOk={() =>
        act.mutate({
          params: { clientId: props.clientId, eventId: props.line.eventId ?? '' },
          body: { text },
        })
      }
      onCancel={props.onClose}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        aria-label={words.explainHint}
        placeholder={words.explainHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Modal>
  )
}

function Profiles({ profiles }: { profiles: Answer['profiles'] }): ReactNode {
  const words = useMessages(witnessMessages)
  const { locale } = useLocale()
  const said = (at: string): string => instantText(at, undefined, locale)
  return (
    <Section title={words.profiles}>
      <ul className="sw-votes">
        {profiles.map((one) => (
          <li key={`${one.storeName}${one.marketplace}`}>
            {one.storeName} · {one.marketplace}{' '}
            <span className="sw-quiet">
              {words.began(said(one.beganAt))} · {words.readTo(said(one.readTo))}
              {one.toldAt === null ? '' : ` · ${words.toldAt(said(one.toldAt))}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
