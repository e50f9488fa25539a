import { z } from 'zod'
import { instant, listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Shipments to Amazon, read only. Addresses and contacts of the seller are not read.

const plan = z.object({
  inboundPlanId: z.string(),
  name: z.string(),
  /** ACTIVE, VOIDED, SHIPPED, ERRORED. */
  status: z.string(),
  marketplaceIds: listOf(z.string()),
  createdAt: instant,
  lastUpdatedAt: instant,
})

export type InboundPlan = z.output<typeof plan>

const pagination = maybe(z.object({ nextToken: maybe(z.string()) }))

const plans = z
  .object({ inboundPlans: listOf(plan), pagination })
  .transform((found) => ({ plans: found.inboundPlans, nextToken: found.pagination?.nextToken ?? null }))

/** Plans, those changed last first. */
export function listInboundPlans(
  door: Door,
  ask: { status?: 'ACTIVE' | 'VOIDED' | 'SHIPPED'; paginationToken?: string },
): Promise<Answer<{ plans: InboundPlan[]; nextToken: string | null }>> {
  const query = { ...ask, pageSize: 30, sortBy: 'LAST_UPDATED_TIME', sortOrder: 'DESC' }
  return send(door, 'inbound.listInboundPlans', { query }, plans)
}

const planWithShipments = plan.extend({
  shipments: listOf(z.object({ shipmentId: z.string(), status: z.string() })),
})

export function getInboundPlan(
  door: Door,
  inboundPlanId: string,
): Promise<Answer<z.output<typeof planWithShipments>>> {
  return send(door, 'inbound.getInboundPlan', { path: { inboundPlanId } }, planWithShipments)
}

const shipment = z
  .object({
    shipmentId: z.string(),
    /** The id that reports and Seller Central show (FBA…). */
    shipmentConfirmationId: maybe(z.string()),
    amazonReferenceId: maybe(z.string()),
    name: maybe(z.string()),
    status: maybe(z.string()),
    destination: z.object({ warehouseId: maybe(z.string()) }),
    selectedDeliveryWindow: maybe(z.object({ startDate: instant, endDate: instant })),
  })
  .transform(({ destination, selectedDeliveryWindow: delivery, ...rest }) => ({
    ...rest,
    warehouseId: destination.warehouseId,
    deliveryFrom: delivery?.startDate ?? null,
    deliveryUntil: delivery?.endDate ?? null,
  }))

export type InboundShipment = z.output<typeof shipment>

type ShipmentPlace = { readonly inboundPlanId: string; readonly shipmentId: string }

export function getShipment(door: Door, place: ShipmentPlace): Promise<Answer<InboundShipment>> {
  return send(door, 'inbound.getShipment', { path: place }, shipment)
}

const items = z
  .object({
    items: z.array(
      z.object({ msku: z.string(), fnsku: z.string(), asin: z.string(), quantity: z.number().int() }),
    ),
    pagination,
  })
  .transform((found) => ({ items: found.items, nextToken: found.pagination?.nextToken ?? null }))

/** What is in a shipment, up to 1,000 SKUs a page. */
export function listShipmentItems(
  door: Door,
  ask: ShipmentPlace & { paginationToken?: string },
): Promise<Answer<z.output<typeof items>>> {
  const { paginationToken, ...path } = ask
  const query = { pageSize: 1000, paginationToken }
  return send(door, 'inbound.listShipmentItems', { path, query }, items)
}
