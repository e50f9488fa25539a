// Files of Amazon (and tables of others) that are recognised so that the refusal can say what they are.
import { headerKey } from '../cells.ts'

export type KnownFile = { id: string; signature: readonly string[] }

function known(id: string, ...signature: string[]): KnownFile {
  return { id, signature: signature.map(headerKey) }
}

/** Reports of Sponsored Brands and Display by product. */
const otherBrandReports: readonly KnownFile[] = [
  'Advertised SKU',
  'Advertised ASIN',
  'Purchased ASIN',
  'Matched target',
].flatMap((column) =>
  ['14 Day New-to-brand Orders (#)', 'Viewable Impressions', 'Bid Optimization'].map((sign) =>
    known('sponsored_brands_or_display', 'Campaign Name', column, sign),
  ),
)

export const knownFiles: readonly KnownFile[] = [
  known('warehouse_table', '_fivetran_synced'),
  known('warehouse_table', '_fivetran_id'),
  known('ledger_detail', 'FNSKU', 'MSKU', 'Reference ID', 'Disposition'),
  known('ledger_detail', 'FNSKU', 'MSKU', 'ReferenceID', 'Disposition'),
  known('ledger_detail', 'FNSKU', 'MSKU', 'ID de referencia', 'Tipo de evento'),
  known('vat_transactions', 'TRANSACTION_EVENT_ID', 'TRANSACTION_TYPE', 'SELLER_SKU'),
  known('multi_country_inventory', 'fulfillment-channel-sku', 'quantity-for-local-fulfillment'),
  known('multi_country_inventory', 'sku-del-canal-de-gestion', 'cantidad-para-gestion-local'),
  known('restock_recommendations', 'Merchant SKU', 'Recommended replenishment qty'),
  known('reserved_inventory', 'fnsku', 'reserved_qty'),
  known('stranded_inventory', 'stranded-reason', 'fnsku'),
  known('mfn_returns', 'Return request date', 'Return request status'),
  ...otherBrandReports,
  known('purchased_product', 'Advertised ASIN', 'Purchased ASIN', 'Campaign Name'),
  known('purchased_product', 'purchasedAsin', 'campaignId'),
  known('bulk_portfolios', 'Product', 'Entity', 'Portfolio ID', 'Budget policy'),
]

/** JSON reports by report type or by the arrays they carry. */
const knownJson: readonly (readonly [RegExp, string])[] = [
  [/END_USER_DATA|endUserData/, 'end_user_data'],
  [/PROMOTION_PERFORMANCE|promotions/, 'promotions'],
  [/COUPON_PERFORMANCE|coupons/, 'coupons'],
  [
    /VENDOR|forecastByAsin|salesAggregate|inventoryAggregate|trafficAggregate|netPureProductMargin/,
    'vendor_report',
  ],
  [/MARKET_BASKET/, 'market_basket'],
  [/REPEAT_PURCHASE/, 'repeat_purchase'],
  [/SEARCH_CATALOG_PERFORMANCE/, 'search_catalog_performance'],
  [/PAGE_VIEW_METRICS|marketplaceAsinPageViewMetrics/, 'page_view_metrics'],
  [/recommendations|B2B_PRODUCT_OPPORTUNITIES/, 'b2b_opportunities'],
]

/** All names a recognised but unused file can have. */
export const knownIds: readonly string[] = [
  ...new Set([...knownFiles.map(({ id }) => id), ...knownJson.map(([, id]) => id)]),
]

/** The known file whose signature all stands among the header keys; null when none does. */
export function knownFile(keys: ReadonlySet<string>): string | null {
  return knownFiles.find(({ signature }) => signature.every((key) => keys.has(key)))?.id ?? null
}

/** What a JSON document is by its report type and the names of its arrays; null when it is none of the known ones. */
export function knownJsonFile(reportType: string, table: string): string | null {
  return knownJson.find(([pattern]) => pattern.test(reportType) || pattern.test(table))?.[1] ?? null
}
