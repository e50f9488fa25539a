// Daily budgets, and what advertising and coupons cost the account.

import { brandBill } from './brand-ads.ts'
import { DAY, dayText, partsOf } from './calendar.ts'
import { dueAt } from './due.ts'
import { couponFee } from './fees/storage.ts'
import { postFee } from './money.ts'
import type { CampaignState, StoreState } from './state.ts'

/** A day may spend up to twice the budget as long as the month's sum allows: unspent days are caught up. */
export function capOf(campaign: CampaignState): number {
  const saved = Math.max(0, campaign.monthAllowedMinor - campaign.monthSpentMinor)
  return Math.min(2 * campaign.dailyBudgetMinor, campaign.dailyBudgetMinor + saved)
}

/** New day: yesterday goes into the month, a new month starts clean, closed campaigns open again. */
export function openBudgets(store: StoreState, today: number, at: number): void {
  const isNewMonth = partsOf(today).date === 1
  for (const campaign of store.ads.campaigns) {
    campaign.monthAllowedMinor = isNewMonth ? 0 : campaign.monthAllowedMinor + campaign.dailyBudgetMinor
    campaign.monthSpentMinor = isNewMonth ? 0 : campaign.monthSpentMinor + campaign.spentMinor
    campaign.spentMinor = 0
    campaign.capMinor = capOf(campaign)
    if (!campaign.isOpen) reopen(store, campaign, at)
    noteOpenShare(campaign)
  }
}

/** How much of the day it was open; the next plan reckons with it. */
function noteOpenShare(campaign: CampaignState): void {
  const share = Math.max(0, 1 - campaign.closedMs / DAY)
  campaign.openShare += 0.5 * (share - campaign.openShare)
  campaign.closedMs = 0
}

/** The budget carries clicks again. */
export function reopen(store: StoreState, campaign: CampaignState, at: number): void {
  campaign.isOpen = true
  campaign.closedMs += at - campaign.closedAt
  store.ads.budgetEvents.push({
    campaignId: campaign.campaignId,
    at,
    inBudget: true,
    budgetMinor: campaign.dailyBudgetMinor,
    spentMinor: campaign.spentMinor,
  })
}

/** Charges advertising when 500 USD (or its like) have come together or the month ends; credits invalid clicks monthly. */
export function closeAds(store: StoreState, yesterday: number, at: number): void {
  const { ads } = store
  const { date, daysInMonth } = partsOf(yesterday)
  const isMonthEnd = date === daysInMonth
  chargeBrandAds(store, yesterday, at)
  const service = { at, transactionType: 'ServiceFee' as const, amountDescription: 'TransactionTotalAmount' }
  if (ads.unbilledMinor >= 500 * store.scale.cpcMinorPerUsd || (isMonthEnd && ads.unbilledMinor > 0)) {
    postFee(store, { ...service, amountType: 'Cost of Advertising', amountMinor: -ads.unbilledMinor })
    ads.unbilledMinor = 0
    ads.lastBilledAt = at
  }
  if (isMonthEnd && ads.creditMinor > 0) {
    postFee(store, { ...service, amountType: 'Refund for Advertiser', amountMinor: ads.creditMinor })
    ads.creditMinor = 0
  }
  chargeCoupons(store, yesterday, at)
}

/** Sponsored Brands and Display stand on the same bill; clicks found invalid later are credited as all others are. */
function chargeBrandAds(store: StoreState, yesterday: number, at: number): void {
  const { costMinor, credits } = brandBill(store, yesterday, at)
  store.ads.unbilledMinor += costMinor
  for (const credit of credits) dueAt(store, credit.at, { kind: 'credit', costMinor: credit.costMinor })
}

/** Ten days after a coupon ended (its orders have shipped) its fee is posted. */
function chargeCoupons(store: StoreState, yesterday: number, at: number): void {
  for (const promotion of store.promotions) {
    if (promotion.toOn !== dayText(yesterday - 10)) continue
    const use = store.couponUse.get(promotion.promotionId)
    if (!use) continue
    postFee(store, {
      at,
      transactionType: 'CouponRedemptionFee',
      amountType: 'CouponRedemptionFee',
      amountDescription: promotion.name,
      amountMinor: -couponFee(store.place.code, promotion.toOn, use.redeemed, use.salesMinor),
    })
  }
}
