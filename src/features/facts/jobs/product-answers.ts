import type { CatalogItem } from '#amazon/sp/catalog-items.ts'
import type { OffersAnswer } from '#amazon/sp/offers.ts'
import type { Package, ProductOffer, ProductPage, Rank } from '../rules/products.ts'

// Amazon's answers about a product, in our words.

const measure = (found: { value: number | null; unit: string | null } | null) =>
  found === null || found.value === null ? null : { value: found.value, unit: found.unit ?? '' }

const bulletsOf = (attributes: CatalogItem['attributes']): string[] => {
  const listed = attributes?.['bullet_point']
  return Array.isArray(listed)
    ? listed.flatMap((one: unknown) => {
        const value = (one as { value?: unknown } | null)?.value
        return typeof value === 'string' ? [value] : []
      })
    : []
}

/** A product's page as the catalogue tells it; undefined means that it has none. */
export function pageOf(
  marketplace: string,
  asin: string,
  seenAt: Date,
  item: CatalogItem | undefined,
): ProductPage {
  const summary = item?.summaries[0]
  const ranks: Rank[] = (item?.salesRanks ?? []).flatMap((one) => [
    ...one.classificationRanks.map(({ title, rank }) => ({ title, rank, department: false })),
    ...one.displayGroupRanks.map(({ title, rank }) => ({ title, rank, department: true })),
  ])
  const pack = item?.dimensions[0]?.package ?? null
  const packed: Package | null =
    pack === null
      ? null
      : {
          length: measure(pack.length),
          width: measure(pack.width),
          height: measure(pack.height),
          weight: measure(pack.weight),
        }
  return {
    marketplace,
    asin,
    seenAt,
    found: item !== undefined,
    title: summary?.itemName ?? null,
    brand: summary?.brand ?? null,
    productType: item?.productTypes[0]?.productType ?? null,
    category: summary?.browseClassification?.displayName ?? null,
    // One picture comes in several sizes; its place on the page is the variant.
    images:
      item === undefined
        ? null
        : new Set(item.images.flatMap((one) => one.images.map((image) => image.variant))).size,
    bullets: bulletsOf(item?.attributes ?? null),
    ranks,
    package: packed,
  }
}

/** The offers of a product; null where Amazon did not answer for it. */
export function offerOf(
  marketplace: string,
  asin: string,
  seenAt: Date,
  answer: OffersAnswer,
): ProductOffer | null {
  const { payload } = answer
  if (payload === null) return null
  const fresh = (one: { condition: string }): boolean => one.condition.toLowerCase() === 'new'
  const featured = payload.featured.find(fresh)?.listingPrice ?? null
  const lowest = payload.lowest
    .filter(fresh)
    .flatMap((one) => (one.listingPrice === null ? [] : [one.listingPrice]))
    .toSorted((a, b) => (a.micros < b.micros ? -1 : 1))[0]
  return {
    marketplace,
    asin,
    seenAt,
    currency: featured?.currency ?? lowest?.currency ?? null,
    featuredMicros: featured?.micros ?? null,
    lowestMicros: lowest?.micros ?? null,
    offers: payload.totalOffers,
    featuredByAmazon: payload.offers.find((one) => one.featured)?.byAmazon ?? null,
  }
}
