import pg from 'pg'
import { addDays, addMonths, monthStart } from '#kernel/day.ts'
import type { Sandbox } from './sandbox.ts'

// What the market knows and what the product believes, side by side.

export type Figures = Record<string, number>

export type TruthWish = {
  ownerUrl: string
  clientId: string
  sandbox: Sandbox
  marketplace: string
  from: string
  /** Ads figures of older days are read again less often than Amazon restates them. */
  adsFrom: string
  to: string
  /** When the ads reports were made, where Amazon may have restated them since; now when left out. */
  adsAsOf?: number
}

/** Asks the database past all row security, as its owner. */
export async function ownerRows<T>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end()
  }
}

const byDay = (rows: { day: string; value: string | number }[]): Figures =>
  Object.fromEntries(rows.map(({ day, value }) => [day, Number(value)]).filter(([, value]) => value !== 0))

const liveSum = (table: string, value: string, day: string, more = ''): string =>
  `select ${day}::text as day, sum(${value}) as value from ${table}
   where client_id = $1 and marketplace = $2 and ${day} between $3 and $4 and superseded_by is null ${more} group by 1 order by 1`

/** Sums by local day of the product's live facts. */
export async function believed(wish: TruthWish): Promise<Record<string, Figures>> {
  const ask = async (sql: string, from = wish.from): Promise<Figures> =>
    byDay(await ownerRows(wish.ownerUrl, sql, [wish.clientId, wish.marketplace, from, wish.to]))
  const ads = (value: string, report: string): Promise<Figures> =>
    ask(liveSum('ads', value, 'report_on', `and report = '${report}'`), wish.adsFrom)
  return {
    sales: await ask(liveSum('sales_day', 'ordered_sales_micros', 'report_on')),
    units: await ask(liveSum('sales_day', 'units_ordered', 'report_on')),
    orders: await ask(
      `select report_on::text as day, count(distinct order_id) as value from order_line
       where client_id = $1 and marketplace = $2 and report_on between $3 and $4 and superseded_by is null group by 1`,
    ),
    campaignSpend: await ads('cost_micros', 'campaign'),
    searchTermClicks: await ads('clicks', 'search_term'),
    targetingSpend: await ads('cost_micros', 'targeting'),
    productSpend: await ads('cost_micros', 'advertised_product'),
    placementSpend: await ads('cost_micros', 'placement'),
    adOrders: await ads('orders', 'campaign'),
    ...(await believedOfBrands((value, more) =>
      ask(liveSum('brand_ads', value, 'report_on', more), wish.adsFrom),
    )),
    returns: await ask(liveSum('return_line', 'quantity', 'report_on')),
    reimbursed: await ask(liveSum('reimbursement', 'amount_micros', 'report_on')),
    storage: await ask(liveSum('storage_fee', 'fee_micros', 'report_on', `and kind = 'monthly'`)),
    agedSurcharge: await ask(liveSum('storage_fee', 'fee_micros', 'report_on', `and kind = 'aged'`)),
    stockMoved: await ask(
      liveSum(
        'stock_move',
        'received + shipped + returned + removed + found + lost + damaged + disposed',
        'report_on',
      ),
    ),
  }
}

const brandValues = {
  spend: 'cost_micros',
  impressions: 'impressions',
  clicks: 'clicks',
  sales: 'sales_micros',
  clickSales: 'click_sales_micros',
  orders: 'orders',
  newOrders: 'new_to_brand_orders',
  newSales: 'new_to_brand_sales_micros',
} as const

const brandGrains = { campaign: 'campaign', targeting: 'target' } as const
/** Reports of a product beside the grain of the market that each tells. */
const brandReports = [
  ['SB', 'brands', { ...brandGrains, placement: 'placement', search_term: 'searchTerm' }],
  ['SD', 'display', brandGrains],
] as const

/** Sponsored Brands and Display, by each sort of report. */
async function believedOfBrands(
  ask: (value: string, more: string) => Promise<Figures>,
): Promise<Record<string, Figures>> {
  const found: Record<string, Figures> = {}
  for (const [product, , grains] of brandReports)
    for (const report of Object.keys(grains))
      for (const [name, column] of Object.entries(brandValues))
        found[`${product} ${report} ${name}`] = await ask(
          column,
          `and ad_product = '${product}' and report = '${report}'`,
        )
  return found
}

