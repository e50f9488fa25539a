import { sql } from 'kysely'
import type { MoveFact, ReimbursedFact, StorageFact } from '#features/diagnosis/rules/input.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Where, liveFacts, orNull } from '../store/where.ts'
import { type BehindColumns, behindColumns, behindOf } from './grouped.ts'

// What Amazon's warehouses charged, paid for and lost, with the rows behind it.

/** Storage and surcharges by month and product. */
export async function groupedStorage(tx: ReadTx, where: Where): Promise<StorageFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    currency: string
    kind: StorageFact['kind']
    month: Day
    fnsku: string
    asin: string | null
    title: string | null
    fee: string
  }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, kind, date_trunc('month', report_on)::date as month, fnsku, max(asin) as asin, max(title) as title,
           sum(fee_micros) as fee, ${behindColumns(sql`fee_micros desc, line`)}
    from storage_fee where ${liveFacts(where)} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`)
  return rows.map(({ fee, marketplace, ...row }) => ({
    ...row,
    marketplace: orNull(marketplace),
    feeMicros: BigInt(fee),
    ...behindOf(row),
  }))
}

/** Reimbursements by month, reason and SKU. */
export async function groupedReimbursed(tx: ReadTx, where: Where): Promise<ReimbursedFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    currency: string
    month: Day
    reason: string
    sku: string | null
    units: number
    amount: string
  }
  const rows = await tx.rows(sql<Row>`
    select marketplace, currency, date_trunc('month', report_on)::date as month, reason, sku, sum(quantity)::int as units,
           sum(amount_micros) as amount, ${behindColumns(sql`abs(amount_micros) desc, line`)}
    from reimbursement where ${liveFacts(where)} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`)
  return rows.map(({ amount, marketplace, ...row }) => ({
    ...row,
    marketplace: orNull(marketplace),
    amountMicros: BigInt(amount),
    ...behindOf(row),
  }))
}

/**
 * Units lost, damaged and found by month and SKU, months without any left out. A month told as a whole is taken so; its days, told by
 * another file, are not added. Damage moves a unit from sellable to damaged: it counts where it left.
 */
export async function groupedMoves(tx: ReadTx, where: Where): Promise<MoveFact[]> {
  type Row = BehindColumns & {
    marketplace: string
    month: Day
    sku: string
    asin: string | null
    title: string | null
    lost: number
    damaged: number
    found: number
  }
  const rows = await tx.rows(sql<Row>`
    with live as (
      select *, date_trunc('month', report_on)::date as month,
             bool_or(from_on < report_on) over (partition by store_id, marketplace, date_trunc('month', report_on)) as has_month
      from stock_move where ${liveFacts(where)})
    select marketplace, month, sku, max(asin) as asin, max(title) as title, -sum(lost)::int as lost,
           coalesce(-sum(damaged) filter (where disposition = 'SELLABLE'), 0)::int as damaged, sum(found)::int as found,
           ${behindColumns(sql`report_on, line`)}
    from live where (from_on < report_on) = has_month and (lost <> 0 or damaged <> 0 or found <> 0)
    group by 1, 2, 3 order by 1, 2, 3`)
  return rows.map(({ marketplace, ...row }) => ({
    ...row,
    marketplace: orNull(marketplace),
    ...behindOf(row),
  }))
}
