import type { Placements, PlacementKey } from './setting-words.ts'
import { placementKeys } from './setting-words.ts'
import { type Step, stepped } from './step.ts'
import { isAsin, normalTerm } from './terms.ts'

// From what a person picks and fills in to wishes as the change engine takes them.

export type Wanted = {
  readonly kind: string
  readonly wish: Record<string, unknown>
  /** Why, where a rule decided it. */
  readonly grounds?: { code: string; data: Record<string, unknown> }[]
}

export type Entity = 'campaigns' | 'adGroups' | 'keywords' | 'targets'

/** What is to be changed: an object with the amount it has by the snapshot (a default bid counts as its target's own). */
export type AmountRow = {
  readonly entity: Entity
  readonly id: string
  readonly label: string
  readonly amount: string | null
}
export type StateRow = Pick<AmountRow, 'entity' | 'id' | 'label'> & { readonly state: string | null }
export type PlacementRow = Pick<AmountRow, 'id' | 'label'> & { readonly placements: Placements }
export type NegativeRow = { readonly entity: string; readonly id: string; readonly label: string }
export type GroupRow = { readonly adGroupId: string; readonly name: string }

/** Bids (sp.bid) or daily budgets (sp.budget) after a step. Every row needs an amount, or the step is to an amount. */
export function amountWishes(
  kind: 'sp.bid' | 'sp.budget',
  rows: readonly AmountRow[],
  step: Step,
  currency: string,
): Wanted[] {
  return rows.flatMap(({ entity, id, amount }) => {
    const to = stepped(amount, step, currency)
    if (to === null) return []
    return [
      kind === 'sp.bid'
        ? { kind, wish: { entity, id, bid: to } }
        : { kind, wish: { campaignId: id, dailyBudget: to } },
    ]
  })
}

/**
 * Rows with the amounts that Amazon told in the preview, in the order of the wishes; null when the snapshot had them right. A step by per
 * cent then starts from what stands there now.
 */
export function restarted(
  rows: readonly AmountRow[],
  items: readonly { no: number; from: unknown }[],
): AmountRow[] | null {
  const told = new Map(items.map(({ no, from }) => [no, amountOf(from)]))
  let moved = false
  const now = rows.map((row, index) => {
    const amount = told.get(index + 1) ?? null
    if (amount === null || row.amount === null || Number(amount) === Number(row.amount)) return row
    moved = true
    return { ...row, amount }
  })
  return moved ? now : null
}

function amountOf(value: unknown): string | null {
  const { bid, dailyBudget } = (value ?? {}) as { bid?: string | null; dailyBudget?: string }
  return bid ?? dailyBudget ?? null
}

export function stateWishes(rows: readonly StateRow[], state: 'ENABLED' | 'PAUSED'): Wanted[] {
  return rows.map(({ entity, id }) => ({ kind: 'sp.state', wish: { entity, id, state } }))
}

export function strategyWishes(rows: readonly { id: string }[], strategy: string): Wanted[] {
  return rows.map(({ id }) => ({ kind: 'sp.strategy', wish: { campaignId: id, strategy } }))
}

/** Only the placements that were filled in are wanted; the others stay. */
export function placementWishes(
  rows: readonly { id: string }[],
  wanted: Readonly<Partial<Record<PlacementKey, number | null>>>,
): Wanted[] {
  const filled = placementKeys.flatMap((key) => {
    const value = wanted[key] ?? null
    return value === null ? [] : [[key, value] as const]
  })
  if (filled.length === 0) return []
  return rows.map(({ id }) => ({
    kind: 'sp.placement',
    wish: { campaignId: id, ...Object.fromEntries(filled) },
  }))
}

export function archiveWishes(rows: readonly NegativeRow[]): Wanted[] {
  return rows.map(({ entity, id }) => ({ kind: 'sp.archive', wish: { entity, id } }))
}

/** One term a line; each once, by what Amazon compares terms by. */
export function termLines(text: string, matchType: string): string[] {
  const asins = matchType === 'ASIN'
  const lines = text.split(asins ? /[\s,，;；]+/ : /\r?\n/)
  const clean = lines.map((line) => (asins ? line.trim().toUpperCase() : normalTerm(line)))
  return [...new Set(clean.filter((line) => line !== ''))]
}

/** ASINs among terms that are asked for as keywords: most likely a mistake. */
export function asinsAmong(terms: readonly string[], matchType: string): string[] {
  if (matchType === 'ASIN') return []
  return terms.map((one) => one.toUpperCase()).filter((one) => one.startsWith('B0') && isAsin(one))
}

/** Every term in every ad group; without ad groups for the whole campaign. */
export function negativeWishes(
  campaigns: readonly { id: string }[],
  adGroupIds: readonly string[],
  matchType: string,
  terms: readonly string[],
): Wanted[] {
  const parents = adGroupIds.length === 0 ? [null] : adGroupIds
  return campaigns.flatMap(({ id }) =>
    parents.flatMap((adGroupId) =>
      terms.map((term) => ({
        kind: 'sp.negative',
        wish: { campaignId: id, adGroupId, term, matchType },
      })),
    ),
  )
}

export function keywordWishes(
  campaignId: string,
  adGroupIds: readonly string[],
  matchType: string,
  terms: readonly string[],
  /** Null: the ad group's default bid. */
  bid: string | null,
): Wanted[] {
  return adGroupIds.flatMap((adGroupId) =>
    terms.map((term) => ({ kind: 'sp.keyword', wish: { campaignId, adGroupId, term, matchType, bid } })),
  )
}
