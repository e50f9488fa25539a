/** How an inbox may be sorted: by the money at stake, by what expires first, by what came last. */
export const inboxOrders = ['stake', 'expiry', 'newest'] as const
export type InboxOrder = (typeof inboxOrders)[number]

export type InboxEntry = {
  readonly batchId: string
  /** Money at stake in one currency for all, decimal text; null when it has none or its rate is unknown. */
  readonly stakeUsd: string | null
  readonly expiresAt: string
  readonly proposedAt: string
}

/** The entries in the order, ties by what expires first, then by what came first. */
export function inOrder<Entry extends InboxEntry>(entries: readonly Entry[], order: InboxOrder): Entry[] {
  const byExpiry = (a: Entry, b: Entry): number => compare(a.expiresAt, b.expiresAt)
  const first: Record<InboxOrder, (a: Entry, b: Entry) => number> = {
    stake: (a, b) => Number(b.stakeUsd ?? -1) - Number(a.stakeUsd ?? -1),
    expiry: byExpiry,
    newest: (a, b) => compare(b.proposedAt, a.proposedAt),
  }
  return entries.toSorted(
    (a, b) => first[order](a, b) || byExpiry(a, b) || Number(a.batchId) - Number(b.batchId),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
