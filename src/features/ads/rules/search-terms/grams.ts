import { type Micros, ratioOf } from '#kernel/money.ts'
import { gammaCdf, poissonAtMost } from '#kernel/statistics.ts'
import { termProblem } from '../terms.ts'
import { type Ground, type Judging, type Sums, ground, money, orderMayCost, perMonth } from './judging.ts'
import { type TermLine, exposureOf } from './lines.ts'
import { gramsOf, holds, joined, wordsOf } from './tokens.ts'

// Words and short phrases that run through many terms. One click each proves nothing of a term; of the word they share it may. Terms
// overlap, so that this is where to look, never what to do without looking.

export const gramStates = ['candidate', 'protected', 'plain'] as const
export type GramState = (typeof gramStates)[number]

export type GramRow = {
  readonly key: string
  /** As it is written, and as a negative phrase it would be typed. */
  readonly gram: string
  readonly words: readonly string[]
  readonly terms: number
  readonly sums: Sums
  /** Orders that the siblings' rates let expect. */
  readonly expected: number
  /** Chance of so few orders, had they converted as expected. */
  readonly chance: number
  readonly payChance: number
  readonly monthMicros: Micros
  readonly state: GramState
  /** Own brand words in it. */
  readonly brand: string | null
}

type Draft = {
  words: string[]
  terms: Set<string>
  impressions: number
  clicks: number
  orders: number
  costMicros: Micros
  salesMicros: Micros
  exposure: number
  expected: number
  value: number
}

/** Fewer terms than this is a term's own matter. */
const FEWEST_TERMS = 2
const SURE = 0.9

/** Runs of one to three words over all terms, dearest first. Products looked at have no words. */
export function grams(judging: Judging): GramRow[] {
  const { rates, language } = judging
  if (rates === null) return []
  const drafts = new Map<string, Draft>()
  const split = new Map<string, string[][]>()
  for (const line of judging.lines) {
    if (line.isAsin || line.clicks < 1) continue
    let found = split.get(line.term)
    if (found === undefined) split.set(line.term, (found = gramsOf(wordsOf(line.term, language))))
    const expected = rates.of(line)
    const exposure = exposureOf(line)
    for (const words of found) take(drafts, words, line, exposure, expected.prior.mean, expected.orderValue)
  }
  return [...drafts.values()]
    .filter((one) => one.terms.size >= FEWEST_TERMS)
    .map((one) => rowOf(judging, one))
    .toSorted((a, b) => (a.sums.costMicros < b.sums.costMicros ? 1 : -1))
}

function take(
  drafts: Map<string, Draft>,
  words: string[],
  line: TermLine,
  exposure: number,
  rate: number,
  value: number,
): void {
  const key = words.join(' ')
  let draft = drafts.get(key)
  if (draft === undefined) {
    const empty = { impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }
    drafts.set(key, (draft = { words, terms: new Set(), ...empty, exposure: 0, expected: 0, value: 0 }))
  }
  draft.terms.add(line.term)
  draft.impressions += line.impressions
  draft.clicks += line.clicks
  draft.orders += line.orders
  draft.costMicros += line.costMicros
  draft.salesMicros += line.salesMicros
  draft.exposure += exposure
  draft.expected += exposure * rate
  draft.value += exposure * value
}

/** A gram's prior counts as so many expected orders: many terms stand behind it. */
const PRIOR_ORDERS = 2

function rowOf(judging: Judging, draft: Draft): GramRow {
  const { words, terms, exposure, expected, value, ...sums } = draft
  const chance = poissonAtMost(sums.orders, expected)
  const orderValue = exposure > 0 ? value / exposure : 0
  const mayCost = orderMayCost(judging, orderValue)
  const spent = Number(sums.costMicros) / 1e6
  const needed = spent <= 0 || mayCost <= 0 ? 0 : spent / sums.clicks / mayCost
  const mean = exposure > 0 ? expected / exposure : 0
  const strength = mean > 0 ? PRIOR_ORDERS / mean : 0
  const pays = needed <= 0 ? 1 : 1 - gammaCdf(needed * (strength + exposure), PRIOR_ORDERS + sums.orders)
  const brand = judging.classes.ownIn(words)
  const gram = joined(words, judging.language)
  const fit = termProblem(gram, 'NEGATIVE_PHRASE') === null
  const bad = fit && chance < judging.alpha && pays < 1 - SURE && spent > judging.factor * mayCost
  return {
    key: words.join(' '),
    gram,
    words,
    terms: terms.size,
    sums,
    expected,
    chance,
    payChance: pays,
    monthMicros: perMonth(sums.costMicros, judging.days),
    state: bad ? (brand === null ? 'candidate' : 'protected') : 'plain',
    brand,
  }
}

/** What a negative phrase would do in one campaign. */
export type GramPlace = {
  readonly campaignId: string
  readonly campaign: string
  readonly terms: number
  readonly sums: Sums
  /** ready; sells: it had orders there; keyword: it would silence a keyword of the campaign's own. */
  readonly state: 'ready' | 'sells' | 'keyword'
}

export type GramDetail = {
  /** Every term it would keep out, dearest first. */
  readonly lines: readonly TermLine[]
  readonly places: readonly GramPlace[]
  readonly grounds: readonly Ground[]
}

/** Opens one gram: the terms it stands in, and campaign by campaign what a negative phrase would cost and save. */
export function gramDetail(judging: Judging, words: readonly string[]): GramDetail {
  const { language, structure } = judging
  const lines = judging.lines
    .filter((line) => !line.isAsin && line.clicks > 0 && holds(wordsOf(line.term, language), words))
    .toSorted((a, b) => (a.costMicros < b.costMicros ? 1 : -1))
  const places = [...Map.groupBy(lines, (line) => line.campaignId)].flatMap(
    ([campaignId, own]): GramPlace[] => {
      if (campaignId === null || !structure.campaignNames.has(campaignId)) return []
      const sums = sumOf(own)
      const silenced = structure.keywordsIn(campaignId).some((keyword) => holds(keyword, words))
      return [
        {
          campaignId,
          campaign: structure.campaignNames.get(campaignId)!,
          terms: new Set(own.map((line) => line.term)).size,
          sums,
          state: sums.orders > 0 ? 'sells' : silenced ? 'keyword' : 'ready',
        },
      ]
    },
  )
  const sums = sumOf(lines)
  const grounds = [
    ground('gram.blocks', {
      terms: new Set(lines.map((line) => line.term)).size,
      clicks: sums.clicks,
      orders: sums.orders,
      spend: money(sums.costMicros),
      sales: money(sums.salesMicros),
      acos: ratioOf(sums.costMicros, sums.salesMicros),
      days: judging.days,
    }),
    ground('term.saves', { month: money(perMonth(sums.costMicros, judging.days)) }),
  ]
  return {
    lines,
    places: places.toSorted((a, b) => (a.sums.costMicros < b.sums.costMicros ? 1 : -1)),
    grounds,
  }
}

function sumOf(lines: readonly TermLine[]): Sums {
  const all = { impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }
  for (const line of lines) {
    all.impressions += line.impressions
    all.clicks += line.clicks
    all.orders += line.orders
    all.costMicros += line.costMicros
    all.salesMicros += line.salesMicros
  }
  return all
}
