import type { Strength } from './conversion-evidence.ts'
import type { ConversionIndex, Counts, Family } from './conversion-index.ts'

// Passes over the arrays of one fit: expected orders of each unit, and how a family of effects moves them.

/** Expected orders of each unit before any effect, its orders, and the product of the effects found so far. */
export type Stand = {
  readonly exposure: Float64Array
  readonly orders: Float64Array
  readonly effect: Float64Array
}

/** The blocks from one to another, both included, at the account's level of each. */
export function standAt(
  index: ConversionIndex,
  level: Float64Array,
  fromBlock: number,
  toBlock: number,
): Stand {
  const exposure = new Float64Array(index.count)
  const orders = new Float64Array(index.count)
  for (let i = 0; i < index.rowUnit.length; i += 1) {
    const block = index.rowBlock[i]!
    if (block < fromBlock || block > toBlock) continue
    const unit = index.rowUnit[i]!
    exposure[unit]! += index.clicks[i]! * level[block]!
    orders[unit]! += index.orders[i]!
  }
  return { exposure, orders, effect: new Float64Array(index.count).fill(1) }
}

/** Orders seen and expected at each node; expected with all effects, those of the family itself included. */
export function atNodes(family: Family, stand: Stand): Counts {
  const orders = new Float64Array(family.keys.size)
  const expected = new Float64Array(family.keys.size)
  for (let n = 0; n < orders.length; n += 1) {
    for (let at = family.starts[n]!; at < family.starts[n + 1]!; at += 1) {
      const unit = family.units[at]!
      orders[n]! += stand.orders[unit]!
      expected[n]! += stand.exposure[unit]! * stand.effect[unit]!
    }
  }
  return { orders, expected }
}

/**
 * One pass of coordinate ascent: each effect becomes (strength + orders) / (strength + expected without it), which is both its posterior mean
 * given the others and the mode of its logarithm. The joint mode is unique, so passes converge whatever the order.
 */
export function sweep(family: Family, stand: Stand, effects: Float64Array, strength: Strength): void {
  if (strength === Infinity) return
  const { starts, units } = family
  const { exposure, effect, orders } = stand
  for (let n = 0; n < effects.length; n += 1) {
    let seen = 0
    let expected = 0
    for (let at = starts[n]!; at < starts[n + 1]!; at += 1) {
      const unit = units[at]!
      seen += orders[unit]!
      expected += exposure[unit]! * effect[unit]!
    }
    const before = effects[n]!
    const after = (strength + seen) / (strength + expected / before)
    if (after === before) continue
    effects[n] = after
    const ratio = after / before
    for (let at = starts[n]!; at < starts[n + 1]!; at += 1) effect[units[at]!]! *= ratio
  }
}

/** Takes a family's effects out of a stand again. */
export function withdraw(family: Family, stand: Stand, effects: Float64Array): void {
  const { offsets, nodes } = family
  for (let u = 0; u < stand.effect.length; u += 1)
    for (let at = offsets[u]!; at < offsets[u + 1]!; at += 1) stand.effect[u]! /= effects[nodes[at]!]!
}
