import { messages } from '#web/words.ts'
import type {
  ActionSort,
  Comparator,
  Metric,
  RuleLevel,
  RuleMode,
  Yardstick,
} from '#features/ads/rules/automation/rule.ts'
import type { TemplateKey } from '#features/ads/rules/automation/templates.ts'

// The vocabulary of rules: used by the form, by the sentence that reads a rule out, and by the grounds of its decisions.

export const ruleWords = messages({
  zh: {
    levels: {
      campaign: '广告活动',
      adGroup: '广告组',
      target: '投放（关键词/商品）',
      searchTerm: '搜索词',
    } as Record<RuleLevel, string>,
    metrics: {
      impressions: '曝光',
      clicks: '点击',
      ctr: '点击率',
      cpc: '单次点击成本',
      spend: '花费',
      orders: '订单',
      cvr: '转化率',
      sales: '销售额',
      acos: 'ACoS',
      roas: 'ROAS',
      coverDays: '可售天数',
      changedDays: '距上次改动天数',
      budgetUsed: '预算使用率',
    } as Record<Metric, string>,
    comparators: { above: '高于', atLeast: '不低于', below: '低于', atMost: '不高于' } as Record<
      Comparator,
      string
    >,
    yardsticks: { value: '数值', targetAcos: '× 目标 ACoS', average: '× 账户平均' } as Record<
      Yardstick,
      string
    >,
    actions: {
      bidStep: '竞价按百分比调整',
      bidToValue: '竞价调到点击价值（每次点击销售额 × 目标 ACoS）',
      bidSet: '竞价设为固定值',
      state: '暂停或启用',
      budgetStep: '每日预算按百分比调整',
      placementStep: '广告位加成按百分点调整',
      negativeExact: '加为精准否定',
      keywordExact: '加为精准关键词',
    } as Record<ActionSort, string>,
    modes: { off: '关闭', dry: '试运行', propose: '提出审批', execute: '限额内自动执行' } as Record<
      RuleMode,
      string
    >,
    modeHelp: {
      off: '不运行。',
      dry: '按时运行并记录结果，不提出任何改动。',
      propose: '按时运行并以您的名义提出改动，每一项都要另一人审批后才执行。',
      execute: '按时运行；客户授权限额内的改动直接经变更引擎执行，超出的照常审批。',
    } as Record<RuleMode, string>,
    placements: { top: '搜索顶部', productPage: '商品页面', restOfSearch: '搜索其余位置' } as Record<
      string,
      string
    >,
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    templates: {
      highAcos: 'ACoS 过高降价',
      noSale: '有花费无订单降价',
      lowAcos: 'ACoS 很低提价',
      budgetUp: '预算用满且划算时加预算',
      negative: '多次点击无订单加否定',
      harvest: '出单搜索词加精准关键词',
      outOfStock: '断货暂停',
    } as Record<TemplateKey, string>,
    templateAbouts: {
      highAcos: 'ACoS 高于目标 1.2 倍且已有 2 单：把竞价向点击价值靠拢，每次最多 20%。',
      noSale: '至少 20 次点击、已有花费、没有一单：竞价降 20%。',
      lowAcos: 'ACoS 低于目标 0.8 倍且已有 2 单：竞价升 10%，争取更多流量。',
      budgetUp: '近 7 天预算使用率至少 90%，ACoS 不高于目标 1.3 倍：每日预算加 20%。',
      negative: '60 天内至少 20 次点击、没有一单：加为广告组精准否定。',
      harvest: '60 天内至少 3 单且 ACoS 不高于目标：在原广告组加为精准关键词。',
      outOfStock: '广告组商品可售天数不高于 3 天：暂停，避免把钱花在断货商品上。',
    } as Record<TemplateKey, string>,
  },
  en: {
    levels: {
      campaign: 'campaigns',
      adGroup: 'ad groups',
      target: 'targets (keywords, products)',
      searchTerm: 'search terms',
    },
    metrics: {
      impressions: 'impressions',
      clicks: 'clicks',
      ctr: 'click-through rate',
      cpc: 'cost per click',
      spend: 'spend',
      orders: 'orders',
      cvr: 'conversion rate',
      sales: 'sales',
      acos: 'ACoS',
      roas: 'ROAS',
      coverDays: 'days of cover',
      changedDays: 'days since the last change',
      budgetUsed: 'used share of the budget',
    },
    comparators: { above: 'above', atLeast: 'at least', below: 'below', atMost: 'at most' },
    yardsticks: { value: 'a value', targetAcos: '× target ACoS', average: '× account average' },
    actions: {
      bidStep: 'Move the bid by per cent',
      bidToValue: 'Move the bid to what a click is worth (sales per click × target ACoS)',
      bidSet: 'Set the bid',
      state: 'Pause or enable',
      budgetStep: 'Move the daily budget by per cent',
      placementStep: 'Move a placement adjustment by points',
      negativeExact: 'Add as negative exact',
      keywordExact: 'Add as exact keyword',
    },
    modes: { off: 'Off', dry: 'Dry run', propose: 'Propose', execute: 'Execute within limits' },
    modeHelp: {
      off: 'Does not run.',
      dry: 'Runs on time and records what it finds; proposes nothing.',
      propose: 'Runs on time and proposes in your name; each change waits for another person.',
      execute:
        'Runs on time; what is within the client’s delegated limits goes through the change engine at once, the rest is approved as usual.',
    },
    placements: { top: 'top of search', productPage: 'product pages', restOfSearch: 'rest of search' },
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    templates: {
      highAcos: 'Cut where ACoS is high',
      noSale: 'Cut spend without a sale',
      lowAcos: 'Raise where ACoS is low',
      budgetUp: 'Raise budgets that run out and pay',
      negative: 'Negate after many clicks',
      harvest: 'Exact keyword for terms that sell',
      outOfStock: 'Pause when out of stock',
    },
    templateAbouts: {
      highAcos:
        'ACoS above 1.2 × target with two orders or more: move the bid towards what a click is worth, 20 % a step at most.',
      noSale: 'Twenty clicks or more, money spent, not one order: bid down by 20 %.',
      lowAcos: 'ACoS below 0.8 × target with two orders or more: bid up by 10 % for more traffic.',
      budgetUp:
        'Nine tenths of the budget used over seven days, ACoS at most 1.3 × target: daily budget up by 20 %.',
      negative: 'Twenty clicks or more in sixty days without an order: negative exact in its ad group.',
      harvest:
        'Three orders or more in sixty days, ACoS at most the target: exact keyword in the same ad group.',
      outOfStock: 'Three days of cover or fewer: pause the ad group rather than pay for what cannot be sold.',
    },
  },
})
export type RuleVocabulary = (typeof ruleWords)['zh']
