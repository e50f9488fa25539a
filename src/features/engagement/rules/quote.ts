import type { Day } from '#kernel/day.ts'
import { type Micros, decimalText, microsFromDecimal, timesRatio } from '#kernel/money.ts'
import { type PriceBook, bandOf } from './price-book.ts'
import type { CommissionBase, FeeModel, FeeTerms, FeeTier } from './terms-fee.ts'
import { feeModels } from './terms-fee.ts'
import { usualCommission, usualFee } from './terms-draft.ts'
import { amountOf } from './terms-parts.ts'
import { type Curve, curveOf } from './quote-curve.ts'

// A quote: what somebody asked for, at the prices of a day, as alternatives whose every line says where it comes from.

export type QuoteAsk = {
  readonly marketplaces: readonly string[]
  readonly skus: number
  readonly ads: boolean
  /** Expected sales of a month, in the client's currency. */
  readonly monthlySales: string
  readonly salesCurrency: string
  /** Off the fixed parts; commissions are not discounted. */
  readonly discountRatio: number
  readonly base: CommissionBase
  readonly validUntil: Day
  readonly remark: string
}

/** A quote as it is kept: with the prices and the rate it was made with. */
export type QuoteContent = {
  readonly ask: QuoteAsk
  readonly prices: PriceBook
  /** Since when those prices hold; null for the first ones. */
  readonly pricesFrom: Day | null
  /** Expected sales in the price book's currency, and the day of the rate; null where no conversion was needed. */
  readonly sales: { readonly amount: string; readonly rateOn: Day | null }
}

export type QuoteLine = {
  readonly code:
    | 'band'
    | 'extra_marketplaces'
    | 'capped'
    | 'hybrid_share'
    | 'ads'
    | 'discount'
    | 'tier'
    | 'up_to_minimum'
  readonly params: Readonly<Record<string, string | number>>
  readonly amount: string
}

export type Alternative = {
  readonly model: FeeModel
  readonly lines: readonly QuoteLine[]
  /** What a month with the expected sales costs. */
  readonly monthly: string
  /** Of expected sales; null without any. */
  readonly ofSalesRatio: number | null
  readonly warnings: readonly { readonly code: 'under_floor'; readonly params: { floor: string } }[]
}

type Built = { lines: QuoteLine[]; fixedMicros: Micros; curve: Curve }

const CENT = 10_000n

/** Lines are bills: to the cent, half away from zero. */
const cents = (micros: Micros): Micros => ((micros + (micros < 0n ? -CENT : CENT) / 2n) / CENT) * CENT

const line = (code: QuoteLine['code'], micros: Micros, params: QuoteLine['params'] = {}): QuoteLine => ({
  code,
  params,
  amount: decimalText(cents(micros)),
})

/** The fixed fee before discount, explained. */
function fixedPart(ask: QuoteAsk, prices: PriceBook): { lines: QuoteLine[]; micros: Micros } {
  const band = bandOf(ask.skus)
  const base = amountOf(prices.fixed.bands[band])!
  const extra = Math.max(0, ask.marketplaces.length - 1)
  const more = amountOf(prices.fixed.extraMarketplace)! * BigInt(extra)
  const most = amountOf(prices.fixed.most)!
  const sum = base + more
  const lines = [line('band', base, { band, skus: ask.skus })]
  if (extra > 0)
    lines.push(line('extra_marketplaces', more, { count: extra, each: prices.fixed.extraMarketplace }))
  if (sum > most) lines.push(line('capped', most - sum, { most: prices.fixed.most }))
  return { lines, micros: sum > most ? most : sum }
}

