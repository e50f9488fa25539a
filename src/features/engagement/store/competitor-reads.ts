import { sellingStores } from '#features/access/public/connected.ts'
import { type ProductRead, askProducts, listReads, newestPages } from '#features/facts/public/products.ts'
import { READ_EVERY_DAYS } from '#features/facts/rules/products.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { listWatched } from './competitor-watch.ts'
import { ownSide } from './competitors.ts'

/** Own products that are read beside the watched ones: those that sell most. */
const OWN_READ = 40
const DAY_MS = 86_400_000

type Owner = { readonly agencyId: string; readonly clientId: string }
type Place = { readonly storeId: string; readonly marketplace: string }

/** The own products of a marketplace by what they sold, the most first. */
export async function ownAsins(tx: ReadTx, clientId: string, marketplace: string): Promise<string[]> {
  const { sold } = await ownSide(tx, clientId, [marketplace])
  return sold
    .toSorted((a, b) => (a.salesMicros > b.salesMicros ? -1 : a.salesMicros < b.salesMicros ? 1 : 0))
    .map((one) => one.asin)
}

/**
 * Asks for the watched products with the own ones that sell most; answers how many readings. Of one place only: what was read within
 * the week is left out.
 */
export async function askWatched(tx: WriteTx, owner: Owner, only: Place | null = null): Promise<number> {
  const open = await sellingStores(tx, owner.clientId, tx.now)
  const watched = await listWatched(tx, owner.clientId)
  const places = Map.groupBy(watched, (one) => `${one.storeId} ${one.marketplace}`)
  let reads = 0
  for (const all of places.values()) {
    const { storeId, marketplace } = all[0]!
    if (only !== null && (only.storeId !== storeId || only.marketplace !== marketplace)) continue
    if (!open.some((one) => one.storeId === storeId && one.granted.includes('listings_view'))) continue
    const own = (await ownAsins(tx, owner.clientId, marketplace)).slice(0, OWN_READ)
    const fresh = only === null ? new Set<string>() : await readWithinWeek(tx, owner.clientId, marketplace)
    const asins = [...new Set([...all.map((one) => one.asin), ...own])].filter((asin) => !fresh.has(asin))
    if (asins.length === 0) continue
    await askProducts(tx, owner, { storeId, marketplace, asins })
    reads += 1
  }
  return reads
}

async function readWithinWeek(tx: WriteTx, clientId: string, marketplace: string): Promise<Set<string>> {
  const since = tx.now.getTime() - READ_EVERY_DAYS * DAY_MS
  const pages = await newestPages(tx, clientId)
  return new Set(
    pages
      .filter((one) => one.marketplace === marketplace && one.seenAt.getTime() > since)
      .map((one) => one.asin),
  )
}

/** When a client's products are to be read next: a week after they were last, a day after it failed; null while it is being done. */
export function nextReadAt(reads: readonly ProductRead[]): Date | null {
  const [last] = reads
  if (last === undefined) return new Date(0)
  if (reads.some((one) => one.state === 'waiting')) return null
  const days = last.state === 'failed' ? 1 : READ_EVERY_DAYS
  return new Date(last.askedAt.getTime() + days * DAY_MS)
}

/** True when somebody is watched whose week is over. */
export async function isReadDue(tx: ReadTx, clientId: string, now: Date): Promise<boolean> {
  if ((await listWatched(tx, clientId)).length === 0) return false
  const at = nextReadAt(await listReads(tx, clientId, 20))
  return at !== null && at <= now
}
