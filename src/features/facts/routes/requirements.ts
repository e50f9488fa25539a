import { sql } from 'kysely'
import { findMarketplace } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ReadTx } from '#platform/tenant.ts'

/** A store must be one of the client's; another client's looks the same as none. */
export async function requireStore(tx: ReadTx, clientId: string, storeId: string | null): Promise<void> {
  if (storeId === null) return
  const found = await tx.maybeOne(sql<{ id: string }>`
    select id from store where client_id = ${clientId}::bigint and id = ${storeId}::bigint`)
  if (found === null) throw new Refusal('store_unknown')
}

/** A marketplace as its code; refuses what is none of Amazon's. */
export function requireMarketplace(text: string | null): string | null {
  if (text === null || text === '') return null
  const found = findMarketplace(text)
  if (found === null) throw new Refusal('marketplace_unknown', { marketplace: text })
  return found.code
}

export function requirePeriod(hints: { from: string | null; to: string | null }): void {
  if (hints.from !== null && hints.to !== null && hints.from > hints.to)
    throw new Refusal('period_backwards', { from: hints.from, to: hints.to })
}
