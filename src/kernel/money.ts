/** Integer micros: 1,000,000 = one unit of the currency, JPY included. */
export type Micros = bigint

export type Money = { micros: Micros; currency: string }

const UNIT = 1_000_000n

/** Decimal places people write for a currency. ISO 4217; the few Amazon marketplaces that have none. */
export function decimalsOf(currency: string): number {
  return currency === 'JPY' || currency === 'KRW' ? 0 : 2
}

/** Exact decimal text of micros, no grouping: -1234500000n → "-1234.50". At least `places` decimals, more when the value has them. */
export function decimalText(micros: Micros, places = 2): string {
  const negative = micros < 0n
  const absolute = negative ? -micros : micros
  const whole = absolute / UNIT
  const fraction = (absolute % UNIT).toString().padStart(6, '0')
  const kept = fraction.replace(/0+$/, '').padEnd(places, '0')
  return `${negative ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`
}

/** Parses plain decimal text ("-12.5") into micros; null when it is not one or has more than six decimals. */
export function microsFromDecimal(text: string): Micros | null {
  const match = /^([+-]?)(\d+)(?:\.(\d{1,6}))?$/.exec(text)
  if (match === null) return null
  const value = BigInt(match[2]!) * UNIT + BigInt((match[3] ?? '').padEnd(6, '0'))
  return match[1] === '-' ? -value : value
}

/** Micros × ratio, rounded half away from zero. The ratio is read at nine decimals. */
export function timesRatio(micros: Micros, ratio: number): Micros {
  const scaled = BigInt(Math.round(ratio * 1e9))
  const product = micros * scaled
  const half = product >= 0n ? 500_000_000n : -500_000_000n
  return (product + half) / 1_000_000_000n
}

/** a / b as a plain number for ratios such as ACoS; null when b is zero. */
export function ratioOf(a: Micros, b: Micros): number | null {
  return b === 0n ? null : Number(a) / Number(b)
}
