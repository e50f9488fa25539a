// Which settings are changed in a world of the effect benchmark: a third of the campaigns get one change of a random kind and size,
// a third are measured although nothing was changed, the rest stand as control.

import type { Market } from '#sandbox/market/market.ts'
import type { Change } from '#sandbox/market/settings.ts'
import type { AdsTree, Campaign, Target } from '#sandbox/market/world-ads.ts'

/** Seeded numbers for the benchmark's own choices; the market has its own dice. */
export type Chance = () => number

/** mulberry32: small, and independent of the market's generator. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type ChangeKind =
  | 'bid'
  | 'target_state'
  | 'placement'
  | 'strategy'
  | 'budget'
  | 'campaign_state'
  | 'negative'
  | 'keyword'
  | 'none'

export type Subject = { level: 'campaign' | 'target'; id: string; campaignId: string; kind: ChangeKind }
/** `unchanged`: campaigns in which nothing is touched, measured or not. */
export type Plan = { changes: Change[]; subjects: Subject[]; unchanged: Set<string> }

const pick = <T>(chance: Chance, items: readonly T[]): T => items[Math.floor(chance() * items.length)]!

/** A factor of 0.5 to 2, never near 1. */
const factorOf = (chance: Chance): number =>
  Math.exp((chance() < 0.5 ? -1 : 1) * (0.15 + chance() * (Math.LN2 - 0.15)))

type Scene = {
  tree: AdsTree
  /** Clicks so far by campaign, target, and campaign + search term. */
  clicks: ReadonlyMap<string, number>
  terms: ReadonlyMap<string, readonly string[]>
  chance: Chance
}

/** One of the campaign's targets with clicks, drawn in proportion to the root of its clicks. */
function targetOf(scene: Scene, campaign: Campaign): Target | null {
  const groups = new Set(
    scene.tree.adGroups.filter((g) => g.campaignId === campaign.campaignId).map((g) => g.adGroupId),
  )
  const seen = scene.tree.targets.filter(
    (t) => groups.has(t.adGroupId) && t.state === 'enabled' && (scene.clicks.get(t.targetId) ?? 0) > 0,
  )
  const weights = seen.map((t) => Math.sqrt(scene.clicks.get(t.targetId)!))
  let left = scene.chance() * weights.reduce((a, b) => a + b, 0)
  for (const [i, target] of seen.entries()) if ((left -= weights[i]!) <= 0) return target
  return seen.at(-1) ?? null
}

function changeTarget(scene: Scene, target: Target): { kind: ChangeKind; change: Change } {
  if (scene.chance() < 0.15)
    return {
      kind: 'target_state',
      change: { kind: 'target', targetId: target.targetId, patch: { state: 'paused' } },
    }
  const group = scene.tree.adGroups.find((g) => g.adGroupId === target.adGroupId)!
  const bidMinor = Math.max(
    2,
    Math.round((target.bidMinor ?? group.defaultBidMinor) * factorOf(scene.chance)),
  )
  return { kind: 'bid', change: { kind: 'target', targetId: target.targetId, patch: { bidMinor } } }
}

