import type { Json } from '#kernel/canonical-json.ts'
import { objectKey, sameValue } from './item.ts'

export type Done = {
  readonly id: string
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly from: Json
  readonly to: Json
  readonly appliedAt: Date
}

export type RevertPlan = {
  /** One for each object and kind: back to what stood before the first of these changes. */
  readonly back: readonly { readonly ids: readonly string[]; readonly last: Done; readonly to: Json }[]
  /** A later edit stands there: nothing is overwritten. */
  readonly conflicts: readonly { readonly id: string; readonly present: Json; readonly expected: Json }[]
  /** Nothing to take back: what stood before stands again. */
  readonly nothing: readonly string[]
}

/**
 * How several changes are taken back. Of each object and kind the last change must still stand, else somebody edited it since.
 * `presentOf` gives the value now, in the kind's terms.
 */
export function planRevert(done: readonly Done[], presentOf: (change: Done) => Json): RevertPlan {
  const groups = Map.groupBy(done, objectKey)
  const plan = {
    back: [] as { ids: string[]; last: Done; to: Json }[],
    conflicts: [] as { id: string; present: Json; expected: Json }[],
    nothing: [] as string[],
  }
  for (const group of groups.values()) {
    const inOrder = group.toSorted((a, b) => a.appliedAt.getTime() - b.appliedAt.getTime())
    const first = inOrder[0]!
    const last = inOrder.at(-1)!
    const present = presentOf(last)
    const ids = inOrder.map((one) => one.id)
    if (sameValue(present, first.from)) plan.nothing.push(...ids)
    else if (!sameValue(present, last.to)) plan.conflicts.push({ id: last.id, present, expected: last.to })
    else plan.back.push({ ids, last, to: first.from })
  }
  return plan
}
