import { type Day, addMonths } from '#kernel/day.ts'
import { type Money, decimalText, microsFromDecimal } from '#kernel/money.ts'
import { Refusal, assert } from '#kernel/refusal.ts'
import type { Stated } from '../rules/costs.ts'

// What the cost endpoints share: which days are believed, and amounts to and from the wire.

/** Costs hold for days of the business, which no single zone cuts; the day in UTC is near enough for what is dated by hand. */
export const dayOf = (now: Date): Day => now.toISOString().slice(0, 10)

export const earliestCostDay: Day = '2010-01-01'
/** The last day that a cost may begin on: a year ahead. */
export const latestCostDay = (today: Day): Day => addMonths(today, 12)

export function believable(fromOn: Day, today: Day): void {
  const latest = latestCostDay(today)
  if (fromOn < earliestCostDay || fromOn > latest)
    throw new Refusal('cost_day_out_of_range', { earliest: earliestCostDay, latest })
}

type MoneyText = { amount: string; currency: string }

export function moneyFrom(given: MoneyText | null | undefined): Money | null {
  if (given === null || given === undefined) return null
  const micros = microsFromDecimal(given.amount)
  assert(micros !== null, 'the schema lets only decimal text pass')
  return { micros, currency: given.currency }
}

type GivenStated = {
  [K in keyof Stated]?: Stated[K] extends Money | null
    ? MoneyText | null | undefined
    : number | null | undefined
}

export function statedFrom(given: GivenStated): Stated {
  return {
    goods: moneyFrom(given.goods),
    freight: moneyFrom(given.freight),
    duty: moneyFrom(given.duty),
    productionDays: given.productionDays ?? null,
    transportDays: given.transportDays ?? null,
    receivingDays: given.receivingDays ?? null,
    moq: given.moq ?? null,
    cartonQuantity: given.cartonQuantity ?? null,
  }
}

export const shownMoney = (money: Money | null): MoneyText | null =>
  money === null ? null : { amount: decimalText(money.micros), currency: money.currency }

export function shownStated(said: Stated) {
  const { goods, freight, duty, productionDays, transportDays, receivingDays, moq, cartonQuantity } = said
  return {
    goods: shownMoney(goods),
    freight: shownMoney(freight),
    duty: shownMoney(duty),
    productionDays,
    transportDays,
    receivingDays,
    moq,
    cartonQuantity,
  }
}
