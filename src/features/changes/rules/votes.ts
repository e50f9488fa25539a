import type { Side } from '#kernel/rights.ts'
import { type Tier, sidesFor } from './tiers.ts'

export type Vote = {
  readonly decision: 'approve' | 'reject' | 'ask' | 'comment'
  readonly revision: number
  readonly contentHash: string
  /** Null: all of the batch. */
  readonly changeIds: readonly string[] | null
  readonly side: Side
  readonly personId: string
  readonly forPersonId: string | null
  readonly standingId: string | null
}

export type Ballot = {
  readonly revision: number
  readonly contentHash: string
  readonly proposedBy: string
  readonly proposedSide: 'agency' | 'client' | 'system'
}

/** The sides whose agreement a change still lacks. Votes on another content, and one's own, do not count. */
export function missingSides(
  ballot: Ballot,
  change: { id: string; tier: Tier },
  votes: readonly Vote[],
): Side[] {
  return sidesFor(change.tier, ballot.proposedSide).filter(
    (side) => !approvalsOf(ballot, change.id, votes).some((vote) => vote.side === side),
  )
}

/** The agreements that count for a change. */
export function approvalsOf(ballot: Ballot, changeId: string, votes: readonly Vote[]): Vote[] {
  return votes.filter(
    (vote) =>
      vote.decision === 'approve' &&
      vote.revision === ballot.revision &&
      vote.contentHash === ballot.contentHash &&
      (vote.changeIds === null || vote.changeIds.includes(changeId)) &&
      vote.personId !== ballot.proposedBy &&
      vote.forPersonId !== ballot.proposedBy,
  )
}
