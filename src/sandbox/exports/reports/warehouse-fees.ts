import type { OverageCharge, StorageCharge } from '#sandbox/market/world-trade.ts'
import type { Listing } from '#sandbox/market/world.ts'
import { type Shop, crlf, textFile } from '../shop.ts'
import { tsvLine } from '../text/csv.ts'
import type { DaySpan } from '../text/dates.ts'
import { plainMoney } from '../text/numbers.ts'
import { volumeText } from './inventory.ts'

// What FBA charges for storage, and what it expects to charge for a unit. Flat files with English heads in every store.

type Field<Row> = readonly [head: string, of: (row: Row, shop: Shop) => string]
type Charged = StorageCharge & { listing: Listing }

const cm3 = ({ package: box }: Listing): number => (box.lengthMm * box.widthMm * box.heightMm) / 1000
const volumeUnits = (shop: Shop): string => (shop.facts.region === 'NA' ? 'cubic feet' : 'cubic meters')
const side = (shop: Shop, mm: number): string =>
  shop.facts.region === 'NA' ? (mm / 25.4).toFixed(2) : (mm / 10).toFixed(2)
const sideUnit = (shop: Shop): string => (shop.facts.region === 'NA' ? 'inches' : 'centimeters')
const weight = (shop: Shop, grams: number): string =>
  shop.facts.region === 'NA' ? (grams / 453.592).toFixed(2) : grams.toFixed(0)
const weightUnit = (shop: Shop): string => (shop.facts.region === 'NA' ? 'pounds' : 'grams')
const sides = ({ package: box }: Listing): number[] =>
  [box.lengthMm, box.widthMm, box.heightMm].toSorted((a, b) => b - a)
const amount = (shop: Shop, minor: number): string => plainMoney(minor, shop.facts.decimals)
/** Fee of one unit of volume; four places, as rates have. */
const rate = (shop: Shop, row: Charged): string => {
  const volume = Number(volumeText(shop, cm3(row.listing) * row.units))
  return volume === 0 ? '0' : (row.feeMinor / 10 ** shop.facts.decimals / volume).toFixed(4)
}

const monthlyFields: readonly Field<Charged>[] = [
  ['asin', (row) => row.listing.asin],
  ['fnsku', (row) => row.listing.fnsku],
  ['product_name', (row) => row.listing.title],
  [
    'fulfillment_center',
    (_, shop) => (shop.facts.region === 'NA' ? 'ONT8' : shop.facts.code === 'JP' ? 'NRT5' : 'FRA7'),
  ],
  ['country_code', (_, shop) => shop.facts.country],
  ['longest_side', (row, shop) => side(shop, sides(row.listing)[0]!)],
  ['median_side', (row, shop) => side(shop, sides(row.listing)[1]!)],
  ['shortest_side', (row, shop) => side(shop, sides(row.listing)[2]!)],
  ['measurement_units', (_, shop) => sideUnit(shop)],
  ['weight', (row, shop) => weight(shop, row.listing.package.weightGrams)],
  ['weight_units', (_, shop) => weightUnit(shop)],
  ['item_volume', (row, shop) => volumeText(shop, cm3(row.listing))],
  ['volume_units', (_, shop) => volumeUnits(shop)],
  ['product_size_tier', (row, shop) => shop.market.unitFees(shop.store.key, row.sku).sizeTier],
  ['average_quantity_on_hand', (row) => row.units.toFixed(2)],
  ['average_quantity_pending_removal', () => '0'],
  ['estimated_total_item_volume', (row, shop) => volumeText(shop, cm3(row.listing) * row.units)],
  ['month_of_charge', (row) => row.from.slice(0, 7)],
  ['storage_utilization_ratio', () => ''],
  ['storage_utilization_ratio_units', () => ''],
  ['base_rate', (row, shop) => rate(shop, row)],
  ['utilization_surcharge_rate', () => '0'],
  ['currency', (_, shop) => shop.facts.currency],
  ['estimated_monthly_storage_fee', (row, shop) => amount(shop, row.feeMinor)],
  ['dangerous_goods_storage_type', () => '--'],
  ['eligible_for_inventory_discount', () => 'N'],
  ['qualifies_for_inventory_discount', () => 'N'],
  ['total_incentive_fee_amount', () => '0'],
  ['breakdown_incentive_fee_amount', () => ''],
  ['average_quantity_customer_orders', () => '0'],
]

const agedFields: readonly Field<Charged>[] = [
  ['snapshot-date', (row) => `${row.from}T00:00:00+00:00`],
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.listing.fnsku],
  ['asin', (row) => row.listing.asin],
  ['product-name', (row) => row.listing.title],
  ['condition', () => 'New'],
  ['per-unit-volume', (row, shop) => volumeText(shop, cm3(row.listing))],
  ['currency', (_, shop) => shop.facts.currency],
  ['volume-unit', (_, shop) => volumeUnits(shop)],
  ['country', (_, shop) => shop.facts.country],
  ['qty-charged', (row) => String(row.units)],
  ['amount-charged', (row, shop) => amount(shop, row.feeMinor)],
  ['surcharge-age-tier', (row) => row.ageTier],
  ['rate-surcharge', (row, shop) => rate(shop, row)],
]

/** Charges appear in the reports some days after they were made. */
const OUT_AFTER_MS = 4 * 86_400_000

