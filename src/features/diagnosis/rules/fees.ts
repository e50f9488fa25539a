import { addDays, daysBetween } from '#kernel/day.ts'
import { type Micros, ratioOf } from '#kernel/money.ts'
import {
  absolute,
  behindAll,
  compareText,
  count,
  day,
  emptyGroup,
  finding,
  groupBy,
  largestFirst,
  money,
  moneyText,
  ratio,
  severityOf,
  stake,
  sumMicros,
  table,
  text,
} from './build.ts'
import type { Finding, Group, Section, Settled, Table } from './diagnosis.ts'
import type { DiagnosisInput, MoneyFact, SettlementFact } from './input.ts'
import { unitFeeFindings, unitTable } from './unit-fees.ts'
import { warehouseCurrencies, warehouseFacts, warehouseFindings, warehouseTables } from './warehouse.ts'

/** Categories that are movements of money, not earnings or costs. */
const movements = new Set(['transfer', 'reserve'])

/** Every settlement with what Amazon paid beside the sum of its lines. */
export function settledOf(input: DiagnosisInput): Settled[] {
  return ordered(input.settlements).map((own) => ({
    fileId: own.file,
    file: input.files[own.file] ?? own.file,
    settlementId: own.settlementId,
    currency: own.currency,
    from: own.from,
    to: own.to,
    rows: own.rows,
    total: own.totalMicros === null ? null : moneyText(own.totalMicros),
    sumOfRows: moneyText(own.sumMicros),
  }))
}

/** Total − lines; nothing can be compared where the file states no total. */
const differenceOf = (own: SettlementFact): Micros =>
  own.totalMicros === null ? 0n : own.totalMicros - own.sumMicros

const ordered = (settlements: readonly SettlementFact[]): SettlementFact[] =>
  settlements.toSorted(
    (a, b) =>
      compareText(a.currency, b.currency) ||
      compareText(a.from, b.from) ||
      compareText(a.settlementId, b.settlementId),
  )

/** Fees and net: each settlement to the cent, where the money went, what is unexplained, and fees per unit over time. */
export function feesSection(input: DiagnosisInput): { section: Section; findings: Finding[] } {
  const groups: Group[] = []
  const findings: Finding[] = []
  const currencies = [
    ...new Set([
      ...[...input.settlements, ...input.money].map((row) => row.currency),
      ...warehouseCurrencies(input),
    ]),
  ].toSorted()
  for (const currency of currencies) {
    const settlements = ordered(input.settlements.filter((own) => own.currency === currency))
    const lines = input.money.filter((row) => row.currency === currency)
    const group = emptyGroup({ marketplace: null, currency })
    groups.push(group)
    if (settlements.length + lines.length > 0) addTotals(group, currency, settlements, lines)
    if (settlements.length > 0) group.tables.push(settlementTable(currency, settlements))
    if (lines.length > 0) group.tables.push(categoryTable(currency, lines))
    const skus = input.skuMoney.filter((row) => row.currency === currency)
    if (skus.length > 0) group.tables.push(unitTable(currency, skus))
    const warehouses = warehouseFacts(input, currency)
    group.tables.push(...warehouseTables(currency, warehouses))
    const principal = totalOf(oneSource(lines), (category) => category === 'principal')
    findings.push(
      ...mismatches(currency, settlements),
      ...settlementGaps(currency, settlements),
      ...unknownLines(currency, lines),
      ...heldBack(currency, settlements, lines),
      ...unitFeeFindings(currency, skus),
      ...warehouseFindings(currency, warehouses, input.asOf, principal),
    )
  }
  const notes =
    input.settlements.length + input.money.length === 0 ? [{ key: 'no_settlements', params: {} }] : []
  return { section: { id: 'fees', groups, notes }, findings }
}

const totalOf = (lines: readonly MoneyFact[], wanted: (category: string) => boolean): Micros =>
  sumMicros(
    lines.filter((line) => wanted(line.category)),
    (line) => line.amountMicros,
  )

/** A settlement and a date-range export may tell the same sale twice: totals use settlements where there are any. */
function oneSource(lines: readonly MoneyFact[]): MoneyFact[] {
  const settled = lines.filter((line) => line.source === 'settlement')
  return settled.length > 0 ? settled : [...lines]
}

