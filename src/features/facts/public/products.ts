import { sql } from 'kysely'
import { findMarketplace } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import { searchByKeywords } from '#amazon/sp/catalog-items.ts'
import type { Doors, Owner } from '#features/access/public/doors.ts'
import { plainRefusal } from '#features/access/public/probe.ts'
import { actorRecord } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { productsJob } from '../jobs/products.ts'
import { pageOf } from '../jobs/product-answers.ts'
import type { ProductPage, TopClicked } from '../rules/products.ts'
import { type NewRead, insertRead } from '../store/products.ts'

export { listReads, newestOffers, newestPages, productPast } from '../store/products.ts'
export type { ProductRead } from '../store/products.ts'

/** Asks for pages and offers of these products to be read by the worker; answers the reading's number. */
export async function askProducts(tx: WriteTx, owner: Owner, read: Omit<NewRead, 'byName'>): Promise<string> {
  const readId = await insertRead(tx, owner.clientId, { ...read, byName: actorRecord(tx.actor).name })
  const { agencyId, clientId } = owner
  await tx.enqueue(productsJob, { agencyId, clientId, readId }, { key: `${productsJob}:${readId}` })
  return readId
}

/** The first twenty products that Amazon's catalogue finds by words. Refuses as doors do, and when Amazon does not answer. */
export async function searchCatalogue(
  doors: Doors,
  owner: Owner,
  ask: { storeId: string; marketplace: string; words: string },
  now: Date,
): Promise<ProductPage[]> {
  const marketplaceId = findMarketplace(ask.marketplace)?.id
  const open = await doors.open(owner)
  const connection = open.find((one) => one.storeId === ask.storeId && one.api === 'sp')
  if (connection === undefined || marketplaceId === undefined)
    throw new Refusal('not_connected', { api: 'sp' })
  try {
    const door = await doors.sp(owner, connection.id, { priority: 'interactive', patienceMs: 10_000 })
    const { value } = await searchByKeywords(door, {
      marketplaceId,
      parts: ['images', 'salesRanks', 'summaries'],
      keywords: [ask.words],
    })
    return value.items.map((item) => pageOf(ask.marketplace, item.asin, now, item))
  } catch (error) {
    throw plainRefusal(error)
  }
}

/** The products clicked most for searches that hold these words, by the newest Brand Analytics report of the marketplace. */
export async function topClicked(
  tx: ReadTx,
  clientId: string,
  ask: { marketplace: string; words: string },
): Promise<TopClicked[]> {
  const words = ask.words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10)
  const holds = words.map((word) => sql`and position(${word} in lower(search_term)) > 0`)
  return tx.rows(sql<TopClicked>`
    select search_term as term, rank, position, asin, title, click_share as "clickShareRatio", from_on as "from", report_on as "to"
    from search_rank where client_id = ${clientId}::bigint and marketplace = ${ask.marketplace} and superseded_by is null
      and report_on = (select max(report_on) from search_rank n where n.client_id = ${clientId}::bigint
                       and n.marketplace = ${ask.marketplace} and n.superseded_by is null)
      ${sql.join(holds, sql` `)}
    order by rank, position limit 60`)
}
