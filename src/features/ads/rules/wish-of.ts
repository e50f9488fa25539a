import { microsFromDecimal } from '#kernel/money.ts'
import { nameProblem } from './names.ts'
import { type PlacementKey, placementKeys } from './setting-words.ts'
import { stepProblem } from './step.ts'
import type { Wanted } from './wishes.ts'

// The way back from a proposed change to the wish it came from, so that another version of it can be proposed.

/** A proposed change: its object and its values, in the form of its kind. */
export type ProposedLine = {
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly from: unknown
  readonly to: unknown
}

/** A wanted value: amounts as decimal text (null: the ad group's bid), per cent as numbers, everything else as codes. */
export type Value = Readonly<Record<string, unknown>>

export type FieldSort = 'amount' | 'optionalAmount' | 'percent' | 'state' | 'strategy' | 'name'

const fields: Readonly<Record<string, Readonly<Record<string, FieldSort>>>> = {
  'sp.bid': { bid: 'amount' },
  'sp.budget': { dailyBudget: 'amount' },
  'sp.strategy': { strategy: 'strategy' },
  'sp.placement': Object.fromEntries(placementKeys.map((key) => [key, 'percent'])),
  'sp.state': { state: 'state' },
  'sp.name': { name: 'name' },
  'sp.negative': {},
  'sp.keyword': { bid: 'optionalAmount' },
  'sp.archive': {},
  'sp.campaign': {},
  'sp.archiveCampaign': {},
}

export const wantedStates = ['ENABLED', 'PAUSED'] as const
export const wantedStrategies = ['LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL'] as const

/** Amazon takes placement adjustments up to this, in per cent. */
export const MOST_PERCENT = 900

/** Whether another version of such a change can be put together here. */
export const isRevisable = (kind: string): boolean => kind in fields

/** What of a change can be given another value, in the order it is shown; nothing where one can only take it or leave it. */
export const editableFields = (kind: string): readonly (readonly [string, FieldSort])[] =>
  Object.entries(fields[kind] ?? {})

/**
 * Why `to` cannot be wanted of a line: value_missing, name_empty, name_too_long, name_characters, value_not_positive, too_precise, percent_out_of_range, unchanged (it is what stands
 * there); null when it can.
 */
export function valueProblem(line: ProposedLine, to: Value, currency: string): string | null {
  const editable = editableFields(line.kind)
  for (const [field, sort] of editable) {
    const problem = fieldProblem(sort, to[field], currency)
    if (problem !== null) return problem
  }
  const from = line.from as Value | null
  if (from === null || editable.length === 0) return null
  return editable.every(([field]) => isSame(from[field], to[field])) ? 'unchanged' : null
}

function fieldProblem(sort: FieldSort, value: unknown, currency: string): string | null {
  switch (sort) {
    case 'optionalAmount':
      return isEmpty(value) ? null : fieldProblem('amount', value, currency)
    case 'amount':
      return stepProblem({ move: 'set', value: isEmpty(value) ? '' : String(value) }, currency)
    case 'percent':
      if (typeof value !== 'number') return 'value_missing'
      return Number.isInteger(value) && value >= 0 && value <= MOST_PERCENT ? null : 'percent_out_of_range'
    case 'name':
      return nameProblem(isEmpty(value) ? '' : String(value))
    case 'state':
    case 'strategy':
      return isEmpty(value) ? 'value_missing' : null
  }
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (typeof before !== 'string' || typeof after !== 'string') return false
  const micros = microsFromDecimal(before)
  return micros !== null && micros === microsFromDecimal(after)
}

/** The wish that leads to `to`; null for a kind that is not one of ads. Give it no value that `valueProblem` objects to. */
export function wishOf(line: ProposedLine, to: Value): Wanted | null {
  const { kind, entity, objectId, from } = line
  switch (kind) {
    case 'sp.bid':
      return { kind, wish: { entity, id: objectId, bid: to['bid'] } }
    case 'sp.budget':
      return { kind, wish: { campaignId: objectId, dailyBudget: to['dailyBudget'] } }
    case 'sp.name':
      return { kind, wish: { campaignId: objectId, name: to['name'] } }
    case 'sp.strategy':
      return { kind, wish: { campaignId: objectId, strategy: to['strategy'] } }
    case 'sp.placement':
      return { kind, wish: { campaignId: objectId, ...movedPlacements(from, to) } }
    case 'sp.state':
      return { kind, wish: { entity, id: objectId, state: to['state'] } }
    case 'sp.negative':
      return { kind, wish: picked(to, ['campaignId', 'adGroupId', 'term', 'matchType']) }
    case 'sp.keyword': {
      const bid = isEmpty(to['bid']) ? null : to['bid']
      return { kind, wish: { ...picked(to, ['campaignId', 'adGroupId', 'term', 'matchType']), bid } }
    }
    case 'sp.archive':
      return { kind, wish: { entity, id: objectId } }
    case 'sp.campaign':
      return { kind, wish: { ...to } }
    case 'sp.archiveCampaign':
      return { kind, wish: { campaignId: objectId } }
    default:
      return null
  }
}

/** What was not moved is not wanted: somebody else may move it meanwhile. */
function movedPlacements(from: unknown, to: Value): Partial<Record<PlacementKey, unknown>> {
  const before = (from ?? {}) as Value
  return picked(
    to,
    placementKeys.filter((key) => before[key] !== to[key]),
  )
}

const picked = (value: Value, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, value[key]]))
