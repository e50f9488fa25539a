import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sellingStores } from '#features/access/public/connected.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { type ProductRead, listReads, newestOffers, newestPages } from '#features/facts/public/products.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { type Micros, decimalText } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { headedTable } from '#platform/files/headed-table.ts'
import { oneFile } from '#platform/http/one-file.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/competitors.ts'
import { type MatrixLine, type Medians, composeMatrix, placesOf } from '../rules/competitor-matrix.ts'
import { headOf, readSheet } from '../rules/competitor-sheet.ts'
import { nextReadAt } from '../store/competitor-reads.ts'
import { listWatched } from '../store/competitor-watch.ts'
import * as store from '../store/competitors.ts'

const MOST_BYTES = 10 * 2 ** 20
const MOST_ROWS = 20_000

/** Competitors: the matrix, its sheets, and taking them back. */
export function competitorRoutes(): Route[] {
  return [
    route(api.showCompetitors, ({ params, now, read }) => read((tx) => show(tx, params.clientId, now))),

    route(api.importCompetitors, async ({ params, query, request, read, write }) => {
      const { name, hash, rows, problems } = await readUploaded(request, query.marketplace ?? null)
      const { clientId } = params
      const before = await read((tx) => store.standingImport(tx, clientId, hash))
      if (before !== null) throw new Refusal('competitor_sheet_twice', { at: before.at.toISOString() })
      if (rows.length === 0) return { importId: null, rows: 0, problems }
      const importId = await write(async (tx) => {
        const made = await store.insertImport(tx, clientId, { name, hash, rows, problems })
        await tx.ledger(clientId, 'competitors.imported', `competitors:${made}`, {
          file: name,
          sha256: hash,
          rows: rows.length,
          rejected: new Set(problems.map((one) => one.line)).size,
        })
        return made
      })
      return { importId, rows: rows.length, problems }
    }),

    route(api.undoCompetitorImport, ({ params, write }) =>
      write(async (tx) => {
        const undone = await store.undoImport(tx, params.clientId, params.importId)
        if (undone === null) throw notFound()
        await tx.ledger(params.clientId, 'competitors.import_undone', `competitors:${params.importId}`, {
          file: undone.fileName,
          rows: undone.rows,
        })
        return {}
      }),
    ),
  ]
}

const tooLarge = (): Refusal =>
  new Refusal('competitor_sheet_large', { megabytes: MOST_BYTES / 2 ** 20, rows: MOST_ROWS })

async function readUploaded(request: FastifyRequest, fallback: string | null) {
  const file = await oneFile(request, MOST_BYTES, tooLarge)
  const table = await headedTable(file, headOf, MOST_ROWS, tooLarge)
  if (table === null) throw new Refusal('competitor_sheet_unknown')
  const hash = createHash('sha256').update(file.bytes).digest('hex')
  return { name: file.name.slice(0, 200), hash, ...readSheet(table.head, table.records, fallback) }
}

const text = (micros: Micros | null): string | null => (micros === null ? null : decimalText(micros))
const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const mediansOf = ({ priceMicros, ...rest }: Medians) => ({ ...rest, price: text(priceMicros) })

async function show(tx: ReadTx, clientId: string, now: Date) {
  const sheet = await store.sheetProducts(tx, clientId)
  const watches = await listWatched(tx, clientId)
  const watched = watches.map(({ watchId, marketplace, asin }) => ({
    watchId,
    marketplace,
    asin,
    currency: findMarketplace(marketplace)?.currency ?? '',
  }))
  const own = await store.ownSide(tx, clientId, placesOf({ sheet, watched }))
  const { lines, markets } = composeMatrix({
    sheet,
    watched,
    sold: own.sold,
    terms: own.terms,
    pages: await newestPages(tx, clientId),
    offers: await newestOffers(tx, clientId),
  })
  const imports = await store.listImports(tx, clientId)
  const reads = await listReads(tx, clientId, 10)
  const stores = await sellingStores(tx, clientId, now)
  return {
    ownDays: own.days,
    lines: lines.map(lineShape),
    markets: markets.map((one) => ({
      ...one,
      theirs: mediansOf(one.theirs),
      ours: mediansOf(one.ours),
      ownKeywordsFrom: [...one.ownKeywordsFrom],
      gaps: [...one.gaps],
    })),
    imports: imports.map(({ id, importedAt, undoneAt, problems, ...rest }) => ({
      ...rest,
      importId: id,
      problems: [...problems],
      importedAt: importedAt.toISOString(),
      undoneAt: iso(undoneAt),
    })),
    marketplaces: [
      ...new Set((await listStores(tx, clientId)).flatMap((one) => one.marketplaces)),
    ].toSorted(),
    stores: stores
      .filter((one) => one.granted.includes('listings_view'))
      .map(({ storeId, name, marketplaces, granted }) => ({
        storeId,
        name,
        marketplaces: [...marketplaces],
        offers: granted.includes('pricing'),
      })),
    reads: reads.map(readShape),
    nextReadOn: watches.length === 0 ? null : (iso(nextReadAt(reads))?.slice(0, 10) ?? null),
  }
}

const lineShape = ({ priceMicros, sheet, ...rest }: MatrixLine) => ({
  ...rest,
  price: text(priceMicros),
  sheet: sheet === null ? null : { price: text(sheet.priceMicros), rank: sheet.rank, images: sheet.images },
  bullets: rest.bullets === null ? null : [...rest.bullets],
  origins: [...rest.origins],
  shared: [...rest.shared],
  gaps: [...rest.gaps],
  refs: [...rest.refs],
})

const readShape = ({ id, asins, askedAt, endedAt, doneCount, ...rest }: ProductRead) => ({
  readId: id,
  marketplace: rest.marketplace,
  products: asins.length,
  done: doneCount,
  state: rest.state,
  reason: rest.reason,
  askedAt: askedAt.toISOString(),
  askedBy: rest.askedBy,
  endedAt: iso(endedAt),
})
