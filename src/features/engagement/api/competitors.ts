import { z } from 'zod'
import { findMarketplace } from '#kernel/marketplace.ts'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'
import { cellFields } from '../rules/competitor-product.ts'

// Competitors of imported sheets and of Amazon's catalogue beside own products.

const client = z.object({ clientId: id })

const problem = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.string(),
  value: z.string(),
})

const medians = z.object({
  price: decimal.nullable(),
  ratingStars: z.number().nullable(),
  reviews: z.number().nullable(),
  rank: z.number().nullable(),
  images: z.number().nullable(),
  bullets: z.number().nullable(),
})

const source = z.enum(['sheet', 'sales', 'terms', 'catalogue', 'offers'])
const measure = z.object({ value: z.number(), unit: z.string() }).nullable()

const line = z.object({
  marketplace: z.string(),
  asin: z.string(),
  own: z.boolean(),
  title: z.string().nullable(),
  brand: z.string().nullable(),
  currency: z.string(),
  price: decimal.nullable(),
  /** Offers for new copies, and whether Amazon delivers the featured one. */
  offers: z.number().int().nullable(),
  featuredByAmazon: z.boolean().nullable(),
  priceGapRatio: z.number().nullable(),
  ratingStars: z.number().nullable(),
  reviews: z.number().int().nullable(),
  rank: z.number().int().nullable(),
  rankList: z.string().nullable(),
  images: z.number().int().nullable(),
  bullets: z.array(z.string()).nullable(),
  category: z.string().nullable(),
  package: z.object({ length: measure, width: measure, height: measure, weight: measure }).nullable(),
  /** True when the marketplace had no such product at the last reading. */
  gone: z.boolean(),
  /** Set while it is watched as a competitor. */
  watchId: id.nullable(),
  /**
   * Where each filled cell is from and as of when. sheet: as listed; sales: what buyers paid on average, from the business report;
   * catalogue and offers: Amazon's own answers.
   */
  origins: z.array(
    z.object({
      field: z.enum(cellFields),
      source,
      /** A day or an instant. */
      asOf: z.string(),
    }),
  ),
  /** What the sheet says where Amazon's answer stands in the cell. */
  sheet: z
    .object({
      price: decimal.nullable(),
      rank: z.number().int().nullable(),
      images: z.number().int().nullable(),
    })
    .nullable(),
  keywords: z.number().int(),
  shared: z.array(z.string()),
  gaps: z.array(z.string()),
  overlapRatio: z.number().nullable(),
  /** The row of the imported sheet; null for own products that only the sales reports know. */
  place: z.object({ importId: id, fileName: z.string(), line: z.number().int(), at: instant }).nullable(),
  /** Rows of the sales reports behind an own product. */
  refs: z.array(z.object({ file: z.string(), line: z.number().int() })),
})

export const showCompetitors = endpoint({
  name: 'showCompetitors',
  summary: 'Competitors beside own products, with what each figure rests on and as of when',
  method: 'GET',
  path: '/api/clients/:clientId/competitors',
  permission: 'competitors.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({
    /** The days of own sales and searches; null when no file tells of any. */
    ownDays: z.object({ from: day, to: day }).nullable(),
    lines: z.array(line),
    markets: z.array(
      z.object({
        marketplace: z.string(),
        currency: z.string(),
        competitors: z.number().int(),
        own: z.number().int(),
        ownKeywords: z.number().int(),
        ownKeywordsFrom: z.array(source),
        theirs: medians,
        ours: medians,
        gaps: z.array(z.object({ keyword: z.string(), competitors: z.number().int() })),
      }),
    ),
    imports: z.array(
      z.object({
        importId: id,
        fileName: z.string(),
        rows: z.number().int(),
        problems: z.array(problem),
        importedAt: instant,
        importedBy: z.string(),
        undoneAt: instant.nullable(),
        undoneBy: z.string().nullable(),
      }),
    ),
    /** The client's marketplaces: what a sheet without such a column may be about. */
    marketplaces: z.array(z.string()),
    /** Stores whose catalogue can be read: connected, with listings granted. `offers`: prices are granted too. */
    stores: z.array(
      z.object({ storeId: id, name: z.string(), marketplaces: z.array(z.string()), offers: z.boolean() }),
    ),
    /** The newest readings of Amazon's catalogue, the newest first. */
    reads: z.array(
      z.object({
        readId: id,
        marketplace: z.string(),
        products: z.number().int(),
        done: z.number().int(),
        state: z.enum(['waiting', 'done', 'failed']),
        reason: z.string().nullable(),
        askedAt: instant,
        askedBy: z.string(),
        endedAt: instant.nullable(),
      }),
    ),
    /** When the watched products are read again by themselves; null when none is watched. */
    nextReadOn: day.nullable(),
  }),
})

export type Competitors = z.output<typeof showCompetitors.output>

export const importCompetitors = endpoint({
  name: 'importCompetitors',
  summary: 'Takes in a sheet of competitors (CSV or XLSX); rows with a wrong cell are told and left out',
  method: 'POST',
  path: '/api/clients/:clientId/competitors/imports',
  permission: 'competitors.write',
  ledger: { event: 'competitors.imported' },
  params: client,
  query: z.object({
    /** Of rows that name none. */
    marketplace: z
      .string()
      .refine((code) => findMarketplace(code)?.code === code, 'unknown marketplace')
      .optional(),
  }),
  output: z.object({
    /** Null when no row could be taken; nothing is kept then. */
    importId: id.nullable(),
    rows: z.number().int(),
    problems: z.array(problem),
  }),
  transfer: 'upload',
  refusals: ['no_files', 'competitor_sheet_large', 'competitor_sheet_unknown', 'competitor_sheet_twice'],
})

export const undoCompetitorImport = endpoint({
  name: 'undoCompetitorImport',
  summary: 'Takes an imported sheet back; what it had replaced shows again',
  method: 'POST',
  path: '/api/clients/:clientId/competitors/imports/:importId/undo',
  permission: 'competitors.write',
  ledger: { event: 'competitors.import_undone' },
  params: z.object({ clientId: id, importId: id }),
  output: z.object({}),
})
