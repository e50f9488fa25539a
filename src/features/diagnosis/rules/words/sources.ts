import type { SourceWords } from './table.ts'

const s = (name: string, path: string, gives: string): SourceWords => ({ name, path, gives })

/** Where each file is found. Menu names as Seller Central and the advertising console show them (2026). */
export const zhSources: Readonly<Record<string, SourceWords>> = {
  sales_day: s(
    '业务报告（按日期）',
    '卖家平台 → 数据报告 → 业务报告 → 按日期：销售量与访问量 → 选 13 个月 → 下载 CSV',
    '每日销售、会话、转化、推荐报价',
  ),
  sales_asin: s(
    '业务报告（按子 ASIN）',
    '卖家平台 → 数据报告 → 业务报告 → 按 ASIN：子商品详情页销售量与访问量 → 下载 CSV（按月导出）',
    '每个 ASIN 的会话与转化',
  ),
  settlement: s(
    '结算文件',
    '卖家平台 → 付款 → 报告库 / 所有结算 → 下载「Flat File V2」',
    '每一笔收入与费用，精确到分',
  ),
  order_line: s(
    '所有订单',
    '卖家平台 → 数据报告 → 库存和销售报告（亚马逊物流）→ 销量 → 所有订单',
    '逐单销量与下单时间',
  ),
  ads_search_term: s(
    '搜索词报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 创建报告 → 商品推广：搜索词，时间单位选「每日」',
    '顾客实际搜索词的点击与订单',
  ),
  ads_targeting: s(
    '投放报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 商品推广：投放，每日',
    '关键词与商品投放，含没有点击的',
  ),
  ads_placement: s(
    '版位报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 商品推广：广告位，每日',
    '首页首位、其余位置、商品页',
  ),
  ads_advertised_product: s(
    '推广商品报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 商品推广：推广的商品，每日',
    '每个 SKU 的广告花费',
  ),
  ads_campaign: s(
    '广告活动报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 商品推广：广告活动，每日',
    '完整的曝光与花费',
  ),
  sb_campaign: s(
    '品牌推广：广告活动报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 品牌推广：广告活动，每日',
    '品牌推广的花费与品牌新客',
  ),
  sb_search_term: s(
    '品牌推广：搜索词报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 品牌推广：搜索词，每日',
    '顾客搜索词在品牌推广的点击与订单',
  ),
  sb_targeting: s(
    '品牌推广：关键词报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 品牌推广：关键词，每日',
    '品牌推广的关键词与投放',
  ),
  sb_placement: s(
    '品牌推广：广告活动版位报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 品牌推广：广告活动版位，每日',
    '品牌推广在各版位的花费',
  ),
  sd_campaign: s(
    '展示型推广：广告活动报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 展示型推广：广告活动，每日',
    '展示型推广的花费与品牌新客',
  ),
  sd_targeting: s(
    '展示型推广：投放报告',
    '广告控制台 → 衡量和报告 → 赞助广告报告 → 展示型推广：投放，每日',
    '展示型推广的商品与受众投放',
  ),
  ads_entity: s('批量表格', '广告控制台 → 批量操作 → 创建并下载电子表格', '竞价、预算、否定词'),
  stock: s(
    '管理亚马逊库存',
    '卖家平台 → 数据报告 → 库存和销售报告 → 库存 → 管理亚马逊库存',
    '可售、预留、在途件数',
  ),
  stock_planning: s(
    '库存规划（库龄）',
    '卖家平台 → 库存 → 库存规划 → 下载；或 数据报告 → 亚马逊物流库存',
    '库龄与 30/90 天销量',
  ),
  return_line: s(
    '亚马逊物流买家退货',
    '卖家平台 → 数据报告 → 库存和销售报告 → 买家优惠 → 亚马逊物流买家退货',
    '退货原因与状态',
  ),
  reimbursement: s(
    '亚马逊物流赔偿',
    '卖家平台 → 数据报告 → 库存和销售报告 → 付款 → 赔偿',
    '丢失与损坏的赔偿',
  ),
  storage_fee: s(
    '月度仓储费与超龄附加费',
    '卖家平台 → 数据报告 → 库存和销售报告 → 付款 → 月度仓储费；超龄库存附加费',
    '每个商品的仓储成本',
  ),
  stock_move: s(
    '库存分类账（汇总）',
    '卖家平台 → 数据报告 → 库存和销售报告 → 库存 → 库存分类账 → 汇总视图，按月',
    '仓库丢失、损坏、找回的件数',
  ),
  account_health: s(
    '账户状况（卖家绩效报告）',
    '连接店铺并授权“账户状况”后每天自动读取；或导入接口下载的 JSON',
    '账户状态、绩效指标与违规数量',
  ),
  feedback: s('卖家反馈', '卖家平台 → 绩效 → 反馈 → 下载报告', '卖家评分'),
  search_rank: s(
    '品牌分析：热门搜索词',
    '卖家平台 → 品牌 → 品牌分析 → 搜索分析 → 热门搜索词',
    '类目搜索排名与点击份额',
  ),
  cost_of_goods: s(
    '采购成本',
    '亚马逊没有这项数据：请卖家提供 SKU 采购价与头程单价，填入「成本与假设」',
    '扣除成本后的利润',
  ),
}

