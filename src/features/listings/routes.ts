import { decimalText } from '#kernel/money.ts'
import { sellingStores } from '#features/access/public/connected.ts'
import {
  ownProducts,
  productSearches,
  rankedTerms,
  searchPlaces,
  searchPulls,
  searchSums,
  searchWeeks,
} from '#features/facts/public/searches.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { showSearchProducts, showSearches } from './api.ts'
import { funnelOf, searchLines, searchState, weekBefore } from './rules/searches.ts'

/** More are not looked through by a person; the most searched are shown. */
const MOST_LINES = 3000

type Places = OutputOf<typeof showSearches>['places']

/** Everywhere the client sells through a consent, or has searches from a file. */
async function placesOf(tx: ReadTx, clientId: string, now: Date): Promise<Places> {
  const stores = await sellingStores(tx, clientId, now)
  const known = await searchPlaces(tx, clientId)
  const pulls = await searchPulls(tx, clientId)
  const names = await listStores(tx, clientId)
  const all = new Map<string, { storeId: string; marketplace: string }>()
  for (const { storeId, marketplaces } of names)
    for (const marketplace of marketplaces) all.set(`${storeId}/${marketplace}`, { storeId, marketplace })
  for (const one of known) all.set(`${one.storeId}/${one.marketplace}`, one)
  const hasRows = new Set(known.map((one) => `${one.storeId}/${one.marketplace}`))
  const places = [...all.values()].map(({ storeId, marketplace }) => {
    const store = stores.find((one) => one.storeId === storeId && one.marketplaces.includes(marketplace))
    const asked = pulls.find(
      (one) => one.storeId === storeId && one.marketplace === marketplace && one.stream === 'search_queries',
    )
    return {
      storeId,
      marketplace,
      storeName: names.find((one) => one.storeId === storeId)?.name ?? '',
      state: searchState(store?.granted ?? null, asked ?? null),
    }
  })
  // What there is to look at first, then what a consent reaches.
  const weight = (one: Places[number]): number =>
    (hasRows.has(`${one.storeId}/${one.marketplace}`) ? 2 : 0) + (one.state === 'not_connected' ? 0 : 1)
  return places.toSorted((a, b) => weight(b) - weight(a))
}

export function listingRoutes(): Route[] {
  return [
    route(showSearches, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const places = await placesOf(tx, clientId, now)
        const place =
          places.find((one) => one.storeId === query.storeId && one.marketplace === query.marketplace) ??
          places[0]
        if (place === undefined)
          return { places, place: null, weeks: [], week: null, before: null, total: 0, lines: [] }
        const { storeId, marketplace } = place
        const at = { clientId, storeId, marketplace }
        const weeks = await searchWeeks(tx, at)
        const week = weeks.find((one) => one.from === query.from) ?? weeks[0] ?? null
        const before = week === null ? null : weekBefore(weeks, week)
        const lines =
          week === null
            ? []
            : searchLines({
                now: await searchSums(tx, at, week),
                before: before === null ? [] : await searchSums(tx, at, before),
                ranks: await rankedTerms(tx, at, week),
                ranksBefore: before === null ? [] : await rankedTerms(tx, at, before),
                own: await ownProducts(tx, at),
              })
        return {
          places,
          place: { storeId, marketplace },
          weeks,
          week,
          before,
          total: lines.length,
          lines: lines.slice(0, MOST_LINES),
        }
      }),
    ),

    route(showSearchProducts, async ({ params, query, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const { storeId, marketplace, from, to } = query
        const at = { clientId, storeId, marketplace }
        const rows = await productSearches(tx, at, { from, to }, query.query)
        const titles = await ownProducts(tx, at)
        const amount = (micros: bigint | null): string | null =>
          micros === null ? null : decimalText(micros)
        return {
          rows: rows.map((row) => ({
            ...funnelOf(row),
            asin: row.asin,
            title: titles.get(row.asin) ?? null,
            score: row.score,
            currency: row.currency,
            price: amount(row.clickPriceMicros),
            priceOfAll: amount(row.clickPriceTotalMicros),
            fileName: row.fileName,
            line: row.line,
          })),
        }
      }),
    ),
  ]
}
