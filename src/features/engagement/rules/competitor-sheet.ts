import type { Cell } from '#features/facts/rules/cells.ts'
import {
  type KeptHead,
  type KeptProblem,
  type KeptReader,
  type KeptRecord,
  decimalMark,
  fieldsByName,
  keptHeadOf,
  readKept,
} from '#features/facts/rules/kept-sheet.ts'
import { type DecimalMark, countOf, currenciesOf, microsOf, numberOf } from '#features/facts/rules/numbers.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { Micros } from '#kernel/money.ts'

// A sheet of competitors as a person keeps it: one product of a marketplace a row, columns by name in Chinese or English.

export const sheetFields = [
  'marketplace',
  'asin',
  'own',
  'title',
  'brand',
  'price',
  'currency',
  'rating',
  'reviews',
  'rank',
  'images',
  'keywords',
] as const
export type SheetField = (typeof sheetFields)[number]

/** Names by which a column is known; the first two stand in the template (zh, en). */
export const sheetNames: Readonly<Record<SheetField, readonly string[]>> = {
  marketplace: ['站点', 'Marketplace', '国家', '市场', 'Country', 'Market'],
  asin: ['ASIN', 'ASIN', '商品ASIN', '子ASIN', '竞品ASIN', 'Child ASIN', 'Product ASIN'],
  own: ['自有', 'Own', '是否自有', '本店', 'Ours', 'Is own'],
  title: [
    '标题',
    'Title',
    '商品标题',
    '商品名称',
    '产品名称',
    'Product title',
    'Product details',
    'Product name',
    'Name',
  ],
  brand: ['品牌', 'Brand', '品牌名称', 'Brand name'],
  price: ['价格', 'Price', '售价', '现价', 'Price US', 'Current price'],
  currency: ['币种', 'Currency', '货币'],
  rating: ['评分', 'Rating', '星级', '评分星级', 'Ratings', 'Stars', 'Review rating', 'Reviews rating'],
  reviews: [
    '评论数',
    'Reviews',
    '评价数',
    '评分数',
    '评价数量',
    'Review count',
    'Ratings count',
    'Number of reviews',
  ],
  rank: ['排名', 'Rank', 'BSR', '大类排名', '小类排名', 'Best sellers rank', 'Sales rank'],
  images: ['图片数', 'Images', '图片数量', '主副图数', 'Image count', 'Number of images'],
  keywords: ['关键词', 'Keywords', '核心关键词', '搜索词', 'Search terms', 'Keyword'],
}

const known = fieldsByName(sheetFields, sheetNames)

export type CompetitorRow = {
  readonly line: number
  readonly marketplace: string
  readonly asin: string
  readonly own: boolean
  readonly title: string | null
  readonly brand: string | null
  readonly currency: string
  readonly priceMicros: Micros | null
  readonly ratingStars: number | null
  readonly reviews: number | null
  readonly rank: number | null
  readonly images: number | null
  readonly keywords: readonly string[]
}

export type SheetProblem = KeptProblem<SheetProblemCode>
export type SheetProblemCode =
  | 'missing'
  | 'asin_wrong'
  | 'marketplace_unknown'
  | 'currency_wrong'
  | 'number_wrong'
  | 'rating_range'
  | 'own_wrong'
  | 'too_many_keywords'
  | 'twice'

export type ReadSheet = { readonly rows: CompetitorRow[]; readonly problems: SheetProblem[] }

const MOST_KEYWORDS = 500
const yes = new Set(['y', 'yes', 'true', '1', '是', '自有', 'own', '√'])
const no = new Set(['', 'n', 'no', 'false', '0', '否', '竞品'])

/** The fields of a row of titles; null when it is none (it must name the ASIN and two more columns). */
export function headOf(cells: readonly Cell[]): KeptHead<SheetField> | null {
  return keptHeadOf(cells, known, (seen) => seen.has('asin') && seen.size >= 3)
}

/**
 * Reads a sheet's records after its head. A row with a wrong cell is left out whole and told; `fallback` is the marketplace of rows that
 * name none. Of rows about the same product the first counts.
 */
export function readSheet(
  head: KeptHead<SheetField>,
  records: readonly KeptRecord[],
  fallback: string | null,
): ReadSheet {
  const mark = decimalMark(head, records, (field) => field === 'price' || field === 'rating')
  return readKept(
    { head, names: sheetNames, keyField: 'asin' },
    records,
    (reader: Reader, line) => rowOf(reader, line, mark, fallback),
    (row) => `${row.marketplace} ${row.asin}`,
  )
}

