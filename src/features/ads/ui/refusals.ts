import { refusalWords } from '#web/refusal-words.ts'

/** Why something about advertising is refused, and what to do. */
export const adsRefusals = refusalWords({
  zh: {
    period_invalid: (p) => ['日期范围不对', `开始日不能晚于结束日，最多查看 ${p['most']} 天；请缩短后重试。`],
    schedule_overlaps: (p) => [
      '这些广告活动已在另一个分时方案里',
      `请先停止或撤回方案 #${p['schedule']}，或换一些广告活动。`,
    ],
    schedule_even: () => ['各时段系数几乎一样', '没有一个时段的变动达到写入门槛；请降低门槛，或不必分时。'],
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
    schedule_overlaps: (p) => [
      'Some of these campaigns are in another schedule',
      `Stop or withdraw schedule #${p['schedule']} first, or choose other campaigns.`,
    ],
    schedule_even: () => [
      'The hours hardly differ',
      'No hour moves a bid by the least step; lower the step, or leave bids as they are.',
    ],
    too_many_lines: (p) => [
      `${p['lines']} lines are more than one file holds (${p['most']})`,
      'Choose fewer days and export in parts.',
    ],
  },
})
