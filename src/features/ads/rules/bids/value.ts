// What a click of a target is worth: orders per click, shrunk over the account, times what an order brings, shrunk towards its price.

import { type ConversionRate, conversionSd, fitConversion } from './conversion.ts'
import type { BidSnapshot, BidTarget } from './snapshot.ts'

export type Value = {
  /** Sales a click brings, and the standard deviation of what is known of it. */
  readonly perClick: number
  readonly deviation: number
  readonly rate: ConversionRate
  readonly orderValue: number
}

/** Orders as which the price counts beside an ad group's own orders. */
const PRICE_ORDERS = 6

export const shareKnown = (completion: readonly number[], age: number): number =>
  completion[Math.min(age, completion.length - 1)] ?? 1

/** Days after which what was seen counts half: bids, placements and the seller's other ads were not what they are now. */
const HALF_LIFE = 30
/** Mean days for which a click says something. */
export const EVIDENCE_DAYS = HALF_LIFE / Math.LN2
const fading = (age: number): number => 2 ** (-age / HALF_LIFE)

/** What an account is taken to convert like until it has clicks of its own: a middling one (8 orders on 100 clicks), seen on 40. */
const beforeAnyClick = [
  { id: 'usual', path: [], text: '*', matchType: null, clicks: 40, orders: 3.2, ageDays: 59 },
]

/** Values by target. Days that are not complete count with the share of their clicks whose orders are known. */
export function valuesOf({ targets, terms, seasons }: BidSnapshot): Map<string, Value> {
  const model = fitConversion([
    ...beforeAnyClick,
    ...targets.flatMap(({ id, campaignId, adGroupId, text, matchType, days }) =>
      (days.length === 0 ? [{ age: 0, clicks: 0, orders: 0 }] : days).map((day) => ({
        id,
        path: [campaignId, adGroupId],
        text,
        matchType,
        // A click on a day that converts better counts as more clicks of a usual day.
        clicks:
          day.clicks * shareKnown(terms.completion, day.age) * fading(day.age) * (seasons[day.age] ?? 1),
        orders: day.orders * fading(day.age),
        ageDays: day.age,
      })),
    ),
  ])
  const orderValues = orderValuesOf(targets)
  return new Map(
    targets.map((target) => {
      const rate = model.of(target.id) ?? model.account
      const orderValue = orderValues(target)
      return [
        target.id,
        {
          perClick: rate.mean * orderValue,
          deviation: conversionSd(rate) * orderValue,
          rate,
          orderValue,
        },
      ]
    }),
  )
}

/** What an order of an ad group brings: its own mean, beside the price times what the account's orders bring beside their prices. */
function orderValuesOf(targets: readonly BidTarget[]): (target: BidTarget) => number {
  const groups = new Map<string, { orders: number; sales: number; price: number | null }>()
  let priced = 0
  let sold = 0
  let orders = 0
  let sales = 0
  for (const { adGroupId, price, days } of targets) {
    const group = groups.get(adGroupId) ?? { orders: 0, sales: 0, price }
    for (const day of days) {
      group.orders += day.orders
      group.sales += day.sales
      orders += day.orders
      sales += day.sales
      if (price !== null) {
        priced += day.orders * price
        sold += day.sales
      }
    }
    groups.set(adGroupId, group)
  }
  const basket = priced > 0 ? sold / priced : 1
  const usual = orders > 0 ? sales / orders : 0
  return ({ adGroupId }) => {
    const group = groups.get(adGroupId)!
    const expected = group.price === null ? usual : group.price * basket
    return (group.sales + PRICE_ORDERS * expected) / (group.orders + PRICE_ORDERS)
  }
}
