// The catalogue: every product of a marketplace, whoever sells it.

import { invalidInput, notFound } from '../amazon-error.ts'
import type { ShelfItem, Store } from '../market/world.ts'
import {
  type Answer,
  type Answerers,
  countOf,
  factsOf,
  imageLink,
  marketplaceIdOf,
  openPageToken,
  pageToken,
  partsOf,
  type SellingCall,
  storesOfQuery,
} from './call.ts'

const HOUR = 3_600_000
/** A product in a marketplace; the store is the caller's own there. */
export type Shelved = { store: Store; item: ShelfItem }

/** All that the catalogue holds in the marketplaces of these stores. */
export const shelvedIn = (call: SellingCall, stores: readonly Store[]): Shelved[] =>
  stores.flatMap((store) => call.stage.market.reads.shelf(store.marketplace).map((item) => ({ store, item })))

const each = (
  call: SellingCall,
  of: readonly Shelved[],
  fields: (one: Shelved) => Record<string, unknown>,
): unknown[] => of.map((one) => ({ marketplaceId: marketplaceIdOf(call, one.store), ...fields(one) }))

const size = (mm: number) => ({ unit: 'centimeters', value: mm / 10 })

const packed = ({ item }: Shelved): unknown => ({
  length: size(item.package.lengthMm),
  width: size(item.package.widthMm),
  height: size(item.package.heightMm),
  weight: { unit: 'grams', value: item.package.weightGrams },
})

const browseNode = ({ node }: ShelfItem): unknown => ({
  displayName: node.name,
  classificationId: node.id,
  parent: { displayName: node.department, classificationId: node.departmentId },
})

function catalogItem(
  call: SellingCall,
  asin: string,
  of: readonly Shelved[],
  parts: readonly string[],
): unknown {
  if (of.length === 0) throw notFound(`Item ${asin} was not found.`)
  const ways: Record<string, () => unknown> = {
    attributes: () => ({
      bullet_point: of[0]!.item.bullets.map((value) => ({
        value,
        language_tag: factsOf(call, of[0]!.store).locale.replace('-', '_'),
        marketplace_id: marketplaceIdOf(call, of[0]!.store),
      })),
    }),
    classifications: () => each(call, of, ({ item }) => ({ classifications: [browseNode(item)] })),
    dimensions: () => each(call, of, (one) => ({ package: packed(one) })),
    identifiers: () => each(call, of, () => ({ identifiers: [] })),
    images: () =>
      each(call, of, ({ item }) => ({
        images: item.images.map((image) => ({
          variant: image.slot,
          link: imageLink(item.asin, image.slot),
          height: image.heightPx,
          width: image.widthPx,
        })),
      })),
    productTypes: () => each(call, of, ({ item }) => ({ productType: item.productType })),
    relationships: () => each(call, of, ({ item }) => ({ relationships: relationships(item) })),
    salesRanks: () =>
      each(call, of, ({ item: { node, ranks } }) => ({
        classificationRanks: [{ classificationId: node.id, title: node.name, rank: ranks.node }],
        displayGroupRanks: [
          {
            websiteDisplayGroup: `${node.departmentId}_display_on_website`,
            title: node.department,
            rank: ranks.department,
          },
        ],
      })),
    summaries: () =>
      each(call, of, ({ item }) => ({
        brand: item.brand,
        browseClassification: { displayName: item.node.name, classificationId: item.node.id },
        itemClassification: 'BASE_PRODUCT',
        itemName: item.title,
        manufacturer: item.brand,
        packageQuantity: 1,
      })),
  }
  const unknown = parts.find((part) => !(part in ways) && part !== 'vendorDetails')
  if (unknown !== undefined) throw invalidInput(`includedData has no value ${unknown}.`)
  const shown = Object.entries(ways).flatMap(([name, make]) =>
    parts.includes(name) ? [[name, make()] as const] : [],
  )
  return { asin, ...Object.fromEntries(shown) }
}

function relationships(item: ShelfItem): unknown[] {
  const themes = Object.keys(item.variation)
  if (themes.length === 0) return []
  const variationTheme = { attributes: themes, theme: themes.join('/').toUpperCase() }
  return [{ type: 'VARIATION', parentAsins: [item.parentAsin], variationTheme }]
}

function getCatalogItem(call: SellingCall): Answer {
  const asin = call.params['asin'] ?? ''
  if (!/^[A-Z0-9]{10}$/.test(asin)) throw invalidInput('asin is invalid.')
  const found = shelvedIn(call, storesOfQuery(call)).filter(({ item }) => item.asin === asin)
  return { body: catalogItem(call, asin, found, partsOf(call)) }
}

/** SKUs are the asking seller's own. */
function asinsOfSkus(call: SellingCall, skus: readonly string[]): Set<string> {
  return new Set(
    call.stores
      .flatMap((store) => call.stage.market.reads.listings(store.key))
      .filter((listing) => skus.includes(listing.sku))
      .map((listing) => listing.asin),
  )
}

function searchCatalogItems(call: SellingCall): Answer {
  const { query } = call
  const identifiers = query.list('identifiers')
  const keywords = query.list('keywords')
  if ((identifiers.length === 0) === (keywords.length === 0))
    throw invalidInput('Exactly one of identifiers and keywords is required.')
  if (identifiers.length > 20 || keywords.length > 20) throw invalidInput('At most 20 values.')
  const type = query.one('identifiersType')
  if (identifiers.length > 0 && type === undefined) throw invalidInput('identifiersType is required.')
  const wanted = type === 'SKU' ? asinsOfSkus(call, identifiers) : new Set(identifiers)
  const words = keywords.join(' ').toLowerCase().split(/\s+/)
  const found = shelvedIn(call, storesOfQuery(call)).filter(({ item }) =>
    keywords.length > 0
      ? words.every((word) => `${item.title} ${item.node.name}`.toLowerCase().includes(word))
      : (type === 'ASIN' || type === 'SKU') && wanted.has(item.asin),
  )
  if (keywords.length > 0) found.sort((a, b) => a.item.ranks.node - b.item.ranks.node)
  const asins = [...new Set(found.map(({ item }) => item.asin))]
  const count = countOf(call, 'pageSize', 10, 20)
  const token = query.one('pageToken')
  const skip = token === undefined ? 0 : (openPageToken(call, token) as { skip: number }).skip
  const nextToken = skip + count < asins.length ? pageToken(call, { skip: skip + count }, HOUR) : undefined
  const items = asins.slice(skip, skip + count).map((asin) =>
    catalogItem(
      call,
      asin,
      found.filter(({ item }) => item.asin === asin),
      partsOf(call),
    ),
  )
  return {
    body: {
      numberOfResults: asins.length,
      ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
      items,
      ...(keywords.length > 0 ? { refinements: { brands: [], classifications: [] } } : {}),
    },
  }
}

export const catalogueAnswerers: Answerers = {
  'catalogItems_2022-04-01.getCatalogItem': getCatalogItem,
  'catalogItems_2022-04-01.searchCatalogItems': searchCatalogItems,
}
