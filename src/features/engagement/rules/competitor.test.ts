import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProductOffer, ProductPage } from '#features/facts/rules/products.ts'
import {
  type MatrixInput,
  type MatrixLine,
  composeMatrix as compose,
  keywordKey,
} from './competitor-matrix.ts'
import type { CellField, SheetProduct } from './competitor-product.ts'
import { headOf, readSheet, sheetFields, sheetNames } from './competitor-sheet.ts'

const zh = ['站点', 'ASIN', '自有', '品牌', '售价', '评分', '评论数', 'BSR', '图片数', '关键词']

const originOf = (line: MatrixLine, field: CellField) => line.origins.find((one) => one.field === field)

function read(rows: (string | number)[][], head = zh, fallback: string | null = null) {
  const found = headOf(head)!
  return readSheet(
    found,
    rows.map((cells, index) => ({ cells, line: index + 2 })),
    fallback,
  )
}

describe('a sheet of competitors', () => {
  it('is read by Chinese names as by English ones', () => {
    const zhRow = read([
      [
        '德国站',
        'b0abcdefg1',
        '',
        'Ottowa',
        '19,99 €',
        '4,6',
        '1.204',
        '#312',
        7,
        'Pfanne；pfanne 28cm、 Pfanne',
      ],
    ])
    expect(zhRow.problems).toEqual([])
    expect(zhRow.rows).toEqual([
      {
        line: 2,
        marketplace: 'DE',
        asin: 'B0ABCDEFG1',
        own: false,
        title: null,
        brand: 'Ottowa',
        currency: 'EUR',
        priceMicros: 19_990_000n,
        ratingStars: 4.6,
        reviews: 1204,
        rank: 312,
        images: 7,
        keywords: ['pfanne', 'pfanne 28cm'],
      },
    ])
    const en = read(
      [['B0ABCDEFG1', '19.99', '4.6 out of 5 stars', '1,204']],
      ['Child ASIN', 'Price', 'Rating', 'Review count'],
      'DE',
    )
    expect(en.rows[0]).toMatchObject({
      marketplace: 'DE',
      priceMicros: 19_990_000n,
      ratingStars: 4.6,
      reviews: 1204,
    })
  })

  it('says of every wrong row which line, which column and why, and keeps the others', () => {
    const { rows, problems } = read([
      ['DE', 'B0ABCDEFG1', '', '', '10', '', '', '', '', ''],
      ['DE', 'B0ABC', '', '', '10', '', '', '', '', ''],
      ['Mars', 'B0ABCDEFG2', 'maybe', '', 'cheap', '7', '-1', '0', '', ''],
      ['DE', '', '', '', '', '', '', '', '', ''],
      ['', '', '', '', '', '', '', '', '', ''],
      ['DE', 'B0ABCDEFG1', '', '', '11', '', '', '', '', ''],
      ['DE', 'B0ABCDEFG3', '', '', 'US$11', '', '', '', '', ''],
    ])
    expect(rows.map((row) => row.asin)).toEqual(['B0ABCDEFG1'])
    expect(problems.map((one) => `${one.line} ${one.column} ${one.code}`)).toEqual([
      '3 B ASIN asin_wrong',
      '4 A 站点 marketplace_unknown',
      '4 C 自有 own_wrong',
      '4 F 评分 rating_range',
      '4 E 售价 number_wrong',
      '4 G 评论数 number_wrong',
      '4 H BSR number_wrong',
      '5 B ASIN missing',
      '7 B ASIN twice',
      '8 E 售价 currency_wrong',
    ])
  })

  it('is known by its head, and nothing else is', () => {
    for (const language of [0, 1])
      expect(headOf(sheetFields.map((field) => sheetNames[field][language]!))!.fields).toEqual(sheetFields)
    expect(headOf(['Date', 'Campaign', 'Clicks'])).toBeNull()
    expect(headOf(['ASIN', 'Sessions'])).toBeNull()
  })

  it('never takes a row that it also complains of', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constantFrom('DE', 'B0ABCDEFG1', 'B0ABCDEFG2', '', '3.5', 'constructor'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 8 }), (cells) => {
        const { rows, problems } = read(cells)
        const wrong = new Set(problems.map((one) => one.line))
        for (const row of rows) {
          expect(wrong.has(row.line)).toBe(false)
          expect(row.asin).toMatch(/^[A-Z0-9]{10}$/)
        }
      }),
    )
  })
})

