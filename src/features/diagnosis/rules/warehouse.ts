import { findMarketplace } from '#kernel/marketplace.ts'
import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { type Micros, timesRatio } from '#kernel/money.ts'
import {
  absolute,
  behindAll,
  compareText,
  count,
  finding,
  groupBy,
  largestFirst,
  money,
  moneyText,
  ratio,
  severityOf,
  stake,
  sumMicros,
  sumOf,
  table,
  text,
} from './build.ts'
import type { Finding, Table } from './diagnosis.ts'
import type { DiagnosisInput, MoveFact, ReimbursedFact, StorageFact } from './input.ts'

// What Amazon's warehouses charged for storage, what they lost, and what Amazon paid for it.

/** Facts of one currency; movements have none of their own and take their marketplace's. */
export type WarehouseFacts = {
  storage: readonly StorageFact[]
  reimbursed: readonly ReimbursedFact[]
  moves: readonly MoveFact[]
}

const currencyOf = (move: MoveFact): string | null =>
  move.marketplace === null ? null : (findMarketplace(move.marketplace)?.currency ?? null)

export function warehouseFacts(input: DiagnosisInput, currency: string): WarehouseFacts {
  return {
    storage: input.storage.filter((row) => row.currency === currency),
    reimbursed: input.reimbursed.filter((row) => row.currency === currency),
    moves: input.moves.filter((row) => currencyOf(row) === currency),
  }
}

/** The currencies in which warehouses charged or paid. */
export const warehouseCurrencies = (input: DiagnosisInput): string[] =>
  [...input.storage, ...input.reimbursed].map((row) => row.currency)

export function warehouseTables(currency: string, facts: WarehouseFacts): Table[] {
  const { storage, reimbursed } = facts
  return [
    ...(storage.length === 0 ? [] : [monthsTable(currency, storage), productsTable(currency, storage)]),
    ...(reimbursed.length === 0 ? [] : [reasonsTable(currency, reimbursed)]),
  ]
}

const feeOf = (rows: readonly StorageFact[], kind: StorageFact['kind']): Micros =>
  sumMicros(
    rows.filter((row) => row.kind === kind),
    (row) => row.feeMicros,
  )

function monthsTable(currency: string, storage: readonly StorageFact[]): Table {
  const over = storage.some((row) => row.kind === 'overage')
  const months = [...groupBy(storage, (row) => row.month)].toSorted(([a], [b]) => compareText(a, b))
  return table(
    'storage_months',
    currency,
    [
      ['month', 'month'],
      ['storage_fee', 'money'],
      ['aged_surcharge', 'money'],
      ...(over ? [['overage_fee', 'money'] as const] : []),
    ],
    months.map(([month, own]) => ({
      cells: [
        month,
        moneyText(feeOf(own, 'monthly')),
        moneyText(feeOf(own, 'aged')),
        ...(over ? [moneyText(feeOf(own, 'overage'))] : []),
      ],
      behind: behindAll(own),
    })),
  )
}

function productsTable(currency: string, storage: readonly StorageFact[]): Table {
  const ofProducts = storage.filter((row) => row.kind !== 'overage')
  const products = [...groupBy(ofProducts, (row) => row.fnsku)].map(([fnsku, own]) => ({
    fnsku,
    asin: own.find((row) => row.asin !== null)?.asin ?? null,
    title: own.find((row) => row.title !== null)?.title ?? null,
    monthly: feeOf(own, 'monthly'),
    aged: feeOf(own, 'aged'),
    behind: behindAll(own),
  }))
  return table(
    'storage_products',
    currency,
    [
      ['asin', 'text'],
      ['title', 'text'],
      ['storage_fee', 'money'],
      ['aged_surcharge', 'money'],
    ],
    largestFirst(
      products,
      (row) => row.monthly + row.aged,
      (row) => row.fnsku,
    ).map((row) => ({
      cells: [row.asin ?? row.fnsku, row.title, moneyText(row.monthly), moneyText(row.aged)],
      behind: row.behind,
    })),
  )
}

function reasonsTable(currency: string, reimbursed: readonly ReimbursedFact[]): Table {
  const reasons = [...groupBy(reimbursed, (row) => row.reason)].map(([reason, own]) => ({
    reason,
    units: sumOf(own, (row) => row.units),
    amount: sumMicros(own, (row) => row.amountMicros),
    behind: behindAll(own),
  }))
  return table(
    'reimbursements',
    currency,
    [
      ['reason', 'text'],
      ['units', 'count'],
      ['amount', 'money'],
    ],
    largestFirst(
      reasons,
      (row) => absolute(row.amount),
      (row) => row.reason,
    ).map((row) => ({ cells: [row.reason, row.units, moneyText(row.amount)], behind: row.behind })),
  )
}

export function warehouseFindings(
  currency: string,
  facts: WarehouseFacts,
  asOf: Day,
  principalMicros: Micros,
): Finding[] {
  return [
    ...agedPaid(currency, facts.storage, principalMicros),
    ...overagePaid(currency, facts.storage, principalMicros),
    ...lossesOpen(currency, facts, asOf),
  ]
}

