import { type Day, addDays, dayNumber, daysBetween } from '#kernel/day.ts'
import { type Micros, ratioOf, timesRatio } from '#kernel/money.ts'
import { median, robustSlope } from '#kernel/statistics.ts'
import {
  bySegment,
  emptyGroup,
  finding,
  groupBy,
  money,
  moneyText,
  nothingBehind,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
  tidy,
  word,
} from './build.ts'
import type { Figure, Finding, Group, Section } from './diagnosis.ts'
import type { DiagnosisInput, SalesDayFact, Segment } from './input.ts'
import { holidayTable, monthTable, weekdayTable } from './seasonality.ts'

/** Business-report days settle within about three days; the last ones may still grow. */
export const SETTLING_DAYS = 3
const WINDOW = 28

type Sums = {
  salesMicros: Micros
  units: number
  orderItems: number
  sessions: number | null
  buyBoxRatio: number | null
  unitsRefunded: number | null
}

/** Sessions are null as soon as one day does not tell them: a partial sum would make conversion look too good. */
export function sumDays(days: readonly SalesDayFact[]): Sums {
  const known = days.every((day) => day.sessions !== null)
  const sessions = known ? sumOf(days, (day) => day.sessions ?? 0) : null
  const boxed = days.filter((day) => day.buyBoxRatio !== null && day.sessions !== null)
  const weight = sumOf(boxed, (day) => day.sessions!)
  const refunds = days.filter((day) => day.unitsRefunded !== null)
  return {
    salesMicros: sumMicros(days, (day) => day.salesMicros),
    units: sumOf(days, (day) => day.units),
    orderItems: sumOf(days, (day) => day.orderItems),
    sessions,
    buyBoxRatio: weight > 0 ? sumOf(boxed, (day) => day.buyBoxRatio! * day.sessions!) / weight : null,
    unitsRefunded: refunds.length === 0 ? null : sumOf(refunds, (day) => day.unitsRefunded!),
  }
}

const per = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b

/** Sales and traffic by day: level, trend, the year before, what drove the change, and the rhythm of week and year. */
export function salesSection(
  input: DiagnosisInput,
  netShare: (segment: Segment) => number | null,
): {
  section: Section
  findings: Finding[]
} {
  const groups: Group[] = []
  const findings: Finding[] = []
  for (const [segment, rows] of bySegment(input.salesDays)) {
    const days = rows.toSorted((a, b) => dayNumber(a.day) - dayNumber(b.day))
    groups.push(groupOf(segment, days, input.asOf))
    findings.push(
      ...changeFindings(segment, days, netShare(segment)),
      ...featuredOffer(segment, days, netShare(segment)),
    )
  }
  return {
    section: {
      id: 'sales',
      groups,
      notes: groups.length === 0 ? [{ key: 'no_sales_days', params: {} }] : [],
    },
    findings,
  }
}

function groupOf(segment: Segment, days: readonly SalesDayFact[], asOf: Day): Group {
  const group = emptyGroup(segment)
  const all = sumDays(days)
  const last = days.at(-1)!.day
  const recent = between(days, addDays(last, -WINDOW + 1), last)
  const before = between(days, addDays(last, -2 * WINDOW + 1), addDays(last, -WINDOW))
  const yearBefore = between(days, addDays(last, -364 - WINDOW + 1), addDays(last, -364))
  const { currency } = segment
  const provisional = daysBetween(last, asOf) <= SETTLING_DAYS
  const figure = (key: string, value: Omit<Figure, 'key'>): void => void group.figures.push({ key, ...value })
  figure('ordered_sales', { ...money(all.salesMicros, currency), provisional })
  figure('units', { unit: 'count', value: all.units, provisional })
  figure('sessions', { unit: 'count', value: all.sessions })
  figure('cvr', ratio(per(all.orderItems, all.sessions)))
  figure('units_per_session', ratio(per(all.units, all.sessions)))
  figure('average_price', {
    unit: 'money',
    currency,
    value: all.units > 0 ? moneyText(timesRatio(all.salesMicros, 1 / all.units)) : null,
  })
  figure('featured_offer', ratio(all.buyBoxRatio))
  figure('refunded_units', ratio(per(all.unitsRefunded, all.units)))
  if (before.length >= WINDOW * 0.9) {
    const now = sumDays(recent)
    const then = sumDays(before)
    figure('sales_28', {
      ...money(now.salesMicros, currency),
      before: moneyText(then.salesMicros),
      provisional,
    })
  }
  if (yearBefore.length >= WINDOW * 0.9) {
    figure('sales_28_year', {
      ...money(sumDays(recent).salesMicros, currency),
      before: moneyText(sumDays(yearBefore).salesMicros),
      provisional,
    })
  } else group.notes.push({ key: 'no_year_before', params: {} })
  if (days.some((day) => day.source === 'orders')) group.notes.push({ key: 'sales_from_orders', params: {} })
  const trend = weeklyTrend(days)
  if (trend !== null)
    figure('weekly_trend', { unit: 'ratio', value: tidy(trend.slope), low: trend.low, high: trend.high })
  const drivers = driverTable(segment, before, recent)
  if (drivers !== null) group.tables.push(drivers)
  group.charts.push(weeklyChart(segment, days), ...(all.sessions === null ? [] : [weeklyTraffic(days)]))
  group.tables.push(weekdayTable(days), monthTable(segment, days), holidayTable(segment, days))
  return group
}

