import type { Day } from '#kernel/day.ts'
import type { Money } from '#kernel/money.ts'
import type { Cell } from './cells.ts'
import { type CostCount, type Stated, costAmounts, costCounts } from './costs.ts'
import { dayOf } from './dates.ts'
import {
  type KeptHead,
  type KeptProblem,
  type KeptReader,
  type KeptRecord,
  decimalMark,
  fieldsByName,
  keptHeadOf,
  readKept,
} from './kept-sheet.ts'
import { type DecimalMark, countOf, currenciesOf, microsOf } from './numbers.ts'

// A sheet of costs and lead times: one SKU a row, columns by name in Chinese or English.

export const costSheetFields = [
  'sku',
  'fromOn',
  'goods',
  'goodsCurrency',
  'freight',
  'freightCurrency',
  'duty',
  'dutyCurrency',
  'currency',
  'productionDays',
  'transportDays',
  'receivingDays',
  'moq',
  'cartonQuantity',
  'note',
] as const
export type CostSheetField = (typeof costSheetFields)[number]

/** Names by which a column is known; the first two stand in the template (zh, en). */
export const costSheetNames: Readonly<Record<CostSheetField, readonly string[]>> = {
  sku: ['SKU', 'SKU', 'MSKU', '卖家SKU', '商家SKU', 'Seller SKU', 'Merchant SKU'],
  fromOn: ['生效日期', 'Valid from', '日期', '开始日期', 'From', 'Date', 'Effective date', 'Start date'],
  goods: [
    '采购价',
    'Goods',
    '采购成本',
    '货品成本',
    '成本',
    '单价',
    'Unit cost',
    'Cost',
    'COGS',
    'Purchase price',
  ],
  goodsCurrency: ['采购币种', 'Goods currency', '成本币种', 'Cost currency'],
  freight: [
    '头程运费',
    'Freight',
    '头程',
    '运费',
    '头程单价',
    'Inbound freight',
    'Shipping',
    'Freight per unit',
  ],
  freightCurrency: ['头程币种', 'Freight currency', '运费币种', 'Shipping currency'],
  duty: ['关税', 'Duty', '进口关税', '税费', 'Import duty', 'Customs', 'Duties'],
  dutyCurrency: ['关税币种', 'Duty currency'],
  currency: ['币种', 'Currency', '货币'],
  productionDays: ['生产天数', 'Production days', '生产周期', '备货天数', 'Production', 'Manufacturing days'],
  transportDays: [
    '运输天数',
    'Transport days',
    '头程天数',
    '在途天数',
    'Transport',
    'Shipping days',
    'Transit days',
  ],
  receivingDays: ['入仓天数', 'Receiving days', '上架天数', '接收天数', 'Receiving', 'Check-in days'],
  moq: ['起订量', 'MOQ', '最小起订量', 'Minimum order quantity', 'Min order quantity'],
  cartonQuantity: [
    '装箱数',
    'Carton quantity',
    '箱规',
    '每箱数量',
    'Units per carton',
    'Case pack',
    'Carton',
  ],
  note: ['备注', 'Note', '说明', 'Notes', 'Remark'],
}

const known = fieldsByName(costSheetFields, costSheetNames)

export type CostSheetHead = KeptHead<CostSheetField>
export type CostSheetRow = Stated & {
  readonly line: number
  readonly sku: string
  readonly fromOn: Day
  readonly note: string
}
export const costProblemCodes = [
  'missing',
  'sku_long',
  'number_wrong',
  'negative',
  'day_wrong',
  'day_range',
  'currency_missing',
  'currency_unknown',
  'currency_clash',
  'nothing',
  'twice',
] as const
export type CostProblemCode = (typeof costProblemCodes)[number]

export type CostProblem = KeptProblem<CostProblemCode>

/** The head of a sheet; null when the row names no SKU or nothing that could be said of one. */
export function costHeadOf(cells: readonly Cell[]): CostSheetHead | null {
  return keptHeadOf(
    cells,
    known,
    (seen) => seen.has('sku') && [...costAmounts, ...costCounts].some((field) => seen.has(field)),
  )
}

/** What rows that say nothing of it get, and what days and currencies are believed. */
export type CostSheetTerms = {
  readonly fromOn: Day
  readonly currency: string | null
  readonly earliest: Day
  readonly latest: Day
  readonly currencies: ReadonlySet<string>
}

