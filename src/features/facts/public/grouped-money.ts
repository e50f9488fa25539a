import { type RawBuilder, sql } from 'kysely'
import type { MoneyFact, SettlementFact, SkuMoneyFact } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { MoneyCategory } from '../rules/rows.ts'
import { type Where, liveFacts, narrowed, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

// Settled money with the rows behind it.

/** Settlements that meet the days, with Amazon's total beside the sum of the lines as loaded. */
export async function groupedSettlements(tx: ReadTx, where: Where): Promise<SettlementFact[]> {
  type Row = {
    file: string
    settlementId: string
    currency: string
    from: Date
    to: Date
    depositOn: Date | null
    total: string
    sum: string
    rows: number
  }
  const rows = await tx.rows(sql<Row>`
    select import_id as file, settlement_id as "settlementId", currency, start_at as "from", end_at as "to", deposit_at as "depositOn",
           total_micros as total, lines_micros as sum, line_count as rows
    from settlement
    where client_id = ${where.clientId}::bigint and superseded_by is null and end_at >= ${where.from}::date and start_at < ${where.to}::date + 1
      ${narrowed({ storeId: where.storeId ?? null })}
    order by start_at, settlement_id`)
  const day = (at: Date): Day => at.toISOString().slice(0, 10)
  const headed = rows.map((row) => ({
    file: row.file,
    settlementId: row.settlementId,
    currency: row.currency,
    from: day(row.from),
    to: day(row.to),
    depositOn: row.depositOn === null ? null : day(row.depositOn),
    totalMicros: BigInt(row.total),
    sumMicros: BigInt(row.sum),
    rows: row.rows,
    // The head of a settlement file is its second line.
    refs: [{ file: row.file, line: 2 }],
  }))
  return [...headed, ...(await headlessSettlements(tx, where))]
}

/** Settlements whose file states no head (no total, no period): their lines alone, by the days they were posted. */
async function headlessSettlements(tx: ReadTx, where: Where): Promise<SettlementFact[]> {
  type Row = {
    file: string
    settlementId: string
    currency: string
    from: Day
    to: Day
    sum: string
    rows: number
  }
  const rows = await tx.rows(sql<Row>`
    select import_id as file, settlement_id as "settlementId", max(currency) as currency, min(report_on) as "from", max(report_on) as "to",
           sum(amount_micros) as sum, count(*)::int as rows
    from money_line where ${liveFacts(where)} and source = 'settlement' and settlement_id is not null
      and settlement_id not in (select settlement_id from settlement where client_id = ${where.clientId}::bigint and superseded_by is null)
    group by import_id, settlement_id order by settlement_id`)
  return rows.map((row) => ({
    file: row.file,
    settlementId: row.settlementId,
    currency: row.currency,
    from: row.from,
    to: row.to,
    depositOn: null,
    totalMicros: null,
    sumMicros: BigInt(row.sum),
    rows: row.rows,
    refs: [{ file: row.file, line: 2 }],
  }))
}

/** Live money lines; an export that prints its currency on some lines only has it on all. */
const moneyLines = (where: Where): RawBuilder<unknown> => sql`(
  select *, coalesce(nullif(currency, ''), max(nullif(currency, '')) over (partition by import_id), '') as own_currency
  from money_line where ${liveFacts(where)}) money`

/** Where not one line of the file names a currency, the marketplace's own is the only one there can be. */
const currencyOf = (row: { currency: string; marketplace: string }): string =>
  row.currency === '' ? (findMarketplace(row.marketplace)?.currency ?? '') : row.currency

/** Money lines by month and Amazon's own words. Lines of no known currency are left out: they cannot be added to anything. */
export async function groupedMoney(tx: ReadTx, where: Where): Promise<MoneyFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    currency: string
    source: 'settlement' | 'date_range'
    settlementId: string | null
    month: Day
    transactionType: string
    amountType: string
    amountDescription: string
    category: MoneyCategory
    amount: string
  }
  const rows = await tx.rows(sql<Row>`
    select marketplace, own_currency as currency, source, settlement_id as "settlementId", date_trunc('month', report_on)::date as month,
           transaction_type as "transactionType", amount_type as "amountType", amount_description as "amountDescription", category,
           sum(amount_micros) as amount, ${behindColumns(sql`abs(amount_micros) desc, line`)}
    from ${moneyLines(where)}
    group by marketplace, own_currency, source, settlement_id, date_trunc('month', report_on), transaction_type, amount_type, amount_description, category
    order by 5, 1, 2, 3, 4, 6, 7, 8, 9`)
  return rows
    .filter((row) => currencyOf(row) !== '')
    .map((row) => ({
      marketplace: orNull(row.marketplace),
      currency: currencyOf(row),
      source: row.source,
      settlementId: row.settlementId,
      month: row.month,
      transactionType: row.transactionType,
      amountType: row.amountType,
      amountDescription: row.amountDescription,
      category: row.category,
      amountMicros: BigInt(row.amount),
      ...behindOf(row),
    }))
}

/** What each SKU earned and cost per month: from settlements, and from date-range exports only for currencies without any. */
export async function groupedSkuMoney(tx: ReadTx, where: Where): Promise<SkuMoneyFact[]> {
  type Amounts = 'principal' | 'promotion' | 'refund' | 'referral' | 'fulfillment' | 'other'
  type Row = BehindColumns &
    Record<Amounts, string> & {
      marketplace: string
      currency: string
      source: string
      sku: string
      month: Day
      units: number
      refundedUnits: number
    }
  const sum = (condition: ReturnType<typeof sql>) =>
    sql`coalesce(sum(amount_micros) filter (where ${condition}), 0)`
  const rows = await tx.rows(sql<Row>`
    select marketplace, own_currency as currency, source, sku, date_trunc('month', report_on)::date as month,
           coalesce(sum(quantity) filter (where category = 'principal'), 0)::int as units,
           coalesce(sum(coalesce(nullif(abs(quantity), 0), 1)) filter (where category = 'refund_principal'), 0)::int as "refundedUnits",
           ${sum(sql`category = 'principal'`)} as principal, ${sum(sql`category = 'promotion'`)} as promotion,
           ${sum(sql`category in ('refund_principal', 'refund_promotion', 'refund_fee', 'refund_other')`)} as refund,
           ${sum(sql`category = 'referral_fee'`)} as referral, ${sum(sql`category = 'fulfillment_fee'`)} as fulfillment,
           ${sum(sql`category in ('storage_fee', 'inbound_fee', 'removal_fee', 'service_fee', 'coupon_deal_fee', 'adjustment', 'reimbursement', 'unknown')`)} as other,
           ${behindColumns(sql`abs(amount_micros) desc, line`)}
    from ${moneyLines(where)} where sku is not null and sku <> ''
    group by marketplace, own_currency, source, sku, date_trunc('month', report_on) order by 4, 5, 1, 2, 3`)
  const settled = new Set(rows.filter((row) => row.source === 'settlement').map(currencyOf))
  return rows
    .filter((row) => currencyOf(row) !== '' && (row.source === 'settlement' || !settled.has(currencyOf(row))))
    .map((row) => ({
      marketplace: orNull(row.marketplace),
      currency: currencyOf(row),
      sku: row.sku,
      month: row.month,
      units: row.units,
      refundedUnits: row.refundedUnits,
      principalMicros: BigInt(row.principal),
      promotionMicros: BigInt(row.promotion),
      refundMicros: BigInt(row.refund),
      referralMicros: BigInt(row.referral),
      fulfillmentMicros: BigInt(row.fulfillment),
      otherMicros: BigInt(row.other),
      ...behindOf(row),
    }))
}
