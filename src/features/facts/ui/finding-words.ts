import { type Locale, messages, inLocale } from '#web/words.ts'
import { knownFileName } from './known-files.ts'

type Params = Readonly<Record<string, string | number | boolean | null>>
type Words = Readonly<Record<string, (p: Params) => string>>

const findings = messages<Words>({
  zh: {
    as_of_from_file_time: (p) => `快照日期取自文件时间：${p['asOf']}。若不对，请在下方更正。`,
    category_unknown: (p) =>
      `有金额的类别尚不认识（${p['words'] ?? ''}，合计 ${p['sum'] ?? ''}），已照原文保留并单独列出。`,
    currency_assumed: () => '文件没有写币种，按站点的币种处理。',
    currency_mixed: (p) => `文件里有多种币种：${p['currencies']}。各算各的，不会相加。`,
    currency_needed: () => '文件没有写币种，请选择站点。',
    duplicates_unchecked: () => '文件很大，只检查了前面部分的重复行。',
    known_not_used: (p) => `其中「${p['table'] ?? knownFileName(p['known'], 0)}」暂时用不到，已跳过。`,
    last_line_torn: (p) => `最后一行不完整（第 ${p['line']} 行），下载可能中断了。`,
    marketplace_from_name: (p) => `站点 ${p['marketplace']} 取自文件夹或文件名。`,
    marketplace_mismatch: (p) => `选择的站点是 ${p['expected']}，文件里却是 ${p['found']}。`,
    newer_file_stands: (p) =>
      `${p['from']} 至 ${p['to']} 已有更新的文件「${p['fileName']}」，这些天以它为准。`,
    no_rows: () => '文件里没有数据行。',
    other_ad_products: (p) => `有 ${p['rows']} 行属于其他广告产品，这种报告里用不到，已跳过。`,
    period_from_name: (p) => `统计周期取自文件名：${p['from']} 至 ${p['to']}。`,
    period_needed: () => '文件没有写明统计周期，请补充起止日期。',
    row_totals_mismatch: (p) => `有 ${p['rows']} 行的分项之和与合计不符，差额 ${p['difference']}。`,
    rows_alike: (p) => `有 ${p['rows']} 行内容完全相同；文件没有编号，可能是同名的广告活动，均已保留。`,
    rows_duplicated: (p) => `有 ${p['rows']} 行与前面的行完全相同，已略去。`,
    rows_deferred: (p) => `有 ${p['rows']} 行为预留款项（DD+7），放款后会再次出现。`,
    rows_same_key: (p) => `有 ${p['rows']} 行的键相同，均已保留。`,
    settlement_total_absent: (p) => `结算单 ${p['settlementId']} 没有总额，无法核对。`,
    settlement_total_mismatch: (p) =>
      `结算单 ${p['settlementId']} 各行之和 ${p['sum']} 与总额 ${p['total']} 不符，文件可能不完整。`,
    window_unknown: () => '文件没有写归因窗口。',
    wrong_region: (p) =>
      `站点 ${p['marketplace']} 不属于店铺「${p['store']}」所在的区域（${p['storeRegion']}），可能拖错了店铺。`,
  },
  en: {
    as_of_from_file_time: (p) =>
      `The day of the snapshot is the file’s own date, ${p['asOf']}. Correct it below if it is wrong.`,
    category_unknown: (p) =>
      `Amounts of a kind we do not know (${p['words'] ?? ''}, ${p['sum'] ?? ''} in all) are kept in Amazon’s words and shown apart.`,
    currency_assumed: () => 'The file names no currency; the marketplace’s is used.',
    currency_mixed: (p) => `Several currencies: ${p['currencies']}. They are never added up.`,
    currency_needed: () => 'The file names no currency; choose the marketplace.',
    duplicates_unchecked: () => 'A large file: only its first part was checked for repeated rows.',
    known_not_used: (p) =>
      `“${p['table'] ?? knownFileName(p['known'], 1)}” in it is not used yet and was left out.`,
    last_line_torn: (p) => `The last line (${p['line']}) is torn; the download was probably cut off.`,
    marketplace_from_name: (p) =>
      `The marketplace ${p['marketplace']} is taken from the folder’s or file’s name.`,
    marketplace_mismatch: (p) => `You chose ${p['expected']}, but the file says ${p['found']}.`,
    newer_file_stands: (p) => `For ${p['from']} to ${p['to']} the newer file “${p['fileName']}” stands.`,
    no_rows: () => 'The file has no rows.',
    other_ad_products: (p) =>
      `${p['rows']} rows are of another ad product, which this report is not read for; they were left out.`,
    period_from_name: (p) => `The period is taken from the file’s name: ${p['from']} to ${p['to']}.`,
    period_needed: () => 'The file does not say its period; enter first and last day.',
    row_totals_mismatch: (p) =>
      `In ${p['rows']} rows the parts do not add up to the total; difference ${p['difference']}.`,
    rows_alike: (p) =>
      `${p['rows']} rows look exactly like others; the file has no ids, so they may be namesakes. All are kept.`,
    rows_duplicated: (p) => `${p['rows']} rows repeat earlier ones exactly and were left out.`,
    rows_deferred: (p) => `${p['rows']} rows are deferred (DD+7) and will come again when released.`,
    rows_same_key: (p) => `${p['rows']} rows carry the same key; all are kept.`,
    settlement_total_absent: (p) => `Settlement ${p['settlementId']} has no total to check against.`,
    settlement_total_mismatch: (p) =>
      `Settlement ${p['settlementId']}: rows add up to ${p['sum']}, the head says ${p['total']}. The file may be incomplete.`,
    window_unknown: () => 'The file does not say its attribution window.',
    wrong_region: (p) =>
      `${p['marketplace']} is not in the region of the store “${p['store']}” (${p['storeRegion']}). Is it the right store?`,
  },
})

