import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { AdsEntity } from '../rules/rows.ts'
import { microsOrNull } from '../store/where.ts'

export type CampaignSetting = {
  readonly storeId: string
  readonly marketplace: string
  readonly currency: string | null
  readonly campaignId: string
  readonly name: string | null
  /** enabled or paused; archived ones are in no snapshot of Amazon's interfaces. */
  readonly state: string | null
  readonly dailyBudgetMicros: bigint | null
  /** The day of the snapshot. */
  readonly asOf: string
}

/** Campaigns as the newest snapshot of each marketplace has them, by name. */
export async function campaignSettings(tx: ReadTx, clientId: string): Promise<CampaignSetting[]> {
  type Row = Omit<CampaignSetting, 'dailyBudgetMicros'> & { dailyBudgetMicros: string | null }
  const rows = await tx.rows(sql<Row>`
    with newest as (
      select store_id, marketplace, max(report_on) as day from ads_entity
      where client_id = ${clientId}::bigint and superseded_by is null group by store_id, marketplace)
    select e.store_id as "storeId", e.marketplace, e.currency, e.campaign_id as "campaignId", e.name, e.state,
           e.daily_budget_micros as "dailyBudgetMicros", e.report_on as "asOf"
    from ads_entity e join newest n on n.store_id = e.store_id and n.marketplace = e.marketplace and n.day = e.report_on
    where e.client_id = ${clientId}::bigint and e.superseded_by is null and e.entity = 'campaign'
    order by e.marketplace, e.name`)
  return rows.map((row) => ({
    ...row,
    dailyBudgetMicros: row.dailyBudgetMicros === null ? null : BigInt(row.dailyBudgetMicros),
  }))
}

/** A store and marketplace whose settings are known, with the day of the newest snapshot. */
export type SettingPlace = {
  readonly storeId: string
  readonly storeName: string
  readonly marketplace: string
  readonly currency: string | null
  readonly asOf: Day
}

/** Where settings are known, by store name and marketplace. Files that name no marketplace are left out: nothing can be changed there. */
export function settingPlaces(tx: ReadTx, clientId: string): Promise<SettingPlace[]> {
  return tx.rows(sql<SettingPlace>`
    select e.store_id as "storeId", s.name as "storeName", e.marketplace, max(e.currency) as currency, max(e.report_on) as "asOf"
    from ads_entity e join store s on s.client_id = e.client_id and s.id = e.store_id
    where e.client_id = ${clientId}::bigint and s.client_id = ${clientId}::bigint and e.superseded_by is null and e.marketplace <> ''
    group by e.store_id, s.name, e.marketplace order by s.name, e.marketplace`)
}

/** One object of a snapshot, in the vocabulary of the console's bulk sheet. */
export type AdSetting = {
  readonly entity: AdsEntity['entity']
  readonly campaignId: string
  readonly adGroupId: string | null
  readonly entityId: string | null
  readonly portfolioId: string | null
  readonly portfolio: string | null
  readonly name: string | null
  readonly state: string | null
  readonly targetingType: string | null
  readonly dailyBudgetMicros: bigint | null
  readonly bidMicros: bigint | null
  readonly biddingStrategy: string | null
  readonly placement: string | null
  /** Per cent as Amazon prints it: 50 = +50 %. */
  readonly adjustmentPercent: number | null
  readonly text: string | null
  readonly matchType: string | null
}

/** Objects of the snapshot of a day: of these kinds, or all of one campaign. */
export async function adSettings(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string; asOf: Day },
  which: { entities: readonly AdsEntity['entity'][] } | { campaignId: string },
): Promise<AdSetting[]> {
  type Row = Omit<AdSetting, 'dailyBudgetMicros' | 'bidMicros'> & {
    dailyBudgetMicros: string | null
    bidMicros: string | null
  }
  const narrowed =
    'campaignId' in which
      ? sql`campaign_id = ${which.campaignId}`
      : sql`entity = any (${[...which.entities]}::text[])`
  const rows = await tx.rows(sql<Row>`
    select entity, campaign_id as "campaignId", ad_group_id as "adGroupId", entity_id as "entityId", portfolio_id as "portfolioId",
           portfolio, name, state,
           targeting_type as "targetingType", daily_budget_micros as "dailyBudgetMicros", bid_micros as "bidMicros",
           bidding_strategy as "biddingStrategy", placement, adjustment_percent as "adjustmentPercent", text, match_type as "matchType"
    from ads_entity where client_id = ${at.clientId}::bigint and store_id = ${at.storeId}::bigint and marketplace = ${at.marketplace}
      and report_on = ${at.asOf}::date and superseded_by is null and ${narrowed} order by import_id, row_no`)
  return rows.map((row) => ({
    ...row,
    dailyBudgetMicros: microsOrNull(row.dailyBudgetMicros),
    bidMicros: microsOrNull(row.bidMicros),
  }))
}
