import { sql } from 'kysely'
import type { ReadTx } from '#platform/tenant.ts'

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
