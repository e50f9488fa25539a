import { Absent, Count, Money, Ratio } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { CampaignLine } from './asking.ts'
import type { adsMessages } from './messages.ts'

type Figures = NonNullable<CampaignLine['figures']>
type Words = (typeof adsMessages)['zh']

const share = (a: number, b: number): number | null => (b === 0 ? null : a / b)

type Extra<Row> = Partial<Column<Row>>
type WithFigures = { figures: Figures | null }

function countColumn<Row extends WithFigures>(
  key: 'impressions' | 'clicks' | 'orders',
  title: string,
  extra: Extra<Row>,
): Column<Row> {
  return {
    key,
    title,
    value: (row) => row.figures?.[key] ?? null,
    show: (row) => <Count count={row.figures?.[key] ?? null} />,
    figure: true,
    width: 90,
    ...extra,
  }
}

function moneyColumn<Row extends WithFigures>(
  key: string,
  title: string,
  currency: string,
  amount: (figures: Figures) => string | number | null,
  extra: Extra<Row>,
): Column<Row> {
  const of = (row: Row) => (row.figures === null ? null : amount(row.figures))
  return {
    key,
    title,
    value: (row) => {
      const value = of(row)
      return value === null ? null : Number(value)
    },
    show: (row) => {
      const value = of(row)
      return <Money amount={value === null ? null : String(value)} currency={currency} />
    },
    figure: true,
    width: 110,
    ...extra,
  }
}

/** The window's figures of anything that has them: impressions to ACoS. */
export function figureColumns<Row extends WithFigures>(words: Words, currency: string): Column<Row>[] {
  const count = (key: 'impressions' | 'clicks' | 'orders', extra: Extra<Row> = {}): Column<Row> =>
    countColumn(key, words[key], extra)
  const money = (
    key: string,
    title: string,
    amount: (figures: Figures) => string | number | null,
    extra: Extra<Row> = {},
  ): Column<Row> => moneyColumn(key, title, currency, amount, extra)
  return [
    count('impressions', { width: 100 }),
    count('clicks', { filter: 'range' }),
    {
      key: 'ctr',
      title: words.ctr,
      value: (row) => (row.figures === null ? null : share(row.figures.clicks, row.figures.impressions)),
      show: (row) => (
        <Ratio
          ratio={row.figures === null ? null : share(row.figures.clicks, row.figures.impressions)}
          places={2}
        />
      ),
      figure: true,
      width: 90,
      hidden: true,
    },
    money('cpc', words.cpc, (one) => share(Number(one.spend), one.clicks), { hidden: true }),
    money('spend', words.spend, (one) => one.spend, { filter: 'range' }),
    count('orders', { filter: 'range' }),
    money('sales', words.sales, (one) => one.sales),
    {
      key: 'acos',
      title: words.acos,
      help: words.acosHelp,
      // Per cent, so that a filter reads as the column does.
      value: (row) => {
        const ratio = row.figures?.acosRatio ?? null
        return ratio === null ? null : Math.round(ratio * 1000) / 10
      },
      show: (row) => <Ratio ratio={row.figures?.acosRatio ?? null} />,
      figure: true,
      width: 90,
      filter: 'range',
    },
  ]
}

type Suggested = { readonly low: string; readonly middle: string; readonly high: string }

/** Amazon's suggested bid: what lately won in the middle, and from what to what. */
export function suggestedColumn<Row extends { suggested: Suggested | null }>(
  words: { readonly suggested: string; readonly suggestedHelp: string },
  currency: string,
  extra: Extra<Row> = {},
): Column<Row> {
  return {
    key: 'suggested',
    title: words.suggested,
    help: words.suggestedHelp,
    value: (row) => (row.suggested === null ? null : Number(row.suggested.middle)),
    show: ({ suggested }) =>
      suggested === null ? (
        <Absent />
      ) : (
        <>
          <Money amount={suggested.middle} currency={currency} />
          <div className="sw-quiet">
            <Money amount={suggested.low} currency={currency} /> –{' '}
            <Money amount={suggested.high} currency={currency} />
          </div>
        </>
      ),
    figure: true,
    width: 150,
    ...extra,
  }
}
