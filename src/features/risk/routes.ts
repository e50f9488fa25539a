import { addDays } from '#kernel/day.ts'
import { type Route, route } from '#platform/http/route.ts'
import { healthHistory, healthNow } from '#features/facts/public/health.ts'
import { ACCOUNT_RATING, ACCOUNT_STATUS, WARNING, figureOf } from '#features/facts/rules/health-metrics.ts'
import { showHealth, showHealthHistory } from './api.ts'
import { healthLevel, isBeyond, statusOf, warningsIn } from './rules/health.ts'

/** Days of history that are shown: as far back as anything is kept in step. */
const HISTORY_DAYS = 400

export function riskRoutes(): Route[] {
  return [
    route(showHealth, async ({ params, now, read }) => {
      const accounts = await read((tx) => healthNow(tx, params))
      return {
        today: now.toISOString().slice(0, 10),
        accounts: accounts.map(({ rows, ...place }) => ({
          ...place,
          level: healthLevel(rows),
          status: statusOf(rows),
          rating: rows.find((row) => row.metric === ACCOUNT_RATING)?.status ?? null,
          warnings: warningsIn(rows),
          figures: rows
            .filter(
              ({ metric }) =>
                metric !== ACCOUNT_STATUS && metric !== ACCOUNT_RATING && !metric.startsWith(WARNING),
            )
            .map((row) => ({
              ...figureOf(row),
              windowFrom: row.windowFrom,
              windowTo: row.windowTo,
              beyond: isBeyond(row),
            })),
        })),
      }
    }),

    route(showHealthHistory, async ({ params, query, now, read }) => {
      const today = now.toISOString().slice(0, 10)
      const points = await read((tx) =>
        healthHistory(tx, {
          ...params,
          ...query,
          from: addDays(today, -HISTORY_DAYS),
          to: addDays(today, 1),
        }),
      )
      return { points: points.map((point) => ({ ...point, beyond: isBeyond(point) })) }
    }),
  ]
}
