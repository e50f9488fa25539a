import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addAppSecret,
  answerConsent,
  changeGrant,
  checkConnection,
  disconnect,
  registerApp,
  renewFromAmazon,
  showApps,
  showConnections,
  startConsent,
} from '#features/access/api.ts'
import { createReport } from '#amazon/sp/reports.ts'
import { listLedger } from '#features/ledger/api.ts'
import { connectStore, consentAt, registerApps, salesCapabilities } from '../support/consent.ts'
import { lettersTo } from '../support/mailbox.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A store is connected by consent, looked after, and disconnected; what goes wrong on the way has a name and keeps no token.

let sandbox: Sandbox
let world: TestWorld
let agency: TestAgency
let lin: Caller
let sellerId: string
let eu: { clientId: string; storeId: string }
const granted = salesCapabilities
const sp = { api: 'sp' as const, granted }
const ads = { api: 'ads' as const, granted: ['advertising_view' as const] }

beforeAll(async () => {
  sandbox = await openSandbox()
  world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  agency = await world.agency()
  lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox)
  sellerId = (await sandbox.health()).sellers[0]!.sellerId
  const client = agency.clients[0]!
  eu = { clientId: client.clientId, storeId: client.storeIds[0]! }
})
afterAll(() => world.close())

const storesOf = async (who = lin) =>
  (await who.call(showConnections, { params: { clientId: eu.clientId } })).stores
const events = async (): Promise<string[]> => {
  const { entries } = await lin.call(listLedger, { params: { clientId: eu.clientId }, query: {} })
  return entries.map((entry) => entry.event).filter((event) => event.startsWith('connection.'))
}
const fails = (operation: string) =>
  sandbox.send({
    method: 'POST',
    url: '/_sandbox/faults',
    payload: { kind: 'unavailable', operation, times: 1 },
  })
const refusal = async (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'no refusal',
    (error: unknown) => (error as { code: string }).code,
  )

describe('what goes wrong on the way to a connection', () => {
  it('is refused without keeping anything', async () => {
    const start = async (wish: typeof sp | typeof ads = sp): Promise<string> =>
      (await lin.call(startConsent, { params: eu, body: wish })).url
    const answer = (body: Parameters<typeof answerOf>[1]) => answerOf(lin, body)

    // The seller says no.
    expect(await answer(await consentAt(sandbox, await start(), null))).toMatchObject({ outcome: 'denied' })
    // An account of another region: it sells in none of the store's marketplaces.
    const american = await consentAt(sandbox, await start(), `${sellerId}/NA`)
    expect(await refusal(answer(american))).toBe('region_mixed')
    // The same answer again, and one that nobody asked for.
    expect(await refusal(answer(american))).toBe('consent_replayed')
    expect(await refusal(answer({ ...american, state: 'x'.repeat(43) }))).toBe('consent_unknown')
    // Another browser of the same person brings the answer.
    const elsewhere = await consentAt(sandbox, await start(), `${sellerId}/EU`)
    expect(await refusal(answerOf(await agency.arrive('lin'), elsewhere))).toBe('consent_unknown')
    // A code that is too old.
    const slow = await consentAt(sandbox, await start(), `${sellerId}/EU`)
    await sandbox.advance('PT6M')
    expect(await refusal(answer(slow))).toBe('code_not_taken')
    const slower = await consentAt(sandbox, await start(), `${sellerId}/EU`)
    await sandbox.advance('PT31M')
    expect(await refusal(answer(slower))).toBe('consent_too_old')

    // Amazon cannot be reached for longer than a code lives.
    await fails('lwa.authorization_code')
    const late = await consentAt(sandbox, await start(), `${sellerId}/EU`)
    expect(await refusal(answer(late))).toBe('amazon_unreachable')
    await sandbox.advance('PT6M')
    expect(await refusal(answer(late))).toBe('code_not_taken')

    expect((await storesOf())[0]).toMatchObject({ sp: null, ads: null, sellerId: null })
    expect(await events()).toContain('connection.refused')
    expect(await refusal(lin.call(startConsent, { params: eu, body: { ...sp, granted: ['pricing'] } }))).toBe(
      'no_app',
    )
  })
})

