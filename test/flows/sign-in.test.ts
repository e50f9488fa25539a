import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askToFound, foundAgency } from '#features/identity/api/people.ts'
import { beginTotp, confirmTotp, listSessions } from '#features/identity/api/account.ts'
import { readDevMail, readMe, signIn } from '#features/identity/api/session.ts'
import { listClients } from '#features/identity/api/clients.ts'
import { codeFor } from '../support/totp.ts'
import { type Caller, type TestWorld, createWorld, testPassword } from '../support/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function linkTo(address: string): Promise<string> {
  await world.settle()
  const letters = await world.nobody().call(readDevMail)
  const letter = letters.find((one) => one.to === address)
  return /#(\S+)/.exec(letter?.text ?? '')?.[1] ?? 'no letter'
}

describe('an agency signs up', () => {
  let owner: Caller
  it('is founded with the link of a letter, and its owner has a first session', async () => {
    owner = world.nobody()
    await owner.call(askToFound, { body: { email: 'Mei@New.example', locale: 'zh-CN' } })
    const token = await linkTo('mei@new.example')
    const answer = await owner.call(foundAgency, {
      body: { token, agencyName: '新航代运营', name: '梅', password: testPassword },
    })
    expect(answer.next).toBe('enrol')
    const me = await owner.call(readMe)
    expect(me).toMatchObject({ name: '梅', role: 'agency_owner', secondFactor: false, factorNext: 'enrol' })
    expect((await owner.ask(listClients)).body).toMatchObject({ code: 'second_factor_needed' })
  })
  it('enrols an authenticator app and is in', async () => {
    const { secret, uri } = await owner.call(beginTotp, { body: { password: testPassword } })
    expect(uri).toContain(secret)
    const { recoveryCodes } = await owner.call(confirmTotp, { body: { code: codeFor(secret) } })
    expect(recoveryCodes).toHaveLength(10)
    expect(await owner.call(readMe)).toMatchObject({ secondFactor: true })
    expect(await owner.call(listClients)).toEqual([])
    expect(await owner.call(listSessions)).toHaveLength(1)
  })
})

describe('seeded people', () => {
  it('sign in with password and code', async () => {
    const agency = await world.agency()
    const lin = await agency.as('lin')
    expect((await lin.call(readMe)).clients).toMatchObject([
      { name: 'Agency 1', kind: 'house' },
      { name: 'Nordlicht 1', kind: 'client' },
      { name: 'Sonnenhof 1', kind: 'client' },
    ])
    const zhou = await agency.as('zhou')
    expect((await zhou.call(listClients)).map((client) => client.name)).toEqual(['Nordlicht 1'])
    const nora = await agency.as('nora')
    expect(await nora.call(readMe)).toMatchObject({ clients: [{ name: 'Nordlicht 1' }], secondFactor: true })
    const wrong = await world.nobody().ask(signIn, { body: { email: 'lin@agency1.example', password: 'x' } })
    expect(wrong).toMatchObject({ status: 409, body: { code: 'sign_in_failed' } })
  })
})
