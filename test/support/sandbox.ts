import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Clock } from '#platform/clock.ts'
import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { createServer } from '#sandbox/server.ts'
import { createStage, type Stage, type StageOptions } from '#sandbox/stage.ts'

/** A seller in two regions with seven weeks of life; the clock stands still until it is advanced. */
const small: StageOptions = {
  seed: 5,
  start: '2026-09-20',
  now: Date.parse('2026-11-10T15:00:00Z'),
  speed: 0,
  sellers: [{ ...travenor, stores: travenor.stores.filter((one) => ['US', 'DE'].includes(one.marketplace)) }],
}

export type Health = {
  ok: boolean
  now: string
  applicationId: string
  lwa: { clientId: string; clientSecret: string }
  sellers: { sellerId: string; region: string; marketplaceIds: string[]; refreshToken: string }[]
  ads: { clientId: string; clientSecret: string; refreshToken: string; profileIds: string[] }
}

export type Reply = { status: number; headers: Record<string, unknown>; body: unknown; text: string }

export type Sandbox = {
  app: FastifyInstance
  stage: Stage
  health(): Promise<Health>
  send(options: InjectOptions): Promise<Reply>
  /** A call with the seller's token of the region. */
  selling(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: unknown, region?: string): Promise<Reply>
  /** A call with a token of the application itself. */
  grantless(scope: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: unknown): Promise<Reply>
  /** A call of the Ads API on the first profile. */
  ads(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>
  token(form: Record<string, string>): Promise<Reply>
  advance(duration: string): Promise<void>
}

/** The sandbox in this process, without a port. */
export async function openSandbox(options: Partial<StageOptions> = {}): Promise<Sandbox> {
  const stage = createStage({ ...small, ...options })
  const app = createServer(stage)
  await app.ready()
  const send = async (request: InjectOptions): Promise<Reply> => {
    const reply = await app.inject(request)
    const isJson = /json/.test(reply.headers['content-type'] ?? '')
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.body,
      body: isJson && reply.body !== '' ? (JSON.parse(reply.body) as unknown) : reply.body,
    }
  }
  const health = async (): Promise<Health> => (await send({ url: '/_sandbox/health' })).body as Health
  const token = (form: Record<string, string>): Promise<Reply> =>
    send({
      method: 'POST',
      url: '/auth/o2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      payload: new URLSearchParams(form).toString(),
    })
  const tokens = new Map<string, { text: string; at: number }>()
  const bearer = async (key: string, form: () => Promise<Record<string, string>>): Promise<string> => {
    const known = tokens.get(key)
    if (known && stage.clock.now() < known.at + 3_500_000) return known.text
    const { body } = await token(await form())
    const text = (body as { access_token: string }).access_token
    tokens.set(key, { text, at: stage.clock.now() })
    return text
  }
  const appOf = (lwa: Health['lwa']) => ({ client_id: lwa.clientId, client_secret: lwa.clientSecret })
  const withBody = (payload: unknown) => (payload === undefined ? {} : { payload: payload as object })
  return {
    app,
    stage,
    health,
    send,
    token,
    async selling(method, url, payload, region = 'NA') {
      const text = await bearer(region, async () => {
        const { lwa, sellers } = await health()
        const refreshToken = sellers.find((one) => one.region === region)?.refreshToken ?? ''
        return { grant_type: 'refresh_token', refresh_token: refreshToken, ...appOf(lwa) }
      })
      return send({ method, url, headers: { 'x-amz-access-token': text }, ...withBody(payload) })
    },
    async grantless(scope, method, url, payload) {
      const text = await bearer(scope, async () => ({
        grant_type: 'client_credentials',
        scope,
        ...appOf((await health()).lwa),
      }))
      return send({ method, url, headers: { 'x-amz-access-token': text }, ...withBody(payload) })
    },
    async ads(method, url, payload, headers = {}) {
      const { ads } = await health()
      const text = await bearer('ads', async () => ({
        grant_type: 'refresh_token',
        refresh_token: ads.refreshToken,
        ...appOf(ads),
      }))
      return send({
        method,
        url,
        headers: {
          authorization: `Bearer ${text}`,
          'amazon-advertising-api-clientid': ads.clientId,
          'amazon-advertising-api-scope': ads.profileIds[0] ?? '',
          ...headers,
        },
        ...withBody(payload),
      })
    },
    async advance(duration) {
      await send({ method: 'POST', url: '/_sandbox/clock', payload: { advance: duration } })
    },
  }
}

/** fetch that reaches a server of this process without a port, and remembers the statuses it saw. */
export function fetchFrom(sandbox: Sandbox): { fetch: typeof globalThis.fetch; statuses: number[] } {
  const statuses: number[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const reply = await sandbox.app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: url.pathname + url.search,
      headers: { host: url.host, ...(init?.headers as Record<string, string>) },
      ...(typeof init?.body === 'string' ? { payload: init.body } : {}),
    })
    statuses.push(reply.statusCode)
    const headers = Object.entries(reply.headers)
      .filter(([name]) => name !== 'transfer-encoding')
      .map(([name, value]): [string, string] => [name, String(value)])
    const empty = reply.statusCode === 204
    return new Response(empty ? null : new Uint8Array(reply.rawPayload), {
      status: reply.statusCode,
      headers,
    })
  }
  return { fetch, statuses }
}

/** A clock that shows the sandbox's time; who sleeps by it moves it. */
export function clockOf(sandbox: Sandbox): Clock {
  return {
    now: () => new Date(sandbox.stage.now()),
    sleep: (ms) => sandbox.advance(`PT${Math.ceil(ms / 1000)}S`),
  }
}
