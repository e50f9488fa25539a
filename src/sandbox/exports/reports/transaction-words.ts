import type { Words } from '../shop.ts'

/** The column groups of the date-range transaction report, in file order. Points exist in Japan only. */
export const transactionColumns = [
  'dateTime',
  'settlementId',
  'type',
  'orderId',
  'sku',
  'description',
  'quantity',
  'marketplace',
  'accountType',
  'fulfillment',
  'city',
  'state',
  'postal',
  'taxModel',
  'sales',
  'salesTax',
  'shipping',
  'shippingTax',
  'giftWrap',
  'giftWrapTax',
  'regulatoryFee',
  'regulatoryFeeTax',
  'points',
  'promotion',
  'promotionTax',
  'withheldTax',
  'sellingFees',
  'fbaFees',
  'otherFees',
  'other',
  'total',
  'status',
  'releasedAt',
] as const

export type TransactionColumn = (typeof transactionColumns)[number]
export type TransactionHeads = Partial<Record<TransactionColumn, string>>

const en: TransactionHeads = {
  dateTime: 'date/time',
  settlementId: 'settlement id',
  type: 'type',
  orderId: 'order id',
  sku: 'sku',
  description: 'description',
  quantity: 'quantity',
  marketplace: 'marketplace',
  accountType: 'account type',
  fulfillment: 'fulfillment',
  city: 'order city',
  state: 'order state',
  postal: 'order postal',
  taxModel: 'tax collection model',
  sales: 'product sales',
  salesTax: 'product sales tax',
  shipping: 'shipping credits',
  shippingTax: 'shipping credits tax',
  giftWrap: 'gift wrap credits',
  giftWrapTax: 'giftwrap credits tax',
  regulatoryFee: 'Regulatory Fee',
  regulatoryFeeTax: 'Tax On Regulatory Fee',
  promotion: 'promotional rebates',
  promotionTax: 'promotional rebates tax',
  withheldTax: 'marketplace withheld tax',
  sellingFees: 'selling fees',
  fbaFees: 'fba fees',
  otherFees: 'other transaction fees',
  other: 'other',
  total: 'total',
  status: 'Transaction Status',
  releasedAt: 'Transaction Release Date',
}

/** British files have no account type and no regulatory fee, and call shipping postage. */
const enGb: TransactionHeads = {
  ...en,
  accountType: undefined,
  regulatoryFee: undefined,
  regulatoryFeeTax: undefined,
  fulfillment: 'fulfilment',
  shipping: 'postage credits',
  giftWrap: 'gift wrap credits',
}

const de: TransactionHeads = {
  dateTime: 'Datum/Uhrzeit',
  settlementId: 'Abrechnungsnummer',
  type: 'Typ',
  orderId: 'Bestellnummer',
  sku: 'SKU',
  description: 'Beschreibung',
  quantity: 'Menge',
  marketplace: 'Marketplace',
  fulfillment: 'Versand',
  city: 'Ort der Bestellung',
  state: 'Bundesland',
  postal: 'Postleitzahl',
  taxModel: 'Steuererhebungsmodell',
  sales: 'Umsätze',
  salesTax: 'Produktumsatzsteuer',
  shipping: 'Gutschrift für Versandkosten',
  shippingTax: 'Steuer auf Versandgutschrift',
  giftWrap: 'Gutschrift für Geschenkverpackung',
  giftWrapTax: 'Steuer auf Geschenkverpackungsgutschriften',
  promotion: 'Rabatte aus Werbeaktionen',
  promotionTax: 'Steuer auf Aktionsrabatte',
  withheldTax: 'Einbehaltene Steuer auf Marketplace',
  sellingFees: 'Verkaufsgebühren',
  fbaFees: 'Gebühren zu Versand durch Amazon',
  otherFees: 'Andere Transaktionsgebühren',
  other: 'Andere',
  total: 'Gesamt',
  status: 'Transaktionsstatus',
  releasedAt: 'Freigabedatum der Transaktion',
}

