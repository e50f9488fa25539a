import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText, Instant, Money } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { Trouble } from '#web/screens.tsx'
import { decideSchedule, listSchedules, stopSchedule } from '#features/ads/api/schedule.ts'
import type { Place } from '../asking.ts'
import { labelText } from '../parts.tsx'
import { adsMessages } from '../messages.ts'
import { scheduleMessages } from './schedule-messages.ts'

type Line = OutputOf<typeof listSchedules>['schedules'][number]
type Base = Line['bases'][number]

const colours: Readonly<Record<Line['state'], string>> = {
  proposed: 'processing',
  rejected: 'default',
  active: 'success',
  stopping: 'warning',
  ended: 'default',
}

/** Schedules of a place, the newest first: what waits, what runs with its base bids, what was. */
export function ScheduleList({ clientId, place }: { clientId: string; place: Place }): ReactNode {
  const words = useMessages(scheduleMessages)
  const { storeId, marketplace } = place
  const asked = useEndpoint(listSchedules, { params: { clientId }, query: { storeId, marketplace } })
  return (
    <Section title={words.schedules}>
      {asked.error !== null && asked.data === undefined ? (
        <Trouble error={asked.error} retry={() => void asked.refetch()} />
      ) : (asked.data?.schedules.length ?? 0) === 0 ? (
        <p className="sw-quiet">{words.noSchedules}</p>
      ) : (
        asked.data?.schedules.map((one) => (
          <ScheduleCard key={one.id} clientId={clientId} place={place} line={one} />
        ))
      )}
    </Section>
  )
}

function ScheduleCard({ clientId, place, line }: { clientId: string; place: Place; line: Line }): ReactNode {
  const words = useMessages(scheduleMessages)
  const evidence = line.evidence as { days?: number; clicks?: number; verdict?: string } | null
  return (
    <article className="sw-schedule" aria-label={`#${line.id}`}>
      <div className="sw-section-head">
        <h3>
          #{line.id}{' '}
          {line.campaigns
            .slice(0, 3)
            .map((one) => one.name)
            .join(' · ')}
          {line.campaigns.length > 3 ? ` +${line.campaigns.length - 3}` : ''}
        </h3>
        <ScheduleActions clientId={clientId} line={line} />
      </div>
      <p>
        <Tag color={colours[line.state]}>{words.states[line.state]}</Tag>
        {line.state === 'proposed' ? <Tag>{words.tiers[line.tier]}</Tag> : null}
        {line.endReason === null ? null : <Tag>{words.ended[line.endReason] ?? line.endReason}</Tag>}
        {line.waitsFor === null ? null : (
          <Tag color="warning">{words.waits[line.waitsFor] ?? line.waitsFor}</Tag>
        )}
      </p>
      <p className="sw-quiet">
        {words.by(line.proposedByName)} · <Instant at={line.proposedAt} /> · {words.until}{' '}
        <DayText day={line.endsAt.slice(0, 10)} />
        {evidence === null ? null : ` · ${words.evidence(evidence.days ?? 0, evidence.clicks ?? 0)}`}
        {evidence?.verdict === undefined ? null : ` · ${words.verdictTitle[evidence.verdict] ?? ''}`}
        {line.writtenHourAt === null ? null : (
          <>
            {' '}
            · {words.lastHour} <Instant at={line.writtenHourAt} />
          </>
        )}
        {line.reason === '' ? null : ` · ${line.reason}`}
      </p>
      {line.bases.length === 0 ? null : <BaseTable place={place} line={line} />}
    </article>
  )
}

function ScheduleActions({ clientId, line }: { clientId: string; line: Line }): ReactNode {
  const words = useMessages(scheduleMessages)
  const confirm = useConfirm()
  const { message } = App.useApp()
  const onDone = (): void => void message.success(words.done)
  const decide = useAct(decideSchedule, { onDone })
  const stop = useAct(stopSchedule, { onDone })
  const params = { clientId, scheduleId: line.id }
  const runs = line.state === 'active'
  return (
    <div className="sw-actions">
      {line.may.decide ? (
        <>
          <Button
            type="primary"
            loading={decide.isPending}
            onClick={() => decide.mutate({ params, body: { approve: true } })}
          >
            {words.approve}
          </Button>
          <Button onClick={() => decide.mutate({ params, body: { approve: false } })}>{words.reject}</Button>
        </>
      ) : null}
      {line.may.stop ? (
        <Button
          danger={runs}
          onClick={() =>
            confirm({
              title: words.stopTitle,
              happens: words.stopHappens,
              undo: words.stopUndo,
              action: runs ? words.stop : words.withdraw,
              danger: true,
              act: () => stop.mutateAsync({ params, body: {} }),
            })
          }
        >
          {runs ? words.stop : words.withdraw}
        </Button>
      ) : null}
    </div>
  )
}

function BaseTable({ place, line }: { place: Place; line: Line }): ReactNode {
  const words = useMessages(scheduleMessages)
  const names = useMessages(adsMessages)
  const columns = useMemo<readonly Column<Base>[]>(() => {
    const money = (key: 'base' | 'seen' | 'asked', title: string): Column<Base> => ({
      key,
      title,
      value: (row) => (row[key] === null ? null : Number(row[key])),
      show: (row) => <Money amount={row[key]} currency={place.currency} />,
      figure: true,
      width: 130,
    })
    return [
      {
        key: 'label',
        title: words.target,
        value: (row) => labelText(row.label, names),
        fixed: true,
        width: 220,
      },
      money('base', words.base),
      money('seen', words.seen),
      money('asked', words.asked),
      {
        key: 'state',
        title: words.state,
        value: (row) => words.baseStates[row.state] ?? row.state,
        filter: 'options',
        width: 150,
      },
      {
        key: 'changed',
        title: words.changed,
        value: (row) => row.changedAt,
        show: (row) => <Instant at={row.changedAt} />,
        width: 180,
      },
    ]
  }, [words, names, place.currency])
  return (
    <DataTable<Base>
      name="ads-schedule-bases"
      label={`${words.bases} #${line.id}`}
      rows={line.bases}
      columns={columns}
      rowKey={(row) => row.targetId}
      exportName={`base-bids-${line.id}`}
    />
  )
}
