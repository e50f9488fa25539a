import { normalTerm } from '../terms.ts'
import { wordsOf } from './tokens.ts'

// The account as its newest snapshot has it, in the shape that search term work asks about.

/** One object of a snapshot. */
export type SettingLine = {
  readonly entity: string
  readonly campaignId: string
  readonly adGroupId: string | null
  readonly entityId: string | null
  readonly name: string | null
  readonly state: string | null
  readonly targetingType: string | null
  readonly text: string | null
  readonly matchType: string | null
}

/** A product that an ad group advertises. */
export type ProductAd = { readonly adGroupId: string; readonly product: string }

export type Exact = { readonly adGroupId: string; readonly state: string | null }

export type Group = {
  readonly adGroupId: string
  readonly name: string
  readonly campaignId: string
  readonly campaign: string
  /** Ad group and campaign are enabled. */
  readonly serving: boolean
  readonly auto: boolean
  readonly products: ReadonlySet<string>
  /** Keywords by match type, and single products aimed at. */
  readonly counts: { readonly exact: number; readonly other: number; readonly product: number }
}

export type Structure = {
  readonly groups: ReadonlyMap<string, Group>
  /** Exact keywords by term, and products aimed at by ASIN, archived ones apart. */
  readonly exacts: ReadonlyMap<string, readonly Exact[]>
  /** Words of the keywords of each campaign: what a negative phrase would silence. */
  readonly keywordsIn: (campaignId: string) => readonly (readonly string[])[]
  readonly ownAsins: ReadonlySet<string>
  readonly campaignIdOf: (name: string) => string | null
  readonly adGroupIdOf: (campaignId: string | null, name: string | null) => string | null
  readonly campaignNames: ReadonlyMap<string, string>
  /** Whether a negative of the ad group or of its campaign keeps the term out. */
  readonly negated: (term: string, adGroupId: string) => boolean
}

type Negatives = { exact: Set<string>; phrases: string[][] }

const asinIn = (text: string): string | null =>
  /^asin(?:-expanded)?="?([a-z0-9]{10})"?$/i.exec(text)?.[1] ?? null

type Draft = {
  groups: Map<
    string,
    Omit<Group, 'counts' | 'products'> & {
      counts: { exact: number; other: number; product: number }
      products: Set<string>
    }
  >
  exacts: Map<string, Exact[]>
  keywords: Map<string, string[][]>
  negatives: Map<string, Negatives>
}

/** The key of an ad group's or a campaign's negatives. */
const negativesAt = (draft: Draft, parent: string): Negatives => {
  let found = draft.negatives.get(parent)
  if (found === undefined) draft.negatives.set(parent, (found = { exact: new Set(), phrases: [] }))
  return found
}

const push = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const found = map.get(key)
  if (found === undefined) map.set(key, [value])
  else found.push(value)
}

function takeTarget(draft: Draft, one: SettingLine, language: string): void {
  const { adGroupId, text } = one
  if (adGroupId === null || text === null || one.state === 'archived') return
  const group = draft.groups.get(adGroupId)
  if (one.entity === 'keyword') {
    const term = normalTerm(text)
    if (one.matchType === 'exact') push(draft.exacts, term, { adGroupId, state: one.state })
    push(draft.keywords, one.campaignId, wordsOf(term, language))
    if (group !== undefined) group.counts[one.matchType === 'exact' ? 'exact' : 'other'] += 1
    return
  }
  const asin = asinIn(text)?.toUpperCase() ?? null
  if (asin !== null) push(draft.exacts, asin, { adGroupId, state: one.state })
  if (group !== undefined && one.matchType !== 'auto') group.counts.product += 1
}

function takeNegative(draft: Draft, one: SettingLine, language: string): void {
  if (one.text === null || one.state === 'archived' || one.state === 'paused') return
  const parent =
    one.entity === 'campaign_negative_keyword' || one.adGroupId === null
      ? `c${one.campaignId}`
      : `g${one.adGroupId}`
  const negatives = negativesAt(draft, parent)
  if (one.entity === 'negative_target') {
    const asin = asinIn(one.text)
    if (asin !== null) negatives.exact.add(asin.toUpperCase())
  } else if (one.matchType === 'phrase') negatives.phrases.push(wordsOf(one.text, language))
  else negatives.exact.add(normalTerm(one.text))
}

/** Reads a snapshot. `language`: the marketplace's, for phrases. */
export function structureOf(
  settings: readonly SettingLine[],
  ads: readonly ProductAd[],
  language: string,
): Structure {
  const campaigns = new Map(
    settings.filter((one) => one.entity === 'campaign').map((one) => [one.campaignId, one]),
  )
  const draft: Draft = { groups: new Map(), exacts: new Map(), keywords: new Map(), negatives: new Map() }
  for (const one of settings)
    if (one.entity === 'ad_group' && one.adGroupId !== null) {
      const campaign = campaigns.get(one.campaignId)
      draft.groups.set(one.adGroupId, {
        adGroupId: one.adGroupId,
        name: one.name ?? one.adGroupId,
        campaignId: one.campaignId,
        campaign: campaign?.name ?? one.campaignId,
        serving: one.state === 'enabled' && campaign?.state === 'enabled',
        auto: /^auto/i.test(campaign?.targetingType ?? ''),
        products: new Set(),
        counts: { exact: 0, other: 0, product: 0 },
      })
    }
  for (const ad of ads) draft.groups.get(ad.adGroupId)?.products.add(ad.product)
  for (const one of settings) {
    if (one.entity === 'keyword' || one.entity === 'product_target') takeTarget(draft, one, language)
    else if (/negative/.test(one.entity)) takeNegative(draft, one, language)
  }
  return finished(draft, campaigns, ads, language)
}

function finished(
  draft: Draft,
  campaigns: ReadonlyMap<string, SettingLine>,
  ads: readonly ProductAd[],
  language: string,
): Structure {
  const byName = new Map([...campaigns.values()].map((one) => [one.name ?? '', one.campaignId]))
  const groupsByName = new Map(
    [...draft.groups.values()].map((one) => [`${one.campaignId}\n${one.name}`, one.adGroupId]),
  )
  return {
    groups: draft.groups,
    exacts: draft.exacts,
    keywordsIn: (campaignId) => draft.keywords.get(campaignId) ?? [],
    ownAsins: new Set(ads.map((one) => one.product).filter((one) => /^B0[A-Z0-9]{8}$/.test(one))),
    campaignIdOf: (name) => byName.get(name) ?? null,
    adGroupIdOf: (campaignId, name) =>
      campaignId === null ? null : (groupsByName.get(`${campaignId}\n${name ?? ''}`) ?? null),
    campaignNames: new Map(
      [...campaigns.values()].map((one) => [one.campaignId, one.name ?? one.campaignId]),
    ),
    negated(term, adGroupId) {
      const group = draft.groups.get(adGroupId)
      const at = [`g${adGroupId}`, ...(group === undefined ? [] : [`c${group.campaignId}`])]
      let words: string[] | null = null
      for (const parent of at) {
        const negatives = draft.negatives.get(parent)
        if (negatives === undefined) continue
        if (negatives.exact.has(term)) return true
        if (negatives.phrases.length === 0) continue
        words ??= wordsOf(term, language)
        const text = ` ${words.join(' ')} `
        if (negatives.phrases.some((phrase) => text.includes(` ${phrase.join(' ')} `))) return true
      }
      return false
    },
  }
}
