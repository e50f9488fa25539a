import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { healthMetrics } from '#features/facts/rules/health-metrics.ts'
import { type HealthFigure, beyondTarget, healthLevel, isBeyond, worsened } from './health.ts'
import { healthLetter } from './health-letter.ts'
import { healthAdvice, healthName } from './health-words.ts'

const figure = (metric: string, status: string, more: Partial<HealthFigure> = {}): HealthFigure => ({
  metric,
  status,
  count: null,
  base: null,
  rate: null,
  target: null,
  condition: null,
  ...more,
})
const defects = (status: string, rate: number, base = 400): HealthFigure =>
  figure('afn_order_defects', status, { rate, base, target: 0.01, condition: 'LESS_THAN' })
const normal = figure('account_status', 'NORMAL')
const complaints = (count: number): HealthFigure =>
  figure('condition', count === 0 ? 'GOOD' : 'BAD', { count, target: 0, condition: 'EQUALS' })

describe('a figure beside its target', () => {
  it.each([
    ['Amazon says so', defects('BAD', 0.012), true],
    ['Amazon says that it is well', defects('GOOD', 0.012), false],
    ['nothing was counted', defects('NONE', 0, 0), false],
    ['Amazon uses a new word and the rate is at the target', defects('WATCH', 0.01), true],
    ['Amazon uses a new word and the rate is below', defects('WATCH', 0.009), false],
    [
      'more is better, and there is less',
      figure('valid_tracking', 'WATCH', { rate: 0.94, target: 0.95, base: 9, condition: 'GREATER_THAN' }),
      true,
    ],
    ['complaints stand', complaints(1), true],
    ['no complaint stands', complaints(0), false],
    ['a warning stands', figure('warning:spam', 'BAD'), true],
    ['it is only a part of a rate', figure('afn_claims', 'BAD', { count: 3 }), false],
  ])('%s', (_, one, beyond) => expect(isBeyond(one)).toBe(beyond))
})

describe('how safe an account is', () => {
  it.each([
    ['all is well', [normal, defects('GOOD', 0.001)], 'good'],
    ['complaints stand', [normal, complaints(2)], 'look'],
    ['its rating is less than great', [normal, figure('account_rating', 'WARNED')], 'look'],
    ['a rate misses its target', [normal, defects('BAD', 0.02)], 'act'],
    ['Amazon says that it is at risk', [figure('account_status', 'AT_RISK')], 'act'],
    ['Amazon uses a word that nobody knows', [figure('account_status', 'LIMITED')], 'act'],
  ] as const)('%s', (_, figures, level) => expect(healthLevel(figures)).toBe(level))
})

describe('what got worse', () => {
  const before = [normal, defects('GOOD', 0.004), complaints(1)]
  it('is the status, a rate that now misses, and each new count', () => {
    const now = [figure('account_status', 'AT_RISK'), defects('BAD', 0.0125), complaints(3)]
    expect(worsened(before, now)).toEqual([
      { metric: 'account_status', kind: 'status', was: 'NORMAL', now: 'AT_RISK' },
      { metric: 'afn_order_defects', kind: 'rate', was: '0.004', now: '0.0125' },
      { metric: 'condition', kind: 'violations', was: '1', now: '3' },
    ])
  })

  it('is nothing when it stays as bad as it was, or gets better', () => {
    const bad = [figure('account_status', 'AT_RISK'), defects('BAD', 0.02), complaints(3)]
    expect(worsened(bad, bad)).toEqual([])
    expect(worsened(bad, before)).toEqual([])
  })

  it('is of a first report only a status that is not normal', () => {
    expect(worsened(null, [normal, defects('BAD', 0.02), complaints(3)])).toEqual([])
    expect(worsened(null, [figure('account_status', 'DEACTIVATED'), complaints(3)])).toHaveLength(1)
  })

  it('is told once on the way there and not on the way back, whatever the figures', () => {
    const any = fc.array(
      fc.record({
        metric: fc.constantFrom(
          'account_status',
          'account_rating',
          'warning:x',
          ...healthMetrics.map((m) => m.name),
        ),
        status: fc.constantFrom('GOOD', 'BAD', 'NONE', 'NORMAL', 'AT_RISK', 'GREAT'),
        count: fc.option(fc.nat(5)),
        base: fc.option(fc.nat(5)),
        rate: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        target: fc.constant(0),
        condition: fc.constantFrom('LESS_THAN', 'GREATER_THAN', 'EQUALS'),
      }),
      { maxLength: 12 },
    )
    const unique = any.map((list) => [...new Map(list.map((one) => [one.metric, one])).values()])
    fc.assert(
      fc.property(unique, (figures) => {
        expect(worsened(figures, figures)).toEqual([])
        for (const { metric, kind } of worsened([normal], figures))
          if (kind !== 'status') expect([...beyondTarget(figures), 'warning:x']).toContain(metric)
      }),
    )
  })
})

describe('words', () => {
  it('name every figure in both languages, and say what to do about each that can miss a target', () => {
    for (const { name, kind } of healthMetrics) {
      expect(healthName(name, 'zh')).not.toBe(name)
      expect(healthName(name, 'en')).not.toBe(name)
      if (kind !== 'part') expect([healthAdvice(name, 'zh'), healthAdvice(name, 'en')]).not.toContain(null)
    }
  })

  it('tell by letter what happened and what to do', () => {
    const about = {
      client: 'Nordlicht',
      store: 'Nordlicht EU',
      marketplace: 'DE',
      on: '2027-01-08',
      worse: worsened(
        [normal, complaints(1), defects('GOOD', 0.004)],
        [figure('account_status', 'AT_RISK'), complaints(2), defects('BAD', 0.0125)],
      ),
      link: 'https://steward.example/clients/1/health',
    }
    expect(healthLetter('en', about)).toMatchInlineSnapshot(`
      {
        "subject": "Account at risk of deactivation: Nordlicht EU DE",
        "text": "Store Nordlicht EU (DE) of Nordlicht, Amazon's report of 2027-01-08:
      · Account status: Normal → At risk of deactivation
      · Product condition complaints: 1 → 2
      · Order defect rate (FBA): 0.4% → 1.25%

      What to do:
      · Check batch and packaging and that the condition is stated rightly; appeal with what was put right.
      · Look at the reason of each claim and rating; settle with the buyer first, ask for removal where it applies, take faulty products off sale.

      https://steward.example/clients/1/health
      ",
      }
    `)
    expect(healthLetter('zh-CN', about)).toMatchInlineSnapshot(`
      {
        "subject": "账户有停用风险：Nordlicht EU DE",
        "text": "Nordlicht 的店铺 Nordlicht EU（DE），亚马逊 2027-01-08 的报告：
      · 账户状态：正常 → 有停用风险
      · 商品状况买家投诉：1 → 2
      · 订单缺陷率（FBA）：0.4% → 1.25%

      怎么办：
      · 检查批次与包装，核对“全新”状态；附改进措施申诉。
      · 逐单查看索赔与差评的原因；先与买家解决，能移除的反馈申请移除，产品问题停售整改。

      https://steward.example/clients/1/health
      ",
      }
    `)
  })
})