const rowErrors = messages<Words>({
  zh: {
    value_missing: () => '必填的值为空',
    number_invalid: () => '不是数字',
    date_invalid: () => '不是日期',
    row_width: (p) => `列数不对：应有 ${p['expected']} 列，实有 ${p['found']} 列`,
    duplicate_row: (p) => (p['line'] === undefined ? '与前面的行完全相同' : `与第 ${p['line']} 行重复`),
    row_total: () => '分项之和与合计不符',
    value_unknown: () => '不认识的值',
  },
  en: {
    value_missing: () => 'A needed value is empty',
    number_invalid: () => 'Not a number',
    date_invalid: () => 'Not a date',
    row_width: (p) => `Wrong number of columns: ${p['found']} instead of ${p['expected']}`,
    duplicate_row: (p) =>
      p['line'] === undefined ? 'Repeats an earlier row exactly' : `Repeats line ${p['line']}`,
    row_total: () => 'The parts do not add up to the total',
    value_unknown: () => 'Unknown value',
  },
})

/** What a finding says, in the reader's language. */
export function findingText(finding: { code: string; params: Params }, locale: Locale): string {
  return inLocale(findings, locale)[finding.code]?.(finding.params) ?? finding.code
}

export function rowErrorText(error: { code: string; params: Params }, locale: Locale): string {
  return inLocale(rowErrors, locale)[error.code]?.(error.params) ?? error.code
}

const types = messages<Readonly<Record<string, string>>>({
  zh: {
    settlement_v1: '结算报告（V1 宽表）',
    settlement_v2: '结算报告（V2）',
    date_range_transactions: '日期范围报告（交易）',
    business_by_date: '业务报告（按日期）',
    business_by_asin: '业务报告（按 ASIN）',
    ads_search_term: '广告：搜索词',
    ads_targeting: '广告：投放',
    ads_placement: '广告：广告位',
    ads_advertised_product: '广告：推广的商品',
    ads_campaign: '广告：广告活动',
    ads_performance_over_time: '广告：一段时间内的表现',
    ads_invalid: '广告：总流量与无效流量',
    brand_ads_campaign: '品牌推广/展示型推广：广告活动',
    brand_ads_targeting: '品牌推广/展示型推广：投放',
    brand_ads_search_term: '品牌推广：搜索词',
    brand_ads_placement: '品牌推广：广告位',
    sp_bulk: '商品推广批量表格',
    bid_recommendations: '广告：亚马逊建议竞价',
    brand_bulk: '品牌推广/展示型推广批量表格',
    fba_myi: '管理亚马逊库存（FBA）',
    fba_planning: '库存规划（库龄）',
    all_orders: '所有订单',
    fba_returns: 'FBA 退货',
    removal_order: '移除订单',
    removal_shipment: '移除货件',
    seller_feedback: '卖家反馈',
    brand_search_terms: '品牌分析：搜索词',
    brand_search_queries: '品牌分析：搜索查询绩效',
    fba_reimbursements: 'FBA 赔偿',
    fba_storage_fees: '月度仓储费',
    fba_aged_surcharge: '超龄库存附加费',
    fba_overage_fees: '超量仓储费',
    ledger_summary: '库存分类账（汇总）',
    merchant_listings: '所有商品报告',
    fee_preview: '费用预览',
    account_health: '账户状况',
  },
  en: {
    settlement_v1: 'Settlement (V1, wide)',
    settlement_v2: 'Settlement (V2)',
    date_range_transactions: 'Date-range transactions',
    business_by_date: 'Business report by date',
    business_by_asin: 'Business report by ASIN',
    ads_search_term: 'Ads: search terms',
    ads_targeting: 'Ads: targeting',
    ads_placement: 'Ads: placement',
    ads_advertised_product: 'Ads: advertised products',
    ads_campaign: 'Ads: campaigns',
    ads_performance_over_time: 'Ads: performance over time',
    ads_invalid: 'Ads: gross and invalid traffic',
    brand_ads_campaign: 'Sponsored Brands or Display: campaigns',
    brand_ads_targeting: 'Sponsored Brands or Display: targeting',
    brand_ads_search_term: 'Sponsored Brands: search terms',
    brand_ads_placement: 'Sponsored Brands: placements',
    sp_bulk: 'Sponsored Products bulk sheet',
    bid_recommendations: 'Ads: Amazon’s suggested bids',
    brand_bulk: 'Sponsored Brands or Display bulk sheet',
    fba_myi: 'Manage FBA inventory',
    fba_planning: 'Inventory planning (ages)',
    all_orders: 'All orders',
    fba_returns: 'FBA returns',
    removal_order: 'Removal orders',
    removal_shipment: 'Removal shipments',
    seller_feedback: 'Seller feedback',
    brand_search_terms: 'Brand Analytics search terms',
    brand_search_queries: 'Brand Analytics search query performance',
    fba_reimbursements: 'FBA reimbursements',
    fba_storage_fees: 'Monthly storage fees',
    fba_aged_surcharge: 'Aged inventory surcharge',
    fba_overage_fees: 'Storage overage fees',
    ledger_summary: 'Inventory ledger, summary',
    merchant_listings: 'All listings',
    fee_preview: 'Fee preview',
    account_health: 'Account health',
  },
})

/** A file type's name as Amazon's screens have it. */
export function typeText(type: string | null, locale: Locale): string {
  return type === null ? '—' : (inLocale(types, locale)[type] ?? type)
}

/** All types we read, for the page's help. */
export function typeNames(locale: Locale): readonly string[] {
  return Object.values(inLocale(types, locale))
}
