import { type Day, addDays, dayFromNumber, dayNumber } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { searchTerms } from '#features/facts/public/ads.ts'
import { type Coverage, subjectMaturity } from '#features/facts/public/coverage.ts'
import { type DayFigures, salesByDay } from '#features/facts/public/figures.ts'
import { type SkuDay, type StockFigures, ordersBySkuDay, stockNow } from '#features/facts/public/trade.ts'
import { healthBriefs } from '#features/risk/public/health.ts'
import type { FxRate, FxTable } from '#features/facts/rules/fx.ts'
import { adSpendMicros } from '#features/facts/rules/kpi.ts'
import { addMeasures } from '#features/facts/rules/measures.ts'
import type { Dataset } from '#features/facts/rules/rows.ts'
import {
  type Brief,
  type MarketWindow,
  type WatchedDataset,
  composeBrief,
  watchedDatasets,
} from '../rules/brief.ts'
import { type SkuStock, riskWindowDays } from '../rules/risk.ts'

/** A stock count older than this says nothing of what is on the shelf. */
const STOCK_GOOD_DAYS = 14

const datasetsOf: Readonly<Record<WatchedDataset, readonly Dataset[]>> = {
  sales: ['sales_day', 'order_line'],
  ads: ['ads'],
  settlement: ['money_line'],
  stock: ['stock'],
  returns: ['return_line'],
}

/** The newest day each kind of file speaks for. */
export function lastDaysOf(entries: readonly Coverage[]): Record<WatchedDataset, Day | null> {
  const last = (name: WatchedDataset): Day | null =>
    entries
      .filter((entry) => datasetsOf[name].includes(entry.dataset))
      .reduce<Day | null>((day, entry) => (day === null || entry.to > day ? entry.to : day), null)
  return Object.fromEntries(watchedDatasets.map((name) => [name, last(name)])) as Record<
    WatchedDataset,
    Day | null
  >
}

/** The last day with sales or advertising figures; null when there are none. */
export function lastTradeDay(lastDays: Readonly<Record<WatchedDataset, Day | null>>): Day | null {
  const days = [lastDays.sales, lastDays.ads, lastDays.settlement].filter((day) => day !== null)
  const trade = [lastDays.sales, lastDays.ads].filter((day) => day !== null)
  return (trade.length === 0 ? days : trade).toSorted().at(-1) ?? null
}

/** Names what a brief is measured from; when it changes, the brief is measured again. */
export function basisOf(version: string | undefined, base: string, rates: readonly FxRate[]): string {
  const newest = rates.reduce((day, rate) => (rate.day > day ? rate.day : day), '')
  return `v5 ${base} ${newest} ${rates.length} ${version ?? 'none'}`
}

/** Measures a client; null when nothing was imported that can be. */
export async function gatherBrief(
  tx: ReadTx,
  clientId: string,
  found: { base: string; entries: readonly Coverage[]; fx: FxTable },
): Promise<Brief | null> {
  const lastDays = lastDaysOf(found.entries)
  const to = lastTradeDay(lastDays)
  if (to === null) return null
  const now = { clientId, from: addDays(to, 1 - riskWindowDays), to }
  const before = { clientId, from: addDays(now.from, -riskWindowDays), to: addDays(now.from, -1) }
  const nowDays = await salesByDay(tx, now)
  const stock = (await stockNow(tx, { clientId, asOf: addDays(to, 1) })).filter(
    (row) => row.asOf >= addDays(to, -STOCK_GOOD_DAYS),
  )
  return composeBrief(
    {
      baseCurrency: found.base,
      from: now.from,
      to,
      now: windowsOf(nowDays),
      before: windowsOf(await salesByDay(tx, before)),
      terms: (await searchTerms(tx, now)).map((term) => ({ ...term })),
      stock: skuStock(stock, await ordersBySkuDay(tx, { ...now, from: addDays(to, -89) }), now.from),
      stockOn:
        stock
          .map((row) => row.asOf)
          .toSorted()
          .at(-1) ?? null,
      provisionalRatio: provisionalShare(nowDays, found),
      lastDays,
      // A report that is older than a stock count may be says nothing of today.
      health: (await healthBriefs(tx, { clientId, until: addDays(to, STOCK_GOOD_DAYS) })).filter(
        (one) => one.asOf >= addDays(to, -STOCK_GOOD_DAYS),
      ),
    },
    found.fx,
  )
}

