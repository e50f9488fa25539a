import type { HarvestRow } from './harvest.ts'
import type { NegativeRow } from './negatives.ts'

// Suggestions come from facts of yesterday; what people put off and what is on its way since stands over them.

export type Overlay = {
  /** view · object · term of what is put off now. */
  readonly dismissed: ReadonlySet<string>
  /** Key of what is being made (parent · match type · term) → its batch. */
  readonly making: ReadonlyMap<string, string>
}

const keyOf = (parent: string, matchType: string, term: string): string => `${parent}·${matchType}·${term}`

export type Overlaid<Row> = Row & { readonly batchId: string | null }

/** Harvest as it stands now: put off ones are gone, proposed ones wait, sources that let go already are left out. */
export function overlaid(
  rows: readonly HarvestRow[],
  { dismissed, making }: Overlay,
): Overlaid<HarvestRow>[] {
  return rows.flatMap((row): Overlaid<HarvestRow>[] => {
    const object = row.destination?.adGroupId ?? row.sources[0]?.adGroupId ?? ''
    if (dismissed.has(`harvest·${object}·${row.term}`)) return []
    if (row.state === 'ready' && row.destination !== null) {
      const batchId = making.get(keyOf(row.destination.adGroupId, row.isAsin ? 'ASIN' : 'EXACT', row.term))
      return [batchId === undefined ? { ...row, batchId: null } : { ...row, state: 'waiting', batchId }]
    }
    if (row.state !== 'negate') return [{ ...row, batchId: null }]
    const matchType = row.isAsin ? 'ASIN' : 'NEGATIVE_EXACT'
    const batches = row.sources.map((one) => making.get(keyOf(one.adGroupId, matchType, row.term)))
    const sources = row.sources.filter((_, index) => batches[index] === undefined)
    return sources.length === 0
      ? [{ ...row, state: 'waiting', batchId: batches.find((one) => one !== undefined) ?? null }]
      : [{ ...row, sources, batchId: null }]
  })
}

/** Negatives as they stand now. */
export function overlaidWaste(
  rows: readonly NegativeRow[],
  { dismissed, making }: Overlay,
): Overlaid<NegativeRow>[] {
  return rows.flatMap((row): Overlaid<NegativeRow>[] => {
    const parent = row.adGroupId ?? row.campaignId
    if (dismissed.has(`negative·${parent}·${row.term}`)) return []
    const batchId = making.get(keyOf(parent, row.isAsin ? 'ASIN' : 'NEGATIVE_EXACT', row.term)) ?? null
    return [batchId === null ? { ...row, batchId } : { ...row, state: 'waiting', batchId }]
  })
}
