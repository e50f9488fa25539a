import { type Day, addDays } from '#kernel/day.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { budgetEvents, recordedSpan } from '#features/changes/public/witnessed.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { localHours } from '../rules/budget/calendar.ts'
import { outByEvents } from '../rules/budget/out-of-budget.ts'
import type { PlaceKey } from './plans.ts'

/**
 * Share of each day's demand in which a campaign's budget carried clicks, by age (0 = `newest`), from Amazon's own events. Campaigns that
 * never ran out are not named; days that Amazon's record does not cover count as open.
 */
export async function openRatios(
  tx: ReadTx,
  at: PlaceKey,
  newest: Day,
  windowDays: number,
  now: Date,
): Promise<Map<string, number[]>> {
  const recorded = await recordedSpan(tx, at)
  if (recorded === null) return new Map()
  const timeZone = timeZoneOf(at.marketplace)
  const startOf = (day: Day): number => localHours(day, timeZone)[0]!.from
  // A day earlier: what was out at midnight is told by the evening before.
  const events = await budgetEvents(tx, at, new Date(startOf(addDays(newest, -windowDays))), now)
  const days = Array.from({ length: windowDays }, (_, age) => addDays(newest, -age))
  return new Map(
    [...Map.groupBy(events, (one) => one.campaignId)].map(([campaignId, all]) => {
      const own = all.map((one) => ({ at: one.at.getTime(), inBudget: one.inBudget }))
      const openOn = (day: Day): number =>
        startOf(day) < recorded.from.getTime() ? 1 : 1 - outByEvents(own, day, timeZone, now.getTime()).share
      return [campaignId, days.map(openOn)]
    }),
  )
}
