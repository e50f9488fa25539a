import { refusalWords } from '#web/refusal-words.ts'

/** Why something about advertising is refused, and what to do. */
export const adsRefusals = refusalWords({
  zh: {
    goal_incomplete: () => ['目标还缺数字', '请填写该目标所需的比例或金额后再保存。'],
    goal_missing: () => ['还没有设定目标', '请先在本页设定竞价目标，再生成建议。'],
    no_ad_settings: () => ['还没有这个站点的广告设置', '完成广告授权并等首次同步完成后再试。'],
    no_ad_figures: () => ['还没有广告报表', '等首次同步完成，或在「数据导入」上传投放报表后再试。'],
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
    sheet_unknown: () => [
      '没有找到批量表格的表头',
      '请上传从这里或亚马逊导出的「商品推广」批量表格，保留第一行列名。',
    ],
    sheet_too_large: (p) => ['表格太大', `请分成小于 ${p['megabytes']} MB 的文件再上传。`],
  },
  en: {
    goal_incomplete: () => ['The goal lacks a number', 'Fill in the ratio or amount it needs, then save.'],
    goal_missing: () => ['There is no goal yet', 'Set a goal on this page first, then ask for bids.'],
    no_ad_settings: () => [
      'The ad settings of this marketplace are not known yet',
      'Give consent to advertising and wait for the first sync.',
    ],
    no_ad_figures: () => [
      'There are no advertising reports yet',
      'Wait for the first sync, or upload a targeting report under Imports.',
    ],
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
    sheet_unknown: () => [
      'No header of a bulk sheet was found',
      'Upload the Sponsored Products sheet as exported here or from Amazon, with its first row.',
    ],
    sheet_too_large: (p) => [
      'The sheet is too large',
      `Upload it in files of less than ${p['megabytes']} MB.`,
    ],
  },
})
