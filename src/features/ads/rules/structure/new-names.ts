import { MOST_NAME, nameKey } from '../names.ts'
import type { Wanted } from '../wishes.ts'
import type { AccountCampaign, Scene } from './account.ts'
import { DEFAULT_PATTERN, nameOf, productToken, typeTokens } from './build.ts'

// Names as the campaign builder gives them, for campaigns that are there: product, type and match type as they stand in the account.

const TOKEN = /\{(product|type|match|date)\}/g
const DATE = /(?<!\d)(20\d{2}[-.]?\d{2}[-.]?\d{2}|20\d{4})(?!\d)/

/** What fills the pattern for a campaign; null where it advertises nothing that could name it. */
function tokensOf(scene: Scene, campaign: AccountCampaign) {
  const groups = scene.groupsOf.get(campaign.id) ?? []
  const living = <T extends { state: string | null }>(all: readonly T[]): T[] =>
    all.filter((one) => one.state !== 'archived')
  const skus = living(groups.flatMap((one) => scene.adsOf.get(one.id) ?? [])).flatMap((one) => one.sku ?? [])
  if (skus.length === 0) return null
  const matches = living(groups.flatMap((one) => scene.targetsOf.get(one.id) ?? [])).map(
    (one) => one.matchType,
  )
  const [type, match] = typeTokens(campaign.targeting, matches)
  return { product: productToken(skus), type, match, date: DATE.exec(campaign.name)?.[1] ?? '' }
}

/** A token without a value goes together with the separator before it. */
function filled(pattern: string, tokens: NonNullable<ReturnType<typeof tokensOf>>): string {
  const kept = pattern.replaceAll(
    /([^{}]*)\{(product|type|match|date)\}/g,
    (all, before: string, token: keyof typeof tokens) =>
      tokens[token] === '' ? '' : all.startsWith('{') ? all : `${before}{${token}}`,
  )
  return nameOf(kept, tokens).replace(/^[\s_|/·-]+/, '')
}

/**
 * Names by the account's own pattern where most names follow one that can be filled in, else by the builder's. Unique among the living, as
 * long as Amazon takes; a campaign that has its name already, or that cannot be named, is left out.
 */
export function betterNames(
  scene: Scene,
  campaigns: readonly AccountCampaign[],
  pattern: string | null,
): Map<string, string> {
  const own = pattern !== null && !pattern.replaceAll(TOKEN, '').includes('{') ? pattern : DEFAULT_PATTERN
  const living = scene.account.campaigns.filter((one) => one.state !== 'archived')
  const taken = new Set(living.map((one) => nameKey(one.name)))
  const names = new Map<string, string>()
  for (const campaign of campaigns.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const tokens = tokensOf(scene, campaign)
    if (tokens === null) continue
    const base = filled(own, tokens)
    let name = base.slice(0, MOST_NAME)
    for (let n = 2; taken.has(nameKey(name)) && nameKey(name) !== nameKey(campaign.name); n++)
      name = `${base.slice(0, MOST_NAME - 4)}_${n}`
    if (name === '' || nameKey(name) === nameKey(campaign.name)) continue
    taken.add(nameKey(name))
    names.set(campaign.id, name)
  }
  return names
}

/** What can be wrong with names; also the ground of a better one. */
export type NamingCode = 'naming_off_pattern' | 'naming_no_pattern' | 'naming_leftover' | 'naming_unsaid'

export const nameWish = (campaignId: string, name: string, code: NamingCode): Wanted => ({
  kind: 'sp.name',
  wish: { campaignId, name },
  grounds: [{ code, data: {} }],
})
