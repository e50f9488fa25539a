import { messages } from '#web/words.ts'

/** What was measured of a change, in words. */
export const effectWords = messages({
  zh: {
    effect: {
      horizon: '窗口',
      days: (n: number) => `${n} 天`,
      metric: '指标',
      actual: '实际/天',
      expected: '若不改/天',
      difference: '差异/天（90% 区间）',
      verdict: '结论',
      standing: { provisional: '初步', final: '定稿' },
      verdicts: {
        raised: '升高',
        lowered: '降低',
        no_clear_effect: '看不出明显变化',
        too_little_data: '数据太少',
      } as Readonly<Record<string, string>>,
      metrics: { spend: '花费', clicks: '点击', orders: '订单', sales: '销售额' } as Readonly<
        Record<string, string>
      >,
    },
  },
  en: {
    effect: {
      horizon: 'Window',
      days: (n: number) => `${n} days`,
      metric: 'Figure',
      actual: 'Actual a day',
      expected: 'Without it a day',
      difference: 'Difference a day (90 %)',
      verdict: 'Verdict',
      standing: { provisional: 'provisional', final: 'final' },
      verdicts: {
        raised: 'raised',
        lowered: 'lowered',
        no_clear_effect: 'no clear effect',
        too_little_data: 'too little data',
      },
      metrics: { spend: 'Spend', clicks: 'Clicks', orders: 'Orders', sales: 'Sales' },
    },
  },
})
