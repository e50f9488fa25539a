import { median } from '#kernel/statistics.ts'
import { decideDayparting } from '#features/ads/rules/dayparting/decide.ts'
import { clicksAt, gainAt, multipliersOf } from '#features/ads/rules/dayparting/gain.ts'
import { type Slot, cellOf } from '#features/ads/rules/dayparting/rhythm.ts'
import { hourConversion, hourDemand } from '#sandbox/market/seasons.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'

// Dayparting against what hours are really worth: the simulated market's own hours, flat hours, and hours that differ more. What our
// multipliers bring for the same money beside doing nothing, by how many days and clicks were seen; and what knowing the truth would bring.

const WORLDS = 60
const RATE = 0.09
/** Days differ as a whole: sd of the log of a day's conversion. */
const MOOD = 0.15

function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function poisson(random: () => number, mean: number): number {
  let left = Math.exp(-mean)
  let n = -1
  for (let product = 1; product > left; n += 1) product *= random()
  return n
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

type Truth = { name: string; value: number[]; clicks: number[] }

/** The market's hours, raised to a power: 0 = flat, 1 = as it is, more = a stronger rhythm; weekends may differ too. */
function truthOf(name: string, power: number, weekend: number): Truth {
  const value: number[] = []
  const clicks: number[] = []
  for (let weekday = 0; weekday < 7; weekday += 1)
    for (let hour = 0; hour < 24; hour += 1) {
      value[cellOf(weekday, hour)] = hourConversion[hour]! ** power * (weekday >= 5 ? 1 + weekend : 1)
      clicks[cellOf(weekday, hour)] = hourDemand[hour]!
    }
  return { name, value, clicks }
}

function seen(truth: Truth, days: number, clicksADay: number, random: () => number): Slot[] {
  const slots: Slot[] = []
  for (let day = 0; day < days; day += 1) {
    const mood = Math.exp(MOOD * normal(random))
    const weekday = day % 7
    for (let hour = 0; hour < 24; hour += 1) {
      const cell = cellOf(weekday, hour)
      const clicks = poisson(random, clicksADay * truth.clicks[cell]!)
      const orders = poisson(random, clicks * RATE * mood * truth.value[cell]!)
      slots.push({ day, weekday, hour, clicks, orders })
    }
  }
  return slots
}

export async function run(options: BenchOptions): Promise<Figure[]> {
  const worlds = options.worlds ?? WORLDS
  const truths = [
    truthOf('flat hours', 0, 0),
    truthOf('the market’s hours', 1, 0),
    truthOf('hours twice as strong', 2, 0),
    truthOf('hours thrice as strong, weekends +25 %', 3, 0.25),
  ]
  const volumes = [
    { days: 25, clicks: 80 },
    { days: 28, clicks: 300 },
    { days: 56, clicks: 300 },
    { days: 56, clicks: 1500 },
  ]
  return truths.flatMap((truth) =>
    volumes.flatMap((volume) => figuresOf(truth, volume, worlds, options.seed)),
  )
}

function figuresOf(
  truth: Truth,
  { days, clicks }: { days: number; clicks: number },
  worlds: number,
  seed: number,
): Figure[] {
  const gains: number[] = []
  const always: number[] = []
  let covered = 0
  let acted = 0
  for (let world = 0; world < worlds; world += 1) {
    const random = randomOf(seed * 1_000_003 + world * 7919 + days * 31 + clicks)
    const decision = decideDayparting(seen(truth, days, clicks, random), days)
    const multipliers = decision.cells.map((one) => one.multiplier)
    const gain = gainAt(truth.value, truth.clicks, clicksAt(multipliers, truth.clicks))
    always.push(gain)
    gains.push(decision.worth ? gain : 0)
    if (!decision.worth) continue
    acted += 1
    if (gain >= decision.gain!.low && gain <= decision.gain!.high) covered += 1
  }
  const best = gainAt(
    truth.value,
    truth.clicks,
    clicksAt(multipliersOf(truth.value, truth.clicks), truth.clicks),
  )
  const percent = (n: number): string => `${(n * 100).toFixed(2)} %`
  const name = `${truth.name}, ${days} days × ${clicks} clicks`
  const worst = Math.min(...gains)
  return [
    figure(
      'dayparting',
      name,
      Math.max(0, -worst) * 100,
      '% lost in the worst world',
      '≤ 1',
      `acts in ${acted} of ${worlds}; gain ${percent(median(gains) ?? 0)} (median), truth known ${percent(best)}; acting always: worst ${percent(
        Math.min(...always),
      )}, median ${percent(median(always) ?? 0)}; interval holds in ${acted === 0 ? '—' : percent(covered / acted)}`,
    ),
  ]
}
