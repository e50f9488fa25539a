import { z } from 'zod'

/**
 * What a failed call means for the caller. `throttled`: not now. `rejected`: asking again is useless, nothing happened.
 * `unavailable`: nothing happened, another time it may. `unknown`: a write may or may not have happened; only reading tells.
 */
export type FailureKind = 'throttled' | 'rejected' | 'unavailable' | 'unknown'

export type Failure = {
  readonly kind: FailureKind
  readonly operation: string
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  /** Amazon's code (QuotaExceeded, invalid_grant …) or ours for what has none: timeout, network, unreadable, truncated. */
  readonly code: string
  /** Amazon's words, shortened, without tokens. */
  readonly detail: string | null
  readonly requestId: string | null
  /** When it may be asked again; only for throttled, and only when known. */
  readonly retryAt: Date | null
}

/** A call to Amazon that gave no result. Never carries a token, neither in its message nor in its fields. */
export class AmazonError extends Error {
  readonly failure: Failure

  constructor(failure: Partial<Failure> & Pick<Failure, 'kind' | 'operation' | 'code'>) {
    const full: Failure = {
      status: null,
      requestId: null,
      retryAt: null,
      ...failure,
      detail: clean(failure.detail),
    }
    const parts = [full.operation, full.kind, full.status, full.code, full.requestId]
    super(parts.filter((part) => part !== null && part !== '').join(' '))
    this.name = 'AmazonError'
    this.failure = full
  }

  get kind(): FailureKind {
    return this.failure.kind
  }
}

/** True when the account, a role or the profile is not ours to ask: the grant or the application has to be looked at. */
export function isDenied(error: unknown): boolean {
  return error instanceof AmazonError && (error.failure.status === 401 || error.failure.status === 403)
}

/** True when nothing is wrong but the moment: Amazon was not reached, or had no time. */
export function isPassing(error: unknown): boolean {
  return error instanceof AmazonError && (error.kind === 'unavailable' || error.kind === 'throttled')
}

const SECRETS =
  /\b(Atz[ar]|Atc)\|[^\s"'&,}]+|amzn1\.oa2-cs\.[^\s"'&,}]+|(client_secret|refresh_token|access_token|code)=[^\s"'&]+|https?:\/\/\S+/g

/** Amazon's words without tokens, secrets and signed addresses, at most 300 characters. */
export function clean(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === ''
    ? null
    : text.replaceAll(SECRETS, '[removed]').slice(0, 300)
}

const text = z.union([z.string(), z.number()]).transform(String).nullish().catch(null)

const bodies = z.object({
  errors: z
    .array(z.object({ code: text, message: text }))
    .nullish()
    .catch(null),
  error: z
    .union([z.string(), z.object({ code: text, message: text })])
    .nullish()
    .catch(null),
  error_description: text,
  code: text,
  detail: text,
  details: text,
  description: text,
  message: text,
})

/** Code and words out of the five shapes of Amazon's errors; HTML and nothing are shapes too. */
export function readErrorBody(body: unknown): { code: string | null; detail: string | null } {
  const parsed = bodies.safeParse(body)
  if (!parsed.success) return { code: null, detail: typeof body === 'string' ? body : null }
  const { errors, error, error_description: told, ...rest } = parsed.data
  const first = errors?.[0] ?? (typeof error === 'object' ? error : null)
  const code = first?.code ?? (typeof error === 'string' ? error : null) ?? rest.code
  const detail = first?.message ?? told ?? rest.detail ?? rest.details ?? rest.description ?? rest.message
  return { code: code ?? null, detail: detail ?? null }
}

/** Seconds or an HTTP date, as the waiting time from now; null when the header says nothing usable. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(wait) && wait >= 0 ? wait : null
}

/** The kind of a failed answer. A write that met a server error may have happened. */
export function kindOfStatus(status: number, effect: 'read' | 'write'): FailureKind {
  if (status === 429) return 'throttled'
  if (status === 501) return 'rejected'
  // 408: the server gave up waiting, which is as good as no answer.
  if (status >= 400 && status < 500 && status !== 408) return 'rejected'
  return effect === 'write' ? 'unknown' : 'unavailable'
}

const CONNECTED_NEVER = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** What an exception of fetch means: a request that never left did nothing; one that left may have. */
export function failureOfException(error: unknown, operation: string, effect: 'read' | 'write'): AmazonError {
  const name = error instanceof Error ? error.name : ''
  const code = causeCode(error)
  const timedOut = name === 'TimeoutError' || name === 'AbortError' || code.includes('TIMEOUT')
  const neverLeft = CONNECTED_NEVER.has(code)
  return new AmazonError({
    kind: effect === 'write' && !neverLeft ? 'unknown' : 'unavailable',
    operation,
    code: timedOut ? 'timeout' : 'network',
    detail: code === '' ? name : code,
  })
}

function causeCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code: unknown = 'code' in at ? at.code : undefined
    if (typeof code === 'string') return code
  }
  return ''
}
