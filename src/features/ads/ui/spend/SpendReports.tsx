import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money } from '#web/kit/figures.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { readSpend } from '#features/ads/api/spend.ts'
import { type SpendWords, spendMessages } from './spend-messages.ts'

type Answer = OutputOf<typeof readSpend>
type Row = Answer['reports'][number]

/** The same money as every report tells it, and what each leaves unexplained. */
export function SpendReports({ data }: { data: Answer }): ReactNode {
  const words = useMessages(spendMessages)
  const columns = useMemo(() => columnsOf(words, data.currency, data.report), [words, data])
  return (
    <Section title={words.reconcile}>
      <p className="sw-quiet">{words.reconcileText}</p>
      <DataTable<Row>
        name="ads-spend-reports"
        label={words.reconcile}
        rows={data.reports}
        columns={columns}
        rowKey={(row) => row.report}
        toolsFrom={20}
      />
      <Remark kind="info" title={words.credits} text={words.creditsText} />
    </Section>
  )
}

function columnsOf(words: SpendWords, currency: string, total: string | null): readonly Column<Row>[] {
  const agrees = (row: Row): boolean => Number(row.spendLeft) === 0 && row.clicksLeft === 0
  return [
    {
      key: 'report',
      title: words.report,
      value: (row) => words.reports[row.report] ?? row.report,
      fixed: true,
      width: 190,
    },
    { key: 'days', title: words.days, value: (row) => row.days, figure: true, width: 110 },
    {
      key: 'clicks',
      title: words.clicks,
      value: (row) => row.figures.clicks,
      show: (row) => <Count count={row.figures.clicks} />,
      figure: true,
      width: 100,
    },
    {
      key: 'spend',
      title: words.spend,
      value: (row) => Number(row.figures.spend),
      show: (row) => <Money amount={row.figures.spend} currency={currency} />,
      figure: true,
      width: 120,
    },
    {
      key: 'left',
      title: words.left,
      value: (row) => Number(row.spendLeft),
      show: (row) =>
        agrees(row) ? (
          <Tag color="success">{words.agrees}</Tag>
        ) : (
          <Money amount={row.spendLeft} currency={currency} />
        ),
      figure: true,
      width: 120,
    },
    {
      key: 'clicksLeft',
      title: words.clicksLeft,
      value: (row) => row.clicksLeft,
      show: (row) => (agrees(row) ? '—' : <Count count={row.clicksLeft} />),
      figure: true,
      width: 110,
    },
    {
      key: 'why',
      title: words.why,
      value: (row) =>
        Number(row.spendLeft) < 0
          ? words.later
          : (words.whys[row.report === total ? 'campaign' : row.report] ?? null),
      width: 320,
    },
  ]
}
