import type { RefusalWords } from '#web/refusals.tsx'
import { problemWords } from './terms-problems.ts'

const saidOf = (code: unknown, lang: 'zh' | 'en'): string => {
  const words = problemWords[lang][String(code)]
  return words === undefined ? '' : words({})
}

export const contractRefusals: RefusalWords = {
  zh: {
    draft_is_there: () => ['已有一份草稿', '请刷新页面，继续编辑现有草稿或先放弃它。'],
    draft_moved: () => ['草稿已被他人保存', '请刷新页面查看最新草稿，再做修改。'],
    terms_contradict: ({ count, code }) => [
      `条款有 ${count ?? ''} 处矛盾，不能提交签署`,
      saidOf(code, 'zh') || '请在草稿里查看标出的字段。',
    ],
    plan_incomplete: ({ count, code }) => [
      `方案有 ${count ?? ''} 处未完成，不能提交签署`,
      saidOf(code, 'zh') || '请在草稿里查看标出的字段。',
    ],
    nothing_changed: ({ version }) => [`内容与第 ${version ?? ''} 版完全相同`, '没有改动就不需要再签一次。'],
    version_not_open: () => ['这一版已不能处理', '它可能已签署、已撤回或被新版取代，请刷新页面。'],
    quote_without_marketplace: () => ['报价没有站点', '请至少选择一个站点后再发出。'],
    quote_without_rate: ({ currency }) => [
      `没有 ${currency ?? ''} 的汇率`,
      '请先在“汇率”页补充，再发出报价。',
    ],
    quote_expired: () => ['报价已过有效期', '请改有效期后重新发出。'],
    quote_moved: () => ['报价内容与页面上的不一致', '请刷新页面，重新看过后再接受。'],
    prices_malformed: ({ field }) => ['价格表有误', `请检查这一项后重试：${field ?? ''}`],
    prices_backdated: ({ today }) => ['价格不能追溯生效', `生效日期最早为今天 ${today ?? ''}。`],
  },
  en: {
    draft_is_there: () => [
      'There is a draft already',
      'Reload the page; go on with it or throw it away first.',
    ],
    draft_moved: () => ['Somebody saved the draft meanwhile', 'Reload the page and change the newest draft.'],
    terms_contradict: ({ count, code }) => [
      `The terms contradict themselves in ${count ?? ''} places`,
      saidOf(code, 'en') || 'The draft shows the fields.',
    ],
    plan_incomplete: ({ count, code }) => [
      `The plan is incomplete in ${count ?? ''} places`,
      saidOf(code, 'en') || 'The draft shows the fields.',
    ],
    nothing_changed: ({ version }) => [
      `Nothing differs from version ${version ?? ''}`,
      'Without a change there is nothing to sign again.',
    ],
    version_not_open: () => [
      'This version is closed',
      'It was signed, withdrawn or replaced by a newer one: reload the page.',
    ],
    quote_without_marketplace: () => [
      'The quote has no marketplace',
      'Choose at least one before issuing it.',
    ],
    quote_without_rate: ({ currency }) => [
      `No rate of ${currency ?? ''} is known`,
      'Enter one under “Exchange rates”, then issue the quote.',
    ],
    quote_expired: () => ['The quote is past its date', 'Move the date and issue it again.'],
    quote_moved: () => [
      'The quote is not the one on your page',
      'Reload the page, read it again, then accept.',
    ],
    prices_malformed: ({ field }) => [
      'The prices make no sense',
      `Check this field and try again: ${field ?? ''}`,
    ],
    prices_backdated: ({ today }) => [
      'Prices cannot hold backwards',
      `They hold from today, ${today ?? ''}, at the earliest.`,
    ],
  },
}
