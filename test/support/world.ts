import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyEndpoint, Endpoint, In, Out } from '#platform/endpoint.ts'
import type { Role } from '#kernel/rights.ts'
import { fixedClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import type { SeedPlan, Seeded } from '#features/identity/public.ts'
import { giveCode, signIn } from '#features/identity/api/session.ts'
import { type App, createApp } from '#app.ts'
import { createDatabase, masterKey } from './database.ts'
import { type Sandbox, clockOf, fetchFrom } from './sandbox.ts'

/** What an endpoint is asked with. */
export type Input<P, Q, B> = { params?: In<P>; query?: In<Q>; body?: In<B> }
export type AnyInput = { params?: unknown; query?: unknown; body?: unknown }
export type Answer = { status: number; body: unknown; headers: Record<string, unknown> }

/** A browser: it keeps the cookies it is given. */
export type Caller = {
  /** Asks and gives back whatever comes. */
  ask(endpoint: AnyEndpoint, input?: AnyInput): Promise<Answer>
  /** Asks and gives back the output; throws Refused otherwise. */
  call<P, Q, B, O>(endpoint: Endpoint<P, Q, B, O>, input?: Input<P, Q, B>): Promise<Out<O>>
  readonly cookies: Map<string, string>
}

/** The product said no. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>

  constructor(endpoint: string, status: number, body: unknown) {
    const { code = '', params = {} } = (body ?? {}) as { code?: string; params?: Record<string, unknown> }
    super(`${endpoint} answered ${status} ${code} ${JSON.stringify(params)}`)
    this.status = status
    this.code = code
    this.params = params
  }
}

export type TestAgency = Seeded & {
  /** A signed-in person by key (lin, wang …); signed in once, second factor given. */
  as(key: string): Promise<Caller>
  /** The same person in another browser. */
  arrive(key: string): Promise<Caller>
  person(key: string): Seeded['people'][number]
}

