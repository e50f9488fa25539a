import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, listClients, readClient, updateClient } from '#features/identity/api/clients.ts'
import {
  acceptInvitation,
  assign,
  changeRole,
  deactivate,
  invite,
  listPeople,
  readInvitation,
  resetFactors,
  revokeInvitation,
  unassign,
} from '#features/identity/api/people.ts'
import { readMe, signIn } from '#features/identity/api/session.ts'
import { listLedger } from '#features/ledger/api.ts'
import { lettersTo, linkTo } from '../support/mailbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld, testPassword } from '../support/world.ts'

let world: TestWorld
let agency: TestAgency
let lin: Caller
let north: string
let south: string

beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
  lin = await agency.as('lin')
  north = agency.clients[0]!.clientId
  south = agency.clients[1]!.clientId
})
afterAll(() => world.close())

async function told(caller: Caller, clientId: string, event: string) {
  const { entries } = await caller.call(listLedger, { params: { clientId }, query: { event } })
  return entries
}

async function invited(email: string, role: 'ads' | 'client_staff', clientIds: string[]): Promise<string> {
  await lin.call(invite, { body: { email, role, clientIds, locale: 'en' } })
  return linkTo(world, email)
}

describe('an invitation', () => {
  it('lets somebody in once, to the assigned client only, and the ledgers tell', async () => {
    const token = await invited('yan@new.example', 'client_staff', [south])
    const yan = world.nobody()
    expect(await yan.call(readInvitation, { body: { token } })).toMatchObject({
      agencyName: 'Agency 1',
      role: 'client_staff',
      clients: ['Sonnenhof 1'],
      hasAccount: false,
    })
    const body = { token, name: '严', password: testPassword }
    expect(await yan.call(acceptInvitation, { body })).toEqual({ next: 'done' })
    expect((await yan.call(listClients)).map((client) => client.name)).toEqual(['Sonnenhof 1'])
    await expect(world.nobody().call(acceptInvitation, { body })).rejects.toMatchObject({
      code: 'link_spent',
    })
    const [entry] = await told(lin, south, 'person.joined')
    expect(entry).toMatchObject({
      actor: { name: '严', role: 'client_staff' },
      data: { role: 'client_staff' },
    })
    expect((await told(lin, agency.houseId, 'person.invited'))[0]!.data).toMatchObject({
      email: 'yan@new.example',
    })
  })

  it('ends after seven days, and when it is taken back', async () => {
    const late = await invited('late@new.example', 'ads', [north])
    const back = await invited('back@new.example', 'ads', [north])
    const { invitations } = await lin.call(listPeople)
    const open = invitations.find((one) => one.email === 'back@new.example')!
    await lin.call(revokeInvitation, { params: { invitationId: open.invitationId } })
    await expect(world.nobody().call(readInvitation, { body: { token: back } })).rejects.toMatchObject({
      code: 'link_spent',
    })
    const before = world.clock.now().toISOString()
    world.clock.advance(7 * 86_400_000 + 1000)
    await expect(world.nobody().call(readInvitation, { body: { token: late } })).rejects.toMatchObject({
      code: 'link_spent',
    })
    world.clock.set(before)
  })

  it('may only hand out what the inviter’s own role may', async () => {
    const wang = await agency.as('wang')
    const ask = (role: 'agency_owner' | 'account_manager' | 'ads', clientIds: string[]) =>
      wang.ask(invite, { body: { email: 'x@new.example', role, clientIds, locale: 'en' } })
    expect((await ask('agency_owner', [])).body).toMatchObject({ code: 'role_not_grantable' })
    expect((await ask('account_manager', [north])).body).toMatchObject({ code: 'role_not_grantable' })
    expect((await ask('ads', [south])).status).toBe(404)
    expect((await ask('ads', [north])).status).toBe(200)
  })
})

describe('an assignment', () => {
  it('opens a client at once and closes it at once', async () => {
    const zhou = await agency.as('zhou')
    const { personId } = agency.person('zhou')
    const params = { clientId: south, personId }
    expect((await zhou.ask(readClient, { params })).status).toBe(404)
    await lin.call(assign, { params })
    expect((await zhou.call(readClient, { params })).name).toBe('Sonnenhof 1')
    await lin.call(unassign, { params })
    expect((await zhou.ask(readClient, { params })).status).toBe(404)
    for (const chain of [south, agency.houseId]) {
      expect((await told(lin, chain, 'person.assigned'))[0]!.subject).toBe(`person:${personId}`)
      expect((await told(lin, chain, 'person.unassigned'))[0]!.subject).toBe(`person:${personId}`)
    }
  })

  it('of a client’s owner is no agency’s to end', async () => {
    const { personId } = agency.person('nora')
    const refusal = { code: 'client_owner_is_the_clients' }
    await expect(lin.call(unassign, { params: { clientId: north, personId } })).rejects.toMatchObject(refusal)
    await expect(lin.call(deactivate, { params: { personId } })).rejects.toMatchObject(refusal)
    await expect(
      lin.call(changeRole, { params: { personId }, body: { role: 'auditor' } }),
    ).rejects.toMatchObject(refusal)
  })

  it('of an agency’s person can be ended by the client’s owner, the agency’s owner excepted', async () => {
    const nora = await agency.as('nora')
    const chen = { clientId: north, personId: agency.person('chen').personId }
    await nora.call(unassign, { params: chen })
    expect(await (await agency.as('chen')).call(listClients)).toEqual([])
    const owner = { clientId: north, personId: agency.person('lin').personId }
    await expect(nora.call(unassign, { params: owner })).rejects.toMatchObject({
      code: 'agency_owner_is_the_agencys',
    })
    await expect(nora.call(deactivate, { params: chen })).rejects.toMatchObject({ status: 404 })
    await lin.call(assign, { params: chen })
  })
})

