import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { gapsWithin } from '../rules/cover.ts'
import { type FxRate, type FxTable, fxTable } from '../rules/fx.ts'
import { type Maturity, type Subject, leastMature, maturityOf } from '../rules/maturity.ts'
import { type MetricName, metrics } from '../rules/kpi.ts'
import type { Dataset } from '../rules/rows.ts'
import { winners } from '../rules/succession.ts'
import { readUnitKey } from '../rules/units.ts'
import { type Where, narrowed, orNull } from '../store/where.ts'

// What the files of a client speak for, how sure a figure is, and exchange rates.

/** One stretch of days one file speaks for. */
export type Coverage = {
  importId: string
  fileName: string
  fileType: string
  dataset: Dataset
  /** by_date, by_asin, search_term …, myi, planning, settlement, orders … */
  series: string
  grain: string
  storeId: string
  marketplace: string | null
  from: Day
  to: Day
  rowCount: number
  /** When the file was made (ISO 8601). */
  asOf: string
}

type ClaimRow = Omit<Coverage, 'series' | 'grain' | 'marketplace' | 'asOf' | 'from' | 'to'> & {
  unitId: string
  unitKey: string
  marketplace: string
  claimFrom: Day
  claimTo: Day
  rowsFrom: Day
  rowsTo: Day
  asOf: Date
  /** A settlement's own period; null for everything else. */
  headFrom: Day | null
  headTo: Day | null
}

/** Everything live that meets the days (all of it without days): per series, each day under the newest file that speaks for it. */
export async function coverage(
  tx: ReadTx,
  query: Omit<Where, 'from' | 'to'> & { from?: Day; to?: Day },
): Promise<Coverage[]> {
  const { from = '0001-01-01', to = '9999-12-31', marketplace = null } = query
  const rows = await tx.rows(sql<ClaimRow>`
    select c.import_id as "importId", i.file_name as "fileName", i.file_type as "fileType", u.dataset, u.id as "unitId", u.unit_key as "unitKey",
           u.store_id as "storeId", u.marketplace, c.from_on as "claimFrom", c.to_on as "claimTo", c.rows_from_on as "rowsFrom",
           c.rows_to_on as "rowsTo", c.row_count as "rowCount", c.as_of as "asOf",
           (h.start_at at time zone 'UTC')::date as "headFrom", (h.end_at at time zone 'UTC')::date as "headTo"
    from import_claim c
    join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    join import i on i.client_id = c.client_id and i.id = c.import_id
    left join settlement h on h.client_id = c.client_id and h.import_id = c.import_id and u.unit_key = 'settlement|' || h.settlement_id || '|whole|'
    where c.client_id = ${query.clientId}::bigint and u.client_id = ${query.clientId}::bigint and i.client_id = ${query.clientId}::bigint and c.live
      and c.rows_to_on >= ${from}::date and c.rows_from_on <= ${to}::date ${narrowed({ storeId: query.storeId ?? null }, 'u')}
      and (${marketplace}::text is null or u.marketplace in (${marketplace}::text, ''))
    order by u.dataset, u.store_id, u.marketplace, c.rows_from_on, c.import_id`)
  return [...Map.groupBy(rows, (row) => row.unitId).values()].flatMap(spokenBy)
}

/** The claims of one unit as stretches of days, each under the file that stands there. Orders are told by all files together. */
function spokenBy(claims: readonly ClaimRow[]): Coverage[] {
  const unit = readUnitKey(claims[0]!.unitKey)
  const entry = (row: ClaimRow, from: Day, to: Day): Coverage => ({
    importId: row.importId,
    fileName: row.fileName,
    fileType: row.fileType,
    dataset: row.dataset,
    series: unit.series,
    grain: unit.grain,
    storeId: row.storeId,
    marketplace: orNull(row.marketplace),
    from: unit.from ?? from,
    to: unit.to ?? to,
    rowCount: row.rowCount,
    asOf: row.asOf.toISOString(),
  })
  if (unit.grain === 'key') return claims.map((row) => entry(row, row.rowsFrom, row.rowsTo))
  const plain = claims.map((row) => ({
    importId: row.importId,
    from: row.claimFrom,
    to: row.claimTo,
    asOf: row.asOf.toISOString(),
  }))
  return winners(plain).map((segment) => {
    const row = claims.find((claim) => claim.importId === segment.importId)!
    if (unit.grain !== 'whole') return entry(row, segment.from, segment.to)
    // A settlement stands for its own period, quiet days included, not for all time.
    return entry(row, row.headFrom ?? row.rowsFrom, row.headTo ?? row.rowsTo)
  })
}

/** The days within `range` that no file of the dataset speaks for. */
export function coverageGaps(
  entries: readonly Coverage[],
  dataset: Dataset,
  range: { from: Day; to: Day },
): { from: Day; to: Day }[] {
  return gapsWithin(
    entries.filter((entry) => entry.dataset === dataset),
    range,
  )
}

const datasetsOf: Readonly<Record<Subject, readonly Dataset[]>> = {
  sales: ['sales_day', 'order_line', 'sales_asin'],
  orders: ['order_line'],
  ad_traffic: ['ads', 'brand_ads'],
  ad_conversions: ['ads'],
  brand_conversions: ['brand_ads'],
  returns: ['return_line'],
  settlement: ['money_line'],
  stock: ['stock'],
}

/** How sure figures about a subject are over the days. */
export function subjectMaturity(
  entries: readonly Coverage[],
  subject: Subject,
  range: { from: Day; to: Day },
): Maturity {
  const datasets = datasetsOf[subject]
  return maturityOf(
    subject,
    range,
    entries.filter((entry) => datasets.includes(entry.dataset)),
  )
}

/** How sure one metric is over the days: as sure as the least sure of what it rests on. */
export function metricMaturity(
  entries: readonly Coverage[],
  metric: MetricName,
  range: { from: Day; to: Day },
): Maturity {
  return leastMature(metrics[metric].subjects.map((subject) => subjectMaturity(entries, subject, range)))
}

/** Exchange rates in force for the scope's agency: its own before the seeded ones. */
export async function fxRates(tx: ReadTx): Promise<FxRate[]> {
  return tx.rows(sql<FxRate>`
    select currency, day, per_usd as "perUsd", source from fx_rate
    union all
    select currency, day, per_usd, source from fx_rate_own`)
}

/** A converter over those rates. */
export async function readFxTable(tx: ReadTx): Promise<FxTable> {
  return fxTable(await fxRates(tx))
}

/** The days (first, last) for which the client has anything live. Null when nothing was imported. */
export async function coveredDays(
  tx: ReadTx,
  query: { clientId: string; storeId?: string | null; marketplace?: string | null },
): Promise<{ from: Day; to: Day } | null> {
  const row = await tx.maybeOne(sql<{ from: Day | null; to: Day | null }>`
    select min(c.rows_from_on) as "from", max(c.rows_to_on) as "to"
    from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${query.clientId}::bigint and u.client_id = ${query.clientId}::bigint and c.live ${narrowed(query)}`)
  return row === null || row.from === null || row.to === null ? null : { from: row.from, to: row.to }
}
