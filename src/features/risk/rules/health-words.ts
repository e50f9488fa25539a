import {
  ACCOUNT_RATING,
  ACCOUNT_STATUS,
  type HealthMetricName,
  WARNING,
} from '#features/facts/rules/health-metrics.ts'

// Names of what Amazon judges accounts by, as Seller Central has them, and what to do about each. Letters, pages and diagnoses use them.

export type HealthLocale = 'zh-CN' | 'zh' | 'en'
type Pair = readonly [zh: string, en: string]

const names: Readonly<Record<HealthMetricName, Pair>> = {
  afn_order_defects: ['订单缺陷率（FBA）', 'Order defect rate (FBA)'],
  afn_claims: ['商城交易保障索赔（FBA）', 'A-to-z claims (FBA)'],
  afn_chargebacks: ['信用卡拒付（FBA）', 'Chargebacks (FBA)'],
  afn_negative_feedback: ['负面反馈（FBA）', 'Negative feedback (FBA)'],
  mfn_order_defects: ['订单缺陷率（自配送）', 'Order defect rate (seller-fulfilled)'],
  mfn_claims: ['商城交易保障索赔（自配送）', 'A-to-z claims (seller-fulfilled)'],
  mfn_chargebacks: ['信用卡拒付（自配送）', 'Chargebacks (seller-fulfilled)'],
  mfn_negative_feedback: ['负面反馈（自配送）', 'Negative feedback (seller-fulfilled)'],
  late_shipment: ['迟发率', 'Late shipment rate'],
  cancellation: ['配送前取消率', 'Pre-fulfillment cancel rate'],
  valid_tracking: ['有效追踪率', 'Valid tracking rate'],
  on_time_delivery: ['准时送达率', 'On-time delivery rate'],
  unit_on_time_delivery: ['准时送达率（按件）', 'On-time delivery rate (units)'],
  invoice_defects: ['发票缺陷率', 'Invoice defect rate'],
  listing_policy: ['上架政策违规', 'Listing policy violations'],
  authenticity: ['商品真实性买家投诉', 'Product authenticity complaints'],
  condition: ['商品状况买家投诉', 'Product condition complaints'],
  safety: ['商品安全买家投诉', 'Product safety complaints'],
  received_ip: ['收到的知识产权投诉', 'Received intellectual property complaints'],
  suspected_ip: ['涉嫌侵犯知识产权', 'Suspected intellectual property violations'],
  restricted_product: ['违反受限商品政策', 'Restricted product policy violations'],
  food_safety: ['食品和商品安全问题', 'Food and product safety issues'],
  other_policy: ['其他政策违规', 'Other policy violations'],
  document_requests: ['文件请求', 'Document requests'],
}

const shipping: Pair = [
  '缩短备货时间或改用 FBA；只用能上传追踪信息的承运商，发货当天确认。',
  'Shorten the handling time or move to FBA; use carriers that report tracking, and confirm on the day of dispatch.',
]
const papers: Pair = [
  '在卖家平台“账户状况”打开该项，按要求提交发票、授权书或检测报告申诉。',
  'Open the item under Account Health in Seller Central and appeal with the invoices, letters or test reports it asks for.',
]
const defects: Pair = [
  '逐单查看索赔与差评的原因；先与买家解决，能移除的反馈申请移除，产品问题停售整改。',
  'Look at the reason of each claim and rating; settle with the buyer first, ask for removal where it applies, take faulty products off sale.',
]

const advice: Readonly<Partial<Record<HealthMetricName, Pair>>> = {
  afn_order_defects: defects,
  mfn_order_defects: defects,
  late_shipment: shipping,
  cancellation: [
    '核对库存数量与在售状态，缺货的商品先下架。',
    'Check stock counts, and take offers without stock down.',
  ],
  valid_tracking: shipping,
  on_time_delivery: shipping,
  unit_on_time_delivery: shipping,
  invoice_defects: [
    '开通发票上传，工作日内为每个企业订单提供发票。',
    'Upload an invoice for each business order within one working day.',
  ],
  listing_policy: [
    '按通知修改标题、图片或属性，改完在“账户状况”确认。',
    'Correct title, images or attributes as the notice says, then acknowledge it under Account Health.',
  ],
  authenticity: papers,
  condition: [
    '检查批次与包装，核对“全新”状态；附改进措施申诉。',
    'Check batch and packaging and that the condition is stated rightly; appeal with what was put right.',
  ],
  safety: [
    '先停售该批次，备齐检测报告与整改说明后申诉。',
    'Stop selling the batch, then appeal with test reports and what was put right.',
  ],
  received_ip: [
    '联系权利人撤诉，或提交授权书、采购发票申诉。',
    'Ask the rights owner to withdraw, or appeal with a licence or invoices.',
  ],
  suspected_ip: papers,
  restricted_product: [
    '下架商品；确属误判时附资料申诉。',
    'Take the product down; appeal with documents where it is a mistake.',
  ],
  food_safety: papers,
  other_policy: papers,
  document_requests: [
    '在期限前提交亚马逊要求的文件。',
    'Hand in what Amazon asks for before the date it names.',
  ],
}

const statuses: Readonly<Record<string, Pair>> = {
  NORMAL: ['正常', 'Normal'],
  AT_RISK: ['有停用风险', 'At risk of deactivation'],
  DEACTIVATED: ['已停用', 'Deactivated'],
  SUSPENDED: ['已暂停', 'Suspended'],
  GREAT: ['良好', 'Great'],
  WARNED: ['受到警告', 'Warned'],
  GOOD: ['达标', 'Good'],
  BAD: ['未达标', 'Beyond target'],
  NONE: ['不评估', 'Not judged'],
}

/** Words of Amazon's that have a plain one. */
export const healthStatuses: readonly string[] = Object.keys(statuses)

const own: Readonly<Record<string, Pair>> = {
  [ACCOUNT_STATUS]: ['账户状态', 'Account status'],
  [ACCOUNT_RATING]: ['账户状况评级', 'Account health rating'],
}

const pick = (pair: Pair | undefined, locale: HealthLocale): string | null =>
  pair === undefined ? null : pair[locale === 'en' ? 1 : 0]

/** The name of a figure; Amazon's own word for a warning. */
export function healthName(metric: string, locale: HealthLocale): string {
  if (metric.startsWith(WARNING)) return metric.slice(WARNING.length)
  return pick(own[metric] ?? (names as Readonly<Record<string, Pair>>)[metric], locale) ?? metric
}

/** What to do about a figure that misses its target; null where there is nothing to say. */
export function healthAdvice(metric: string, locale: HealthLocale): string | null {
  return pick((advice as Readonly<Record<string, Pair>>)[metric], locale)
}

/** Amazon's word in plain ones; the word itself when it is new. */
export function healthStatus(status: string, locale: HealthLocale): string {
  return pick(statuses[status], locale) ?? status
}
