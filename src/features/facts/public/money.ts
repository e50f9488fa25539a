import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { MoneyCategory } from '../rules/rows.ts'
import { type Where, narrowed, orNull, rollupDays } from '../store/where.ts'

// Settled money of one client.

export type SettlementSummary = {
  settlementId: string
  storeId: string
  importId: string
  fileName: string
  startAt: string
  endAt: string
  depositAt: string | null
  currency: string
  totalMicros: bigint
  /** The sum of the settlement's rows; equal to the total when the file reconciles to the cent. */
  linesMicros: bigint
  lineCount: number
}

type SettlementRow = Omit<
  SettlementSummary,
  'startAt' | 'endAt' | 'depositAt' | 'totalMicros' | 'linesMicros'
> & {
  startAt: Date
  endAt: Date
  depositAt: Date | null
  totalMicros: string
  linesMicros: string
}

/** Settlements whose period meets the days, newest first. */
export async function settlements(tx: ReadTx, where: Where): Promise<SettlementSummary[]> {
  const rows = await tx.rows(sql<SettlementRow>`
    select s.settlement_id as "settlementId", s.store_id as "storeId", s.import_id as "importId", i.file_name as "fileName",
           s.start_at as "startAt", s.end_at as "endAt", s.deposit_at as "depositAt", s.currency, s.total_micros as "totalMicros",
           s.lines_micros as "linesMicros", s.line_count as "lineCount"
    from settlement s join import i on i.client_id = s.client_id and i.id = s.import_id
    where s.client_id = ${where.clientId}::bigint and i.client_id = ${where.clientId}::bigint and s.superseded_by is null
      and s.end_at >= ${where.from}::date and s.start_at < (${where.to}::date + 1)
      ${narrowed({ storeId: where.storeId ?? null }, 's')}
    order by s.start_at desc, s.settlement_id`)
  return rows.map((row) => ({
    ...row,
    startAt: row.startAt.toISOString(),
    endAt: row.endAt.toISOString(),
    depositAt: row.depositAt?.toISOString() ?? null,
    totalMicros: BigInt(row.totalMicros),
    linesMicros: BigInt(row.linesMicros),
  }))
}

export type SettlementLine = {
  importId: string
  line: number
  postedOn: Day
  marketplace: string | null
  transactionType: string
  amountType: string
  amountDescription: string
  category: MoneyCategory
  amountMicros: bigint
  currency: string
  orderId: string | null
  sku: string | null
  quantity: number | null
}

/** All rows of one settlement in the file's order. */
export async function settlementLines(
  tx: ReadTx,
  query: { clientId: string; settlementId: string; limit?: number; offset?: number },
): Promise<SettlementLine[]> {
  type Row = Omit<SettlementLine, 'marketplace' | 'amountMicros'> & {
    marketplace: string
    amountMicros: string
  }
  const rows = await tx.rows(sql<Row>`
    select import_id as "importId", line, report_on as "postedOn", marketplace, transaction_type as "transactionType", amount_type as "amountType",
           amount_description as "amountDescription", category, amount_micros as "amountMicros", currency, order_id as "orderId", sku, quantity
    from money_line
    where client_id = ${query.clientId}::bigint and settlement_id = ${query.settlementId} and superseded_by is null
    order by import_id, row_no limit ${query.limit ?? 1_000_000} offset ${query.offset ?? 0}`)
  return rows.map((row) => ({
    ...row,
    marketplace: orNull(row.marketplace),
    amountMicros: BigInt(row.amountMicros),
  }))
}

export type MoneyOfCategory = {
  marketplace: string | null
  currency: string
  category: MoneyCategory
  amountMicros: bigint
  quantity: number
  lineCount: number
}

/**
 * Settled money by marketplace and category. Days and currencies that a settlement tells are taken from it, the others from
 * date-range exports, so that nothing counts twice.
 */
export async function moneyByCategory(tx: ReadTx, where: Where): Promise<MoneyOfCategory[]> {
  type Row = {
    marketplace: string
    currency: string
    category: MoneyCategory
    amount: string
    quantity: string
    lines: number
  }
  const rows = await tx.rows(sql<Row>`
    with told as (select distinct store_id, day, currency from money_day where ${rollupDays(where)} and source = 'settlement')
    select d.marketplace, d.currency, d.category, sum(d.amount_micros) as amount, sum(d.quantity) as quantity, sum(d.line_count)::int as lines
    from money_day d left join told t on t.store_id = d.store_id and t.day = d.day and t.currency = d.currency
    where d.client_id = ${where.clientId}::bigint and d.day between ${where.from}::date and ${where.to}::date
      ${narrowed(where, 'd')}
      and (d.source = 'settlement' or t.day is null)
    group by d.marketplace, d.currency, d.category order by d.marketplace, d.currency, d.category`)
  return rows.map((row) => ({
    marketplace: orNull(row.marketplace),
    currency: row.currency,
    category: row.category,
    amountMicros: BigInt(row.amount),
    quantity: Number(row.quantity),
    lineCount: row.lines,
  }))
}

export type UnknownMoney = {
  transactionType: string
  amountType: string
  amountDescription: string
  currency: string
  amountMicros: bigint
  lineCount: number
}

/** Amounts whose kind we do not know, by Amazon's own words. Shown, never hidden. */
export async function unknownMoney(tx: ReadTx, where: Where): Promise<UnknownMoney[]> {
  const rows = await tx.rows(sql<Omit<UnknownMoney, 'amountMicros'> & { amountMicros: string }>`
    select transaction_type as "transactionType", amount_type as "amountType", amount_description as "amountDescription", currency,
           sum(amount_micros) as "amountMicros", count(*)::int as "lineCount"
    from money_line
    where client_id = ${where.clientId}::bigint and report_on between ${where.from}::date and ${where.to}::date
      and superseded_by is null and category = 'unknown' ${narrowed(where)}
    group by 1, 2, 3, 4 order by sum(abs(amount_micros)) desc`)
  return rows.map((row) => ({ ...row, amountMicros: BigInt(row.amountMicros) }))
}
