// Consents and what follows from them. A refresh token names its consent; a consent dies by revocation, by 365 days (Selling Partner
// API) or by a newer consent for the same seller and region.

import { AmazonError } from '../amazon-error.ts'
import type { Clock } from '../clock.ts'
import type { Region } from '../market/world.ts'
import type { Seal } from '../tokens.ts'
import type { App, Apps } from './apps.ts'

/** Selling: a seller in a region. Ads: a user, who sees every profile of `sellers`. */
export type Consent = {
  clientId: string
  kind: App['kind']
  /** Seller id, or the ads user's id. */
  subject: string
  region: Region | null
  /** Ads only: seller ids whose profiles the user may edit. */
  sellers: string[]
  at: number
  n: number
}

export type Access =
  | { kind: 'consent'; consent: Consent }
  | { kind: 'grantless'; clientId: string; scope: string }

export type Grants = {
  /** A five-minute code for the consent; usable once. */
  code(consent: Omit<Consent, 'at' | 'n'>, redirectUri: string, challenge: string | null): string
  /** Trades a code. Throws AmazonError in LWA's words. */
  redeem(code: string, app: App, redirectUri: string, verifier: string | null): Consent
  refreshToken(consent: Consent): string
  /** The consent behind a refresh token. Throws invalid_grant. */
  refresh(token: string, app: App): Consent
  accessToken(consent: Consent): string
  grantlessToken(app: App, scope: string): string
  /** Null when it is none; 'expired' after its hour; 'revoked' when the consent is dead. */
  access(token: string): Access | 'expired' | 'revoked' | null
  /** Ends every consent of the subject (in the region) so far. Answers whether there could be one. */
  revoke(subject: string, region: Region | null, at?: number): void
  /** A consent that was given before the sandbox opened. */
  standing(consent: Omit<Consent, 'at' | 'n' | 'clientId'>, at: number): Consent
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CODE_LIFE = 5 * MINUTE
export const CONSENT_LIFE = 365 * 24 * HOUR

type Coded = { consent: Consent; redirectUri: string; challenge: string | null; until: number }

const invalidGrant = (description: string): AmazonError => new AmazonError(400, 'invalid_grant', description)

export function createGrants(seal: Seal, clock: Clock, apps: Apps): Grants {
  const usedCodes = new Set<string>()
  const revokedAt = new Map<string, { at: number; n: number }>()
  const placeOf = (c: { kind: string; subject: string; region: Region | null }): string =>
    `${c.kind}/${c.subject}/${c.region ?? ''}`

  const isDead = (consent: Consent): boolean => {
    const end = revokedAt.get(placeOf(consent))
    if (end && (consent.at < end.at || (consent.at === end.at && consent.n <= end.n))) return true
    return consent.kind === 'selling' && clock.now() > consent.at + CONSENT_LIFE
  }

  return {
    code(draft, redirectUri, challenge) {
      const consent = { ...draft, at: clock.now(), n: seal.next() }
      const coded: Coded = { consent, redirectUri, challenge, until: clock.now() + CODE_LIFE }
      return seal.close('code', coded)
    },
    redeem(code, app, redirectUri, verifier) {
      const coded = seal.open('code', code) as Coded | null
      if (!coded || coded.consent.clientId !== app.clientId)
        throw invalidGrant('The request has an invalid grant parameter : code')
      if (usedCodes.has(code)) throw invalidGrant('The authorization code was used before')
      if (clock.now() > coded.until) throw invalidGrant('The authorization code has expired')
      if (redirectUri !== '' && redirectUri !== coded.redirectUri)
        throw invalidGrant('The redirect URI does not match the one of the consent')
      if (coded.challenge !== null && coded.challenge !== verifier)
        throw invalidGrant('The code verifier does not fit the code challenge')
      usedCodes.add(code)
      return coded.consent
    },
    refreshToken: (consent) => `Atzr|${seal.close('refresh', consent)}`,
    refresh(token, app) {
      const consent = seal.open('refresh', token.replace(/^Atzr\|/, '')) as Consent | null
      if (!consent || consent.clientId !== app.clientId)
        throw invalidGrant('The request has an invalid grant parameter : refresh_token')
      if (isDead(consent)) throw invalidGrant('The refresh token is revoked or has expired')
      return consent
    },
    accessToken: (consent) =>
      `Atza|${seal.close('access', { consent, until: clock.now() + HOUR, n: seal.next() })}`,
    grantlessToken: (app, scope) =>
      `Atza|${seal.close('grantless', { clientId: app.clientId, scope, until: clock.now() + HOUR })}`,
    access(token) {
      const text = token.replace(/^Atza\|/, '')
      const grantless = seal.open('grantless', text) as {
        clientId: string
        scope: string
        until: number
      } | null
      if (grantless)
        return clock.now() > grantless.until
          ? 'expired'
          : { kind: 'grantless', clientId: grantless.clientId, scope: grantless.scope }
      const found = seal.open('access', text) as { consent: Consent; until: number } | null
      if (!found) return null
      if (isDead(found.consent)) return 'revoked'
      return clock.now() > found.until ? 'expired' : { kind: 'consent', consent: found.consent }
    },
    revoke(subject, region, at = clock.now()) {
      for (const kind of ['selling', 'ads'])
        revokedAt.set(placeOf({ kind, subject, region }), { at, n: seal.next() })
    },
    standing: (draft, at) => ({ ...draft, clientId: apps[draft.kind].clientId, at, n: 0 }),
  }
}
