import { decimalText, microsFromDecimal } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { rounded } from '../step.ts'
import { isAsin, normalTerm, termProblem } from '../terms.ts'
import { type CampaignPlan, type PlanGroup, type PlanNegative, type PlanTarget, autoClauses } from './plan.ts'

// The first month's structure from a list of products: one automatic campaign that finds terms, one for research, one for what is known to
// sell, and one for products. What is bought exactly is negated where terms are only looked for.

export const campaignTypes = ['auto', 'research', 'exact', 'products'] as const
export type CampaignType = (typeof campaignTypes)[number]

export type BuildProduct = {
  readonly sku: string
  readonly asin: string | null
  readonly title: string | null
  readonly price: string | null
  readonly conversion: number | null
  readonly terms: readonly { readonly term: string; readonly orders: number }[]
}

export type BuildOptions = {
  readonly marketplace: string
  readonly currency: string
  /** With {product}, {type}, {match} and {date}. */
  readonly pattern: string
  readonly date: string
  readonly types: readonly CampaignType[]
  /** One set of campaigns for all products, or one for each. */
  readonly together: boolean
  readonly state: CampaignPlan['state']
  readonly strategy: CampaignPlan['strategy']
  readonly budgets: Readonly<Record<CampaignType, string>>
  /** 0..1 */
  readonly targetAcos: number
  /** Orders ÷ clicks where neither product nor account has figures. */
  readonly priorConversion: number
  readonly usual: { readonly cpc: string | null; readonly conversion: number | null }
  /** Seeds that a person typed. */
  readonly terms: readonly string[]
  readonly asins: readonly string[]
}

export type Built = {
  readonly type: CampaignType
  readonly plan: CampaignPlan
  /** Why the bids are what they are. */
  readonly ground: { readonly code: string; readonly data: Record<string, unknown> }
}

/** How the builder calls campaigns unless a person says otherwise. */
export const DEFAULT_PATTERN = '{product}_{type}_{match}_{date}'

const NAMES: Readonly<Record<CampaignType, readonly [type: string, match: string]>> = {
  auto: ['Auto', 'All'],
  research: ['Manual', 'BroadPhrase'],
  exact: ['Manual', 'Exact'],
  products: ['Manual', 'ASIN'],
}

/** What a name says of several products. */
export function productToken(skus: readonly string[]): string {
  const unique = [...new Set(skus)]
  return unique.length <= 1 ? (unique[0] ?? '') : `${unique[0]}+${unique.length - 1}`
}

/** The words for type and match type of a campaign with such targets, as the builder calls its own. */
export function typeTokens(
  targeting: 'auto' | 'manual' | null,
  matchTypes: readonly string[],
): readonly [type: string, match: string] {
  if (targeting === 'auto') return NAMES.auto
  const has = (...types: string[]): boolean => matchTypes.some((one) => types.includes(one))
  const parts = [
    ...(has('exact') ? [NAMES.exact[1]] : []),
    ...(has('phrase') && has('broad')
      ? [NAMES.research[1]]
      : has('phrase')
        ? ['Phrase']
        : has('broad')
          ? ['Broad']
          : []),
    ...(has('product') ? [NAMES.products[1]] : []),
  ]
  return ['Manual', parts.join('+')]
}

/** Of the start bid: what is surer to convert may cost more. */
const WEIGHTS: Readonly<Record<string, number>> = {
  EXACT: 1,
  PHRASE: 0.85,
  BROAD: 0.7,
  ASIN: 0.7,
  'close-match': 0.8,
  substitutes: 0.7,
  'loose-match': 0.6,
  complements: 0.5,
}
const MOST_SEEDS = 15
const TITLE_WORDS = 6

export function composeBuild(products: readonly BuildProduct[], options: BuildOptions): Built[] {
  if (products.length === 0) return []
  const sets = options.together ? [products] : products.map((one) => [one])
  return sets.flatMap((set) => buildSet(set, options))
}

function buildSet(set: readonly BuildProduct[], options: BuildOptions): Built[] {
  const seeds = seedsOf(set, options.terms)
  const start = startBid(set, options)
  const skus = [...new Set(set.map((one) => one.sku))]
  const product = productToken(skus)
  const negatives: PlanNegative[] = options.types.includes('exact')
    ? seeds.map((term) => ({ matchType: 'NEGATIVE_EXACT', term }))
    : []
  const groupsOf: Readonly<Record<CampaignType, () => PlanGroup[]>> = {
    auto: () => [
      group(
        'auto',
        autoClauses.map((term) => target('AUTO', term)),
      ),
    ],
    research: () =>
      (['BROAD', 'PHRASE'] as const).map((type) =>
        group(
          type.toLowerCase(),
          seeds.map((term) => target(type, term)),
        ),
      ),
    exact: () => [
      group(
        'exact',
        seeds.map((term) => target('EXACT', term)),
      ),
    ],
    products: () => [
      group(
        'products',
        asinsOf(options.asins, set).map((term) => target('ASIN', term)),
      ),
    ],
  }
  const target = (matchType: PlanTarget['matchType'], term: string): PlanTarget => ({
    matchType,
    term,
    bid: weighted(start.micros, WEIGHTS[matchType === 'AUTO' ? term : matchType] ?? 1, options),
  })
  const group = (name: string, targets: PlanTarget[]): PlanGroup => ({
    name,
    defaultBid: weighted(start.micros, 0.7, options),
    skus,
    targets,
    negatives: [],
  })
  return campaignTypes
    .filter((type) => options.types.includes(type))
    .map((type) => ({ type, adGroups: groupsOf[type]().filter((one) => one.targets.length > 0) }))
    .filter(({ adGroups }) => adGroups.length > 0)
    .map(({ type, adGroups }) => ({
      type,
      ground: start.ground,
      plan: {
        name: nameOf(options.pattern, {
          product,
          type: NAMES[type][0],
          match: NAMES[type][1],
          date: options.date,
        }),
        state: options.state,
        targeting: type === 'auto' ? 'AUTO' : 'MANUAL',
        dailyBudget: options.budgets[type],
        strategy: options.strategy,
        adGroups,
        negatives: type === 'auto' || type === 'research' ? negatives : [],
      },
    }))
}

