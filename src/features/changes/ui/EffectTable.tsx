import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText, numberText } from '#web/kit/format.ts'
import { Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { effectless } from '../rules/expect.ts'
import type { Effect } from '../rules/effect/measure.ts'
import type { BatchView } from './BatchPage.tsx'
import { changeMessages } from './change-messages.ts'
import { effectWords } from './effect-words.ts'

type Row = Omit<BatchView['effects'][number], 'effect'> & { effect: Effect; label: string; currency: string }

const colours: Readonly<Record<string, string>> = { raised: 'processing', lowered: 'warning' }

/** What each change did, beside what would have been, with its interval and maturity. */
export function EffectTable({ view }: { view: BatchView }): ReactNode {
  const words = useMessages(changeMessages)
  const effects = useMessages(effectWords)
  const { locale } = useLocale()
  const rows = useMemo(() => {
    const byId = new Map(view.changes.map((one) => [one.changeId, one]))
    return view.effects.map((one): Row => {
      const change = byId.get(one.changeId)
      return {
        ...one,
        effect: one.effect as Effect,
        label: change?.label ?? one.changeId,
        currency: change?.currency ?? '',
      }
    })
  }, [view])
  const columns = useMemo<readonly Column<Row>[]>(() => {
    const text = (row: Row, value: number | null): string =>
      value === null
        ? '—'
        : row.metric === 'spend' || row.metric === 'sales'
          ? moneyText(value.toFixed(2), row.currency, locale)
          : numberText(value, locale, 2)
    return [
      { key: 'object', title: words.object, value: (row) => row.label, width: 200 },
      {
        key: 'horizon',
        title: effects.effect.horizon,
        value: (row) => row.horizonDays,
        show: (row) => (
          <span>
            {effects.effect.days(row.horizonDays)} <Tag>{effects.effect.standing[row.standing]}</Tag>
            <div className="sw-quiet">{words.evidenceOf(row.effect.from, row.effect.to)}</div>
          </span>
        ),
        width: 200,
      },
      {
        key: 'metric',
        title: effects.effect.metric,
        value: (row) => effects.effect.metrics[row.metric] ?? row.metric,
        filter: 'options',
        width: 90,
      },
      {
        key: 'actual',
        title: effects.effect.actual,
        value: (row) => row.effect.actualPerDay,
        show: (row) => text(row, row.effect.actualPerDay),
        figure: true,
        width: 110,
      },
      {
        key: 'expected',
        title: effects.effect.expected,
        value: (row) => row.effect.expectedPerDay,
        show: (row) => text(row, row.effect.expectedPerDay),
        figure: true,
        width: 110,
      },
      {
        key: 'difference',
        title: effects.effect.difference,
        value: (row) => row.effect.perDay,
        show: (row) =>
          row.effect.perDay === null
            ? '—'
            : `${text(row, row.effect.perDay)} (${text(row, row.effect.low)} … ${text(row, row.effect.high)})`,
        figure: true,
        width: 230,
      },
      {
        key: 'verdict',
        title: effects.effect.verdict,
        value: (row) => effects.effect.verdicts[row.effect.verdict] ?? row.effect.verdict,
        show: (row) => (
          <Tag color={colours[row.effect.verdict] ?? 'default'}>
            {effects.effect.verdicts[row.effect.verdict]}
          </Tag>
        ),
        filter: 'options',
        width: 150,
      },
    ]
  }, [words, effects, locale])
  if (view.changes.every((one) => effectless.has(one.kind)))
    return <Teach title={words.noEffects} text={words.effectless} />
  if (rows.length === 0) return <Teach title={words.noEffects} text={words.noEffectsText} />
  return (
    <DataTable
      name="change-effects"
      label={words.effects}
      rows={rows}
      columns={columns}
      rowKey={(row) => `${row.changeId}/${row.horizonDays}/${row.metric}`}
      toolsFrom={6}
    />
  )
}
