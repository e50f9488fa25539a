// Reimbursements, storage, the inventory ledger, listings and the fee preview. Headers: sp-api documentation of FBA report attributes,
// 2026-11; those of Spain from a seller's file.
import type { ReportType } from '../report-type.ts'
import { count, day, moment, money, percent, text } from '../report-type.ts'

const reimbursements: ReportType = {
  id: 'fba_reimbursements',
  dataset: 'reimbursement',
  columns: {
    approvedAt: moment({ en: 'approval-date' }),
    reimbursementId: text({ en: 'reimbursement-id' }),
    caseId: text({ en: 'case-id' }),
    orderId: text({ en: 'amazon-order-id' }),
    reason: text({ en: 'reason' }),
    sku: text({ en: 'sku' }),
    fnsku: text({ en: 'fnsku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name' }),
    currency: text({ en: 'currency-unit' }),
    perUnit: money({ en: 'amount-per-unit' }),
    amount: money({ en: 'amount-total' }),
    quantityCash: count({ en: 'quantity-reimbursed-cash' }),
    quantityInventory: count({ en: 'quantity-reimbursed-inventory' }),
    quantity: count({ en: 'quantity-reimbursed-total' }),
    originalId: text({ en: 'original-reimbursement-id' }),
  },
  required: ['approvedAt', 'reimbursementId', 'reason', 'amount', 'quantity'],
}

const storageFees: ReportType = {
  id: 'fba_storage_fees',
  dataset: 'storage_fee',
  columns: {
    month: text({ en: 'month_of_charge' }),
    asin: text({ en: 'asin' }),
    fnsku: text({ en: 'fnsku' }),
    title: text({ en: 'product_name' }),
    fulfillmentCenter: text({ en: 'fulfillment_center' }),
    country: text({ en: 'country_code' }),
    sizeTier: text({ en: 'product_size_tier' }),
    units: percent({ en: 'average_quantity_on_hand' }),
    volume: percent({ en: 'estimated_total_item_volume' }),
    volumeUnit: text({ en: 'volume_units' }),
    rate: money({ en: 'base_rate|storage_rate' }),
    surchargeRate: money({ en: 'utilization_surcharge_rate' }),
    incentive: money({ en: 'total_incentive_fee_amount' }),
    fee: money({ en: 'estimated_monthly_storage_fee' }),
    currency: text({ en: 'currency' }),
  },
  required: ['month', 'fnsku', 'fee'],
}

const agedSurcharge: ReportType = {
  id: 'fba_aged_surcharge',
  dataset: 'storage_fee',
  columns: {
    day: day({ en: 'snapshot-date' }),
    sku: text({ en: 'sku' }),
    fnsku: text({ en: 'fnsku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name' }),
    volume: percent({ en: 'per-unit-volume' }),
    volumeUnit: text({ en: 'volume-unit' }),
    currency: text({ en: 'currency' }),
    country: text({ en: 'country' }),
    units: count({ en: 'qty-charged' }),
    fee: money({ en: 'amount-charged' }),
    ageTier: text({ en: 'surcharge-age-tier' }),
    rate: money({ en: 'rate-surcharge' }),
  },
  required: ['day', 'fnsku', 'ageTier', 'fee'],
}

// Headers as sellers' tools read them (2026-11); Amazon's page of attributes does not list this report.
const overageFees: ReportType = {
  id: 'fba_overage_fees',
  dataset: 'storage_fee',
  columns: {
    day: day({ en: 'charged_date' }),
    country: text({ en: 'country_code' }),
    storageType: text({ en: 'storage_type' }),
    rate: money({ en: 'charge_rate' }),
    usage: percent({ en: 'storage_usage_volume|storage_usage' }),
    limit: percent({ en: 'storage_limit_volume|storage_limit' }),
    volume: percent({ en: 'overage_volume' }),
    volumeUnit: text({ en: 'volume_unit|volume_units' }),
    fee: money({ en: 'charged_fee_amount' }),
    currency: text({ en: 'currency_code' }),
  },
  required: ['day', 'storageType', 'volume', 'fee'],
}

