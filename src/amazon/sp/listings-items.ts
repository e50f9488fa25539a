import { z } from 'zod'
import { instant, instantText, listOf, maybe, money } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

export type ListingPart =
  | 'summaries'
  | 'attributes'
  | 'issues'
  | 'offers'
  | 'fulfillmentAvailability'
  | 'relationships'
  | 'productTypes'

const issue = z.object({
  code: z.string(),
  message: z.string(),
  /** ERROR, WARNING or INFO. */
  severity: z.string(),
  attributeNames: listOf(z.string()),
  categories: listOf(z.string()),
})

export type ListingIssue = z.output<typeof issue>

const listing = z.object({
  sku: z.string(),
  summaries: listOf(
    z.object({
      marketplaceId: z.string(),
      asin: maybe(z.string()),
      productType: z.string(),
      conditionType: maybe(z.string()),
      /** BUYABLE, DISCOVERABLE. */
      status: listOf(z.string()),
      fnSku: maybe(z.string()),
      itemName: maybe(z.string()),
      createdDate: instant,
      lastUpdatedDate: instant,
      mainImage: maybe(z.object({ link: z.string(), height: z.number().int(), width: z.number().int() })),
    }),
  ),
  attributes: maybe(z.record(z.string(), z.unknown())),
  issues: listOf(issue),
  offers: listOf(z.object({ marketplaceId: z.string(), offerType: z.string(), price: money })),
  fulfillmentAvailability: listOf(
    z.object({ fulfillmentChannelCode: z.string(), quantity: maybe(z.number().int()) }),
  ),
  relationships: listOf(
    z.object({
      marketplaceId: z.string(),
      relationships: listOf(
        z.object({ type: z.string(), childSkus: listOf(z.string()), parentSkus: listOf(z.string()) }),
      ),
    }),
  ),
  productTypes: listOf(z.object({ marketplaceId: z.string(), productType: z.string() })),
})

export type Listing = z.output<typeof listing>

const page = z
  .object({
    numberOfResults: z.number().int(),
    items: listOf(listing),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
  })
  .transform(({ numberOfResults, items, pagination }) => ({
    numberOfResults,
    items,
    nextToken: pagination?.nextToken ?? null,
  }))

export type ListingPage = z.output<typeof page>

type Common = {
  readonly sellerId: string
  readonly marketplaceIds: readonly string[]
  readonly parts: readonly ListingPart[]
  /** Language of issues, such as zh_CN or de_DE. */
  readonly issueLocale?: string
}

/** One SKU; rejected 404 when the seller does not have it. */
export function getListingsItem(door: Door, ask: Common & { sku: string }): Promise<Answer<Listing>> {
  const { sellerId, sku, parts, ...rest } = ask
  const query = { ...rest, includedData: parts }
  return send(door, 'listingsItems.getListingsItem', { path: { sellerId, sku }, query }, listing)
}

/** The seller's SKUs, 20 a page: all, some by id, or those changed since. */
export function searchListingsItems(
  door: Door,
  ask: Common & { skus?: readonly string[]; lastUpdatedAfter?: Date; pageToken?: string },
): Promise<Answer<ListingPage>> {
  const { sellerId, parts, skus, lastUpdatedAfter, ...rest } = ask
  const query = {
    ...rest,
    includedData: parts,
    identifiers: skus,
    identifiersType: skus && 'SKU',
    lastUpdatedAfter: lastUpdatedAfter && instantText(lastUpdatedAfter),
    pageSize: 20,
  }
  return send(door, 'listingsItems.searchListingsItems', { path: { sellerId }, query }, page)
}

export type ListingPatch = {
  readonly op: 'add' | 'replace' | 'merge' | 'delete'
  /** A top-level attribute: /attributes/item_name */
  readonly path: string
  readonly value?: readonly Readonly<Record<string, unknown>>[]
}

const submission = z.object({
  sku: z.string(),
  /** ACCEPTED means queued, not applied; VALID and INVALID answer a preview. */
  status: z.string(),
  submissionId: z.string(),
  issues: listOf(issue),
})

export type Submission = z.output<typeof submission>

/** Changes attributes of a SKU in one marketplace. With `preview` Amazon only says what it would say. Read back: ACCEPTED is not applied. */
export function patchListingsItem(
  door: Door,
  change: {
    sellerId: string
    sku: string
    marketplaceId: string
    productType: string
    patches: readonly ListingPatch[]
    preview: boolean
    issueLocale?: string
  },
): Promise<Answer<Submission>> {
  const { sellerId, sku, marketplaceId, productType, patches, preview, issueLocale } = change
  const query = {
    marketplaceIds: [marketplaceId],
    includedData: ['issues'],
    mode: preview ? 'VALIDATION_PREVIEW' : undefined,
    issueLocale,
  }
  const body = { productType, patches }
  return send(door, 'listingsItems.patchListingsItem', { path: { sellerId, sku }, query, body }, submission)
}
