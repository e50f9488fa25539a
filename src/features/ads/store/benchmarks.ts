import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Aim, type Benchmark, defaultAim } from '../rules/audit/cpc.ts'
import type { PlaceKey } from './plans.ts'

export type BenchmarkLine = Benchmark & { readonly addedByName: string; readonly addedAt: Date }

/** Benchmarks of a marketplace that nobody removed, newest first. */
export async function listBenchmarks(
  tx: ReadTx,
  at: { clientId: string; marketplace: string },
): Promise<BenchmarkLine[]> {
  const rows = await tx.rows(sql<Omit<BenchmarkLine, 'valueMicros'> & { value: string }>`
    select id, marketplace, name, source, scope, scope_text as "scopeText", currency, value_micros::text as value, from_on as "from",
      to_on as "to", added_by_name as "addedByName", added_at as "addedAt"
    from cpc_benchmark where client_id = ${at.clientId}::bigint and marketplace = ${at.marketplace} and removed_at is null
    order by from_on desc, id desc limit 2000`)
  return rows.map(({ value, ...row }) => ({ ...row, valueMicros: BigInt(value) }))
}

export async function insertBenchmarks(
  tx: WriteTx,
  clientId: string,
  rows: readonly Omit<Benchmark, 'id'>[],
  byName: string,
): Promise<void> {
  const told = rows.map(({ valueMicros, from, to, ...row }) => ({
    ...row,
    value: valueMicros.toString(),
    fromOn: from,
    toOn: to,
  }))
  await tx.rows(sql`
    insert into cpc_benchmark (client_id, marketplace, name, source, scope, scope_text, currency, value_micros, from_on, to_on,
      added_by_name, added_at)
    select ${clientId}::bigint, r.marketplace, r.name, r.source, r.scope, r."scopeText", r.currency, r.value, r."fromOn", r."toOn",
      ${byName}, ${tx.now}
    from jsonb_to_recordset(${canonicalJson(told as unknown as Json)}::jsonb) as r(marketplace text, name text, source text, scope text,
      "scopeText" text, currency text, value bigint, "fromOn" date, "toOn" date)`)
}

/** The removed one's name; null when there is none. */
export async function removeBenchmark(
  tx: WriteTx,
  clientId: string,
  id: string,
  byName: string,
): Promise<{ name: string; marketplace: string } | null> {
  const [row] = await tx.rows(sql<{ name: string; marketplace: string }>`
    update cpc_benchmark set removed_by_name = ${byName}, removed_at = ${tx.now}
    where client_id = ${clientId}::bigint and id = ${id}::bigint and removed_at is null returning name, marketplace`)
  return row ?? null
}

export async function findAim(tx: ReadTx, at: PlaceKey): Promise<Aim> {
  const [row] = await tx.rows(sql<Aim>`
    select low_ratio as "lowRatio", high_ratio as "highRatio", acos_ratio as "acosRatio" from cpc_aim
    where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
    order by id desc limit 1`)
  return row ?? defaultAim
}

export async function insertAim(tx: WriteTx, at: PlaceKey, aim: Aim, byName: string): Promise<void> {
  await tx.rows(sql`
    insert into cpc_aim (client_id, store_id, marketplace, low_ratio, high_ratio, acos_ratio, set_by_name, set_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, ${aim.lowRatio}, ${aim.highRatio}, ${aim.acosRatio},
      ${byName}, ${tx.now})`)
}
