import type { StockRow } from '#sandbox/market/world-trade.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { csvLine, tsvLine } from '../text/csv.ts'
import { plainMoney } from '../text/numbers.ts'

type Field = readonly [head: string, of: (row: StockRow, shop: Shop) => string]

const CM3_PER_CUBIC_FOOT = 28_316.846592

/** Cubic feet in North America, cubic metres elsewhere. */
export function volumeText(shop: Shop, cm3: number): string {
  return shop.facts.region === 'NA' ? (cm3 / CM3_PER_CUBIC_FOOT).toFixed(2) : (cm3 / 1_000_000).toFixed(6)
}

const inWarehouse = (row: StockRow) => row.fulfillable + row.unsellable + row.reserved
const inbound = (row: StockRow) => row.inboundWorking + row.inboundShipped + row.inboundReceiving

const fields: readonly Field[] = [
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.fnsku],
  ['asin', (row) => row.asin],
  ['product-name', (row) => row.title],
  ['condition', () => 'New'],
  ['your-price', (row, shop) => plainMoney(row.priceMinor, shop.facts.decimals)],
  ['mfn-listing-exists', () => 'No'],
  ['mfn-fulfillable-quantity', () => ''],
  ['afn-listing-exists', () => 'Yes'],
  ['afn-warehouse-quantity', (row) => String(inWarehouse(row))],
  ['afn-fulfillable-quantity', (row) => String(row.fulfillable)],
  ['afn-unsellable-quantity', (row) => String(row.unsellable)],
  ['afn-reserved-quantity', (row) => String(row.reserved)],
  ['afn-total-quantity', (row) => String(inWarehouse(row) + inbound(row))],
  ['per-unit-volume', (row, shop) => volumeText(shop, row.unitVolumeCm3)],
  ['afn-inbound-working-quantity', (row) => String(row.inboundWorking)],
  ['afn-inbound-shipped-quantity', (row) => String(row.inboundShipped)],
  ['afn-inbound-receiving-quantity', (row) => String(row.inboundReceiving)],
  ['afn-researching-quantity', () => '0'],
  ['afn-reserved-future-supply', () => '0'],
  ['afn-future-supply-buyable', () => '0'],
]

/** FBA Manage Inventory (MYI, unsuppressed): Seller Central hands out quoted CSV in the west, tab-separated text in Japan. */
export function manageInventoryText(shop: Shop): string {
  const heads = fields.map(([head]) => head)
  const rows = shop.market.stock(shop.store.key, shop.asOf)
  const values = rows.map((row) => fields.map(([, of]) => of(row, shop)))
  if (shop.facts.code === 'JP') return textFile([heads, ...values].map(tsvLine), crlf)
  return textFile(
    [heads, ...values].map((line) => csvLine(line, 'all')),
    '\n',
  )
}
