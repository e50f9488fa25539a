import type { Capability } from '#kernel/capability.ts'
import type { Role } from '#kernel/rights.ts'

// Words of files that leave the product (workbook, evidence pack): chosen with the file's language, not with the reader's.

export type FileLanguage = 'zh' | 'en'

type Both = readonly [zh: string, en: string]

const roles: Readonly<Record<Role, Both>> = {
  agency_owner: ['公司负责人', 'Agency owner'],
  account_manager: ['客户经理', 'Account manager'],
  ads: ['广告运营', 'Ads specialist'],
  listing: ['Listing 运营', 'Listing specialist'],
  supply: ['供应链计划', 'Supply planner'],
  finance: ['财务', 'Finance'],
  compliance: ['合规', 'Compliance'],
  client_owner: ['客户负责人', 'Client owner'],
  client_staff: ['客户成员', 'Client staff'],
  auditor: ['审计', 'Auditor'],
}

const capabilityNames: Readonly<Record<Capability, Both>> = {
  advertising_view: ['查看广告', 'see advertising'],
  advertising_manage: ['管理广告', 'manage advertising'],
  sales_reports: ['查看销售与流量', 'see sales and traffic'],
  brand_analytics: ['查看品牌分析', 'see Brand Analytics'],
  listings_view: ['查看商品详情', 'see listings'],
  listings_manage: ['修改商品详情', 'change listings'],
  pricing: ['查看价格与推荐报价', 'see prices and the featured offer'],
  orders: ['查看订单（不含买家信息）', 'see orders (without buyers)'],
  inventory: ['查看库存', 'see stock'],
  inbound: ['查看入库货件', 'see inbound shipments'],
  finances: ['查看资金', 'see money'],
  account_health: ['查看账户状况', 'see account health'],
  notifications: ['接收通知', 'receive notifications'],
  solicitations: ['请求评论', 'request reviews'],
}

const others: Readonly<Record<string, Both>> = {
  agency: ['代运营公司', 'Agency'],
  client: ['客户', 'Client'],
  sp: ['SP-API 授权', 'SP-API consent'],
  ads: ['Ads API 授权', 'Ads API consent'],
  partner: ['授权合作伙伴', 'Authorized Partner'],
  ads_link: ['广告经理账户关联', 'Ads manager account link'],
  seller_central: ['卖家后台', 'Seller Central'],
  ads_console: ['广告后台', 'Advertising console'],
  none: ['无', 'none'],
  view: ['查看', 'view'],
  edit: ['查看和编辑', 'view and edit'],
  admin: ['管理', 'admin'],
  viewer: ['查看者', 'viewer'],
  editor: ['编辑者', 'editor'],
  inventory: ['库存', 'inventory'],
  orders: ['订单', 'orders'],
  advertising: ['广告', 'advertising'],
  reports: ['报告', 'reports'],
  performance: ['绩效', 'performance'],
  pricing: ['定价', 'pricing'],
  brand: ['品牌', 'brand'],
  messaging: ['买家消息', 'messaging'],
  payments: ['付款', 'payments'],
  settings: ['账户设置', 'settings'],
}

const pick = (both: Both | undefined, code: string, language: FileLanguage): string =>
  both === undefined ? code : both[language === 'zh' ? 0 : 1]

export function roleName(role: Role, language: FileLanguage): string {
  return pick(roles[role], role, language)
}

/** A code of the register in words; 'inventory:edit' and capabilities included. An unknown one is shown as it is. */
export function registerWord(code: string, language: FileLanguage): string {
  const [page, level] = code.split(':')
  if (page !== undefined && level !== undefined)
    return `${pick(others[page], page, language)}: ${pick(others[level], level, language)}`
  return pick(others[code], code, language)
}

/** What a grant allows, in words: capabilities of a consent, levels of a grant kept by hand. */
export function grantedWords(
  sort: 'sp' | 'ads' | 'partner' | 'ads_link',
  granted: readonly string[],
  language: FileLanguage,
): string {
  const isConsent = sort === 'sp' || sort === 'ads'
  return granted
    .map((one) =>
      isConsent ? pick(capabilityNames[one as Capability], one, language) : registerWord(one, language),
    )
    .join(language === 'zh' ? '、' : ', ')
}

export const registerSheets = {
  zh: {
    people: '人员',
    grants: '亚马逊授权',
    peopleHead: ['客户', '姓名', '一方', '角色', '亚马逊后台权限', '二次验证', '最近登录（UTC）'],
    grantsHead: ['客户', '店铺', '授权', '允许', '自（UTC）'],
    yes: '有',
    no: '无',
    asOf: '截至（UTC）',
  },
  en: {
    people: 'People',
    grants: 'Grants at Amazon',
    peopleHead: ['Client', 'Name', 'Side', 'Role', 'Rights at Amazon', 'Second factor', 'Last seen (UTC)'],
    grantsHead: ['Client', 'Store', 'Grant', 'Allows', 'Since (UTC)'],
    yes: 'yes',
    no: 'no',
    asOf: 'As of (UTC)',
  },
} as const
