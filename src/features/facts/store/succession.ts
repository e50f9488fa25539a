import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { type Span, mergeSpans } from '../rules/cover.ts'
import type { Dataset } from '../rules/rows.ts'
import { type Claim, winners } from '../rules/succession.ts'
import { keyColumns, readUnitKey } from '../rules/units.ts'

/** A claim as stored, with where its rows lie. */
type StoredClaim = Claim & {
  unitId: string
  unitKey: string
  dataset: Dataset
  rowsFrom: Day
  rowsTo: Day
}

/** All live claims of the units that one import touches, its own included whether live or not. */
async function contenders(tx: WriteTx, clientId: string, importId: string): Promise<StoredClaim[]> {
  // Units first: joined in one query, tables that were just filled and have no statistics yet are walked once for each row.
  const units = await tx.rows(sql<{ id: string }>`
    select distinct unit_id as id from import_claim where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`)
  const ids = units.map((unit) => unit.id)
  const rows = await tx.rows(sql<Omit<StoredClaim, 'asOf'> & { asOf: Date }>`
    select c.import_id as "importId", c.unit_id as "unitId", u.unit_key as "unitKey", u.dataset, c.from_on as "from", c.to_on as "to",
           c.rows_from_on as "rowsFrom", c.rows_to_on as "rowsTo", c.as_of as "asOf"
    from import_claim c
    join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${clientId}::bigint and u.client_id = ${clientId}::bigint and c.live
      and c.unit_id = any (${ids}::bigint[]) and u.id = any (${ids}::bigint[])`)
  return rows.map((row) => ({ ...row, asOf: row.asOf.toISOString() }))
}

/**
 * Marks which rows are live after `importId` came or went: every day of every unit it touches goes to the newest file that
 * stands. Answers with the days whose live rows may have changed, besides the import's own.
 */
export async function settleSuccession(tx: WriteTx, clientId: string, importId: string): Promise<Span[]> {
  const claims = await contenders(tx, clientId, importId)
  const touched: Span[] = []
  for (const unit of Map.groupBy(claims, (claim) => claim.unitId).values()) {
    if (unit.every((claim) => claim.importId === importId)) continue
    const reach = {
      from: unit.map((claim) => claim.rowsFrom).reduce((a, b) => (a < b ? a : b)),
      to: unit.map((claim) => claim.rowsTo).reduce((a, b) => (a > b ? a : b)),
    }
    touched.push(reach)
    const grain = readUnitKey(unit[0]!.unitKey).grain
    if (grain === 'key') await settleKeys(tx, clientId, importId, unit, reach)
    else await settleDays(tx, clientId, unit, reach)
  }
  return mergeSpans(touched)
}

async function settleDays(
  tx: WriteTx,
  clientId: string,
  unit: readonly StoredClaim[],
  reach: Span,
): Promise<void> {
  const [{ dataset, unitId }] = unit as [StoredClaim]
  const among = [...new Set(unit.map((claim) => claim.importId))]
  for (const segment of winners(unit)) {
    const from = segment.from > reach.from ? segment.from : reach.from
    const to = segment.to < reach.to ? segment.to : reach.to
    if (from > to) continue
    const winner = sql`case when import_id = ${segment.importId}::bigint then null else ${segment.importId}::bigint end`
    await tx.rows(sql`
      update ${sql.table(dataset)} set superseded_by = ${winner}
      where client_id = ${clientId}::bigint and unit_id = ${unitId}::bigint and report_on between ${from}::date and ${to}::date
        and import_id = any (${among}::bigint[]) and superseded_by is distinct from ${winner}`)
    if (readUnitKey(unit[0]!.unitKey).series === 'settlement')
      await tx.rows(sql`
        update settlement set superseded_by = ${winner}
        where client_id = ${clientId}::bigint and settlement_id = ${unit[0]!.unitKey.split('|')[1]!}
          and import_id = any (${among}::bigint[])`)
  }
}

/** Orders go one by one to the newest file that has them. */
async function settleKeys(
  tx: WriteTx,
  clientId: string,
  importId: string,
  unit: readonly StoredClaim[],
  reach: Span,
): Promise<void> {
  const [{ dataset, unitId }] = unit as [StoredClaim]
  const key = sql.ref(keyColumns[dataset]!)
  const ids = unit.map((claim) => claim.importId)
  const facts = sql.table(dataset)
  const scope = sql`client_id = ${clientId}::bigint and unit_id = ${unitId}::bigint
    and report_on between ${reach.from}::date and ${reach.to}::date`
  await tx.rows(sql`
    with files as (
      select * from unnest(${ids}::bigint[], ${unit.map((claim) => claim.asOf)}::timestamptz[]) as f (import_id, as_of)),
    touched as (select distinct ${key} as key from ${facts} where ${scope} and import_id = ${importId}::bigint),
    present as (
      select distinct t.${key} as key, t.import_id, f.as_of
      from ${facts} t join touched on touched.key = t.${key} join files f on f.import_id = t.import_id
      where t.client_id = ${clientId}::bigint and t.unit_id = ${unitId}::bigint
        and t.report_on between ${reach.from}::date and ${reach.to}::date),
    winner as (select distinct on (key) key, import_id from present order by key, as_of desc, import_id desc)
    update ${facts} t
    set superseded_by = case when t.import_id = winner.import_id then null else winner.import_id end
    from winner
    where t.client_id = ${clientId}::bigint and t.unit_id = ${unitId}::bigint
      and t.report_on between ${reach.from}::date and ${reach.to}::date and t.${key} = winner.key and t.import_id = any (${ids}::bigint[])
      and t.superseded_by is distinct from case when t.import_id = winner.import_id then null else winner.import_id end`)
}

/** Takes an import's own rows out of sight: their superseded_by becomes the import itself. */
export async function withdrawFacts(
  tx: WriteTx,
  clientId: string,
  importId: string,
  dataset: Dataset,
): Promise<Span[]> {
  const reach = await tx.rows(sql<Span>`
    select rows_from_on as "from", rows_to_on as "to" from import_claim
    where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`)
  const days = mergeSpans(reach)
  for (const { from, to } of days)
    await tx.rows(sql`
      update ${sql.table(dataset)} set superseded_by = ${importId}::bigint
      where client_id = ${clientId}::bigint and report_on between ${from}::date and ${to}::date and import_id = ${importId}::bigint`)
  await tx.rows(sql`
    update settlement set superseded_by = ${importId}::bigint
    where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`)
  await tx.rows(sql`
    update import_claim set live = false where client_id = ${clientId}::bigint and import_id = ${importId}::bigint`)
  return days
}
