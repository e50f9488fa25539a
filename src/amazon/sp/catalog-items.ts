import { z } from 'zod'
import { listOf, maybe, real } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

export type CatalogPart =
  | 'attributes'
  | 'classifications'
  | 'dimensions'
  | 'identifiers'
  | 'images'
  | 'productTypes'
  | 'relationships'
  | 'salesRanks'
  | 'summaries'

const rank = z.object({ title: z.string(), rank: z.number().int() })
const length = maybe(z.object({ unit: maybe(z.string()), value: maybe(real) }))
const size = maybe(z.object({ height: length, length, weight: length, width: length }))

const item = z.object({
  asin: z.string(),
  attributes: maybe(z.record(z.string(), z.unknown())),
  summaries: listOf(
    z.object({
      marketplaceId: z.string(),
      itemName: maybe(z.string()),
      brand: maybe(z.string()),
      manufacturer: maybe(z.string()),
      color: maybe(z.string()),
      size: maybe(z.string()),
      itemClassification: maybe(z.string()),
      websiteDisplayGroupName: maybe(z.string()),
      browseClassification: maybe(z.object({ displayName: z.string(), classificationId: z.string() })),
    }),
  ),
  salesRanks: listOf(
    z.object({
      marketplaceId: z.string(),
      classificationRanks: listOf(rank.extend({ classificationId: z.string() })),
      displayGroupRanks: listOf(rank.extend({ websiteDisplayGroup: z.string() })),
    }),
  ),
  images: listOf(
    z.object({
      marketplaceId: z.string(),
      images: listOf(
        z.object({
          variant: z.string(),
          link: z.string(),
          height: z.number().int(),
          width: z.number().int(),
        }),
      ),
    }),
  ),
  dimensions: listOf(z.object({ marketplaceId: z.string(), item: size, package: size })),
  productTypes: listOf(z.object({ marketplaceId: maybe(z.string()), productType: maybe(z.string()) })),
  relationships: listOf(
    z.object({
      marketplaceId: z.string(),
      relationships: listOf(
        z.object({
          type: z.string(),
          childAsins: listOf(z.string()),
          parentAsins: listOf(z.string()),
          variationTheme: maybe(z.object({ attributes: listOf(z.string()), theme: maybe(z.string()) })),
        }),
      ),
    }),
  ),
  identifiers: listOf(
    z.object({
      marketplaceId: z.string(),
      identifiers: listOf(z.object({ identifierType: z.string(), identifier: z.string() })),
    }),
  ),
})

export type CatalogItem = z.output<typeof item>

const page = z
  .object({
    numberOfResults: z.number().int(),
    items: listOf(item),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
  })
  .transform(({ numberOfResults, items, pagination }) => ({
    numberOfResults,
    items,
    nextToken: pagination?.nextToken ?? null,
  }))

export type CatalogPage = z.output<typeof page>

type Common = { marketplaceId: string; parts: readonly CatalogPart[]; locale?: string }

/** Items by up to 20 ids of one kind; SKUs need the seller. Ids that Amazon does not know are left out of the answer. */
export function searchByIdentifiers(
  door: Door,
  ask: Common & {
    identifiers: readonly string[]
    identifiersType: 'ASIN' | 'EAN' | 'GTIN' | 'ISBN' | 'JAN' | 'SKU' | 'UPC'
    sellerId?: string
  },
): Promise<Answer<CatalogPage>> {
  const { marketplaceId, parts, ...rest } = ask
  const query = { ...rest, marketplaceIds: [marketplaceId], includedData: parts, pageSize: 20 }
  return send(door, 'catalogItems.searchCatalogItems', { query }, page)
}

/** Items by words, the first thousand in pages of 20. */
export function searchByKeywords(
  door: Door,
  ask: Common & { keywords: readonly string[]; pageToken?: string },
): Promise<Answer<CatalogPage>> {
  const { marketplaceId, parts, ...rest } = ask
  const query = { ...rest, marketplaceIds: [marketplaceId], includedData: parts, pageSize: 20 }
  return send(door, 'catalogItems.searchCatalogItems', { query }, page)
}

/** One item; rejected 404 when the marketplace does not have it. */
export function getCatalogItem(door: Door, ask: Common & { asin: string }): Promise<Answer<CatalogItem>> {
  const query = { marketplaceIds: [ask.marketplaceId], includedData: ask.parts, locale: ask.locale }
  return send(door, 'catalogItems.getCatalogItem', { path: { asin: ask.asin }, query }, item)
}
