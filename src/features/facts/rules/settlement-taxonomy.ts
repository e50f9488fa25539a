// What each amount of a settlement is. Dated facts: combinations of (transaction type, amount type, amount description) seen in
// settlement files V1 and V2 and date-range exports up to 2026-11, grouped by rules so that new words of a known family still land.
// Tax of every kind stays out of product money: shipping and gift-wrap tax, tax discounts and withheld low-value-goods tax are
// 'tax'/'marketplace_tax', whatever side of the order they stand on, so that settlements and date-range exports agree.
import type { MoneyCategory } from './rows.ts'
import { bareWord } from './taxonomy-names.ts'

/** First match decides. Patterns read bare words: upper case letters and digits only. Absent means any. */
type Rule = { transaction?: RegExp; type?: RegExp; description?: RegExp; category: MoneyCategory }

const REFUNDS =
  /^(?:REFUND|REFUNDRETROCHARGE|CHARGEBACK|CHARGEBACKREFUND|ATOZGUARANTEE(?:REFUND|CLAIM)|GUARANTEE)/
const SALES = /^(?:ORDER|ORDERRETROCHARGE|SHIPMENT)$/
const TAX = /TAX|^VAT|LOWVALUEGOODS/

const rules: readonly Rule[] = [
  // Money moved, not earned or spent.
  {
    transaction: /^(?:TRANSFER|TRANSFERS|DEBT|SUCCESSFULCHARGE|MICRODEPOSIT|FAILEDDISBURSEMENT)$/,
    category: 'transfer',
  },
  {
    description:
      /^(?:SUCCESSFULCHARGE|MICRODEPOSIT|FAILEDDISBURSEMENT|TRANSFEROFFUNDS|TOYOURACCOUNT|TOACCOUNTENDING)/,
    category: 'transfer',
  },
  { description: /RESERVEAMOUNT|PAYABLETOAMAZON/, category: 'reserve' },
  { transaction: /RESERVE|PAYABLETOAMAZON/, category: 'reserve' },
  { type: /DIRECTPAYMENT/, category: 'transfer' },

  // Tax that Amazon collects and pays itself, on either side.
  { type: /ITEMWITHHELDTAX|LOWVALUEGOODS/, category: 'marketplace_tax' },
  { description: /MARKETPLACEFACILITATOR|WITHHELDTAX|LOWVALUEGOODS/, category: 'marketplace_tax' },

  // Advertising, its tax and its refunds.
  { type: /ADVERTIS/, category: 'advertising' },
  { description: /COSTOFADVERTIS|REFUNDFORADVERTISER|SPONSOREDPRODUCTS/, category: 'advertising' },
  { transaction: /ADVERTIS/, category: 'advertising' },

  // Reimbursements before refunds and fees: their words contain both.
  {
    type: /REIMBURSEMENT/,
    category: 'reimbursement',
  },
  {
    description:
      /REIMBURS|WAREHOUSELOST|WAREHOUSEDAMAGE|MISSINGFROMINBOUND|COMPENSATEDCLAWBACK|CSERRORITEMS|FREEREPLACEMENTREFUND|REEVALUATION|SAFET/,
    category: 'reimbursement',
  },
  {
    transaction:
      /REIMBURS|^WAREHOUSE(?:LOST|DAMAGE)|^MISSINGFROMINBOUND|^COMPENSATEDCLAWBACK|^CSERROR|^FREEREPLACEMENT|^SAFET|^REVERSALREIMB/,
    category: 'reimbursement',
  },

  // Refunds.
  { transaction: REFUNDS, type: /ITEMPRICE/, description: /^PRINCIPAL$/, category: 'refund_principal' },
  { transaction: REFUNDS, type: /ITEMPRICE/, description: TAX, category: 'refund_tax' },
  { transaction: REFUNDS, type: /ITEMPRICE/, description: /^SHIPPING$/, category: 'refund_shipping' },
  { transaction: REFUNDS, type: /ITEMPRICE/, category: 'refund_other' },
  { transaction: REFUNDS, type: /PROMOTION/, description: TAX, category: 'refund_tax' },
  { transaction: REFUNDS, type: /PROMOTION|POINTS/, category: 'refund_promotion' },
  { transaction: REFUNDS, type: /FEE/, category: 'refund_fee' },
  { transaction: REFUNDS, category: 'refund_other' },

  { transaction: /^LIQUIDATIONS/, type: /ITEMPRICE/, category: 'adjustment' },

  // Sales.
  { transaction: SALES, type: /ITEMPRICE/, description: /^PRINCIPAL$/, category: 'principal' },
  { transaction: SALES, type: /ITEMPRICE/, description: TAX, category: 'tax' },
  { transaction: SALES, type: /ITEMPRICE/, description: /^SHIPPING$/, category: 'shipping' },
  { transaction: SALES, type: /ITEMPRICE/, description: /^GIFTWRAP$/, category: 'gift_wrap' },
  { transaction: SALES, type: /ITEMPRICE/, category: 'adjustment' },
  { transaction: SALES, type: /PROMOTION/, description: TAX, category: 'tax' },
  { transaction: SALES, type: /PROMOTION|POINTS/, category: 'promotion' },
  {
    transaction: SALES,
    type: /ITEMFEES|ORDERFEES|SHIPMENTFEES/,
    description: /^FBA|FULFILL?MENT|CHARGEBACK|TRANSPORTATION/,
    category: 'fulfillment_fee',
  },
  {
    transaction: SALES,
    type: /ITEMFEES|ORDERFEES|SHIPMENTFEES/,
    description:
      /COMMISSION|CLOSING|REFERRAL|DIGITALSERVICES|SHIPPINGHB|SALESTAX|SELLINGFEES|REGULATORY|OTHERTRANSACTIONFEES/,
    category: 'referral_fee',
  },

  // Fees of the account, by the words of any of the three texts.
  ...fees(/COUPON|PROMOTIONFEE|DEALFEE|LIGHTNINGDEAL|^DEALS|PRIMEEXCLUSIVE/, 'coupon_deal_fee'),
  ...fees(/SUBSCRIPTION(?!FEEADJ)/, 'subscription_fee'),
  ...fees(/REMOVAL|DISPOSAL|LIQUIDATION|FBARETURNFEE/, 'removal_fee'),
  ...fees(/STORAGE|CAPACITYRESERVATION|AGEDINVENTORY|OVERAGE/, 'storage_fee'),
  ...fees(/INBOUND|PARTNEREDCARRIER|AWD|AGSGLOBAL|INTERNATIONALSHIPPING|PREPFEE|LABELINGFEE/, 'inbound_fee'),
  ...fees(
    /FBACUSTOMERRETURN|CUSTOMERRETURNSFEE|FBAPERUNIT|FBAFULFIL|MULTICHANNEL|FBAWEIGHT|FBAPICK|LOWINVENTORY|FBATRANSACTIONFEES/,
    'fulfillment_fee',
  ),
  ...fees(
    /VINE|PAIDSERVICES|PREMIUMSERVICES|SHIPPINGLABEL|RETURNPOSTAGE|SHIPPINGSERVICES|HIGHVOLUMELISTING/,
    'service_fee',
  ),
  ...fees(/COMMINGLINGVAT/, 'tax'),
  ...fees(
    /ADJUST|FEEADJ|BUYERRECHARGE|SELLERREWARDS|INCOMETAX|NONSUBSCRIPTION|GOODWILL|RETROCHARGE/,
    'adjustment',
  ),
  { transaction: /^(?:SERVICEFEE|AMAZONFEES|FBAFEES)$/, category: 'service_fee' },
]

function fees(words: RegExp, category: MoneyCategory): Rule[] {
  return [
    { description: words, category },
    { type: words, category },
    { transaction: words, category },
  ]
}

const cache = new Map<string, MoneyCategory>()

/** The category of an amount by Amazon's three texts (English). 'unknown' when no rule knows it; never a guess. */
export function categoryOf(transaction: string, type: string, description: string): MoneyCategory {
  const key = `${transaction}|${type}|${description}`
  let category = cache.get(key)
  if (category === undefined) {
    category = classify(bareWord(transaction), bareWord(type), bareWord(description))
    if (cache.size > 5000) cache.clear()
    cache.set(key, category)
  }
  return category
}

function classify(transaction: string, type: string, description: string): MoneyCategory {
  for (const rule of rules) {
    if (rule.transaction !== undefined && !rule.transaction.test(transaction)) continue
    if (rule.type !== undefined && !rule.type.test(type)) continue
    if (rule.description !== undefined && !rule.description.test(description)) continue
    return rule.category
  }
  return 'unknown'
}
