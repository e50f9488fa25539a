// Search-term accounts made up from a seed, each with another reason why rates differ, or none: evidence beside the few real files there are.

/** A line of a search-term report; days are counted from any day. */
export type TermLine = {
  account: string
  start: number
  end: number
  campaign: string
  adGroup: string
  targeting: string
  matchType: string
  term: string
  clicks: number
  orders: number
}

/** Spreads are standard deviations of ln rate. */
type World = {
  campaigns: number
  keywords: number
  clicksPerKeyword: number
  rate: number
  campaignSpread?: number
  keywordSpread?: number
  matchSpread?: number
  wordSpread?: number
  /** A keyword's rate of one day only. */
  daySpread?: number
  /** ln change of the level over the 30 days. */
  drift?: number
  /** Orders per converting click, minus one: some buy several times. */
  repeat?: number
}

const DAYS = 30
const usual = { campaigns: 25, keywords: 300, clicksPerKeyword: 25, rate: 0.08 }

export const worlds: Readonly<Record<string, World>> = {
  'all alike': usual,
  'campaigns differ': { ...usual, campaignSpread: 0.6 },
  'keywords differ': { ...usual, keywordSpread: 0.8 },
  'words differ': { ...usual, wordSpread: 0.35 },
  'match types differ': { ...usual, matchSpread: 0.5 },
  'days differ, nothing lasts': { ...usual, daySpread: 1.2 },
  'falling by half': { ...usual, drift: -0.7, keywordSpread: 0.5 },
  'rising by two thirds': { ...usual, drift: 0.5, campaignSpread: 0.3 },
  'tiny, alike': { campaigns: 6, keywords: 30, clicksPerKeyword: 12, rate: 0.08 },
  'tiny, keywords differ': {
    campaigns: 6,
    keywords: 40,
    clicksPerKeyword: 30,
    rate: 0.08,
    keywordSpread: 0.8,
  },
  'two in five clicks order': { ...usual, keywords: 100, rate: 0.38, keywordSpread: 0.12, repeat: 0.3 },
  'two in five, rising': {
    ...usual,
    keywords: 100,
    rate: 0.38,
    drift: 0.35,
    campaignSpread: 0.1,
    repeat: 0.3,
  },
  'rare orders, many keywords': {
    campaigns: 120,
    keywords: 2_500,
    clicksPerKeyword: 10,
    rate: 0.026,
    campaignSpread: 0.5,
    keywordSpread: 0.6,
  },
  'all of it': {
    ...usual,
    keywords: 600,
    campaignSpread: 0.4,
    keywordSpread: 0.4,
    matchSpread: 0.3,
    wordSpread: 0.2,
    daySpread: 0.4,
    drift: -0.2,
    repeat: 0.1,
  },
}

export type Dice = { uniform(): number; normal(): number; poisson(mean: number): number }

/** Seeded dice (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    let count = -1
    for (let left = Math.exp(-mean), product = 1; product > left || count < 0; count += 1)
      product *= uniform()
    return count
  }
  return { uniform, normal, poisson }
}

const matches = ['BROAD', 'PHRASE', 'EXACT', '-']

/** Thirty days of an account of this kind. */
export function linesOf(account: string, world: World, seed: number): TermLine[] {
  const dice = diceOf(seed)
  const factor = (spread = 0): number => Math.exp(spread * dice.normal() - (spread * spread) / 2)
  const vocabulary = Array.from({ length: 120 }, (_, i) => ({
    word: `w${i}`,
    effect: factor(world.wordSpread),
  }))
  const pick = (): (typeof vocabulary)[number] => vocabulary[Math.floor(120 * dice.uniform() ** 2)]!
  const campaigns = Array.from({ length: world.campaigns }, () => factor(world.campaignSpread))
  const matchEffects = matches.map(() => factor(world.matchSpread))
  const lines: TermLine[] = []
  for (let k = 0; k < world.keywords; k += 1) {
    const c = Math.floor(world.campaigns * dice.uniform() ** 1.5)
    const m = Math.floor(4 * dice.uniform())
    const words = m === 3 ? [] : [pick(), pick()]
    const own = campaigns[c]! * matchEffects[m]! * factor(world.keywordSpread)
    const daily = (world.clicksPerKeyword * factor(1.2)) / DAYS
    const terms = Array.from({ length: 6 }, () => [...words, ...(m === 2 ? [] : [pick()])])
    for (let day = 0; day < DAYS; day += 1) {
      const level = world.rate * Math.exp(((world.drift ?? 0) * day) / DAYS) * factor(world.daySpread)
      for (let left = dice.poisson(daily); left > 0; left -= 1) {
        const term = terms[Math.floor(6 * dice.uniform() ** 3)]!
        const rate = level * own * term.reduce((all, { effect }) => all * effect, 1)
        const orders = dice.poisson(rate / (1 + (world.repeat ?? 0)))
        lines.push({
          account,
          start: day,
          end: day,
          campaign: `c${c}`,
          adGroup: `c${c}g${k % 3}`,
          targeting: words.length === 0 ? `* ${k}` : words.map(({ word }) => word).join(' '),
          matchType: matches[m]!,
          term: term.map(({ word }) => word).join(' '),
          clicks: 1,
          orders: orders === 0 ? 0 : orders + dice.poisson((world.repeat ?? 0) * orders),
        })
      }
    }
  }
  return lines
}
