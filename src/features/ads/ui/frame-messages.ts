import { messages } from '#web/words.ts'

export type AdsView =
  | 'settings'
  | 'bids'
  | 'terms'
  | 'budget'
  | 'spend'
  | 'schedule'
  | 'rules'
  | 'structure'
  | 'moves'
  | 'audit'

/** The advertising pages there are, in the order of a day's work; also the last part of their address. */
export const adsViews: readonly AdsView[] = [
  'settings',
  'moves',
  'bids',
  'terms',
  'budget',
  'spend',
  'schedule',
  'rules',
  'structure',
  'audit',
]

type ByView = Record<AdsView, string>

export const frameMessages = messages({
  zh: {
    views: '广告页面',
    short: {
      settings: '工作台',
      moves: '变化',
      bids: '竞价优化',
      terms: '搜索词',
      budget: '预算',
      spend: '花费明细',
      schedule: '分时',
      rules: '自动规则',
      structure: '结构与建广告',
      audit: '广告审计',
    } as ByView,
    titles: {
      settings: '广告工作台',
      moves: '变化归因',
      bids: '竞价优化',
      terms: '搜索词',
      budget: '预算',
      spend: '花费明细',
      schedule: '分时投放',
      rules: '自动规则',
      structure: '结构体检与建广告',
      audit: '广告审计',
    } as ByView,
    abouts: {
      settings:
        '广告活动、投放与否定，按最近一次同步的快照显示；商品推广（SP）勾选后可批量提出改动，品牌推广（SB）与展示型推广（SD）只读。',
      moves: '近期与上一期相比，花费与销售额变了多少、来自点击、单价、转化还是客单价，以及期间谁改过什么。',
      bids: '按目标逐个投放给出竞价建议，每条都说明理由、依据与预期；采纳、修改或忽略后再提出改动。',
      terms: '收割出单词、否定无效词，按词根与品牌词看花费；每条都写明它已花掉或将省下多少。',
      budget: '月度预算与进度、超预算时段、活动间调配，以及超支时的停止条件。',
      spend: '每一分广告花费花在哪个广告活动、哪一天；各类报表互相核对，对不上的部分如实列出。',
      schedule: '按小时 × 星期的转化差异调整竞价，写入前后都记录基准竞价；数据不足或收益太小时会直说。',
      rules: '自己写的“当……则……”规则：先在历史上预演，再试运行；与竞价优化的先后顺序一目了然。',
      structure: '检查命名、匹配方式、内部竞争、缺失的否定与未投放的商品；从商品清单搭建首月结构。',
      audit: '无效流量、单次点击成本基准与季度广告账户审计表。',
    } as ByView,
  },
  en: {
    views: 'Advertising pages',
    short: {
      settings: 'Workbench',
      moves: 'What changed',
      bids: 'Bids',
      terms: 'Search terms',
      budget: 'Budget',
      spend: 'Spend',
      schedule: 'Dayparting',
      rules: 'Rules',
      structure: 'Structure',
      audit: 'Audit',
    } as ByView,
    titles: {
      settings: 'Ads workbench',
      moves: 'What changed',
      bids: 'Bid optimisation',
      terms: 'Search terms',
      budget: 'Budget',
      spend: 'Spend',
      schedule: 'Dayparting',
      rules: 'Rules',
      structure: 'Structure check and builder',
      audit: 'Ads audit',
    } as ByView,
    abouts: {
      settings:
        'Campaigns, targets and negatives as the newest snapshot has them. Tick Sponsored Products (SP) to propose changes in bulk; Sponsored Brands (SB) and Display (SD) are read only.',
      moves:
        'How spend and sales differ from the days before, whether by clicks, their price, conversion or order value, and who changed which setting meanwhile.',
      bids: 'A bid for every target towards your goal, each with its reasons, evidence and expected effect; accept, edit or ignore, then propose.',
      terms:
        'Harvest what sells, negate what does not, look at spend by word and by brand; every line says what it cost or would save.',
      budget:
        'The month’s budget and pace, hours out of budget, moving money between campaigns, and where every cent went.',
      spend:
        'Every cent of advertising by campaign and day; the reports are held against each other, and what they leave unexplained is shown.',
      schedule:
        'Bids by hour and weekday where conversion really differs; the base bid is kept on record, and too little data or too small a gain is said.',
      rules:
        'Rules of your own, when … then …: previewed on history, run dry first, and always shown in order of precedence beside the optimiser.',
      structure:
        'Naming, match types, ads competing with each other, missing negatives, products without ads; and the first month’s structure built from a product list.',
      audit:
        'Invalid traffic, cost per click beside its benchmark, and the quarterly audit of the ad account.',
    } as ByView,
  },
})
