import { messages } from '#web/words.ts'
import type { ShownMetric } from '../rules/figures.ts'

type MetricWords = Readonly<Record<ShownMetric, readonly [name: string, help: string]>>

/** What each metric is called and how it is made. */
export const metricWords = messages<MetricWords>({
  zh: {
    sales: ['销售额', '已订购商品销售额（业务报告）；没有业务报告的日子用订单金额。'],
    units: ['销量', '已订购商品数量。'],
    orderItems: ['订单商品数', '业务报告中的订单商品总数。'],
    sessions: ['访问次数', '业务报告中的会话次数（Sessions）。'],
    cvr: ['转化率', '销量 ÷ 访问次数（商品会话百分比）。'],
    averagePrice: ['平均售价', '销售额 ÷ 销量。'],
    adCost: ['广告花费', '商品推广花费；无效流量会在 30 天内被亚马逊扣除。'],
    adSales: ['广告销售额', '7 天归因销售额，60 天内仍可能修正。'],
    clicks: ['广告点击', '商品推广点击次数。'],
    cpc: ['CPC', '广告花费 ÷ 点击次数。'],
    acos: ['ACoS', '广告花费 ÷ 广告销售额。'],
    tacos: ['TACoS', '广告花费 ÷ 全部销售额。'],
    roas: ['ROAS', '广告销售额 ÷ 广告花费。'],
    returnedUnits: ['退货件数', '按退货日期统计的 FBA 退货件数。'],
    returnRate: ['退货率', '退货件数 ÷ 同期销量。'],
    principal: ['结算货款', '结算报告中的商品价款。'],
    fees: ['亚马逊费用', '佣金、配送、仓储、广告及其他费用合计（负数为支出）。'],
    feeShare: ['费用率', '亚马逊费用 ÷ 结算货款。'],
    netProceeds: ['净回款', '结算中除转账与预留金外的全部款项之和。'],
  },
  en: {
    sales: ['Sales', 'Ordered product sales (business report); order prices on days without one.'],
    units: ['Units', 'Units ordered.'],
    orderItems: ['Order items', 'Total order items of the business report.'],
    sessions: ['Sessions', 'Sessions of the business report.'],
    cvr: ['Conversion', 'Units ÷ sessions (unit session percentage).'],
    averagePrice: ['Average price', 'Sales ÷ units.'],
    adCost: ['Ad spend', 'Sponsored Products cost; Amazon takes invalid traffic out within 30 days.'],
    adSales: ['Ad sales', 'Attributed sales, 7 days; may be restated for 60 days.'],
    clicks: ['Ad clicks', 'Sponsored Products clicks.'],
    cpc: ['CPC', 'Ad spend ÷ clicks.'],
    acos: ['ACoS', 'Ad spend ÷ ad sales.'],
    tacos: ['TACoS', 'Ad spend ÷ all sales.'],
    roas: ['ROAS', 'Ad sales ÷ ad spend.'],
    returnedUnits: ['Units returned', 'FBA units returned, by return date.'],
    returnRate: ['Return rate', 'Units returned ÷ units ordered in the same days.'],
    principal: ['Principal', 'Item prices of the settlement reports.'],
    fees: ['Amazon fees', 'Referral, fulfilment, storage, advertising and other fees (negative: charged).'],
    feeShare: ['Fee share', 'Amazon fees ÷ principal.'],
    netProceeds: ['Net proceeds', 'All settled money but transfers and reserves.'],
  },
})
