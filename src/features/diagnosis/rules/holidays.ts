import { type Day, addDays, dayFromNumber, dayNumber, weekday } from '#kernel/day.ts'

// Shopping days that move demand, by marketplace and year. Moveable days are computed; Amazon's own sales are dated data
// (source: Amazon's press releases; only years that were announced).

export type ShoppingDay = { code: string; from: Day; to: Day }

const primeDays: readonly (readonly [Day, Day])[] = [
  ['2021-06-21', '2021-06-22'],
  ['2022-07-12', '2022-07-13'],
  ['2023-07-11', '2023-07-12'],
  ['2024-07-16', '2024-07-17'],
  ['2025-07-08', '2025-07-11'],
]
const primeDeals: readonly (readonly [Day, Day])[] = [
  ['2022-10-11', '2022-10-12'],
  ['2023-10-10', '2023-10-11'],
  ['2024-10-08', '2024-10-09'],
  ['2025-10-07', '2025-10-08'],
]

/** The nth weekday (Monday = 1) of a month. */
function nth(year: number, month: number, isoDay: number, n: number): Day {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  return addDays(first, ((isoDay - weekday(first) + 7) % 7) + (n - 1) * 7)
}

/** Gregorian Easter Sunday (Meeus). */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayFromNumber(dayNumber(`${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-01`) + (n % 31))
}

function ofYear(year: number, marketplace: string | null): ShoppingDay[] {
  const thanksgiving = nth(year, 11, 4, 4)
  const single = (code: string, on: Day): ShoppingDay => ({ code, from: on, to: on })
  const span = (code: string, from: Day, to: Day): ShoppingDay => ({ code, from, to })
  const common = [
    single('valentines', `${year}-02-14`),
    single('black_friday', addDays(thanksgiving, 1)),
    single('cyber_monday', addDays(thanksgiving, 4)),
    span('christmas_run', `${year}-12-08`, `${year}-12-18`),
    ...primeDays
      .filter(([from]) => from.startsWith(`${year}`))
      .map(([from, to]) => span('prime_day', from, to)),
    ...primeDeals
      .filter(([from]) => from.startsWith(`${year}`))
      .map(([from, to]) => span('prime_deal_days', from, to)),
  ]
  const own: Record<string, ShoppingDay[]> = {
    US: [single('mothers_day', nth(year, 5, 7, 2)), single('labor_day', nth(year, 9, 1, 1))],
    CA: [single('mothers_day', nth(year, 5, 7, 2)), single('boxing_day', `${year}-12-26`)],
    UK: [
      single('mothers_day', addDays(easter(year), -21)),
      single('boxing_day', `${year}-12-26`),
      single('easter', easter(year)),
    ],
    DE: [single('mothers_day', nth(year, 5, 7, 2)), single('easter', easter(year))],
    JP: [
      span('golden_week', `${year}-04-29`, `${year}-05-05`),
      span('new_year', `${year}-01-01`, `${year}-01-03`),
    ],
  }
  return [...common, ...(own[marketplace ?? ''] ?? [])]
}

/** Every shopping day that touches the span. */
export function shoppingDays(marketplace: string | null, from: Day, to: Day): ShoppingDay[] {
  const found: ShoppingDay[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    found.push(...ofYear(year, marketplace).filter((event) => event.from >= from && event.to <= to))
  return found.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.code < b.code ? -1 : 1))
}
