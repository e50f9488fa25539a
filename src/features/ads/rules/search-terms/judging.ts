import type { Ground } from '#features/changes/rules/item.ts'
import type { Micros } from '#kernel/money.ts'
import { decimalText, ratioOf } from '#kernel/money.ts'
import type { Classes } from './classes.ts'
import type { Rates } from './rates.ts'
import type { TermLine } from './lines.ts'
import type { Structure } from './structure.ts'

/** What every judgement on search terms goes by. */
export type Judging = {
  readonly lines: readonly TermLine[]
  readonly structure: Structure
  /** Null: the account has no order to learn from. */
  readonly rates: Rates | null
  readonly classes: Classes
  readonly marketplace: string
  readonly currency: string
  /** BCP 47, the marketplace's. */
  readonly language: string
  /** Days of the window. */
  readonly days: number
  /** ACoS that is aimed at, 0..1. */
  readonly targetRatio: number
  /** How rare luck must be before a term is judged: 0.05 is one in twenty. */
  readonly alpha: number
  /** A term is judged once it has spent so many times what an order may cost. */
  readonly factor: number
}

/** How sure one wants to be before money is taken from a term. */
export const cautions = {
  careful: { alpha: 0.02, factor: 1.5 },
  usual: { alpha: 0.05, factor: 1 },
  bold: { alpha: 0.2, factor: 0.75 },
} as const
export const cautionNames = ['careful', 'usual', 'bold'] as const
export type Caution = (typeof cautionNames)[number]

export type Sums = {
  readonly impressions: number
  readonly clicks: number
  readonly orders: number
  readonly costMicros: Micros
  readonly salesMicros: Micros
}

export type { Ground }

export const ground = (code: string, data: Ground['data'] = {}): Ground => ({ code, data })

export function addUp(lines: readonly Sums[]): Sums {
  let [impressions, clicks, orders] = [0, 0, 0]
  let [costMicros, salesMicros] = [0n, 0n]
  for (const line of lines) {
    impressions += line.impressions
    clicks += line.clicks
    orders += line.orders
    costMicros += line.costMicros
    salesMicros += line.salesMicros
  }
  return { impressions, clicks, orders, costMicros, salesMicros }
}

/** Micros of an amount in units, rounded to what the currency is written in. */
export const microsOf = (units: number): Micros => BigInt(Math.round(units * 1e6))

export const money = (micros: Micros): string => decimalText(micros)

/** What an order may cost at the target, in units. */
export const orderMayCost = (judging: Judging, orderValue: number): number => judging.targetRatio * orderValue

/** Per thirty days at the pace of the window. */
export const perMonth = (micros: Micros, days: number): Micros =>
  days <= 0 ? 0n : (micros * 30n) / BigInt(days)

/** The figures of a line as a reason: what it did in the window. */
export function soldGround(sums: Sums, days: number): Ground {
  return ground('term.sold', {
    clicks: sums.clicks,
    orders: sums.orders,
    spend: money(sums.costMicros),
    sales: money(sums.salesMicros),
    acos: ratioOf(sums.costMicros, sums.salesMicros),
    days,
  })
}
