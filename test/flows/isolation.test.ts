import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listSessions } from '#features/identity/api/account.ts'
import { invite } from '#features/identity/api/people.ts'
import { signIn } from '#features/identity/api/session.ts'
import { type Permission, type Role, mayRole, rights } from '#kernel/rights.ts'
import type { AnyEndpoint } from '#platform/endpoint.ts'
import { type Named, fixed, inputFor, nobodys } from '../support/inputs.ts'
import {
  type Answer,
  type Caller,
  type TestAgency,
  type TestWorld,
  createWorld,
  testPassword,
} from '../support/world.ts'

// Made from the list of routes: a new endpoint is called here without anybody adding it.

/** What answers before anybody has signed in. A new name here is a decision. */
const publicNames = [
  'acceptInvitation',
  'askToFound',
  'forgotPassword',
  'foundAgency',
  'giveCode',
  'givePasskey',
  'listDemoSignIns',
  'openIntakeLink',
  'passkeyChallenge',
  'readDevMail',
  'readInvitation',
  'resetPassword',
  'saveIntakeByLink',
  'signIn',
  'submitIntakeByLink',
]

let world: TestWorld
let agency: TestAgency
let other: TestAgency
let endpoints: readonly AnyEndpoint[]
const filling: Named = { ...fixed, role: 'client_staff', password: testPassword, current: testPassword }

beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency('Alpha')
  other = await world.agency('Beta')
  endpoints = world.app.routes.map((route) => route.endpoint)
})
afterAll(() => world.close())

const guarded = (): AnyEndpoint[] => endpoints.filter((endpoint) => endpoint.permission !== 'public')
const told = ({ status, body }: Answer): { status: number; body: unknown } => ({ status, body })

describe('nobody', () => {
  it('finds open only what must work before sign-in', () => {
    const open = endpoints.filter((endpoint) => endpoint.permission === 'public')
    expect(open.map((endpoint) => endpoint.name).toSorted()).toEqual(publicNames)
  })

  it('is turned away everywhere else, with one answer', async () => {
    for (const endpoint of guarded()) {
      const answer = await world.nobody().ask(endpoint, inputFor(endpoint, { ...nobodys, ...filling }))
      expect(told(answer), endpoint.name).toEqual({
        status: 401,
        body: { code: 'not_signed_in', params: {} },
      })
    }
  })
})

describe('the table of rights', () => {
  it('holds nothing that no endpoint asks for', () => {
    const asked = new Set(endpoints.map((endpoint) => endpoint.permission))
    expect(Object.keys(rights).filter((permission) => !asked.has(permission as Permission))).toEqual([])
  })
})

describe('a password alone', () => {
  it('opens nothing to agency people whose second factor is still owed', async () => {
    const caller = world.nobody()
    const { email, password } = agency.person('lin')
    await caller.call(signIn, { body: { email, password } })
    for (const endpoint of guarded()) {
      const answer = await caller.ask(endpoint, inputFor(endpoint, { ...nobodys, ...filling }))
      expect(answer.status, endpoint.name).toBe(401)
    }
  })
})

describe('a role too weak', () => {
  it('is refused by every endpoint, for what exists as for what does not', async () => {
    const mine = { clientId: agency.clients[0]!.clientId, storeId: agency.clients[0]!.storeIds[0] }
    for (const person of agency.people) {
      const caller = await agency.as(person.key)
      for (const endpoint of guarded()) {
        if (mayRole(person.role, endpoint.permission as Permission)) continue
        for (const named of [mine, nobodys]) {
          const answer = await caller.ask(endpoint, inputFor(endpoint, { ...nobodys, ...filling, ...named }))
          expect(told(answer), `${endpoint.name} as ${person.role}`).toEqual({
            status: 403,
            body: { code: 'forbidden', params: {} },
          })
        }
      }
    }
  })
})

/**
 * Calls every endpoint the caller's role may use, once with ids that belong to others and once with ids nobody has. Whatever can
 * name somebody else's thing must answer both alike, and as not found; nothing may answer with a trace of the others.
 */
