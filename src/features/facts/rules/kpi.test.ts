import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeRatio, coverDays, metricNames, metricOf, microsPer } from './kpi.ts'
import { type Measures, addMeasures, measureNames, noMeasures } from './measures.ts'

const unit = 1_000_000n

/** A month as the business report, the ads console and a settlement would tell it. */
const month: Measures = {
  ...noMeasures,
  salesMicros: 10_000n * unit,
  salesB2bMicros: 500n * unit,
  units: 400,
  orderItems: 380,
  sessions: 5_000,
  pageViews: 8_000,
  buyBoxViews: 7_200,
  unitsRefunded: 12,
  impressions: 200_000,
  clicks: 2_000,
  adCostMicros: 1_500n * unit,
  adCostAttributedMicros: 1_500n * unit,
  adSalesMicros: 6_000n * unit,
  adOrders: 240,
  adUnits: 250,
  returnedUnits: 20,
  principalMicros: 9_500n * unit,
  refundMicros: -300n * unit,
  promotionMicros: -200n * unit,
  referralFeeMicros: -1_425n * unit,
  fulfillmentFeeMicros: -1_200n * unit,
  storageFeeMicros: -75n * unit,
  adFeeMicros: -1_500n * unit,
  otherFeeMicros: null,
  reimbursementMicros: 30n * unit,
  otherMoneyMicros: 120n * unit,
}

/** The same month with the other two ad products. */
const withBrands: Measures = {
  ...month,
  sbCostMicros: 300n * unit,
  sbSalesMicros: 1_200n * unit,
  sbClickSalesMicros: 900n * unit,
  sbClicks: 400,
  sbOrders: 40,
  sdCostMicros: 200n * unit,
  sdSalesMicros: 1_000n * unit,
  sdClickSalesMicros: 400n * unit,
  sdOrders: 30,
}

describe('all ad products together', () => {
  it.each([
    ['adCost', 2_000n * unit],
    ['tacos', 0.2],
    ['spCost', 1_500n * unit],
    ['sbCost', 300n * unit],
    ['sdCost', 200n * unit],
    ['sbSales', 1_200n * unit],
    ['sbAcos', 0.25],
    ['sdAcos', 0.2],
  ] as const)('%s', (metric, value) => expect(metricOf(metric, withBrands)).toBe(value))

  it.each(['acos', 'roas', 'cpc', 'ctr', 'clicks', 'adSales', 'adShare', 'adCvr', 'costPerOrder'] as const)(
    '%s is of Sponsored Products, whatever the others did',
    (metric) => expect(metricOf(metric, withBrands)).toBe(metricOf(metric, month)),
  )

  it('one product that is not known is not nothing: the others still cost what they did', () => {
    expect(metricOf('adCost', { ...noMeasures, sbCostMicros: 5n })).toBe(5n)
    expect(metricOf('adCost', noMeasures)).toBeNull()
    expect(metricOf('tacos', month)).toBe(0.15)
  })
})

describe('each metric has one definition', () => {
  it.each([
    ['cvr', 0.08],
    ['orderItemCvr', 0.076],
    ['buyBox', 0.9],
    ['averagePrice', 25n * unit],
    ['b2bShare', 0.05],
    ['ctr', 0.01],
    ['cpc', 750_000n],
    ['acos', 0.25],
    ['roas', 4],
    ['tacos', 0.15],
    ['adShare', 0.6],
    ['adCvr', 0.12],
    ['costPerOrder', 6_250_000n],
    ['returnRate', 0.05],
    ['refundRate', 0.03],
    ['netPrincipal', 9_000n * unit],
    ['fees', -4_200n * unit],
    ['netProceeds', 4_950n * unit],
  ] as const)('%s', (name, value) => {
    const got = metricOf(name, month)
    if (typeof value === 'bigint') expect(got).toBe(value)
    else expect(got).toBeCloseTo(value, 12)
  })

  it('knows nothing of what no file covers, and divides by nothing', () => {
    for (const name of metricNames) expect(metricOf(name, noMeasures)).toBeNull()
    const idle = { ...month, clicks: 0, impressions: 0, adCostMicros: 0n, adSalesMicros: 0n, adOrders: 0 }
    expect(metricOf('acos', idle)).toBeNull()
    expect(metricOf('cpc', idle)).toBeNull()
    expect(metricOf('adCost', idle)).toBe(0n)
  })

  it('says ACoS without attributed sales is unknown, never 0 and never infinite', () => {
    expect(metricOf('acos', { ...month, adSalesMicros: 0n })).toBeNull()
    expect(metricOf('roas', { ...month, adSalesMicros: 0n })).toBe(0)
  })
})

const amount: fc.Arbitrary<bigint | number> = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const tally: fc.Arbitrary<bigint | number> = fc.integer({ min: 0, max: 1e6 })
const measures = fc.record(
  Object.fromEntries(measureNames.map((name) => [name, fc.option(name.endsWith('Micros') ? amount : tally)])),
) as unknown as fc.Arbitrary<Measures>

describe('sums', () => {
  it('do not depend on how days are grouped', () => {
    fc.assert(
      fc.property(fc.array(measures, { maxLength: 8 }), fc.nat(8), (days, cut) => {
        const whole = addMeasures(days)
        const parts = addMeasures([addMeasures(days.slice(0, cut)), addMeasures(days.slice(cut))])
        expect(parts).toEqual(whole)
      }),
    )
  })

  it('round an amount per piece half away from zero, the same for charges and credits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 1, max: 1e6 }),
        (total, count) => {
          const each = microsPer(total, count)!
          expect(microsPer(-total, count)).toBe(-each)
          const off = each * BigInt(count) - total
          expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(BigInt(count))
        },
      ),
    )
  })
})

it('compares with what was before, whatever its sign', () => {
  expect(changeRatio(112n, 100n)).toBeCloseTo(0.12)
  expect(changeRatio(-50, -100)).toBeCloseTo(0.5)
  expect(changeRatio(5, 0)).toBeNull()
  expect(changeRatio(null, 5)).toBeNull()
})

it('tells how long stock lasts', () => {
  expect(coverDays(90, 30, 30)).toBe(90)
  expect(coverDays(0, 30, 30)).toBe(0)
  expect(coverDays(90, 0, 30)).toBeNull()
})
