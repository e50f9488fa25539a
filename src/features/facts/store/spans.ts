import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Dataset } from '../rules/rows.ts'
import { type Span, chooseSpans } from '../rules/cover.ts'
import { adsPreference, readUnitKey } from '../rules/units.ts'
import { type Where, narrowed } from './where.ts'

/** A stretch that live files of one series speak for. `daily`: rows of single days; else one sum over from..to. */
export type SpokenSpan = {
  unitId: string
  storeId: string
  marketplace: string
  report: string
  daily: boolean
  from: Day
  to: Day
  asOf: string
}

/** What live files of a dataset cover that meets the days asked for. */
export async function spansOf(tx: ReadTx, where: Where, dataset: Dataset): Promise<SpokenSpan[]> {
  const rows = await tx.rows(sql<{
    unitId: string
    storeId: string
    marketplace: string
    unitKey: string
    from: Day
    to: Day
    asOf: Date
  }>`
    select u.id as "unitId", u.store_id as "storeId", u.marketplace, u.unit_key as "unitKey", c.from_on as "from", c.to_on as "to", c.as_of as "asOf"
    from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${where.clientId}::bigint and u.client_id = ${where.clientId}::bigint and c.live and u.dataset = ${dataset}
      and c.rows_to_on >= ${where.from}::date and c.rows_from_on <= ${where.to}::date ${narrowed(where)}
    order by u.id, c.as_of desc`)
  const seen = new Set<string>()
  return rows.flatMap((row) => {
    const unit = readUnitKey(row.unitKey)
    const span = {
      unitId: row.unitId,
      storeId: row.storeId,
      marketplace: row.marketplace,
      report: unit.series,
      daily: unit.grain !== 'span' && unit.grain !== 'undated',
      from: unit.from ?? row.from,
      to: unit.to ?? row.to,
      asOf: row.asOf.toISOString(),
    }
    // Only the newest file of a span counts; days may be told by several.
    if (!span.daily) {
      if (seen.has(span.unitId)) return []
      seen.add(span.unitId)
    }
    return [span]
  })
}

/**
 * Of the files that only sum over spans, those that may be counted within `range`: none that meets days which a daily file of the
 * place tells, none that overlaps another, the most complete report level first. With `report`, of that level alone.
 */
export function countableAds(
  spans: readonly SpokenSpan[],
  range: Span,
  report: string | null,
  preference: readonly string[] = adsPreference,
): SpokenSpan[] {
  const levels = preference.filter((level) => report === null || level === report)
  const chosen: SpokenSpan[] = []
  for (const place of Map.groupBy(spans, (span) => `${span.storeId}|${span.marketplace}`).values()) {
    const known = place.filter((span) => report === null || span.report === report)
    const taken: Span[] = known.filter((span) => span.daily)
    for (const level of levels) {
      const offered = known.filter((span) => !span.daily && span.report === level)
      const picked = chooseSpans(offered, range, taken)
      taken.push(...picked)
      chosen.push(...picked)
    }
  }
  return chosen
}
