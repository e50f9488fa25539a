import type { Day } from '#kernel/day.ts'
import type { Micros } from '#kernel/money.ts'

/** Units of `currency` for one US dollar on a day. `perUsd` is decimal text with up to ten decimals. */
export type FxRate = {
  readonly currency: string
  readonly day: Day
  readonly perUsd: string
  readonly source: string
}

/** A converted amount, never without what it came from: the original stands beside it on every screen. */
export type Converted = {
  readonly micros: Micros
  readonly currency: string
  readonly originalMicros: Micros
  readonly originalCurrency: string
  /** The older of the days of the rates used; null when no conversion was needed. */
  readonly rateOn: Day | null
}

export type FxTable = {
  /** The last rate on or before the day; null when there is none. */
  rateOf(currency: string, day: Day): FxRate | null
  /** Converts at the rates of the day, or the last known before it; null when one of them is unknown. */
  convert(micros: Micros, from: string, to: string, day: Day): Converted | null
  /** The same for many amounts of one currency and day: the rates are looked up once. Null when one of them is unknown. */
  converter(from: string, to: string, day: Day): Converter | null
}

export type Converter = {
  readonly rateOn: Day | null
  convert(micros: Micros): Micros
}

const SCALE = 10
const ONE = 10n ** BigInt(SCALE)

/** Decimal text ("7.1234") as an integer of 1e-10 units. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole) * ONE + BigInt(fraction.slice(0, SCALE).padEnd(SCALE, '0'))
}

/** Builds a table from rates in any order; a later one of the same currency and day wins. */
export function fxTable(rates: readonly FxRate[]): FxTable {
  const byCurrency = new Map<string, Map<Day, FxRate>>()
  for (const rate of rates) {
    const days = byCurrency.get(rate.currency) ?? new Map<Day, FxRate>()
    days.set(rate.day, rate)
    byCurrency.set(rate.currency, days)
  }
  const sorted = new Map<string, FxRate[]>()
  for (const [currency, days] of byCurrency)
    sorted.set(
      currency,
      [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    )

  const rateOf = (currency: string, day: Day): FxRate | null => {
    if (currency === 'USD') return { currency, day, perUsd: '1', source: 'USD' }
    const list = sorted.get(currency) ?? []
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (list[middle]!.day <= day) low = middle + 1
      else high = middle
    }
    return list[low - 1] ?? null
  }

  const converter = (from: string, to: string, day: Day): Converter | null => {
    if (from === to) return { rateOn: null, convert: (micros) => micros }
    const a = rateOf(from, day)
    const b = rateOf(to, day)
    if (a === null || b === null) return null
    const numerator = scaled(b.perUsd)
    const bottom = scaled(a.perUsd)
    const half = bottom / 2n
    const rateOn = from === 'USD' ? b.day : to === 'USD' ? a.day : a.day < b.day ? a.day : b.day
    return {
      rateOn,
      convert(micros) {
        const top = micros * numerator
        return (top + (top >= 0n ? half : -half)) / bottom
      },
    }
  }

  return {
    rateOf,
    converter,
    convert(micros, from, to, day) {
      const found = converter(from, to, day)
      if (found === null) return null
      return {
        micros: found.convert(micros),
        currency: to,
        originalMicros: micros,
        originalCurrency: from,
        rateOn: found.rateOn,
      }
    },
  }
}
