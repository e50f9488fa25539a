import type { Capability } from '#kernel/capability.ts'
import type { Region } from '#kernel/marketplace.ts'

/**
 * active → renewal_due (60 days before the consent's year is over) → expired; revoked when either side ended it; broken when Amazon
 * refuses what the consent should allow (a role is missing, the seller is another region's).
 */
export type ConnectionState = 'active' | 'renewal_due' | 'expired' | 'revoked' | 'broken'

/** One consent of a store: to one of our applications at one of Amazon's APIs, in the store's region. */
export type Connection = {
  readonly id: string
  readonly agencyId: string
  readonly clientId: string
  readonly storeId: string
  readonly api: 'sp' | 'ads'
  readonly region: Region
  readonly appId: string
  /** Amazon's id of the seller; for Ads the id of the consenting person's first seller account, null when unknown. */
  readonly sellerId: string | null
  readonly state: ConnectionState
  /** What the client chose, within what the application's roles cover. */
  readonly granted: readonly Capability[]
  readonly consentedAt: Date
  /** Null where Amazon sets no end (Ads). */
  readonly expiresAt: Date | null
  /** Country codes in which the seller takes part (SP-API). */
  readonly marketplaces: readonly string[]
  /** Advertising profiles of this store's seller (Ads API). */
  readonly profiles: readonly AdsProfile[]
}

export type AdsProfile = {
  readonly profileId: string
  /** Country code as Amazon uses it: US, UK, DE … */
  readonly marketplace: string
  readonly currency: string
  readonly timeZone: string
}

/** True while calls may leave. */
export function isOpen(state: ConnectionState): boolean {
  return state === 'active' || state === 'renewal_due'
}
