// The grants that no interface tells of and people keep by hand: what can happen to one, and how long its link lives.

export const grantKinds = ['partner', 'ads_link'] as const
export type GrantKind = (typeof grantKinds)[number]

export const grantActs = ['send_link', 'accept', 'verify', 'revoke'] as const
export type GrantAct = (typeof grantActs)[number]

export type GrantStanding = 'none' | 'link_sent' | 'expired' | 'accepted' | 'verified' | 'revoked'

const DAY_MS = 86_400_000

/** Authorized Partner: the link works once and for seven days. Amazon sets no end for an invitation from a manager account. */
export function endOfLink(kind: GrantKind, sentAt: Date): Date | null {
  return kind === 'partner' ? new Date(sentAt.getTime() + 7 * DAY_MS) : null
}

/** A grant as it stands: an unused link is over when its days are. */
export function grantStanding(
  one: { state: Exclude<GrantStanding, 'none' | 'expired'>; linkEndsAt: Date | null } | null,
  now: Date,
): GrantStanding {
  if (one === null) return 'none'
  if (one.state === 'link_sent' && one.linkEndsAt !== null && now >= one.linkEndsAt) return 'expired'
  return one.state
}

const table: Readonly<Record<GrantStanding, readonly GrantAct[]>> = {
  none: ['send_link'],
  // A link that got lost is sent again, and its seven days begin anew.
  link_sent: ['accept', 'send_link', 'revoke'],
  expired: ['send_link'],
  accepted: ['verify', 'revoke'],
  // Looked at again: what stands there now, with new evidence.
  verified: ['verify', 'revoke'],
  revoked: ['send_link'],
}

/** What can be done next; whatever is not here cannot. */
export function nextActs(standing: GrantStanding): readonly GrantAct[] {
  return table[standing]
}

/** An act that claims something at Amazon rests on what somebody saw there: a note or the hash of a picture. */
export function needsEvidence(act: GrantAct): boolean {
  return act !== 'send_link'
}

export const rightLevels = ['none', 'view', 'edit', 'admin'] as const
export type RightLevel = (typeof rightLevels)[number]

/** Groups of pages of Seller Central as its rights page names them. */
export const sellerPages = [
  'inventory',
  'orders',
  'advertising',
  'reports',
  'performance',
  'pricing',
  'brand',
  'messaging',
  'payments',
  'settings',
] as const
export type SellerPage = (typeof sellerPages)[number]

/** Pages that no agency needs: money, account and buyers' messages. Asking for more than to see them is pointed out. */
export const sensitivePages: readonly SellerPage[] = ['payments', 'settings', 'messaging']

/** Sensitive pages on which more was granted than to look. */
export function tooWide(pages: Partial<Record<SellerPage, RightLevel>>): SellerPage[] {
  return sensitivePages.filter((page) => ['edit', 'admin'].includes(pages[page] ?? 'none'))
}