export function between<T extends { day: Day }>(days: readonly T[], from: Day, to: Day): T[] {
  return days.filter((day) => day.day >= from && day.day <= to)
}

/** Whole ISO weeks only (seven days present), keyed by their Monday. */
export function wholeWeeks<T extends { day: Day }>(days: readonly T[]): [Day, T[]][] {
  const weeks = groupBy(days, (day) => addDays(day.day, -((dayNumber(day.day) + 3) % 7)))
  return [...weeks.entries()]
    .filter(([, rows]) => rows.length === 7)
    .toSorted(([a], [b]) => dayNumber(a) - dayNumber(b))
}

const inUnits = (micros: Micros): number => Number(micros) / 1e6

/** Change per week as a share of the median week; null under eight whole weeks. */
function weeklyTrend(days: readonly SalesDayFact[]): { slope: number; low: number; high: number } | null {
  const weeks = wholeWeeks(days)
    .slice(-13)
    .map(([, rows]) => inUnits(sumDays(rows).salesMicros))
  const level = median(weeks)
  const slope = weeks.length < 8 ? null : robustSlope(weeks)
  if (slope === null || level === null || level <= 0) return null
  return { slope: slope.slope / level, low: tidy(slope.low / level)!, high: tidy(slope.high / level)! }
}

function weeklyChart(segment: Segment, days: readonly SalesDayFact[]): Group['charts'][number] {
  const weeks = wholeWeeks(days)
  return {
    key: 'weekly_sales',
    kind: 'line',
    unit: 'money',
    currency: segment.currency,
    xUnit: 'day',
    x: weeks.map(([monday]) => monday),
    series: [
      { key: 'ordered_sales', values: weeks.map(([, rows]) => tidy(inUnits(sumDays(rows).salesMicros))) },
    ],
  }
}

function weeklyTraffic(days: readonly SalesDayFact[]): Group['charts'][number] {
  const weeks = wholeWeeks(days)
  return {
    key: 'weekly_cvr',
    kind: 'line',
    unit: 'ratio',
    currency: null,
    xUnit: 'day',
    x: weeks.map(([monday]) => monday),
    series: [
      {
        key: 'cvr',
        values: weeks.map(([, rows]) => {
          const sums = sumDays(rows)
          return tidy(per(sums.orderItems, sums.sessions))
        }),
      },
    ],
  }
}

type Driver = { key: 'sessions' | 'cvr' | 'units_per_item' | 'average_price'; before: number; now: number }

/** Sales = sessions × order items per session × units per order item × price: the parts of a change, exactly. */
export function salesDrivers(before: Sums, now: Sums): Driver[] | null {
  const parts = (sums: Sums): number[] | null =>
    sums.sessions && sums.orderItems && sums.units && sums.salesMicros > 0n
      ? [
          sums.sessions,
          sums.orderItems / sums.sessions,
          sums.units / sums.orderItems,
          inUnits(sums.salesMicros) / sums.units,
        ]
      : null
  const left = parts(before)
  const right = parts(now)
  if (left === null || right === null) return null
  const keys = ['sessions', 'cvr', 'units_per_item', 'average_price'] as const
  return keys.map((key, index) => ({ key, before: left[index]!, now: right[index]! }))
}

function driverTable(
  segment: Segment,
  before: readonly SalesDayFact[],
  now: readonly SalesDayFact[],
): Group['tables'][number] | null {
  if (before.length < WINDOW * 0.9 || now.length < WINDOW * 0.9) return null
  const first = sumDays(before)
  const second = sumDays(now)
  const drivers = salesDrivers(first, second)
  if (drivers === null) return null
  const total = Math.log(inUnits(second.salesMicros) / inUnits(first.salesMicros))
  const change = inUnits(second.salesMicros - first.salesMicros)
  const rows = drivers.map((driver) => {
    const part = Math.log(driver.now / driver.before)
    // The logarithmic mean makes the parts add up to the whole change.
    const weight = total === 0 ? inUnits(first.salesMicros) : change / total
    return {
      cells: [
        driver.key,
        driver.before,
        driver.now,
        driver.now / driver.before - 1,
        (part * weight).toFixed(2),
      ],
      behind: nothingBehind,
    }
  })
  return table(
    'sales_drivers',
    segment.currency,
    [
      ['driver', 'word'],
      ['before_28', 'number'],
      ['last_28', 'number'],
      ['change', 'ratio'],
      ['effect_on_sales', 'money'],
    ],
    rows,
  )
}

