import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryOf } from './settlement-taxonomy.ts'
import { englishDescription, englishType } from './taxonomy-names.ts'

describe('what an amount of a settlement is', () => {
  it.each([
    ['Order', 'ItemPrice', 'Principal', 'principal'],
    ['Order', 'ItemPrice', 'ShippingTax', 'tax'],
    ['Order', 'ItemPrice', 'GiftWrapTax', 'tax'],
    ['Order', 'ItemPrice', 'Shipping', 'shipping'],
    ['Order', 'Promotion', 'TaxDiscount', 'tax'],
    ['Order', 'Promotion', 'Shipping', 'promotion'],
    ['Order', 'ItemWithheldTax', 'LowValueGoodsTax-Shipping', 'marketplace_tax'],
    ['Order', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', 'marketplace_tax'],
    ['Order', 'ItemFees', 'Commission', 'referral_fee'],
    ['Order', 'ItemFees', 'DigitalServicesFee', 'referral_fee'],
    ['Order', 'ItemFees', 'FBAPerUnitFulfillmentFee', 'fulfillment_fee'],
    ['Order', 'ShipmentFees', 'FBA transportation fee', 'fulfillment_fee'],
    ['Refund', 'ItemPrice', 'Principal', 'refund_principal'],
    ['Refund', 'ItemPrice', 'Tax', 'refund_tax'],
    ['Refund', 'ItemPrice', 'RestockingFee', 'refund_other'],
    ['Refund', 'ItemFees', 'RefundCommission', 'refund_fee'],
    ['Refund', 'ItemWithheldTax', 'any', 'marketplace_tax'],
    ['A-to-z Guarantee Refund', 'ItemPrice', 'Principal', 'refund_principal'],
    ['Chargeback Refund', 'ItemFees', 'Commission', 'refund_fee'],
    ['ServiceFee', 'Cost of Advertising', 'TransactionTotalAmount', 'advertising'],
    ['ServiceFee', 'Cost of Advertising', 'TaxAmount', 'advertising'],
    ['other-transaction', 'FBA Inventory Reimbursement', 'REVERSAL_REIMBURSEMENT', 'reimbursement'],
    ['WAREHOUSE_DAMAGE', 'other-transaction', 'WAREHOUSE_DAMAGE', 'reimbursement'],
    ['other-transaction', 'other-transaction', 'Subscription Fee', 'subscription_fee'],
    ['other-transaction', 'other-transaction', 'NonSubscriptionFeeAdj', 'adjustment'],
    ['Storage Fee', 'other-transaction', 'Storage Fee', 'storage_fee'],
    ['Inbound Transportation Fee', 'other-transaction', 'Inbound Transportation Fee', 'inbound_fee'],
    ['other-transaction', 'other-transaction', 'StorageRenewalBilling', 'storage_fee'],
    ['other-transaction', 'other-transaction', 'DisposalComplete', 'removal_fee'],
    ['CouponRedemptionFee', 'CouponRedemptionFee', 'any coupon', 'coupon_deal_fee'],
    ['other-transaction', 'other-transaction', 'Current Reserve Amount', 'reserve'],
    ['Payable to Amazon', 'other-transaction', 'Payable to Amazon', 'reserve'],
    ['Successful charge', 'other-transaction', 'Successful charge', 'transfer'],
    ['Liquidations', 'ItemPrice', 'Principal', 'adjustment'],
    ['Order', 'A new kind', 'of amount', 'unknown'],
    ['', '', '', 'unknown'],
  ] as const)('%s / %s / %s: %s', (transaction, type, description, category) => {
    expect(categoryOf(transaction, type, description)).toBe(category)
  })

  it('does not hang on case, blanks or underscores', () => {
    const style = fc.constantFrom(
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll(' ', '_'),
      (text: string) => text.replaceAll(' ', ''),
      (text: string) => text.toLowerCase(),
    )
    fc.assert(
      fc.property(style, (write) => {
        expect(categoryOf(write('other-transaction'), write('other-transaction'), write('Storage Fee'))).toBe(
          'storage_fee',
        )
        expect(
          categoryOf(write('Service Fee'), write('Cost of Advertising'), write('Transaction Total Amount')),
        ).toBe('advertising')
      }),
    )
  })

  it('understands the words of translated exports', () => {
    expect(
      [
        'Bestellung',
        'Erstattung',
        'Übertrag',
        'Remboursement',
        'Rimborso',
        'Pedido',
        '注文',
        '返金',
        'Order',
        'Neu',
      ].map(englishType),
    ).toEqual(['Order', 'Refund', 'Transfer', 'Refund', 'Refund', 'Order', 'Order', 'Refund', 'Order', 'Neu'])
    expect(
      ['Werbekosten', 'Prix de la publicité', '広告費用', 'Something else'].map(englishDescription),
    ).toEqual(['Cost of Advertising', 'Cost of Advertising', 'Cost of Advertising', 'Something else'])
  })
})
