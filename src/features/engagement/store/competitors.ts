import { sql } from 'kysely'
import { newestDay } from '#features/facts/public/grouped-coverage.ts'
import { groupedAsins } from '#features/facts/public/grouped-trade.ts'
import { termSums } from '#features/facts/public/search-terms.ts'
import { type Day, addDays } from '#kernel/day.ts'
import { actorRecord } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { SheetProduct, SoldProduct } from '../rules/competitor-product.ts'
import type { CompetitorRow, SheetProblem } from '../rules/competitor-sheet.ts'

/** How far back own sales and searches are looked at. */
export const ownDays = 90

export type CompetitorImport = {
  readonly id: string
  readonly fileName: string
  readonly rows: number
  readonly problems: readonly SheetProblem[]
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

export function listImports(tx: ReadTx, clientId: string): Promise<CompetitorImport[]> {
  return tx.rows(sql<CompetitorImport>`
    select id, file_name as "fileName", row_count as rows, problems, imported_at as "importedAt", imported_by_name as "importedBy",
      undone_at as "undoneAt", undone_by_name as "undoneBy"
    from competitor_import where client_id = ${clientId}::bigint order by id desc limit 100`)
}

/** The import that took exactly this file and still stands; null when there is none. */
export function standingImport(tx: ReadTx, clientId: string, hash: string): Promise<{ at: Date } | null> {
  return tx.maybeOne(sql<{ at: Date }>`
    select max(imported_at) as at from competitor_import
    where client_id = ${clientId}::bigint and file_hash = ${hash} and undone_at is null having count(*) > 0`)
}

export async function insertImport(
  tx: WriteTx,
  clientId: string,
  file: { name: string; hash: string; rows: readonly CompetitorRow[]; problems: readonly SheetProblem[] },
): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into competitor_import (client_id, file_name, file_hash, row_count, problems, imported_at, imported_by_name)
    values (${clientId}::bigint, ${file.name}, ${file.hash}, ${file.rows.length}, ${JSON.stringify(file.problems)}::jsonb, ${tx.now},
            ${actorRecord(tx.actor).name}) returning id`)
  const rows = file.rows.map((row) => ({
    ...row,
    priceMicros: row.priceMicros === null ? null : String(row.priceMicros),
  }))
  await tx.rows(sql`
    insert into competitor (client_id, import_id, line, marketplace, asin, own, title, brand, currency, price_micros, rating_stars,
      reviews, rank, images, keywords)
    select ${clientId}::bigint, ${made!.id}::bigint, r.line, r.marketplace, r.asin, r.own, r.title, r.brand, r.currency, r."priceMicros",
      r."ratingStars", r.reviews, r.rank, r.images, array(select jsonb_array_elements_text(r.keywords))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, marketplace text, asin text, own boolean, title text, brand text,
      currency text, "priceMicros" bigint, "ratingStars" double precision, reviews int, rank int, images int, keywords jsonb)`)
  return made!.id
}

/** The import as it stood when it was taken back; null when there is none, or it was taken back before. */
export function undoImport(
  tx: WriteTx,
  clientId: string,
  importId: string,
): Promise<{ fileName: string; rows: number } | null> {
  return tx.maybeOne(sql<{ fileName: string; rows: number }>`
    update competitor_import set undone_at = ${tx.now}, undone_by_name = ${actorRecord(tx.actor).name}
    where client_id = ${clientId}::bigint and id = ${importId}::bigint and undone_at is null
    returning file_name as "fileName", row_count as rows`)
}

/** The products of the sheets that stand; of one ASIN and marketplace the newest. */
export async function sheetProducts(tx: ReadTx, clientId: string): Promise<SheetProduct[]> {
  type Row = Omit<SheetProduct, 'place' | 'priceMicros'> & {
    importId: string
    fileName: string
    line: number
    importedAt: Date
    priceMicros: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select distinct on (c.marketplace, c.asin) c.import_id as "importId", i.file_name as "fileName", i.imported_at as "importedAt", c.line, c.marketplace, c.asin, c.own,
      c.title, c.brand, c.currency, c.price_micros as "priceMicros", c.rating_stars as "ratingStars", c.reviews, c.rank, c.images, c.keywords
    from competitor c join competitor_import i on i.client_id = c.client_id and i.id = c.import_id
    where c.client_id = ${clientId}::bigint and i.client_id = ${clientId}::bigint and i.undone_at is null
    order by c.marketplace, c.asin, c.import_id desc`)
  return rows.map(({ importId, fileName, line, importedAt, priceMicros, ...rest }) => ({
    ...rest,
    place: { importId, fileName, line, at: importedAt.toISOString() },
    priceMicros: priceMicros === null ? null : BigInt(priceMicros),
  }))
}

export type OwnSide = {
  readonly sold: SoldProduct[]
  readonly terms: ReadonlyMap<string, readonly string[]>
  /** The days that sales and searches were looked at; null when no file tells of any. */
  readonly days: { readonly from: Day; readonly to: Day } | null
}

/** Own products and the searches that led to clicks on own ads, in these marketplaces, over the newest days there are. */
export async function ownSide(
  tx: ReadTx,
  clientId: string,
  marketplaces: readonly string[],
): Promise<OwnSide> {
  const whole = await newestDay(tx, { clientId })
  if (whole === null || marketplaces.length === 0) return { sold: [], terms: new Map(), days: null }
  const days = { from: addDays(whole.asOf, 1 - ownDays), to: whole.asOf }
  const sold: SoldProduct[] = []
  const terms = new Map<string, string[]>()
  for (const marketplace of marketplaces) {
    const where = { clientId, marketplace, ...days }
    for (const one of await groupedAsins(tx, where))
      sold.push({
        marketplace,
        asin: one.asin,
        title: one.title,
        currency: one.currency,
        paidMicros: one.units > 0 ? one.salesMicros / BigInt(one.units) : null,
        salesMicros: one.salesMicros,
        asOf: days.to,
        refs: one.refs,
      })
    const clicked = (await termSums(tx, where, days.to)).filter((one) => one.clicks > 0)
    terms.set(marketplace, [...new Set(clicked.map((one) => one.term))])
  }
  return { sold, terms, days }
}
