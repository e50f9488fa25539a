import { isUtf8 } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import type { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import { AmazonError, failureOfException, kindOfStatus, readErrorBody, retryAfterMs } from './errors.ts'
import { type Granted, refuseOutside } from './guard.ts'
import { parseJson } from './json.ts'
import type { Gate } from './limiter.ts'
import type { QuotaCall } from './quota-plans.ts'
import { type Operation, type OperationName, operationOf } from './operations.ts'

export type Fetch = typeof globalThis.fetch

/** One account at one API of one region, opened for one purpose: everything a call needs is passed in. */
export type Door = {
  readonly api: 'sp' | 'ads'
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly fetch: Fetch
  readonly clock: Clock
  /** Names the application and that it is automated, as Amazon's agent policy asks; at most 500 characters. */
  readonly userAgent: string
  /** An access token. Called with the one Amazon has just refused as expired, it must bring another. */
  token(refused?: string): Promise<string>
  readonly granted: Granted
  /** Told of each call the grant refuses, before the refusal is thrown. */
  readonly onRefused?: (operation: OperationName, subjects: readonly string[]) => Promise<void>
  /** Waits for the quota; null only where none applies. */
  readonly gate: Gate | null
  /** True when the token is the application's own (SP-API, grantless operations). */
  readonly grantless?: boolean
  /** Ads API: the application's client id and the profile; null for calls above profiles. */
  readonly clientId?: string
  readonly profileId?: string | null
  /** Default 30 s for SP-API, 60 s for Ads (its slowest per cent takes 30). */
  readonly timeoutMs?: number
}

type Scalar = string | number | boolean

export type Call = {
  readonly path?: Readonly<Record<string, string>>
  /** Lists are joined by commas; undefined is left out. */
  readonly query?: Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Overrides the operation's media types (exports). */
  readonly accepts?: string
  /** Report types, data set or notification type the call is about. */
  readonly subjects?: readonly string[]
  /** What Amazon also counts below the operation, and how often the same may be asked. */
  readonly quota?: Pick<QuotaCall, 'interval'> & { readonly subject?: string }
}

/** What came back: the parsed value, Amazon's own text for the raw store, and Amazon's id of the request. */
export type Answer<T> = {
  readonly value: T
  readonly text: string
  readonly requestId: string | null
  readonly receivedAt: Date
}

/**
 * Calls Amazon once. Throws Refusal outside_grant before anything leaves, and AmazonError for everything else that gave no result.
 * Never retries but once after Amazon called the token expired, which it does before acting.
 */
export async function send<T>(
  door: Door,
  name: OperationName,
  call: Call,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const operation = operationOf(name)
  const subjects = call.subjects ?? []
  try {
    refuseOutside(door.granted, name, subjects)
  } catch (refusal) {
    await door.onRefused?.(name, subjects)
    throw refusal
  }
  if (operation.api !== door.api || operation.grantless !== (door.grantless ?? false))
    throw new Error(`assertion failed: ${name} went to the wrong door`)

  const token = await door.token()
  const first = await attempt(door, name, operation, call, token)
  const answer = first.expired ? await attempt(door, name, operation, call, await door.token(token)) : first
  if (answer.failure !== null) throw answer.failure
  const { text, requestId, receivedAt } = answer
  const parsed = schema.safeParse(bodyOf(text))
  if (parsed.success) return { value: parsed.data, text, requestId, receivedAt }
  throw new AmazonError({
    kind: operation.effect === 'write' ? 'unknown' : 'unavailable',
    operation: name,
    code: 'unreadable',
    detail: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    requestId,
  })
}

type Attempt = {
  text: string
  requestId: string | null
  receivedAt: Date
  failure: AmazonError | null
  expired: boolean
}

async function attempt(
  door: Door,
  name: OperationName,
  operation: Operation,
  call: Call,
  token: string,
): Promise<Attempt> {
  const gateCall: QuotaCall = { operation: name, subject: null, ...call.quota }
  const address = addressOf(door, operation, call)
  await door.gate?.enter(gateCall)
  let response: Response
  let text: string
  try {
    response = await door.fetch(address, requestOf(door, operation, call, token))
    text = decode(Buffer.from(await response.arrayBuffer()), response.headers.get('content-type'))
  } catch (error) {
    throw failureOfException(error, name, operation.effect)
  }
  const receivedAt = door.clock.now()
  const requestId = response.headers.get('x-amzn-requestid') ?? response.headers.get('x-amz-request-id')
  const rateHeader = Number(response.headers.get('x-amzn-ratelimit-limit') ?? Number.NaN)
  const waitMs = retryAfterMs(response.headers.get('retry-after'), receivedAt)
  const throttled = response.status === 429
  const learned = await door.gate?.learn(gateCall, {
    throttled,
    accepted: response.ok,
    rate: Number.isFinite(rateHeader) && rateHeader > 0 ? rateHeader : null,
    retryAfterMs: waitMs,
  })
  if (response.ok) return { text, requestId, receivedAt, failure: null, expired: false }
  const { code, detail } = readErrorBody(bodyOf(text))
  const failure = new AmazonError({
    kind: kindOfStatus(response.status, operation.effect),
    operation: name,
    status: response.status,
    code: code ?? String(response.status),
    detail,
    requestId,
    retryAt: throttled
      ? (learned ?? (waitMs === null ? null : new Date(receivedAt.getTime() + waitMs)))
      : null,
  })
  return { text, requestId, receivedAt, failure, expired: tokenExpired(response.status, detail) }
}

/** SP-API: 403 "The access token you provided has expired."; Ads: 401, also "Not authenticated". A missing right is another text. */
function tokenExpired(status: number, detail: string | null): boolean {
  const expired = /\btoken\b.*\bexpired|\bexpired\b.*\btoken|\bnot authenticated\b/i
  return (status === 401 || status === 403) && expired.test(detail ?? '')
}

function addressOf(door: Door, operation: Operation, call: Call): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = call.path?.[name] ?? ''
    if (value === '' || value === '.' || value === '..')
      throw new Error(`assertion failed: ${operation.path} needs ${name}`)
    return encodeURIComponent(value)
  })
  const query = Object.entries(call.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
  return `${door.baseUrl}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`
}

