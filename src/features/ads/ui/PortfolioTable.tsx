import { type ReactNode, useMemo } from 'react'
import { portfolioLines } from '#features/ads/rules/portfolios.ts'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { CampaignLine, Place } from './asking.ts'
import { figureColumns } from './figure-columns.tsx'
import { adsMessages } from './messages.ts'

type Row = ReturnType<typeof portfolioLines>[number]

/** The campaigns of a place added up by portfolio; a name opens its campaigns. */
export function PortfolioTable(props: {
  place: Place
  campaigns: readonly CampaignLine[]
  onOpen: (portfolioId: string | null) => void
}): ReactNode {
  const { place, campaigns, onOpen } = props
  const words = useMessages(adsMessages)
  const rows = useMemo(() => portfolioLines(campaigns), [campaigns])
  const columns = useMemo((): readonly Column<Row>[] => {
    const name = (row: Row): string => row.name ?? words.noPortfolio
    return [
      {
        key: 'name',
        title: words.portfolio,
        value: name,
        show: (row) => (
          <button type="button" className="sw-link-figure" onClick={() => onOpen(row.id)}>
            {name(row)}
          </button>
        ),
        fixed: true,
        width: 210,
      },
      {
        key: 'campaigns',
        title: words.campaigns,
        value: (row) => row.campaigns,
        show: (row) => words.runningOf(row.running, row.campaigns),
        figure: true,
        width: 110,
      },
      {
        key: 'budget',
        title: words.dailyBudget,
        value: (row) => Number(row.dailyBudget),
        show: (row) => <Money amount={row.dailyBudget} currency={place.currency} />,
        figure: true,
        width: 110,
      },
      ...figureColumns<Row>(words, place.currency),
    ]
  }, [words, place.currency, onOpen])
  return (
    <DataTable<Row>
      name="ads-portfolios"
      label={words.portfolios}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id ?? '-'}
      sort={{ key: 'spend', order: 'descend' }}
      exportName="portfolios"
    />
  )
}
