import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  beginTotp,
  changePassword,
  confirmTotp,
  listFactors,
  listSessions,
  removeTotp,
  renewRecoveryCodes,
  revokeOthers,
  revokeSession,
} from '#features/identity/api/account.ts'
import { updateAgency } from '#features/identity/api/clients.ts'
import {
  forgotPassword,
  giveCode,
  readMe,
  resetPassword,
  signIn,
  updateMe,
} from '#features/identity/api/session.ts'
import { listLedger } from '#features/ledger/api.ts'
import { lettersTo, linkTo } from '../support/mailbox.ts'
import { codeFor } from '../support/totp.ts'
import { type TestAgency, type TestWorld, createWorld, testPassword } from '../support/world.ts'

let world: TestWorld
let agency: TestAgency
const hour = 3_600_000

beforeAll(async () => {
  world = await createWorld()
})
// Every story has an agency of its own, so that no lock of one reaches another.
beforeEach(async () => {
  agency = await world.agency()
})
afterAll(() => world.close())

const guess = (email: string, password: string) => world.nobody().ask(signIn, { body: { email, password } })

describe('wrong passwords', () => {
  it('lock after the fifth, longer each time, with a letter; an unknown address fares alike', async () => {
    const { email } = agency.person('nora')
    const said: string[] = []
    for (let n = 1; n <= 6; n += 1) {
      const known = await guess(email, `wrong ${n}`)
      const unknown = await guess(`nobody.${email}`, `wrong ${n}`)
      expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
      said.push((known.body as { code: string }).code)
    }
    expect(said).toEqual([...Array.from({ length: 5 }, () => 'sign_in_failed'), 'locked_out'])
    expect((await guess(email, testPassword)).body).toEqual({ code: 'locked_out', params: { seconds: 60 } })
    expect((await lettersTo(world, email)).map((letter) => letter.subject)).toEqual([
      expect.stringContaining('登录保护'),
    ])
    expect(await lettersTo(world, `nobody.${email}`)).toEqual([])
    world.clock.advance(61_000)
    expect((await guess(email, 'wrong again')).body).toMatchObject({ code: 'sign_in_failed' })
    expect((await guess(email, testPassword)).body).toMatchObject({ params: { seconds: 120 } })
    world.clock.advance(121_000)
    expect((await guess(email, testPassword)).status).toBe(200)
  })

  it('stand in the ledgers of the person’s clients', async () => {
    const { email, personId } = agency.person('nora')
    await guess(email, 'wrong')
    await world.settle()
    const { entries } = await (
      await agency.as('nora')
    ).call(listLedger, {
      params: { clientId: agency.clients[0]!.clientId },
      query: { event: 'session.sign_in_failed' },
    })
    expect(entries[0]).toMatchObject({
      subject: `person:${personId}`,
      actor: { kind: 'system' },
      data: { guessed: 'password' },
    })
  })
})

describe('wrong codes', () => {
  it('lock the second factor, in every new attempt too', async () => {
    const { email, password } = agency.person('lin')
    const codes: string[] = []
    for (let n = 0; n < 6; n += 1) {
      const caller = world.nobody()
      expect((await caller.call(signIn, { body: { email, password } })).next).toBe('code')
      const answer = await caller.ask(giveCode, { body: { code: '000000' } })
      codes.push((answer.body as { code: string }).code)
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'code_wrong'), 'locked_out'])
    expect(await lettersTo(world, email)).toHaveLength(1)
  })

  it('cannot be counted against somebody else by a swapped cookie', async () => {
    const caller = world.nobody()
    const answer = await caller.ask(giveCode, { body: { code: '000000' } })
    expect(answer.body).toMatchObject({ code: 'sign_in_expired' })
  })
})

describe('a session', () => {
  it('ends when idle for as long as the agency says', async () => {
    const lin = await agency.arrive('lin')
    world.clock.advance(8 * hour - 1000)
    await lin.call(readMe)
    world.clock.advance(8 * hour - 1000)
    await lin.call(updateAgency, { body: { sessionIdleMinutes: 30 } })
    world.clock.advance(hour / 2 + 61_000)
    expect((await lin.ask(readMe)).status).toBe(401)
  })

  it('ends after seven days however busy', async () => {
    const nora = await agency.arrive('nora')
    for (let hours = 0; hours < 7 * 24; hours += 7) {
      await nora.call(readMe)
      world.clock.advance(7 * hour)
    }
    world.clock.advance(1000)
    expect((await nora.ask(readMe)).status).toBe(401)
  })

  it('is listed with its device and can be ended from another', async () => {
    const here = await agency.arrive('zhou')
    const there = await agency.arrive('zhou')
    await agency.arrive('zhou')
    const sessions = await here.call(listSessions)
    expect(sessions).toHaveLength(3)
    expect(sessions.filter((session) => session.current)).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ browser: 'Chrome', system: 'Windows' })
    const [theirs] = (await there.call(listSessions)).filter((session) => session.current)
    await here.call(revokeSession, { params: { sessionId: theirs!.sessionId } })
    expect((await there.ask(readMe)).status).toBe(401)
    expect(await here.call(revokeOthers)).toEqual({ ended: 1 })
    expect(await here.call(listSessions)).toHaveLength(1)
  })

  it.each([
    ['a proxy on this machine is believed', '127.0.0.1', '203.0.113.9'],
    ['nobody else is', '10.9.9.9', '10.9.9.9'],
  ])('names the address it came from: %s', async (_, peer, address) => {
    const { email, password } = agency.person('nils')
    await world.app.http.inject({
      method: 'POST',
      url: signIn.path,
      remoteAddress: peer,
      headers: { 'x-forwarded-for': '203.0.113.9', origin: 'http://localhost' },
      payload: { email, password },
    })
    const sessions = await (await agency.arrive('nils')).call(listSessions)
    expect(sessions.map((session) => session.address)).toContain(address)
  })

  it('travels in a cookie that scripts and other sites do not get', async () => {
    const { email, password } = agency.person('nils')
    const answer = await world.nobody().ask(signIn, { body: { email, password } })
    const cookie = [answer.headers['set-cookie']].flat().find((one) => String(one).includes('session_token'))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })
})