function knownOfBrands(wish: TruthWish, storeKey: string, unit: number): Record<string, Figures> {
  const { reads } = wish.sandbox.stage.market
  const found: Record<string, Figures> = {}
  for (const [name, product, grains] of brandReports)
    for (const [report, grain] of Object.entries(grains)) {
      const rows = reads.brandAdRows({
        storeKey,
        from: wish.adsFrom,
        to: wish.to,
        asOf: wish.adsAsOf ?? wish.sandbox.stage.now(),
        product,
        by: 'day',
        grain,
      })
      // Amazon tells of search terms nothing that is new to the brand.
      const isTerm = grain === 'searchTerm'
      const values: Record<keyof typeof brandValues, (row: (typeof rows)[number]) => number> = {
        spend: (row) => row.costMinor * unit,
        impressions: (row) => row.impressions,
        clicks: (row) => row.clicks,
        sales: (row) => row.salesMinor * unit,
        clickSales: (row) => row.clickSalesMinor * unit,
        orders: (row) => row.orders,
        newOrders: (row) => (isTerm ? 0 : row.newOrders),
        newSales: (row) => (isTerm ? 0 : row.newSalesMinor * unit),
      }
      for (const [value, of] of Object.entries(values)) {
        const sums: Figures = {}
        for (const row of rows) sums[row.day] = (sums[row.day] ?? 0) + of(row)
        found[`${name} ${report} ${value}`] = byDay(
          Object.entries(sums).map(([day, total]) => ({ day, value: total })),
        )
      }
    }
  return found
}

/** The same sums as the market itself would answer now. */
export function known(wish: TruthWish): Record<string, Figures> {
  const { reads } = wish.sandbox.stage.market
  const now = wish.sandbox.stage.now()
  const store = reads.stores().find((one) => one.marketplace === wish.marketplace)!
  const unit = 1_000_000 / 10 ** reads.marketplace(store.marketplace).decimals
  const span = { storeKey: store.key, from: wish.from, to: wish.to, asOf: now }
  const sum = <T>(all: readonly T[], day: (one: T) => string, value: (one: T) => number): Figures => {
    const sums: Figures = {}
    for (const one of all) sums[day(one)] = (sums[day(one)] ?? 0) + value(one)
    return byDay(Object.entries(sums).map(([key, total]) => ({ day: key, value: total })))
  }
  const days = reads.salesByDay(span)
  const ads = reads.adRows({
    ...span,
    asOf: wish.adsAsOf ?? now,
    from: wish.adsFrom,
    by: 'day',
    clickedOnly: false,
    grain: ['campaign'],
  })
  const spend = sum(
    ads,
    (row) => row.day,
    (row) => row.costMinor * unit,
  )
  return {
    sales: sum(
      days,
      (one) => one.day,
      (one) => one.orderedSalesMinor * unit,
    ),
    units: sum(
      days,
      (one) => one.day,
      (one) => one.unitsOrdered,
    ),
    orders: sum(
      reads.orders(span),
      (one) => one.purchasedOn,
      () => 1,
    ),
    campaignSpend: spend,
    searchTermClicks: sum(
      ads,
      (row) => row.day,
      (row) => row.clicks,
    ),
    targetingSpend: spend,
    productSpend: spend,
    placementSpend: spend,
    adOrders: sum(
      ads,
      (row) => row.day,
      (row) => row.orders.d7,
    ),
    ...knownOfBrands(wish, store.key, unit),
    returns: sum(
      reads.returns(span),
      (one) => one.returnedOn,
      (one) => one.quantity,
    ),
    ...knownOfWarehouses(wish, store.key, unit),
  }
}

/** Months stand under their last day, once they are over and Amazon has reported them. */
function knownOfWarehouses(wish: TruthWish, storeKey: string, unit: number): Record<string, Figures> {
  const { reads } = wish.sandbox.stage.market
  const asOf = wish.sandbox.stage.now()
  const isOut = (day: string, afterDays: number): boolean =>
    day < monthStart(addDays(wish.to, 1 - afterDays)) && day >= wish.from && day <= wish.to
  const sum = <T>(rows: readonly T[], day: (row: T) => string, value: (row: T) => number): Figures => {
    const sums: Figures = {}
    for (const row of rows) sums[day(row)] = (sums[day(row)] ?? 0) + value(row)
    return byDay(Object.entries(sums).map(([key, total]) => ({ day: key, value: total })))
  }
  const charges = reads.storageCharges(storeKey, asOf)
  // Of days before this market began there is no balance to begin with: whole months only.
  const months: { from: string; to: string }[] = []
  for (let from = addMonths(monthStart(wish.from), 1); from <= wish.to; from = addMonths(from, 1))
    months.push({ from, to: addDays(addMonths(from, 1), -1) })
  return {
    reimbursed: sum(
      reads.reimbursements({ storeKey, from: wish.from, to: wish.to, asOf }),
      (one) => reads.dayOf(storeKey, one.approvedAt),
      (one) => one.totalMinor * unit,
    ),
    storage: sum(
      charges.filter((one) => one.kind === 'monthly' && isOut(one.to, 14)),
      (one) => one.to,
      (one) => one.feeMinor * unit,
    ),
    agedSurcharge: sum(
      charges.filter((one) => one.kind === 'aged' && isOut(one.to, 1)),
      (one) => one.to,
      (one) => one.feeMinor * unit,
    ),
    stockMoved: sum(
      months
        .filter(({ to }) => isOut(to, 2))
        .flatMap((span) =>
          reads.stockEvents({ storeKey, ...span, asOf }).map((one) => ({ ...one, ...span })),
        ),
      (one) => one.to,
      (one) => one.quantity,
    ),
  }
}
