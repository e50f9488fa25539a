import type { Day } from '#kernel/day.ts'
import { type Micros, ratioOf, timesRatio } from '#kernel/money.ts'
import { type Assumed, type Convert, type CostOnDay, unitCost } from './costs.ts'

// What is left of a unit before advertising, by what Amazon really charged.

/** Settled money of one SKU in one marketplace; fees and refunds are negative as Amazon books them. */
export type SettledSku = {
  readonly storeId: string
  readonly marketplace: string | null
  readonly currency: string
  readonly sku: string
  readonly units: number
  readonly refundedUnits: number
  readonly principalMicros: Micros
  readonly promotionMicros: Micros
  /** All that refunds gave and took: principal, promotions, fees. */
  readonly refundMicros: Micros
  /** Of those the principal alone, which carries tax as the price does. */
  readonly refundPrincipalMicros: Micros
  readonly referralMicros: Micros
  readonly fulfillmentMicros: Micros
}

const amounts = [
  'principalMicros',
  'promotionMicros',
  'refundMicros',
  'refundPrincipalMicros',
  'referralMicros',
  'fulfillmentMicros',
] as const

/**
 * Lines whose marketplace Amazon left out (adjustments, some refunds) go to the SKU's only marketplace of the store and currency; where it has
 * several, or none, they stay by themselves. Lines without any amount are left out.
 */
export function placeSettled(lines: readonly SettledSku[]): SettledSku[] {
  const told = lines.filter((one) => one.units !== 0 || amounts.some((key) => one[key] !== 0n))
  const groups = Map.groupBy(told, (one) => `${one.storeId} ${one.currency} ${one.sku}`).values()
  return [...groups].flatMap((own) => {
    const [placed, another] = own.filter((one) => one.marketplace !== null)
    if (placed === undefined || another !== undefined || own.length === 1) return own
    const sum = (key: (typeof amounts)[number]): Micros => own.reduce((total, one) => total + one[key], 0n)
    return {
      ...placed,
      units: own.reduce((total, one) => total + one.units, 0),
      refundedUnits: own.reduce((total, one) => total + one.refundedUnits, 0),
      principalMicros: sum('principalMicros'),
      promotionMicros: sum('promotionMicros'),
      refundMicros: sum('refundMicros'),
      refundPrincipalMicros: sum('refundPrincipalMicros'),
      referralMicros: sum('referralMicros'),
      fulfillmentMicros: sum('fulfillmentMicros'),
    }
  })
}

export type Sureness = 'high' | 'medium' | 'low'
export type MarginGap = 'no_units' | 'no_cost' | 'no_rate'

/** One unit of a SKU, all parts in the marketplace's currency; price − every other part = margin, to the micro. */
export type UnitMargin = {
  readonly storeId: string
  readonly marketplace: string | null
  readonly currency: string
  readonly sku: string
  readonly units: number
  readonly salesMicros: Micros
  readonly priceMicros: Micros | null
  readonly taxMicros: Micros | null
  readonly referralMicros: Micros | null
  readonly fulfillmentMicros: Micros | null
  readonly returnsMicros: Micros | null
  readonly prepMicros: Micros | null
  readonly costMicros: Micros | null
  readonly marginMicros: Micros | null
  readonly ratio: number | null
  readonly gap: MarginGap | null
  readonly sureness: Sureness | null
  readonly rateOn: Day | null
}

/** Fewer settled units than this tell little of fees and returns; from `steady` on they tell enough. */
export const fewUnits = 10
export const steadyUnits = 30
/** Of ninety days, how many settlements must tell for a margin to be called sure. */
export const steadyDays = 60

/** Total ÷ units, rounded half away from zero. */
export function perUnit(total: Micros, units: number): Micros {
  const of = BigInt(units)
  const half = of / 2n
  return (total + (total >= 0n ? half : -half)) / of
}

/**
 * Margin before advertising of one SKU in one marketplace. Returned units are reckoned as sold once and lost: what of them can be sold again
 * is not counted as a saving. `daysTold`: days of the window that settlements tell.
 */