/** What lay too long cost a surcharge on top of storage. */
function agedPaid(currency: string, storage: readonly StorageFact[], principal: Micros): Finding[] {
  const aged = storage.filter((row) => row.kind === 'aged' && row.feeMicros > 0n)
  if (aged.length === 0) return []
  const paid = sumMicros(aged, (row) => row.feeMicros)
  const months = new Set(aged.map((row) => row.month)).size
  const share = principal > 0n ? Number(paid) / Number(principal) : null
  return [
    finding({
      kind: 'aged_surcharge_paid',
      section: 'fees',
      marketplace: null,
      currency,
      severity: severityOf(share),
      confidence: 'high',
      stake: stake({ kind: 'cost', currency, micros: paid, days: months * 30 }),
      params: {
        paid: money(paid, currency),
        months: count(months),
        share: ratio(share),
        first: text(
          productName(
            largestFirst(
              aged,
              (row) => row.feeMicros,
              (row) => row.fnsku,
            )[0]!,
          ),
        ),
      },
      evidence: productsTable(currency, aged),
    }),
  ]
}

/** Stock beyond the store's limit cost a fee on top of storage. */
function overagePaid(currency: string, storage: readonly StorageFact[], principal: Micros): Finding[] {
  const over = storage.filter((row) => row.kind === 'overage' && row.feeMicros > 0n)
  if (over.length === 0) return []
  const paid = sumMicros(over, (row) => row.feeMicros)
  const months = new Set(over.map((row) => row.month)).size
  const share = principal > 0n ? Number(paid) / Number(principal) : null
  return [
    finding({
      kind: 'overage_paid',
      section: 'fees',
      marketplace: null,
      currency,
      severity: severityOf(share),
      confidence: 'high',
      stake: stake({ kind: 'cost', currency, micros: paid, days: months * 30 }),
      params: { paid: money(paid, currency), months: count(months), share: ratio(share) },
      evidence: monthsTable(currency, over),
    }),
  ]
}

const productName = (row: { title: string | null; asin: string | null; fnsku: string }): string =>
  row.title ?? row.asin ?? row.fnsku

/** Amazon pays for what it lost and did not find within 30 days by itself; what is open after this many days wants a claim. */
const PAID_WITHIN_DAYS = 45

/** Reasons of payments for what was lost or damaged in a warehouse. */
const IN_WAREHOUSE = /^(?!.*(?:inbound|customer)).*(?:lost|damaged)/i

/** Units that warehouses lost or damaged and neither found again nor paid for. */
function lossesOpen(currency: string, { moves, reimbursed }: WarehouseFacts, asOf: Day): Finding[] {
  const old = moves.filter((row) => addDays(addMonths(row.month, 1), PAID_WITHIN_DAYS) <= asOf)
  if (old.length === 0) return []
  const first = old.reduce((low, row) => (row.month < low ? row.month : low), old[0]!.month)
  const paid = reimbursed.filter((row) => row.month >= first && IN_WAREHOUSE.test(row.reason))
  const meanMicros = perUnit(paid)
  const open = [...groupBy(old, (row) => row.sku)].flatMap(([sku, own]) => {
    const payments = paid.filter((row) => row.sku === sku)
    const [lost, damaged, found] = (['lost', 'damaged', 'found'] as const).map((name) =>
      sumOf(own, (row) => row[name]),
    ) as [number, number, number]
    const back = sumOf(payments, (row) => row.units)
    const units = lost + damaged - found - back
    if (units <= 0) return []
    const worth = timesRatio(perUnit(payments) ?? meanMicros ?? 0n, units)
    return [{ sku, lost, damaged, found, back, units, worth, behind: behindAll([...own, ...payments]) }]
  })
  if (open.length === 0) return []
  const worth = sumMicros(open, (row) => row.worth)
  return [
    finding({
      kind: 'losses_not_reimbursed',
      section: 'fees',
      marketplace: null,
      currency,
      severity: 'medium',
      confidence: 'medium',
      stake: worth === 0n ? null : stake({ kind: 'cost', currency, micros: worth, days: null }),
      params: {
        units: count(sumOf(open, (row) => row.units)),
        skus: count(open.length),
        worth: money(worth, currency),
      },
      evidence: table(
        'losses_not_reimbursed',
        currency,
        [
          ['sku', 'text'],
          ['units_lost_by_amazon', 'count'],
          ['units_damaged', 'count'],
          ['units_found', 'count'],
          ['units_reimbursed', 'count'],
          ['units_open', 'count'],
          ['amount', 'money'],
        ],
        largestFirst(
          open,
          (row) => BigInt(row.units),
          (row) => row.sku,
        ).map((row) => ({
          cells: [row.sku, row.lost, row.damaged, row.found, row.back, row.units, moneyText(row.worth)],
          behind: row.behind,
        })),
      ),
    }),
  ]
}

/** What Amazon paid for a unit on average; null where it paid for none. */
function perUnit(rows: readonly ReimbursedFact[]): Micros | null {
  const units = sumOf(rows, (row) => row.units)
  return units > 0
    ? timesRatio(
        sumMicros(rows, (row) => row.amountMicros),
        1 / units,
      )
    : null
}
