import { type ReactNode, useMemo } from 'react'
import { portfolioLines } from '#features/ads/rules/portfolios.ts'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { BrandLine, CampaignLine, Place } from './asking.ts'
import { ProductTag } from './ProductTag.tsx'
import { brandMessages } from './brand-messages.ts'
import { figureColumns } from './figure-columns.tsx'
import { adsMessages } from './messages.ts'

type Row = ReturnType<typeof portfolioLines>[number]
type Words = (typeof adsMessages)['zh']
type BrandWords = (typeof brandMessages)['zh']

/** The campaigns of a place, whatever their ad product, added up by portfolio; a name opens its campaigns. */
export function PortfolioTable(props: {
  place: Place
  campaigns: readonly CampaignLine[]
  brands: readonly BrandLine[]
  onOpen: (portfolioId: string | null) => void
}): ReactNode {
  const { place, campaigns, brands, onOpen } = props
  const words = useMessages(adsMessages)
  const brandWords = useMessages(brandMessages)
  const rows = useMemo(
    () =>
      portfolioLines([
        ...campaigns.map((one) => ({ ...one, adProduct: 'SP' as const })),
        ...brands.map((one) => ({
          ...one,
          dailyBudget: one.budgetType === 'lifetime' ? null : one.budget,
        })),
      ]),
    [campaigns, brands],
  )
  const hasBrands = brands.length > 0
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
      money('budget', words.dailyBudget, (row) => row.dailyBudget, place.currency),
      ...(hasBrands
        ? ofAllProducts(words, brandWords, place.currency)
        : figureColumns<Row>(words, place.currency)),
    ]
  }, [words, brandWords, place.currency, onOpen, hasBrands])
  return (
    <DataTable<Row>
      name={hasBrands ? 'ads-portfolios-all' : 'ads-portfolios'}
      label={words.portfolios}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id ?? '-'}
      sort={{ key: 'spend', order: 'descend' }}
      exportName="portfolios"
    />
  )
}

const money = (
  key: string,
  title: string,
  of: (row: Row) => string | null,
  currency: string,
): Column<Row> => ({
  key,
  title,
  value: (row) => (of(row) === null ? null : Number(of(row))),
  show: (row) => <Money amount={of(row)} currency={currency} />,
  figure: true,
  filter: 'range',
  width: 130,
})

/** Spend of all in one; what was sold apart, for it is counted differently. Each title says which ad products it holds. */
function ofAllProducts(words: Words, brandWords: BrandWords, currency: string): Column<Row>[] {
  const part = (prefix: string, of: (row: Row) => Row['figures']): Column<Row>[] =>
    figureColumns<Pick<Row, 'figures'>>({ ...words, acosHelp: brandWords.acosHelp }, currency).map(
      ({ value, show, ...column }): Column<Row> => ({
        ...column,
        key: `${prefix}-${column.key}`,
        title: brandWords.holds(column.title, prefix),
        value: (row) => value({ figures: of(row) }),
        ...(show === undefined ? {} : { show: (row: Row) => show({ figures: of(row) }) }),
        hidden: column.hidden === true || column.key === 'impressions',
        width: 130,
      }),
    )
  return [
    {
      key: 'products',
      title: brandWords.adProduct,
      value: (row) => row.products.join(' '),
      show: (row) => row.products.map((product) => <ProductTag key={product} product={product} />),
      filter: 'options',
      width: 150,
    },
    money('spend', brandWords.holds(words.spend, 'SP+SB+SD'), (row) => row.spend, currency),
    ...part('SP', (row) => row.figures),
    ...part('SB+SD', (row) => row.brandFigures),
  ]
}
