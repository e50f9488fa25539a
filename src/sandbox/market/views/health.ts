// How Amazon judges an account, from what happened in it: orders that went wrong, complaints about products, breaches of policy. Chances
// that nothing else decides come from keys of their own, so that asking changes no other dice.

import { DAY, dayIndexOf, dayText, startOfDay } from '../calendar.ts'
import { hashText, mix, unit } from '../random.ts'
import type { StoreState } from '../state.ts'
import type { Instant } from '../world.ts'
import type { AccountHealth, ComplaintKind, ReturnReason } from '../world-trade.ts'

const SEED = 0x4ea17b

/** Claims and feedback come in for weeks: the rate looks at sixty days that ended a fortnight ago. */
const DEFECT_DAYS = 60
const DEFECT_LAG = 15
const COMPLAINT_DAYS = 180

/** Share of the returns for these reasons that reach Amazon as a claim. */
const CLAIM_SHARE: Partial<Record<ReturnReason, number>> = {
  DEFECTIVE: 0.012,
  NOT_AS_DESCRIBED: 0.02,
  MISSING_PARTS: 0.015,
}
const CHARGEBACK_SHARE = 0.0001

/** Returns that turn into complaints about a product, and breaches of policy found on a listing in a month. */
const fromReturns: readonly [ComplaintKind, readonly ReturnReason[], number][] = [
  ['productCondition', ['DEFECTIVE', 'QUALITY_UNACCEPTABLE', 'DAMAGED_BY_FC'], 1 / 90],
  ['productAuthenticity', ['NOT_AS_DESCRIBED'], 1 / 250],
  ['productSafety', ['DEFECTIVE'], 1 / 900],
]
const fromListings: readonly [ComplaintKind, number][] = [
  ['listingPolicy', 0.006],
  ['receivedIntellectualProperty', 0.0008],
  ['suspectedIntellectualProperty', 0.0012],
  ['restrictedProduct', 0.0005],
  ['documentRequest', 0.001],
]

/** Three such complaints, or one percent of orders gone wrong, put an account at risk in this world. */
const grave: readonly ComplaintKind[] = [
  'productAuthenticity',
  'productSafety',
  'receivedIntellectualProperty',
  'restrictedProduct',
]
const GRAVE_MOST = 3
const DEFECT_MOST = 0.01

const nobody = (): AccountHealth['complaints'] => ({
  listingPolicy: 0,
  productAuthenticity: 0,
  productCondition: 0,
  productSafety: 0,
  receivedIntellectualProperty: 0,
  restrictedProduct: 0,
  suspectedIntellectualProperty: 0,
  documentRequest: 0,
})

/** The account of one store as Amazon would judge it at an instant. */
export function accountHealth(store: StoreState, asOf: Instant): AccountHealth {
  const { timeZone } = store.place
  const today = dayIndexOf(timeZone, asOf)
  const defects = defectsOf(store, asOf, {
    from: today - DEFECT_LAG - DEFECT_DAYS + 1,
    to: today - DEFECT_LAG,
  })
  const complaints = complaintsOf(store, asOf, today)
  const isGrave = grave.reduce((sum, kind) => sum + complaints[kind], 0) >= GRAVE_MOST
  const isDefective = defects.orders > 0 && defects.defective / defects.orders >= DEFECT_MOST
  return {
    storeKey: store.facts.key,
    on: dayText(today),
    status: isGrave || isDefective ? 'AT_RISK' : 'NORMAL',
    defects,
    complaintsFrom: dayText(today - COMPLAINT_DAYS),
    complaintsTo: dayText(today - 1),
    complaints,
  }
}

function defectsOf(
  store: StoreState,
  asOf: Instant,
  days: { from: number; to: number },
): AccountHealth['defects'] {
  const { timeZone } = store.place
  const orders = new Set<string>()
  let chargebacks = 0
  const defective = new Set<string>()
  for (const order of store.orders) {
    if (order.day < days.from || order.day > days.to || order.cancelAt > 0) continue
    orders.add(order.orderId)
    if (unit(mix(SEED, store.key), hashText(order.orderId), 1) >= CHARGEBACK_SHARE) continue
    chargebacks++
    defective.add(order.orderId)
  }
  const upTo = Math.min(asOf, startOfDay(timeZone, days.to + DEFECT_LAG + 1))
  const negative = store.feedback.filter((one) => one.stars <= 2 && one.at <= upTo && orders.has(one.orderId))
  const claims = store.returns.filter(
    (one) =>
      one.returnedAt <= upTo &&
      orders.has(one.orderId) &&
      unit(mix(SEED, store.key), hashText(one.orderId), 2) < (CLAIM_SHARE[one.reason] ?? 0),
  )
  for (const one of [...negative, ...claims]) defective.add(one.orderId)
  return {
    from: dayText(days.from),
    to: dayText(days.to),
    orders: orders.size,
    defective: defective.size,
    negativeFeedback: negative.length,
    claims: claims.length,
    chargebacks,
  }
}

/** Complaints that stand: made within half a year, and not yet settled, which takes three to twelve weeks. */
function complaintsOf(store: StoreState, asOf: Instant, today: number): AccountHealth['complaints'] {
  const counts = nobody()
  const note = (kind: ComplaintKind, madeAt: Instant, name: number): void => {
    const settledAt = madeAt + (21 + 63 * unit(mix(SEED, name), store.key, 3)) * DAY
    if (madeAt <= asOf && madeAt > asOf - COMPLAINT_DAYS * DAY && settledAt > asOf) counts[kind]++
  }
  for (const { orderId, reason, returnedAt } of store.returns)
    fromReturns.forEach(([kind, reasons, share], at) => {
      const name = hashText(orderId, at)
      if (reasons.includes(reason) && unit(mix(SEED, store.key), name, 4) < share)
        note(kind, returnedAt + 2 * DAY, name)
    })
  const months = Math.floor(COMPLAINT_DAYS / 30)
  for (const listing of store.listings)
    for (let ago = 0; ago <= months; ago++) {
      const month = Math.floor(today / 30) - ago
      if (month * 30 < store.openedDay) continue
      fromListings.forEach(([kind, share], at) => {
        const name = mix(listing.key, month * 16 + at)
        if (unit(mix(SEED, store.key), name, 5) < share)
          note(
            kind,
            startOfDay(store.place.timeZone, month * 30) + Math.floor(30 * DAY * unit(SEED, name, 6)),
            name,
          )
      })
    }
  return counts
}
