// The life of one change, as a table. Whatever is not in the table cannot happen.

export const states = [
  'proposed',
  'approved',
  'executing',
  'unknown',
  'applied',
  'confirmed',
  'contradicted',
  'reverted',
  'refused',
  'rejected',
  'withdrawn',
  'expired',
  'superseded',
  'advised',
] as const
export type State = (typeof states)[number]

export const events = [
  /** All who must agree have. */
  'approve',
  /** All who must agree have, and the seller carries it out. */
  'advise',
  'reject',
  'withdraw',
  'expire',
  /** A new revision takes its place. */
  'supersede',
  /** What it was approved under does not hold any more: it has to be agreed to again. */
  'reconsider',
  /** The attempt is written down; the call may leave from now on. */
  'begin',
  /** It certainly did not leave. */
  'release',
  /** Amazon took it. */
  'accept',
  /** Amazon or a check of ours did not take it. */
  'refuse',
  /** Nobody knows. */
  'lose',
  /** Read: the wanted value stands there. */
  'find',
  /** Read, long enough after the call: the old value stands there. */
  'miss',
  /** Read: another value stands there. */
  'overtake',
  /** Read back after it was taken: the wanted value. */
  'confirm',
  /** Read back after it was taken: another value. */
  'contradict',
  /** A later change has taken it back. */
  'revert',
] as const
export type Event = (typeof events)[number]

const table: { readonly [state in State]: { readonly [event in Event]?: State } } = {
  proposed: {
    approve: 'approved',
    advise: 'advised',
    reject: 'rejected',
    withdraw: 'withdrawn',
    expire: 'expired',
    supersede: 'superseded',
  },
  approved: {
    begin: 'executing',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    reconsider: 'proposed',
  },
  executing: { accept: 'applied', refuse: 'refused', lose: 'unknown', release: 'approved' },
  unknown: { find: 'applied', miss: 'approved', overtake: 'refused', refuse: 'refused' },
  applied: { confirm: 'confirmed', contradict: 'contradicted' },
  confirmed: { revert: 'reverted' },
  contradicted: { revert: 'reverted' },
  reverted: {},
  refused: {},
  rejected: {},
  withdrawn: {},
  expired: {},
  superseded: {},
  advised: {},
}

/** The state after an event; null where the event cannot happen. */
export function after(state: State, event: Event): State | null {
  return table[state][event] ?? null
}

/** True when nothing will happen to it by itself any more. */
export function isSettled(state: State): boolean {
  return !['proposed', 'approved', 'executing', 'unknown', 'applied'].includes(state)
}

/** True when Amazon has, or may have, the new value from us. */
export function reachedAmazon(state: State): boolean {
  return ['executing', 'unknown', 'applied', 'confirmed', 'contradicted', 'reverted'].includes(state)
}
