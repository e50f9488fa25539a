import { messages } from '#web/words.ts'

const table = (words: Record<string, string>): Record<string, string> => words

export const brandMessages = messages({
  zh: {
    brandTitle: '品牌词',
    brandFrom: table({
      set: '由人设定',
      titles: '按商品标题推断，请核对',
      store: '按店铺名推断，请核对',
    }),
    brandSetBy: (name: string, day: string) => `${name} 于 ${day} 设定`,
    brandOwn: '本店品牌词',
    brandOwnHelp: '含这些词的搜索词算本品牌，否定时受保护。',
    brandRival: '竞品品牌词（选填）',
    brandSave: '保存品牌词',
    brandSaved: '已保存，所有搜索词重新分类',
    brandHint: '输入后回车，可多个',
    classTable: '按词类',
    terms: '词数',
    share: '花费占比',
    trend: '每周花费',
    trendNote: '首尾两周可能不满 7 天。',
  },
  en: {
    brandTitle: 'Brand words',
    brandFrom: table({
      set: 'set by a person',
      titles: 'guessed from listing titles; please check',
      store: 'guessed from the store’s name; please check',
    }),
    brandSetBy: (name: string, day: string) => `set by ${name} on ${day}`,
    brandOwn: 'Own brand words',
    brandOwnHelp: 'Terms that hold one count as own brand and are protected from negatives.',
    brandRival: 'Competitors’ brands (optional)',
    brandSave: 'Save brand words',
    brandSaved: 'Saved; all terms are classed anew',
    brandHint: 'Type and press Enter; several are fine',
    classTable: 'By class',
    terms: 'Terms',
    share: 'Share of spend',
    trend: 'Spend by week',
    trendNote: 'The first and the last week may be shorter than 7 days.',
  },
})
