import { messages } from '#web/words.ts'

const table = (words: Record<string, string>): Record<string, string> => words

/** Sponsored Brands and Display in the workbench. */
export const brandMessages = messages({
  zh: {
    adProduct: '广告产品',
    adProducts: table({ SP: '商品推广', SB: '品牌推广', SD: '展示型推广' }),
    readOnly: '品牌推广与展示型推广只读',
    readOnlyText:
      '这里可以看到它们的设置与花费，花费计入全部广告。掌柜目前只改动商品推广；要改动这些广告活动，请在亚马逊广告后台操作，次日快照会反映出来。',
    acosHelp:
      '花费 ÷ 归因销售额（%）。商品推广按点击后 7 天；品牌推广与展示型推广按点击或浏览后 14 天，两者不能相加或直接相比。',
    counted: '销售额与订单：点击或浏览后 14 天内；“仅点击”一列只算点击后 14 天内。60 天内仍可能修正。',
    notReported: '亚马逊的报告不含此活动',
    notReportedText:
      '这是旧版（单广告组）品牌推广活动，亚马逊的第 3 版报告不包含它，花费无法在此列出，只在结算账单里。',
    costType: '计费方式',
    costTypes: table({ cpc: '按点击（CPC）', vcpm: '按千次可见曝光（vCPM）' }),
    budget: '预算',
    budgetTypes: table({ daily: '每日', lifetime: '总额' }),
    startedOn: '开始日期',
    byDay: '按日',
    day: '日期',
    byTarget: '按投放',
    target: '投放对象',
    audience: '受众',
    clickOrders: '订单（仅点击）',
    clickSales: '销售额（仅点击）',
    sales: '归因销售额',
    orders: '归因订单',
    noDays: '近 30 天没有花费',
    noTargets: '近 30 天没有投放数据',
    portfolioNote: '组合合计只含商品推广。',
  },
  en: {
    adProduct: 'Ad product',
    adProducts: table({ SP: 'Sponsored Products', SB: 'Sponsored Brands', SD: 'Sponsored Display' }),
    readOnly: 'Sponsored Brands and Display are read only',
    readOnlyText:
      'Their settings and spend show here, and their spend counts among all advertising. Steward changes Sponsored Products only; change these campaigns in Amazon’s ads console, and the next day’s snapshot will have it.',
    acosHelp:
      'Spend ÷ attributed sales (%). Sponsored Products count within 7 days of a click; Sponsored Brands and Display within 14 days of a click or a view: not to be added up or held against each other.',
    counted:
      'Sales and orders are those within 14 days of a click or a view; “click only” counts those of a click. They may be restated for 60 days.',
    notReported: 'Amazon’s reports leave this campaign out',
    notReportedText:
      'It is of the old kind (one ad group), which Amazon’s version 3 reports do not contain: its spend shows in the settlement only.',
    costType: 'Cost type',
    costTypes: table({ cpc: 'Per click (CPC)', vcpm: 'Per thousand viewable impressions (vCPM)' }),
    budget: 'Budget',
    budgetTypes: table({ daily: 'a day', lifetime: 'in all' }),
    startedOn: 'Began on',
    byDay: 'By day',
    day: 'Day',
    byTarget: 'By target',
    target: 'Target',
    audience: 'Audience',
    clickOrders: 'Orders (click only)',
    clickSales: 'Sales (click only)',
    sales: 'Attributed sales',
    orders: 'Attributed orders',
    noDays: 'No spend in the last 30 days',
    noTargets: 'No figures by target in the last 30 days',
    portfolioNote: 'Sums of portfolios are of Sponsored Products only.',
  },
})
