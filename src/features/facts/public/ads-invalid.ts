import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts } from '../store/where.ts'

export type InvalidDay = {
  readonly campaign: string
  readonly day: Day
  /** Net, as other reports count. */
  readonly clicks: number
  readonly impressions: number
  readonly grossClicks: number
  readonly grossImpressions: number
  readonly invalidClicks: number
  readonly invalidImpressions: number
}

/** Gross and invalid traffic by campaign name and day, where daily reports tell it. Campaigns of one name are one line. */
export function invalidDays(tx: ReadTx, where: Where): Promise<InvalidDay[]> {
  return tx.rows(sql<InvalidDay>`
    select campaign, report_on as day, sum(clicks)::int as clicks, sum(impressions)::int as impressions,
      sum(gross_clicks)::int as "grossClicks", sum(gross_impressions)::int as "grossImpressions",
      sum(invalid_clicks)::int as "invalidClicks", sum(invalid_impressions)::int as "invalidImpressions"
    from ads_invalid where ${liveFacts(where)} and from_on = report_on group by 1, 2 order by 2, 1`)
}
