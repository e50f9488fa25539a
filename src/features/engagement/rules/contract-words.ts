import type { Module } from '#features/changes/rules/modules.ts'
import type { Mode } from '#features/changes/rules/tiers.ts'
import type { Pair } from './document.ts'
import type { Service, Terms } from './terms.ts'
import type { Commission, CommissionBase, FeeModel, FeeTerms } from './terms-fee.ts'
import type { DataPath, KpiKind, KpiTerm } from './terms-kpi.ts'

// The standard words of an agreement. They belong to the data: whoever chooses a code has chosen these words.

export const serviceWords: Readonly<Record<Service, Pair>> = {
  diagnosis: ['店铺诊断', 'Store diagnosis'],
  listing_text: ['商品文案', 'Listing copy'],
  listing_images: ['商品图片与 A+', 'Images and A+ content'],
  ads: ['广告投放与优化', 'Advertising'],
  pricing: ['定价与促销价', 'Pricing'],
  stock_planning: ['备货与补货计划', 'Stock planning'],
  customer_messages: ['买家消息', 'Buyer messages'],
  review_watch: ['评价监控与合规回应', 'Watching and answering reviews within Amazon’s rules'],
  account_health: ['账户状况与申诉材料', 'Account health and appeal papers'],
  launches: ['新品上架与推广', 'Product launches'],
  promotions: ['促销与活动报名', 'Promotions and deals'],
  reporting: ['月度报告与复盘', 'Monthly report and review'],
}

export const modeWords: Readonly<Record<Mode, Pair>> = {
  full: [
    '全托管：在审批额度以内由受托方执行并留痕，超出部分须委托方同意',
    'Full service: within the limits the agency acts and records; beyond them the client agrees first',
  ],
  semi: [
    '半托管：只有自动通过的小额改动由受托方执行，其余须委托方同意',
    'Semi-managed: only what passes by itself is made by the agency; all else needs the client’s agreement',
  ],
  advice: [
    '仅建议：受托方提出方案，由委托方自行执行',
    'Advice only: the agency proposes, the client carries out',
  ],
}

export const renewalWords: Readonly<Record<Terms['term']['renewal'], Pair>> = {
  none: ['到期终止，不自动续期', 'Ends without renewal'],
  monthly: ['到期后按月自动续期，直至一方通知', 'Renews month by month until notice'],
  yearly: ['到期后按年自动续期，直至一方通知', 'Renews year by year until notice'],
}

export const modelWords: Readonly<Record<FeeModel, Pair>> = {
  fixed: ['固定月费', 'Fixed monthly fee'],
  commission: ['销售提成', 'Commission'],
  hybrid: ['月费加提成', 'Monthly fee and commission'],
}

/** The one meaning of "sales" in a commission. */
export const baseWords: Readonly<Record<CommissionBase, Pair>> = {
  G1_ordered_sales: [
    'G1 已订购商品销售额：业务报告“已订购商品销售额”，含其后取消和退款的订单，仅为估算口径',
    'G1 ordered sales: “Ordered product sales” of the business report, later cancellations and refunds included; an estimate only',
  ],
  G2_shipped_principal: [
    'G2 已发货本金：结算报告中订单的商品价款（ItemPrice/Principal），不含税费、运费和礼品包装',
    'G2 shipped principal: item price (ItemPrice/Principal) of orders in the settlement report, without tax, shipping and gift wrap',
  ],
  G3_net_principal: [
    'G3 净本金：G2 减去当月入账的退款本金，再减去卖家承担的促销折扣；不含税费和赔偿',
    'G3 net principal: G2 less principal refunded in the month the refund posts, less promotions the seller pays for; without tax and reimbursements',
  ],
  G4_net_proceeds: [
    'G4 净回款：结算报告全部款项，不含广告费、预留款和转账',
    'G4 net proceeds: all rows of the settlement report but advertising, reserves and transfers',
  ],
  G5_contribution_profit: [
    'G5 贡献利润：G4 减去广告费、货品成本和头程运费；成本以委托方提供并导入系统的数据为准',
    'G5 contribution profit: G4 less advertising, cost of goods and inbound freight; costs as the client has put on file',
  ],
  G6_uplift: [
    'G6 增量：G3 超出约定基准的部分；基准为约定期间的月均值乘以季节系数',
    'G6 uplift: what G3 exceeds an agreed baseline by; the baseline is the average month of the agreed stretch by season',
  ],
}

