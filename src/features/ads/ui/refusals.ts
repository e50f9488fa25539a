import { refusalWords } from '#web/refusal-words.ts'

/** What the advertising room refuses. */
export const adsRefusals = refusalWords({
  zh: {
    sheet_unknown: () => [
      '没有找到批量表格的表头',
      '请上传从这里或亚马逊导出的「商品推广」批量表格，保留第一行列名。',
    ],
    sheet_too_large: (p) => ['表格太大', `请分成小于 ${p['megabytes']} MB 的文件再上传。`],
  },
  en: {
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
