import { refusalWords } from '#web/refusal-words.ts'

/** Why a proposal is refused, and what to do. Codes that the access room words stand there. */
export const adsRefusals = refusalWords({
  zh: {
    unknown_kind: (p) => [`系统不认识这种改动（${p['kind']}）`, '请刷新页面后重试。'],
    wish_malformed: (p) => [
      `第 ${p['no']} 项填写的内容不符合要求`,
      `请检查 ${p['field'] || '填写的内容'} 后重新预览。`,
    ],
    wishes_refused: (p) => [
      `有 ${p['count']} 项改动不能提出`,
      `例如 ${p['label']}。请重新预览，系统会标出原因并跳过它们。`,
    ],
    open_elsewhere: (p) => [
      `${p['label']} 正处于另一批未完成的改动中`,
      `请先处理第 ${p['batch']} 批，或去掉这个对象。`,
    ],
  },
  en: {
    unknown_kind: (p) => [
      `This kind of change is not known (${p['kind']})`,
      'Reload the page and try again.',
    ],
    wish_malformed: (p) => [
      `Item ${p['no']} is not filled in properly`,
      `Check ${p['field'] || 'what was entered'} and preview again.`,
    ],
    wishes_refused: (p) => [
      `${p['count']} changes cannot be proposed`,
      `${p['label']}, for one. Preview again: the reasons are shown, and they are left out.`,
    ],
    open_elsewhere: (p) => [
      `${p['label']} is part of another open batch`,
      `Settle batch ${p['batch']} first, or leave the object out.`,
    ],
  },
})
