import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

/** How far the papers of a client are: what the board's stages ask for. */
export type AgreedPapers = {
  readonly planSignedVersion: number | null
  readonly quoteIssued: boolean
  readonly contractInForceVersion: number | null
}

export async function agreedPapersOf(tx: ReadTx, clientId: string): Promise<AgreedPapers> {
  const rows = await tx.rows(sql<{ kind: string; state: string; version: number }>`
    select kind, state, max(version) as version from agreement_version
    where client_id = ${clientId}::bigint group by kind, state`)
  const newest = (kind: string, ...states: string[]): number | null =>
    rows
      .filter((one) => one.kind === kind && states.includes(one.state))
      .map((one) => one.version)
      .toSorted((a, b) => b - a)[0] ?? null
  return {
    planSignedVersion: newest('plan', 'in_force'),
    quoteIssued: newest('quote', 'offered', 'agreed') !== null,
    contractInForceVersion: newest('contract', 'in_force'),
  }
}
