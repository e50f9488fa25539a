import { type GrantlessScope, type LwaApp, type LwaDoor, type Tokens, grantless, refresh } from './lwa.ts'

/** Brings access tokens for a door; called with one that Amazon refused, it brings another. */
export type TokenSource = (refused?: string) => Promise<string>

type Held = { readonly token: string; readonly freshUntil: number }

/** Tokens are renewed about five minutes early, spread a little so that many doors do not come at once. */
const EARLY_MS = 300_000
const SPREAD_MS = 60_000

/**
 * Keeps the access token of one grant for its hour. However many calls wait, Amazon is asked once. `onTokens` runs after each renewal,
 * before the token is used: a changed refresh token must be stored, `secretIndex` tells which secret is live.
 */
export function keepTokens(options: {
  door: LwaDoor
  app: () => Promise<LwaApp>
  grant: { refreshToken: () => Promise<string> } | { scope: GrantlessScope }
  onTokens?: (tokens: Tokens) => Promise<void>
  spread?: () => number
}): TokenSource {
  const { door, app, grant, onTokens, spread = Math.random } = options
  let held: Held | null = null
  let renewing: Promise<Held> | null = null

  async function renew(): Promise<Held> {
    const tokens =
      'scope' in grant
        ? await grantless(door, await app(), grant.scope)
        : await refresh(door, await app(), await grant.refreshToken())
    await onTokens?.(tokens)
    return {
      token: tokens.accessToken,
      freshUntil: tokens.expiresAt.getTime() - EARLY_MS - spread() * SPREAD_MS,
    }
  }

  return async (refused) => {
    if (held !== null && held.token === refused) held = null
    if (held !== null && door.clock.now().getTime() < held.freshUntil) return held.token
    renewing ??= renew()
      .then((next) => {
        held = next
        return next
      })
      .finally(() => {
        renewing = null
      })
    return (await renewing).token
  }
}
