import { type Day, addDays, monthStart, weekday } from '#kernel/day.ts'
import type { AdsGroup, Behind, DiagnosisInput } from './input.ts'
import { emptyInput } from './input.ts'

// An invented account for the tests of this folder, with faults planted in it: a dear search term that never sells, an ASIN that
// converts at a third of the others, a fortnight without stock, a fulfilment fee that steps up, a SKU that keeps coming back,
// dead stock. Deterministic: the same call gives the same account.

const M = 1_000_000n
const behind = (file: string, line: number, rows = 1): Behind => ({ rows, refs: [{ file, line }] })

/** Numerical Recipes' generator: tests need spread, not quality. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const FROM: Day = '2025-09-01'
const DAYS = 420
export const MADE_TO: Day = addDays(FROM, DAYS - 1)
const SKUS = 12

/** `scale` multiplies every amount of money and nothing else. */
export function madeAccount(scale = 1n, seed = 7): DiagnosisInput {
  const random = randomFrom(seed)
  const segment = { marketplace: 'US', currency: 'USD' }
  const price = (sku: number): bigint => BigInt(15 + sku * 3) * M * scale
  const rate = (sku: number): number => 6 / (1 + sku * 0.6)
  const demand = Array.from({ length: SKUS }, (_, sku) => {
    const days = Array.from({ length: DAYS }, (_, offset) => {
      const day = addDays(FROM, offset)
      const out = sku === 1 && offset >= 200 && offset < 214
      const dead = sku === 11 && offset > 300
      const mean = rate(sku) * (weekday(day) >= 6 ? 1.3 : 0.9)
      const units = out || dead ? 0 : Math.floor(mean + random() * 1.9)
      return { day, units, salesMicros: price(sku) * BigInt(units) }
    }).filter((day) => day.units > 0)
    return {
      ...segment,
      source: 'orders' as const,
      sku: `SKU-${sku}`,
      asin: `B0TEST000${sku}`,
      title: `Thing ${sku}`,
      days,
      ...behind('10', sku + 2, days.length),
    }
  })
  const salesDays = Array.from({ length: DAYS }, (_, offset) => {
    const day = addDays(FROM, offset)
    const sold = demand.flatMap((sku) => sku.days.filter((one) => one.day === day))
    const units = sold.reduce((total, one) => total + one.units, 0)
    return {
      ...segment,
      source: 'business_report' as const,
      day,
      salesMicros: sold.reduce((total, one) => total + one.salesMicros, 0n),
      units,
      orderItems: units,
      sessions: units * 10 + 5,
      pageViews: units * 14,
      buyBoxRatio: offset > 100 && offset < 106 ? 0.4 : 0.98,
      unitsRefunded: 1,
      ...behind('11', offset + 2),
    }
  })
  const asins = demand.map((sku, index) => {
    const units = sku.days.reduce((total, one) => total + one.units, 0)
    return {
      ...segment,
      from: FROM,
      to: MADE_TO,
      asin: sku.asin,
      parentAsin: index < 6 ? 'B0PARENT01' : 'B0PARENT02',
      sku: sku.sku,
      title: sku.title,
      sessions: index === 2 ? units * 30 : units * 10 + Math.floor(random() * 40),
      pageViews: units * 15,
      buyBoxRatio: 0.97,
      units,
      orderItems: units,
      salesMicros: sku.days.reduce((total, one) => total + one.salesMicros, 0n),
      ...behind('12', index + 2),
    }
  })
  return {
    ...emptyInput(MADE_TO),
    from: FROM,
    to: MADE_TO,
    files: {
      '10': 'orders.txt',
      '11': 'by-date.csv',
      '12': 'by-asin.csv',
      '13': 'terms.xlsx',
      '14': 'settlement.txt',
      '15': 'stock.csv',
      '16': 'returns.txt',
    },
    salesDays,
    asins,
    ads: madeAds(scale, random),
    demand,
    returns: demand.map((sku, index) => ({
      marketplace: 'US',
      month: monthStart(MADE_TO),
      sku: sku.sku,
      asin: sku.asin,
      title: sku.title,
      reason: index === 3 ? 'NOT_AS_DESCRIBED' : 'UNWANTED_ITEM',
      disposition: 'SELLABLE',
      quantity: Math.round(asins[index]!.units * (index === 3 ? 0.2 : 0.04)),
      ...behind('16', index + 2),
    })),
    ...madeMoney(demand, price),
    stock: demand.map((sku, index) => ({
      asOf: MADE_TO,
      marketplace: 'US',
      sku: sku.sku,
      asin: sku.asin,
      title: sku.title,
      currency: 'USD',
      priceMicros: price(index),
      fulfillable: index === 0 ? 0 : index === 4 ? 20 : index === 10 ? 900 : 150,
      unsellable: 1,
      reserved: 0,
      inbound: 0,
      age181to270: index === 11 ? 30 : 0,
      age271to365: 0,
      age365plus: 0,
      unitsShipped30: null,
      unitsShipped90: null,
      ...behind('15', index + 2),
    })),
    coverage: [
      {
        dataset: 'sales_day',
        report: null,
        adProduct: null,
        source: null,
        marketplace: 'US',
        from: FROM,
        to: MADE_TO,
        rows: DAYS,
        files: 1,
        daysSeen: DAYS,
      },
      {
        dataset: 'ads',
        report: 'search_term',
        adProduct: 'SP',
        source: null,
        marketplace: 'US',
        from: addDays(MADE_TO, -59),
        to: MADE_TO,
        rows: 61,
        files: 1,
        daysSeen: 60,
      },
    ],
  }
}

