import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'

/** What Amazon suggested to bid on a keyword or product target: its guess from what lately won for similar products, not from the seller's profit. */
export type SuggestedBid = {
  readonly entityId: string
  readonly campaignId: string
  readonly adGroupId: string
  readonly matchType: string | null
  readonly text: string
  readonly lowMicros: bigint
  readonly middleMicros: bigint
  readonly highMicros: bigint
}

/** Themes of events stand beside it; this one holds all year. */
const THEME = 'CONVERSION_OPPORTUNITIES'

/** The newest suggestions of a place, of all its targets or of these; null when none were ever read. */
export async function suggestedBids(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
  entityIds: readonly string[] | null = null,
): Promise<{ asOf: Day; bids: SuggestedBid[] } | null> {
  const live = sql`client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
    and superseded_by is null`
  const newest = await tx.maybeOne(
    sql<{ day: Day | null }>`select max(report_on) as day from bid_recommendation where ${live}`,
  )
  const asOf = newest?.day ?? null
  if (asOf === null) return null
  const these = entityIds === null ? sql`` : sql`and entity_id = any (${[...entityIds]}::text[])`
  type Row = Omit<SuggestedBid, 'lowMicros' | 'middleMicros' | 'highMicros'> & Record<Amount, string>
  type Amount = 'low' | 'middle' | 'high'
  const rows = await tx.rows(sql<Row>`
    select entity_id as "entityId", campaign_id as "campaignId", ad_group_id as "adGroupId", match_type as "matchType", text,
      low_micros::text as low, middle_micros::text as middle, high_micros::text as high
    from bid_recommendation where ${live} and report_on = ${asOf}::date and theme = ${THEME} ${these} order by row_no`)
  return {
    asOf,
    bids: rows.map(({ low, middle, high, ...row }) => ({
      ...row,
      lowMicros: BigInt(low),
      middleMicros: BigInt(middle),
      highMicros: BigInt(high),
    })),
  }
}