export type TestWorld = {
  readonly app: App
  readonly ownerUrl: string
  readonly clock: ReturnType<typeof fixedClock>
  /**
   * A new agency with the clients Nordlicht and Sonnenhof. Its own: lin (owner), wang (account manager, Nordlicht only), zhou
   * (ads), chen (listing), liu (supply), sun (finance), he (compliance). Nordlicht's: nora (owner), nils (staff), nadia (auditor);
   * Sonnenhof's: sasha (owner), sven (staff).
   */
  agency(name?: string): Promise<TestAgency>
  /** Somebody of the first agency, which is made on first use. */
  as(key: string): Promise<Caller>
  nobody(): Caller
  /** Runs all jobs that are due and waits for letters on their way. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Where worlds with a sandbox reach it; no port is opened. */
export const sandboxOrigin = 'http://localhost:4400'

export const testPassword = 'harbour-lotus-quartz-41'

/**
 * A running product on a database of its own, with a clock that stands until it is moved. With a sandbox the product reaches it without
 * a port and keeps its time; `clock` is then the machine's alone. Close it when done.
 */
export async function createWorld(
  now = '2026-03-02T09:00:00Z',
  options: {
    sandbox?: Sandbox
    sandboxUrl?: string
    publicUrl?: string
    /** Stands between the product and the sandbox. */
    fetchWrap?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  } = {},
): Promise<TestWorld> {
  const { sandbox, sandboxUrl = sandboxOrigin, publicUrl = 'http://localhost' } = options
  const wrap = options.fetchWrap ?? ((fetch: typeof globalThis.fetch) => fetch)
  const database = await createDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-world-'))
  const clock = fixedClock(now)
  const config = readConfig({
    STEWARD_DATA: dataDir,
    STEWARD_KEY: masterKey,
    LOG_LEVEL: 'error',
    ...(sandbox === undefined ? {} : { STEWARD_SANDBOX: sandboxUrl }),
  })
  const app = await createApp({
    config,
    ownerUrl: database.ownerUrl,
    publicUrl,
    clock: sandbox === undefined ? clock : clockOf(sandbox),
    wall: clock,
    ...(sandbox === undefined ? {} : { fetch: wrap(fetchFrom(sandbox).fetch) }),
    migrate: false,
  })
  await app.world.jobs.register(app.jobKinds)
  let agencies = 0
  let first: Promise<TestAgency> | undefined

  const world: TestWorld = {
    app,
    ownerUrl: database.ownerUrl,
    clock,
    async agency(name) {
      agencies += 1
      const seeded = await app.identity.seed(plan(name ?? `Agency ${agencies}`, agencies))
      if (seeded === null) throw new Error('the agency exists already')
      return withPeople(app, seeded)
    },
    async as(key) {
      first ??= world.agency()
      return (await first).as(key)
    },
    nobody: () => browser(app),
    async settle() {
      await app.identity.idle()
      await app.world.jobs.settle()
    },
    async close() {
      await app.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return world
}

function withPeople(app: App, seeded: Seeded): TestAgency {
  const callers = new Map<string, Promise<Caller>>()
  const person = (key: string): Seeded['people'][number] => {
    const found = seeded.people.find((one) => one.key === key)
    if (found === undefined) throw new Error(`nobody is called ${key}`)
    return found
  }
  const enter = (key: string): Promise<Caller> => arrive(app, person(key).email, person(key).password)
  return {
    ...seeded,
    person,
    arrive: enter,
    async as(key) {
      const known = callers.get(key) ?? enter(key)
      callers.set(key, known)
      return known
    },
  }
}

async function arrive(app: App, email: string, password: string): Promise<Caller> {
  const caller = browser(app)
  const { next } = await caller.call(signIn, { body: { email, password } })
  if (next === 'code') await caller.call(giveCode, { body: { code: await app.identity.seededCode(email) } })
  return caller
}

let browsers = 0

/** Each browser has a network address of its own, because guesses and requests are counted by address. */
function browser(app: App): Caller {
  browsers += 1
  const remoteAddress = `10.0.${browsers >> 8}.${browsers & 255}`
  const cookies = new Map<string, string>()
  const caller: Caller = {
    cookies,
    async ask(endpoint, input = {}) {
      const params = (input.params ?? {}) as Record<string, string>
      const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? ''),
      )
      const answer = await app.http.inject({
        method: endpoint.method,
        url: path,
        remoteAddress,
        query: (input.query ?? {}) as Record<string, string>,
        headers: {
          origin: app.world.publicUrl,
          'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/150.0',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        ...(input.body === undefined ? {} : { payload: input.body as object }),
      })
      for (const cookie of answer.cookies) {
        if (cookie.maxAge === 0) cookies.delete(cookie.name)
        else cookies.set(cookie.name, encodeURIComponent(cookie.value))
      }
      const json = String(answer.headers['content-type']).includes('json')
      const body: unknown = json ? answer.json() : answer.body
      return { status: answer.statusCode, body, headers: answer.headers }
    },
    async call(endpoint, input) {
      const answer = await caller.ask(endpoint, input)
      if (answer.status !== 200) throw new Refused(endpoint.name, answer.status, answer.body)
      return answer.body as never
    },
  }
  return caller
}

function plan(agency: string, number: number): SeedPlan {
  const staff: [string, string, Role, number[]][] = [
    ['lin', '林晓岚', 'agency_owner', []],
    ['wang', '王致远', 'account_manager', [0]],
    ['zhou', '周雨桐', 'ads', [0]],
    ['chen', '陈思齐', 'listing', [0]],
    ['liu', '刘海洋', 'supply', [0]],
    ['sun', '孙静', 'finance', [0, 1]],
    ['he', '何明', 'compliance', [0, 1]],
    ['nora', 'Nora', 'client_owner', [0]],
    ['nils', 'Nils', 'client_staff', [0]],
    ['nadia', 'Nadia', 'auditor', [0]],
    ['sasha', 'Sasha', 'client_owner', [1]],
    ['sven', 'Sven', 'client_staff', [1]],
  ]
  return {
    agency,
    locale: 'zh-CN',
    password: testPassword,
    clients: [
      {
        name: `Nordlicht ${number}`,
        baseCurrency: 'EUR',
        stores: [{ name: 'Nordlicht EU', region: 'EU', marketplaces: ['DE', 'UK'] }],
      },
      {
        name: `Sonnenhof ${number}`,
        baseCurrency: 'USD',
        stores: [{ name: 'Sonnenhof US', region: 'NA', marketplaces: ['US'] }],
      },
    ],
    people: staff.map(([key, name, role, clients]) => ({
      key,
      name,
      role,
      clients,
      email: `${key}@agency${number}.example`,
    })),
  }
}
