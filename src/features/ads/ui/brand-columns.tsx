import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { BrandLine } from './asking.ts'
import type { brandMessages } from './brand-messages.ts'
import { figureColumns } from './figure-columns.tsx'
import type { adsMessages } from './messages.ts'

type BrandFigures = NonNullable<BrandLine['figures']>
type BrandWords = (typeof brandMessages)['zh']

/** Orders and sales of buyers new to the brand, and their share; `of` null where nothing tells. */
export function newToBrandColumns<Row>(
  words: BrandWords,
  currency: string,
  of: (row: Row) => BrandFigures | null,
): Column<Row>[] {
  return [
    {
      key: 'newOrders',
      title: words.newOrders,
      help: words.newHelp,
      value: (row) => of(row)?.newToBrandOrders ?? null,
      show: (row) => <Count count={of(row)?.newToBrandOrders ?? null} />,
      figure: true,
      width: 130,
    },
    {
      key: 'newSales',
      title: words.newSales,
      value: (row) => {
        const sales = of(row)?.newToBrandSales ?? null
        return sales === null ? null : Number(sales)
      },
      show: (row) => <Money amount={of(row)?.newToBrandSales ?? null} currency={currency} />,
      figure: true,
      width: 140,
    },
    {
      key: 'newRatio',
      title: words.newRatio,
      // Per cent, so that a filter reads as the column does.
      value: (row) => {
        const ratio = of(row)?.newToBrandRatio ?? null
        return ratio === null ? null : Math.round(ratio * 1000) / 10
      },
      show: (row) => <Ratio ratio={of(row)?.newToBrandRatio ?? null} />,
      figure: true,
      filter: 'range',
      width: 110,
    },
  ]
}

/** The figures of all ad products, named as these are counted, then those of clicks alone and of buyers new to the brand. */
export function brandFigureColumns<Row extends { figures: BrandFigures }>(
  words: BrandWords,
  ads: (typeof adsMessages)['zh'],
  currency: string,
): Column<Row>[] {
  const named = { ...ads, sales: words.sales, orders: words.orders, acosHelp: words.acosHelp }
  return [
    ...figureColumns<Row>(named, currency),
    {
      key: 'clickOrders',
      title: words.clickOrders,
      value: (row) => row.figures.clickOrders,
      show: (row) => <Count count={row.figures.clickOrders} />,
      figure: true,
      width: 120,
    },
    {
      key: 'clickSales',
      title: words.clickSales,
      value: (row) => (row.figures.clickSales === null ? null : Number(row.figures.clickSales)),
      show: (row) => <Money amount={row.figures.clickSales} currency={currency} />,
      figure: true,
      width: 130,
    },
    ...newToBrandColumns<Row>(words, currency, (row) => row.figures),
  ]
}
