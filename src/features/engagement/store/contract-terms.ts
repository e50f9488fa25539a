import { sql } from 'kysely'
import type { StoreLine } from '#features/identity/public/stores.ts'
import { costCoverage, skuMargins } from '#features/facts/public/costs.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Enforced } from '#features/changes/public/by-contract.ts'
import { defaultLimits } from '#features/changes/rules/tiers.ts'
import type { Place, Terms } from '../rules/terms.ts'
import type { TermsContext } from '../rules/terms-parts.ts'
import type { Version } from './agreements.ts'

// What a contract stands beside: names, stores, kinds of changes, and what is enforced.

export const placesOf = (stores: readonly StoreLine[]): Place[] =>
  stores.flatMap((store) =>
    store.marketplaces.map((marketplace) => ({
      storeId: store.storeId,
      storeName: store.name,
      marketplace,
    })),
  )

export async function agencyName(tx: ReadTx, agencyId: string): Promise<string> {
  const row = await tx.maybeOne(sql<{ name: string }>`select name from agency where id = ${agencyId}::bigint`)
  return row?.name ?? ''
}

/** `hasCosts`: whether a commission on profit can be computed. */
export function contextOf(
  stores: readonly StoreLine[],
  versions: readonly Version[],
  today: Day,
  hasCosts: boolean,
): TermsContext {
  const heldSince = holdingOn(versions, today)?.fromOn ?? null
  return { stores, hasCosts, kinds: Object.keys(defaultLimits), today, heldSince }
}

/** Costs that cover less of the settled sales tell no profit. */
const COSTS_COVER = 0.9

/** Whether the costs of nearly all that was sold are known, in every currency. */
export async function costsKnown(tx: ReadTx, clientId: string, today: Day): Promise<boolean> {
  const covered = costCoverage((await skuMargins(tx, clientId, today)).lines)
  return covered.length > 0 && covered.every((one) => (one.ratio ?? 0) >= COSTS_COVER)
}

const bounds = (one: { auto: unknown; second: unknown } | undefined): string =>
  JSON.stringify([sorted(one?.auto), sorted(one?.second)])
const sorted = (bound: unknown): unknown =>
  bound === null || bound === undefined
    ? null
    : Object.entries(bound).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Where what the engine enforces is not what the terms say, by field. */
export function differsFrom(terms: Terms, enforced: Enforced): string[] {
  const says = { ...defaultLimits, ...terms.limits }
  const does = { ...defaultLimits, ...enforced.limits }
  return [
    ...(terms.mode === enforced.mode ? [] : ['mode']),
    ...[...new Set([...Object.keys(says), ...Object.keys(does)])]
      .filter((kind) => bounds(says[kind]) !== bounds(does[kind]))
      .map((kind) => `limits.${kind}`),
    ...terms.modules
      .filter((one) => (enforced.modules.get(`${one.storeId} ${one.module}`) ?? 'agency') !== one.owner)
      .map((one) => `modules.${one.storeId}.${one.module}`),
  ]
}

export const termsOf = (version: Version): Terms => version.content as Terms

/** The version whose terms hold on a day: the newest that both had agreed to by then and whose first day had come. */
export function holdingOn(versions: readonly Version[], day: Day): Version | null {
  const found = versions
    .filter((one) => one.agreedAt !== null && one.state !== 'withdrawn')
    .filter((one) => one.fromOn !== null && one.fromOn <= day)
    .toSorted((a, b) => b.version - a.version)[0]
  if (found === undefined) return null
  const { endsOn, renewal } = termsOf(found).term
  return endsOn !== null && renewal === 'none' && endsOn < day ? null : found
}
