import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { instantText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Budget } from './BudgetPage.tsx'
import { budgetMessages } from './budget-messages.ts'

type Line = Budget['history'][number] & { no: string }

/** Every plan that was ever set for the month. */
export function BudgetHistory({ data }: { clientId: string; data: Budget }): ReactNode {
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const rows = useMemo(() => data.history.map((one, index) => ({ ...one, no: String(index) })), [data])
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { key: 'scope', title: words.campaign, value: (row) => row.campaign ?? words.whole },
      {
        key: 'amount',
        title: words.amount,
        value: (row) => (row.amount === null ? null : Number(row.amount)),
        show: (row) =>
          row.amount === null ? words.withdrawn : <Money amount={row.amount} currency={data.currency} />,
        figure: true,
      },
      { key: 'by', title: words.by, value: (row) => row.setBy },
      {
        key: 'at',
        title: words.at,
        value: (row) => row.setAt,
        show: (row) => instantText(row.setAt, undefined, locale),
      },
    ],
    [words, data.currency, locale],
  )
  if (rows.length === 0) return null
  return (
    <Section title={words.history}>
      <DataTable<Line>
        name="ads-budget-history"
        label={words.history}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.no}
        toolsFrom={20}
      />
    </Section>
  )
}