describe('a forgotten password', () => {
  it('is set anew by a letter, once; all sessions end; no answer tells whether an address exists', async () => {
    const nora = await agency.arrive('nora')
    const { email } = agency.person('nora')
    const known = await world.nobody().ask(forgotPassword, { body: { email } })
    const unknown = await world.nobody().ask(forgotPassword, { body: { email: `nobody.${email}` } })
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    expect(await lettersTo(world, `nobody.${email}`)).toEqual([])
    const token = await linkTo(world, email)
    const fresh = 'velvet-orchard-pylon-88'
    await world.nobody().call(resetPassword, { body: { token, password: fresh } })
    await expect(
      world.nobody().call(resetPassword, { body: { token, password: fresh } }),
    ).rejects.toMatchObject({ code: 'link_spent' })
    expect((await nora.ask(readMe)).status).toBe(401)
    expect((await guess(email, testPassword)).body).toMatchObject({ code: 'sign_in_failed' })
    expect((await guess(email, fresh)).status).toBe(200)
  })
})

describe('a new password', () => {
  it.each([
    ['short', 'kX9!kX9!kX9', 'password_short'],
    ['breached', 'password1234', 'password_common'],
    ['a keyboard walk', 'qwertyuiop12', 'password_common'],
    ['one’s own name and the product', 'nora-steward-nora', 'password_common'],
    ['a repeat', 'aaaaaaaaaaaaaa', 'password_common'],
  ])('is refused when %s', async (_, password, code) => {
    const nora = await agency.as('nora')
    await expect(
      nora.call(changePassword, { body: { current: testPassword, password } }),
    ).rejects.toMatchObject({ code })
  })

  it('needs the old one, ends the other sessions, and a letter tells', async () => {
    const [here, there] = [await agency.arrive('nora'), await agency.arrive('nora')]
    const password = 'velvet-orchard-pylon-88'
    await expect(here.call(changePassword, { body: { current: 'wrong', password } })).rejects.toMatchObject({
      code: 'password_wrong',
    })
    await here.call(changePassword, { body: { current: testPassword, password } })
    expect((await there.ask(readMe)).status).toBe(401)
    expect((await here.ask(readMe)).status).toBe(200)
    expect(await lettersTo(world, agency.person('nora').email)).toHaveLength(1)
  })
})

describe('a second factor', () => {
  it('of a client’s person is optional, and asked for once it is there', async () => {
    const nils = await agency.arrive('nils')
    const { email, password } = agency.person('nils')
    const { secret } = await nils.call(beginTotp, { body: { password } })
    await expect(nils.call(confirmTotp, { body: { code: '000000' } })).rejects.toMatchObject({
      code: 'code_wrong',
    })
    const code = codeFor(secret)
    const { recoveryCodes } = await nils.call(confirmTotp, { body: { code } })
    expect(await nils.call(listFactors)).toMatchObject({ totp: true, recoveryCodesLeft: 10 })
    const again = world.nobody()
    expect((await again.call(signIn, { body: { email, password } })).next).toBe('code')
    expect((await again.ask(readMe)).status).toBe(401)
    // Whoever looked over the shoulder comes too late.
    await expect(again.call(giveCode, { body: { code } })).rejects.toMatchObject({ code: 'code_used' })
    expect((await again.call(giveCode, { body: { code: recoveryCodes[0]! } })).next).toBe('done')
    expect(await again.call(listFactors)).toMatchObject({ recoveryCodesLeft: 9 })
    const third = world.nobody()
    await third.call(signIn, { body: { email, password } })
    await expect(third.call(giveCode, { body: { code: recoveryCodes[0]! } })).rejects.toMatchObject({
      code: 'code_wrong',
    })
    await again.call(removeTotp, { body: { password } })
    expect((await guess(email, password)).body).toEqual({ next: 'done' })
  })

  it('of an agency’s person cannot be the last to go; recovery codes can be renewed', async () => {
    const zhou = await agency.arrive('zhou')
    await expect(zhou.call(removeTotp, { body: { password: testPassword } })).rejects.toMatchObject({
      code: 'last_factor',
    })
    const { recoveryCodes } = await zhou.call(renewRecoveryCodes, { body: { password: testPassword } })
    expect(new Set(recoveryCodes).size).toBe(10)
  })
})

describe('a preference', () => {
  it('is kept, and a time zone has to exist', async () => {
    const nora = await agency.arrive('nora')
    await nora.call(updateMe, { body: { locale: 'en', timeZone: 'Europe/Berlin', theme: 'dark' } })
    expect(await nora.call(readMe)).toMatchObject({ locale: 'en', timeZone: 'Europe/Berlin', theme: 'dark' })
    expect((await nora.ask(updateMe, { body: { timeZone: 'Mars/Olympus' } })).status).toBe(400)
  })
})
