import { refusalWords } from '#web/refusal-words.ts'

/** Why something about advertising is refused, and what to do. */
export const adsRefusals = refusalWords({
  zh: {
    period_invalid: (p) => ['日期范围不对', `开始日不能晚于结束日，最多查看 ${p['most']} 天；请缩短后重试。`],
    too_many_lines: (p) => [
      `明细共 ${p['lines']} 行，超过一个文件的上限 ${p['most']} 行`,
      '请缩短日期范围，分几次导出。',
    ],
  },
  en: {
    period_invalid: (p) => [
      'The days asked for do not fit',
      `The first day must not lie after the last, ${p['most']} days at most; choose a shorter stretch.`,
    ],
    too_many_lines: (p) => [
      `${p['lines']} lines are more than one file holds (${p['most']})`,
      'Choose fewer days and export in parts.',
    ],
  },
})
