import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { liftStop } from '../api/govern.ts'
import { stopMessages } from './stop-messages.ts'
import { type StopLine, useStopName } from './stop-text.ts'

/** The stops in force: who, why, since and until when. */
export function StandingStops(props: { clientId: string; stops: readonly StopLine[] }): ReactNode {
  const words = useMessages(stopMessages)
  const inForce = props.stops.filter((stop) => stop.inForce)
  if (inForce.length === 0) return null
  return (
    <Section title={words.listTitle}>
      <ul className="sw-stops">
        {inForce.map((stop) => (
          <Stop key={stop.stopId} clientId={props.clientId} stop={stop} />
        ))}
      </ul>
    </Section>
  )
}

function Stop({ clientId, stop }: { clientId: string; stop: StopLine }): ReactNode {
  const words = useMessages(stopMessages)
  const nameOf = useStopName()
  const ask = useConfirm()
  const { message } = App.useApp()
  const lift = useAct(liftStop, { onDone: () => void message.success(words.lifted) })
  const name = nameOf(stop)
  return (
    <li>
      <div>
        <strong>{name}</strong> {stop.everywhere ? <Tag color="error">{words.everywhere}</Tag> : null}
        <p>{stop.reason}</p>
        <p className="sw-quiet">
          {stop.byName} · {words.sides[stop.side]} · {words.since} <Instant at={stop.at} /> ·{' '}
          {stop.until === null ? (
            words.untilLifted
          ) : (
            <>
              {words.untilAt} <Instant at={stop.until} />
            </>
          )}
        </p>
        {stop.mayLift ? null : <p className="sw-quiet">{words.onlySide[stop.side]}</p>}
      </div>
      {stop.mayLift ? (
        <Button
          onClick={() =>
            ask({
              title: words.liftTitle(name),
              happens: words.liftHappens,
              undo: words.liftUndo,
              action: words.lift,
              act: () => lift.mutateAsync({ params: { clientId, stopId: stop.stopId } }),
            })
          }
        >
          {words.lift}
        </Button>
      ) : null}
    </li>
  )
}

/** Stops that are over, newest first. */
export function PastStops({ stops }: { stops: readonly StopLine[] }): ReactNode {
  const words = useMessages(stopMessages)
  const nameOf = useStopName()
  const rows = useMemo(() => stops.filter((stop) => !stop.inForce), [stops])
  const columns: readonly Column<StopLine>[] = [
    { key: 'what', title: words.what, value: nameOf, width: 220 },
    { key: 'reason', title: words.reason, value: (row) => row.reason, width: 260 },
    {
      key: 'by',
      title: words.by,
      value: (row) => `${row.byName} · ${words.sides[row.side]}`,
      width: 160,
    },
    {
      key: 'since',
      title: words.since,
      value: (row) => row.at,
      show: (row) => <Instant at={row.at} />,
      width: 180,
    },
    {
      key: 'ended',
      title: words.endedAt,
      value: (row) => row.liftedAt ?? row.until,
      show: (row) => <Instant at={row.liftedAt ?? row.until} />,
      width: 180,
    },
    {
      key: 'how',
      title: words.how,
      value: (row) => (row.liftedAt === null ? words.lapsed : words.liftedBy(row.liftedByName ?? '—')),
      width: 160,
    },
  ]
  return (
    <Section title={words.pastTitle}>
      <DataTable<StopLine>
        name="past-stops"
        label={words.pastTitle}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.stopId}
        toolsFrom={10}
        exportName="stops"
        empty={<p className="sw-quiet">{words.pastNone}</p>}
      />
    </Section>
  )
}
