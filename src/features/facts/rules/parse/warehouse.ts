import { type Day, addDays, addMonths, isDay } from '#kernel/day.ts'
import { marketplaceCode } from '../marketplaces.ts'
import type { At, Row } from '../row.ts'
import type { StorageFee } from '../warehouse-rows.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

/** FBA reimbursements. One reimbursement has a row for each product and reason. */
export function parseReimbursements(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const mixture = new Mixture(context)
  return {
    read() {
      const approved = row.mustMoment(c('approvedAt'), 'approval-date')
      const reimbursementId = row.mustText(c('reimbursementId'), 'reimbursement-id')
      const currency = currencyOf(context)
      const perUnitMicros = row.money(c('perUnit'))
      const amountMicros = row.money(c('amount')) ?? 0n
      const quantityCash = row.count(c('quantityCash'))
      const quantityInventory = row.count(c('quantityInventory'))
      const quantity = row.count(c('quantity')) ?? 0
      if (row.failed) return
      const marketplace = context.marketplace?.code ?? null
      mixture.note(currency, null)
      context.coverage.note('reimbursement', '', marketplace, approved.on, approved.on)
      context.emit({
        dataset: 'reimbursement',
        approvedOn: approved.on,
        approvedAt: approved.at,
        marketplace,
        reimbursementId,
        caseId: row.text(c('caseId')),
        orderId: row.text(c('orderId')),
        reason: row.text(c('reason')) ?? '',
        sku: row.text(c('sku')),
        fnsku: row.text(c('fnsku')),
        asin: row.text(c('asin')),
        title: row.text(c('title')),
        currency,
        perUnitMicros,
        amountMicros,
        quantityCash,
        quantityInventory,
        quantity,
        originalId: row.text(c('originalId')),
        line: row.line,
      })
    },
    end() {
      mixture.end('info')
    },
  }
}

/** Monthly storage: a row a product, warehouse and month. */
export function parseStorageFees(context: ParseContext): RowParser {
  return parseFees(context, 'storage', (row, c) => {
    const month = monthIn(row.mustText(c('month'), 'month_of_charge'))
    if (month === null && !row.failed) row.fail(c('month')!.header, 'date_invalid', row.raw(c('month')))
    const fnsku = row.mustText(c('fnsku'), 'fnsku')
    const units = row.number(c('units'))
    return { kind: 'monthly', ...(month ?? { from: '', to: '' }), fnsku, ageTier: null, units }
  })
}

/** Surcharge on aged units: a row a product and age on the day they were counted. */
export function parseAgedSurcharge(context: ParseContext): RowParser {
  return parseFees(context, 'aged_surcharge', (row, c) => {
    const day = row.mustDay(c('day'), 'snapshot-date')
    const fnsku = row.mustText(c('fnsku'), 'fnsku')
    const ageTier = row.mustText(c('ageTier'), 'surcharge-age-tier')
    return { kind: 'aged', from: day, to: day, fnsku, ageTier, units: row.count(c('units')) }
  })
}

/** Room beyond the store's limit: a row a day charged and storage type, no product. */
export function parseOverage(context: ParseContext): RowParser {
  return parseFees(context, 'overage', (row, c) => {
    const day = row.mustDay(c('day'), 'charged_date')
    return { kind: 'overage', from: day, to: day, fnsku: '', ageTier: null, units: null }
  })
}

/** A row a charge. The three reports name alike what they share; `own` reads the rest, and a column that a report lacks reads as null. */
function parseFees(
  context: ParseContext,
  part: string,
  own: (
    row: Row,
    c: (name: string) => At,
  ) => Pick<StorageFee, 'kind' | 'from' | 'to' | 'fnsku' | 'ageTier' | 'units'>,
): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const mixture = new Mixture(context)
  return {
    read() {
      const charge = own(row, c)
      const currency = currencyOf(context)
      const amounts = {
        volume: row.number(c('volume')),
        rateMicros: row.money(c('rate')),
        surchargeRateMicros: row.money(c('surchargeRate')),
        incentiveMicros: row.money(c('incentive')),
        feeMicros: row.money(c('fee')) ?? 0n,
      }
      if (row.failed) return
      const marketplace = placeOf(context, c('country'))
      mixture.note(currency, null)
      context.coverage.note('storage_fee', part, marketplace, charge.from, charge.to)
      context.emit({
        dataset: 'storage_fee',
        ...charge,
        marketplace,
        sku: row.text(c('sku')),
        asin: row.text(c('asin')),
        title: row.text(c('title')),
        fulfillmentCenter: row.text(c('fulfillmentCenter')),
        sizeTier: row.text(c('sizeTier') ?? c('storageType')),
        volumeUnit: row.text(c('volumeUnit')),
        ...amounts,
        currency,
        line: row.line,
      })
    },
    end() {
      mixture.end('info')
    },
  }
}

const moves = [
  'starting',
  'received',
  'shipped',
  'returned',
  'removed',
  'transferred',
  'found',
  'lost',
  'damaged',
  'disposed',
  'other',
  'unknown',
  'ending',
] as const

/** The inventory ledger's summary by day or by month. */
export function parseLedgerSummary(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  return {
    read() {
      const text = row.mustText(c('date'), 'Date')
      const month = monthIn(text)
      const day = month === null ? row.mustDay(c('date'), 'Date') : ''
      const sku = row.mustText(c('sku'), 'MSKU')
      const inTransit = row.count(c('inTransit'))
      const counts = Object.fromEntries(moves.map((name) => [name, row.count(c(name)) ?? 0])) as Record<
        (typeof moves)[number],
        number
      >
      if (row.failed) return
      const location = row.text(c('location'))
      const marketplace = placeOf(context, c('location'))
      const span = month ?? { from: day, to: day }
      context.coverage.note('stock_move', '', marketplace, span.from, span.to)
      context.emit({
        dataset: 'stock_move',
        ...span,
        marketplace,
        location,
        sku,
        fnsku: row.text(c('fnsku')),
        asin: row.text(c('asin')),
        title: row.text(c('title')),
        disposition: row.text(c('disposition')) ?? '',
        inTransit,
        ...counts,
        line: row.line,
      })
    },
    end() {},
  }
}

/** A month as '2026-10', '10/2026' or 'Oct-2026' → its first and last day; null for anything else. */
export function monthIn(text: string): { from: Day; to: Day } | null {
  const numbers = /^(\d{4})[-/](\d{1,2})$/.exec(text) ?? /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  const words = /^([A-Za-z]{3})[A-Za-z]*[-\s](\d{4})$/.exec(text)
  const [year, month] =
    numbers !== null
      ? numbers[1]!.length === 4
        ? [numbers[1], numbers[2]]
        : [numbers[2], numbers[1]]
      : words !== null
        ? [words[2], String(MONTHS.indexOf(words[1]!.toLowerCase()) + 1)]
        : ['', '']
  const from = `${year}-${month!.padStart(2, '0')}-01`
  return isDay(from) ? { from, to: addDays(addMonths(from, 1), -1) } : null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The marketplace of a country or warehouse that a row names; else the file's. */
const placeOf = (context: ParseContext, column: At): string | null =>
  marketplaceCode(context.row.text(column)) ?? context.marketplace?.code ?? null

/** The row's currency, else the file's; a row that has neither is refused. */
function currencyOf({ row, found, currency }: ParseContext): string {
  const own = row.text(found.columns.get('currency')) ?? currency
  if (own === null) row.fail(found.columns.get('currency')?.header ?? 'currency', 'value_missing')
  return own ?? ''
}