/** The same account with Sponsored Brands by search term and Display by target; a dear one of each never sells. */
export function madeBrands(input: DiagnosisInput = madeAccount()): DiagnosisInput {
  const { ads, coverage } = input
  const spansOf = (report: 'search_term' | 'targeting') =>
    ads.spans.map((span) => ({ ...span, report, windowDays: 14 }))
  const named = (name: string, index: number): string =>
    index === 0 ? `free ${name} thing` : `${name} ${index}`
  const unsaid: AdsGroup = { ...ads.terms[0]!, searchTerm: '*', clicks: 900, costMicros: 900n * M }
  const of = (adProduct: 'SB' | 'SD', report: 'search_term' | 'targeting') => ({
    ...coverage.at(-1)!,
    dataset: 'brand_ads' as const,
    adProduct,
    report,
  })
  return {
    ...input,
    brandAds: (['SB', 'SD'] as const).map((adProduct) => ({
      marketplace: 'US',
      currency: 'USD',
      adProduct,
      day: MADE_TO,
      costMicros: 5n * M,
      salesMicros: 9n * M,
      clickSalesMicros: 8n * M,
      ...behind('13', 9),
    })),
    brands: {
      SB: {
        ...ads,
        spans: spansOf('search_term'),
        terms: [unsaid, ...ads.terms.map((term, index) => ({ ...term, searchTerm: named('brand', index) }))],
      },
      SD: {
        ...ads,
        spans: spansOf('targeting'),
        terms: [],
        targets: ads.terms.map((term, index) => ({
          ...term,
          target: named('page', index),
          searchTerm: null,
        })),
      },
    },
    coverage: [...coverage, of('SB', 'search_term'), of('SD', 'targeting')],
  }
}

