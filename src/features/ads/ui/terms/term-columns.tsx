import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { adsMessages } from '../messages.ts'
import { type TermWords, termMessages } from './term-messages.ts'

type Figures = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly spend: string
  readonly sales: string
  readonly acosRatio: number | null
}
type WithFigures = { readonly figures: Figures }

/** Clicks to ACoS of anything that has them; keys are the server's. */
export function soldColumns<Row extends WithFigures>(
  words: Pick<TermWords, 'clicks' | 'orders' | 'spend' | 'sales' | 'acos' | 'impressions' | 'cpc'>,
  currency: string,
): Column<Row>[] {
  const count = (key: 'impressions' | 'clicks' | 'orders', hidden = false): Column<Row> => ({
    key,
    title: words[key],
    value: (row) => row.figures[key],
    show: (row) => <Count count={row.figures[key]} />,
    figure: true,
    filter: 'range',
    width: 90,
    ...(hidden ? { hidden } : {}),
  })
  const money = (key: 'spend' | 'sales'): Column<Row> => ({
    key,
    title: words[key],
    value: (row) => Number(row.figures[key]),
    show: (row) => <Money amount={row.figures[key]} currency={currency} />,
    figure: true,
    filter: 'range',
    width: 110,
  })
  return [
    count('impressions', true),
    count('clicks'),
    money('spend'),
    count('orders'),
    money('sales'),
    {
      key: 'acos',
      title: words.acos,
      value: (row) => (row.figures.acosRatio === null ? null : Math.round(row.figures.acosRatio * 1000) / 10),
      show: (row) => <Ratio ratio={row.figures.acosRatio} />,
      figure: true,
      filter: 'range',
      width: 90,
    },
    {
      key: 'cpc',
      title: words.cpc,
      value: (row) => cpcOf(row.figures),
      show: (row) => {
        const cpc = cpcOf(row.figures)
        return <Money amount={cpc === null ? null : String(cpc)} currency={currency} />
      },
      figure: true,
      hidden: true,
      width: 110,
    },
  ]
}

const cpcOf = ({ spend, clicks }: Figures): number | null =>
  clicks === 0 ? null : Math.round((Number(spend) / clicks) * 10_000) / 10_000

/** A chance or rate column, in per cent. */
export function ratioColumn<Row>(
  key: string,
  title: string,
  help: string,
  of: (row: Row) => number | null,
): Column<Row> {
  return {
    key,
    title,
    help,
    value: (row) => {
      const ratio = of(row)
      return ratio === null ? null : Math.round(ratio * 1000) / 10
    },
    show: (row) => <Ratio ratio={of(row)} />,
    figure: true,
    filter: 'range',
    width: 100,
  }
}

const colours: Readonly<Record<string, string>> = { own: 'success', rival: 'warning', product: 'processing' }

/** A term with what sort of term it is, where that says something. */
export function TermName(props: { term: string; termClass: string; extra?: ReactNode }): ReactNode {
  const words = useMessages(termMessages)
  return (
    <span className="sw-term-name">
      <span>{props.term}</span>
      {props.termClass === 'generic' ? null : (
        <Tag color={colours[props.termClass] ?? 'default'}>{words.classes[props.termClass]}</Tag>
      )}
      {props.extra}
    </span>
  )
}

/** What let a term in: ad group, target and match type. */
export function FoundIn(props: {
  campaign: string
  adGroup: string
  matched: { target: string; matchType: string }
  more?: number
}): ReactNode {
  const names = useMessages(adsMessages)
  const words = useMessages(termMessages)
  const { target, matchType } = props.matched
  const type = names.matchTypes[matchType] ?? matchType
  return (
    <span className="sw-term-where">
      <span>{props.adGroup === '' ? props.campaign : props.adGroup}</span>
      <span className="sw-quiet">
        {names.clauses[target] ?? target} · {type}
        {props.more === undefined || props.more < 1 ? null : ` · ${words.more(props.more)}`}
      </span>
    </span>
  )
}

export const stateColours: Readonly<Record<string, string>> = {
  ready: 'success',
  negate: 'processing',
  waiting: 'processing',
  unserved: 'default',
  paused: 'default',
  build: 'warning',
  blocked: 'warning',
  protected: 'warning',
  candidate: 'error',
  unfit: 'default',
  plain: 'default',
}