function changeCampaign(scene: Scene, campaign: Campaign): { kind: ChangeKind; change: Change } | null {
  const { campaignId } = campaign
  const { chance, tree } = scene
  const patch = (kind: ChangeKind, part: Extract<Change, { kind: 'campaign' }>['patch']) => ({
    kind,
    change: { kind: 'campaign', campaignId, patch: part } as const,
  })
  const kind = pick(chance, [
    'placement',
    'placement',
    'strategy',
    'budget',
    'budget',
    'campaign_state',
    'negative',
    'keyword',
  ] as const)
  if (kind === 'placement') {
    const placement = pick(chance, ['top', 'top', 'rest', 'product_pages'] as const)
    const now = campaign.placementPercent[placement]
    return patch(kind, {
      placementPercent: {
        [placement]: now > 0 && chance() < 0.5 ? 0 : now + 25 + Math.round(chance() * 150),
      },
    })
  }
  if (kind === 'strategy') {
    const others = (['down_only', 'up_and_down', 'fixed'] as const).filter((s) => s !== campaign.strategy)
    return patch(kind, { strategy: pick(chance, others) })
  }
  if (kind === 'budget')
    return patch(kind, {
      dailyBudgetMinor: Math.max(300, Math.round(campaign.dailyBudgetMinor * factorOf(chance))),
    })
  if (kind === 'campaign_state') return patch(kind, { state: 'paused' })
  const terms = scene.terms.get(campaignId) ?? []
  if (kind === 'negative') {
    if (terms.length === 0) return null
    const text = pick(chance, terms.slice(0, 6))
    return {
      kind,
      change: {
        kind: 'addNegative',
        campaignId,
        adGroupId: null,
        expression: { kind: 'keyword', text, match: 'phrase' },
      },
    }
  }
  const group = tree.adGroups.find((g) => g.campaignId === campaignId)
  const all = [...scene.terms.values()].flat()
  if (!group || campaign.targeting === 'auto' || all.length === 0) return null
  const expression = {
    kind: 'keyword',
    text: pick(chance, all),
    match: pick(chance, ['broad', 'phrase', 'exact'] as const),
  } as const
  const isThere = tree.targets.some(
    (t) => t.adGroupId === group.adGroupId && JSON.stringify(t.expression) === JSON.stringify(expression),
  )
  if (isThere) return null
  return {
    kind,
    change: { kind: 'addTarget', adGroupId: group.adGroupId, expression, bidMinor: null },
  }
}

function sceneOf(market: Market, storeKey: string, from: string, to: string, chance: Chance): Scene {
  const clicks = new Map<string, number>()
  const byTerm = new Map<string, Map<string, number>>()
  const rows = market.reads.adRows({
    storeKey,
    from,
    to,
    by: 'span',
    clickedOnly: true,
    grain: ['campaign', 'target', 'searchTerm'],
  })
  for (const row of rows) {
    for (const id of [row.campaignId, row.targetId]) clicks.set(id, (clicks.get(id) ?? 0) + row.clicks)
    if (/^b0\w{8}$/.test(row.searchTerm)) continue
    const terms = byTerm.get(row.campaignId) ?? new Map<string, number>()
    terms.set(row.searchTerm, (terms.get(row.searchTerm) ?? 0) + row.clicks)
    byTerm.set(row.campaignId, terms)
  }
  const terms = new Map(
    [...byTerm].map(([id, map]) => [
      id,
      [...map].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([term]) => term),
    ]),
  )
  return { tree: market.reads.adsTree(storeKey), clicks, terms, chance }
}

/** Decides from what could be seen before the change; applies nothing. */
export function planChanges(market: Market, storeKey: string, from: string, to: string, seed: number): Plan {
  const chance = chanceOf(seed)
  const scene = sceneOf(market, storeKey, from, to, chance)
  const plan: Plan = { changes: [], subjects: [], unchanged: new Set() }
  const running = scene.tree.campaigns.filter(
    (c) => c.state === 'enabled' && (scene.clicks.get(c.campaignId) ?? 0) > 0,
  )
  const order = running.map((c) => ({ c, at: chance() })).toSorted((a, b) => a.at - b.at)
  for (const [i, { c: campaign }] of order.entries()) {
    const { campaignId } = campaign
    const target = targetOf(scene, campaign)
    const whole: Subject = { level: 'campaign', id: campaignId, campaignId, kind: 'none' }
    const part: Subject | null = target && { level: 'target', id: target.targetId, campaignId, kind: 'none' }
    const role = i % 3
    if (role === 0) {
      const made =
        part && target && chance() < 0.5
          ? { ...changeTarget(scene, target), subject: part }
          : { ...changeCampaign(scene, campaign), subject: whole }
      if (made.change && made.kind) {
        plan.changes.push(made.change)
        plan.subjects.push({ ...made.subject, kind: made.kind })
        continue
      }
    }
    plan.unchanged.add(campaignId)
    if (role === 1) plan.subjects.push(whole, ...(part ? [part] : []))
  }
  return plan
}