export const enSources: Readonly<Record<string, SourceWords>> = {
  sales_day: s(
    'Business report by date',
    'Seller Central → Reports → Business Reports → By Date: Sales and Traffic → 13 months → Download CSV',
    'daily sales, sessions, conversion, featured offer',
  ),
  sales_asin: s(
    'Business report by child ASIN',
    'Seller Central → Reports → Business Reports → By ASIN: Detail Page Sales and Traffic by Child Item → Download CSV (month by month)',
    'sessions and conversion of each ASIN',
  ),
  settlement: s(
    'Settlements',
    'Seller Central → Payments → Reports Repository / All Statements → Download Flat File V2',
    'every amount, to the cent',
  ),
  order_line: s(
    'All orders',
    'Seller Central → Reports → Fulfillment → Sales → All Orders',
    'units by order and time',
  ),
  ads_search_term: s(
    'Search term report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Create report → Sponsored Products: Search term, daily',
    'clicks and orders of what shoppers typed',
  ),
  ads_targeting: s(
    'Targeting report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Products: Targeting, daily',
    'keywords and product targets, unclicked ones included',
  ),
  ads_placement: s(
    'Placement report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Products: Placement, daily',
    'top of search, rest of search, product pages',
  ),
  ads_advertised_product: s(
    'Advertised product report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Products: Advertised product, daily',
    'spend by SKU',
  ),
  ads_campaign: s(
    'Campaign report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Products: Campaign, daily',
    'whole impressions and spend',
  ),
  sb_campaign: s(
    'Sponsored Brands campaign report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Brands: Campaign, daily',
    'spend of Sponsored Brands and buyers new to the brand',
  ),
  sb_search_term: s(
    'Sponsored Brands search term report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Brands: Search term, daily',
    'clicks and orders of what shoppers typed, by Sponsored Brands',
  ),
  sb_targeting: s(
    'Sponsored Brands keyword report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Brands: Keyword, daily',
    'keywords and targets of Sponsored Brands',
  ),
  sb_placement: s(
    'Sponsored Brands campaign placement report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Brands: Campaign placement, daily',
    'spend of Sponsored Brands by placement',
  ),
  sd_campaign: s(
    'Sponsored Display campaign report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Display: Campaign, daily',
    'spend of Sponsored Display and buyers new to the brand',
  ),
  sd_targeting: s(
    'Sponsored Display targeting report',
    'Advertising console → Measurement & reporting → Sponsored ads reports → Sponsored Display: Targeting, daily',
    'products and audiences of Sponsored Display',
  ),
  ads_entity: s(
    'Bulk sheet',
    'Advertising console → Bulk operations → Create and download a spreadsheet',
    'bids, budgets, negatives',
  ),
  stock: s(
    'Manage FBA Inventory',
    'Seller Central → Reports → Fulfillment → Inventory → Manage FBA Inventory',
    'sellable, reserved and inbound units',
  ),
  stock_planning: s(
    'FBA Inventory (planning, age)',
    'Seller Central → Reports → Fulfillment → Inventory → FBA Inventory',
    'stock age, units shipped in 30 and 90 days',
  ),
  return_line: s(
    'FBA customer returns',
    'Seller Central → Reports → Fulfillment → Customer Concessions → FBA Customer Returns',
    'reasons and condition of returns',
  ),
  reimbursement: s(
    'FBA reimbursements',
    'Seller Central → Reports → Fulfillment → Payments → Reimbursements',
    'what Amazon paid for lost and damaged units',
  ),
  storage_fee: s(
    'Storage fees and aged inventory surcharge',
    'Seller Central → Reports → Fulfillment → Payments → Monthly Storage Fees; Aged Inventory Surcharge',
    'storage cost of each product',
  ),
  stock_move: s(
    'Inventory ledger, summary',
    'Seller Central → Reports → Fulfillment → Inventory → Inventory Ledger → Summary view, monthly',
    'units lost, damaged and found in warehouses',
  ),
  account_health: s(
    'Account health (seller performance report)',
    'Read every day once the store is connected with account health; or import the JSON of the interface',
    'account status, performance rates, violations',
  ),
  feedback: s('Seller feedback', 'Seller Central → Performance → Feedback → Download', 'seller ratings'),
  search_rank: s(
    'Brand Analytics: top search terms',
    'Seller Central → Brands → Brand Analytics → Search Analytics → Top Search Terms',
    'search rank and click share',
  ),
  cost_of_goods: s(
    'Cost of goods',
    'Not at Amazon: the seller gives unit cost and freight per SKU; enter them under Costs and assumptions',
    'profit after cost',
  ),
}
