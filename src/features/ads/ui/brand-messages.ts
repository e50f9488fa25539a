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
    portfolioNote:
      '花费合计三种广告产品；销售额口径不同，商品推广（SP，点击后 7 天）与品牌推广、展示型推广（SB+SD，点击或浏览后 14 天）分列，不相加。每日预算不含总额预算。',
    holds: (figure: string, products: string) => `${figure}（${products}）`,
    newOrders: '品牌新客订单',
    newSales: '品牌新客销售额',
    newRatio: '新客占比',
    newHelp:
      '过去一年没有买过本品牌的买家的订单（点击或浏览后 14 天）。占比 = 新客销售额 ÷ 报告给出新客数据的归因销售额。',
    byPlacement: '按广告位',
    placement: '广告位',
    placements: table({
      top: '搜索顶部',
      rest: '搜索其余位置',
      product_pages: '商品页面',
      off_amazon: '亚马逊站外',
    }),
    noPlacements: '近 30 天没有广告位数据',
    byTerm: '按搜索词',
    term: '客户搜索词',
    productPage: '商品页面（未输入搜索词）',
    noTerms: '近 30 天没有搜索词数据',
    termsAbout:
      '只列出有点击的搜索词；亚马逊不按搜索词给出新客数据。建议与否定只针对商品推广，这里只供查看。',
    noTermReport:
      '广告授权完成后每天自动读取（亚马逊保留 60 天）；也可以在「数据导入」上传控制台下载的品牌推广每日搜索词报告。',
    allTermsText: '收割与否定建议只针对商品推广；品牌推广的搜索词只供查看，不会被提议为商品推广的否定词。',
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
    portfolioNote:
      'Spend is the sum of all three ad products. Sales are counted differently and not added up: Sponsored Products (SP) within 7 days of a click, Sponsored Brands and Display (SB+SD) within 14 days of a click or a view. Daily budgets leave lifetime budgets out.',
    holds: (figure: string, products: string) => `${figure} (${products})`,
    newOrders: 'New-to-brand orders',
    newSales: 'New-to-brand sales',
    newRatio: 'New-to-brand share',
    newHelp:
      'Of buyers without an order of the brand in the year before, within 14 days of a click or a view. Share: their sales ÷ attributed sales of the reports that tell it.',
    byPlacement: 'By placement',
    placement: 'Placement',
    placements: table({
      top: 'Top of search',
      rest: 'Rest of search',
      product_pages: 'Product pages',
      off_amazon: 'Off Amazon',
    }),
    noPlacements: 'No figures by placement in the last 30 days',
    byTerm: 'By search term',
    term: 'Search term',
    productPage: 'Product page (nothing typed)',
    noTerms: 'No figures by search term in the last 30 days',
    termsAbout:
      'Only terms that were clicked; Amazon tells nothing new to the brand by term. Proposals are made for Sponsored Products only: these are to be looked at.',
    noTermReport:
      'Read every day once advertising is connected (Amazon keeps 60 days); or import the daily search term report of Sponsored Brands from the console.',
    allTermsText:
      'Proposals to harvest or to keep out are made for Sponsored Products only. Search terms of Sponsored Brands are to be looked at; they are never proposed as negatives of Sponsored Products.',
  },
})
