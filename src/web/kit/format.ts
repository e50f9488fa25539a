import { decimalsOf } from '#kernel/money.ts'
import type { Locale } from '../words.ts'

/** Exact decimal text, as endpoints give amounts. */
export type Decimal = string

const made = new Map<string, Intl.NumberFormat>()

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let format = made.get(key)
  if (format === undefined) made.set(key, (format = new Intl.NumberFormat(locale, options)))
  return format
}

/** An amount with its currency: US$1,234.50, JP¥1,235. `compact` for axes and tiles: US$1.2万 / $12K. */
export function moneyText(
  amount: Decimal | number,
  currency: string,
  locale: Locale,
  shape: 'full' | 'whole' | 'compact' = 'full',
): string {
  const places = shape === 'full' ? decimalsOf(currency) : 0
  // Below ten thousand nothing is gained by shortening.
  const options: Intl.NumberFormatOptions =
    shape === 'compact' && Math.abs(Number(amount)) >= 10_000
      ? { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1, useGrouping: 'always' }
      : { style: 'currency', currency, minimumFractionDigits: places, maximumFractionDigits: places }
  return numbers(locale, options).format(amount as Intl.StringNumericLiteral)
}

/** An amount that moved, with its sign: +US$1.20, -US$0.35. */
export function moneyMoveText(amount: number, currency: string, locale: Locale): string {
  const places = decimalsOf(currency)
  return numbers(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    signDisplay: 'exceptZero',
  }).format(amount)
}

/** 0.1234 → 12.3 %. */
export function ratioText(ratio: number, locale: Locale, places = 1): string {
  return numbers(locale, {
    style: 'percent',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(ratio)
}

export function countText(
  count: number | string,
  locale: Locale,
  shape: 'full' | 'compact' = 'full',
): string {
  return numbers(locale, shape === 'compact' ? { notation: 'compact', maximumFractionDigits: 1 } : {}).format(
    count as Intl.StringNumericLiteral,
  )
}

/** A plain number such as ROAS 3.42 or 41.5 days. */
export function numberText(value: number, locale: Locale, places = 2): string {
  return numbers(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value)
}

/** A signed change: +12.3 %, -4.0 %. */
export function changeText(ratio: number, locale: Locale): string {
  return numbers(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(ratio)
}

/** Signed percentage points: 0.031 → +3.1. */
export function pointsText(difference: number, locale: Locale): string {
  return numbers(locale, {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(difference * 100)
}

/** An instant as it was on the clocks of a time zone: 2026-11-23 14:05 GMT-8. */
export function instantText(instant: string, timeZone: string | undefined, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(instant))
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`
}