function madeAds(scale: bigint, random: () => number): DiagnosisInput['ads'] {
  const base = { marketplace: 'US', currency: 'USD', adGroup: 'g', placement: null, sku: null, asin: null }
  const terms: AdsGroup[] = Array.from({ length: 60 }, (_, index) => {
    const waste = index === 0
    const clicks = waste ? 180 : 4 + Math.floor(random() * 40)
    const orders = waste ? 0 : index === 5 ? clicks + 3 : Math.round(clicks * (0.08 + 0.04 * random()))
    return {
      ...base,
      campaign: `C${index % 4}`,
      target: index % 3 === 0 ? 'close-match' : `keyword ${index}`,
      matchType: index % 3 === 0 ? 'auto' : 'broad',
      searchTerm: waste ? 'free plastic thing' : `steel thing ${index}`,
      impressions: clicks * 40,
      clicks,
      costMicros: BigInt(clicks) * 800_000n * scale,
      salesMicros: BigInt(orders) * 25n * M * scale,
      orders,
      units: orders,
      ...behind('13', index + 2),
    }
  })
  const sum = (of: (group: AdsGroup) => number): number =>
    terms.reduce((total, group) => total + of(group), 0)
  const money = (of: (group: AdsGroup) => bigint): bigint =>
    terms.reduce((total, group) => total + of(group), 0n)
  // The whole lies in two spans of thirty days.
  const half = (total: bigint, first: boolean): bigint => (first ? total / 2n : total - total / 2n)
  const spans = [true, false].map((first) => ({
    marketplace: 'US',
    currency: 'USD',
    report: 'search_term' as const,
    from: addDays(MADE_TO, first ? -59 : -29),
    to: addDays(MADE_TO, first ? -30 : 0),
    windowDays: 7,
    impressions: Number(half(BigInt(sum((group) => group.impressions)), first)),
    clicks: Number(half(BigInt(sum((group) => group.clicks)), first)),
    costMicros: half(
      money((group) => group.costMicros),
      first,
    ),
    salesMicros: half(
      money((group) => group.salesMicros),
      first,
    ),
    orders: Number(half(BigInt(sum((group) => group.orders)), first)),
    units: Number(half(BigInt(sum((group) => group.units)), first)),
    ...behind('13', 2, 30),
  }))
  return { spans, terms, targets: [], campaigns: [], placements: [], products: [] }
}

function madeMoney(
  demand: DiagnosisInput['demand'],
  price: (sku: number) => bigint,
): Pick<DiagnosisInput, 'money' | 'skuMoney' | 'settlements'> {
  const segment = { marketplace: 'US', currency: 'USD' }
  const skuMoney = demand.flatMap((sku, index) => {
    const months = Map.groupBy(sku.days, (day) => monthStart(day.day))
    return [...months.entries()].map(([month, days]) => {
      const units = days.reduce((total, day) => total + day.units, 0)
      const principal = days.reduce((total, day) => total + day.salesMicros, 0n)
      // SKU-6 is measured anew in March 2026.
      const fee = index === 6 && month >= '2026-03-01' ? price(index) / 4n : price(index) / 6n
      return {
        ...segment,
        sku: sku.sku,
        month,
        units,
        refundedUnits: 1,
        principalMicros: principal,
        promotionMicros: 0n,
        refundMicros: -price(index),
        referralMicros: -(principal * 15n) / 100n,
        fulfillmentMicros: -fee * BigInt(units),
        otherMicros: 0n,
        ...behind('14', index + 2, units),
      }
    })
  })
  const total = (of: (row: (typeof skuMoney)[number]) => bigint): bigint =>
    skuMoney.reduce((all, row) => all + of(row), 0n)
  const line = (
    category: 'principal' | 'referral_fee' | 'fulfillment_fee' | 'refund_principal' | 'unknown',
    amountMicros: bigint,
  ) => ({
    ...segment,
    source: 'settlement' as const,
    settlementId: '900',
    month: '2026-09-01',
    transactionType: 'Order',
    amountType: category,
    amountDescription: category,
    category,
    amountMicros,
    ...behind('14', 9, 5),
  })
  const money = [
    line(
      'principal',
      total((row) => row.principalMicros),
    ),
    line(
      'referral_fee',
      total((row) => row.referralMicros),
    ),
    line(
      'fulfillment_fee',
      total((row) => row.fulfillmentMicros),
    ),
    line(
      'refund_principal',
      total((row) => row.refundMicros),
    ),
    line('unknown', -price(0)),
  ]
  const sumMicros = money.reduce((all, row) => all + row.amountMicros, 0n)
  const settlement = (settlementId: string, from: Day, to: Day, totalMicros: bigint, sum: bigint) => ({
    file: '14',
    settlementId,
    currency: 'USD',
    from,
    to,
    depositOn: to,
    totalMicros,
    sumMicros: sum,
    ...behind('14', 1, 25),
  })
  return {
    skuMoney,
    money,
    settlements: [
      settlement('900', '2026-09-01', '2026-09-15', sumMicros, sumMicros),
      settlement('901', '2026-10-01', '2026-10-15', price(0), price(1)),
    ],
  }
}
