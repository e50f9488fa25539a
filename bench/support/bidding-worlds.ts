// The worlds of the bidding benchmark: one store each, of six kinds, five of a kind in thirty. A world is its seed: shop, prices,
// demand, rivals, opening campaigns, stock and budgets follow from it. They were written before the optimiser.

import { addDays } from '#kernel/day.ts'
import { createMarket, demoSellers, type Market } from '#sandbox/market/market.ts'
import { adLimits } from '#sandbox/market/marketplaces.ts'
import type { AdsHabit, FamilySpec, SellerSpec } from '#sandbox/market/sellers/spec.ts'
import { truthOf } from '#sandbox/market/truth.ts'
import { type Chance, chanceOf } from './effect-changes.ts'

export const worldKinds = ['sparse', 'seasonal', 'stock-outs', 'reacting', 'budget-bound', 'launch'] as const
export type WorldKind = (typeof worldKinds)[number]

/** Days a policy lives through. */
export const LIFE_DAYS = 90

export type World = {
  readonly no: number
  readonly kind: WorldKind
  readonly seed: number
  readonly spec: SellerSpec
  /** First local day of the market. */
  readonly start: string
  /** Days at the opening settings, whose reports the policies have. */
  readonly historyDays: number
  /** What is left of a unit of sales before advertising: the ACoS at which an order earns nothing. */
  readonly marginRatio: number
  /** Daily budgets beside what the opening bids would spend; null: budgets that never bind. */
  readonly budgetRatio: number | null
  /** Units sent in beside a mean day's sales, and when; only in stock-out worlds. */
  readonly deliveries: readonly { day: number; leadDays: number; coverDays: number }[]
}

const between = (chance: Chance, low: number, high: number): number => low + (high - low) * chance()
/** Around 1, two thirds of the time within e^±spread. */
const around = (chance: Chance, spread: number): number =>
  Math.exp(spread * (chance() + chance() + chance() - 1.5) * 2)

function familyOf(family: FamilySpec, chance: Chance, kind: WorldKind): FamilySpec {
  const young = kind === 'launch'
  return {
    ...family,
    shoppers: family.shoppers * around(chance, 0.3),
    cpcUsd: family.cpcUsd * around(chance, 0.2),
    conversionRatio: Math.min(0.22, family.conversionRatio * around(chance, 0.25)),
    ratingCount: young ? 6 : family.ratingCount,
    standing: young ? family.standing * 0.25 : family.standing,
  }
}

const habits: readonly AdsHabit[] = ['wasteful', 'patchy', 'starved', 'wasteful', 'patchy']

/** A world from its number and the benchmark's seed. */
export function worldOf(seed: number, no: number): World {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1) ^ ((no + 1) * 7919))
  const kind = worldKinds[no % worldKinds.length]!
  const seller = demoSellers[Math.floor(chance() * demoSellers.length)]!
  const store = seller.stores[Math.floor(chance() * seller.stores.length)]!
  const ads = habits[Math.floor(no / worldKinds.length) % habits.length]!
  const scale = kind === 'sparse' ? between(chance, 0.1, 0.2) : between(chance, 0.6, 1.2)
  const spec: SellerSpec = {
    ...seller,
    ads,
    stores: [{ ...store, scale: store.scale * scale, ...(kind === 'launch' ? { openedDaysBefore: 0 } : {}) }],
    families: seller.families.map((one) => ({
      ...familyOf(one, chance, kind),
      ...(kind === 'seasonal'
        ? { season: { peakDay: Math.floor(chance() * 365), amplitude: between(chance, 0.5, 0.8) } }
        : {}),
    })),
    supply: {
      ...seller.supply,
      leadDays: 0,
      openingDays: kind === 'stock-outs' ? between(chance, 60, 90) : 3000,
    },
    ...(kind === 'reacting' ? { rivals: { reaction: between(chance, 0.8, 1.4), wander: 0.12 } } : {}),
  }
  const historyDays = kind === 'launch' ? 7 : 45
  return {
    no,
    kind,
    seed: Math.floor(chance() * 2 ** 31),
    spec,
    start: addDays('2025-01-05', Math.floor(chance() * 365)),
    historyDays,
    marginRatio: between(chance, 0.25, 0.42),
    budgetRatio: kind === 'budget-bound' ? between(chance, 0.3, 0.6) : null,
    deliveries:
      kind === 'stock-outs'
        ? [
            { day: historyDays - 20, leadDays: 45, coverDays: between(chance, 25, 45) },
            { day: historyDays + 25, leadDays: 40, coverDays: between(chance, 25, 45) },
          ]
        : [],
  }
}

export type OpenWorld = { readonly market: Market; readonly storeKey: string }

/** The world on its first morning, budgets set. The same world opens the same way each time. */
export function openWorld(world: World): OpenWorld {
  const { seed, spec, start } = world
  const market = createMarket({ seed, start, sellers: [spec], habits: false })
  const storeKey = market.reads.stores()[0]!.key
  const spend = new Map<string, number>()
  for (const lane of truthOf(market, storeKey).expect())
    spend.set(lane.campaignId, (spend.get(lane.campaignId) ?? 0) + lane.costMinor)
  const [least, most] = adLimits[market.reads.store(storeKey).marketplace].budget
  for (const { campaignId, dailyBudgetMinor } of market.reads.adsTree(storeKey).campaigns) {
    const usual = spend.get(campaignId) ?? 0
    const wanted =
      world.budgetRatio === null ? Math.max(20 * usual, 20 * dailyBudgetMinor) : world.budgetRatio * usual
    market.apply(
      storeKey,
      {
        kind: 'campaign',
        campaignId,
        patch: { dailyBudgetMinor: Math.min(most, Math.max(least, Math.round(wanted))) },
      },
      'bench',
    )
  }
  return { market, storeKey }
}
