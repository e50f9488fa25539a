import { type Day, addDays } from '#kernel/day.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { decimalText } from '#kernel/money.ts'
import { settingEvents } from '#features/changes/public/witnessed.ts'
import { reportedNames } from '#features/facts/public/ad-budgets.ts'
import { type AdSum, adSums, lastAdDay } from '#features/facts/public/ad-days.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import { showAdMoves } from '../api/moves.ts'
import { localHours } from '../rules/budget/calendar.ts'
import { partsOf } from '../rules/what-changed.ts'

type Compared = NonNullable<OutputOf<typeof showAdMoves>['total']>
type Sum = Pick<AdSum, 'impressions' | 'clicks' | 'orders' | 'costMicros' | 'salesMicros'>

const MOST_SETTINGS = 500
const nothing: Sum = { impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }

export function moveRoutes(): Route[] {
  return [
    route(showAdMoves, async ({ params, query, read }) =>
      read(async (tx) => {
        const { storeId, marketplace } = query
        const at = { clientId: params.clientId, storeId, marketplace }
        const last = await lastAdDay(tx, at)
        if (last === null) return { spans: null, total: null, campaigns: [], settings: [], isCut: false }
        const days = Number(query.days)
        const now = { from: addDays(last, 1 - days), to: last }
        const before = { from: addDays(now.from, -days), to: addDays(now.from, -1) }
        const [ofNow, ofBefore] = [
          await adSums(tx, { ...at, ...now }, 'campaign'),
          await adSums(tx, { ...at, ...before }, 'campaign'),
        ]
        const names = await reportedNames(tx, { ...at, from: before.from, to: now.to })
        const settings = await settingEvents(tx, at, ...instantsOf(now, marketplace), MOST_SETTINGS + 1)
        return {
          spans: { now, before },
          total: compared(summed(ofNow), summed(ofBefore)),
          campaigns: byCampaign(ofNow, ofBefore).map(([campaignId, one]) => ({
            campaignId,
            name: names.get(campaignId) ?? campaignId,
            ...one,
          })),
          settings: settings
            .slice(0, MOST_SETTINGS)
            .map(({ at: instant, ...one }) => ({ ...one, at: instant.toISOString() })),
          isCut: settings.length > MOST_SETTINGS,
        }
      }),
    ),
  ]
}

/** The first and the last instant of local days. */
function instantsOf(span: { from: Day; to: Day }, marketplace: string): [Date, Date] {
  const timeZone = timeZoneOf(marketplace)
  const start = (day: Day): Date => new Date(localHours(day, timeZone)[0]!.from)
  return [start(span.from), start(addDays(span.to, 1))]
}

function byCampaign(now: readonly AdSum[], before: readonly AdSum[]): [string, Compared][] {
  const then = new Map(before.map((one) => [one.key, one]))
  const present = new Map(now.map((one) => [one.key, one]))
  return [...new Set([...present.keys(), ...then.keys()])].map((key) => [
    key,
    compared(present.get(key) ?? nothing, then.get(key) ?? nothing),
  ])
}

function summed(all: readonly Sum[]): Sum {
  return all.reduce(
    (sum, one) => ({
      impressions: sum.impressions + one.impressions,
      clicks: sum.clicks + one.clicks,
      orders: sum.orders + one.orders,
      costMicros: sum.costMicros + one.costMicros,
      salesMicros: sum.salesMicros + one.salesMicros,
    }),
    nothing,
  )
}

function compared(now: Sum, before: Sum): Compared {
  const text = ({ impressions, clicks, orders, costMicros, salesMicros }: Sum) => ({
    impressions,
    clicks,
    orders,
    spend: decimalText(costMicros),
    sales: decimalText(salesMicros),
  })
  const plain = ({ costMicros, salesMicros, ...counts }: Sum) => ({
    ...counts,
    spend: Number(costMicros) / 1e6,
    sales: Number(salesMicros) / 1e6,
  })
  return { now: text(now), before: text(before), parts: partsOf(plain(now), plain(before)) }
}
