import type { Day } from '#kernel/day.ts'

// Who owns a text or a picture. A work never changes; its ownership moves by transfers, each after the one before.

export type IpOwner = 'agency' | 'client'
export type IpMedium = 'text' | 'image'

export type Owned = { readonly owner: IpOwner; readonly sinceOn: Day }
export type Transfer = {
  readonly id: string
  readonly to: IpOwner
  readonly onDay: Day
  readonly counterOf: string | null
}

const inOrder = (a: Transfer, b: Transfer): number =>
  a.onDay.localeCompare(b.onDay) || Number(a.id) - Number(b.id)

/** Who owned a work at the end of a day, and since when; null before there was one. */
export function ownerOn(
  work: Owned,
  transfers: readonly Transfer[],
  day: Day,
): { owner: IpOwner; since: Day } | null {
  if (day < work.sinceOn) return null
  const last = transfers
    .filter((one) => one.onDay <= day)
    .toSorted(inOrder)
    .at(-1)
  return last === undefined
    ? { owner: work.owner, since: work.sinceOn }
    : { owner: last.to, since: last.onDay }
}

/** Why ownership cannot move to `to` on a day, a code; null when it can. */
export function transferProblem(
  work: Owned,
  transfers: readonly Transfer[],
  wish: { readonly to: IpOwner; readonly on: Day },
  today: Day,
): string | null {
  const last = transfers.toSorted(inOrder).at(-1)
  if ((last?.to ?? work.owner) === wish.to) return 'ip_owned_already'
  if (wish.on > today) return 'ip_in_future'
  if (wish.on < (last?.onDay ?? work.sinceOn)) return 'ip_before_last'
  return null
}

/** Only a work's newest transfer is taken back, once, and a counter-entry is no transfer to take back. */
export function counterProblem(transfers: readonly Transfer[], transferId: string): string | null {
  const last = transfers.toSorted(inOrder).at(-1)
  return last?.id === transferId && last.counterOf === null ? null : 'ip_not_last'
}
