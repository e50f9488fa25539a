import type { Door, Fetch } from '#amazon/transport.ts'
import { type Capability, capabilities } from '#kernel/capability.ts'
import { fixedClock } from '#platform/clock.ts'
import type { SentRequest } from './amazon-contract.ts'

export type Reply = {
  status?: number
  json?: unknown
  body?: string | Buffer
  headers?: Record<string, string>
}

/** What a call meets: an answer, or an exception of the network. */
export type Turn = Reply | Error

/** A fetch that keeps what it was sent and answers in turn, the last answer again and again. */
export function fakeFetch(...turns: Turn[]): { fetch: Fetch; sent: SentRequest[] } {
  const sent: SentRequest[] = []
  const fetch: Fetch = (input, init) => {
    const { method = 'GET', headers, body } = init ?? {}
    const url = input instanceof Request ? input.url : String(input)
    sent.push({
      method,
      url,
      headers: { ...(headers as Record<string, string>) },
      body: (body ?? null) as string | null,
    })
    const turn = turns[Math.min(sent.length, turns.length) - 1] ?? {}
    return turn instanceof Error ? Promise.reject(turn) : Promise.resolve(responseOf(turn))
  }
  return { fetch, sent }
}

function responseOf(reply: Reply): Response {
  const text = reply.body ?? (reply.json === undefined ? '' : JSON.stringify(reply.json))
  const empty = reply.status === 204
  return new Response(empty ? null : typeof text === 'string' ? text : new Uint8Array(text), {
    status: reply.status ?? 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'req-1', ...reply.headers },
  })
}

/** A connection that broke after the request had left. */
export const brokenPipe = (): Error =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
  })
/** A connection that was never made. */
export const noConnection = (): Error =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  })
export const timedOut = (): Error =>
  new DOMException('The operation was aborted due to timeout', 'TimeoutError')

/** A door with everything granted, no quota, and the token "Atza|secret". */
export function testDoor(api: 'sp' | 'ads', fetch: Fetch, more: Partial<Door> = {}): Door {
  return {
    api,
    baseUrl: 'https://amazon.test',
    fetch,
    clock: fixedClock('2026-03-02T09:00:00Z'),
    userAgent: 'Steward/0.1.0 (Language=TypeScript; Automated=yes)',
    token: () => Promise.resolve('Atza|secret'),
    granted: new Set<Capability>(capabilities),
    gate: null,
    ...(api === 'ads' ? { clientId: 'amzn1.client', profileId: '1234567890123456789' } : {}),
    ...more,
  }
}
