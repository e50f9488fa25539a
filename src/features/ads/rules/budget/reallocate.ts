import { decimalText, decimalsOf } from '#kernel/money.ts'
import { type Returns, ELASTICITY, accountReturn, drawnRoas, marginalReturn } from './returns.ts'

// Moves daily budgets towards the campaigns where another unit of spend brings most. Budgets are exact: whole units of the currency's
// smallest coin, and a total that is kept is kept to the coin.

export type Spender = Returns & {
  readonly campaignId: string
  readonly name: string
  readonly budgetMicros: bigint
  /** Days the figures are of. */
  readonly days: number
  /** Share of demand that fell into hours without budget, 0..1; null when it is not known. */
  readonly outShare: number | null
  /** Days on which the budget ran out or seems to have. */
  readonly outDays: number
}

export type Aim =
  /** The daily budgets keep their total. */
  | { readonly keep: true }
  /** What a day is to cost from now on, for the month's rest. */
  | { readonly keep: false; readonly dayMicros: bigint }

export type Ground = { code: string; data: Record<string, unknown> }

export type Move = {
  readonly campaignId: string
  readonly name: string
  readonly fromMicros: bigint
  readonly toMicros: bigint
  readonly grounds: Ground[]
}

export type Reallocation = {
  readonly moves: readonly Move[]
  readonly totalFromMicros: bigint
  readonly totalToMicros: bigint
  /** What days are expected to cost before and after, in micros. */
  readonly spendFrom: number
  readonly spendTo: number
  /** Sales a day that are expected more (or less) by the assumed returns, in micros. */
  readonly salesMore: number
  /** Why nothing moves, or not as far as wished: no_figures, no_limited, at_bounds, even; null when the aim is met. */
  readonly shortOf: string | null
}

type Working = {
  spender: Spender
  roas: number
  /** What a day would cost with any budget, in micros. */
  need: number
  /** Above this a budget is idle: what a day needs, with room for better days. */
  roof: number
  /** What a day costs now. */
  seen: number
  least: bigint
  most: bigint
  budget: bigint
}

/** A step is worth it when the receiver's return is so much better. */
const WORTH = 1.1
const ROUNDS = 4000
/** Days are not alike: a budget that never ran out keeps this much of its ordinary day. */
const HEADROOM = 1.3

const cost = (one: Working, budget: bigint = one.budget): number => Math.min(one.need, Number(budget))
const next = (one: Working): number => marginalReturn(one.roas, one.seen, cost(one))
const idle = (one: Working): boolean => Number(one.budget) > one.roof

/**
 * `maxStepRatio`: how far one budget moves at most (0.2 = ±20 %). `leastMicros`: the marketplace's smallest daily budget. Campaigns whose
 * budget never ran out need no more of it; what they do not use is free to go elsewhere.
 */
export function reallocate(input: {
  readonly spenders: readonly Spender[]
  readonly aim: Aim
  readonly maxStepRatio: number
  readonly leastMicros: bigint
  readonly currency: string
}): Reallocation {
  const coin = 10n ** BigInt(6 - decimalsOf(input.currency))
  const account = accountReturn(input.spenders)
  const totalFromMicros = input.spenders.reduce((sum, one) => sum + one.budgetMicros, 0n)
  const none = {
    moves: [],
    totalFromMicros,
    totalToMicros: totalFromMicros,
    spendFrom: 0,
    spendTo: 0,
    salesMore: 0,
  }
  if (account === null || input.maxStepRatio <= 0) return { ...none, shortOf: 'no_figures' }
  const all = input.spenders
    .filter((one) => one.budgetMicros > 0n && one.days > 0)
    .map((one) => workingOf(one, account, input.maxStepRatio, input.leastMicros, coin))
  const spendFrom = all.reduce((sum, one) => sum + cost(one), 0)
  const quantum = quantumOf(totalFromMicros, coin)
  const shortOf = input.aim.keep ? shift(all, quantum) : fit(all, Number(input.aim.dayMicros), quantum, coin)
  const spendTo = all.reduce((sum, one) => sum + cost(one), 0)
  return {
    moves: all.flatMap((one) => moveOf(one, account.roas, fitGrounds(input.aim, spendFrom))),
    totalFromMicros,
    totalToMicros:
      totalFromMicros + all.reduce((sum, one) => sum + one.budget - one.spender.budgetMicros, 0n),
    spendFrom,
    spendTo,
    salesMore: all.reduce((sum, one) => sum + gain(one), 0),
    shortOf,
  }
}

/** A thousandth of the total, in whole coins. */
function quantumOf(total: bigint, coin: bigint): bigint {
  const thousandth = (total / 1000n / coin) * coin
  return thousandth < coin ? coin : thousandth
}