function built(model: FeeModel, { ask, prices, sales }: QuoteContent): Built {
  const lines: QuoteLine[] = []
  let fixedMicros = 0n
  if (model !== 'commission') {
    const fixed = fixedPart(ask, prices)
    lines.push(...fixed.lines)
    fixedMicros = fixed.micros
    if (model === 'hybrid') {
      const share = timesRatio(fixed.micros, prices.hybrid.fixedRatio)
      lines.push(line('hybrid_share', share - fixed.micros, { ratio: prices.hybrid.fixedRatio }))
      fixedMicros = share
    }
  }
  if (ask.ads) {
    const band = bandOf(ask.skus)
    const micros = amountOf(prices.ads[band])!
    lines.push(line('ads', micros, { band }))
    fixedMicros += micros
  }
  if (ask.discountRatio > 0 && fixedMicros > 0n) {
    const off = timesRatio(fixedMicros, ask.discountRatio)
    lines.push(line('discount', -off, { ratio: ask.discountRatio }))
    fixedMicros -= off
  }
  const tiers =
    model === 'fixed' ? [] : model === 'commission' ? prices.commission.tiers : prices.hybrid.tiers
  const minimum = model === 'commission' ? amountOf(prices.commission.minimumMonthly)! : 0n
  const amount = amountOf(sales.amount) ?? 0n
  lines.push(...tierLines(tiers, amount, minimum))
  return { lines, fixedMicros, curve: curveOf(fixedMicros, tiers, minimum) }
}

function tierLines(tiers: readonly FeeTier[], sales: Micros, minimum: Micros): QuoteLine[] {
  let sum = 0n
  const lines = tiers.flatMap((tier) => {
    const from = amountOf(tier.from)!
    const to = tier.to === null ? sales : amountOf(tier.to)!
    const part = (sales < to ? sales : to) - from
    if (part <= 0n) return []
    const fee = timesRatio(part, tier.rateRatio)
    sum += fee
    return [
      line('tier', fee, {
        from: tier.from,
        to: tier.to ?? '',
        ratio: tier.rateRatio,
        part: decimalText(part),
      }),
    ]
  })
  if (sum < minimum) lines.push(line('up_to_minimum', minimum - sum, { minimum: decimalText(minimum, 0) }))
  return lines
}

/** The three ways to pay for what was asked, each with its lines and what it would cost at the expected sales. */
export function alternativesOf(content: QuoteContent): Alternative[] {
  const sales = amountOf(content.sales.amount) ?? 0n
  return feeModels.map((model) => {
    const { lines } = built(model, content)
    const micros = lines.reduce((sum, one) => sum + microsFromDecimal(one.amount)!, 0n)
    const floor = amountOf(content.prices.floorMonthly)!
    return {
      model,
      lines,
      monthly: decimalText(micros),
      ofSalesRatio: sales === 0n ? null : Number(micros) / Number(sales),
      warnings:
        micros < floor
          ? [{ code: 'under_floor' as const, params: { floor: content.prices.floorMonthly } }]
          : [],
    }
  })
}

/** What each way costs by the sales of a month. */
export function curvesOf(content: QuoteContent): Record<FeeModel, Curve> {
  return {
    fixed: built('fixed', content).curve,
    commission: built('commission', content).curve,
    hybrid: built('hybrid', content).curve,
  }
}

/** The fee terms that a taken alternative comes to. */
export function feeTermsOf(content: QuoteContent, model: FeeModel): FeeTerms {
  const { ask, prices } = content
  const whole = built(model, { ...content, ask: { ...ask, ads: false } }).fixedMicros
  const ads = ask.ads ? built(model, content).fixedMicros - whole : null
  const tiers = model === 'commission' ? prices.commission.tiers : prices.hybrid.tiers
  return usualFee({
    model,
    currency: prices.currency,
    fixedMonthly: model === 'commission' ? null : decimalText(whole, 0),
    adsMonthly: ads === null ? null : decimalText(ads, 0),
    commission:
      model === 'fixed'
        ? null
        : {
            ...usualCommission,
            base: ask.base,
            dateBasis: ask.base === 'G1_ordered_sales' ? 'ordered' : 'posted',
            tiers,
            minimumMonthly: model === 'commission' ? prices.commission.minimumMonthly : null,
          },
  })
}
