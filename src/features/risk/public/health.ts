import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { healthNow } from '#features/facts/public/health.ts'
import { type HealthLevel, beyondTarget, healthLevel, statusOf, warningsIn } from '../rules/health.ts'

/** One account in one marketplace, in short. */
export type HealthBrief = {
  readonly storeId: string
  readonly storeName: string
  readonly marketplace: string
  readonly asOf: Day
  readonly status: string | null
  readonly level: HealthLevel
  /** Figures that miss their targets, and warnings of Amazon's. */
  readonly beyond: readonly string[]
  readonly warnings: readonly string[]
}

/** How Amazon judges a client's accounts now; empty where no report was read. `until`: as it was known on that day. */
export async function healthBriefs(
  tx: ReadTx,
  at: { clientId: string; until?: Day },
): Promise<HealthBrief[]> {
  return (await healthNow(tx, at)).map(({ rows, ...place }) => ({
    ...place,
    status: statusOf(rows),
    level: healthLevel(rows),
    beyond: beyondTarget(rows),
    warnings: warningsIn(rows),
  }))
}
