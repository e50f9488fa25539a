import { type Micros, ratioOf } from '#kernel/money.ts'
import { behindAll, groupBy, largestFirst, moneyText, sumMicros, sumOf, table } from './build.ts'
import type { Classed, XyzClass } from './abc-xyz.ts'
import type { Table } from './diagnosis.ts'
import type { AsinFact, Segment, SkuMoneyFact } from './input.ts'
import type { Position } from './stock.ts'

/** Three rows (A, B, C) by four columns, each cell "number of SKUs" and "share of sales". */
export function matrixTable(segment: Segment, classed: readonly Classed[]): Table {
  const kinds: readonly XyzClass[] = ['X', 'Y', 'Z', '?']
  const used = kinds.filter((xyz) => xyz !== '?' || classed.some((item) => item.xyz === '?'))
  return table(
    'abc_xyz',
    segment.currency,
    [
      ['class', 'text'],
      ...used.flatMap((xyz) => [[`skus_${xyz}`, 'count'] as const, [`share_${xyz}`, 'ratio'] as const]),
    ],
    (['A', 'B', 'C'] as const).map((abc) => {
      const row = classed.filter((item) => item.abc === abc)
      const cells = used.flatMap((xyz) => {
        const cell = row.filter((item) => item.xyz === xyz)
        return [cell.length, sumOf(cell, (item) => item.share)]
      })
      return { cells: [abc, ...cells], behind: behindAll(row) }
    }),
  )
}

export function skuTable(
  segment: Segment,
  classed: readonly Classed[],
  positions: readonly Position[],
  skuMoney: readonly SkuMoneyFact[],
): Table {
  const cover = new Map(positions.map((row) => [row.sku, row.coverDays]))
  const net = new Map(
    [
      ...groupBy(
        skuMoney.filter((row) => row.currency === segment.currency),
        (row) => row.sku,
      ).entries(),
    ].map(([sku, rows]) => {
      const total = (of: (row: SkuMoneyFact) => Micros): Micros => sumMicros(rows, of)
      const left = total(
        (row) =>
          row.principalMicros +
          row.promotionMicros +
          row.refundMicros +
          row.referralMicros +
          row.fulfillmentMicros +
          row.otherMicros,
      )
      return [
        sku,
        ratioOf(
          left,
          total((row) => row.principalMicros),
        ),
      ]
    }),
  )
  return table(
    'structure_skus',
    segment.currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['class', 'text'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
      ['weekly_units', 'number'],
      ['variation', 'number'],
      ['variation_note', 'word'],
      ['net_share', 'ratio'],
      ['cover_days', 'days'],
    ],
    classed.map((item) => ({
      cells: [
        item.sku,
        item.title,
        `${item.abc}${item.xyz}`,
        moneyText(item.salesMicros),
        item.share,
        item.weeklyMean,
        item.variation,
        item.xyz === '?' ? 'weeks_too_few' : item.chanceOnly ? 'chance_only' : 'real_variation',
        net.get(item.sku) ?? null,
        cover.get(item.sku) ?? null,
      ],
      behind: item,
    })),
    1000,
  )
}

export function familyTable(segment: Segment, asins: readonly AsinFact[]): Table | null {
  const families = [
    ...groupBy(
      asins.filter((asin) => asin.parentAsin !== null),
      (asin) => asin.parentAsin!,
    ).entries(),
  ]
  if (families.length === 0) return null
  const total = sumMicros(asins, (asin) => asin.salesMicros)
  const rows = families.map(([parent, own]) => ({
    parent,
    children: own.length,
    sales: sumMicros(own, (asin) => asin.salesMicros),
    sessions: sumOf(own, (asin) => asin.sessions),
    items: sumOf(own, (asin) => asin.orderItems),
    idle: own.filter((asin) => asin.orderItems === 0).length,
    behind: behindAll(own),
  }))
  return table(
    'families',
    segment.currency,
    [
      ['parent_asin', 'text'],
      ['children', 'count'],
      ['children_without_orders', 'count'],
      ['sessions', 'count'],
      ['cvr', 'ratio'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
    ],
    largestFirst(
      rows,
      (row) => row.sales,
      (row) => row.parent,
    ).map((row) => ({
      cells: [
        row.parent,
        row.children,
        row.idle,
        row.sessions,
        row.sessions > 0 ? row.items / row.sessions : null,
        moneyText(row.sales),
        ratioOf(row.sales, total),
      ],
      behind: row.behind,
    })),
  )
}

/** The named SKUs with class, share and the cash in their stock. */
export function plainTable(
  key: string,
  segment: Segment,
  items: readonly Classed[],
  stock: ReadonlyMap<string, Micros>,
): Table {
  return table(
    key,
    segment.currency,
    [
      ['sku', 'text'],
      ['title', 'text'],
      ['class', 'text'],
      ['ordered_sales', 'money'],
      ['share', 'ratio'],
      ['weekly_units', 'number'],
      ['cash_tied', 'money'],
    ],
    items.map((item) => {
      const tied = stock.get(item.sku)
      return {
        cells: [
          item.sku,
          item.title,
          `${item.abc}${item.xyz}`,
          moneyText(item.salesMicros),
          item.share,
          item.weeklyMean,
          tied === undefined ? null : moneyText(tied),
        ],
        behind: item,
      }
    }),
  )
}
