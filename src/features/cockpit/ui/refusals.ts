import { refusalWords } from '#web/refusal-words.ts'

export const cockpitRefusals = refusalWords({
  zh: {
    period_backwards: (p) => [`起始日 ${p['from']} 晚于结束日 ${p['to']}`, '请重新选择统计周期。'],
    period_too_long: (p) => [`一次最多查看 ${p['days']} 天`, '请缩短统计周期，或按月分段查看。'],
  },
  en: {
    period_backwards: (p) => [
      `The period starts on ${p['from']}, after it ends on ${p['to']}`,
      'Choose the period again.',
    ],
    period_too_long: (p) => [
      `At most ${p['days']} days can be shown at once`,
      'Shorten the period, or look at it month by month.',
    ],
  },
})
