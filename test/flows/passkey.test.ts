import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addPasskey,
  beginPasskey,
  beginTotp,
  changePassword,
  listFactors,
  listSessions,
  removePasskey,
} from '#features/identity/api/account.ts'
import { acceptInvitation, invite } from '#features/identity/api/people.ts'
import { givePasskey, passkeyChallenge, readMe, signIn } from '#features/identity/api/session.ts'
import { listClients } from '#features/identity/api/clients.ts'
import { type Authenticator, createAuthenticator } from '../support/authenticator.ts'
import { linkTo } from '../support/mailbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld, testPassword } from '../support/world.ts'

let world: TestWorld
let agency: TestAgency
let device: Authenticator
const email = 'yan@agency.example'
const password = testPassword

beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
  device = createAuthenticator('http://localhost', 'localhost')
})
afterAll(() => world.close())

async function show(caller: Caller, holderVerified = true) {
  const challenge = await caller.call(passkeyChallenge)
  return caller.ask(givePasskey, { body: { response: device.sign(challenge, holderVerified) } })
}

describe('a passkey', () => {
  it('can be an agency person’s first second factor', async () => {
    const lin = await agency.as('lin')
    const clientIds = [agency.clients[0]!.clientId]
    await lin.call(invite, { body: { email, role: 'ads', clientIds, locale: 'en' } })
    const yan = world.nobody()
    const token = await linkTo(world, email)
    expect(await yan.call(acceptInvitation, { body: { token, name: '严', password } })).toEqual({
      next: 'enrol',
    })
    expect((await yan.ask(listClients)).body).toMatchObject({ code: 'second_factor_needed' })
    const challenge = await yan.call(beginPasskey, { body: { password } })
    await yan.call(addPasskey, { body: { name: 'Laptop', response: device.register(challenge) } })
    expect(await yan.call(listClients)).toHaveLength(1)
    expect((await yan.call(listFactors)).passkeys).toMatchObject([{ name: 'Laptop' }])
  })

  it('signs in by itself', async () => {
    const yan = world.nobody()
    expect((await show(yan)).body).toEqual({ next: 'done' })
    expect(await yan.call(readMe)).toMatchObject({ email, secondFactor: true })
  })

  it('counts only when its holder was verified, and only for its own challenge', async () => {
    const yan = world.nobody()
    expect((await show(yan, false)).body).toMatchObject({ code: 'passkey_refused' })
    const stale = device.sign(await yan.call(passkeyChallenge))
    await yan.call(passkeyChallenge)
    const replayed = await yan.ask(givePasskey, { body: { response: stale } })
    expect(replayed.body).toMatchObject({ code: 'passkey_refused' })
    expect((await yan.ask(readMe)).status).toBe(401)
  })

  it('is asked for after a password; the password alone shows, enrols and changes nothing', async () => {
    const thief = world.nobody()
    expect(await thief.call(signIn, { body: { email, password } })).toEqual({ next: 'passkey' })
    expect(await thief.call(readMe)).toMatchObject({ secondFactor: false, factorNext: 'passkey' })
    const owed = { status: 403, body: { code: 'second_factor_needed' } }
    expect(await thief.ask(beginTotp, { body: { password } })).toMatchObject(owed)
    expect(await thief.ask(beginPasskey, { body: { password } })).toMatchObject(owed)
    const body = { current: password, password: 'velvet-orchard-pylon-88' }
    expect(await thief.ask(changePassword, { body })).toMatchObject(owed)
    expect(await thief.ask(listSessions)).toMatchObject(owed)
    expect(await thief.ask(listFactors)).toMatchObject(owed)
    expect(await thief.ask(listClients)).toMatchObject(owed)
    expect((await show(thief)).body).toEqual({ next: 'done' })
    expect(await thief.call(listClients)).toHaveLength(1)
  })

  it('cannot be removed when it is the last factor', async () => {
    const yan = world.nobody()
    await show(yan)
    const [passkey] = (await yan.call(listFactors)).passkeys
    await expect(
      yan.call(removePasskey, { params: { passkeyId: passkey!.passkeyId }, body: { password } }),
    ).rejects.toMatchObject({ code: 'last_factor' })
  })
})