export const tieringWords: Readonly<Record<Commission['tiering'], Pair>> = {
  marginal: [
    '分段累进：每一档费率只适用于落在该档的金额',
    'Marginal: each rate applies to the part within its tier',
  ],
  cliff: [
    '整额适用：达到某档后，该档费率适用于全部金额',
    'Cliff: the rate of the tier reached applies to the whole amount',
  ],
}

export const taxWords = (included: boolean): Pair =>
  included
    ? [
        '含销售税/增值税；平台代收代缴的税款除外',
        'Sales tax and VAT within the base; tax that Amazon collects and remits never is',
      ]
    : ['不含销售税和增值税', 'Without sales tax and VAT']

export const reimbursementWords: Readonly<Record<Commission['reimbursements'], Pair>> = {
  excluded: ['平台赔偿不计入基数', 'Amazon’s reimbursements do not count'],
  included: ['平台赔偿计入基数', 'Amazon’s reimbursements count'],
}

export const dateWords: Readonly<Record<Commission['dateBasis'], Pair>> = {
  posted: ['以入账日期归属月份', 'A row belongs to the month it posts in'],
  ordered: ['以下单日期归属月份', 'A row belongs to the month of its order'],
}

export const fxSourceWords: Readonly<Record<NonNullable<FeeTerms['fx']>['source'], Pair>> = {
  rates_table: ['系统汇率表（双方可见，按日期留存）', 'The dated table of rates that both sides see'],
  ecb: ['欧洲央行参考汇率', 'ECB reference rates'],
  pboc: ['中国人民银行授权公布的中间价', 'Central parity published for the People’s Bank of China'],
  bank_of_receipt: ['收款银行的实际结汇汇率', 'The rate of the bank that receives the payment'],
}

export const fxDayWords: Readonly<Record<NonNullable<FeeTerms['fx']>['day'], Pair>> = {
  posting_day: ['每笔入账日', 'The day each row posts'],
  month_end: ['结算月最后一日', 'The last day of the month'],
  invoice_day: ['开票日', 'The day of the invoice'],
}

export const roundingWords: Readonly<Record<FeeTerms['rounding']['mode'], Pair>> = {
  half_up: ['四舍五入', 'half up'],
  half_even: ['四舍六入五成双', 'half to even'],
  down: ['舍去尾数', 'down'],
}

export const kpiWords: Readonly<Record<KpiKind, Pair>> = {
  monthly_sales: ['月销售额（已订购商品销售额）', 'Sales of the month (ordered product sales)'],
  net_principal: ['月净本金', 'Net principal of the month'],
  units: ['月销量', 'Units of the month'],
  conversion: ['转化率（销量÷会话）', 'Conversion (units ÷ sessions)'],
  acos_ceiling: [
    'ACoS（商品推广花费÷点击后 7 天内的销售额）',
    'ACoS (Sponsored Products cost ÷ sales within 7 days of a click)',
  ],
  tacos_ceiling: ['TACoS（全部广告产品花费÷总销售额）', 'TACoS (cost of all ad products ÷ all sales)'],
  budget_deviation: [
    '广告预算偏差｜实际÷月度计划−1｜',
    'Deviation from the ad budget |actual ÷ plan of the month − 1|',
  ],
  return_rate_ceiling: ['退货率（退货件数÷销量）', 'Return rate (units returned ÷ units)'],
  feedback_response: ['中差评（1–3 星店铺评价）回应率', 'Seller feedback of 1–3 stars that was answered'],
  review_response: [
    '差评响应时间（1–3 星，从可见到处置留痕，小时）',
    'Response to negative reviews (1–3 stars, from when it can be seen to the recorded response, hours)',
  ],
}

