import { sellingStores } from '#features/access/public/connected.ts'
import type { Doors } from '#features/access/public/doors.ts'
import { listReads, productPast, searchCatalogue, topClicked } from '#features/facts/public/products.ts'
import { headRank } from '#features/facts/rules/products.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/competitor-watch.ts'
import { askWatched, ownAsins } from '../store/competitor-reads.ts'
import { endWatch, insertWatched, listWatched } from '../store/competitor-watch.ts'

const PAST_DAYS = 400
const DAY_MS = 86_400_000

/** Finding competitors in Amazon's catalogue, watching them, and how their prices went. */
export function competitorWatchRoutes(doors: Doors): Route[] {
  return [findRoute(doors), ...watchRoutes(), refreshRoute(), pastRoute()]
}

function findRoute(doors: Doors): Route {
  return route(api.findCompetitors, async ({ params, query, actor, now, read }) => {
    const { clientId } = params
    const { agencyId } = actor
    await read((tx) => requirePlace(tx, clientId, query, now))
    const pages = await searchCatalogue(doors, { agencyId, clientId }, query, now)
    return read(async (tx) => {
      const own = new Set(await ownAsins(tx, clientId, query.marketplace))
      const watched = new Set(
        (await listWatched(tx, clientId))
          .filter((one) => one.marketplace === query.marketplace)
          .map((one) => one.asin),
      )
      const known = (asin: string) =>
        own.has(asin) ? ('own' as const) : watched.has(asin) ? ('watched' as const) : null
      const clicked = await topClicked(tx, clientId, query)
      const [first] = clicked
      // One product stands behind many searches: its most searched one is named.
      const once = clicked.filter(
        (one, index) => clicked.findIndex((other) => other.asin === one.asin) === index,
      )
      return {
        catalogue: pages.map((page) => {
          const head = headRank(page.ranks)
          const { asin, title, brand } = page
          return {
            asin,
            title,
            brand,
            rank: head?.rank ?? null,
            rankList: head?.title ?? null,
            known: known(asin),
          }
        }),
        brandAnalytics: once.map(({ asin, title, term, rank, clickShareRatio }) => ({
          asin,
          title,
          term,
          searchRank: rank,
          clickShareRatio,
          known: known(asin),
        })),
        reportDays: first === undefined ? null : { from: first.from, to: first.to },
      }
    })
  })
}

/** Refuses a store that is not connected, or whose listings were not granted; another client's looks the same as none. */
async function requirePlace(
  tx: ReadTx,
  clientId: string,
  place: { storeId: string; marketplace: string },
  now: Date,
): Promise<void> {
  const store = (await sellingStores(tx, clientId, now)).find((one) => one.storeId === place.storeId)
  if (store === undefined || !store.marketplaces.includes(place.marketplace))
    throw new Refusal('not_connected', { api: 'sp' })
  if (!store.granted.includes('listings_view'))
    throw new Refusal('outside_grant', { operation: 'catalogItems', missing: 'listings_view' })
}

function watchRoutes(): Route[] {
  return [
    route(api.watchCompetitors, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const { storeId, marketplace, via } = body
        await requirePlace(tx, clientId, body, now)
        const own = new Set(await ownAsins(tx, clientId, marketplace))
        const asked = [...new Set(body.asins)]
        const rivals = asked.filter((asin) => !own.has(asin))
        const words = body.words ?? null
        const added = await insertWatched(tx, clientId, { storeId, marketplace, asins: rivals, via, words })
        if (added.length === 0)
          throw new Refusal('competitors_known', { own: asked.length - rivals.length, known: rivals.length })
        const here = (await listWatched(tx, clientId)).filter((one) => one.marketplace === marketplace)
        if (here.length > api.mostWatched) throw new Refusal('competitors_many', { most: api.mostWatched })
        await askWatched(tx, { agencyId: actor.agencyId, clientId }, { storeId, marketplace })
        await tx.ledger(clientId, 'competitors.watched', `competitors:${marketplace}`, {
          marketplace,
          asins: added,
          via,
          words,
        })
        const [ownCount, known] = [asked.length - rivals.length, rivals.length - added.length]
        return { added: added.length, own: ownCount, known }
      }),
    ),

    route(api.unwatchCompetitor, ({ params, write }) =>
      write(async (tx) => {
        const ended = await endWatch(tx, params.clientId, params.watchId)
        if (ended === null) throw notFound()
        await tx.ledger(params.clientId, 'competitors.unwatched', `competitors:${ended.marketplace}`, {
          ...ended,
        })
        return {}
      }),
    ),
  ]
}

function refreshRoute(): Route {
  return route(api.refreshCompetitors, ({ params, actor, write }) =>
    write(async (tx) => {
      const { clientId } = params
      if ((await listWatched(tx, clientId)).length === 0) throw new Refusal('competitors_none')
      const reads = await listReads(tx, clientId, 20)
      if (reads.some((one) => one.state === 'waiting')) throw new Refusal('competitors_reading')
      const asked = await askWatched(tx, { agencyId: actor.agencyId, clientId })
      if (asked === 0) throw new Refusal('not_connected', { api: 'sp' })
      await tx.ledger(clientId, 'competitors.refreshed', 'competitors', { reads: asked })
      return { reads: asked }
    }),
  )
}

function pastRoute(): Route {
  return route(api.showCompetitorPast, ({ params, query, now, read }) =>
    read(async (tx) => {
      const since = new Date(now.getTime() - PAST_DAYS * DAY_MS)
      const { offers, pages } = await productPast(tx, params.clientId, query, since)
      const text = (micros: bigint | null): string | null => (micros === null ? null : decimalText(micros))
      const points = [
        ...offers.map((one) => ({
          at: one.seenAt,
          price: text(one.featuredMicros),
          lowest: text(one.lowestMicros),
          offers: one.offers as number | null,
          // The page is read in the same breath as the offers.
          rank: headRank(near(pages, one.seenAt)?.ranks ?? [])?.rank ?? null,
        })),
        ...pages
          .filter((page) => page.found && near(offers, page.seenAt) === undefined)
          .map((page) => ({
            at: page.seenAt,
            price: null,
            lowest: null,
            offers: null,
            rank: headRank(page.ranks)?.rank ?? null,
          })),
      ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
      return {
        currency: findMarketplace(query.marketplace)?.currency ?? '',
        points: points.map((one) => ({ ...one, at: one.at.toISOString() })),
      }
    }),
  )
}

const READING_MS = 10 * 60_000

/** What was seen in the same reading. */
function near<T extends { readonly seenAt: Date }>(all: readonly T[], at: Date): T | undefined {
  return all.find((one) => Math.abs(one.seenAt.getTime() - at.getTime()) <= READING_MS)
}