const ledgerSummary: ReportType = {
  id: 'ledger_summary',
  dataset: 'stock_move',
  columns: {
    // Of a monthly summary a month, as '10/2026'.
    date: day({ en: 'Date' }),
    fnsku: text({ en: 'FNSKU' }),
    asin: text({ en: 'ASIN' }),
    sku: text({ en: 'MSKU' }),
    title: text({ en: 'Title' }),
    disposition: text({ en: 'Disposition' }),
    starting: count({ en: 'Starting Warehouse Balance|StartingWarehouseBalance' }),
    inTransit: count({ en: 'In Transit Between Warehouses|InTransitBetweenWarehouses' }),
    received: count({ en: 'Receipts' }),
    shipped: count({ en: 'Customer Shipments|CustomerShipments' }),
    returned: count({ en: 'Customer Returns|CustomerReturns' }),
    removed: count({ en: 'Vendor Returns|VendorReturns' }),
    transferred: count({ en: 'Warehouse Transfer In/Out|WarehouseTransferIn/Out' }),
    found: count({ en: 'Found' }),
    lost: count({ en: 'Lost' }),
    damaged: count({ en: 'Damaged' }),
    disposed: count({ en: 'Disposed' }),
    other: count({ en: 'Other Events|OtherEvents' }),
    unknown: count({ en: 'Unknown Events|UnknownEvents' }),
    ending: count({ en: 'Ending Warehouse Balance|EndingWarehouseBalance' }),
    location: text({ en: 'Location' }),
  },
  required: ['date', 'sku', 'disposition', 'starting', 'ending'],
}

const merchantListings: ReportType = {
  id: 'merchant_listings',
  dataset: 'listing',
  columns: {
    listingId: text({ en: 'listing-id' }),
    sku: text({ en: 'seller-sku' }),
    title: text({ en: 'item-name' }),
    asin: text({ en: 'asin1' }),
    productId: text({ en: 'product-id' }),
    productIdType: text({ en: 'product-id-type' }),
    price: money({ en: 'price' }),
    quantity: count({ en: 'quantity' }),
    openedAt: moment({ en: 'open-date' }),
    channel: text({ en: 'fulfillment-channel|fulfilment-channel' }),
    status: text({ en: 'status' }),
  },
  required: ['sku', 'listingId|asin', 'price', 'openedAt'],
}

const feePreview: ReportType = {
  id: 'fee_preview',
  dataset: 'fee_estimate',
  columns: {
    sku: text({ en: 'sku' }),
    fnsku: text({ en: 'fnsku' }),
    asin: text({ en: 'asin' }),
    title: text({ en: 'product-name', es: 'nombre-del-producto' }),
    price: money({ en: 'sales-price', es: 'precio-de-venta' }),
    longestSide: percent({ en: 'longest-side', es: 'lado-mas-largo' }),
    medianSide: percent({ en: 'median-side', es: 'lado-medio' }),
    shortestSide: percent({ en: 'shortest-side', es: 'lado-mas-corto' }),
    sideUnit: text({ en: 'unit-of-dimension', es: 'unidad-de-dimension' }),
    weight: percent({ en: 'item-package-weight', es: 'peso-del-paquete' }),
    weightUnit: text({ en: 'unit-of-weight', es: 'unidad-de-peso' }),
    sizeTier: text({
      en: 'product-size-tier|product-size-weight-band',
      es: 'nivel-de-tamano-del-producto',
    }),
    currency: text({ en: 'currency', es: 'divisa' }),
    total: money({ en: 'estimated-fee-total', es: 'total-estimado-de-tarifas' }),
    referral: money({
      en: 'estimated-referral-fee-per-unit',
      es: 'comision-por-recomendacion-estimada-por-unidad',
    }),
    fulfillment: money({
      en: 'expected-fulfillment-fee-per-unit|expected-domestic-fulfilment-fee-per-unit',
      es: 'tarifa-de-gestion-logistica-prevista-por-unidad',
    }),
  },
  required: ['sku', 'total', 'referral'],
}

export const warehouseReports: readonly ReportType[] = [
  reimbursements,
  storageFees,
  agedSurcharge,
  overageFees,
  ledgerSummary,
  merchantListings,
  feePreview,
]
