import type {
  Reimbursement,
  RemovalRecord,
  ReturnRecord,
  SellerFeedback,
} from '#sandbox/market/world-trade.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { tsvLine } from '../text/csv.ts'
import { type DaySpan, isoWithOffset } from '../text/dates.ts'
import { plainMoney } from '../text/numbers.ts'

type Field<Row> = readonly [head: string, of: (row: Row, shop: Shop, title: string) => string]

function flatFile<Row extends { sku: string }>(
  shop: Shop,
  fields: readonly Field<Row>[],
  rows: readonly Row[],
): string {
  const titles = new Map(shop.market.listings(shop.store.key).map((listing) => [listing.sku, listing.title]))
  const lines = rows.map((row) => tsvLine(fields.map(([, of]) => of(row, shop, titles.get(row.sku) ?? ''))))
  return textFile([tsvLine(fields.map(([head]) => head)), ...lines], crlf)
}

const remarks: Partial<Record<ReturnRecord['reason'], { en: string; de: string; ja: string }>> = {
  DEFECTIVE: { en: 'Stopped working', de: 'Funktioniert nicht mehr', ja: '動かなくなりました' },
  NOT_AS_DESCRIBED: { en: 'Looks different', de: 'Sieht anders aus', ja: '写真と違う' },
  MISSING_PARTS: { en: 'A part is missing', de: 'Ein Teil fehlt', ja: '部品が足りません' },
}

const returnFields: readonly Field<ReturnRecord>[] = [
  ['return-date', (row) => isoWithOffset(row.returnedAt)],
  ['order-id', (row) => row.orderId],
  ['sku', (row) => row.sku],
  ['asin', (row) => row.asin],
  ['fnsku', (row) => row.fnsku],
  ['product-name', (_, __, title) => title],
  ['quantity', (row) => String(row.quantity)],
  ['fulfillment-center-id', (row) => row.fulfillmentCenter],
  ['detailed-disposition', (row) => row.disposition],
  ['reason', (row) => row.reason],
  ['status', (row) => (row.disposition === 'SELLABLE' ? 'Unit returned to inventory' : '')],
  ['license-plate-number', (row) => row.licensePlate],
  ['customer-comments', (row, shop) => remarks[row.reason]?.[shop.facts.language] ?? ''],
]

/** FBA customer returns, one row per returned unit lot. customer-comments is the buyer's free text (here: stock phrases). */
export function customerReturnsText(shop: Shop, span: DaySpan): string {
  return flatFile(
    shop,
    returnFields,
    shop.market.returns({ storeKey: shop.store.key, ...span, asOf: shop.asOf }),
  )
}

const isDone = (row: RemovalRecord) => row.completedAt !== null

const removalFields: readonly Field<RemovalRecord>[] = [
  ['request-date', (row) => isoWithOffset(row.requestedAt)],
  ['order-id', (row) => row.removalOrderId],
  ['order-source', () => 'Seller-initiated Manual Removal'],
  ['order-type', (row) => row.kind],
  ['service-speed', () => 'Standard'],
  ['order-status', (row) => (isDone(row) ? 'Completed' : 'Processing')],
  ['last-updated-date', (row) => isoWithOffset(row.completedAt ?? row.requestedAt)],
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.fnsku],
  ['disposition', (row) => row.disposition],
  ['requested-quantity', (row) => String(row.requested)],
  ['cancelled-quantity', (row) => String(row.cancelled)],
  ['disposed-quantity', (row) => String(row.kind === 'Disposal' ? row.shipped : 0)],
  ['shipped-quantity', (row) => String(row.kind === 'Return' ? row.shipped : 0)],
  ['in-process-quantity', (row) => String(row.requested - row.cancelled - row.shipped)],
  ['removal-fee', (row, shop) => plainMoney(row.feeMinor, shop.facts.decimals)],
  ['currency', (_, shop) => shop.facts.currency],
]

/** FBA removal order detail. */
export function removalOrdersText(shop: Shop, span: DaySpan): string {
  return flatFile(
    shop,
    removalFields,
    shop.market.removals({ storeKey: shop.store.key, ...span, asOf: shop.asOf }),
  )
}

const reimbursementFields: readonly Field<Reimbursement>[] = [
  ['approval-date', (row, shop) => isoWithOffset(row.approvedAt, shop.facts.timeZone)],
  ['reimbursement-id', (row) => row.reimbursementId],
  ['case-id', (row) => row.caseId],
  ['amazon-order-id', (row) => row.orderId ?? ''],
  ['reason', (row) => row.reason],
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.fnsku],
  ['asin', (row) => row.asin],
  ['product-name', (_, __, title) => title],
  ['condition', () => 'Sellable'],
  ['currency-unit', (_, shop) => shop.facts.currency],
  ['amount-per-unit', (row, shop) => plainMoney(row.perUnitMinor, shop.facts.decimals)],
  ['amount-total', (row, shop) => plainMoney(row.totalMinor, shop.facts.decimals)],
  ['quantity-reimbursed-cash', (row) => String(row.quantity)],
  ['quantity-reimbursed-inventory', () => '0'],
  ['quantity-reimbursed-total', (row) => String(row.quantity)],
  ['original-reimbursement-id', () => ''],
  ['original-reimbursement-type', () => ''],
]

/** FBA reimbursements. */
export function reimbursementsText(shop: Shop, span: DaySpan): string {
  return flatFile(
    shop,
    reimbursementFields,
    shop.market.reimbursements({ storeKey: shop.store.key, ...span, asOf: shop.asOf }),
  )
}

const feedbackHeads = {
  en: ['Date', 'Rating', 'Comments', 'Response', 'Order ID', 'Rater Email'],
  de: ['Datum', 'Bewertung', 'Kommentare', 'Antwort', 'Bestellnummer', 'E-Mail-Adresse des Bewertenden'],
  ja: ['日付', '評価', 'コメント', '返答', '注文番号', '評価者のEメール'],
} as const

/** Seller feedback of one to three stars, as the report has it; headers and dates are the store's. The rater's address is made up. */
export function sellerFeedbackText(shop: Shop, span: DaySpan): string {
  const rows = shop.market
    .feedback({ storeKey: shop.store.key, ...span, asOf: shop.asOf })
    .filter((row) => row.stars <= 3)
  const lines = rows.map((row) => tsvLine(feedbackFields(shop, row)))
  return textFile([tsvLine(feedbackHeads[shop.facts.language]), ...lines], crlf)
}

function feedbackFields(shop: Shop, row: SellerFeedback): string[] {
  const mailbox = row.orderId.replaceAll('-', '').split('').toReversed().join('').slice(0, 14)
  return [
    feedbackDay(shop, row.on),
    String(row.stars),
    row.comment,
    row.response,
    row.orderId,
    `${mailbox}@marketplace.example`,
  ]
}

/** US 11/23/26 · DE 23.11.26 · JP 26/11/23 · others 23/11/26. */
function feedbackDay(shop: Shop, day: string): string {
  const [year = '', month = '', date = ''] = day.slice(2).split('-')
  if (shop.facts.code === 'US') return `${month}/${date}/${year}`
  if (shop.facts.code === 'DE') return `${date}.${month}.${year}`
  return shop.facts.code === 'JP' ? `${year}/${month}/${date}` : `${date}/${month}/${year}`
}