function workingOf(
  spender: Spender,
  account: { roas: number; costOfOrder: number },
  maxStep: number,
  leastMicros: bigint,
  coin: bigint,
): Working {
  const budget = spender.budgetMicros
  const step = BigInt(Math.round(maxStep * 1e6))
  const down = (micros: bigint): bigint => (micros / coin) * coin
  const up = (micros: bigint): bigint => down(micros + coin - 1n)
  const lowest = up(budget - (budget * step) / 1_000_000n)
  const least = lowest > leastMicros ? lowest : leastMicros
  const most = down(budget + (budget * step) / 1_000_000n)
  const seen = Number(spender.spendMicros) / spender.days
  const isLimited = spender.outDays > 0 || seen >= Number(budget) * 0.9
  const share = Math.min(spender.outShare ?? 0, 0.9)
  // A budget that ran out without our knowing when is taken to have missed a fifth of the day.
  const missed =
    share > 0 ? share : isLimited ? 0.2 * Math.min(1, Math.max(spender.outDays, 1) / spender.days) : 0
  const need = isLimited ? Math.max(seen / (1 - missed), Number(budget) * (1 + missed)) : seen
  return {
    spender,
    roas: drawnRoas(spender, account),
    need,
    roof: isLimited ? need : seen * HEADROOM,
    seen: isLimited ? Math.min(seen, Number(budget)) : seen,
    least: least > budget ? budget : least,
    most: most < budget ? budget : most,
    budget,
  }
}

/** Idle money goes first; among working money the worst. Ties by id, so that one input has one answer. */
function worst(all: readonly Working[], quantum: bigint): Working | undefined {
  return all
    .filter((one) => one.budget - quantum >= one.least)
    .toSorted((a, b) => {
      const [x, y] = [idle(a) ? 0 : next(a), idle(b) ? 0 : next(b)]
      return x - y || (a.spender.campaignId < b.spender.campaignId ? -1 : 1)
    })[0]
}

function best(all: readonly Working[], quantum: bigint): Working | undefined {
  return all
    .filter((one) => one.budget + quantum <= one.most && Number(one.budget + quantum) <= one.need)
    .toSorted((a, b) => next(b) - next(a) || (a.spender.campaignId < b.spender.campaignId ? -1 : 1))[0]
}

function shift(all: readonly Working[], quantum: bigint): string | null {
  for (let round = 0; round < ROUNDS; round++) {
    const to = best(all, quantum)
    if (to === undefined) return round === 0 ? 'no_limited' : null
    const from = worst(
      all.filter((one) => one !== to),
      quantum,
    )
    if (from === undefined) return round === 0 ? 'at_bounds' : null
    if (!idle(from) && next(to) < next(from) * WORTH) return round === 0 ? 'even' : null
    from.budget -= quantum
    to.budget += quantum
  }
  return null
}

function fit(all: readonly Working[], wanted: number, quantum: bigint, coin: bigint): string | null {
  const total = (): number => all.reduce((sum, one) => sum + cost(one), 0)
  const needs = (one: Working): bigint => {
    const whole = (BigInt(Math.floor(one.roof)) / coin) * coin
    return whole < one.least ? one.least : whole
  }
  // A budget that stays above what its days cost however far it may go down saves nothing: it is left alone.
  const biting = all.filter((one) => Number(one.least) < one.need)
  for (let round = 0; round < ROUNDS; round++) {
    const gap = total() - wanted
    if (Math.abs(gap) <= Number(quantum)) return null
    if (gap < 0) {
      const to = best(all, quantum)
      if (to === undefined) return 'at_bounds'
      to.budget += quantum
      continue
    }
    const from = worst(biting, quantum)
    if (from === undefined) return 'at_bounds'
    // What is idle is taken away at once, for it changes nothing yet.
    from.budget = idle(from) && from.budget > needs(from) ? needs(from) : from.budget - quantum
  }
  return 'at_bounds'
}

/** Sales a day more by a move, by the assumed returns. */
function gain(one: Working): number {
  const before = cost(one, one.spender.budgetMicros)
  const after = cost(one)
  if (before <= 0 || after === before) return 0
  return one.roas * before * ((after / before) ** ELASTICITY - 1)
}

/** Why the total moves, where it does. */
function fitGrounds(aim: Aim, spendFrom: number): Ground[] {
  if (aim.keep) return []
  const wanted = decimalText(aim.dayMicros)
  return [{ code: 'budget_fit', data: { wanted, spend: decimalText(BigInt(Math.round(spendFrom))) } }]
}

function moveOf(one: Working, accountRoas: number, first: readonly Ground[]): Move[] {
  const { spender, budget } = one
  if (budget === spender.budgetMicros) return []
  const grounds: Ground[] = [...first]
  const perDay = decimalText(BigInt(Math.round(one.seen)))
  if (budget > spender.budgetMicros)
    grounds.push({
      code: spender.outShare === null || spender.outShare === 0 ? 'budget_near' : 'budget_out',
      data: { days: spender.outDays, of: spender.days, share: spender.outShare ?? 0, perDay },
    })
  else if (one.roof < Number(spender.budgetMicros))
    grounds.push({ code: 'budget_unused', data: { perDay, budget: decimalText(spender.budgetMicros) } })
  grounds.push({
    code: 'budget_return',
    data: {
      next: round(marginalReturn(one.roas, one.seen, cost(one, spender.budgetMicros))),
      roas: round(one.roas),
      account: round(accountRoas),
      orders: spender.orders,
      elasticity: ELASTICITY,
    },
  })
  return [
    {
      campaignId: spender.campaignId,
      name: spender.name,
      fromMicros: spender.budgetMicros,
      toMicros: budget,
      grounds,
    },
  ]
}

const round = (value: number): number => Math.round(value * 100) / 100
