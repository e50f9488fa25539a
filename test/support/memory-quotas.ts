import { type Shelf, newBucket } from '#amazon/bucket.ts'
import type { QuotaStore } from '#amazon/limiter.ts'

/** Buckets in memory: what the database does for workers of many processes, for those of one. */
export function memoryQuotas(): QuotaStore & { shelves: Map<string, Shelf> } {
  const shelves = new Map<string, Shelf>()
  return {
    shelves,
    change(plans, now, work) {
      const before = plans.map(
        (plan) => shelves.get(plan.key) ?? { bucket: newBucket(plan, now), waiting: [] },
      )
      const { result, shelves: after } = work(before)
      for (const shelf of after) shelves.set(shelf.bucket.key, shelf)
      return Promise.resolve(result)
    },
  }
}