function chargesText(
  shop: Shop,
  span: DaySpan,
  kind: StorageCharge['kind'],
  fields: readonly Field<Charged>[],
): string {
  const listings = new Map(shop.market.listings(shop.store.key).map((listing) => [listing.sku, listing]))
  const rows = shop.market
    .storageCharges(shop.store.key, shop.asOf - OUT_AFTER_MS)
    .filter((row) => row.kind === kind && row.to >= span.from && row.to <= span.to)
    .flatMap((row) => {
      const listing = listings.get(row.sku)
      return listing === undefined ? [] : [{ ...row, listing }]
    })
  return flatText(shop, fields, rows)
}

function flatText<Row>(shop: Shop, fields: readonly Field<Row>[], rows: readonly Row[]): string {
  return textFile(
    [
      tsvLine(fields.map(([head]) => head)),
      ...rows.map((row) => tsvLine(fields.map(([, of]) => of(row, shop)))),
    ],
    crlf,
  )
}

/** Monthly storage fees of the months that end in the span. */
export function storageFeesText(shop: Shop, span: DaySpan): string {
  return chargesText(shop, span, 'monthly', monthlyFields)
}

/** Aged inventory surcharge of the days in the span on which units were counted. */
export function agedSurchargeText(shop: Shop, span: DaySpan): string {
  return chargesText(shop, span, 'aged', agedFields)
}

/** Room in the units of the store; two places. */
const room = (shop: Shop, cubicMetres: number): string =>
  (shop.facts.region === 'NA' ? cubicMetres * 35.3147 : cubicMetres).toFixed(2)

const overageFields: readonly Field<OverageCharge>[] = [
  ['charged_date', (row) => row.to],
  ['country_code', (_, shop) => shop.facts.country],
  ['storage_type', () => 'Standard-size storage'],
  [
    'charge_rate',
    (row, shop) => {
      const beyond = Number(room(shop, row.usageM3 - row.limitM3))
      return beyond === 0 ? '0' : (row.feeMinor / 10 ** shop.facts.decimals / beyond).toFixed(4)
    },
  ],
  ['storage_usage_volume', (row, shop) => room(shop, row.usageM3)],
  ['storage_limit_volume', (row, shop) => room(shop, row.limitM3)],
  ['overage_volume', (row, shop) => room(shop, row.usageM3 - row.limitM3)],
  ['volume_unit', (_, shop) => volumeUnits(shop)],
  ['charged_fee_amount', (row, shop) => amount(shop, row.feeMinor)],
  ['currency_code', (_, shop) => shop.facts.currency],
]

/** What room beyond the limit cost in the months that end in the span. */
export function overageFeesText(shop: Shop, span: DaySpan): string {
  const rows = shop.market
    .overageCharges(shop.store.key, shop.asOf - OUT_AFTER_MS)
    .filter((row) => row.to >= span.from && row.to <= span.to)
  return flatText(shop, overageFields, rows)
}

const feesOf = (row: Listing, shop: Shop) => shop.market.unitFees(shop.store.key, row.sku)
const fulfilmentHead = (shop: Shop): string =>
  shop.facts.region === 'EU'
    ? 'expected-domestic-fulfilment-fee-per-unit'
    : 'expected-fulfillment-fee-per-unit'
const tierHead = (shop: Shop): string =>
  shop.facts.region === 'EU' ? 'product-size-weight-band' : 'product-size-tier'

const previewFields = (shop: Shop): readonly Field<Listing>[] => [
  ['sku', (row) => row.sku],
  ['fnsku', (row) => row.fnsku],
  ['asin', (row) => row.asin],
  ['product-name', (row) => row.title],
  ['product-group', (row) => row.productType],
  ['brand', (row) => row.brand],
  ['fulfilled-by', () => 'Amazon'],
  ['your-price', (row) => amount(shop, row.priceMinor)],
  ['sales-price', (row) => amount(shop, row.priceMinor)],
  ['longest-side', (row) => side(shop, sides(row)[0]!)],
  ['median-side', (row) => side(shop, sides(row)[1]!)],
  ['shortest-side', (row) => side(shop, sides(row)[2]!)],
  ['length-and-girth', (row) => side(shop, sides(row)[0]! + 2 * (sides(row)[1]! + sides(row)[2]!))],
  ['unit-of-dimension', () => sideUnit(shop)],
  ['item-package-weight', (row) => weight(shop, row.package.weightGrams)],
  ['unit-of-weight', () => weightUnit(shop)],
  [tierHead(shop), (row) => feesOf(row, shop).sizeTier],
  ['currency', () => shop.facts.currency],
  [
    'estimated-fee-total',
    (row) => amount(shop, feesOf(row, shop).referralMinor + feesOf(row, shop).fulfilmentMinor),
  ],
  ['estimated-referral-fee-per-unit', (row) => amount(shop, feesOf(row, shop).referralMinor)],
  ['estimated-variable-closing-fee', () => amount(shop, 0)],
  [fulfilmentHead(shop), (row) => amount(shop, feesOf(row, shop).fulfilmentMinor)],
]

/** Fee preview: every SKU at its price of today. */
export function feePreviewText(shop: Shop): string {
  return flatText(shop, previewFields(shop), shop.market.listings(shop.store.key))
}