function addTotals(
  group: ReturnType<typeof emptyGroup>,
  currency: string,
  settlements: readonly SettlementFact[],
  all: readonly MoneyFact[],
): void {
  const lines = oneSource(all)
  const principal = totalOf(lines, (category) => category === 'principal')
  const refunds = totalOf(lines, (category) => category === 'refund_principal')
  const fees = totalOf(lines, (category) => category.endsWith('_fee') && category !== 'refund_fee')
  const ads = totalOf(lines, (category) => category === 'advertising')
  const net = totalOf(lines, (category) => !movements.has(category))
  group.figures.push(
    { key: 'settlements', ...count(settlements.length) },
    {
      key: 'paid_out',
      ...money(
        sumMicros(settlements, (own) => own.totalMicros ?? 0n),
        currency,
      ),
    },
    {
      key: 'settlement_difference',
      ...money(sumMicros(settlements, differenceOf), currency),
    },
    { key: 'principal', ...money(principal, currency) },
    { key: 'refund_principal', ...money(refunds, currency) },
    { key: 'amazon_fees', ...money(fees, currency) },
    { key: 'fee_share', ...ratio(ratioOf(absolute(fees), principal)) },
    { key: 'settled_ads', ...money(ads, currency) },
    { key: 'net_before_goods', ...money(net, currency) },
    { key: 'net_share', ...ratio(ratioOf(net, principal)) },
  )
  if (lines.length < all.length) group.notes.push({ key: 'date_range_left_out', params: {} })
}

function settlementTable(currency: string, settlements: readonly SettlementFact[]): Table {
  return table(
    'settlements',
    currency,
    [
      ['settlement_id', 'text'],
      ['from', 'day'],
      ['to', 'day'],
      ['deposit_on', 'day'],
      ['rows', 'count'],
      ['settlement_total', 'money'],
      ['sum_of_rows', 'money'],
      ['difference', 'money'],
    ],
    settlements.map((own) => ({
      cells: [
        own.settlementId,
        own.from,
        own.to,
        own.depositOn,
        own.rows,
        own.totalMicros === null ? null : moneyText(own.totalMicros),
        moneyText(own.sumMicros),
        own.totalMicros === null ? null : moneyText(differenceOf(own)),
      ],
      behind: own,
    })),
    200,
  )
}

function categoryTable(currency: string, all: readonly MoneyFact[]): Table {
  const lines = oneSource(all)
  const principal = totalOf(lines, (category) => category === 'principal')
  const categories = [...groupBy(lines, (line) => line.category).entries()].map(([category, own]) => ({
    category,
    amount: sumMicros(own, (line) => line.amountMicros),
    behind: behindAll(own),
  }))
  return table(
    'money_categories',
    currency,
    [
      ['category', 'word'],
      ['rows', 'count'],
      ['amount', 'money'],
      ['share_of_principal', 'ratio'],
    ],
    largestFirst(
      categories,
      (row) => absolute(row.amount),
      (row) => row.category,
    ).map((row) => ({
      cells: [
        `money_${row.category}`,
        row.behind.rows,
        moneyText(row.amount),
        ratioOf(row.amount, principal),
      ],
      behind: row.behind,
    })),
  )
}

function say(
  kind: string,
  currency: string,
  rest: Pick<Finding, 'severity' | 'confidence' | 'stake' | 'params' | 'evidence'>,
): Finding {
  return finding({ kind, section: 'fees', marketplace: null, currency, ...rest })
}

function mismatches(currency: string, settlements: readonly SettlementFact[]): Finding[] {
  const wrong = settlements.filter((own) => differenceOf(own) !== 0n)
  if (wrong.length === 0) return []
  const gap = sumMicros(wrong, (own) => absolute(differenceOf(own)))
  return [
    say('settlement_mismatch', currency, {
      severity: 'high',
      confidence: 'high',
      stake: stake({ kind: 'unexplained', currency, micros: gap, days: null }),
      params: {
        settlements: count(wrong.length),
        all: count(settlements.length),
        first: text(wrong[0]!.settlementId),
        gap: money(gap, currency),
      },
      evidence: settlementTable(currency, wrong),
    }),
  ]
}

