import { limitsProblem, neverAuto } from '#features/changes/rules/tiers.ts'
import type { Module } from '#features/changes/rules/modules.ts'
import type { Service, Terms } from './terms.ts'
import { feeProblems } from './terms-fee-check.ts'
import { kpiProblems } from './terms-kpi-check.ts'
import { type Found, type Problem, type TermsContext, lastDayOf } from './terms-parts.ts'

/** Everything in the terms that contradicts itself, the client's stores or the house's own rules; errors first. */
export function checkTerms(terms: Terms, context: TermsContext): Problem[] {
  const found: Problem[] = []
  const say: Found = (code, path, params = {}, severity = 'error') =>
    void found.push({ code, path, params, severity })
  partyProblems(terms, say)
  placeProblems(terms, context, say)
  termProblems(terms, context, say)
  feeProblems(terms, context.hasCosts, say)
  kpiProblems(terms, say)
  limitProblems(terms, context, say)
  moduleProblems(terms, context, say)
  restProblems(terms, say)
  return found.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

function partyProblems({ parties }: Terms, say: Found): void {
  for (const side of ['agency', 'client'] as const) {
    if (parties[side].name.trim() === '') say('party_unnamed', `parties.${side}.name`)
    if (parties[side].signatory.trim() === '') say('signatory_unnamed', `parties.${side}.signatory`)
    if (parties[side].registration.trim() === '')
      say('party_unregistered', `parties.${side}.registration`, {}, 'warning')
  }
}

function placeProblems({ places, services }: Terms, context: TermsContext, say: Found): void {
  if (places.length === 0) say('no_place', 'places')
  if (services.length === 0) say('no_service', 'services')
  const seen = new Set<string>()
  for (const [no, place] of places.entries()) {
    const path = `places.${no}`
    const store = context.stores.find((one) => one.storeId === place.storeId)
    if (store === undefined) say('store_unknown', path, { store: place.storeName })
    else if (!store.marketplaces.includes(place.marketplace))
      say('marketplace_without_store', path, { marketplace: place.marketplace, store: place.storeName })
    const key = `${place.storeId} ${place.marketplace}`
    if (seen.has(key)) say('place_twice', path, { marketplace: place.marketplace })
    seen.add(key)
  }
}

function termProblems({ term, trial }: Terms, context: TermsContext, say: Found): void {
  const { startsOn, endsOn, effectiveOn } = term
  if (endsOn !== null && endsOn < startsOn)
    say('end_before_start', 'term.endsOn', { start: startsOn, end: endsOn })
  if (effectiveOn < startsOn) say('effective_before_start', 'term.effectiveOn', { start: startsOn })
  if (endsOn !== null && endsOn >= startsOn && effectiveOn > endsOn)
    say('effective_after_end', 'term.effectiveOn', { end: endsOn })
  if (endsOn === null && term.renewal !== 'none') say('renewal_without_end', 'term.renewal', {}, 'warning')
  // What was billed by other terms was billed by them.
  if (context.heldSince !== null && effectiveOn < context.heldSince)
    say('effective_before_held', 'term.effectiveOn', { since: context.heldSince })
  else if (effectiveOn < context.today)
    say('effective_in_past', 'term.effectiveOn', { today: context.today }, 'warning')
  if (trial === null) return
  if (trial.months < 1) say('trial_empty', 'trial.months')
  if (endsOn !== null && endsOn >= startsOn && lastDayOf(startsOn, trial.months) > endsOn)
    say('trial_longer_than_term', 'trial.months', { months: trial.months, end: endsOn })
  if (trial.reviewAfterMonths > trial.months)
    say('review_after_trial', 'trial.reviewAfterMonths', {
      months: trial.months,
      review: trial.reviewAfterMonths,
    })
}

function limitProblems({ limits, mode }: Terms, { kinds }: TermsContext, say: Found): void {
  for (const [kind, { auto }] of Object.entries(limits)) {
    if (!kinds.includes(kind)) say('kind_unknown', `limits.${kind}`, { kind })
    if (auto !== null && neverAuto.has(kind)) say('never_auto', `limits.${kind}.auto`, { kind })
  }
  const disordered = limitsProblem(limits)
  if (disordered !== null) say('limits_disordered', `limits.${disordered}`, { kind: disordered })
  for (const kind of kinds)
    if (limits[kind] === undefined) say('limits_silent', 'limits', { kind }, 'warning')
  if (mode === 'advice' && Object.values(limits).some((one) => one.auto !== null))
    say('limits_idle', 'limits', {}, 'warning')
}

/** What somebody can only do who owns the fields. */
const needs: Partial<Record<Module, readonly Service[]>> = {
  bids: ['ads'],
  budgets: ['ads'],
  targeting: ['ads'],
  campaigns: ['ads'],
  price: ['pricing'],
  text: ['listing_text'],
  images: ['listing_images'],
  stock: ['stock_planning'],
}

function moduleProblems({ modules, places, services }: Terms, context: TermsContext, say: Found): void {
  const seen = new Set<string>()
  for (const [no, one] of modules.entries()) {
    const path = `modules.${no}`
    if (!context.stores.some((store) => store.storeId === one.storeId))
      say('store_unknown', path, { store: one.storeId })
    else if (!places.some((place) => place.storeId === one.storeId))
      say('module_outside_scope', path, { module: one.module })
    const key = `${one.storeId} ${one.module}`
    if (seen.has(key)) say('module_twice', path, { module: one.module })
    seen.add(key)
    const served = (needs[one.module] ?? []).filter((service) => services.includes(service))
    if (one.owner === 'client' && served.length > 0)
      say('module_against_service', path, { module: one.module, service: served[0]! }, 'warning')
    if (one.owner === 'agency' && served.length === 0)
      say('module_without_service', path, { module: one.module }, 'warning')
  }
}

function restProblems({ ip, exit, confidentiality, fee }: Terms, say: Found): void {
  if (ip.author === 'client' && ip.transfer === 'on_payment')
    say('transfer_of_own', 'ip.transfer', {}, 'warning')
  if (exit.noticeDays > 180) say('notice_long', 'exit.noticeDays', { days: exit.noticeDays }, 'warning')
  // Amazon's data protection policy: who leaves is out within a day.
  if (exit.accessRemovalHours > 24)
    say('access_removal_slow', 'exit.accessRemovalHours', { hours: exit.accessRemovalHours })
  if (confidentiality.years < 1) say('confidentiality_short', 'confidentiality.years', {}, 'warning')
  if (fee.invoice.dueDays > 90)
    say('due_late', 'fee.invoice.dueDays', { days: fee.invoice.dueDays }, 'warning')
}