async function expectNoHint(
  enter: () => Promise<Caller>,
  role: Role,
  theirs: Named,
  traces: readonly string[],
): Promise<number> {
  let caller = await enter()
  let compared = 0
  for (const endpoint of guarded()) {
    if (!mayRole(role, endpoint.permission as Permission)) continue
    const real = inputFor(endpoint, { ...nobodys, ...filling, ...theirs })
    const unreal = inputFor(endpoint, { ...nobodys, ...filling })
    const answer = await caller.ask(endpoint, real)
    for (const trace of traces)
      expect(JSON.stringify(answer.body), `${endpoint.name} tells of ${trace}`).not.toContain(trace)
    if (JSON.stringify(real) !== JSON.stringify(unreal)) {
      compared += 1
      expect([403, 404], `${endpoint.name} ${JSON.stringify(answer.body)}`).toContain(answer.status)
      expect(told(answer), endpoint.name).toEqual(told(await caller.ask(endpoint, unreal)))
    }
    // One's own account may have been changed: sign in afresh.
    if (endpoint.permission === 'session.self' && endpoint.method !== 'GET') caller = await enter()
  }
  return compared
}

async function invitedTo(clientId: string): Promise<string> {
  const lin = await agency.as('lin')
  const body = {
    email: `guest${clientId}@alpha.example`,
    role: 'client_staff' as const,
    clientIds: [clientId],
    locale: 'en' as const,
  }
  return (await lin.call(invite, { body })).invitationId
}

describe('what belongs to others', () => {
  it('does not exist for the owner of another agency', async () => {
    const client = agency.clients[0]!
    const [session] = await (await agency.as('lin')).call(listSessions)
    const theirs = {
      agencyId: agency.agencyId,
      clientId: client.clientId,
      storeId: client.storeIds[0],
      personId: agency.person('zhou').personId,
      invitationId: await invitedTo(client.clientId),
      sessionId: session!.sessionId,
    }
    const traces = ['Alpha', 'Nordlicht 1', 'Sonnenhof 1', 'agency1.example', 'alpha.example']
    expect(await expectNoHint(() => other.arrive('lin'), 'agency_owner', theirs, traces)).toBeGreaterThan(10)
  })

  it('does not exist for the owner of another client of the same agency', async () => {
    const client = agency.clients[0]!
    const theirs = {
      clientId: client.clientId,
      storeId: client.storeIds[0],
      personId: agency.person('nora').personId,
      invitationId: await invitedTo(client.clientId),
    }
    const traces = [
      'Nordlicht 1',
      'nora@agency1',
      'nils@agency1',
      'nadia@agency1',
      `guest${client.clientId}@`,
    ]
    expect(await expectNoHint(() => agency.arrive('sasha'), 'client_owner', theirs, traces)).toBeGreaterThan(
      5,
    )
  })

  it('does not exist for an account manager who is not assigned to the client', async () => {
    const client = agency.clients[1]!
    const theirs = {
      clientId: client.clientId,
      storeId: client.storeIds[0],
      personId: agency.person('sven').personId,
      invitationId: await invitedTo(client.clientId),
    }
    const traces = ['Sonnenhof 1', 'sasha@agency1', 'sven@agency1', `guest${client.clientId}@`]
    expect(
      await expectNoHint(() => agency.arrive('wang'), 'account_manager', theirs, traces),
    ).toBeGreaterThan(8)
  })
})

describe('a page elsewhere', () => {
  it('cannot make a browser change anything', async () => {
    for (const endpoint of endpoints.filter((one) => one.method !== 'GET')) {
      const answer = await world.app.http.inject({
        method: endpoint.method,
        url: endpoint.path.replaceAll(/:[A-Za-z]+/g, '1'),
        headers: { origin: 'https://elsewhere.example', host: 'localhost' },
      })
      expect([answer.statusCode, answer.json()], endpoint.name).toEqual([
        403,
        { code: 'wrong_origin', params: {} },
      ])
    }
  })
})