describe('a role', () => {
  it('changes at once, on its own side only', async () => {
    const params = { personId: agency.person('liu').personId }
    const liu = await agency.as('liu')
    expect((await liu.ask(createClient, { body: { name: 'Neu' } })).status).toBe(403)
    await lin.call(changeRole, { params, body: { role: 'account_manager' } })
    const { clientId } = await liu.call(createClient, {
      body: { name: 'Neu', stores: [{ name: 'Neu US', region: 'NA', marketplaces: ['US', 'CA'] }] },
    })
    expect(await liu.call(readClient, { params: { clientId } })).toMatchObject({
      name: 'Neu',
      stores: [{ marketplaces: ['CA', 'US'] }],
    })
    await liu.call(updateClient, { params: { clientId }, body: { archived: true } })
    await expect(lin.call(changeRole, { params, body: { role: 'client_staff' } })).rejects.toMatchObject({
      code: 'role_other_side',
    })
    expect((await told(lin, north, 'person.role_changed'))[0]!.data).toMatchObject({
      from: 'supply',
      to: 'account_manager',
    })
  })

  it('is not one’s own to change', async () => {
    const params = { personId: agency.person('lin').personId }
    await expect(lin.call(changeRole, { params, body: { role: 'ads' } })).rejects.toMatchObject({
      code: 'not_oneself',
    })
    await expect(lin.call(deactivate, { params })).rejects.toMatchObject({ code: 'not_oneself' })
  })
})

describe('a lost second factor', () => {
  it('is reset by who may close the person: sessions end, a letter tells, the next sign-in enrols', async () => {
    const { personId, email } = agency.person('he')
    const he = await agency.arrive('he')
    await lin.call(resetFactors, { params: { personId } })
    expect((await he.ask(readMe)).status).toBe(401)
    const answer = await world.nobody().ask(signIn, { body: { email, password: testPassword } })
    expect(answer.body).toEqual({ next: 'enrol' })
    expect((await lettersTo(world, email))[0]!.subject).toContain('二次验证已重置')
    expect((await told(lin, agency.houseId, 'factor.reset'))[0]!.subject).toBe(`person:${personId}`)
    const nora = { params: { personId: agency.person('nora').personId } }
    await expect(lin.call(resetFactors, nora)).rejects.toMatchObject({ code: 'client_owner_is_the_clients' })
  })
})

describe('a leaver', () => {
  it('is out at once, in every browser, and every ledger concerned says so', async () => {
    const { personId, email } = agency.person('sun')
    const browsers = [await agency.arrive('sun'), await agency.arrive('sun')]
    const closed = await lin.call(deactivate, { params: { personId } })
    expect(closed).toEqual({ sessionsEnded: 2, clientsClosed: 2 })
    for (const browser of browsers) expect((await browser.ask(readMe)).status).toBe(401)
    for (const chain of [north, south, agency.houseId])
      expect((await told(lin, chain, 'person.left'))[0]).toMatchObject({
        subject: `person:${personId}`,
        actor: { name: '林晓岚' },
      })
    const { people } = await lin.call(listPeople)
    expect(people.find((person) => person.personId === personId)).toMatchObject({ clientIds: [] })
    expect(people.find((person) => person.personId === personId)!.leftAt).not.toBeNull()
    const answer = await world.nobody().ask(signIn, { body: { email, password: 'not the password' } })
    expect(answer.body).toMatchObject({ code: 'sign_in_failed' })
  })

  it('can be invited again, and joins with the old account and the new rights', async () => {
    const { email } = agency.person('nils')
    await lin.call(deactivate, { params: { personId: agency.person('nils').personId } })
    const right = await world.nobody().ask(signIn, { body: { email, password: testPassword } })
    expect(right.body).toMatchObject({ code: 'sign_in_failed' })
    const token = await invited(email, 'client_staff', [south])
    const nils = world.nobody()
    expect((await nils.call(readInvitation, { body: { token } })).hasAccount).toBe(true)
    const wrong = { token, password: 'some other password' }
    await expect(nils.call(acceptInvitation, { body: wrong })).rejects.toMatchObject({
      code: 'password_wrong',
    })
    await nils.call(acceptInvitation, { body: { token, password: testPassword } })
    expect((await nils.call(listClients)).map((client) => client.name)).toEqual(['Sonnenhof 1'])
  })

  it('of a client leaves with the last client', async () => {
    const sasha = await agency.as('sasha')
    const sven = await agency.as('sven')
    const { personId } = agency.person('sven')
    await sasha.call(unassign, { params: { clientId: south, personId } })
    expect((await sven.ask(readMe)).status).toBe(401)
    expect((await told(lin, south, 'person.left'))[0]!.actor.name).toBe('Sasha')
  })
})
