import { type Micros, decimalText, microsFromDecimal } from '#kernel/money.ts'
import { rangeOf } from '../limits.ts'
import { type Bounds, dueBid, judgeTarget } from './due.ts'

// One look at the targets of a schedule: which are held, what each is due, and what came of what Amazon said. Pure.

export type Due = {
  readonly marketplace: string
  readonly currency: string
  readonly multiplier: number
  readonly leastStep: number
  /** Base bids are to be restored. */
  readonly ending: boolean
  /** By campaign: the base bid above which a click could cost more than it may; campaigns not named have no such bound. */
  readonly ceilings: ReadonlyMap<string, Micros>
}

export type Kept = {
  readonly entity: 'keywords' | 'targets'
  readonly targetId: string
  readonly campaignId: string
  readonly label: string
  readonly baseMicros: Micros
  readonly seenMicros: Micros
  readonly askedMicros: Micros | null
  readonly state: 'held' | 'conflict' | 'restored'
}

/** A target of the newest snapshot. */
export type Known = {
  readonly entity: string
  readonly entityId: string | null
  readonly campaignId: string
  readonly state: string | null
  readonly bidMicros: Micros | null
  readonly text: string | null
}

export type Line = {
  readonly entity: 'keywords' | 'targets'
  readonly targetId: string
  readonly campaignId: string
  readonly label: string
  /** Null: not held yet, the base is what Amazon says now. */
  readonly kept: Kept | null
  readonly base: string
  /** Wanted now, from the base that is known. */
  readonly bid: string
}

const boundsOf = (due: Due, campaignId: string): Bounds => {
  const [least, most] = rangeOf('bid', due.marketplace) ?? [0.01, 100_000]
  const amazons = BigInt(Math.round(most * 1e6))
  const ceiling = due.ceilings.get(campaignId) ?? amazons
  return {
    currency: due.currency,
    leastMicros: BigInt(Math.round(least * 1e6)),
    mostMicros: ceiling < amazons ? ceiling : amazons,
  }
}

/** What is looked at: what is held, and enabled targets with a bid of their own that are not yet known to the schedule. */
export function linesOf(bases: readonly Kept[], targets: readonly Known[], due: Due): Line[] {
  const known = new Set(bases.map((one) => one.targetId))
  const bidOf = (micros: Micros, campaignId: string): string =>
    decimalText(dueBid(micros, due.multiplier, boundsOf(due, campaignId)))
  const held = bases
    .filter((one) => one.state === 'held')
    .map((kept): Line => {
      const { entity, targetId, campaignId, label, baseMicros } = kept
      return {
        entity,
        targetId,
        campaignId,
        label,
        kept,
        base: decimalText(baseMicros),
        bid: bidOf(baseMicros, campaignId),
      }
    })
  const fresh = targets.flatMap((one): Line[] => {
    const { entityId, bidMicros, campaignId, text } = one
    if (one.state !== 'enabled' || entityId === null || bidMicros === null || known.has(entityId)) return []
    known.add(entityId)
    const entity = one.entity === 'keyword' ? 'keywords' : 'targets'
    const base = decimalText(bidMicros)
    return [
      {
        entity,
        targetId: entityId,
        campaignId,
        label: text ?? entityId,
        kept: null,
        base,
        bid: bidOf(bidMicros, campaignId),
      },
    ]
  })
  return [...held, ...fresh]
}

export type Present = {
  readonly gone: boolean
  readonly label: string | null
  readonly bid: string | null
}

export type Outcome = {
  /** The line of the ledger as it is from now on; null: nothing is kept of it. */
  readonly row: Kept | null
  readonly write: boolean
  readonly dueMicros: Micros
  readonly isNewConflict: boolean
  /** True: the bid was worked out from an old snapshot; with the base that is now on record it is looked at again. */
  readonly again: boolean
}

const nothing: Outcome = { row: null, write: false, dueMicros: 0n, isNewConflict: false, again: false }

/** What Amazon's present values make of the lines, in their order. */
export function judgeLines(lines: readonly Line[], present: readonly Present[], due: Due): Outcome[] {
  return lines.map((line, index): Outcome => {
    const { gone, label, bid } = present[index] ?? { gone: true, label: null, bid: null }
    const stands = bid === null ? null : microsFromDecimal(bid)
    const { kept } = line
    // What is gone, or stands at its ad group's bid, cannot be restored and need not be.
    if (gone || stands === null)
      return kept === null ? nothing : { ...nothing, row: { ...kept, state: gone ? 'restored' : 'conflict' } }
    const base = kept ?? {
      entity: line.entity,
      targetId: line.targetId,
      campaignId: line.campaignId,
      label: label ?? line.label,
      baseMicros: stands,
      seenMicros: stands,
      askedMicros: null,
      state: 'held' as const,
    }
    const dueMicros = dueBid(base.baseMicros, due.multiplier, boundsOf(due, line.campaignId))
    const judged = judgeTarget(base, stands, dueMicros, due.leastStep, due.ending)
    const row = { ...base, label: label ?? base.label, seenMicros: stands }
    const found = { ...nothing, row, dueMicros }
    if (judged === 'conflict') return { ...found, row: { ...row, state: 'conflict' }, isNewConflict: true }
    if (judged === 'restored') return { ...found, row: { ...row, state: 'restored' } }
    const drafted = line.bid === decimalText(dueMicros)
    return { ...found, write: judged === 'write' && drafted, again: judged === 'write' && !drafted }
  })
}