function requestOf(door: Door, operation: Operation, call: Call, token: string): RequestInit {
  const body = call.body === undefined ? null : JSON.stringify(call.body)
  return {
    method: operation.method,
    headers: {
      accept: call.accepts ?? operation.accepts,
      'user-agent': door.userAgent,
      ...(body === null ? {} : { 'content-type': operation.sends }),
      ...(door.api === 'sp' ? { 'x-amz-access-token': token } : adsHeaders(door, token)),
      ...call.headers,
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(door.timeoutMs ?? (door.api === 'sp' ? 30_000 : 60_000)),
  }
}

function adsHeaders(door: Door, token: string): Record<string, string> {
  if (door.clientId === undefined) throw new Error('assertion failed: an Ads door needs the client id')
  return {
    authorization: `Bearer ${token}`,
    'Amazon-Advertising-API-ClientId': door.clientId,
    ...(typeof door.profileId === 'string' ? { 'Amazon-Advertising-API-Scope': door.profileId } : {}),
  }
}

/** JSON when it is, the bare text when it is not, null when there is none. */
function bodyOf(text: string): unknown {
  if (text.trim() === '') return null
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

/**
 * Bytes to text; unpacks what is still packed. What is UTF-8 is read as UTF-8 whatever the content type says, the rest by its charset,
 * and as Windows-1252 when it names none.
 */
export function decode(bytes: Buffer, contentType: string | null): string {
  const plain = isGzip(bytes) ? gunzipSync(bytes) : bytes
  return isUtf8(plain)
    ? plain.toString('utf8')
    : iconv.decode(plain, charsetOf(contentType) ?? 'windows-1252')
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** The charset of a content type, lower case, when it is one we can read; null otherwise. */
export function charsetOf(contentType: string | null): string | null {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null
  return named !== null && iconv.encodingExists(named) ? named : null
}
