import { sql } from 'kysely'
import type { CoverageFact } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { brandProducts } from '../rules/brand-rows.ts'
import { type AdsReport, type Dataset } from '../rules/rows.ts'
import { adsPreference, readUnitKey } from '../rules/units.ts'
import { type Where, liveFacts, narrowed, orNull } from '../store/where.ts'

/** What live files cover, by dataset, report and marketplace. Undated files have no from and to. */
export async function groupedCoverage(
  tx: ReadTx,
  where: Omit<Where, 'from' | 'to'>,
): Promise<CoverageFact[]> {
  type Row = {
    dataset: Dataset
    unitKey: string
    marketplace: string
    importId: string
    from: Day
    to: Day
    rows: number
  }
  const rows = await tx.rows(sql<Row>`
    select u.dataset, u.unit_key as "unitKey", u.marketplace, c.import_id as "importId", c.rows_from_on as "from", c.rows_to_on as "to", c.row_count as rows
    from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${where.clientId}::bigint and u.client_id = ${where.clientId}::bigint and c.live ${narrowed({ storeId: where.storeId ?? null }, 'u')}
      and (${where.marketplace ?? null}::text is null or u.marketplace in (${where.marketplace ?? null}::text, ''))`)
  const days = await salesDaysSeen(tx, { ...where, from: '0001-01-01', to: '9999-12-31' })
  const groups = Map.groupBy(
    rows,
    (row) => `${row.dataset}|${readUnitKey(row.unitKey).series}|${row.marketplace}`,
  )
  return [...groups.values()].map((own) => {
    const first = own[0]!
    const { series } = readUnitKey(first.unitKey)
    const dated = own
      .map((row) => ({ row, unit: readUnitKey(row.unitKey) }))
      .filter(({ unit }) => unit.grain !== 'undated')
    const isBrand = first.dataset === 'brand_ads'
    const told = isBrand ? series.slice(3) : series
    const report =
      adsPreference.includes(told as AdsReport) && (isBrand || first.dataset === 'ads')
        ? (told as AdsReport)
        : null
    return {
      dataset: first.dataset,
      report,
      adProduct: isBrand
        ? (brandProducts.find((product) => series.startsWith(product.toLowerCase())) ?? null)
        : first.dataset === 'ads'
          ? 'SP'
          : null,
      source: ['settlement', 'date_range', 'myi', 'planning'].includes(series) ? series : null,
      marketplace: orNull(first.marketplace),
      from: least(dated.map(({ row, unit }) => unit.from ?? row.from)),
      to: greatest(dated.map(({ row, unit }) => unit.to ?? row.to)),
      rows: own.reduce((total, row) => total + row.rows, 0),
      files: new Set(own.map((row) => row.importId)).size,
      daysSeen: first.dataset === 'sales_day' ? (days.get(first.marketplace) ?? null) : null,
    }
  })
}

async function salesDaysSeen(tx: ReadTx, where: Where): Promise<Map<string, number>> {
  const rows = await tx.rows(sql<{ marketplace: string; days: number }>`
    select marketplace, count(distinct report_on)::int as days from sales_day where ${liveFacts(where)} group by marketplace`)
  return new Map(rows.map((row) => [row.marketplace, row.days]))
}

const least = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((low, day) => (low === null || day < low ? day : low), null)
const greatest = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((high, day) => (high === null || day > high ? day : high), null)

/** The days that dated files speak of; counts of stock and files without a period only where there is nothing else. */
export async function newestDay(
  tx: ReadTx,
  query: { clientId: string; marketplace?: string | null },
): Promise<{ from: Day; to: Day; asOf: Day } | null> {
  const claims = await tx.rows(sql<{ unitKey: string; from: Day; to: Day }>`
    select u.unit_key as "unitKey", min(c.rows_from_on) as "from", max(c.rows_to_on) as "to"
    from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${query.clientId}::bigint and u.client_id = ${query.clientId}::bigint and c.live
      and (${query.marketplace ?? null}::text is null or u.marketplace in (${query.marketplace ?? null}::text, ''))
    group by u.unit_key`)
  // A row over a period is stored by its last day; the period itself stands in the unit's key.
  const spans = claims.map((claim) => {
    const unit = readUnitKey(claim.unitKey)
    return { from: unit.from ?? claim.from, to: unit.to ?? claim.to, grain: unit.grain }
  })
  const dated = spans.filter(({ grain }) => grain !== 'undated' && grain !== 'snapshot')
  const best = dated.length > 0 ? dated : spans
  const from = least(best.map((span) => span.from))
  const to = greatest(best.map((span) => span.to))
  return from === null || to === null ? null : { from, to, asOf: to }
}

/** Names of the client's imported files by id. */
export async function importedFileNames(tx: ReadTx, clientId: string): Promise<Record<string, string>> {
  const rows = await tx.rows(sql<{ id: string; name: string }>`
    select id, file_name as name from import where client_id = ${clientId}::bigint and state = 'done'`)
  return Object.fromEntries(rows.map((row) => [row.id, row.name]))
}
