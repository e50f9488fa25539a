import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Package, ProductOffer, ProductPage, Rank } from '../rules/products.ts'
import { microsOrNull } from './where.ts'

/** What is to be read: products of one marketplace, through one store's connection. */
export type NewRead = {
  readonly storeId: string
  readonly marketplace: string
  readonly asins: readonly string[]
  readonly byName: string
}

export type ProductRead = {
  readonly id: string
  readonly storeId: string
  readonly marketplace: string
  readonly asins: readonly string[]
  readonly askedAt: Date
  readonly askedBy: string
  readonly state: 'waiting' | 'done' | 'failed'
  readonly doneCount: number
  readonly attempts: number
  readonly reason: string | null
  readonly endedAt: Date | null
}

const columns = sql`id, store_id as "storeId", marketplace, asins, asked_at as "askedAt", asked_by_name as "askedBy", state,
  done_count as "doneCount", attempts, reason, ended_at as "endedAt"`

export async function insertRead(tx: WriteTx, clientId: string, read: NewRead): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into product_read (client_id, store_id, marketplace, asins, asked_at, asked_by_name, state)
    values (${clientId}::bigint, ${read.storeId}::bigint, ${read.marketplace}, ${[...read.asins]}::text[], ${tx.now}, ${read.byName}, 'waiting')
    returning id`)
  return made!.id
}

/** The newest readings first. */
export function listReads(tx: ReadTx, clientId: string, most: number): Promise<ProductRead[]> {
  return tx.rows(sql<ProductRead>`
    select ${columns} from product_read where client_id = ${clientId}::bigint order by id desc limit ${most}`)
}

export function findRead(tx: ReadTx, clientId: string, readId: string): Promise<ProductRead | null> {
  return tx.maybeOne(sql<ProductRead>`
    select ${columns} from product_read where client_id = ${clientId}::bigint and id = ${readId}::bigint`)
}

export type ReadChange = {
  readonly state?: ProductRead['state']
  readonly doneCount?: number
  readonly attempts?: number
  readonly reason?: string | null
}

/** Moves a reading on, if it is still where it was when it was taken: of two workers one changes it. Answers whether it did. */
export async function changeRead(
  tx: WriteTx,
  clientId: string,
  before: Pick<ProductRead, 'id' | 'doneCount' | 'attempts'>,
  change: ReadChange,
): Promise<boolean> {
  const state = change.state ?? 'waiting'
  const rows = await tx.rows(sql`
    update product_read set state = ${state}, done_count = ${change.doneCount ?? before.doneCount},
      attempts = ${change.attempts ?? before.attempts},
      ${change.reason === undefined ? sql`` : sql`reason = ${change.reason},`}
      ended_at = ${state === 'waiting' ? null : tx.now}
    where client_id = ${clientId}::bigint and id = ${before.id}::bigint and state = 'waiting'
      and done_count = ${before.doneCount} and attempts = ${before.attempts} returning id`)
  return rows.length === 1
}

/** Readings that nobody has moved since, asked for before `until`. */
export function listWaiting(tx: ReadTx, clientId: string, until: Date): Promise<{ id: string }[]> {
  return tx.rows(sql<{ id: string }>`
    select id from product_read where client_id = ${clientId}::bigint and state = 'waiting' and asked_at <= ${until} order by id`)
}

export async function savePages(tx: WriteTx, clientId: string, pages: readonly ProductPage[]): Promise<void> {
  for (const one of pages)
    await tx.rows(sql`
      insert into product_page (client_id, marketplace, asin, seen_at, found, title, brand, product_type, category, image_count, bullets, ranks, package)
      values (${clientId}::bigint, ${one.marketplace}, ${one.asin}, ${one.seenAt}, ${one.found}, ${one.title}, ${one.brand},
        ${one.productType}, ${one.category}, ${one.images}, ${[...one.bullets]}::text[], ${JSON.stringify(one.ranks)}::jsonb,
        ${one.package === null ? null : JSON.stringify(one.package)}::jsonb)
      on conflict do nothing`)
}

export async function saveOffers(
  tx: WriteTx,
  clientId: string,
  offers: readonly ProductOffer[],
): Promise<void> {
  for (const one of offers)
    await tx.rows(sql`
      insert into product_offer (client_id, marketplace, asin, seen_at, currency, featured_micros, lowest_micros, offer_count, featured_by_amazon)
      values (${clientId}::bigint, ${one.marketplace}, ${one.asin}, ${one.seenAt}, ${one.currency},
        ${one.featuredMicros === null ? null : String(one.featuredMicros)}::bigint,
        ${one.lowestMicros === null ? null : String(one.lowestMicros)}::bigint, ${one.offers}, ${one.featuredByAmazon})
      on conflict do nothing`)
}

type PageRow = Omit<ProductPage, 'bullets' | 'ranks' | 'package'> & {
  bullets: string[] | null
  ranks: Rank[] | null
  package: Package | null
}
const pageColumns = sql`marketplace, asin, seen_at as "seenAt", found, title, brand, product_type as "productType", category,
  image_count as images, bullets, ranks, package`
const pageOf = (row: PageRow): ProductPage => ({ ...row, bullets: row.bullets ?? [], ranks: row.ranks ?? [] })

/** Each product's page as it was seen last. */
export async function newestPages(tx: ReadTx, clientId: string): Promise<ProductPage[]> {
  const rows = await tx.rows(sql<PageRow>`
    select distinct on (marketplace, asin) ${pageColumns} from product_page where client_id = ${clientId}::bigint
    order by marketplace, asin, seen_at desc`)
  return rows.map(pageOf)
}

type OfferRow = Omit<ProductOffer, 'featuredMicros' | 'lowestMicros'> & {
  featured: string | null
  lowest: string | null
}
const offerColumns = sql`marketplace, asin, seen_at as "seenAt", currency, featured_micros as featured, lowest_micros as lowest,
  offer_count as offers, featured_by_amazon as "featuredByAmazon"`
const offerOf = ({ featured, lowest, ...rest }: OfferRow): ProductOffer => ({
  ...rest,
  featuredMicros: microsOrNull(featured),
  lowestMicros: microsOrNull(lowest),
})

/** Each product's offers as they were seen last. */
export async function newestOffers(tx: ReadTx, clientId: string): Promise<ProductOffer[]> {
  const rows = await tx.rows(sql<OfferRow>`
    select distinct on (marketplace, asin) ${offerColumns} from product_offer where client_id = ${clientId}::bigint
    order by marketplace, asin, seen_at desc`)
  return rows.map(offerOf)
}

/** One product's offers and pages since a day, the oldest first. */
export async function productPast(
  tx: ReadTx,
  clientId: string,
  product: { marketplace: string; asin: string },
  since: Date,
): Promise<{ offers: ProductOffer[]; pages: ProductPage[] }> {
  const where = sql`client_id = ${clientId}::bigint and marketplace = ${product.marketplace} and asin = ${product.asin} and seen_at >= ${since}`
  const offers = await tx.rows(
    sql<OfferRow>`select ${offerColumns} from product_offer where ${where} order by seen_at`,
  )
  const pages = await tx.rows(
    sql<PageRow>`select ${pageColumns} from product_page where ${where} order by seen_at`,
  )
  return { offers: offers.map(offerOf), pages: pages.map(pageOf) }
}
