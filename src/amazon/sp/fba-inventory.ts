import { z } from 'zod'
import { instant, instantText, listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const count = maybe(z.number().int())

const summary = z.object({
  asin: maybe(z.string()),
  fnSku: maybe(z.string()),
  sellerSku: maybe(z.string()),
  condition: maybe(z.string()),
  productName: maybe(z.string()),
  lastUpdatedTime: maybe(instant),
  totalQuantity: count,
  inventoryDetails: maybe(
    z.object({
      fulfillableQuantity: count,
      inboundWorkingQuantity: count,
      inboundShippedQuantity: count,
      inboundReceivingQuantity: count,
      reservedQuantity: maybe(
        z.object({
          totalReservedQuantity: count,
          pendingCustomerOrderQuantity: count,
          pendingTransshipmentQuantity: count,
          fcProcessingQuantity: count,
        }),
      ),
      researchingQuantity: maybe(z.object({ totalResearchingQuantity: count })),
      unfulfillableQuantity: maybe(z.object({ totalUnfulfillableQuantity: count })),
    }),
  ),
})

export type InventorySummary = z.output<typeof summary>

const page = z
  .object({
    payload: maybe(z.object({ inventorySummaries: listOf(summary) })),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
  })
  .transform(({ payload, pagination }) => ({
    summaries: payload?.inventorySummaries ?? [],
    nextToken: pagination?.nextToken ?? null,
  }))

export type InventoryPage = z.output<typeof page>

/**
 * FBA stock of one marketplace by SKU. The token lives 30 seconds, and `startAt` must be sent with it again. Changes of inbound
 * quantities alone are not found by `startAt`.
 */
export function getInventorySummaries(
  door: Door,
  ask: { marketplaceId: string; skus?: readonly string[]; startAt?: Date; nextToken?: string },
): Promise<Answer<InventoryPage>> {
  const query = {
    granularityType: 'Marketplace',
    granularityId: ask.marketplaceId,
    marketplaceIds: [ask.marketplaceId],
    details: true,
    sellerSkus: ask.skus,
    startDateTime: ask.startAt && instantText(ask.startAt),
    nextToken: ask.nextToken,
  }
  return send(door, 'fbaInventory.getInventorySummaries', { query }, page)
}
