import { Tag, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '../i18n.tsx'
import {
  type Decimal,
  changeText,
  countText,
  instantText,
  moneyText,
  numberText,
  pointsText,
  ratioText,
} from './format.ts'
import { kitMessages } from './messages.ts'

/** What stands where there is no figure; read out as "no data", never as zero. */
export function Absent(props: { why?: string }): ReactNode {
  const words = useMessages(kitMessages)
  const why = props.why ?? words.none
  return (
    <Tooltip title={why}>
      <span className="sw-absent">
        <span aria-hidden="true">—</span>
        <span className="sw-unseen">{why}</span>
      </span>
    </Tooltip>
  )
}

export type Converted = {
  readonly amount: Decimal
  readonly currency: string
  readonly rateOn: string
  readonly rate: string
}

/** An amount in its own currency; with `converted`, the converted value stands beside it with the rate's day. */
export function Money(props: {
  amount: Decimal | null
  currency: string
  shape?: 'full' | 'whole' | 'compact'
  converted?: Converted | null
}): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(kitMessages)
  if (props.amount === null) return <Absent />
  const own = (
    <span className="sw-figure">{moneyText(props.amount, props.currency, locale, props.shape)}</span>
  )
  const { converted } = props
  if (converted === undefined || converted === null || converted.currency === props.currency) return own
  return (
    <span className="sw-money-pair">
      {own}
      <Tooltip title={words.convertedAt(converted.rateOn, converted.rate)}>
        <span className="sw-figure sw-converted">
          ≈{moneyText(converted.amount, converted.currency, locale, props.shape)}
        </span>
      </Tooltip>
    </span>
  )
}

export function Ratio(props: { ratio: number | null; places?: number }): ReactNode {
  const { locale } = useLocale()
  if (props.ratio === null) return <Absent />
  return <span className="sw-figure">{ratioText(props.ratio, locale, props.places)}</span>
}

export function Count(props: { count: number | string | null; shape?: 'full' | 'compact' }): ReactNode {
  const { locale } = useLocale()
  if (props.count === null) return <Absent />
  return <span className="sw-figure">{countText(props.count, locale, props.shape)}</span>
}

/** A plain number with fixed decimals: ROAS, days of cover. */
export function Plain(props: { value: number | null; places?: number; unit?: string }): ReactNode {
  const { locale } = useLocale()
  if (props.value === null) return <Absent />
  return (
    <span className="sw-figure">
      {numberText(props.value, locale, props.places)}
      {props.unit === undefined ? null : ` ${props.unit}`}
    </span>
  )
}

/** A store's calendar day, as Amazon cuts it. */
export function DayText(props: { day: string | null; timeZone?: string }): ReactNode {
  if (props.day === null) return <Absent />
  const day = (
    <time dateTime={props.day} className="sw-figure">
      {props.day}
    </time>
  )
  return props.timeZone === undefined ? day : <Tooltip title={props.timeZone}>{day}</Tooltip>
}

/** An instant on the store's clock (or the viewer's when no zone is given), the viewer's own in the tooltip. */
export function Instant(props: { at: string | null; timeZone?: string }): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(kitMessages)
  if (props.at === null) return <Absent />
  const own = instantText(props.at, undefined, locale)
  return (
    <Tooltip title={props.timeZone === undefined ? null : words.viewerTime(own)}>
      <time dateTime={props.at} className="sw-figure">
        {props.timeZone === undefined ? own : instantText(props.at, props.timeZone, locale)}
      </time>
    </Tooltip>
  )
}

/** How sure a figure is: 暂定 while Amazon may restate it, 最终 afterwards; a total may be partly provisional (0..1). */
export function Maturity(props: { provisionalRatio: number; asOf?: string | null }): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(kitMessages)
  const { provisionalRatio: share } = props
  const label =
    share <= 0 ? words.final : share >= 1 ? words.provisional : words.mixed(ratioText(share, locale, 0))
  const help = [
    share <= 0 ? words.finalHelp : words.provisionalHelp,
    props.asOf ? words.asOf(props.asOf) : '',
  ]
  return (
    <Tooltip title={help.filter(Boolean).join(' ')}>
      <Tag className="sw-maturity" color={share <= 0 ? 'default' : 'warning'} variant="filled">
        {label}
      </Tag>
    </Tooltip>
  )
}

/**
 * A change against another period. `kind` relative (+12.3 %) for sums, points for ratios. `better` says which way is good; arrow and sign
 * say the direction without colour.
 */
export function Delta(props: {
  now: number | null
  before: number | null
  better: 'up' | 'down' | 'neither'
  kind?: 'relative' | 'points'
  was?: string
}): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(kitMessages)
  const { now, before, kind = 'relative' } = props
  if (now === null || before === null) return <Absent />
  if (kind === 'relative' && before === 0)
    return now === 0 ? <Absent /> : <span className="sw-delta">{words.fresh}</span>
  const change = kind === 'relative' ? (now - before) / Math.abs(before) : now - before
  const flat = Math.abs(change) < 0.0005
  const up = change > 0
  const good = flat || props.better === 'neither' ? '' : up === (props.better === 'up') ? 'sw-good' : 'sw-bad'
  return (
    <Tooltip title={props.was === undefined ? null : words.compared(props.was)}>
      <span className={`sw-figure sw-delta ${good}`}>
        <span aria-hidden="true">{flat ? '＝' : up ? '▲' : '▼'}</span>
        <span className="sw-unseen">{flat ? words.same : up ? words.up : words.down}</span>{' '}
        {kind === 'relative' ? changeText(change, locale) : `${pointsText(change, locale)} ${words.points}`}
      </span>
    </Tooltip>
  )
}
