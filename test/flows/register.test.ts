import { readEngagement } from '#features/engagement/api/board.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConnection, disconnect, showConnections } from '#features/access/api.ts'
import { declareOwn, downloadEvidence, ownItems, showEvidence } from '#features/access/api/evidence.ts'
import { endRight, giveRight, recordGrant, showAccess, showProof } from '#features/access/api/grants.ts'
import * as register from '#features/access/api/register.ts'
import { showCockpit } from '#features/cockpit/api.ts'
import { showHome } from '#features/cockpit/api/home.ts'
import { checkQueuePolicy, listQueues, makeQueuePolicy, probeQueue } from '#features/facts/api/queues.ts'
import { deactivate, unassign } from '#features/identity/api/people.ts'
import { listLedger } from '#features/ledger/api.ts'
import { connectStore, registerApps, salesCapabilities } from '../support/consent.ts'
import { lettersTo } from '../support/mailbox.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A client's access from the first link to the last proof: granted by hand and by consent, registered, reviewed, taken away.

let sandbox: Sandbox
let world: TestWorld
let agency: TestAgency
let lin: Caller
let nora: Caller
let at: { clientId: string; storeId: string }

beforeAll(async () => {
  sandbox = await openSandbox()
  world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  agency = await world.agency()
  lin = await agency.as('lin')
  nora = await agency.as('nora')
  const client = agency.clients[0]!
  at = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await registerApps(world.app, agency, sandbox)
})
afterAll(async () => {
  await world.close()
  await sandbox.app.close()
})

const refusal = async (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'no refusal',
    (error: unknown) => (error as { code: string }).code,
  )
const look = async (): Promise<void> =>
  world.app.jobKinds.find((kind) => kind.name === 'access.register')!.run({})
const today = (): string => world.app.world.clock.now().toISOString().slice(0, 10)
const picture = { sha256: 'a'.repeat(64), fileName: 'user-permissions.png' }
const params = () => ({ clientId: at.clientId })
const partnerNow = async () => (await lin.call(showAccess, { params: params() })).stores[0]!.partner

describe('a grant kept by hand', () => {
  it('goes its way only in order, rests on evidence, and keeps no secret', async () => {
    const act = (body: object): Promise<unknown> =>
      lin.call(recordGrant, { params: at, body: { kind: 'partner', ...body } as never })
    expect(await refusal(act({ act: 'verify', note: 'seen' }))).toBe('grant_not_now')
    await act({ act: 'send_link', note: '链接已发给 Nora' })
    expect(await partnerNow()).toMatchObject({
      standing: 'link_sent',
      acts: ['accept', 'send_link', 'revoke'],
    })

    // Nobody used it: after five days somebody is reminded, after seven it is over.
    await sandbox.advance('P5D')
    await look()
    expect((await lettersTo(world, agency.person('nora').email))[0]!.subject).toContain('授权合作伙伴链接')
    await sandbox.advance('P3D')
    expect(await partnerNow()).toMatchObject({ standing: 'expired', acts: ['send_link'] })
    expect(await refusal(act({ act: 'accept', note: 'late' }))).toBe('grant_not_now')

    await act({ act: 'send_link' })
    expect(await refusal(act({ act: 'accept' }))).toBe('evidence_needed')
    expect(await refusal(act({ act: 'accept', note: '卖家后台密码：Sommer2026!' }))).toBe('looks_like_secret')
    expect(await refusal(act({ act: 'accept', note: 'token Atzr|IwEBIJ4kxH0aQm3' }))).toBe(
      'looks_like_secret',
    )
    await act({ act: 'accept', note: '在“待处理的邀请”中看到', picture })
    expect(await refusal(act({ act: 'verify', note: 'seen' }))).toBe('rights_needed')
    const rights = { pages: { inventory: 'edit', settings: 'edit' }, marketplaces: ['DE'] }
    await act({ act: 'verify', rights, picture })
    const verified = await partnerNow()
    expect(verified).toMatchObject({ standing: 'verified', rights, tooWide: ['settings'] })
    expect(verified.evidence.map((one) => one.act)).toEqual(['send_link', 'send_link', 'accept', 'verify'])
  })
})