describe('a connection', () => {
  it('stands after the consent, and only sealed', async () => {
    expect(await connectStore(lin, sandbox, eu, `${sellerId}/EU`, sp)).toMatchObject({ outcome: 'made' })
    expect(await connectStore(lin, sandbox, eu, 'all', ads)).toMatchObject({ outcome: 'made' })
    const [store] = await storesOf()
    expect(store).toMatchObject({
      sellerId,
      sp: { standing: 'active', sellerId, granted, missing: ['UK'], daysLeft: 365 },
      ads: { standing: 'active', sellerId, daysLeft: null },
    })
    expect(store!.ads!.profiles.map((one) => one.marketplace)).toContain('DE')
    // Nobody who may look at the rows sees a token.
    const rows = await world.app.world.tenant.read(
      { agencyId: agency.agencyId, clientIds: [eu.clientId] },
      (tx) => tx.rows<{ token: Buffer }>(sql`select token from amazon_connection`),
    )
    for (const { token } of rows) expect(token.toString('latin1')).not.toMatch(/Atzr|selling/)
  })

  it('is not another client’s as well', async () => {
    const other = agency.clients[1]!
    const place = { clientId: other.clientId, storeId: other.storeIds[0]! }
    expect(await connectStore(lin, sandbox, place, `${sellerId}/NA`, sp)).toMatchObject({ outcome: 'made' })
    const taken = { clientId: eu.clientId, storeId: agency.clients[0]!.storeIds[0]! }
    expect(await refusal(connectStore(lin, sandbox, taken, `${sellerId}/NA`, sp))).toBe('region_mixed')
  })

  it('lets out only what was granted, and the refused call is in the book', async () => {
    const [store] = await storesOf()
    const owner = { agencyId: agency.agencyId, clientId: eu.clientId }
    const { connectionId } = store!.sp!
    const narrow = granted.filter((one) => one !== 'orders')
    await lin.call(changeGrant, { params: { ...eu, connectionId }, body: { granted: narrow } })
    const door = await world.app.access.doors.sp(owner, connectionId, { priority: 'interactive' })
    const orders = {
      reportType: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
      marketplaceIds: ['A1PA6795UKMFR9'],
    }
    expect(await refusal(createReport(door, orders))).toBe('outside_grant')
    expect((await events()).slice(0, 2)).toEqual(['connection.call_refused', 'connection.grant_changed'])
    const beyond = { granted: [...narrow, 'pricing' as const] }
    expect(await refusal(lin.call(changeGrant, { params: { ...eu, connectionId }, body: beyond }))).toBe(
      'beyond_app',
    )
    await lin.call(changeGrant, { params: { ...eu, connectionId }, body: { granted } })
  })

  it('is renewed from Seller Central, sixty days before its year is over', async () => {
    // The application's secret lives half as long: it is rotated on the way, and the consents notice nothing.
    await sandbox.advance('P170D')
    const rotated = await sandbox.send({ method: 'POST', url: '/_sandbox/apps', payload: { rotate: true } })
    const { apps } = await lin.call(showApps)
    const app = apps.find((one) => one.api === 'sp')!
    expect(app.secretDaysLeft).toBeLessThan(10)
    // The owner of the agency is told, once a step.
    const look = world.app.jobKinds.find((kind) => kind.name === 'access.look')!
    await look.run({})
    await look.run({})
    const letters = await lettersTo(world, agency.person('lin').email)
    const told = letters.filter((letter) => letter.subject.includes('密钥'))
    expect(told).toHaveLength(apps.length)
    expect(told[0]!.text).toContain('/apps')
    const rotate = (secret: string) =>
      lin.call(addAppSecret, { params: { appId: app.appId }, body: { secret } })
    expect(await refusal(rotate('amzn1.oa2-cs.v1.wrong'))).toBe('app_secret_wrong')
    await rotate((rotated.body as { clientSecret: string }).clientSecret)
    await sandbox.advance('P140D')
    const [due] = await storesOf(await agency.arrive('lin'))
    expect(due!.sp!.standing).toBe('renewal_due')
    const wang = await agency.as('wang')
    const { loginUri } = await lin.call(showApps)
    await sandbox.send({ method: 'POST', url: '/_sandbox/apps', payload: { loginUri } })
    const begun = await sandbox.send({
      method: 'POST',
      url: '/apps/manage',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:4400' },
      payload: new URLSearchParams({ choice: `${sellerId}/EU`, answer: 'authorize' }).toString(),
    })
    const came = new URL(String(begun.headers['location'])).searchParams
    const body = {
      callbackUri: came.get('amazon_callback_uri')!,
      amazonState: came.get('amazon_state')!,
      sellerId: came.get('selling_partner_id')!,
    }
    const evil = { ...body, callbackUri: 'https://sellercentral.amazon.com.evil.example/x' }
    expect(await refusal(wang.call(renewFromAmazon, { body: evil }))).toBe('callback_not_amazon')
    const { url } = await wang.call(renewFromAmazon, { body })
    const back = await consentAt(sandbox, url, `${sellerId}/EU`)
    expect(await answerOf(wang, back)).toMatchObject({ outcome: 'renewed' })
    expect((await storesOf())[0]!.sp).toMatchObject({ standing: 'active', daysLeft: 365 })
  })

  it('that the seller ended is known as dead at the next look, and its token is destroyed', async () => {
    const [store] = await storesOf()
    const { connectionId } = store!.sp!
    await sandbox.send({ method: 'POST', url: '/_sandbox/revoke', payload: { sellerId, region: 'EU' } })
    expect(await lin.call(checkConnection, { params: { ...eu, connectionId } })).toMatchObject({
      standing: 'revoked',
    })
    expect((await events())[0]).toBe('connection.lost')
    const owner = { agencyId: agency.agencyId, clientId: eu.clientId }
    const opening = world.app.access.doors.sp(owner, connectionId, { priority: 'scheduled' })
    expect(await refusal(opening)).toBe('not_connected')
    expect(await connectStore(lin, sandbox, eu, `${sellerId}/EU`, sp)).toMatchObject({ outcome: 'made' })
  })

  it('that we end is closed at once and stays in view until Amazon refuses its token', async () => {
    const [store] = await storesOf()
    const params = { ...eu, connectionId: store!.sp!.connectionId }
    expect(await lin.call(disconnect, { params })).toEqual({ standing: 'ending' })
    const owner = { agencyId: agency.agencyId, clientId: eu.clientId }
    const opening = world.app.access.doors.sp(owner, params.connectionId, { priority: 'scheduled' })
    expect(await refusal(opening)).toBe('not_connected')
    // The seller has not taken the application out of Manage Your Apps yet: it lives, and that is said.
    expect(await lin.call(checkConnection, { params })).toMatchObject({ standing: 'ending' })
    await sandbox.send({ method: 'POST', url: '/_sandbox/revoke', payload: { sellerId, region: 'EU' } })
    expect(await lin.call(checkConnection, { params })).toMatchObject({ standing: 'revoked' })
    expect((await events())[0]).toBe('connection.ended')
    expect((await probes()).map((one) => [one.result, one.reason])).toEqual([
      ['dead', 'invalid_grant'],
      ['alive', null],
    ])
  })
})

