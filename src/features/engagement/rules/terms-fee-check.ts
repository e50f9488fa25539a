import type { Terms } from './terms.ts'
import type { Commission } from './terms-fee.ts'
import { type Found, amountOf, currenciesOf } from './terms-parts.ts'

/** Contradictions in what is paid. */
export function feeProblems(terms: Terms, hasCosts: boolean, say: Found): void {
  const { fee } = terms
  const wantsFixed = fee.model !== 'commission'
  const wantsCommission = fee.model !== 'fixed'
  if (wantsFixed && fee.fixedMonthly === null) say('fixed_missing', 'fee.fixedMonthly')
  if (!wantsFixed && fee.fixedMonthly !== null) say('fixed_unwanted', 'fee.fixedMonthly')
  if (fee.fixedMonthly !== null && (amountOf(fee.fixedMonthly) ?? 0n) === 0n)
    say('amount_not_positive', 'fee.fixedMonthly')
  if (fee.adsMonthly !== null && amountOf(fee.adsMonthly) === null)
    say('amount_not_positive', 'fee.adsMonthly')
  if (fee.adsMonthly !== null && !terms.services.includes('ads'))
    say('ads_fee_without_service', 'fee.adsMonthly')
  if (wantsCommission && fee.commission === null) say('commission_missing', 'fee.commission')
  if (!wantsCommission && fee.commission !== null) say('commission_unwanted', 'fee.commission')
  if (fee.commission !== null) {
    tierProblems(fee.commission, say)
    boundProblems(fee.commission, say)
    baseProblems(terms, fee.commission, hasCosts, say)
  }
  const foreign = currenciesOf(terms.places).filter((one) => one !== fee.currency)
  if (fee.commission !== null && foreign.length > 0 && fee.fx === null)
    say('fx_missing', 'fee.fx', { currencies: foreign.join(', '), currency: fee.currency })
}

/** Tiers have to cover every amount from zero once: no gap, no overlap, no end. */
function tierProblems({ tiers }: Commission, say: Found): void {
  if (tiers.length === 0) return say('tiers_missing', 'fee.commission.tiers')
  const lines = tiers.map((tier, no) => ({
    path: `fee.commission.tiers.${no}`,
    from: amountOf(tier.from),
    to: tier.to === null ? null : amountOf(tier.to),
    tier,
  }))
  for (const { path, from, to, tier } of lines) {
    if (from === null || (tier.to !== null && to === null)) say('tier_malformed', path)
    else if (to !== null && to <= from) say('tier_empty', path, { from: tier.from, to: tier.to! })
    if (!(tier.rateRatio >= 0 && tier.rateRatio <= 0.5)) say('tier_rate', path)
  }
  if (lines.some((one) => one.from === null || (one.tier.to !== null && one.to === null))) return
  const sorted = lines.toSorted((a, b) => (a.from! < b.from! ? -1 : a.from! > b.from! ? 1 : 0))
  if (sorted[0]!.from !== 0n) say('tier_gap', sorted[0]!.path, { from: '0', to: sorted[0]!.tier.from })
  for (const [no, next] of sorted.entries()) {
    const before = sorted[no - 1]
    if (before === undefined) continue
    if (before.to === null || before.to > next.from!)
      say('tier_overlap', next.path, { from: next.tier.from, to: before.tier.to ?? '∞' })
    else if (before.to < next.from!) say('tier_gap', next.path, { from: before.tier.to!, to: next.tier.from })
  }
  const last = sorted.at(-1)!
  if (sorted.every((one) => one.to !== null)) say('tier_ends', last.path, { to: last.tier.to! })
}

function boundProblems(commission: Commission, say: Found): void {
  const { minimumMonthly, maximumMonthly } = commission
  const least = minimumMonthly === null ? null : amountOf(minimumMonthly)
  const most = maximumMonthly === null ? null : amountOf(maximumMonthly)
  if (minimumMonthly !== null && least === null) say('amount_not_positive', 'fee.commission.minimumMonthly')
  if (maximumMonthly !== null && most === null) say('amount_not_positive', 'fee.commission.maximumMonthly')
  if (least !== null && most !== null && least > most)
    say('minimum_over_maximum', 'fee.commission.minimumMonthly', {
      minimum: minimumMonthly!,
      maximum: maximumMonthly!,
    })
}

function baseProblems(terms: Terms, commission: Commission, hasCosts: boolean, say: Found): void {
  const { base, baseline, excludedAsins } = commission
  const path = 'fee.commission.base'
  if (base === 'G1_ordered_sales') say('base_is_estimate', path, {}, 'warning')
  if (base === 'G5_contribution_profit' && !hasCosts) say('base_needs_costs', path)
  if (base === 'G6_uplift' && baseline === null) say('base_needs_baseline', path)
  if (base !== 'G6_uplift' && baseline !== null) say('baseline_unwanted', 'fee.commission.baseline')
  if (base === 'G1_ordered_sales' && commission.dateBasis === 'posted')
    say('base_has_no_posting_date', 'fee.commission.dateBasis')
  if (commission.taxIncluded && (base === 'G4_net_proceeds' || base === 'G5_contribution_profit'))
    say('tax_not_in_base', 'fee.commission.taxIncluded')
  if (
    commission.reimbursements === 'included' &&
    (base === 'G1_ordered_sales' || base === 'G2_shipped_principal')
  )
    say('reimbursement_not_in_base', 'fee.commission.reimbursements')
  if (baseline !== null) {
    if (baseline.toOn < baseline.fromOn)
      say('baseline_upside_down', 'fee.commission.baseline.toOn', {
        from: baseline.fromOn,
        to: baseline.toOn,
      })
    if (baseline.toOn >= terms.term.startsOn)
      say('baseline_within_term', 'fee.commission.baseline.toOn', { start: terms.term.startsOn })
    if ((amountOf(baseline.monthly) ?? 0n) === 0n)
      say('amount_not_positive', 'fee.commission.baseline.monthly')
    const { seasonIndex } = baseline
    const sum = seasonIndex?.reduce((a, b) => a + b, 0) ?? 12
    if (seasonIndex !== null && (seasonIndex.length !== 12 || Math.abs(sum - 12) > 0.01))
      say('season_not_twelve', 'fee.commission.baseline.seasonIndex', { sum: sum.toFixed(2) })
  }
  for (const [no, asin] of excludedAsins.entries()) {
    if (!/^(B0[A-Z0-9]{8}|\d{9}[\dX])$/.test(asin))
      say('asin_malformed', `fee.commission.excludedAsins.${no}`, { asin })
    if (excludedAsins.indexOf(asin) !== no) say('asin_twice', `fee.commission.excludedAsins.${no}`, { asin })
  }
}