/** Days added up by marketplace and currency, with the days that have sales and advertising counted. */
export function windowsOf(days: readonly DayFigures[]): MarketWindow[] {
  const places = Map.groupBy(days, (row) => `${row.marketplace}|${row.currency}`)
  return [...places.values()].map((rows) => {
    const count = (has: (row: DayFigures) => boolean): number =>
      new Set(rows.filter(has).map((row) => row.day)).size
    return {
      marketplace: rows[0]!.marketplace,
      currency: rows[0]!.currency,
      measures: addMeasures(rows.map((row) => row.measures)),
      salesDays: count((row) => row.measures.salesMicros !== null),
      adDays: count((row) => adSpendMicros(row.measures) !== null),
    }
  })
}

/** The days of a span whose sales Amazon may still restate. */
export function provisionalDays(
  entries: readonly Coverage[],
  range: { from: Day; to: Day },
): ReadonlySet<Day> {
  const open = new Set<Day>()
  for (let n = dayNumber(range.from); n <= dayNumber(range.to); n += 1) {
    const day = dayFromNumber(n)
    if (subjectMaturity(entries, 'sales', { from: day, to: day }).state === 'provisional') open.add(day)
  }
  return open
}

function provisionalShare(
  days: readonly DayFigures[],
  found: { base: string; entries: readonly Coverage[]; fx: FxTable },
): number {
  const first = days[0]?.day
  const last = days.at(-1)?.day
  if (first === undefined || last === undefined) return 0
  const open = provisionalDays(found.entries, { from: first, to: last })
  let all = 0n
  let provisional = 0n
  for (const row of days) {
    const sales =
      found.fx.convert(row.measures.salesMicros ?? 0n, row.currency, found.base, last)?.micros ?? 0n
    all += sales
    if (open.has(row.day)) provisional += sales
  }
  return all === 0n ? (open.size > 0 ? 1 : 0) : Number(provisional) / Number(all)
}

/** Stock with its pace and price. Two kinds of file may count the same SKU: the newer count wins, what is inbound is taken from either. */
function skuStock(stock: readonly StockFigures[], orders: readonly SkuDay[], recentFrom: Day): SkuStock[] {
  const sold = new Map<string, { units: number; recent: number; micros: bigint; currency: string | null }>()
  const add = (key: string, row: SkuDay): void => {
    const seen = sold.get(key) ?? { units: 0, recent: 0, micros: 0n, currency: row.currency }
    seen.units += row.units
    if (row.day >= recentFrom) seen.recent += row.units
    seen.micros += row.salesMicros ?? 0n
    sold.set(key, seen)
  }
  for (const row of orders) {
    add(`${row.storeId}|${row.marketplace}|${row.sku}`, row)
    add(`${row.storeId}|null|${row.sku}`, row)
  }
  const shelves = Map.groupBy(stock, (row) => `${row.storeId}|${row.marketplace}|${row.sku}`)
  return [...shelves].flatMap(([key, rows]) => {
    const [newest] = rows.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1))
    const pace = sold.get(key)
    // An empty shelf sells nothing: the faster pace of 30 and of 90 days is what would sell.
    const shipped = [newest!.unitsShipped30 ?? 0, Math.round((newest!.unitsShipped90 ?? 0) / 3)]
    const ordered = pace === undefined ? [] : [pace.recent, Math.round(pace.units / 3)]
    const units = Math.max(...(ordered.length > 0 ? ordered : shipped))
    const price =
      rows.find((row) => row.priceMicros !== null)?.priceMicros ??
      (pace === undefined || pace.units === 0 ? null : pace.micros / BigInt(pace.units))
    const currency = rows.find((row) => row.currency !== null)?.currency ?? pace?.currency ?? null
    if (price === null || currency === null) return []
    const most = (pick: (row: StockFigures) => number | null): number =>
      Math.max(...rows.map((row) => pick(row) ?? 0))
    return [
      {
        marketplace: newest!.marketplace,
        currency,
        sku: newest!.sku,
        onHand: newest!.fulfillable + most((row) => row.inboundReceiving),
        inbound: most((row) => row.inboundShipped),
        soldUnits: units,
        priceMicros: price,
      },
    ]
  })
}
