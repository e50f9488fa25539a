import { type Day, daysBetween } from '#kernel/day.ts'
import { type Micros, microsFromDecimal } from '#kernel/money.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import { amountText } from './figures.ts'
import { type Brief, type PartBrief, partsOf } from './brief.ts'
import { type RiskItem, blindSpend } from './risk.ts'

type PartSum = Pick<PartBrief, 'kind' | 'amount' | 'count'>
type Kept = Omit<Brief, 'parts'> & { readonly parts: readonly PartSum[] }

/** Days since the newest sales or advertising figures, as of a day; 0 when they are of today or later. */
export function unseenDays(brief: Pick<Brief, 'to'>, today: Day): number {
  return Math.max(0, daysBetween(brief.to, today) - 1)
}

/** The spend nobody sees, which grows with every day without new files. */
export function blindItems(brief: Kept, today: Day): RiskItem[] {
  const lastOn = brief.lastDays.ads
  if (lastOn === null) return []
  return brief.markets.flatMap((market) =>
    blindSpend(
      {
        marketplace: market.marketplace,
        currency: market.currency,
        now: {
          ...noSpan,
          adCostMicros: market.adCostMicros === null ? null : BigInt(market.adCostMicros),
          adDays: market.adDays,
        },
        before: noSpan,
      },
      lastOn,
      Math.max(0, daysBetween(lastOn, today) - 1),
    ),
  )
}

const noSpan = {
  salesMicros: null,
  salesDays: 0,
  units: null,
  returnedUnits: null,
  principalMicros: null,
  feeMicros: null,
  netProceedsMicros: null,
  adCostMicros: null,
  adDays: 0,
}

/** A brief's risk as of today: the measured parts and the unseen spend, largest first, with their sum in the base currency. */
export function riskOf(
  brief: Kept,
  today: Day,
  fx: FxTable,
): { total: string; parts: readonly PartSum[]; blind: PartBrief | null } {
  const [blind = null] = partsOf(blindItems(brief, today), brief.baseCurrency, brief.to, fx)
  const all: PartSum[] = [
    ...brief.parts,
    ...(blind === null ? [] : [{ kind: blind.kind, amount: blind.amount, count: blind.count }]),
  ]
  const parts = all.toSorted((a, b) => Number(micros(b.amount) - micros(a.amount)))
  const total = parts.reduce((sum, part) => sum + micros(part.amount), 0n)
  return { total: amountText(total, brief.baseCurrency), parts, blind }
}

/** An amount in another currency as decimal text; null when a rate is unknown or there is no amount. */
export function shownIn(
  amount: string | number | null,
  from: string,
  to: string,
  day: Day,
  fx: FxTable,
): string | null {
  if (typeof amount !== 'string') return null
  const converted = fx.convert(micros(amount), from, to, day)
  return converted === null ? null : amountText(converted.micros, to)
}

function micros(amount: string): Micros {
  return microsFromDecimal(amount) ?? 0n
}