export const pathWords: Readonly<Record<DataPath, Pair>> = {
  business_report: ['业务报告', 'business report'],
  order_report: ['订单报告', 'order report'],
  settlement_report: ['结算报告', 'settlement report'],
  ads_report: ['广告报告', 'advertising report'],
  ads_stream: ['广告数据流', 'advertising stream'],
  ads_invoice: ['广告账单', 'advertising invoices'],
  returns_report: ['退货报告', 'returns report'],
  feedback_report: ['店铺评价报告', 'seller feedback report'],
  review_log: ['评价监控记录', 'log of reviews'],
  message_log: ['回应留痕记录', 'log of responses'],
}

export const withoutBrandWords: Pair = ['不含品牌词搜索', 'branded search excluded']

export const periodWords: Readonly<Record<KpiTerm['period'], Pair>> = {
  month: ['每月', 'each month'],
  quarter: ['每季度', 'each quarter'],
}

export const consequenceWords: Readonly<Record<KpiTerm['consequence'], Pair>> = {
  review: ['未达成：双方复盘', 'if missed: both sides review it'],
  fee_reduction: ['未达成：减免当月费用', 'if missed: a part of the month’s fee is not owed'],
  may_terminate: ['未达成：委托方可提前终止', 'if missed: the client may end the contract early'],
  none: ['仅供参考', 'for information'],
}

export const moduleWords: Readonly<Record<Module, Pair>> = {
  bids: ['竞价', 'Bids'],
  budgets: ['预算', 'Budgets'],
  targeting: ['投放', 'Targeting'],
  campaigns: ['广告活动', 'Campaigns'],
  price: ['售价', 'Prices'],
  text: ['文案', 'Copy'],
  images: ['图片', 'Images'],
  stock: ['库存', 'Stock'],
}

export const ownerWords = { agency: ['受托方', 'the agency'], client: ['委托方', 'the client'] } as const

/** Kinds of changes by name; a kind without words is shown by its code. */
export const changeKindWords: Readonly<Record<string, Pair>> = {
  'sp.bid': ['竞价', 'Bid'],
  'sp.schedule': ['分时竞价', 'Bid by the hour'],
  'sp.placement': ['广告位调整', 'Placement adjustment'],
  'sp.strategy': ['竞价策略', 'Bidding strategy'],
  'sp.budget': ['每日预算', 'Daily budget'],
  'sp.name': ['广告活动名称', 'Campaign name'],
  'sp.state': ['启停状态', 'Enable / pause'],
  'sp.negative': ['否定投放', 'Negative targeting'],
  'sp.keyword': ['新增投放', 'New targeting'],
  'sp.archive': ['归档否定', 'Archive a negative'],
  'sp.campaign': ['新建广告活动', 'New campaign'],
  'sp.archiveCampaign': ['归档广告活动', 'Archive a campaign'],
}

export const transferWords: Readonly<Record<Terms['ip']['transfer'], Pair>> = {
  on_payment: ['付清对应费用时转让给委托方', 'passes to the client when its fee is paid'],
  on_delivery: ['交付时转让给委托方', 'passes to the client on delivery'],
  licence_only: [
    '不转让，委托方在其店铺内永久使用',
    'stays with its author; the client may use it in its stores for good',
  ],
}

export const jurisdictionWords: Readonly<Record<Terms['law']['jurisdiction'], Pair>> = {
  CN: ['中华人民共和国法律', 'the law of the People’s Republic of China'],
  HK: ['香港特别行政区法律', 'the law of the Hong Kong SAR'],
  US: ['美国法律', 'the law of the United States'],
  EU: ['欧盟成员国法律', 'the law of the EU member state named below'],
  UK: ['英格兰及威尔士法律', 'the law of England and Wales'],
  JP: ['日本法律', 'the law of Japan'],
}
