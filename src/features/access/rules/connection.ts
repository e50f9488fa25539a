import { type Capability, type SpRole, capabilityRules } from '#kernel/capability.ts'
import type { Region } from '#kernel/marketplace.ts'

/** What is kept of a connection's life; what the calendar adds to it is `standing`. */
export type ConnectionState = 'active' | 'ending' | 'revoked' | 'broken'

/**
 * active → renewal_due (60 days before the consent's year is over) → expired. ending: disconnected by us, until Amazon refuses the token;
 * revoked: the token is dead; broken: Amazon refuses what the consent should allow.
 */
export type Standing = ConnectionState | 'renewal_due' | 'expired'

/** What a look at a connection can come to. */
export const probeResults = ['alive', 'broken', 'dead', 'unreachable'] as const
export type ProbeResult = (typeof probeResults)[number]

/** Advertising profile of a store's seller. `marketplace` is the country code as Amazon writes it: US, UK, DE … */
export type AdsProfile = {
  readonly profileId: string
  readonly marketplace: string
  readonly currency: string
  readonly timeZone: string
}

const DAY_MS = 86_400_000

/** A person has so long to sign in at Amazon and consent. */
const STATE_LIFE_MS = 30 * 60_000
/** The code of a consent is taken for five minutes (developer-docs.amazon.com/sp-api/docs/website-authorization-workflow). */
const CODE_LIFE_MS = 5 * 60_000

/** Seconds in which a consent may still be answered, and those in which Amazon still takes its code; 0 when it is too late. */
export function consentSecondsLeft(consent: { askedAt: Date; codeAt: Date }, now: Date) {
  const left = (since: Date, lifeMs: number): number =>
    Math.max(0, Math.ceil((since.getTime() + lifeMs - now.getTime()) / 1000))
  return { state: left(consent.askedAt, STATE_LIFE_MS), code: left(consent.codeAt, CODE_LIFE_MS) }
}

/** A seller must consent anew every 365 days (developer-docs.amazon.com/sp-api/docs/renew-authorizations); the Ads API sets no end. */
export function endOfConsent(api: 'sp' | 'ads', consentedAt: Date): Date | null {
  return api === 'ads' ? null : new Date(consentedAt.getTime() + 365 * DAY_MS)
}

/** Amazon ends an application's secret after 180 days. */
export function endOfSecret(addedAt: Date): Date {
  return new Date(addedAt.getTime() + 180 * DAY_MS)
}

/** The replaced secret works for seven more days. */
export function endOfReplaced(replacedAt: Date): Date {
  return new Date(replacedAt.getTime() + 7 * DAY_MS)
}

/** Days before an end on which somebody is told, the earliest first. */
export const noticeDays = [60, 30, 14, 7] as const

/** Whole days left until an end; negative when it is past. */
export function daysLeft(end: Date, now: Date): number {
  return Math.floor((end.getTime() - now.getTime()) / DAY_MS)
}

export function standingOf(one: { state: ConnectionState; expiresAt: Date | null }, now: Date): Standing {
  if (one.state !== 'active' || one.expiresAt === null) return one.state
  if (now >= one.expiresAt) return 'expired'
  return daysLeft(one.expiresAt, now) < noticeDays[0] ? 'renewal_due' : 'active'
}

/** True while calls may leave. */
export function isOpen(standing: Standing): boolean {
  return standing === 'active' || standing === 'renewal_due'
}

/** The notice that is due now: the smallest step reached that nobody was told of yet; null when none is. */
export function noticeDue(end: Date | null, noticed: number | null, now: Date): number | null {
  if (end === null) return null
  const left = daysLeft(end, now)
  const reached = noticeDays.filter((days) => left < days).at(-1) ?? null
  return reached !== null && (noticed === null || reached < noticed) ? reached : null
}

/** The marketplaces of a seller's answer, as far as the store is to have them: those it lacks are named. */
export function missingMarketplaces(wanted: readonly string[], participates: readonly string[]): string[] {
  return wanted.filter((code) => !participates.includes(code)).toSorted()
}

/** Capabilities of one API, those whose role the application holds. */
export function grantable(api: 'sp' | 'ads', roles: readonly SpRole[]): Capability[] {
  return (Object.keys(capabilityRules) as Capability[]).filter((one) => {
    const rule = capabilityRules[one]
    return rule.api === api && (rule.role === null || roles.includes(rule.role))
  })
}

/** What sits beside a consent when it comes back. */
export type Expected = {
  readonly storeSellerId: string | null
  readonly region: Region
  readonly marketplaces: readonly string[]
}

/**
 * Whether a seller account may be bound to a store: `other_seller` when the store is another seller's, `no_marketplace` when it takes part
 * in none of the store's marketplaces (the region or the account was mixed up). Null when it may.
 */
export function mixUp(
  expected: Expected,
  came: { sellerId: string; participates: readonly string[] },
): 'other_seller' | 'no_marketplace' | null {
  if (expected.storeSellerId !== null && expected.storeSellerId !== came.sellerId) return 'other_seller'
  const shared = expected.marketplaces.some((code) => came.participates.includes(code))
  return shared ? null : 'no_marketplace'
}

/** Of what is used, what a consent does not allow, in the order of use. */
export const lackingOf = (granted: readonly Capability[], used: readonly Capability[]): Capability[] =>
  used.filter((one) => !granted.includes(one))

/** Whether more can be allowed without going to Amazon: what its application covers, the consent already bears. */
export const isWithin = (adding: readonly Capability[], grantable: readonly Capability[]): boolean =>
  adding.every((one) => grantable.includes(one))