type Reader = KeptReader<SheetField, SheetProblemCode>

function rowOf(reader: Reader, line: number, mark: DecimalMark, fallback: string | null): CompetitorRow {
  const asin = reader.text('asin').toUpperCase()
  if (asin === '') reader.say('asin', 'missing')
  else if (!/^[A-Z0-9]{10}$/.test(asin)) reader.say('asin', 'asin_wrong')
  const printed = reader.text('marketplace') || (fallback ?? '')
  const market = marketOf(printed)
  if (market === null) reader.say('marketplace', printed === '' ? 'missing' : 'marketplace_unknown')
  const own = reader.text('own').toLowerCase()
  if (!yes.has(own) && !no.has(own)) reader.say('own', 'own_wrong')
  const ratingStars = ratingOf(reader, mark)
  return {
    line,
    marketplace: market?.code ?? '',
    asin,
    own: yes.has(own),
    title: reader.text('title').slice(0, 500) || null,
    brand: reader.text('brand').slice(0, 200) || null,
    currency: currencyOf(reader, market?.currency ?? ''),
    priceMicros: priceOf(reader, mark),
    ratingStars,
    reviews: wholeOf(reader, 'reviews', mark, 0),
    rank: wholeOf(reader, 'rank', mark, 1),
    images: wholeOf(reader, 'images', mark, 0),
    keywords: keywordsOf(reader),
  }
}

const zhMarkets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    美国: 'US',
    加拿大: 'CA',
    墨西哥: 'MX',
    巴西: 'BR',
    英国: 'UK',
    德国: 'DE',
    法国: 'FR',
    意大利: 'IT',
    西班牙: 'ES',
    荷兰: 'NL',
    日本: 'JP',
    澳大利亚: 'AU',
    新加坡: 'SG',
    阿联酋: 'AE',
    沙特: 'SA',
    印度: 'IN',
    瑞典: 'SE',
    波兰: 'PL',
    比利时: 'BE',
    土耳其: 'TR',
  }),
)

function marketOf(printed: string): { code: string; currency: string } | null {
  const plain = printed.replace(/站$/, '')
  return findMarketplace(zhMarkets.get(plain) ?? plain)
}

function currencyOf(reader: Reader, expected: string): string {
  const printed = reader.text('currency').toUpperCase()
  const codes = printed === '' ? currenciesOf(reader.cell('price')) : [printed]
  // A price in another currency cannot stand beside prices of this marketplace.
  if (codes.length > 0 && expected !== '' && !codes.includes(expected))
    reader.say(printed === '' ? 'price' : 'currency', 'currency_wrong')
  return expected
}

function priceOf(reader: Reader, mark: DecimalMark): Micros | null {
  if (reader.text('price') === '') return null
  const micros = microsOf(reader.cell('price'), mark)
  if (micros === null || micros < 0n || micros > 10n ** 15n) reader.say('price', 'number_wrong')
  return micros
}

function ratingOf(reader: Reader, mark: DecimalMark): number | null {
  const text = reader.text('rating').replace(/\s*(?:out of 5.*|\/\s*5|stars?|星|分)$/i, '')
  if (text === '') return null
  const value = numberOf(text, mark)
  if (value === null) reader.say('rating', 'number_wrong')
  else if (value < 1 || value > 5) reader.say('rating', 'rating_range')
  return value
}

function wholeOf(
  reader: Reader,
  field: 'reviews' | 'rank' | 'images',
  mark: DecimalMark,
  least: number,
): number | null {
  const text = reader.text(field).replace(/^#/, '')
  if (text === '') return null
  const value = countOf(text, mark)
  if (value === null || value < least || value > 2_000_000_000) reader.say(field, 'number_wrong')
  return value
}

function keywordsOf(reader: Reader): string[] {
  const parts = reader
    .text('keywords')
    .split(/[\n;；,，、|]+/)
    .map((part) => part.normalize('NFKC').trim().toLowerCase().slice(0, 200))
    .filter((part) => part !== '')
  const each = [...new Set(parts)]
  if (each.length > MOST_KEYWORDS) reader.say('keywords', 'too_many_keywords')
  return each
}
