// Flat files that only the API hands out: listings, the inventory ledger's events and removal shipments.

import { type Shop, crlf, textFile } from '../exports/shop.ts'
import { tsvLine } from '../exports/text/csv.ts'
import { clockAt, type DaySpan, isoWithOffset } from '../exports/text/dates.ts'
import { plainMoney } from '../exports/text/numbers.ts'
import type { RemovalRecord, StockEvent } from '../market/world-trade.ts'
import type { Listing } from '../market/world.ts'

type Field<Row> = readonly [head: string, of: (row: Row, shop: Shop) => string]

const listingFields: readonly Field<Listing>[] = [
  ['item-name', (row) => row.title],
  ['item-description', (row) => row.description],
  ['listing-id', (row) => `L${row.fnsku.slice(1)}`],
  ['seller-sku', (row) => row.sku],
  ['price', (row, shop) => plainMoney(row.priceMinor, shop.facts.decimals)],
  ['quantity', () => ''],
  ['open-date', (row, shop) => `${row.createdOn} 00:00:00 ${clockAt(shop.asOf, shop.facts.timeZone).zone}`],
  ['image-url', () => ''],
  ['item-is-marketplace', () => 'y'],
  ['product-id-type', () => '1'],
  ['zshop-shipping-fee', () => ''],
  ['item-note', () => ''],
  ['item-condition', () => '11'],
  ['zshop-category1', () => ''],
  ['zshop-browse-path', () => ''],
  ['zshop-storefront-feature', () => ''],
  ['asin1', (row) => row.asin],
  ['asin2', () => ''],
  ['asin3', () => ''],
  ['will-ship-internationally', () => ''],
  ['expedited-shipping', () => ''],
  ['zshop-boldface', () => ''],
  ['product-id', (row) => row.asin],
  ['bid-for-featured-placement', () => ''],
  ['add-delete', () => ''],
  ['pending-quantity', () => ''],
  [
    'fulfillment-channel',
    (_, shop) =>
      shop.facts.region === 'NA' ? 'AMAZON_NA' : `AMAZON_${shop.facts.region === 'EU' ? 'EU' : 'JP'}`,
  ],
  ['merchant-shipping-group', () => ''],
  ['status', (row) => (row.state === 'active' ? 'Active' : 'Inactive')],
]

/** GET_MERCHANT_LISTINGS_ALL_DATA: every SKU as it stands. */
export function listingsText(shop: Shop): string {
  const rows = shop.market.listings(shop.store.key)
  return textFile(
    [
      tsvLine(listingFields.map(([head]) => head)),
      ...rows.map((row) => tsvLine(listingFields.map(([, of]) => of(row, shop)))),
    ],
    crlf,
  )
}

const ledgerReasons: Readonly<Record<StockEvent['reason'], string>> = {
  '': '',
  LOST: 'M',
  FOUND: 'F',
  DAMAGED: '6',
  DISPOSED: 'D',
  RETURNED_TO_SELLER: '',
}

const ledgerHeads = [
  'Date',
  'FNSKU',
  'ASIN',
  'MSKU',
  'Title',
  'Event Type',
  'Reference ID',
  'Quantity',
  'Fulfillment Center',
  'Disposition',
  'Reason',
  'Country',
  'Reconciled Quantity',
  'Unreconciled Quantity',
  'Date and Time',
] as const

/** GET_LEDGER_DETAIL_VIEW_DATA: one row per movement of stock; quoted, tab separated. */
export function ledgerText(shop: Shop, span: DaySpan): string {
  const listings = new Map(shop.market.listings(shop.store.key).map((listing) => [listing.sku, listing]))
  const events = shop.market.stockEvents({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
  const quoted = (fields: readonly string[]): string => fields.map((field) => `"${field}"`).join('\t')
  const lines = events.map((event) => {
    const listing = listings.get(event.sku)
    const clock = clockAt(event.at, shop.facts.timeZone)
    return quoted([
      `${clock.month}/${clock.day}/${clock.year}`,
      listing?.fnsku ?? '',
      listing?.asin ?? '',
      event.sku,
      (listing?.title ?? '').replaceAll('"', ''),
      event.kind,
      event.referenceId,
      String(event.quantity),
      '',
      event.disposition === 'SELLABLE' ? 'SELLABLE' : 'CUSTOMER_DAMAGED',
      ledgerReasons[event.reason],
      shop.facts.country,
      event.kind === 'Adjustments' ? String(Math.abs(event.quantity)) : '',
      event.kind === 'Adjustments' ? '0' : '',
      isoWithOffset(event.at, shop.facts.timeZone),
    ])
  })
  return textFile([quoted(ledgerHeads), ...lines], crlf)
}

const shipmentFields: readonly Field<RemovalRecord>[] = [
  ['request-date', (row) => isoWithOffset(row.requestedAt)],
  ['order-id', (row) => row.removalOrderId],
  ['shipment-date', (row) => isoWithOffset(row.completedAt ?? row.requestedAt)],
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.fnsku],
  ['disposition', (row) => row.disposition],
  ['shipped-quantity', (row) => String(row.shipped)],
  ['carrier', () => ''],
  ['tracking-number', () => ''],
  ['removal-order-type', (row) => row.kind],
]

/** GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: what has left the warehouses. */
export function removalShipmentsText(shop: Shop, span: DaySpan): string {
  const rows = shop.market
    .removals({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
    .filter((row) => row.completedAt !== null && row.shipped > 0)
  return textFile(
    [
      tsvLine(shipmentFields.map(([head]) => head)),
      ...rows.map((row) => tsvLine(shipmentFields.map(([, of]) => of(row, shop)))),
    ],
    crlf,
  )
}

/** Quoted CSV of a Seller Central page → the tab-separated text of the API. */
export function tabbed(csv: string): string {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
    if (end === '') break
  }
  return textFile(rows.map(tsvLine), crlf)
}
