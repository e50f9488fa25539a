// What a client may grant, in plain capabilities. The vocabulary of the guard (`amazon/guard.ts`), the contract and the screens.

export const capabilities = [
  'advertising_view',
  'advertising_manage',
  'sales_reports',
  'brand_analytics',
  'listings_view',
  'listings_manage',
  'pricing',
  'orders',
  'inventory',
  'inbound',
  'finances',
  'account_health',
  'notifications',
  'solicitations',
] as const

export type Capability = (typeof capabilities)[number]

/** Roles of the Selling Partner API that we ever ask for. None of them shows a buyer. */
export type SpRole =
  | 'amazon_fulfillment'
  | 'brand_analytics'
  | 'buyer_solicitation'
  | 'finance_and_accounting'
  | 'inventory_and_order_tracking'
  | 'pricing'
  | 'product_listing'
  | 'selling_partner_insights'

export type CapabilityRule = {
  readonly api: 'sp' | 'ads'
  /** The role an SP-API application must hold; null when the capability needs none of its own. */
  readonly role: SpRole | null
  /** True when it lets us change something at Amazon. */
  readonly writes: boolean
}

/** developer-docs.amazon.com/sp-api/docs/roles-in-the-selling-partner-api */
export const capabilityRules: Readonly<Record<Capability, CapabilityRule>> = {
  advertising_view: { api: 'ads', role: null, writes: false },
  advertising_manage: { api: 'ads', role: null, writes: true },
  sales_reports: { api: 'sp', role: 'brand_analytics', writes: false },
  brand_analytics: { api: 'sp', role: 'brand_analytics', writes: false },
  listings_view: { api: 'sp', role: 'product_listing', writes: false },
  listings_manage: { api: 'sp', role: 'product_listing', writes: true },
  pricing: { api: 'sp', role: 'pricing', writes: false },
  orders: { api: 'sp', role: 'inventory_and_order_tracking', writes: false },
  inventory: { api: 'sp', role: 'amazon_fulfillment', writes: false },
  inbound: { api: 'sp', role: 'amazon_fulfillment', writes: false },
  finances: { api: 'sp', role: 'finance_and_accounting', writes: false },
  account_health: { api: 'sp', role: 'selling_partner_insights', writes: false },
  notifications: { api: 'sp', role: null, writes: false },
  solicitations: { api: 'sp', role: 'buyer_solicitation', writes: true },
}
