import { App, Button, Progress, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { microsFromDecimal } from '#kernel/money.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant, Money } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { endStanding } from '../api/govern.ts'
import type { Governance } from './GovernancePage.tsx'
import { StandingModal } from './StandingModal.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'
import { percentText } from './limit-text.ts'

type Line = Governance['standing'][number]
type State = 'live' | 'ended' | 'lapsed' | 'usedUp'

const colours = { live: 'success', ended: 'default', lapsed: 'default', usedUp: 'warning' } as const

function stateOf(row: Line, now: string): State {
  if (row.endedAt !== null) return 'ended'
  if (Date.parse(row.endsAt) <= Date.parse(now)) return 'lapsed'
  return (microsFromDecimal(row.used) ?? 0n) >= (microsFromDecimal(row.total) ?? 0n) ? 'usedUp' : 'live'
}

/** Agreement given beforehand, with what is left of it. */
export function StandingSection(props: { clientId: string; data: Governance }): ReactNode {
  const { clientId, data } = props
  const words = useMessages(governMessages)
  const may = useMay()
  const [giving, setGiving] = useState(false)
  const columns = useStandingColumns(clientId, data)
  return (
    <Section
      title={words.standingTitle}
      extra={
        may('changes.approve') ? <Button onClick={() => setGiving(true)}>{words.giveStanding}</Button> : null
      }
    >
      <p className="sw-quiet">{words.standingAbout}</p>
      <DataTable<Line>
        name="standing-approvals"
        label={words.standingTitle}
        rows={data.standing}
        columns={columns}
        rowKey={(row) => row.standingId}
        toolsFrom={10}
        exportName="standing-approvals"
        empty={
          <p>
            <strong>{words.standingNone}</strong> <span className="sw-quiet">{words.standingNoneText}</span>
          </p>
        }
      />
      {giving ? <StandingModal clientId={clientId} data={data} onClose={() => setGiving(false)} /> : null}
    </Section>
  )
}

function useStandingColumns(clientId: string, data: Governance): readonly Column<Line>[] {
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const { locale } = useLocale()
  const { now, side } = data
  return useMemo(() => {
    const kinds = (row: Line): string[] => row.kinds.map((kind) => names[kind] ?? kind)
    const each = (row: Line): string =>
      [
        ...(row.maxRatio === null ? [] : [words.eachRatio(percentText(row.maxRatio, locale))]),
        ...(row.maxStake === null ? [] : [words.eachStake(moneyText(row.maxStake, row.currency, locale))]),
      ].join(' · ') || words.optional
    return [
      {
        key: 'kinds',
        title: words.kinds,
        value: (row) => [...kinds(row), row.note].join(' '),
        show: (row) => (
          <div className="sw-kinds">
            {kinds(row).map((kind) => (
              <Tag key={kind}>{kind}</Tag>
            ))}
            {row.note === '' ? null : <div className="sw-quiet">{row.note}</div>}
          </div>
        ),
        width: 240,
      },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.standingStates[stateOf(row, now)],
        show: (row) => (
          <Tag color={colours[stateOf(row, now)]}>{words.standingStates[stateOf(row, now)]}</Tag>
        ),
        width: 90,
      },
      { key: 'each', title: words.each, value: each, width: 190 },
      {
        key: 'used',
        title: words.used,
        value: (row) => Number(row.used),
        show: (row) => <Used row={row} />,
        width: 200,
      },
      {
        key: 'until',
        title: words.until,
        value: (row) => row.endsAt,
        show: (row) => <Instant at={row.endsAt} />,
        width: 180,
      },
      {
        key: 'by',
        title: words.givenBy,
        value: (row) => `${row.personName} · ${words.sides[row.side]}`,
        width: 150,
      },
      {
        key: 'end',
        title: '',
        value: () => null,
        show: (row) =>
          row.side === side && ['live', 'usedUp'].includes(stateOf(row, now)) ? (
            <EndStanding clientId={clientId} standingId={row.standingId} />
          ) : (
            <span />
          ),
        width: 80,
      },
    ]
  }, [words, names, locale, now, side, clientId])
}

function Used({ row }: { row: Line }): ReactNode {
  const words = useMessages(governMessages)
  const percent = Number(row.total) === 0 ? 100 : (Number(row.used) / Number(row.total)) * 100
  return (
    <>
      <Money amount={row.used} currency={row.currency} /> /{' '}
      <Money amount={row.total} currency={row.currency} />
      <Progress percent={Math.min(100, percent)} showInfo={false} size="small" aria-label={words.used} />
    </>
  )
}

function EndStanding(props: { clientId: string; standingId: string }): ReactNode {
  const words = useMessages(governMessages)
  const may = useMay()
  const ask = useConfirm()
  const { message } = App.useApp()
  const end = useAct(endStanding, { onDone: () => void message.success(words.endedNow) })
  if (!may('changes.approve')) return null
  return (
    <Button
      size="small"
      onClick={() =>
        ask({
          title: words.endStandingTitle,
          happens: words.endStandingHappens,
          undo: words.endStandingUndo,
          action: words.end,
          act: () => end.mutateAsync({ params: props }),
        })
      }
    >
      {words.end}
    </Button>
  )
}
