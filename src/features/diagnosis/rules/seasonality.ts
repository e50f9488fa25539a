import { type Day, addDays, dayNumber, daysBetween, monthStart, weekday } from '#kernel/day.ts'
import { mean, median, quantile } from '#kernel/statistics.ts'
import { behindAll, groupBy, moneyText, nothingBehind, sumMicros, table } from './build.ts'
import type { Table } from './diagnosis.ts'
import { shoppingDays } from './holidays.ts'
import type { SalesDayFact, Segment } from './input.ts'

/** Sales of each day over the mean of the seven days around it: level and season taken out, the week's rhythm left. */
function dayIndexes(days: readonly SalesDayFact[]): Map<Day, number> {
  const byDay = new Map(days.map((day) => [day.day, Number(day.salesMicros)]))
  const indexes = new Map<Day, number>()
  for (const { day } of days) {
    const week: number[] = []
    for (let offset = -3; offset <= 3; offset += 1) {
      const value = byDay.get(addDays(day, offset))
      if (value !== undefined) week.push(value)
    }
    const level = week.length === 7 ? mean(week) : null
    if (level !== null && level > 0) indexes.set(day, byDay.get(day)! / level)
  }
  return indexes
}

/** Weekday index (1 = an average day): median over weeks with quartiles. */
export function weekdayTable(days: readonly SalesDayFact[]): Table {
  const indexes = dayIndexes(days)
  const groups = groupBy([...indexes.entries()], ([day]) => String(weekday(day)))
  const rows = [...groups.entries()]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([isoDay, entries]) => {
      const values = entries.map(([, value]) => value)
      return {
        cells: [
          `weekday_${isoDay}`,
          median(values),
          quantile(values, 0.25),
          quantile(values, 0.75),
          values.length,
        ],
        behind: nothingBehind,
      }
    })
  return table(
    'weekday_index',
    null,
    [
      ['weekday', 'word'],
      ['index', 'index'],
      ['quartile_low', 'index'],
      ['quartile_high', 'index'],
      ['weeks', 'count'],
    ],
    rows,
  )
}

/** Months with their daily mean as an index of the whole span, and the change against the same month a year before. */
export function monthTable(segment: Segment, days: readonly SalesDayFact[]): Table {
  const months = groupBy(days, (day) => monthStart(day.day))
  const level = Number(sumMicros(days, (day) => day.salesMicros)) / days.length
  const perDay = (rows: readonly SalesDayFact[]): number =>
    Number(sumMicros(rows, (row) => row.salesMicros)) / rows.length
  const rows = [...months.entries()]
    .toSorted(([a], [b]) => dayNumber(a) - dayNumber(b))
    .map(([month, rows]) => {
      const before = months.get(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}`)
      return {
        cells: [
          month,
          moneyText(sumMicros(rows, (row) => row.salesMicros)),
          rows.length,
          level > 0 ? perDay(rows) / level : null,
          before === undefined || perDay(before) <= 0 ? null : perDay(rows) / perDay(before) - 1,
        ],
        behind: behindAll(rows),
      }
    })
  return table(
    'month_index',
    segment.currency,
    [
      ['month', 'month'],
      ['ordered_sales', 'money'],
      ['days_present', 'count'],
      ['index', 'index'],
      ['year_change', 'ratio'],
    ],
    rows,
  )
}

/** Sales on shopping days against the same weekdays of the four weeks before and after. */
export function holidayTable(segment: Segment, days: readonly SalesDayFact[]): Table {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const from = days[0]!.day
  const events = shoppingDays(segment.marketplace, from, days.at(-1)!.day)
  const rows = events.flatMap((event) => {
    const inside: SalesDayFact[] = []
    const ordinary: number[] = []
    for (let offset = 0; offset < daysBetween(event.from, event.to); offset += 1) {
      const day = addDays(event.from, offset)
      const found = byDay.get(day)
      if (found) inside.push(found)
      for (let week = -4; week <= 4; week += 1) {
        const near = addDays(day, week * 7)
        const other = week === 0 || (near >= event.from && near <= event.to) ? undefined : byDay.get(near)
        if (other) ordinary.push(Number(other.salesMicros))
      }
    }
    const usual = median(ordinary)
    if (inside.length === 0 || usual === null || usual <= 0) return []
    const perDay = Number(sumMicros(inside, (day) => day.salesMicros)) / inside.length
    return [
      {
        cells: [event.code, event.from, inside.length, perDay / usual, ordinary.length],
        behind: behindAll(inside),
      },
    ]
  })
  return table(
    'holiday_index',
    null,
    [
      ['holiday', 'word'],
      ['from', 'day'],
      ['days_present', 'count'],
      ['index', 'index'],
      ['days_compared', 'count'],
    ],
    rows,
  )
}