/** The pattern with its tokens filled in; one that is not known stays as it is typed. */
export function nameOf(
  pattern: string,
  tokens: Readonly<Record<'product' | 'type' | 'match' | 'date', string>>,
): string {
  return pattern
    .replaceAll(/\{(product|type|match|date)\}/g, (_, token: keyof typeof tokens) => tokens[token])
    .trim()
}

/** What sold, most orders first; else words of the title; and what was typed, always. */
export function seedsOf(set: readonly BuildProduct[], typed: readonly string[]): string[] {
  const sold = new Map<string, number>()
  for (const { terms } of set)
    for (const { term, orders } of terms) {
      const key = normalTerm(term)
      if (orders > 0 && !/^b0[a-z0-9]{8}$/.test(key)) sold.set(key, (sold.get(key) ?? 0) + orders)
    }
  const proven = [...sold].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([term]) => term)
  const found = proven.length > 0 ? proven : set.flatMap((one) => titleSeeds(one.title))
  return [...new Set([...typed.map(normalTerm), ...found.slice(0, MOST_SEEDS)])].filter(
    (term) => termProblem(term, 'EXACT') === null,
  )
}

/** Neighbouring words of the first words of a title: "Stirnlampe LED wiederaufladbar" gives two pairs and all three. */
export function titleSeeds(title: string | null): string[] {
  const words = (title ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, TITLE_WORDS)
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  const three = words.length > 2 ? [words.slice(0, 3).join(' ')] : []
  return words.length === 1 ? words : [...pairs, ...three]
}

const asinsOf = (typed: readonly string[], set: readonly BuildProduct[]): string[] => {
  const own = new Set(set.map((one) => one.asin))
  const clean = typed.map((one) => one.trim().toUpperCase())
  return [...new Set(clean)].filter((one) => isAsin(one) && !own.has(one))
}

/** Target ACoS × price × conversion: what a click may cost; else what a click costs the account; else the least Amazon takes, tenfold. */
export function startBid(
  set: readonly BuildProduct[],
  options: BuildOptions,
): { micros: bigint; ground: Built['ground'] } {
  const prices = set.flatMap((one) => {
    const micros = one.price === null ? null : microsFromDecimal(one.price)
    return micros === null || micros <= 0n ? [] : [micros]
  })
  if (prices.length > 0) {
    const price = prices.reduce((sum, one) => sum + one, 0n) / BigInt(prices.length)
    const known = set.flatMap((one) =>
      one.conversion === null || one.conversion <= 0 ? [] : [one.conversion],
    )
    const conversion =
      known.length > 0
        ? known.reduce((sum, one) => sum + one, 0) / known.length
        : options.usual.conversion !== null && options.usual.conversion > 0
          ? options.usual.conversion
          : options.priorConversion
    const micros = BigInt(Math.max(0, Math.round(Number(price) * options.targetAcos * conversion)))
    const data = { acos: options.targetAcos, price: decimalText(price), conversion }
    return { micros, ground: { code: 'structure_built', data } }
  }
  const cpc = options.usual.cpc === null ? null : microsFromDecimal(options.usual.cpc)
  if (cpc !== null && cpc > 0n)
    return { micros: cpc, ground: { code: 'structure_built_cpc', data: { cpc: options.usual.cpc } } }
  const least = rangeOf('bid', options.marketplace)?.[0] ?? 0.05
  return { micros: BigInt(Math.round(least * 1e7)), ground: { code: 'structure_built_typed', data: {} } }
}

/** A share of the start bid, within what the marketplace takes. */
function weighted(start: bigint, weight: number, { marketplace, currency }: BuildOptions): string {
  const bid = rounded(BigInt(Math.round(Number(start) * weight)), currency)
  const [least, most] = rangeOf('bid', marketplace) ?? [0.02, 1000]
  const [low, high] = [BigInt(Math.round(least * 1e6)), BigInt(Math.round(most * 1e6))]
  return decimalText(bid < low ? low : bid > high ? high : bid, currency === 'JPY' ? 0 : 2)
}
