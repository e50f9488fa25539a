import type { StockRow } from '#sandbox/market/world-trade.ts'
import { type Shop, textFile } from '../shop.ts'
import { csvLine } from '../text/csv.ts'
import { plainMoney, quotient } from '../text/numbers.ts'
import { volumeText } from './inventory.ts'

/** The columns of the Manage Inventory Health download of 2026, in file order. What the market does not keep stays empty, as it often is in real files. */
export const planningColumns = [
  'snapshot-date',
  'sku',
  'fnsku',
  'asin',
  'product-name',
  'condition',
  'available',
  'fc-transfer',
  'pending-removal-quantity',
  'inv-age-0-to-90-days',
  'inv-age-91-to-180-days',
  'inv-age-181-to-270-days',
  'inv-age-271-to-365-days',
  'inv-age-366-to-455-days',
  'inv-age-456-plus-days',
  'currency',
  'units-shipped-t7',
  'units-shipped-t30',
  'units-shipped-t60',
  'units-shipped-t90',
  'alert',
  'your-price',
  'sales-price',
  'lowest-price-new-plus-shipping',
  'lowest-price-used',
  'recommended-action',
  'DEPRECATED healthy-inventory-level',
  'recommended-sales-price',
  'recommended-sale-duration-days',
  'recommended-removal-quantity',
  'estimated-cost-savings-of-recommended-actions',
  'sell-through',
  'item-volume',
  'volume-unit-measurement',
  'storage-type',
  'storage-volume',
  'marketplace',
  'product-group',
  'sales-rank',
  'days-of-supply',
  'estimated-excess-quantity',
  'weeks-of-cover-t30',
  'weeks-of-cover-t90',
  'featuredoffer-price',
  'sales-shipped-last-7-days',
  'sales-shipped-last-30-days',
  'sales-shipped-last-60-days',
  'sales-shipped-last-90-days',
  'inv-age-0-to-30-days',
  'inv-age-31-to-60-days',
  'inv-age-61-to-90-days',
  'inv-age-181-to-330-days',
  'inv-age-331-to-365-days',
  'estimated-storage-cost-next-month',
  'inbound-quantity',
  'inbound-working',
  'inbound-shipped',
  'inbound-received',
  'no-sale-last-6-months',
  'Total Reserved Quantity',
  'unfulfillable-quantity',
] as const

type PlanningColumn = (typeof planningColumns)[number]

/** FBA Inventory planning: one row per SKU that has or had stock; quoted CSV. */
export function inventoryPlanningText(shop: Shop): string {
  const rows = shop.market.stock(shop.store.key, shop.asOf).map((row) => planningFields(shop, row))
  const lines = rows.map((row) =>
    csvLine(
      planningColumns.map((column) => row[column] ?? ''),
      'all',
    ),
  )
  return textFile([csvLine(planningColumns, 'all'), ...lines], '\n')
}

function planningFields(shop: Shop, row: StockRow): Partial<Record<PlanningColumn, string>> {
  const money = (minor: number) => plainMoney(minor, shop.facts.decimals)
  const inbound = row.inboundWorking + row.inboundShipped + row.inboundReceiving
  const excess = excessUnits(row)
  return {
    'snapshot-date': shop.span.to,
    sku: row.sku,
    fnsku: row.fnsku,
    asin: row.asin,
    'product-name': row.title,
    condition: row.fulfillable > 0 ? 'New' : '',
    available: String(row.fulfillable),
    'fc-transfer': '0',
    'pending-removal-quantity': '0',
    'inv-age-0-to-90-days': String(row.age.d0to90),
    'inv-age-91-to-180-days': String(row.age.d91to180),
    'inv-age-181-to-270-days': String(row.age.d181to270),
    'inv-age-271-to-365-days': String(row.age.d271to365),
    'inv-age-366-to-455-days': String(row.age.over365),
    'inv-age-456-plus-days': '0',
    currency: shop.facts.currency,
    'units-shipped-t7': String(row.unitsShipped.t7),
    'units-shipped-t30': String(row.unitsShipped.t30),
    'units-shipped-t60': String(row.unitsShipped.t60),
    'units-shipped-t90': String(row.unitsShipped.t90),
    'your-price': money(row.priceMinor),
    'sales-price': '0.0',
    'recommended-action': excess > 0 ? 'CreateSale' : 'NoExcessInventory',
    'sell-through': (quotient(row.unitsShipped.t90, row.fulfillable) ?? 0).toFixed(2),
    'item-volume': volumeText(shop, row.unitVolumeCm3),
    'volume-unit-measurement': shop.facts.region === 'NA' ? 'cubic feet' : 'cubic meters',
    'storage-type': 'Standard',
    'storage-volume': volumeText(shop, row.unitVolumeCm3 * row.fulfillable),
    marketplace: shop.facts.code === 'UK' ? 'GB' : shop.facts.code,
    'days-of-supply': row.daysOfSupply === null ? '' : String(Math.round(row.daysOfSupply)),
    'estimated-excess-quantity': String(excess),
    'weeks-of-cover-t30': weeksOfCover(row.fulfillable, row.unitsShipped.t30, 30),
    'weeks-of-cover-t90': weeksOfCover(row.fulfillable, row.unitsShipped.t90, 90),
    'sales-shipped-last-7-days': money(row.salesShippedMinor.t7),
    'sales-shipped-last-30-days': money(row.salesShippedMinor.t30),
    'sales-shipped-last-60-days': money(row.salesShippedMinor.t60),
    'sales-shipped-last-90-days': money(row.salesShippedMinor.t90),
    'inbound-quantity': String(inbound),
    'inbound-working': String(row.inboundWorking),
    'inbound-shipped': String(row.inboundShipped),
    'inbound-received': String(row.inboundReceiving),
    'Total Reserved Quantity': String(row.reserved),
    'unfulfillable-quantity': String(row.unsellable),
  }
}

/** Stock beyond 90 days of the last 90 days' demand, the horizon Amazon's own estimate starts from. */
function excessUnits(row: StockRow): number {
  return Math.max(0, row.fulfillable - row.unitsShipped.t90)
}

function weeksOfCover(units: number, shipped: number, days: number): string {
  const weeks = quotient(units * days, shipped * 7)
  return weeks === null ? '' : String(Math.round(weeks))
}
