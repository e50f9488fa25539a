import type { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { Ground, Item, Present } from '../rules/item.ts'
import type { Module } from '../rules/modules.ts'
import type { Size } from '../rules/tiers.ts'

export type ChangeDoor = Awaited<ReturnType<Doors['ads']>>

/** Which object a wish is about, before Amazon was asked. */
export type Target = Pick<Item, 'entity' | 'objectId'>

/** An object to be read; with the value wanted, where a change is under way. */
export type Sought = Target & { readonly to?: Json }

/** What Amazon says of an object now. `extra` is the kind's own and reaches its `write`. */
export type Reading = {
  readonly present: Present
  readonly campaignId: string | null
  readonly adGroupId: string | null
  /** How Amazon's reports name a target; null for what has no row of its own there. */
  readonly reported: { readonly text: string; readonly matchType: string } | null
  readonly extra?: unknown
}

/** One outcome for one item. `unknown` is settled by reading; `throttled` certainly did nothing. */
export type Written =
  | { readonly outcome: 'applied'; readonly madeId: string | null }
  | { readonly outcome: 'refused'; readonly code: string; readonly detail: Json }
  | { readonly outcome: 'throttled' }
  | { readonly outcome: 'unknown' }

/** A whole call that gave no outcomes. `unavailable` and `throttled`: it did nothing. */
export class CallFailed extends Error {
  readonly kind: 'throttled' | 'unavailable' | 'rejected' | 'unknown'
  readonly code: string
  readonly retryAt: Date | null

  constructor(kind: CallFailed['kind'], code: string, retryAt: Date | null, options?: ErrorOptions) {
    super(`${kind} ${code}`, options)
    this.name = 'CallFailed'
    this.kind = kind
    this.code = code
    this.retryAt = retryAt
  }
}

/** True when another time the same call may do. */
export const mayPass = (error: unknown): boolean =>
  error instanceof CallFailed && (error.kind === 'throttled' || error.kind === 'unavailable')

/** Where a check stands: what differs by marketplace. */
export type Place = { readonly marketplace: string; readonly currency: string }

/** A wish for another change, as somebody would send it, and why. */
export type Wish = { readonly kind: string; readonly wish: Json; readonly grounds?: readonly Ground[] }

/**
 * A kind of change. What it decides is pure; `read` and `write` are its only ways to Amazon, and throw CallFailed.
 * All items of one call are of one kind and one entity, at most `callItems` of them.
 */
export type ChangeKind = {
  readonly name: string
  readonly module: Module
  /** Stopped together with all others marked so. */
  readonly highRisk: boolean
  /** True: only a rule that people agreed to beforehand proposes it; a person's wish for it is refused as unknown. */
  readonly byRule?: boolean
  readonly callItems: number
  readonly wish: z.ZodType
  target(wish: unknown): Target
  /** The value wanted, in the kind's form, given the present one. */
  aim(wish: unknown, present: Json): Json
  size(from: Json, to: Json): Size
  /** Why a change cannot be wanted at all: a refusal's code; null when it can. `extra` is what the reading brought. */
  check(item: Pick<Item, 'entity' | 'objectId' | 'from' | 'to'>, place: Place, extra: unknown): string | null
  /** By object id; what is not in the answer is not there. What a lost call has only begun is not there either. */
  read(door: ChangeDoor, items: readonly Sought[]): Promise<Map<string, Reading>>
  write(door: ChangeDoor, items: readonly { item: Item; reading: Reading }[]): Promise<Written[]>
  /** What takes a change back to `value`; null when nothing does. */
  undo(item: Item, madeId: string | null, value: Json): Wish | null
}