export function unitMargin(
  settled: SettledSku,
  cost: CostOnDay | null,
  assumed: Assumed,
  convert: Convert,
  daysTold: number,
): UnitMargin {
  const { units } = settled
  const named = {
    storeId: settled.storeId,
    marketplace: settled.marketplace,
    currency: settled.currency,
    sku: settled.sku,
    units,
    salesMicros: settled.principalMicros + settled.promotionMicros,
  }
  if (units <= 0) return { ...named, ...unknownParts, gap: 'no_units' }
  const each = (total: Micros): Micros => perUnit(total, units)
  const extra = extras(assumed, convert)
  const priceMicros = each(named.salesMicros)
  const returned = BigInt(Math.max(settled.refundedUnits, 0))
  const fees = {
    priceMicros,
    taxMicros: each(taxWithin(named.salesMicros + settled.refundPrincipalMicros, assumed)),
    referralMicros: each(-settled.referralMicros),
    fulfillmentMicros: each(-settled.fulfillmentMicros),
  }
  const spent = unitCost(cost, convert)
  if (extra === null || spent === 'no_rate') return { ...named, ...unknownParts, ...fees, gap: 'no_rate' }
  const returnsMicros = each(-settled.refundMicros + extra.returnMicros * returned)
  const parts = { ...fees, returnsMicros, prepMicros: extra.prepMicros }
  if (spent === 'no_cost') return { ...named, ...unknownParts, ...parts, gap: 'no_cost' }
  const marginMicros =
    priceMicros -
    fees.taxMicros -
    fees.referralMicros -
    fees.fulfillmentMicros -
    returnsMicros -
    extra.prepMicros -
    spent.micros
  return {
    ...named,
    ...parts,
    costMicros: spent.micros,
    marginMicros,
    // Of what the seller keeps of a price: tax is never his.
    ratio: ratioOf(marginMicros, priceMicros - fees.taxMicros),
    gap: null,
    sureness: surenessOf(units, daysTold, cost?.complete === true),
    rateOn: spent.rateOn,
  }
}

const unknownParts = {
  priceMicros: null,
  taxMicros: null,
  referralMicros: null,
  fulfillmentMicros: null,
  returnsMicros: null,
  prepMicros: null,
  costMicros: null,
  marginMicros: null,
  ratio: null,
  sureness: null,
  rateOn: null,
} as const

function extras(assumed: Assumed, convert: Convert): { returnMicros: Micros; prepMicros: Micros } | null {
  const of = (money: Assumed['prep']): Micros | null =>
    money === null ? 0n : (convert(money.micros, money.currency)?.micros ?? null)
  const [returnMicros, prepMicros] = [of(assumed.returnHandling), of(assumed.prep)]
  return returnMicros === null || prepMicros === null ? null : { returnMicros, prepMicros }
}

/** The tax inside an amount that holds it: amount × r ÷ (1 + r). */
function taxWithin(micros: Micros, { taxTreatment, taxRatio }: Assumed): Micros {
  if (taxTreatment !== 'included' || taxRatio === null) return 0n
  return timesRatio(micros, taxRatio / (1 + taxRatio))
}

function surenessOf(units: number, daysTold: number, complete: boolean): Sureness {
  if (units < fewUnits) return 'low'
  return units >= steadyUnits && daysTold >= steadyDays && complete ? 'high' : 'medium'
}

export type Weighted = {
  /** Null when no product of any weight has a margin. */
  readonly ratio: number | null
  /** Share of the weight whose margin is known, 0..1; null when nothing weighs. */
  readonly coverageRatio: number | null
  readonly products: number
  readonly known: number
}

/** Margins weighted by something such as ad sales; products without a margin lower the coverage and nothing else. */
export function weightedMargin(
  lines: readonly { readonly weightMicros: Micros; readonly ratio: number | null }[],
): Weighted {
  const heavy = lines.filter((one) => one.weightMicros > 0n)
  const known = heavy.filter((one) => one.ratio !== null)
  const weigh = (list: typeof heavy): Micros => list.reduce((sum, one) => sum + one.weightMicros, 0n)
  const weight = weigh(known)
  const sum = known.reduce((total, one) => total + Number(one.weightMicros) * one.ratio!, 0)
  return {
    ratio: weight === 0n ? null : sum / Number(weight),
    coverageRatio: ratioOf(weight, weigh(heavy)),
    products: heavy.length,
    known: known.length,
  }
}
