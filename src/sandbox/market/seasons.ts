// The rhythm of demand: the year, the week, the hour, and the marketplace's own feasts and sales events.
// Dates of public holidays are facts; Prime events of years not yet announced are this world's own; sizes are assumptions.

import { partsOf, weekdayOf } from './calendar.ts'
import type { MarketplaceCode } from './world.ts'

/** Multipliers on searches, on conversion and on what rivals pay. */
export type DayMood = { name: string; demand: number; conversion: number; rivals: number }

type Event = {
  name: string
  markets: readonly MarketplaceCode[]
  /** month 1..12, date; both inclusive; a year when it holds only then. */
  from: readonly [number, number]
  to: readonly [number, number]
  year?: number
  demand: number
  conversion: number
  rivals: number
}

const west: readonly MarketplaceCode[] = ['US', 'CA', 'UK', 'DE']
const all: readonly MarketplaceCode[] = ['US', 'CA', 'UK', 'DE', 'JP']

const events: readonly Event[] = [
  {
    name: 'Prime Day',
    markets: all,
    from: [7, 8],
    to: [7, 11],
    year: 2025,
    demand: 2.1,
    conversion: 1.3,
    rivals: 1.35,
  },
  {
    name: 'Prime Day',
    markets: all,
    from: [6, 23],
    to: [6, 26],
    year: 2026,
    demand: 2.1,
    conversion: 1.3,
    rivals: 1.35,
  },
  {
    name: 'Prime Day',
    markets: all,
    from: [7, 13],
    to: [7, 16],
    year: 2027,
    demand: 2.1,
    conversion: 1.3,
    rivals: 1.35,
  },
  {
    name: 'Prime Big Deal Days',
    markets: all,
    from: [10, 7],
    to: [10, 8],
    year: 2025,
    demand: 1.7,
    conversion: 1.2,
    rivals: 1.2,
  },
  {
    name: 'Prime Big Deal Days',
    markets: all,
    from: [10, 6],
    to: [10, 7],
    year: 2026,
    demand: 1.7,
    conversion: 1.2,
    rivals: 1.2,
  },
  {
    name: 'Christmas shopping',
    markets: west,
    from: [12, 3],
    to: [12, 18],
    demand: 1.35,
    conversion: 1.12,
    rivals: 1.15,
  },
  {
    name: 'Christmas',
    markets: west,
    from: [12, 23],
    to: [12, 26],
    demand: 0.7,
    conversion: 0.85,
    rivals: 0.8,
  },
  {
    name: 'Boxing Week',
    markets: ['CA', 'UK'],
    from: [12, 27],
    to: [12, 31],
    demand: 1.1,
    conversion: 1,
    rivals: 0.95,
  },
  {
    name: 'Christmas sale',
    markets: ['JP'],
    from: [12, 5],
    to: [12, 24],
    demand: 1.2,
    conversion: 1.05,
    rivals: 1.1,
  },
  { name: 'New Year', markets: ['JP'], from: [1, 1], to: [1, 6], demand: 1.4, conversion: 1.08, rivals: 1.1 },
  {
    name: 'New life sale',
    markets: ['JP'],
    from: [3, 1],
    to: [3, 10],
    demand: 1.2,
    conversion: 1.05,
    rivals: 1.1,
  },
  {
    name: 'Golden Week',
    markets: ['JP'],
    from: [4, 29],
    to: [5, 6],
    demand: 1.3,
    conversion: 1.05,
    rivals: 1.1,
  },
  { name: 'Obon', markets: ['JP'], from: [8, 12], to: [8, 16], demand: 0.85, conversion: 0.95, rivals: 0.95 },
  {
    name: 'Spring Sale',
    markets: west,
    from: [3, 25],
    to: [3, 31],
    demand: 1.25,
    conversion: 1.08,
    rivals: 1.1,
  },
  {
    name: 'Independence Day',
    markets: ['US'],
    from: [7, 4],
    to: [7, 4],
    demand: 0.8,
    conversion: 0.95,
    rivals: 0.95,
  },
  {
    name: 'German Unity',
    markets: ['DE'],
    from: [10, 3],
    to: [10, 3],
    demand: 1.1,
    conversion: 1,
    rivals: 1,
  },
]

