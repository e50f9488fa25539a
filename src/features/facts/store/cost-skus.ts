import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { SettledSku } from '../rules/cost-margin.ts'
import { type Where, liveFacts, orNull } from './where.ts'

export type KnownSku = { readonly sku: string; readonly asin: string | null; readonly title: string | null }

/** Every SKU that stock counts, orders or settlements of these days know, or of which something is stated. */
export function knownSkus(tx: ReadTx, where: Where): Promise<KnownSku[]> {
  return tx.rows(sql<KnownSku>`
    select sku, max(asin) as asin, max(title) as title from (
      select sku, max(asin) as asin, max(title) as title from stock where ${liveFacts(where)} group by sku
      union all
      select sku, max(asin), max(title) from order_line where ${liveFacts(where)} group by sku
      union all
      select sku, max(child_asin), max(title) from sales_asin where ${liveFacts(where)} group by sku
      union all
      select distinct sku, null, null from money_line where ${liveFacts(where)}
      union all
      select distinct sku, null, null from sku_cost where client_id = ${where.clientId}::bigint and undone_at is null) known
    where sku is not null and sku <> '' group by sku order by sku`)
}

/** The last day that settled money tells of; null when none does. */
export async function lastSettledDay(tx: ReadTx, clientId: string): Promise<Day | null> {
  const row = await tx.maybeOne(sql<{ day: Day | null }>`
    select max(day) as day from money_day where client_id = ${clientId}::bigint`)
  return row?.day ?? null
}

/**
 * What settlements really booked per SKU, store and marketplace; date-range exports only for currencies that no settlement tells, so that
 * nothing counts twice.
 */
export async function settledSkus(tx: ReadTx, where: Where): Promise<SettledSku[]> {
  type Amounts = 'principal' | 'promotion' | 'refund' | 'refundPrincipal' | 'referral' | 'fulfillment'
  type Row = Record<Amounts, string> & {
    storeId: string
    marketplace: string
    currency: string
    source: string
    sku: string
    units: number
    refundedUnits: number
  }
  const sum = (condition: ReturnType<typeof sql>) =>
    sql`coalesce(sum(amount_micros) filter (where ${condition}), 0)`
  const rows = await tx.rows(sql<Row>`
    select store_id as "storeId", marketplace, own_currency as currency, source, sku,
      coalesce(sum(quantity) filter (where category = 'principal'), 0)::int as units,
      coalesce(sum(coalesce(nullif(abs(quantity), 0), 1)) filter (where category = 'refund_principal'), 0)::int as "refundedUnits",
      ${sum(sql`category = 'principal'`)} as principal, ${sum(sql`category = 'promotion'`)} as promotion,
      ${sum(sql`category in ('refund_principal', 'refund_promotion', 'refund_fee', 'refund_other')`)} as refund,
      ${sum(sql`category = 'refund_principal'`)} as "refundPrincipal",
      ${sum(sql`category = 'referral_fee'`)} as referral, ${sum(sql`category = 'fulfillment_fee'`)} as fulfillment
    from (select *, coalesce(nullif(currency, ''), max(nullif(currency, '')) over (partition by import_id), '') as own_currency
          from money_line where ${liveFacts(where)}) money
    where sku is not null and sku <> ''
    group by store_id, marketplace, own_currency, source, sku order by sku, store_id, marketplace, own_currency, source`)
  const currencyOf = (row: Row): string =>
    row.currency === '' ? (findMarketplace(row.marketplace)?.currency ?? '') : row.currency
  const settled = new Set(
    rows.filter((row) => row.source === 'settlement').map((row) => `${row.storeId} ${currencyOf(row)}`),
  )
  return rows
    .filter((row) => currencyOf(row) !== '')
    .filter((row) => row.source === 'settlement' || !settled.has(`${row.storeId} ${currencyOf(row)}`))
    .map((row) => ({
      storeId: row.storeId,
      marketplace: orNull(row.marketplace),
      currency: currencyOf(row),
      sku: row.sku,
      units: row.units,
      refundedUnits: row.refundedUnits,
      principalMicros: BigInt(row.principal),
      promotionMicros: BigInt(row.promotion),
      refundMicros: BigInt(row.refund),
      refundPrincipalMicros: BigInt(row.refundPrincipal),
      referralMicros: BigInt(row.referral),
      fulfillmentMicros: BigInt(row.fulfillment),
    }))
}

export type CostPlaces = {
  readonly stores: readonly { storeId: string; name: string }[]
  readonly marketplaces: readonly string[]
  readonly baseCurrency: string
}

export async function costPlaces(tx: ReadTx, clientId: string): Promise<CostPlaces> {
  const stores = await tx.rows(sql<{ storeId: string; name: string }>`
    select id as "storeId", name from store where client_id = ${clientId}::bigint order by id`)
  const places = await tx.rows(sql<{ id: string }>`
    select distinct marketplace_id as id from store_marketplace where client_id = ${clientId}::bigint`)
  const base = await tx.maybeOne(sql<{ currency: string }>`
    select base_currency as currency from client where id = ${clientId}::bigint`)
  return {
    stores,
    marketplaces: places.flatMap(({ id }) => findMarketplace(id)?.code ?? []).toSorted(),
    baseCurrency: base?.currency ?? 'USD',
  }
}