/** Reads the records after the head. A row with a wrong cell is left out whole and told; of rows about the same SKU and day the first counts. */
export function readCostSheet(
  head: CostSheetHead,
  records: readonly KeptRecord[],
  terms: CostSheetTerms,
): { rows: CostSheetRow[]; problems: CostProblem[] } {
  const amounts: readonly CostSheetField[] = costAmounts
  const mark = decimalMark(head, records, (field) => amounts.includes(field))
  return readKept(
    { head, names: costSheetNames, keyField: 'sku' },
    records,
    (reader: Reader, line) => rowOf(reader, line, mark, terms),
    (row) => `${row.sku} ${row.fromOn}`,
  )
}

type Reader = KeptReader<CostSheetField, CostProblemCode>

function rowOf(reader: Reader, line: number, mark: DecimalMark, terms: CostSheetTerms): CostSheetRow {
  // An apostrophe guards SKUs that a spreadsheet would take for a formula.
  const sku = reader.text('sku').replace(/^'(?=[=+\-@])/, '')
  if (sku === '') reader.say('sku', 'missing')
  else if (sku.length > 100) reader.say('sku', 'sku_long')
  const row = {
    line,
    sku,
    fromOn: startOf(reader, terms),
    goods: amountOf(reader, 'goods', 'goodsCurrency', mark, terms),
    freight: amountOf(reader, 'freight', 'freightCurrency', mark, terms),
    duty: amountOf(reader, 'duty', 'dutyCurrency', mark, terms),
    productionDays: countIn(reader, 'productionDays', mark),
    transportDays: countIn(reader, 'transportDays', mark),
    receivingDays: countIn(reader, 'receivingDays', mark),
    moq: countIn(reader, 'moq', mark),
    cartonQuantity: countIn(reader, 'cartonQuantity', mark),
    note: reader.text('note').slice(0, 300),
  }
  const says = [...costAmounts, ...costCounts].some((field) => row[field] !== null)
  if (reader.problems.length === 0 && !says) reader.say('sku', 'nothing')
  return row
}

function startOf(reader: Reader, terms: CostSheetTerms): Day {
  if (reader.text('fromOn') === '') return terms.fromOn
  // 01/02/2026 could be two days: without an order it is not guessed at.
  const day = dayOf(reader.cell('fromOn'), null)
  if (day === null) reader.say('fromOn', 'day_wrong')
  else if (day < terms.earliest || day > terms.latest) reader.say('fromOn', 'day_range')
  return day ?? terms.fromOn
}

function amountOf(
  reader: Reader,
  field: 'goods' | 'freight' | 'duty',
  currencyField: 'goodsCurrency' | 'freightCurrency' | 'dutyCurrency',
  mark: DecimalMark,
  terms: CostSheetTerms,
): Money | null {
  if (reader.text(field) === '') return null
  const micros = microsOf(reader.cell(field), mark)
  if (micros === null || micros > mostMicros) reader.say(field, 'number_wrong')
  else if (micros < 0n) reader.say(field, 'negative')
  const signs = currenciesOf(reader.cell(field)).map(yuan)
  const named = yuan((reader.text(currencyField) || reader.text('currency')).toUpperCase())
  const currency = named || (signs.length === 1 ? signs[0]! : signsWith(signs, terms.currency))
  if (currency === null) reader.say(field, 'currency_missing')
  else if (!terms.currencies.has(currency)) reader.say(field, 'currency_unknown')
  else if (signs.length > 0 && !signs.includes(currency)) reader.say(field, 'currency_clash')
  return micros === null || currency === null ? null : { micros, currency }
}

const yuan = (code: string): string => (code === 'RMB' || code === '人民币' ? 'CNY' : code)

/** A sign that stands for several currencies is read as the sheet's, when that is one of them. */
function signsWith(signs: readonly string[], currency: string | null): string | null {
  return signs.length === 0 || (currency !== null && signs.includes(currency)) ? currency : null
}

const leastCounts: Readonly<Record<CostCount, number>> = {
  productionDays: 0,
  transportDays: 0,
  receivingDays: 0,
  moq: 1,
  cartonQuantity: 1,
}

/** The most that is believed: a thousand million of the currency; two years; ten million pieces. */
export const mostMicros = 10n ** 15n
export const mostCounts: Readonly<Record<CostCount, number>> = {
  productionDays: 730,
  transportDays: 730,
  receivingDays: 730,
  moq: 10_000_000,
  cartonQuantity: 100_000,
}

function countIn(reader: Reader, field: CostCount, mark: DecimalMark): number | null {
  const text = reader.text(field).replace(/\s*(?:天|日|件|个|days?|pcs|units?)$/i, '')
  if (text === '') return null
  const value = countOf(text, mark)
  if (value === null || value < leastCounts[field] || value > mostCounts[field])
    reader.say(field, 'number_wrong')
  return value
}