/** A fall of the last four weeks that is larger than the account's own week-to-week noise. */
function changeFindings(segment: Segment, days: readonly SalesDayFact[], netShare: number | null): Finding[] {
  const last = days.at(-1)!.day
  const now = between(days, addDays(last, -WINDOW + 1), last)
  const before = between(days, addDays(last, -2 * WINDOW + 1), addDays(last, -WINDOW))
  const year = between(days, addDays(last, -364 - WINDOW + 1), addDays(last, -364))
  const yearPrior = between(days, addDays(last, -364 - 2 * WINDOW + 1), addDays(last, -364 - WINDOW))
  if (now.length < WINDOW * 0.9 || before.length < WINDOW * 0.9) return []
  const recent = sumDays(now)
  const prior = sumDays(before)
  // Where last year is known, its own change between the same weeks is what was to be expected.
  const season =
    year.length >= WINDOW * 0.9 && yearPrior.length >= WINDOW * 0.9
      ? ratioOf(sumDays(year).salesMicros, sumDays(yearPrior).salesMicros)
      : null
  const expected = timesRatio(prior.salesMicros, season ?? 1)
  const gap = expected - recent.salesMicros
  const weeks = wholeWeeks(days)
    .slice(-26)
    .map(([, rows]) => inUnits(sumDays(rows).salesMicros))
  const steps = weeks.slice(1).map((value, index) => Math.abs(value - weeks[index]!))
  // Median step between weeks → spread of a four-week difference (two sums of four, 1.4826 for the median, √2 for the step).
  const noise = ((median(steps) ?? 0) / Math.SQRT2) * 1.4826 * Math.sqrt(8)
  if (gap <= 0n || inUnits(gap) < 1.645 * noise || Number(gap) < 0.1 * Number(expected)) return []
  const drivers = salesDrivers(prior, recent)
  const worst = drivers?.toSorted((a, b) => a.now / a.before - b.now / b.before)[0]
  const spread = BigInt(Math.round(1.645 * noise * 1e6))
  return [
    finding({
      kind: 'sales_fell',
      section: 'sales',
      marketplace: segment.marketplace,
      currency: segment.currency,
      severity: severityOf(Number(gap) / Number(expected)),
      confidence: season === null ? 'low' : 'medium',
      stake: stake({
        kind: 'sales',
        currency: segment.currency,
        micros: gap,
        lowMicros: gap - spread,
        highMicros: gap + spread,
        days: WINDOW,
        netShare,
      }),
      params: {
        change: ratio(Number(recent.salesMicros) / Number(prior.salesMicros) - 1),
        season: season === null ? text(null) : ratio(season - 1),
        seasonKnown: word(season === null ? 'season_unknown' : 'season_known'),
        driver: word(worst?.key ?? 'unknown_driver'),
        driverChange: ratio(worst === undefined ? null : worst.now / worst.before - 1),
      },
      evidence: dayTable('sales_days', segment, now),
    }),
  ]
}

function dayTable(key: string, segment: Segment, days: readonly SalesDayFact[]): Group['tables'][number] {
  return table(
    key,
    segment.currency,
    [
      ['day', 'day'],
      ['ordered_sales', 'money'],
      ['units', 'count'],
      ['sessions', 'count'],
      ['featured_offer', 'ratio'],
    ],
    days.map((day) => ({
      cells: [day.day, moneyText(day.salesMicros), day.units, day.sessions, day.buyBoxRatio],
      behind: day,
    })),
  )
}

const OFFER_AIM = 0.95

/** Days on which the featured offer was lost for a good part of the views. */
function featuredOffer(segment: Segment, days: readonly SalesDayFact[], netShare: number | null): Finding[] {
  const lost = days.filter(
    (day) => day.buyBoxRatio !== null && day.buyBoxRatio < OFFER_AIM - 0.1 && day.buyBoxRatio > 0.05,
  )
  if (lost.length < 3) return []
  // Nearly all sales go through the featured offer, so a day that had it for share b could have sold up to aim / b times as much.
  const upper = sumMicros(lost, (day) =>
    timesRatio(day.salesMicros, Math.min(3, OFFER_AIM / day.buyBoxRatio!) - 1),
  )
  if (upper <= 0n) return []
  const turnover = sumMicros(days, (day) => day.salesMicros)
  return [
    finding({
      kind: 'featured_offer_lost',
      section: 'sales',
      marketplace: segment.marketplace,
      currency: segment.currency,
      severity: severityOf(ratioOf(upper / 2n, turnover)),
      confidence: 'medium',
      stake: stake({
        kind: 'sales',
        currency: segment.currency,
        micros: upper / 2n,
        lowMicros: 0n,
        highMicros: upper,
        days: days.length,
        netShare,
      }),
      params: {
        days: { unit: 'count', value: lost.length },
        allDays: { unit: 'count', value: days.length },
        share: ratio(sumDays(lost).buyBoxRatio),
        upper: money(upper, segment.currency),
      },
      evidence: dayTable(
        'featured_offer_days',
        segment,
        lost.toSorted((a, b) => a.buyBoxRatio! - b.buyBoxRatio!),
      ),
    }),
  ]
}
