import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import { AmazonError, failureOfException, readErrorBody, retryAfterMs } from './errors.ts'
import { parseJson } from './json.ts'
import { type Fetch, decode } from './transport.ts'

// Login with Amazon: codes and refresh tokens to access tokens. Tokens and secrets go into the request's body only; no message and
// no error carries one.

/** An application as Login with Amazon knows it. Around a rotation two secrets live for seven days: the newest comes first. */
export type LwaApp = {
  readonly clientId: string
  readonly secrets: readonly string[]
  readonly tokenUrl: string
}

export type LwaDoor = {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly userAgent: string
  readonly timeoutMs?: number
}

export type Tokens = {
  readonly accessToken: string
  readonly expiresAt: Date
  /** What to store from now on; null for grantless tokens. */
  readonly refreshToken: string | null
  /** The place in `secrets` that Amazon took: not 0 means that the newest is not live yet. */
  readonly secretIndex: number
}

/** Scopes of the application's own tokens. */
export type GrantlessScope =
  | 'sellingpartnerapi::notifications'
  | 'sellingpartnerapi::client_credential:rotation'

const answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive(),
})

/**
 * Exchanges the code of a consent; it works once and for five minutes. Throws AmazonError: rejected invalid_grant when the code is
 * used or too old, unknown when no answer came (the code may be used up).
 */
export function exchangeCode(
  door: LwaDoor,
  app: LwaApp,
  grant: { code: string; redirectUri: string; codeVerifier?: string },
): Promise<Tokens> {
  return requestTokens(door, app, 'lwa.exchangeCode', {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    ...(grant.codeVerifier === undefined ? {} : { code_verifier: grant.codeVerifier }),
  })
}

/** A new access token. Throws AmazonError: rejected invalid_grant when the grant was revoked or is over a year old. */
export function refresh(door: LwaDoor, app: LwaApp, refreshToken: string): Promise<Tokens> {
  return requestTokens(door, app, 'lwa.refresh', { grant_type: 'refresh_token', refresh_token: refreshToken })
}

/** A token of the application itself, without a seller. */
export function grantless(door: LwaDoor, app: LwaApp, scope: GrantlessScope): Promise<Tokens> {
  return requestTokens(door, app, 'lwa.grantless', { grant_type: 'client_credentials', scope })
}

/** True when asking again is useless: the grant is gone and the person must consent anew. */
export function isGrantDead(error: unknown): boolean {
  return error instanceof AmazonError && ['invalid_grant', 'unauthorized_client'].includes(error.failure.code)
}

/** Tries the secrets in their order: only `invalid_client` means that the next may be the live one. */
async function requestTokens(
  door: LwaDoor,
  app: LwaApp,
  operation: string,
  fields: Record<string, string>,
): Promise<Tokens> {
  let refused: AmazonError | null = null
  for (const [secretIndex, secret] of app.secrets.entries()) {
    try {
      const form = { ...fields, client_id: app.clientId, client_secret: secret }
      return { ...(await post(door, app.tokenUrl, operation, form)), secretIndex }
    } catch (error) {
      if (!(error instanceof AmazonError) || error.failure.code !== 'invalid_client') throw error
      refused = error
    }
  }
  throw refused ?? new AmazonError({ kind: 'rejected', operation, code: 'no_secret' })
}

async function post(
  door: LwaDoor,
  url: string,
  operation: string,
  form: Record<string, string>,
): Promise<Omit<Tokens, 'secretIndex'>> {
  // Refreshing has no effect that a second try would double; a code is used up by the first.
  const effect = form['grant_type'] === 'authorization_code' ? 'write' : 'read'
  const sentAt = door.clock.now()
  let response: Response
  let text: string
  try {
    response = await door.fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'user-agent': door.userAgent,
      },
      body: new URLSearchParams(form).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(door.timeoutMs ?? 20_000),
    })
    text = decode(Buffer.from(await response.arrayBuffer()), response.headers.get('content-type'))
  } catch (error) {
    throw failureOfException(error, operation, effect)
  }
  const requestId = response.headers.get('x-amzn-requestid')
  const body = tolerant(text)
  if (!response.ok) throw refusalOf(response, operation, requestId, body, door.clock.now())
  const parsed = answer.safeParse(body)
  if (!parsed.success)
    throw new AmazonError({
      kind: effect === 'write' ? 'unknown' : 'unavailable',
      operation,
      code: 'unreadable',
      requestId,
    })
  return {
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? null,
    expiresAt: new Date(sentAt.getTime() + parsed.data.expires_in * 1000),
  }
}

function tolerant(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

function refusalOf(
  response: Response,
  operation: string,
  requestId: string | null,
  body: unknown,
  now: Date,
): AmazonError {
  const { code, detail } = readErrorBody(body)
  const waitMs = retryAfterMs(response.headers.get('retry-after'), now)
  const kind = response.status === 429 ? 'throttled' : response.status < 500 ? 'rejected' : 'unavailable'
  return new AmazonError({
    kind,
    operation,
    status: response.status,
    code: code ?? String(response.status),
    detail,
    requestId,
    retryAt: kind === 'throttled' && waitMs !== null ? new Date(now.getTime() + waitMs) : null,
  })
}