describe('a look at a connection', () => {
  it('is written down with what came of it, also when nobody answered, and kept for 400 days', async () => {
    await connectStore(lin, sandbox, eu, `${sellerId}/EU`, sp)
    const [store] = await storesOf()
    const params = { ...eu, connectionId: store!.sp!.connectionId }
    expect(await probes()).toEqual([])
    await ownerRows(
      world.ownerUrl,
      `insert into access_probe (client_id, connection_id, at, result) values (${eu.clientId}, ${params.connectionId},
       timestamptz '${new Date(sandbox.stage.now() - 401 * 86_400_000).toISOString()}', 'alive')`,
    )
    expect(await probes()).toHaveLength(1)
    await fails('getMarketplaceParticipations')
    expect(await refusal(lin.call(checkConnection, { params }))).toBe('amazon_unreachable')
    await world.app.jobKinds.find((kind) => kind.name === 'access.look')!.run({})
    const found = await probes()
    expect(found.map((one) => [one.result, one.reason])).toEqual([
      ['alive', null],
      ['unreachable', 'amazon_unreachable'],
    ])
    expect(found[0]!.at).toBe(new Date(sandbox.stage.now()).toISOString())
  })
})

describe('a registration', () => {
  it('of Amazon itself is not entered beside a sandbox', async () => {
    const body = {
      api: 'ads' as const,
      name: 'Real',
      applicationId: null,
      lwaClientId: 'amzn1.application-oa2-client.real',
      secret: 'amzn1.oa2-cs.v1.real',
      roles: [],
      draft: false,
    }
    expect(await refusal(lin.call(registerApp, { body }))).toBe('sandbox_only')
  })
})

const probes = async () => (await storesOf())[0]!.sp!.probes

const answerOf = (
  who: Caller,
  body: { state: string; code: string | null; sellerId: string | null; error: string | null },
) => who.call(answerConsent, { body })

describe('a consent that Amazon cannot be reached for', () => {
  const tokens = () =>
    world.app.world.tenant.read({ agencyId: agency.agencyId, clientIds: [eu.clientId] }, (tx) =>
      tx.rows(sql`select 1 from amazon_consent where token is not null`),
    )

  it('is answered again with the same code, and after the exchange without one', async () => {
    const { url } = await lin.call(startConsent, { params: eu, body: sp })
    const body = await consentAt(sandbox, url, `${sellerId}/EU`)
    const left = async (): Promise<unknown> =>
      answerOf(lin, body).then(
        () => 'no refusal',
        (error: unknown) => (error as { params: Record<string, unknown> }).params['secondsLeft'],
      )
    await fails('lwa.authorization_code')
    expect(await left()).toBe(300)
    await sandbox.advance('PT2M')
    // The code is exchanged now; the look at the account fails.
    await fails('getMarketplaceParticipations')
    expect(await left()).toBe(1680)
    // Nothing but this browser's own second try goes on with it, also when the code is long dead.
    expect(await refusal(answerOf(await agency.arrive('lin'), body))).toBe('consent_unknown')
    await sandbox.advance('PT10M')
    expect(await answerOf(lin, body)).toMatchObject({ outcome: 'renewed' })
    expect(await refusal(answerOf(lin, body))).toBe('consent_replayed')
    expect(await tokens()).toEqual([])
  })

  it('is forgotten after a day, with the token that came for it', async () => {
    const { url } = await lin.call(startConsent, { params: eu, body: sp })
    const body = await consentAt(sandbox, url, `${sellerId}/EU`)
    await fails('getMarketplaceParticipations')
    expect(await refusal(answerOf(lin, body))).toBe('amazon_unreachable')
    expect(await tokens()).toHaveLength(1)
    await sandbox.advance('PT25H')
    await world.app.jobKinds.find((kind) => kind.name === 'access.look')!.run({})
    expect(await tokens()).toEqual([])
  })
})
