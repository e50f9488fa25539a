import { type Day, addDays, weekday } from '#kernel/day.ts'
import { type Slope, discoveries, poissonAtLeast, robustSlope } from '#kernel/statistics.ts'

// Invalid traffic: what Amazon took out of clicks and impressions. Reports' clicks are without it already, and nobody paid for it.

export type InvalidLine = {
  readonly campaign: string
  readonly day: Day
  readonly grossClicks: number
  readonly invalidClicks: number
  readonly grossImpressions: number
  readonly invalidImpressions: number
}

export type InvalidRate = {
  readonly gross: number
  readonly invalid: number
  /** Null without gross clicks. */
  readonly ratio: number | null
  /** 90 % interval. */
  readonly low: number
  readonly high: number
}

export type InvalidCampaign = InvalidRate & {
  readonly campaign: string
  /** Invalid clicks that the other campaigns' rate would have let expect. */
  readonly expected: number
  /** Far above the others, by more than chance among so many campaigns, and by enough clicks to matter. */
  readonly standsOut: boolean
}

export type InvalidTraffic = {
  readonly clicks: InvalidRate
  readonly impressions: { readonly gross: number; readonly invalid: number; readonly ratio: number | null }
  /** Monday of each week; the first and last may be short. */
  readonly weeks: readonly (InvalidRate & { readonly from: Day })[]
  /** Change of the weekly rate a week, in ratio points; null below four weeks. */
  readonly trend: Slope | null
  readonly direction: 'rising' | 'falling' | 'steady' | 'unknown'
  readonly campaigns: readonly InvalidCampaign[]
  /** Lines whose figures contradict each other: more invalid than gross. Gross is then read as at least the invalid. */
  readonly odd: number
}

/** Above the others by so much, and by so many clicks: less is a blip. */
const LEAST_RATIO = 1.3
const LEAST_EXCESS = 5
/** At most this share of the named campaigns may be named by chance. */
const FALSE_SHARE = 0.05
const Z90 = 1.645

/** Wilson's interval: sensible for few clicks, and within 0..1. */
export function rateOf(invalid: number, gross: number): InvalidRate {
  if (gross <= 0) return { gross: 0, invalid: 0, ratio: null, low: 0, high: 1 }
  const p = invalid / gross
  const z2 = (Z90 * Z90) / gross
  const centre = (p + z2 / 2) / (1 + z2)
  const reach = (Z90 / (1 + z2)) * Math.sqrt((p * (1 - p)) / gross + z2 / (4 * gross))
  return { gross, invalid, ratio: p, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) }
}

export function measureInvalid(lines: readonly InvalidLine[]): InvalidTraffic {
  let odd = 0
  const clean = lines.map((one) => {
    const invalidClicks = Math.max(0, one.invalidClicks)
    const invalidImpressions = Math.max(0, one.invalidImpressions)
    if (invalidClicks > one.grossClicks || invalidImpressions > one.grossImpressions) odd += 1
    return {
      ...one,
      invalidClicks,
      invalidImpressions,
      grossClicks: Math.max(one.grossClicks, invalidClicks),
      grossImpressions: Math.max(one.grossImpressions, invalidImpressions),
    }
  })
  const total = summed(clean)
  const weeks = [...Map.groupBy(clean, (one) => addDays(one.day, 1 - weekday(one.day)))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, own]) => {
      const { gross, invalid } = summed(own)
      return { from, ...rateOf(invalid, gross) }
    })
  const trend = robustSlope(weeks.flatMap((one) => (one.ratio === null ? [] : [one.ratio])))
  return {
    clicks: rateOf(total.invalid, total.gross),
    impressions: {
      gross: total.grossImpressions,
      invalid: total.invalidImpressions,
      ratio: total.grossImpressions === 0 ? null : total.invalidImpressions / total.grossImpressions,
    },
    weeks,
    trend,
    direction: directionOf(trend),
    campaigns: campaignsOf(clean, total),
    odd,
  }
}

function directionOf(trend: Slope | null): InvalidTraffic['direction'] {
  if (trend === null) return 'unknown'
  return trend.low > 0 ? 'rising' : trend.high < 0 ? 'falling' : 'steady'
}

function campaignsOf(
  lines: readonly InvalidLine[],
  total: { gross: number; invalid: number },
): InvalidCampaign[] {
  const own = [...Map.groupBy(lines, (one) => one.campaign)].map(([campaign, of]) => {
    const { gross, invalid } = summed(of)
    const others = { gross: total.gross - gross, invalid: total.invalid - invalid }
    // Half a click, so that others without any invalid click still say something.
    const expected = others.gross <= 0 ? invalid : (gross * (others.invalid + 0.5)) / others.gross
    return { campaign, ...rateOf(invalid, gross), expected }
  })
  const chosen = discoveries(
    own.map((one) => poissonAtLeast(one.invalid, one.expected)),
    FALSE_SHARE,
  )
  return own
    .map((one, index) => ({
      ...one,
      standsOut:
        chosen[index]! &&
        one.invalid >= one.expected * LEAST_RATIO &&
        one.invalid - one.expected >= LEAST_EXCESS,
    }))
    .toSorted((a, b) => b.invalid - a.invalid || (a.campaign < b.campaign ? -1 : 1))
}

function summed(lines: readonly InvalidLine[]) {
  const sums = { gross: 0, invalid: 0, grossImpressions: 0, invalidImpressions: 0 }
  for (const one of lines) {
    sums.gross += one.grossClicks
    sums.invalid += one.invalidClicks
    sums.grossImpressions += one.grossImpressions
    sums.invalidImpressions += one.invalidImpressions
  }
  return sums
}