/** Settlements follow each other without a gap: a hole means a file is missing, so yearly sums would be too small. */
function settlementGaps(currency: string, settlements: readonly SettlementFact[]): Finding[] {
  if (settlements.length < 2) return []
  const holes: { from: string; to: string; days: number }[] = []
  let reached = settlements[0]!.to
  for (const own of settlements.slice(1)) {
    // A settlement starts on the day (in Amazon's zone) on which the one before ended.
    if (own.from > addDays(reached, 2))
      holes.push({
        from: addDays(reached, 1),
        to: addDays(own.from, -1),
        days: daysBetween(reached, own.from) - 2,
      })
    if (own.to > reached) reached = own.to
  }
  if (holes.length === 0) return []
  return [
    say('settlement_gap', currency, {
      severity: 'medium',
      confidence: 'high',
      stake: null,
      params: { gaps: count(holes.length), from: day(holes[0]!.from), to: day(holes[0]!.to) },
      evidence: table(
        'settlement_gaps',
        currency,
        [
          ['from', 'day'],
          ['to', 'day'],
          ['days', 'count'],
        ],
        holes.map((hole) => ({ cells: [hole.from, hole.to, hole.days], behind: { rows: 0, refs: [] } })),
      ),
    }),
  ]
}

function lineTable(key: string, currency: string, lines: readonly MoneyFact[]): Table {
  const kinds = [
    ...groupBy(
      lines,
      (line) => `${line.transactionType}\n${line.amountType}\n${line.amountDescription}`,
    ).values(),
  ].map((own) => ({
    ...own[0]!,
    amount: sumMicros(own, (line) => line.amountMicros),
    behind: behindAll(own),
  }))
  return table(
    key,
    currency,
    [
      ['transaction_type', 'text'],
      ['amount_type', 'text'],
      ['amount_description', 'text'],
      ['rows', 'count'],
      ['amount', 'money'],
    ],
    largestFirst(
      kinds,
      (row) => absolute(row.amount),
      (row) => `${row.transactionType} ${row.amountType} ${row.amountDescription}`,
    ).map((row) => ({
      cells: [
        row.transactionType,
        row.amountType,
        row.amountDescription,
        row.behind.rows,
        moneyText(row.amount),
      ],
      behind: row.behind,
    })),
  )
}

function unknownLines(currency: string, all: readonly MoneyFact[]): Finding[] {
  const lines = oneSource(all).filter((line) => line.category === 'unknown' && line.amountMicros !== 0n)
  if (lines.length === 0) return []
  const moved = sumMicros(lines, (line) => absolute(line.amountMicros))
  const turnover = totalOf(all, (category) => category === 'principal')
  return [
    say('unknown_money_lines', currency, {
      severity: severityOf(turnover > 0n ? Number(moved) / Number(turnover) : null),
      confidence: 'high',
      stake: stake({ kind: 'unexplained', currency, micros: moved, days: null }),
      params: {
        rows: count(behindAll(lines).rows),
        amount: money(moved, currency),
        first: text(lines[0]!.amountDescription),
      },
      evidence: lineTable('unknown_money_lines', currency, lines),
    }),
  ]
}

/**
 * What the newest settlement keeps back. Earlier reserves return in the settlement that follows, so only the last one is still out;
 * debts carried over ("Payable to Amazon") are no reserve.
 */
function heldBack(
  currency: string,
  settlements: readonly SettlementFact[],
  all: readonly MoneyFact[],
): Finding[] {
  const newest = settlements
    .toSorted((a, b) => compareText(a.to, b.to) || compareText(a.settlementId, b.settlementId))
    .at(-1)
  if (newest === undefined) return []
  const lines = all.filter(
    (line) =>
      line.settlementId === newest.settlementId &&
      line.category === 'reserve' &&
      line.amountMicros < 0n &&
      /reserve/i.test(`${line.transactionType} ${line.amountType} ${line.amountDescription}`),
  )
  const held = -sumMicros(lines, (line) => line.amountMicros)
  if (held <= 0n) return []
  const turnover = totalOf(all, (category) => category === 'principal')
  return [
    say('reserve_held', currency, {
      severity: severityOf(turnover > 0n ? Number(held) / Number(turnover) / 4 : null),
      confidence: 'high',
      stake: stake({ kind: 'cash', currency, micros: held, days: null }),
      params: { held: money(held, currency), until: day(newest.to), settlement: text(newest.settlementId) },
      evidence: lineTable('reserve_lines', currency, lines),
    }),
  ]
}