describe('competitors beside own products', () => {
  const listedAt = '2026-02-01T08:00:00.000Z'
  const nothing: MatrixInput = {
    sheet: [],
    sold: [],
    watched: [],
    pages: [],
    offers: [],
    terms: new Map(),
  }
  const composeMatrix = (input: Partial<MatrixInput>) => compose({ ...nothing, ...input })
  const product = (asin: string, more: Partial<SheetProduct>): SheetProduct => ({
    place: { importId: '1', fileName: 'list.csv', line: 2, at: listedAt },
    marketplace: 'US',
    asin,
    own: false,
    title: null,
    brand: null,
    currency: 'USD',
    priceMicros: null,
    ratingStars: null,
    reviews: null,
    rank: null,
    images: null,
    keywords: [],
    ...more,
  })
  const pan = { keywords: ['cast iron pans', 'skillet', 'pan with lid'] }
  const sold = (asin: string, paidMicros: bigint) => ({
    marketplace: 'US',
    asin,
    title: 'Own',
    currency: 'USD',
    salesMicros: 1n,
    paidMicros,
    asOf: '2026-02-10',
    refs: [],
  })

  it('share keywords whatever their order and number, and name the gaps', () => {
    const sheet = [product('A', pan), product('B', { keywords: ['skillets', 'wok'] })]
    const { lines, markets } = composeMatrix({ sheet, terms: new Map([['US', ['pan cast iron']]]) })
    expect(lines.map((one) => [one.asin, one.overlapRatio, one.gaps])).toEqual([
      ['A', 1 / 3, ['skillet', 'pan with lid']],
      ['B', 0, ['skillets', 'wok']],
    ])
    expect(markets[0]!.gaps).toEqual([
      { keyword: 'skillet', competitors: 2 },
      { keyword: 'pan with lid', competitors: 1 },
      { keyword: 'wok', competitors: 1 },
    ])
    expect(markets[0]!.ownKeywordsFrom).toEqual(['terms'])
  })

  it('say nothing of overlap where no own keyword is known', () => {
    const { lines } = composeMatrix({ sheet: [product('A', pan)] })
    expect(lines[0]).toMatchObject({ overlapRatio: null, gaps: [], shared: [], keywords: 3 })
  })

  it('tell what each price rests on and how far it is from ours', () => {
    const sheet = [
      product('A', { priceMicros: 15_000_000n }),
      product('MINE', { ratingStars: 4.5, images: 6 }),
      product('MARKED', { own: true, priceMicros: 10_000_000n }),
    ]
    const { lines, markets } = composeMatrix({
      sheet,
      sold: [sold('MINE', 20_000_000n), sold('MORE', 30_000_000n)],
    })
    expect(
      lines.map((one) => [one.asin, one.own, originOf(one, 'price')?.source, one.priceGapRatio]),
    ).toEqual([
      ['MINE', true, 'sales', 0],
      ['MARKED', true, 'sheet', -0.5],
      ['MORE', true, 'sales', 0.5],
      ['A', false, 'sheet', -0.25],
    ])
    expect(markets[0]).toMatchObject({
      own: 3,
      competitors: 1,
      theirs: { priceMicros: 15_000_000n, images: null },
    })
  })

  const seenAt = new Date('2026-02-20T06:00:00Z')
  const page = (asin: string, more: Partial<ProductPage> = {}): ProductPage => ({
    marketplace: 'US',
    asin,
    seenAt,
    found: true,
    title: `Title of ${asin}`,
    brand: 'Brand',
    productType: 'PAN',
    category: 'Skillets',
    images: 7,
    bullets: ['one', 'two'],
    ranks: [
      { title: 'Kitchen', rank: 5200, department: true },
      { title: 'Skillets', rank: 14, department: false },
    ],
    package: null,
    ...more,
  })
  const offer = (asin: string, featuredMicros: bigint | null): ProductOffer => ({
    marketplace: 'US',
    asin,
    seenAt,
    currency: 'USD',
    featuredMicros,
    lowestMicros: featuredMicros,
    offers: featuredMicros === null ? 0 : 3,
    featuredByAmazon: true,
  })
  const watched = (asin: string) => ({ watchId: '9', marketplace: 'US', asin, currency: 'USD' })

  it('take Amazon’s own answer before the sheet’s, and say of each cell where it is from and as of when', () => {
    const sheet = [
      product('A', { priceMicros: 15_000_000n, rank: 99, images: 3, reviews: 812, ratingStars: 4.4 }),
    ]
    const { lines } = composeMatrix({
      sheet,
      watched: [watched('A'), watched('B')],
      pages: [page('A')],
      offers: [offer('A', 13_000_000n)],
    })
    const [a, b] = lines
    expect(a).toMatchObject({
      priceMicros: 13_000_000n,
      offers: 3,
      rank: 14,
      rankList: 'Skillets',
      images: 7,
    })
    expect(a).toMatchObject({
      reviews: 812,
      ratingStars: 4.4,
      sheet: { priceMicros: 15_000_000n, rank: 99, images: 3 },
    })
    expect(originOf(a!, 'price')).toEqual({ field: 'price', source: 'offers', asOf: seenAt.toISOString() })
    expect(originOf(a!, 'rank')?.source).toBe('catalogue')
    expect(originOf(a!, 'reviews')).toEqual({ field: 'reviews', source: 'sheet', asOf: listedAt })
    // Watched and not read yet: it stands there, and nothing is said of it.
    expect(b).toMatchObject({ asin: 'B', title: null, priceMicros: null, origins: [], gone: false })
  })

  it('keep the sheet’s price where nobody offers the product, and say what the marketplace has not', () => {
    const sheet = [product('A', { priceMicros: 15_000_000n }), product('B', { title: 'As listed', rank: 4 })]
    const { lines } = composeMatrix({
      sheet,
      pages: [page('A'), page('B', { found: false, title: null, images: null, ranks: [] })],
      offers: [offer('A', null)],
    })
    expect(originOf(lines[0]!, 'price')?.source).toBe('sheet')
    expect(lines[0]).toMatchObject({ priceMicros: 15_000_000n, offers: 0 })
    expect(lines[1]).toMatchObject({ gone: true, title: 'As listed', rank: 4, rankList: null })
  })

  it('hold a price against own products of the same category where the catalogue names it', () => {
    const { lines } = composeMatrix({
      sold: [sold('PAN', 20_000_000n), sold('WOK', 50_000_000n)],
      watched: [watched('A'), watched('B')],
      pages: [page('PAN'), page('WOK', { category: 'Woks' }), page('A'), page('B', { category: 'Lids' })],
      offers: [offer('A', 25_000_000n), offer('B', 35_000_000n)],
    })
    const gaps = Object.fromEntries(lines.map((one) => [one.asin, one.priceGapRatio]))
    expect(gaps).toEqual({ PAN: 0, WOK: 0, A: 0.25, B: 0 })
  })

  it('one key for one meaning', () => {
    expect(keywordKey('Pans, cast-iron', 'en-US')).toBe(keywordKey('cast iron pan', 'en-US'))
    expect(keywordKey('鉄 フライパン', 'ja-JP')).not.toBe('')
  })
})
