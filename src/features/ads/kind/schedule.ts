import type { ChangeKind } from '#features/changes/public/kind.ts'
import { bidKind } from './target.ts'

/**
 * A bid of an agreed schedule for an hour. Read and written as any bid; not measured step by step, for the schedule was agreed to as a whole, and
 * taken back by ending the schedule, which restores the base bids.
 */
export const scheduleKind: ChangeKind = {
  ...bidKind,
  name: 'sp.schedule',
  byRule: true,
  size: () => ({ ratio: null, points: null }),
  undo: () => null,
}
