// A page of a long list: searched, filtered by ranges, sorted and cut where the list is, not where it is shown.

export type PageWish = {
  readonly search: string
  /** Column key; unknown ones leave the order as it is. */
  readonly sort: string
  readonly order: 'ascend' | 'descend'
  readonly offset: number
  readonly limit: number
  /** Column key → least and most, inclusive; null is open. */
  readonly ranges: Readonly<Record<string, readonly [number | null, number | null]>>
}

/** How a list is read: the texts that a search looks through, and what stands in a column. */
export type Reading<Row> = {
  readonly texts: (row: Row) => readonly (string | null)[]
  readonly columns: Readonly<Record<string, (row: Row) => number | bigint | string | null>>
}

type Cell = number | bigint | string | null

/** The rows of a page and how many there are in all. Rows without a value come last whichever way one sorts. */
export function pageOf<Row>(
  rows: readonly Row[],
  wish: PageWish,
  reading: Reading<Row>,
): { total: number; rows: readonly Row[] } {
  const wanted = wish.search.trim().toLowerCase()
  const ranges = Object.entries(wish.ranges).flatMap(([key, [least, most]]) => {
    const column = reading.columns[key]
    return column === undefined || (least === null && most === null) ? [] : [{ column, least, most }]
  })
  const kept = rows.filter(
    (row) =>
      (wanted === '' ||
        reading.texts(row).some((text) => text !== null && text.toLowerCase().includes(wanted))) &&
      ranges.every(({ column, least, most }) => {
        const value = column(row)
        if (value === null) return false
        const number = Number(value)
        return number >= (least ?? -Infinity) && number <= (most ?? Infinity)
      }),
  )
  const by = reading.columns[wish.sort]
  const sorted = by === undefined ? kept : sortedBy(kept, by, wish.order === 'ascend' ? 1 : -1)
  return { total: kept.length, rows: sorted.slice(wish.offset, wish.offset + wish.limit) }
}

function sortedBy<Row>(rows: readonly Row[], by: (row: Row) => Cell, turn: 1 | -1): readonly Row[] {
  return rows
    .map((row) => ({ row, value: by(row) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1
      return a.value < b.value ? -turn : a.value > b.value ? turn : 0
    })
    .map((one) => one.row)
}

const RANGE = /^([a-zA-Z]{1,20}):(-?\d{1,12}(?:\.\d{1,6})?)?:(-?\d{1,12}(?:\.\d{1,6})?)?$/

/** Reads `spend:5:,orders::0`; whatever is not of that form is left out. */
export function rangesIn(text: string): PageWish['ranges'] {
  const ranges: Record<string, [number | null, number | null]> = {}
  for (const part of text.split(',')) {
    const [, key, least, most] = RANGE.exec(part) ?? []
    if (key === undefined) continue
    ranges[key] = [least === undefined ? null : Number(least), most === undefined ? null : Number(most)]
  }
  return ranges
}

export function rangesText(
  ranges: Readonly<Record<string, { min: number | null; max: number | null }>>,
): string {
  return Object.entries(ranges)
    .filter(([, { min, max }]) => min !== null || max !== null)
    .map(([key, { min, max }]) => `${key}:${min ?? ''}:${max ?? ''}`)
    .join(',')
}
