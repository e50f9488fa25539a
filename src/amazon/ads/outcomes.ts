import { z } from 'zod'
import { type FailureKind, clean } from '../errors.ts'
import { idText, listOf, maybe } from '../json.ts'

// Answers to a batch (HTTP 207): every item has an outcome of its own, named by its index. The status of the whole says nothing.

/** Why one item was not taken. */
export type ItemProblem = {
  /** Amazon's kind of error: rangeError, duplicateValueError, entityStateError … */
  readonly type: string
  /** TOO_LOW, DUPLICATE_VALUE, ARCHIVED_ENTITY_CANNOT_BE_MODIFIED … */
  readonly reason: string | null
  readonly message: string | null
  /** JSON path of the offending value. */
  readonly location: string | null
  readonly lowerLimit: string | null
  readonly upperLimit: string | null
}

export type ItemOutcome<T> =
  | { readonly index: number; readonly outcome: 'applied'; readonly id: string; readonly entity: T | null }
  | {
      readonly index: number
      readonly outcome: 'failed'
      /** `unknown` also when the answer does not mention the item at all. */
      readonly kind: FailureKind
      readonly problems: readonly ItemProblem[]
    }

const value = z.object({
  reason: maybe(z.string()),
  message: maybe(z.string()),
  cause: maybe(z.object({ location: maybe(z.string()) })),
  lowerLimit: maybe(z.string()),
  upperLimit: maybe(z.string()),
})

const problem = z
  .object({ errorType: z.string(), errorValue: z.record(z.string(), z.unknown()) })
  .transform(({ errorType, errorValue }): ItemProblem => {
    const parsed = value.safeParse(errorValue[errorType] ?? Object.values(errorValue)[0] ?? {})
    const told = parsed.success ? parsed.data : value.parse({})
    return {
      type: errorType,
      reason: told.reason,
      message: clean(told.message),
      location: told.cause?.location ?? null,
      lowerLimit: told.lowerLimit,
      upperLimit: told.upperLimit,
    }
  })

const index = z.coerce.number().int()

/** The body of a batch's answer for one kind of entity, whatever the wrapper and the names of ids. */
export function batchSchema<T>(names: {
  wrapper: string
  idKey: string
  entityKey: string
  entity: z.ZodType<T>
}) {
  const applied = z.looseObject({
    index,
    [names.idKey]: maybe(idText),
    [names.entityKey]: maybe(names.entity),
  })
  const failed = z.object({ index, errors: listOf(problem) })
  const both = z.object({ success: listOf(applied), error: listOf(failed) })
  return z.object({ [names.wrapper]: both }).transform((body) => {
    const { success, error } = body[names.wrapper]!
    return {
      applied: success.map((item) => ({
        index: item['index'] as number,
        id: item[names.idKey] as string | null,
        entity: item[names.entityKey] as T | null,
      })),
      failed: error,
    }
  })
}

type Batch<T> = {
  readonly applied: readonly { index: number; id: string | null; entity: T | null }[]
  readonly failed: readonly { index: number; errors: readonly ItemProblem[] }[]
}

/** One outcome for each of the `count` items that were sent, in their order. */
export function outcomesOf<T>(count: number, batch: Batch<T>): ItemOutcome<T>[] {
  const applied = new Map(batch.applied.map((item) => [item.index, item]))
  const failed = new Map(batch.failed.map((item) => [item.index, item]))
  return Array.from({ length: count }, (_, at): ItemOutcome<T> => {
    const bad = failed.get(at)
    if (bad !== undefined)
      return { index: at, outcome: 'failed', kind: kindOf(bad.errors), problems: bad.errors }
    const good = applied.get(at)
    return good !== undefined && good.id !== null
      ? { index: at, outcome: 'applied', id: good.id, entity: good.entity }
      : { index: at, outcome: 'failed', kind: 'unknown', problems: [] }
  })
}

function kindOf(problems: readonly ItemProblem[]): FailureKind {
  const types = problems.map((one) => one.type)
  if (types.includes('throttledError')) return 'throttled'
  return types.length === 0 || types.includes('internalServerError') ? 'unknown' : 'rejected'
}

/** True when Amazon refused the item because it is there already: for keywords, targets and negatives that is what was wanted. */
export function isDuplicate(outcome: ItemOutcome<unknown>): boolean {
  return outcome.outcome === 'failed' && outcome.problems.some((one) => one.type === 'duplicateValueError')
}