const ja: TransactionHeads = {
  dateTime: '日付/時間',
  settlementId: '決済番号',
  type: 'トランザクションの種類',
  orderId: '注文番号',
  sku: 'SKU',
  description: '説明',
  quantity: '数量',
  marketplace: 'Amazon 出品サービス',
  fulfillment: 'フルフィルメント',
  city: '市町村',
  state: '都道府県',
  postal: '郵便番号',
  taxModel: '税金徴収型',
  sales: '商品売上',
  salesTax: '商品の売上税',
  shipping: '配送料',
  shippingTax: '配送料の税金',
  giftWrap: 'ギフト包装手数料',
  giftWrapTax: 'ギフト包装クレジットの税金',
  points: 'Amazonポイントの費用',
  promotion: 'プロモーション割引額',
  promotionTax: 'プロモーション割引の税金',
  withheldTax: '源泉徴収税を伴うマーケットプレイス',
  sellingFees: '手数料',
  fbaFees: 'FBA 手数料',
  otherFees: 'トランザクションに関するその他の手数料',
  other: 'その他',
  total: '合計',
  status: 'トランザクションのステータス',
  releasedAt: 'トランザクション開始日',
}

/** Payments pages have no Chinese wording: a Chinese reader gets the English file. */
export function transactionHeads(words: Words): TransactionHeads {
  if (words === 'de') return de
  if (words === 'ja') return ja
  return words === 'en-GB' ? enGb : en
}

export type TransactionKind =
  | 'order'
  | 'refund'
  | 'service'
  | 'inventory'
  | 'adjustment'
  | 'fba'
  | 'coupon'
  | 'deal'
  | 'transfer'

type KindWords = Record<TransactionKind | 'released' | 'deferred', string>

const kindsEn: KindWords = {
  order: 'Order',
  refund: 'Refund',
  service: 'Service Fee',
  inventory: 'FBA Inventory Fee',
  adjustment: 'Adjustment',
  fba: 'FBA Customer Return Fee',
  coupon: 'Coupon Redemption Fee',
  deal: 'Deal Fee',
  transfer: 'Transfer',
  released: 'Released',
  deferred: 'Deferred',
}
const kindsDe: KindWords = {
  order: 'Bestellung',
  refund: 'Erstattung',
  service: 'Servicegebühr',
  inventory: 'Versand durch Amazon Lagergebühr',
  adjustment: 'Anpassung',
  fba: 'Transaktionsgebühren für Versand durch Amazon',
  coupon: 'Gutschein-Einlösegebühr',
  deal: 'Blitzangebotsgebühr',
  transfer: 'Übertrag',
  released: 'Veröffentlicht',
  deferred: 'Aufgeschoben',
}
const kindsJa: KindWords = {
  order: '注文',
  refund: '返金',
  service: '注文外料金',
  inventory: 'FBA 在庫関連の手数料',
  adjustment: '調整',
  fba: 'FBA取引手数料',
  coupon: 'クーポン利用料',
  deal: '数量限定タイムセール手数料',
  transfer: '振込み',
  released: '支払い実行済み',
  deferred: '支払い保留中',
}

export function kindWords(words: Words): KindWords {
  if (words === 'de') return kindsDe
  return words === 'ja' ? kindsJa : kindsEn
}

const preambleEn = (currency: string) => [
  'Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions',
  `All amounts in ${currency}, unless specified`,
  'Definitions:',
  'Sales tax collected: Includes sales tax collected from buyers for product sales, shipping, and gift wrap.',
  'Selling fees: Includes variable closing fees and referral fees.',
  'Other transaction fees: Includes shipping chargebacks, shipping holdbacks, per-item fees  and sales tax collection fees.',
  'Other: Includes non-order transaction amounts. For more details, see the "Type" and "Description" columns for each order ID.',
]

