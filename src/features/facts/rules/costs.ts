import type { Day } from '#kernel/day.ts'
import type { Micros, Money } from '#kernel/money.ts'

// What products cost and how long they take, as people state it from a day on.

export const costAmounts = ['goods', 'freight', 'duty'] as const
export const costCounts = [
  'productionDays',
  'transportDays',
  'receivingDays',
  'moq',
  'cartonQuantity',
] as const
export type CostAmount = (typeof costAmounts)[number]
export type CostCount = (typeof costCounts)[number]

/** What an entry may state of one unit: null means that it says nothing about it. */
export type Stated = Readonly<Record<CostAmount, Money | null>> & Readonly<Record<CostCount, number | null>>

/** Something said about a SKU from a day on; `storeId` null: wherever it is sold. */
export type CostEntry = Stated & {
  readonly id: string
  readonly storeId: string | null
  readonly sku: string
  readonly fromOn: Day
}

/** What holds on a day. */
export type CostOnDay = Stated & {
  /** From when the youngest of the amounts holds; null while none is known. */
  readonly sinceOn: Day | null
  /** Goods, freight and duty are all stated; 0 is a statement. */
  readonly complete: boolean
}

export const nothingStated: Stated = {
  goods: null,
  freight: null,
  duty: null,
  productionDays: null,
  transportDays: null,
  receivingDays: null,
  moq: null,
  cartonQuantity: null,
}

export type DatedEntry = { readonly id: string; readonly fromOn: Day }

/** The younger statement first; of one day the one made later. */
export function younger(a: DatedEntry, b: DatedEntry): number {
  if (a.fromOn !== b.fromOn) return a.fromOn > b.fromOn ? -1 : 1
  return BigInt(a.id) > BigInt(b.id) ? -1 : 1
}

/**
 * What holds for one SKU on a day, field by field: what is said of the store goes before what is said of all, then the younger statement
 * wins. Null when nothing is known by then. `entries` are those of the SKU, taken back ones left out.
 */
export function costOn(
  entries: readonly CostEntry[],
  at: { readonly day: Day; readonly storeId: string | null },
): CostOnDay | null {
  const said = entries
    .filter((one) => one.fromOn <= at.day && (one.storeId === null || one.storeId === at.storeId))
    .toSorted((a, b) => Number(a.storeId === null) - Number(b.storeId === null) || younger(a, b))
  if (said.length === 0) return null
  const first = <K extends keyof Stated>(field: K): Stated[K] =>
    said.find((one) => one[field] !== null)?.[field] ?? null
  const sources = costAmounts.flatMap((field) => said.find((one) => one[field] !== null)?.fromOn ?? [])
  return {
    goods: first('goods'),
    freight: first('freight'),
    duty: first('duty'),
    productionDays: first('productionDays'),
    transportDays: first('transportDays'),
    receivingDays: first('receivingDays'),
    moq: first('moq'),
    cartonQuantity: first('cartonQuantity'),
    sinceOn: sources.toSorted().at(-1) ?? null,
    complete: costAmounts.every((field) => first(field) !== null),
  }
}

/** Days from order to sellable stock; null while a part of it is unknown. */
export function leadDays(cost: Stated | null): number | null {
  if (cost === null) return null
  const { productionDays, transportDays, receivingDays } = cost
  return productionDays === null || transportDays === null || receivingDays === null
    ? null
    : productionDays + transportDays + receivingDays
}

/** Converts an amount; null where a rate is missing. */
export type Convert = (
  micros: Micros,
  from: string,
) => { readonly micros: Micros; readonly rateOn: Day | null } | null

export type UnitCost = {
  readonly micros: Micros
  /** The oldest day of the rates used; null when none was needed. */
  readonly rateOn: Day | null
}

/** Goods, freight and duty of one unit in one currency. 'no_cost' while the price of the goods is unknown. */
export function unitCost(cost: Stated | null, convert: Convert): UnitCost | 'no_cost' | 'no_rate' {
  if (cost === null || cost.goods === null) return 'no_cost'
  let micros = 0n
  let rateOn: Day | null = null
  for (const field of costAmounts) {
    const amount = cost[field]
    if (amount === null) continue
    const part = convert(amount.micros, amount.currency)
    if (part === null) return 'no_rate'
    micros += part.micros
    if (part.rateOn !== null && (rateOn === null || part.rateOn < rateOn)) rateOn = part.rateOn
  }
  return { micros, rateOn }
}

/** The fields of `next` that say something else than what holds; empty when nothing is new. */
export function newlySaid(next: Stated, holds: Stated | null): (CostAmount | CostCount)[] {
  const before = holds ?? nothingStated
  const amounts = costAmounts.filter((field) => {
    const [said, old] = [next[field], before[field]]
    return said !== null && (said.micros !== old?.micros || said.currency !== old.currency)
  })
  return [...amounts, ...costCounts.filter((field) => next[field] !== null && next[field] !== before[field])]
}

export const taxTreatments = ['separate', 'included'] as const
export type TaxTreatment = (typeof taxTreatments)[number]

/** What is assumed of all SKUs from a day on; `marketplace` '': everywhere. */
export type Assumption = {
  readonly id: string
  readonly marketplace: string
  readonly fromOn: Day
  readonly targetMarginRatio: number | null
  /** Of one returned unit. */
  readonly returnHandling: Money | null
  /** Of one unit sold. */
  readonly prep: Money | null
  readonly taxTreatment: TaxTreatment | null
  /** With 'included' alone: the share that stands on top of the net price, 0.19 for 19 %. */
  readonly taxRatio: number | null
}

export type Assumed = Omit<Assumption, 'id' | 'marketplace' | 'fromOn'>

/** What is assumed of a marketplace on a day: what is said of it goes before what is said of all, then the younger wins. */
export function assumedOn(said: readonly Assumption[], at: { day: Day; marketplace: string }): Assumed {
  const known = said
    .filter((one) => one.fromOn <= at.day && (one.marketplace === '' || one.marketplace === at.marketplace))
    .toSorted((a, b) => Number(a.marketplace === '') - Number(b.marketplace === '') || younger(a, b))
  const tax = known.find((one) => one.taxTreatment !== null)
  return {
    targetMarginRatio: known.find((one) => one.targetMarginRatio !== null)?.targetMarginRatio ?? null,
    returnHandling: known.find((one) => one.returnHandling !== null)?.returnHandling ?? null,
    prep: known.find((one) => one.prep !== null)?.prep ?? null,
    taxTreatment: tax?.taxTreatment ?? null,
    taxRatio: tax?.taxRatio ?? null,
  }
}
