import type { Event } from './states.ts'
import type { Item, Present } from './item.ts'
import { standingOf } from './item.ts'

// What a reading of Amazon's present value means for a change. Pure: instants are arguments.

/** A call that got no answer may still be at work; only after this time does an old value prove that it did nothing. */
export const SETTLE_MS = 90_000
/** Lists lag behind writes by seconds; an old value after this long is no lag any more. */
export const LAG_MS = 600_000
/** So often a change is tried whose call was lost and had done nothing. */
export const MOST_ATTEMPTS = 3

export type Move = { readonly event: Event; readonly reason: string | null } | { readonly wait: number }

/** Before a call: may it leave? Null when it may. */
export function refusalBefore(item: Pick<Item, 'from' | 'to'>, present: Present): string | null {
  switch (standingOf(item, present)) {
    case 'before':
      return null
    case 'wanted':
      return 'stands_already'
    case 'archived':
      return 'object_archived'
    case 'missing':
      return 'object_missing'
    case 'other':
      return item.from === null ? 'exists_otherwise' : 'value_moved'
  }
}

/** After a lost call. `sinceMs`: time since it left. */
export function settleLost(
  item: Pick<Item, 'from' | 'to'>,
  present: Present,
  sinceMs: number,
  attempts: number,
): Move {
  switch (standingOf(item, present)) {
    case 'wanted':
      return { event: 'find', reason: null }
    case 'before':
      if (sinceMs < SETTLE_MS) return { wait: SETTLE_MS - sinceMs }
      return attempts >= MOST_ATTEMPTS
        ? { event: 'refuse', reason: 'gave_up' }
        : { event: 'miss', reason: null }
    case 'archived':
      return { event: 'overtake', reason: 'object_archived' }
    case 'missing':
      return { event: 'overtake', reason: 'object_missing' }
    case 'other':
      return { event: 'overtake', reason: 'overtaken' }
  }
}

/** After Amazon took it. `sinceMs`: time since then. */
export function judgeReadBack(item: Pick<Item, 'from' | 'to'>, present: Present, sinceMs: number): Move {
  const standing = standingOf(item, present)
  if (standing === 'wanted') return { event: 'confirm', reason: null }
  if (standing === 'before' && sinceMs < LAG_MS) return { wait: Math.min(60_000, LAG_MS - sinceMs) }
  const reasons = {
    before: 'not_visible',
    archived: 'object_archived',
    missing: 'object_missing',
    other: 'overtaken',
  } as const
  return { event: 'contradict', reason: reasons[standing] }
}