/** Date in November of the fourth Thursday (Thanksgiving). */
function thanksgiving(year: number): number {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay()
  return 1 + ((4 - first + 7) % 7) + 21
}

function blackFridayMood(index: number, market: MarketplaceCode): DayMood | null {
  const { year } = partsOf(index)
  const friday = Math.floor(Date.UTC(year, 10, thanksgiving(year) + 1) / 86_400_000)
  const gap = index - friday
  const size = market === 'JP' ? 0.6 : 1
  if (gap === 0)
    return {
      name: 'Black Friday',
      demand: 1 + 1.3 * size,
      conversion: 1 + 0.3 * size,
      rivals: 1 + 0.4 * size,
    }
  if (gap === 3)
    return {
      name: 'Cyber Monday',
      demand: 1 + 1.1 * size,
      conversion: 1 + 0.25 * size,
      rivals: 1 + 0.35 * size,
    }
  if (gap >= -4 && gap <= 2)
    return {
      name: 'Black Friday Week',
      demand: 1 + 0.5 * size,
      conversion: 1 + 0.12 * size,
      rivals: 1 + 0.2 * size,
    }
  return null
}

const calm: DayMood = { name: '', demand: 1, conversion: 1, rivals: 1 }
const moods = new Map<string, DayMood>()

/** What the day is like in the marketplace. */
export function moodOf(market: MarketplaceCode, index: number): DayMood {
  const key = `${market}${index}`
  const known = moods.get(key)
  if (known) return known
  const { year, month, date } = partsOf(index)
  const now = month * 100 + date
  const event = events.find(
    (e) =>
      e.markets.includes(market) &&
      (e.year ?? year) === year &&
      now >= e.from[0] * 100 + e.from[1] &&
      now <= e.to[0] * 100 + e.to[1],
  )
  const mood = blackFridayMood(index, market) ?? event ?? calm
  moods.set(key, mood)
  return mood
}

/** Share of the week's demand by weekday, Sunday first, mean 1. */
const weekDemand: readonly number[] = [1.1, 1.06, 1.02, 0.99, 0.97, 0.91, 0.95]

/** Share of the day's searches by local hour, sums to 1. */
export const hourDemand: readonly number[] = normalise([
  2.2, 1.5, 1.0, 0.8, 0.8, 1.1, 1.9, 3.0, 3.9, 4.5, 4.9, 5.1, 5.3, 5.2, 5.0, 4.9, 4.9, 5.0, 5.3, 5.9, 6.5,
  6.7, 5.6, 3.9,
])

/** How ready to buy a shopper is by local hour: mean about 1 over the day's traffic. */
export const hourConversion: readonly number[] = [
  0.72, 0.65, 0.6, 0.6, 0.64, 0.75, 0.88, 0.96, 1.02, 1.06, 1.08, 1.08, 1.05, 1.03, 1.02, 1.01, 1.0, 1.0,
  1.02, 1.06, 1.1, 1.1, 1.0, 0.85,
]

function normalise(values: readonly number[]): number[] {
  const total = values.reduce((a, b) => a + b, 0)
  return values.map((v) => v / total)
}

/** Season of a product: 1 + amplitude at its peak day of the year (0..364), 1 - amplitude half a year away. */
export type Season = { peakDay: number; amplitude: number }

/** Searches of a family on a day beside its yearly mean. */
export function dayDemand(market: MarketplaceCode, season: Season, index: number): number {
  const { year } = partsOf(index)
  const dayOfYear = index - Math.floor(Date.UTC(year, 0, 1) / 86_400_000)
  const yearly = 1 + season.amplitude * Math.cos(((dayOfYear - season.peakDay) / 365) * 2 * Math.PI)
  return yearly * weekDemand[weekdayOf(index)]! * moodOf(market, index).demand
}
