// One world of the effect benchmark: a store lives for some weeks, settings are changed on one midnight, and life goes on for as long
// as the longest window and its conversions need. Twins of the same world tell what the changes truly did.
//
// The truth is an expectation. A realised difference between a world with and one without the change would hold the noise of two
// draws of the dice, so a perfect estimate would seem to miss it. The twins therefore share demand, rivals and the history up to the
// change with the observed world, roll other dice for clicks, prices and purchases after it, and are read by expectation
// (`truthOf().expectedDay()`: rates × open hours); only the moment a budget runs out still depends on dice, and is averaged over
// several pairs. Both arms of a pair roll the same dice. The truth of an object is the effect of all that was changed in its store
// that day: its own change and what spills over from the others.

import { addDays } from '#kernel/day.ts'
import { createMarket, demoSellers, type Market } from '#sandbox/market/market.ts'
import { truthOf } from '#sandbox/market/truth.ts'
import type { SellerSpec } from '#sandbox/market/sellers/spec.ts'
import { chanceOf, planChanges, type Plan, type Subject } from './effect-changes.ts'

export const metrics = ['spend', 'clicks', 'orders', 'sales'] as const
export type Metric = (typeof metrics)[number]
export const horizons = [7, 14, 60] as const

const HISTORY_DAYS = 62
const LONGEST = 60
const MATURE_DAYS = 14
/** Pairs of twins per world. */
const PAIRS = 3

/** Values per day from `from`, by object and metric. */
export type Board = { from: string; rows: Map<string, Record<Metric, number[]>> }

export type EffectWorld = {
  storeKey: string
  changedOn: string
  historyDays: number
  campaigns: readonly string[]
  subjects: readonly Subject[]
  /** Everything in which nothing was changed, less the subject's own campaign. */
  donorsOf(subject: Subject): string[]
  /** What reports say at the end of a day. */
  seen(asOf: string, to: string): Board
  /** Expected values of the days after the change, with and without the changes. */
  changed: Board
  unchanged: Board
}

type Setting = { spec: SellerSpec; seed: number; start: string }

const emptyRow = (days: number): Record<Metric, number[]> => ({
  spend: Array.from({ length: days }, () => 0),
  clicks: Array.from({ length: days }, () => 0),
  orders: Array.from({ length: days }, () => 0),
  sales: Array.from({ length: days }, () => 0),
})

function add(board: Board, days: number, id: string, day: number, values: Record<Metric, number>): void {
  const row = board.rows.get(id) ?? emptyRow(days)
  for (const metric of metrics) row[metric][day]! += values[metric]
  board.rows.set(id, row)
}

function settingOf(seed: number): Setting {
  const chance = chanceOf(seed)
  const stores = demoSellers.flatMap((seller) => seller.stores.map((store) => ({ seller, store })))
  const { seller, store } = stores[Math.floor(chance() * stores.length)]!
  const start = addDays('2025-01-05', Math.floor(chance() * 365))
  // The shelves are full: an empty one ends the advertising of changed and unchanged objects alike and measures nothing.
  const spec = { ...seller, stores: [store], supply: { ...seller.supply, openingDays: 3000 } }
  return { spec, seed, start }
}

function open({ spec, seed, start }: Setting): { market: Market; storeKey: string } {
  const market = createMarket({ seed, start, sellers: [spec], habits: false })
  return { market, storeKey: market.reads.stores()[0]!.key }
}

/** Adds the expectation of the days after the change to the board, a `PAIRS`th of it. */
function live(setting: Setting, changedOn: string, plan: Plan | null, salt: number, board: Board): void {
  const { market, storeKey } = open(setting)
  const truth = truthOf(market, storeKey)
  market.advanceTo(market.reads.startOf(storeKey, changedOn))
  truth.useOtherDice(salt)
  for (const change of plan?.changes ?? []) market.apply(storeKey, change, 'bench')
  market.advanceTo(market.reads.startOf(storeKey, board.from))
  for (let day = 0; day < LONGEST; day += 1) {
    market.advanceTo(market.reads.startOf(storeKey, addDays(board.from, day + 1)))
    for (const row of truth.expectedDay()) {
      const values = {
        spend: row.costMinor / PAIRS,
        clicks: row.clicks / PAIRS,
        orders: row.orders / PAIRS,
        sales: row.salesMinor / PAIRS,
      }
      add(board, LONGEST, row.campaignId, day, values)
      add(board, LONGEST, row.targetId, day, values)
    }
  }
}

function seenBy(market: Market, storeKey: string, from: string, to: string, asOf: string): Board {
  const board: Board = { from, rows: new Map() }
  const indexOf = new Map<string, number>()
  for (let day = from, i = 0; day <= to; day = addDays(day, 1), i += 1) indexOf.set(day, i)
  const rows = market.reads.adRows({
    storeKey,
    from,
    to,
    asOf: market.reads.startOf(storeKey, addDays(asOf, 1)),
    by: 'day',
    clickedOnly: true,
    grain: ['campaign', 'target'],
  })
  for (const row of rows) {
    const values = {
      spend: row.costMinor,
      clicks: row.clicks,
      orders: row.orders.d14,
      sales: row.salesMinor.d14,
    }
    add(board, indexOf.size, row.campaignId, indexOf.get(row.day)!, values)
    add(board, indexOf.size, row.targetId, indexOf.get(row.day)!, values)
  }
  return board
}

export function makeWorld(seed: number): EffectWorld {
  const setting = settingOf(seed)
  const { market, storeKey } = open(setting)
  const changedOn = addDays(setting.start, HISTORY_DAYS)
  market.advanceTo(market.reads.startOf(storeKey, changedOn))
  const plan = planChanges(market, storeKey, setting.start, addDays(changedOn, -1), seed ^ 0x5bd1e995)
  for (const change of plan.changes) market.apply(storeKey, change, 'bench')
  market.advanceTo(market.reads.startOf(storeKey, addDays(changedOn, LONGEST + MATURE_DAYS + 2)))
  const changed: Board = { from: addDays(changedOn, 1), rows: new Map() }
  const unchanged: Board = { from: addDays(changedOn, 1), rows: new Map() }
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    live(setting, changedOn, plan, pair * 7919, changed)
    live(setting, changedOn, null, pair * 7919, unchanged)
  }
  const tree = market.reads.adsTree(storeKey)
  const campaignOf = new Map(tree.adGroups.map((g) => [g.adGroupId, g.campaignId]))
  return {
    storeKey,
    changedOn,
    historyDays: HISTORY_DAYS,
    campaigns: tree.campaigns.map((c) => c.campaignId),
    subjects: plan.subjects,
    donorsOf: ({ level, campaignId }) => {
      const others = [...plan.unchanged].filter((id) => id !== campaignId)
      if (level === 'campaign') return others
      return tree.targets.filter((t) => others.includes(campaignOf.get(t.adGroupId)!)).map((t) => t.targetId)
    },
    seen: (asOf, to) => seenBy(market, storeKey, setting.start, to, asOf),
    changed,
    unchanged,
  }
}
