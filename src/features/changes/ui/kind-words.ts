import { type Messages, messages } from '#web/words.ts'
import type { Module } from '../rules/modules.ts'
import { HIGH_RISK } from '../rules/stops.ts'

// What the kinds of changes, their objects and the groups of fields are called. Codes come from the server: look up with `?? code`.

type ByCode = Messages<Readonly<Record<string, string>>>

const kinds = messages({
  zh: {
    'sp.bid': '竞价',
    'sp.schedule': '分时竞价（已批准的时段表）',
    'sp.placement': '广告位调整',
    'sp.strategy': '竞价策略',
    'sp.budget': '每日预算',
    'sp.name': '广告活动名称',
    'sp.state': '启停状态',
    'sp.negative': '否定投放',
    'sp.keyword': '新增投放',
    'sp.archive': '归档否定',
    'sp.campaign': '新建广告活动',
    'sp.archiveCampaign': '归档广告活动',
  },
  en: {
    'sp.bid': 'Bid',
    'sp.schedule': 'Bid by the hour (agreed schedule)',
    'sp.placement': 'Placement adjustment',
    'sp.strategy': 'Bidding strategy',
    'sp.budget': 'Daily budget',
    'sp.name': 'Campaign name',
    'sp.state': 'Enable / pause',
    'sp.negative': 'Negative targeting',
    'sp.keyword': 'New targeting',
    'sp.archive': 'Archive a negative',
    'sp.campaign': 'New campaign',
    'sp.archiveCampaign': 'Archive a campaign',
  },
})

/** Kinds of changes by name, such as `sp.bid`. */
export const kindWords: ByCode = kinds

/** What a stop of scope `kind` names: a kind, or all high-risk ones. */
export const stoppedKindWords: ByCode = {
  zh: { ...kinds.zh, [HIGH_RISK]: '全部高风险变更' },
  en: { ...kinds.en, [HIGH_RISK]: 'All high-risk changes' },
}

const entities = messages({
  zh: {
    campaigns: '广告活动',
    campaignTrees: '整个广告活动',
    adGroups: '广告组',
    keywords: '关键词',
    targets: '商品/自动投放',
    productAds: '推广商品',
    negativeKeywords: '否定关键词（广告组）',
    campaignNegativeKeywords: '否定关键词（广告活动）',
    negativeTargets: '否定商品（广告组）',
    campaignNegativeTargets: '否定商品（广告活动）',
  },
  en: {
    campaigns: 'Campaign',
    campaignTrees: 'Whole campaign',
    adGroups: 'Ad group',
    keywords: 'Keyword',
    targets: 'Product / auto target',
    productAds: 'Product ad',
    negativeKeywords: 'Negative keyword (ad group)',
    campaignNegativeKeywords: 'Negative keyword (campaign)',
    negativeTargets: 'Negative product (ad group)',
    campaignNegativeTargets: 'Negative product (campaign)',
  },
})

/** Amazon's sorts of objects. */
export const entityWords: ByCode = entities

/** Groups of fields that one side owns. */
export const moduleWords = messages<Readonly<Record<Module, string>>>({
  zh: {
    bids: '竞价与广告位',
    budgets: '预算',
    targeting: '投放与否定',
    campaigns: '广告启停',
    price: '售价',
    text: '文案',
    images: '图片与 A+',
    stock: '库存与补货',
  },
  en: {
    bids: 'Bids & placements',
    budgets: 'Budgets',
    targeting: 'Targeting & negatives',
    campaigns: 'Enabling & pausing',
    price: 'Prices',
    text: 'Listing text',
    images: 'Images & A+',
    stock: 'Stock & replenishment',
  },
})
