// Numbers as Amazon's files write them. Money comes in as an integer of the currency's minor unit.

/** '1234.56', '-0.07'; with decimals 0 '1234'; with comma ',' the German '1234,56'. No digit grouping. */
export function plainMoney(minor: number, decimals: number, point: '.' | ',' = '.'): string {
  if (decimals === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${point}${digits.slice(cut)}`
}

/** '1,234.56' or '1.234,56'. */
export function groupedMoney(minor: number, decimals: number, style: 'en' | 'de'): string {
  const text = plainMoney(minor, decimals)
  const [whole = '0', part] = text.split('.')
  const separator = style === 'de' ? '.' : ','
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, separator)
  if (part === undefined) return grouped
  return `${grouped}${style === 'de' ? ',' : '.'}${part}`
}

/** '12,131': business reports group whole numbers with a comma in every language. */
export function groupedInteger(value: number): string {
  return groupedMoney(value, 0, 'en')
}

/** 0.0783 → '7.83%'. */
export function percent(ratio: number, digits = 2): string {
  return `${(ratio * 100).toFixed(digits)}%`
}

/** Ratio of two counts or sums, null without a base. */
export function quotient(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator
}