describe('a right that somebody holds at Amazon', () => {
  it('is for people of this client', async () => {
    const body = {
      storeId: at.storeId,
      system: 'ads_console' as const,
      level: 'edit' as const,
      pages: '广告活动',
    }
    const give = (key: string): Promise<{ rightId: string }> =>
      lin.call(giveRight, { params: params(), body: { ...body, personId: agency.person(key).personId } })
    expect(await refusal(give('sasha'))).toBe('person_not_here')
    expect(await refusal(give('nora'))).toBe('person_not_here')
    await give('zhou')
    const { rights } = await nora.call(showAccess, { params: params() })
    expect(rights).toMatchObject([{ personName: '周雨桐', level: 'edit', stale: false }])
  })
})

describe('the register', () => {
  it('says who could do what on any day', async () => {
    const before = today()
    const sellerId = (await sandbox.health()).sellers[0]!.sellerId
    await connectStore(lin, sandbox, at, `${sellerId}/EU`, { api: 'sp', granted: salesCapabilities })
    await sandbox.advance('P1D')
    await lin.call(unassign, { params: { personId: agency.person('liu').personId, clientId: at.clientId } })
    const names = async (who: Caller, asOf?: string): Promise<string[]> => {
      const { lines } = await who.call(register.showRegister, {
        query: { clientId: at.clientId, ...(asOf === undefined ? {} : { asOf }) },
      })
      return lines.map((one) => one.name)
    }
    expect(await names(nora)).not.toContain('刘海洋')
    expect(await names(nora, before)).toContain('刘海洋')
    const now = await lin.call(register.showRegister, { query: { clientId: at.clientId } })
    expect(now.grants.map((one) => one.sort).toSorted()).toEqual(['partner', 'sp'])
    expect(now.grants.find((one) => one.sort === 'partner')!.granted).toEqual([
      'inventory:edit',
      'settings:edit',
    ])
    const past = await lin.call(register.showRegister, {
      query: { clientId: at.clientId, asOf: '2020-01-01' },
    })
    expect([past.lines, past.grants]).toEqual([[], []])

    const file = await world.app.http.inject({
      url: '/api/register.xlsx?lang=zh',
      headers: { cookie: [...lin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.rawPayload as never)
    const cells = book.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('')
    expect(cells).toContain('周雨桐')
    expect(cells).toContain('授权合作伙伴')
  })
})

describe('the quarterly review', () => {
  it('opens by itself, follows the facts, and closes when no line is left', async () => {
    await look()
    await look()
    const { reviews } = await nora.call(register.listReviews, { params: params() })
    expect(reviews).toHaveLength(1)
    const { reviewId } = reviews[0]!
    const show = () => nora.call(register.showReview, { params: { ...params(), reviewId } })
    const { entries } = await show()
    const line = (label: string, sort = 'person') =>
      entries.find((one) => one.label === label && one.sort === sort)!
    const say = (who: Caller, lineId: string, decision: 'keep' | 'removed' | null) =>
      who.call(register.decideLine, { params: { ...params(), reviewId, lineId }, body: { decision } })
    const close = () => lin.call(register.closeReview, { params: { ...params(), reviewId } })

    expect(await refusal(close())).toBe('lines_open')
    expect(await refusal(say(nora, line('Nora').lineId, 'keep'))).toBe('own_line')
    expect(await refusal(say(nora, line('陈思齐').lineId, 'removed'))).toBe('still_stands')
    // The owner takes somebody out, and only then it counts as removed.
    await nora.call(unassign, { params: { personId: agency.person('chen').personId, clientId: at.clientId } })
    expect(await refusal(say(nora, line('陈思齐').lineId, 'keep'))).toBe('gone_already')
    await say(nora, line('陈思齐').lineId, 'removed')
    for (const one of entries) {
      if (one.lineId === line('陈思齐').lineId || one.lineId === line('Nora').lineId) continue
      await say(nora, one.lineId, one.stands ? 'keep' : 'removed')
    }
    expect(await lin.call(showHome, { params: params() })).toMatchObject({
      needs: [{ kind: 'recertification', open: 1, overdue: false }],
    })
    await sandbox.advance('P31D')
    expect((await lin.call(showHome, { params: params() })).needs).toMatchObject([{ overdue: true }])
    const { rows } = await lin.call(showCockpit, { query: {} })
    expect(rows.find((one) => one.clientId === at.clientId)!.review).toMatchObject({
      reviewId,
      overdue: true,
    })
    expect(await say(lin, line('Nora').lineId, 'keep')).toEqual({ open: 0 })
    const confirmed = async () =>
      (await lin.call(readEngagement, { params: params() })).criteria.access!.find(
        (one) => one.code === 'register_recertified',
      )!.met
    expect(await confirmed()).toBe(false)
    await close()
    expect(await confirmed()).toBe(true)
    expect(await refusal(say(lin, line('Nora').lineId, null))).toBe('review_closed')
    expect((await nora.call(register.listReviews, { params: params() })).reviews[0]).toMatchObject({
      open: 0,
      removed: 2,
      closedByName: '林晓岚',
    })
  })
})

describe('a leaver', () => {
  it('has a day, and is closed when nothing is open', async () => {
    const he = await agency.as('he')
    const zhou = agency.person('zhou')
    expect(
      await refusal(lin.call(register.announceLeaver, { body: { personId: agency.person('lin').personId } })),
    ).toBe('not_oneself')
    expect(
      await refusal(
        lin.call(register.announceLeaver, { body: { personId: agency.person('nora').personId } }),
      ),
    ).toBe('not_found')
    const { leaverId } = await he.call(register.announceLeaver, { body: { personId: zhou.personId } })
    const one = async () =>
      (await lin.call(register.listLeavers)).leavers.find((each) => each.leaverId === leaverId)!
    expect(await one()).toMatchObject({
      product: { member: true, clients: 1 },
      rights: [{ level: 'edit' }],
      left: 5,
    })
    const close = () => lin.call(register.closeLeaver, { params: { leaverId } })
    expect(await refusal(close())).toBe('leaver_open')

    await lin.call(deactivate, { params: { personId: zhou.personId } })
    const { rights } = await one()
    const gone = { params: { ...params(), rightId: rights[0]!.rightId } }
    expect(await refusal(lin.call(endRight, { ...gone, body: {} }))).toBe('evidence_needed')
    await lin.call(endRight, { ...gone, body: { note: '已在广告后台移除' } })
    for (const item of register.leaverChecks)
      await he.call(register.checkLeaver, { params: { leaverId }, body: { item, note: '已移除', picture } })
    expect((await one()).left).toBe(0)

    await sandbox.advance('PT25H')
    await look()
    const [letter] = await lettersTo(world, agency.person('lin').email)
    expect(letter!.subject).toContain('周雨桐')
    await close()
    expect(await one()).toMatchObject({ overdue: true, closedByName: '林晓岚' })
  })
})

describe('a leaver with rights elsewhere', () => {
  it('is not closed over what the one who closes does not see', async () => {
    const wang = await agency.as('wang')
    const south = agency.clients[1]!
    const { personId } = agency.person('sun')
    const body = {
      personId,
      storeId: south.storeIds[0]!,
      system: 'seller_central' as const,
      level: 'view' as const,
    }
    await lin.call(giveRight, { params: { clientId: south.clientId }, body })
    const { leaverId } = await wang.call(register.announceLeaver, { body: { personId } })
    await lin.call(deactivate, { params: { personId } })
    for (const item of register.leaverChecks)
      await wang.call(register.checkLeaver, { params: { leaverId }, body: { item, note: '已移除' } })
    const { leavers } = await wang.call(register.listLeavers)
    expect(leavers.find((one) => one.leaverId === leaverId)).toMatchObject({
      rights: [],
      elsewhere: 1,
      left: 1,
    })
    expect(await refusal(wang.call(register.closeLeaver, { params: { leaverId } }))).toBe('leaver_open')
  })
})

describe('the clocks', () => {
  it('stand in one list, and a client’s people see their own', async () => {
    const { entryId } = await lin.call(register.enterStanding, {
      body: {
        kind: 'portal',
        name: 'Solution Provider Portal',
        obtainedOn: '2026-01-05',
        expiresOn: '2027-01-05',
        picture,
      },
    })
    const kinds = async (who: Caller): Promise<string[]> => [
      ...new Set((await who.call(register.listClocks)).clocks.map((one) => one.kind)),
    ]
    expect((await kinds(lin)).toSorted()).toEqual([
      'consent',
      'leaver',
      'password',
      'review',
      'secret',
      'standing',
    ])
    expect(await kinds(nora)).toEqual(['consent'])
    const { clocks } = await lin.call(register.listClocks)
    expect(clocks.map((one) => one.endsAt)).toEqual(clocks.map((one) => one.endsAt).toSorted())
    await lin.call(register.endProviderStanding, { params: { entryId } })
    expect((await lin.call(register.listProviderStanding)).standings).toEqual([])
  })
})

describe('the evidence pack', () => {
  it('says what it lacks, is signed by the owner, and comes as a document', async () => {
    expect((await lin.call(showEvidence, { params: params() })).lacks).toEqual(['declaration'])
    const declare = (name: string) =>
      nora.call(declareOwn, { params: params(), body: { items: [...ownItems], name, lang: 'zh' } })
    expect(await refusal(declare('Nils'))).toBe('name_not_yours')
    await declare(' nora ')
    expect((await lin.call(showEvidence, { params: params() })).lacks).toEqual([])
    for (const lang of ['zh', 'en'])
      expect(String((await lin.ask(downloadEvidence, { params: params(), query: { lang } })).body)).toMatch(
        /^%PDF-/,
      )
    const { entries } = await lin.call(listLedger, { params: params(), query: { limit: 3 } })
    expect(entries[0]).toMatchObject({ event: 'evidence.made', data: { declared: true, partners: 1 } })
  })
})

describe('the end of a consent', () => {
  it('is proven by Amazon’s refusal', async () => {
    const [store] = (await lin.call(showConnections, { params: params() })).stores
    const one = { ...params(), connectionId: store!.sp!.connectionId }
    const proof = () => nora.call(showProof, { params: one })
    expect(await proof()).toMatchObject({ state: 'active', proof: null })
    await lin.call(disconnect, { params: one })
    expect((await lin.call(checkConnection, { params: one })).standing).toBe('ending')
    expect(await proof()).toMatchObject({ state: 'ending', proof: null })
    // The seller removes the application at Amazon.
    await sandbox.send({
      method: 'POST',
      url: '/_sandbox/revoke',
      payload: { sellerId: (await proof()).sellerId, region: 'EU' },
    })
    expect((await lin.call(checkConnection, { params: one })).standing).toBe('revoked')
    const dead = await proof()
    expect(dead).toMatchObject({ state: 'revoked', proof: { code: 'invalid_grant' } })
    expect(dead.entries.at(-1)).toMatchObject({ event: 'connection.ended', seq: dead.proof!.seq })
  })
})

describe('a queue at AWS', () => {
  it('has its least policy, is compared with it, and says whether it answers', async () => {
    const { queues, readerPolicy } = await lin.call(listQueues)
    const { arn } = queues[0]!
    expect(readerPolicy).toContain(arn)
    const use = 'stream' as const
    const { policy } = await lin.call(makeQueuePolicy, { query: { arn, use } })
    const check = (text: string) => lin.call(checkQueuePolicy, { body: { arn, use, policy: text } })
    expect(await check(policy)).toEqual({ missing: [], excess: [], denied: [] })
    const open = policy.replace('"sns.amazonaws.com"', '"*"')
    expect((await check(open)).excess.length).toBeGreaterThan(0)
    expect(await refusal(check('{'))).toBe('policy_unreadable')
    const far = arn.replace('us-east-1', 'ap-south-1')
    expect(await refusal(lin.call(makeQueuePolicy, { query: { arn: far, use } }))).toBe('queue_region')
    expect(await lin.call(probeQueue, { body: { arn } })).toMatchObject({ answers: false, waiting: false })
    expect(await refusal(lin.call(probeQueue, { body: { arn: far } }))).toBe('queue_not_configured')
  })
})
