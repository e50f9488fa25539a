import type { Capability } from '#kernel/capability.ts'
import { messages } from '#web/words.ts'
import type { RightLevel, SellerPage } from '../rules/grant-course.ts'

// Pages, levels and limits of what is granted.

export const pageWords = messages<Readonly<Record<SellerPage, string>>>({
  zh: {
    inventory: '库存与商品',
    orders: '订单',
    advertising: '广告',
    reports: '报告',
    performance: '绩效',
    pricing: '定价',
    brand: '品牌',
    messaging: '买家消息',
    payments: '付款',
    settings: '账户设置',
  },
  en: {
    inventory: 'Inventory and listings',
    orders: 'Orders',
    advertising: 'Advertising',
    reports: 'Reports',
    performance: 'Performance',
    pricing: 'Pricing',
    brand: 'Brand',
    messaging: 'Buyer messages',
    payments: 'Payments',
    settings: 'Account settings',
  },
})

export const levelWords = messages<Readonly<Record<RightLevel, string>>>({
  zh: { none: '无', view: '查看', edit: '查看和编辑', admin: '管理' },
  en: { none: 'None', view: 'View', edit: 'View & Edit', admin: 'Admin' },
})

/** How a grant is taken back at Amazon, before its end is entered here. */
export const revokeWords = messages<Readonly<Record<'partner' | 'ads_link', readonly string[]>>>({
  zh: {
    partner: [
      '卖家用主账号登录卖家后台：设置 → 用户权限 → 授权合作伙伴。',
      '找到公司，点“管理权限”，逐站点移除全部权限，或直接移除合作伙伴。',
      '刷新页面，确认公司不再出现，截图留存。',
    ],
    ads_link: [
      '卖家登录广告后台：管理 → 账户访问权限与设置。',
      '找到公司的经理账户，取消关联。',
      '公司在经理账户中确认该店铺已消失，截图留存。',
    ],
  },
  en: {
    partner: [
      'As the primary user in Seller Central: Settings → User Permissions → Authorized Partners.',
      'Find the agency, choose Manage permissions and take everything away for each marketplace, or remove the partner.',
      'Reload, see that the agency is gone, and keep a screenshot.',
    ],
    ads_link: [
      'In the advertising console: Administration → Account access and settings.',
      'Find the agency’s manager account and unlink it.',
      'The agency sees the store disappear from its manager account, and keeps a screenshot.',
    ],
  },
})

/** What a capability never lets us do. What it does is in messages.ts. */
export const neverWords = messages<Readonly<Record<Capability, string>>>({
  zh: {
    advertising_view: '不能改动任何广告',
    advertising_manage: '不能更换付款方式；未经批准、超出额度的改动发不出去',
    sales_reports: '不能看到买家是谁',
    brand_analytics: '不能改动品牌备案或品牌旗舰店',
    listings_view: '不能修改商品',
    listings_manage: '不能删除店铺或更改账户信息；未经批准的修改发不出去',
    pricing: '不能修改价格',
    orders: '看不到买家的姓名、地址、电话；不能取消或退款',
    inventory: '不能移除或弃置库存',
    inbound: '不能创建或取消货件',
    finances: '看不到银行账户与信用卡；不能转账',
    account_health: '不能替您提交申诉',
    notifications: '不能订阅含买家信息的通知',
    solicitations: '不能自己写信给买家，也不能挑选好评的买家',
  },
  en: {
    advertising_view: 'change any advertising',
    advertising_manage:
      'touch the payment method; what is not approved, or beyond the limits, does not leave',
    sales_reports: 'show who the buyers are',
    brand_analytics: 'change the brand’s registration or its store',
    listings_view: 'change a listing',
    listings_manage: 'delete a store or change the account; what is not approved does not leave',
    pricing: 'change a price',
    orders: 'show names, addresses or telephones of buyers; cancel or refund',
    inventory: 'remove or dispose of stock',
    inbound: 'make or cancel a shipment',
    finances: 'show bank accounts or cards; move money',
    account_health: 'file an appeal in your name',
    notifications: 'subscribe to anything with buyers in it',
    solicitations: 'write to buyers in our own words, or pick the happy ones',
  },
})