const preambleDe = [
  'Einschließlich Amazon Marketplace-, Versand durch Amazon- und Amazon Webstore-Transaktionen',
  'Alle Beträge in Euro sofern nicht anders gekennzeichnet',
  'Definitionen:',
  'Verkaufsgebühren: Umfasst variable Abschlussgebühren und Verkaufsprovisionen.',
  'Andere Transaktionsgebühren: Umfasst Versandkosten-Rückbelastungen und Gebühren pro Artikel.',
  'Andere: Umfasst Beträge ohne Bestellbezug. Siehe die Spalten "Typ" und "Beschreibung".',
  'Transaktionsstatus: Veröffentlicht oder aufgeschoben.',
  'Freigabedatum der Transaktion: Tag, an dem der Betrag verfügbar wurde.',
  '',
]

const preambleJa = [
  'Amazonマーケットプレイス、フルフィルメント by Amazon (FBA)、Amazonウェブストアのトランザクションを含みます',
  '特に明記されていない限り、金額はすべて円で表示されます',
  '定義:',
  '手数料: 販売手数料およびカテゴリー成約料を含みます。',
  'トランザクションに関するその他の手数料: 配送料のチャージバックなどを含みます。',
  'その他: 注文以外のトランザクションの金額を含みます。',
  '',
]

/** The lines of explanation above the header. */
export function transactionPreamble(words: Words, currency: string): readonly string[] {
  if (words === 'de') return preambleDe
  return words === 'ja' ? preambleJa : preambleEn(currency)
}

const descriptions: Readonly<Record<string, Readonly<Record<'en' | 'de' | 'ja', string>>>> = {
  'Cost of Advertising': { en: 'Cost of Advertising', de: 'Werbekosten', ja: '広告費用' },
  'Refund for Advertiser': {
    en: 'Refund for Advertiser',
    de: 'Erstattung für Werbetreibende',
    ja: '広告主への返金',
  },
  'Subscription Fee': { en: 'Subscription', de: 'Abonnement', ja: '月額登録料' },
  'Storage Fee': { en: 'FBA storage fee', de: 'Lagergebühr', ja: 'FBA在庫保管手数料' },
  StorageRenewalBilling: {
    en: 'FBA Long-Term Storage Fee',
    de: 'Langzeitlagergebühr',
    ja: 'FBA長期在庫保管手数料',
  },
  DisposalComplete: {
    en: 'FBA Removal Order: Disposal Fee',
    de: 'Remissionsauftrag: Entsorgungsgebühr',
    ja: 'FBA在庫の廃棄手数料',
  },
  RemovalComplete: {
    en: 'FBA Removal Order: Return Fee',
    de: 'Remissionsauftrag: Rücksendegebühr',
    ja: 'FBA在庫の返送手数料',
  },
  FBAInboundTransportationFee: {
    en: 'FBA Amazon-Partnered Carrier Shipment Fee',
    de: 'Gebühr für Amazon-Partnertransport',
    ja: 'FBAパートナーキャリア配送料',
  },
  WAREHOUSE_LOST: {
    en: 'FBA Inventory Reimbursement - Lost:Warehouse',
    de: 'Erstattung Lagerbestand - Im Lager verloren',
    ja: 'FBA在庫の払い戻し - 倉庫での紛失',
  },
  WAREHOUSE_DAMAGE: {
    en: 'FBA Inventory Reimbursement - Damaged:Warehouse',
    de: 'Erstattung Lagerbestand - Im Lager beschädigt',
    ja: 'FBA在庫の払い戻し - 倉庫での破損',
  },
  MISSING_FROM_INBOUND: {
    en: 'FBA Inventory Reimbursement - Lost:Inbound',
    de: 'Erstattung Lagerbestand - Im Wareneingang verloren',
    ja: 'FBA在庫の払い戻し - 納品時の紛失',
  },
  REVERSAL_REIMBURSEMENT: {
    en: 'FBA Inventory Reimbursement - Customer Return',
    de: 'Erstattung Lagerbestand - Kundenrücksendung',
    ja: 'FBA在庫の払い戻し - 購入者による返品',
  },
}

/** What the description column says for an amount that the settlement file calls `name`. */
export function describedAs(words: Words, name: string): string {
  const language = words === 'de' || words === 'ja' ? words : 'en'
  return descriptions[name]?.[language] ?? name
}
