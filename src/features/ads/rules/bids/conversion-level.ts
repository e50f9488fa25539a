import type { ConversionIndex, Counts } from './conversion-index.ts'

// The account's rate through time. Rates drift, and how fast is learnt from the days themselves.

/** Half-lives tried, as shares of the days that the rows cover. */
const halfLives: readonly number[] = [Infinity, 2, 1, 0.5, 0.25, 0.125]
/** Each half-life starts with e^-0.3 of the chance of the longer one before it. */
const LONGER_FIRST = 0.3
/** A rate of few days is held by that of more days as if those had seen this many orders. */
const HELD_ORDERS = 25
/** A tenth of an order at 10 % keeps an account without clicks or orders finite; where there are data it is nothing. */
const WEAK = { orders: 0.1, rate: 0.1 }

/** How the account's level is read: the weights of the half-lives, and how much days scatter beyond chance (at least 1). */
export type LevelWay = { readonly weights: Float64Array; readonly dispersion: number }

/** Orders and clicks of each block of days; clicks are multiplied by the effects, when there are any. */
function blockCounts(index: ConversionIndex, effect: Float64Array | null): Counts {
  const orders = new Float64Array(index.blocks)
  const expected = new Float64Array(index.blocks)
  for (let i = 0; i < index.rowUnit.length; i += 1) {
    const block = index.rowBlock[i]!
    orders[block]! += index.orders[i]!
    expected[block]! += index.clicks[i]! * (effect === null ? 1 : effect[index.rowUnit[i]!]!)
  }
  return { orders, expected }
}

/** Rates around block `at` from the blocks up to `last`, one for each half-life. */
function levelsAt(seen: Counts, at: number, last: number, dispersion: number): Float64Array {
  const found = new Float64Array(halfLives.length)
  let longer = WEAK.rate
  let held = WEAK.orders
  for (const [h, share] of halfLives.entries()) {
    let orders = 0
    let expected = 0
    for (let b = 0; b <= last; b += 1) {
      const weight = 2 ** (-Math.abs(at - b) / (share * seen.orders.length))
      orders += weight * seen.orders[b]!
      expected += weight * seen.expected[b]!
    }
    longer = (orders + held) / (expected + held / longer)
    found[h] = longer
    held = HELD_ORDERS * dispersion
  }
  return found
}

/** Weighs the half-lives by how each would have predicted the blocks from those before. */
export function levelWay(index: ConversionIndex): LevelWay {
  const seen = blockCounts(index, null)
  const blocks = seen.orders.length
  const dispersion = dispersionOf(seen)
  const scores = Float64Array.from(halfLives, (_, h) => -h * LONGER_FIRST)
  for (let cut = Math.ceil(blocks / 3); cut < blocks; cut += 1) {
    for (const [h, rate] of levelsAt(seen, cut - 1, cut - 1, dispersion).entries())
      scores[h]! += (seen.orders[cut]! * Math.log(rate) - rate * seen.expected[cut]!) / dispersion
  }
  const best = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - best))
  const total = weights.reduce((all, one) => all + one, 0)
  return { weights: weights.map((one) => one / total), dispersion }
}

/** Pearson's scatter of each block beside the next: days differ by more than chance, and orders come in twos. */
function dispersionOf(seen: Counts): number {
  let total = 0
  let count = 0
  for (let b = 0; b + 1 < seen.orders.length; b += 1) {
    const [o1, o2] = [seen.orders[b]!, seen.orders[b + 1]!]
    const [e1, e2] = [seen.expected[b]!, seen.expected[b + 1]!]
    if (e1 <= 0 || e2 <= 0 || o1 + o2 <= 0) continue
    const rate = (o1 + o2) / (e1 + e2)
    total += (o1 / e1 - o2 / e2) ** 2 / (rate / e1 + rate / e2)
    count += 1
  }
  return count === 0 ? 1 : Math.max(1, total / count)
}

/** The account's level in each block, orders per click of a unit without effects; the last one is the present. */
export function levelsOf(
  index: ConversionIndex,
  effect: Float64Array | null,
  { weights, dispersion }: LevelWay,
): Float64Array {
  const seen = blockCounts(index, effect)
  return Float64Array.from({ length: index.blocks }, (_, at) => {
    let log = 0
    for (const [h, rate] of levelsAt(seen, at, index.blocks - 1, dispersion).entries())
      log += weights[h]! * Math.log(rate)
    return Math.exp(log)
  })
}

/** Pearson's scatter of the rows around the level, 1 to 3: what orders in twos and threes add to chance. */
export function scatterOf(index: ConversionIndex, level: Float64Array): number {
  let square = 0
  let total = 0
  for (let i = 0; i < index.rowUnit.length; i += 1) {
    const expected = index.clicks[i]! * level[index.rowBlock[i]!]!
    if (expected > 0) square += (index.orders[i]! - expected) ** 2
    total += expected
  }
  return total > 0 ? Math.min(3, Math.max(1, square / total)) : 1
}
