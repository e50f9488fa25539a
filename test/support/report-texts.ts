// Small reports in Amazon's formats, written for the tests.

const tsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join('\t')).join('\r\n') + '\r\n'

/** A German business report by date: decimal comma, day before month, Windows-1252. */
export function businessByDate(days: readonly { day: string; sales: string; units: number }[]): Buffer {
  const header = [
    'Datum',
    'Durch bestellte Produkte erzielter Umsatz',
    'Bestellte Einheiten',
    'Zahl der Bestellposten',
    'Sitzungen – Gesamt',
    'Seitenaufrufe – Gesamt',
  ]
  const lines = days.map(({ day, sales, units }) => {
    const [y, m, d] = day.split('-')
    return [`${d}.${m}.${y}`, `"${sales} €"`, units, units, units * 12, units * 20].join(',')
  })
  const text = `${header.map((name) => `"${name}"`).join(',')}\r\n${lines.join('\r\n')}\r\n`
  return Buffer.from(Array.from(text, (sign) => cp1252[sign] ?? sign.charCodeAt(0)))
}

const cp1252: Readonly<Record<string, number>> = { '€': 0x80, '–': 0x96 }

/** An English one: the marketplace has to be said. */
export function salesAndTraffic(days: readonly { day: string; sales: string; units: number }[]): string {
  const lines = days.map(
    ({ day, sales, units }) => `${day},€${sales},${units},${units},${units * 12},${units * 20}`,
  )
  return `Date,Ordered Product Sales,Units Ordered,Total Order Items,Sessions - Total,Page Views - Total\r\n${lines.join('\r\n')}\r\n`
}

/** All orders, with the columns that name a buyer's place. */
export function allOrders(
  orders: readonly { id: string; at: string; sku: string; units: number; price: string }[],
): string {
  const header = [
    'amazon-order-id',
    'merchant-order-id',
    'purchase-date',
    'last-updated-date',
    'order-status',
    'fulfillment-channel',
    'sales-channel',
    'product-name',
    'sku',
    'asin',
    'item-status',
    'quantity',
    'currency',
    'item-price',
    'item-tax',
    'shipping-price',
    'item-promotion-discount',
    'ship-city',
    'ship-state',
    'ship-postal-code',
    'ship-country',
  ]
  const rows = orders.map(({ id, at, sku, units, price }) => [
    id,
    '',
    at,
    at,
    'Shipped',
    'Amazon',
    'Amazon.de',
    'Teekanne',
    sku,
    'B0TEST0001',
    'Shipped',
    String(units),
    'EUR',
    price,
    '0.00',
    '0.00',
    '0.00',
    'Lüneburg',
    'Niedersachsen',
    '21335',
    'DE',
  ])
  return tsv([header, ...rows])
}

/** A settlement in the long format; `total` is what its head says Amazon paid. */
export function settlementV2(settlement: {
  id: string
  total: string
  lines: readonly { orderId: string; type: string; amountType: string; description: string; amount: string }[]
}): string {
  const header = [
    'settlement-id',
    'settlement-start-date',
    'settlement-end-date',
    'deposit-date',
    'total-amount',
    'currency',
    'transaction-type',
    'order-id',
    'merchant-order-id',
    'adjustment-id',
    'shipment-id',
    'marketplace-name',
    'amount-type',
    'amount-description',
    'amount',
    'fulfillment-id',
    'posted-date',
    'posted-date-time',
    'order-item-code',
    'merchant-order-item-id',
    'merchant-adjustment-item-id',
    'sku',
    'quantity-purchased',
    'promotion-id',
  ]
  const head = [
    settlement.id,
    '2026-01-01 00:00:00 UTC',
    '2026-01-15 00:00:00 UTC',
    '2026-01-17 00:00:00 UTC',
    settlement.total,
    'EUR',
  ]
  const blank = (count: number): string[] => Array.from({ length: count }, () => '')
  const rows = settlement.lines.map((line) => [
    settlement.id,
    ...blank(5),
    line.type,
    line.orderId,
    ...blank(3),
    'Amazon.de',
    line.amountType,
    line.description,
    line.amount,
    'AFN',
    '2026-01-10',
    '2026-01-10 11:00:00 UTC',
    ...blank(3),
    'A-1',
    '1',
    '',
  ])
  return tsv([header, [...head, ...blank(header.length - head.length)], ...rows])
}
