import { timeZoneOf } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type QuotaLine, listQuotas } from '#amazon/quota-store.ts'
import type { Doors } from '#features/access/public/doors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { getStore, listStores } from '#features/identity/public/stores.ts'
import { listPulls, showQuotas, showStale, showSync, syncNow } from '../api/sync.ts'
import { type Freshness, finishBy, freshnessOf, percentOf } from '../rules/sync/progress.ts'
import { streamOf } from '../rules/sync/streams.ts'
import {
  type StreamSum,
  type WorkSum,
  listPullLines,
  sumStreams,
  sumWork,
  wakePulls,
} from '../store/sync-view.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function syncRoutes(doors: Doors): Route[] {
  return [
    route(showSync, async ({ params, actor, now, read }) => {
      const open = await doors.open({ agencyId: actor.agencyId, clientId: params.clientId })
      const prefixes = await prefixesOf(doors, actor.agencyId, open)
      return read(async (tx) => {
        const stores = await listStores(tx, params.clientId)
        const streams = await sumStreams(tx, params.clientId)
        const work = await sumWork(tx, params.clientId)
        const rates = await listQuotas(tx, prefixes, now)
        return {
          now: now.toISOString(),
          stores: stores.map((store) => ({
            storeId: store.storeId,
            name: store.name,
            region: store.region,
            apis: (['sp', 'ads'] as const).map((api) => {
              const mine = (one: { storeId: string; api: string }): boolean =>
                one.storeId === store.storeId && one.api === api
              const connected = open.some(mine)
              return {
                api,
                connected,
                ...workLine(work.find(mine) ?? null, streams.filter(mine), connected ? rates : [], now),
              }
            }),
          })),
        }
      })
    }),

    route(listPulls, async ({ params, query, read }) => ({
      pulls: (await read((tx) => listPullLines(tx, params.clientId, query.state ?? null))).map((one) => ({
        id: one.id,
        storeId: one.storeId,
        storeName: one.storeName,
        api: one.api,
        stream: one.stream,
        marketplace: one.marketplace,
        from: one.from,
        to: one.to,
        wantedAt: one.wantedAt.toISOString(),
        state: one.state,
        dueAt: one.dueAt.toISOString(),
        attempts: one.attempts,
        waitsFor: one.waitsFor?.replace(/^quota:/, '') ?? null,
        reason: one.reason,
        reportId: one.reportId,
        importId: one.importId,
        rows: one.rowCount,
        added: one.added,
        replaced: one.replaced,
        unchanged: one.unchanged,
        endedAt: iso(one.endedAt),
      })),
    })),

    route(showQuotas, async ({ params, actor, now, read }) => {
      const open = await doors.open({ agencyId: actor.agencyId, clientId: params.clientId })
      const prefixes = await prefixesOf(doors, actor.agencyId, open)
      const lines = await read((tx) => listQuotas(tx, prefixes, now))
      return { now: now.toISOString(), quotas: lines.map((line) => quotaLine(line, now)) }
    }),

    route(syncNow, async ({ params, body, actor, write }) => {
      const open = await doors.open({ agencyId: actor.agencyId, clientId: params.clientId })
      return write(async (tx) => {
        await getStore(tx, params)
        if (!open.some((one) => one.storeId === params.storeId && one.api === body.api))
          throw new Refusal('not_connected', { api: body.api, standing: 'revoked' })
        const place = { ...params, api: body.api }
        const again = await wakePulls(tx, place)
        await tx.enqueue('facts.sync', { agencyId: actor.agencyId, ...place })
        await tx.ledger(params.clientId, 'sync.asked', `store:${params.storeId}`, { api: body.api, again })
        return { again }
      })
    }),

    route(showStale, async ({ params, actor, now, read }) => {
      const open = await doors.open({ agencyId: actor.agencyId, clientId: params.clientId })
      return read(async (tx) => {
        const stores = await listStores(tx, params.clientId)
        const streams = await sumStreams(tx, params.clientId)
        return {
          stale: stores.flatMap((store) =>
            (['sp', 'ads'] as const).flatMap((api) => {
              const own = streams.filter((one) => one.storeId === store.storeId && one.api === api)
              const late = own.filter((one) => freshness(one, now) === 'late')
              if (late.length === 0) return []
              const connected = open.some((one) => one.storeId === store.storeId && one.api === api)
              const last = late.map((one) => one.lastAt!.getTime())
              const why = connected ? ('late' as const) : ('not_connected' as const)
              return [{ storeName: store.name, api, why, lastAt: iso(new Date(Math.min(...last))) }]
            }),
          ),
        }
      })
    }),
  ]
}

function freshness(one: StreamSum, now: Date): Freshness {
  const timeZone = timeZoneOf(one.marketplace)
  return freshnessOf(streamOf(one.stream), one, timeZone, now)
}

function workLine(work: WorkSum | null, streams: StreamSum[], rates: readonly QuotaLine[], now: Date) {
  const asking = work?.waitsFor?.replace(/^quota:/, '') ?? null
  const rate = rates.find((one) => asking !== null && one.key.endsWith(`/${asking}`))?.ratePerSecond
  const last = streams.flatMap((one) => (one.lastAt === null ? [] : [one.lastAt.getTime()]))
  return {
    percent: work === null ? 100 : percentOf(work.ended, work.all),
    ended: work?.ended ?? 0,
    all: work?.all ?? 0,
    rows: streams.reduce((sum, one) => sum + one.rows, 0),
    waitsFor: asking,
    waitsUntil: iso(work?.waitsUntil ?? null),
    finishBy:
      work === null
        ? null
        : iso(
            finishBy(
              { asks: work.asks, others: work.all - work.ended - work.asks, firstAt: work.firstAt },
              // Without a quota in the way a request leaves about every second.
              rate ?? 1,
              now,
            ),
          ),
    lastAt: last.length === 0 ? null : iso(new Date(Math.max(...last))),
    streams: streams.map((one) => ({
      stream: one.stream,
      marketplace: one.marketplace,
      freshness: freshness(one, now),
      through: one.through,
      lastAt: iso(one.lastAt),
      rows: one.rows,
      open: one.open,
      failed: one.failed,
      held: one.held,
      reason: one.reason,
    })),
  }
}

/** Buckets are named by application, region and account; these are the client's. */
async function prefixesOf(
  doors: Doors,
  agencyId: string,
  open: Awaited<ReturnType<Doors['open']>>,
): Promise<string[]> {
  const prefixes: string[] = []
  for (const one of open) {
    if (one.api === 'sp') prefixes.push(`sp/${one.appId}/${one.region}/${one.sellerId}/`)
    else {
      const { clientId: lwaClientId } = await doors.lwaApp({ agencyId }, one.appId)
      for (const { profileId } of one.profiles)
        prefixes.push(`ads/${lwaClientId}/${one.region}/${profileId}/`)
    }
  }
  return prefixes
}

function quotaLine(line: QuotaLine, now: Date) {
  const [api, , region = '', account = '', operation = '', ...rest] = line.key.split('/')
  return {
    key: line.key,
    api: api === 'sp' ? ('sp' as const) : ('ads' as const),
    region,
    account,
    operation,
    subject: rest.length === 0 ? null : rest.join('/'),
    ratePerSecond: line.ratePerSecond,
    publishedPerSecond: line.publishedPerSecond,
    burst: line.burst,
    tokens: line.tokens,
    waiting: line.waiting,
    blockedUntil: line.blockedUntil !== null && line.blockedUntil > now ? iso(line.blockedUntil) : null,
    throttledAt: iso(line.throttledAt),
  }
}
