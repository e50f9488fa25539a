import type { StockEvent } from '#sandbox/market/world-trade.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { addDays, type DaySpan, monthsOf } from '../text/dates.ts'

// The inventory ledger's summary: what lay in the warehouses, and what moved, by month or by day.

const heads = [
  'Date',
  'FNSKU',
  'ASIN',
  'MSKU',
  'Title',
  'Disposition',
  'Starting Warehouse Balance',
  'In Transit Between Warehouses',
  'Receipts',
  'Customer Shipments',
  'Customer Returns',
  'Vendor Returns',
  'Warehouse Transfer In/Out',
  'Found',
  'Lost',
  'Damaged',
  'Disposed',
  'Other Events',
  'Ending Warehouse Balance',
  'Unknown Events',
  'Location',
] as const

type Balance = { sellable: number; unsellable: number }
type Period = DaySpan & { label: string }

/** Units by SKU when a day begins; what is reserved for orders still lies there. */
function balances(shop: Shop, day: string): Map<string, Balance> {
  const at = shop.market.startOf(shop.store.key, day)
  return new Map(
    shop.market
      .stock(shop.store.key, at)
      .map((row) => [row.sku, { sellable: row.fulfillable + row.reserved, unsellable: row.unsellable }]),
  )
}

const columnOf = (event: StockEvent): string => {
  if (event.kind === 'Receipts') return 'Receipts'
  if (event.kind === 'Shipments') return 'Customer Shipments'
  if (event.kind === 'CustomerReturns') return 'Customer Returns'
  if (event.kind === 'VendorReturns') return 'Vendor Returns'
  const words = { LOST: 'Lost', FOUND: 'Found', DAMAGED: 'Damaged', DISPOSED: 'Disposed' } as const
  return event.reason in words ? words[event.reason as keyof typeof words] : 'Other Events'
}

/** Rows of whole periods that are over. What the events do not explain stands under 'Unknown Events', so that every row adds up. */
export function ledgerSummaryText(shop: Shop, span: DaySpan, by: 'DAILY' | 'MONTHLY'): string {
  const today = shop.market.dayOf(shop.store.key, shop.asOf)
  const listings = shop.market.listings(shop.store.key)
  const lines = periodsOf(span, by)
    .filter((period) => period.to < today)
    .flatMap((period) => {
      const before = balances(shop, period.from)
      // Of a day before this world began nothing is known.
      if (before.size === 0) return []
      const after = balances(shop, addDays(period.to, 1))
      const { from, to } = period
      const events = Map.groupBy(
        shop.market.stockEvents({ storeKey: shop.store.key, from, to, asOf: shop.asOf }),
        (event) => `${event.sku}|${event.disposition}`,
      )
      return listings.flatMap((listing) =>
        (['SELLABLE', 'UNSELLABLE'] as const).flatMap((disposition) => {
          const own = disposition === 'SELLABLE' ? 'sellable' : 'unsellable'
          const starting = before.get(listing.sku)?.[own] ?? 0
          const ending = after.get(listing.sku)?.[own] ?? 0
          const sums: Record<string, number> = {}
          for (const event of events.get(`${listing.sku}|${disposition}`) ?? [])
            sums[columnOf(event)] = (sums[columnOf(event)] ?? 0) + event.quantity
          const moved = Object.values(sums).reduce((a, b) => a + b, 0)
          if (starting === 0 && ending === 0 && moved === 0) return []
          const values: Record<string, string | number> = {
            Date: period.label,
            FNSKU: listing.fnsku,
            ASIN: listing.asin,
            MSKU: listing.sku,
            Title: listing.title.replaceAll('"', ''),
            Disposition: disposition === 'SELLABLE' ? 'SELLABLE' : 'CUSTOMER_DAMAGED',
            'Starting Warehouse Balance': starting,
            ...sums,
            'Ending Warehouse Balance': ending,
            'Unknown Events': ending - starting - moved,
            Location: shop.facts.country,
          }
          return [heads.map((head) => String(values[head] ?? 0))]
        }),
      )
    })
  const quoted = (fields: readonly string[]): string => fields.map((field) => `"${field}"`).join('\t')
  return textFile([quoted(heads), ...lines.map(quoted)], crlf)
}

function periodsOf(span: DaySpan, by: 'DAILY' | 'MONTHLY'): Period[] {
  if (by === 'MONTHLY')
    return monthsOf(span)
      .filter(({ from, to }) => from.endsWith('-01') && addDays(to, 1).endsWith('-01'))
      .map((month) => ({ ...month, label: `${month.from.slice(5, 7)}/${month.from.slice(0, 4)}` }))
  const days: Period[] = []
  for (let day = span.from; day <= span.to; day = addDays(day, 1))
    days.push({ from: day, to: day, label: `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}` })
  return days
}
