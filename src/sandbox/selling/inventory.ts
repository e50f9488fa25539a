// FBA inventory v1: stock as it stands. Page tokens live thirty seconds, and a change on the way in does not count as one.

import { invalidInput } from '../amazon-error.ts'
import type { StockRow } from '../market/world-trade.ts'
import {
  type Answer,
  type Answerers,
  instantOf,
  iso,
  marketplaceIdOf,
  openPageToken,
  pageToken,
  type SellingCall,
  storesAsked,
} from './call.ts'

const DAY = 86_400_000
const INVENTORY_PAGE = 50
const TOKEN_SECONDS = 30

function getInventorySummaries(call: SellingCall): Answer {
  const { query, stage, now } = call
  const ids = query.list('marketplaceIds')
  if (query.one('granularityType') !== 'Marketplace' || query.one('granularityId') === undefined)
    throw invalidInput('granularityType Marketplace and granularityId are required.')
  if (ids.length !== 1) throw invalidInput('marketplaceIds must hold exactly one id.')
  const [store] = storesAsked(call, ids)
  if (!store) throw invalidInput('marketplaceIds is invalid.')
  const skus = [...query.list('sellerSkus'), ...query.list('sellerSku')]
  if (skus.length > 50) throw invalidInput('sellerSkus must hold at most 50 SKUs.')
  const since = instantOf(query.one('startDateTime'), 'startDateTime')
  const token = query.one('nextToken')
  const skip = token === undefined ? 0 : (openPageToken(call, token) as { skip: number }).skip
  const isDetailed = query.one('details') === 'true'
  const changed = new Map<string, number>()
  const today = stage.market.reads.dayOf(store.key, now)
  const from = stage.market.reads.dayOf(store.key, since ?? now - 30 * DAY)
  for (const event of stage.market.reads.stockEvents({ storeKey: store.key, from, to: today, asOf: now }))
    changed.set(event.sku, Math.max(changed.get(event.sku) ?? 0, event.at))
  const rows = stage.market.reads
    .stock(store.key, now)
    .filter((row) => skus.length === 0 || skus.includes(row.sku))
    .filter((row) => since === undefined || (changed.get(row.sku) ?? 0) >= since)
  const end = skip + INVENTORY_PAGE
  const nextToken = end < rows.length ? pageToken(call, { skip: end }, TOKEN_SECONDS * 1000) : undefined
  return {
    body: {
      payload: {
        granularity: { granularityType: 'Marketplace', granularityId: marketplaceIdOf(call, store) },
        inventorySummaries: rows.slice(skip, end).map((row) => ({
          asin: row.asin,
          fnSku: row.fnsku,
          sellerSku: row.sku,
          condition: 'NewItem',
          ...(isDetailed ? { inventoryDetails: details(row) } : {}),
          lastUpdatedTime: iso(changed.get(row.sku) ?? now - 30 * DAY),
          productName: row.title,
          totalQuantity:
            row.fulfillable +
            row.unsellable +
            row.reserved +
            row.inboundWorking +
            row.inboundShipped +
            row.inboundReceiving,
          stores: [],
        })),
      },
      ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
    },
  }
}

function details(row: StockRow): unknown {
  return {
    fulfillableQuantity: row.fulfillable,
    inboundWorkingQuantity: row.inboundWorking,
    inboundShippedQuantity: row.inboundShipped,
    inboundReceivingQuantity: row.inboundReceiving,
    reservedQuantity: {
      totalReservedQuantity: row.reserved,
      pendingCustomerOrderQuantity: row.reserved,
      pendingTransshipmentQuantity: 0,
      fcProcessingQuantity: 0,
    },
    researchingQuantity: { totalResearchingQuantity: 0, researchingQuantityBreakdown: [] },
    unfulfillableQuantity: {
      totalUnfulfillableQuantity: row.unsellable,
      customerDamagedQuantity: row.unsellable,
      warehouseDamagedQuantity: 0,
      distributorDamagedQuantity: 0,
      carrierDamagedQuantity: 0,
      defectiveQuantity: 0,
      expiredQuantity: 0,
    },
  }
}

export const inventoryAnswerers: Answerers = {
  'fbaInventory.getInventorySummaries': getInventorySummaries,
}
