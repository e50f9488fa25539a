import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engageDemo } from '#demo-engagements.ts'
import {
  changeEngagement,
  closeStage,
  listEngagements,
  readEngagement,
  reopenStage,
} from '#features/engagement/api/board.ts'
import { showCompetitors, undoCompetitorImport } from '#features/engagement/api/competitors.ts'
import { overrideFit, readFit, withdrawFitOverride } from '#features/engagement/api/fit.ts'
import {
  listIntakeLinks,
  makeIntakeLink,
  openIntakeLink,
  readIntake,
  readIntakeVersion,
  revokeIntakeLink,
  saveIntake,
  saveIntakeByLink,
  submitIntake,
  submitIntakeByLink,
} from '#features/engagement/api/intake.ts'
import { listLedger } from '#features/ledger/api.ts'
import { lettersTo } from '../support/mailbox.ts'
import { ownerRows } from '../support/market-truth.ts'
import { postFiles } from '../support/upload.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A prospect fills in the questionnaire by a link, the agency judges the fit and looks at competitors, and stages close only when they may.

let world: TestWorld
let agency: TestAgency
let lin: Caller
let clientId: string
beforeAll(async () => {
  world = await createWorld()
  agency = await world.agency()
  lin = await agency.as('lin')
  clientId = agency.clients[0]!.clientId
})
afterAll(() => world.close())

const params = () => ({ clientId })

const answers = {
  goals: ['brand_launch'],
  brandRegistered: 'registered',
  companyName: 'Nordlicht',
  companyKind: 'factory',
  contactName: 'Nora',
  category: 'Lamps',
  amazonYears: 'never',
  targetMarketplaces: ['DE'],
  skuCount: 24,
  listingStyle: 'curated',
  priceStance: 'middle',
  supply: 'own_factory',
  copySkill: 'none',
  adsSkill: 'basic',
  budget: { amount: '9000', currency: 'CNY' },
  costs: 'unknown',
  sharesData: 'all',
  pastAgency: false,
  expects: 'Germany',
}

const tokenOf = (url: string): string => url.split('/').at(-1)!

async function link(body: { days?: number; note?: string } = {}): Promise<string> {
  return tokenOf((await lin.call(makeIntakeLink, { params: params(), body })).url)
}

describe('a questionnaire by link', () => {
  it('is filled in without an account, wrong answers told apart, and ends with its submission', async () => {
    const prospect = world.nobody()
    const token = await link({ note: 'Nora, WeChat' })
    expect(await prospect.call(openIntakeLink, { body: { token } })).toMatchObject({
      client: 'Nordlicht 1',
      agency: 'Agency 1',
      answers: {},
    })
    const wrong = await prospect.call(saveIntakeByLink, {
      body: { token, answers: { ...answers, skuCount: 'many', pastNotes: '后台密码是 abc' } },
    })
    expect(wrong.problems).toEqual([
      { question: 'skuCount', code: 'wrong_kind', most: null },
      { question: 'pastNotes', code: 'looks_like_password', most: null },
    ])
    const early = await prospect.ask(submitIntakeByLink, { body: { token } })
    expect([early.status, early.body]).toEqual([
      409,
      { code: 'intake_incomplete', params: { count: 1, question: 'skuCount' } },
    ])
    await prospect.call(saveIntakeByLink, { body: { token, answers: { skuCount: 24 } } })
    expect(await prospect.call(submitIntakeByLink, { body: { token } })).toEqual({ version: 1 })
    const [letter] = await lettersTo(world, agency.person('wang').email)
    expect([letter?.subject, letter?.text]).toEqual([
      '「Nordlicht 1」提交了需求问卷',
      expect.stringContaining('Nora, WeChat'),
    ])
    const late = await prospect.ask(saveIntakeByLink, { body: { token, answers: { skuCount: 1 } } })
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'intake_link_submitted'])
    const [listed] = await lin.call(listIntakeLinks, { params: params() })
    expect(listed).toMatchObject({ standing: 'submitted', note: 'Nora, WeChat' })
    const told = await lin.call(listLedger, { params: params(), query: {} })
    expect(told.entries.map((one) => one.event).filter((event) => event.startsWith('intake.'))).toEqual([
      'intake.submitted',
      'intake.link_opened',
      'intake.link_made',
    ])
  })

  it('is refused once revoked, expired, forged, or used faster than people type', async () => {
    const prospect = world.nobody()
    const code = async (token: string) =>
      ((await prospect.ask(openIntakeLink, { body: { token } })).body as { code?: string }).code
    const revoked = await link()
    const [newest] = await lin.call(listIntakeLinks, { params: params() })
    const { linkId } = newest!
    await lin.call(revokeIntakeLink, { params: { clientId, linkId } })
    expect(await code(revoked)).toBe('intake_link_revoked')
    const good = await link({ days: 1 })
    expect(await code(`${good.slice(0, -2)}AA`)).toBe('intake_link_unknown')
    expect(await code('x'.repeat(80))).toBe('intake_link_unknown')
    for (let use = 0; use < 60; use++) expect(await code(good)).toBeUndefined()
    expect(await code(good)).toBe('too_many_requests')
    const before = world.clock.now().toISOString()
    world.clock.advance(25 * 3_600_000)
    expect(await code(good)).toBe('intake_link_expired')
    // Nobody else's session shall end with it.
    world.clock.set(before)
    const kept = await ownerRows<{ hash: string }>(
      world.ownerUrl,
      'select token_hash as hash from intake_link',
    )
    expect(kept.some(({ hash }) => hash.includes(good.slice(0, 20)))).toBe(false)
  })
})

describe('versions', () => {
  it('are kept by submission, ends as a brief, and sees what changed', async () => {
    const nils = await agency.as('nils')
    const same = await nils.ask(submitIntake, { params: params() })
    expect((same.body as { code: string }).code).toBe('intake_unchanged')
    await nils.call(saveIntake, { params: params(), body: { answers: { costs: 'per_sku', notes: 'x' } } })
    expect(await nils.call(submitIntake, { params: params() })).toEqual({ version: 2 })
    const { versions } = await lin.call(readIntake, { params: params() })
    expect(versions.map((one) => [one.version, one.submittedBy, one.via])).toEqual([
      [2, 'Nils', 'account'],
      [1, 'Nora, WeChat', 'link'],
    ])
    const first = await lin.call(readIntakeVersion, { params: { clientId, version: '1' } })
    expect(first.brief).toMatchObject({
      goals: ['brand_launch'],
      range: { skus: 24 },
      money: { costs: 'unknown' },
    })
    expect((await lin.ask(readIntakeVersion, { params: { clientId, version: '3' } })).status).toBe(404)
  })
})

describe('the fit', () => {
  it('is decided with reasons, overridden with a reason, and not shown to the client', async () => {
    const { standing } = await lin.call(readFit, { params: params() })
    expect([standing!.version, standing!.verdict, standing!.reasons.map((one) => one.code)]).toEqual([
      2,
      'fit',
      ['new_to_na_eu', 'supply_without_skill'],
    ])
    const override = (verdict: 'fit' | 'conditional' | 'unfit', reason: string) =>
      lin.ask(overrideFit, { params: params(), body: { verdict, reason } })
    expect((await override('unfit', '  ')).status).toBe(400)
    expect((await override('fit', 'why')).body).toMatchObject({ code: 'fit_same' })
    expect((await override('unfit', 'Talked for an hour: wants us to rent an account')).status).toBe(200)
    expect((await lin.call(readFit, { params: params() })).standing).toMatchObject({
      computed: 'fit',
      verdict: 'unfit',
    })
    await lin.call(withdrawFitOverride, { params: params(), body: { reason: 'A misunderstanding' } })
    const after = await lin.call(readFit, { params: params() })
    expect([after.standing!.verdict, after.overrides.map((one) => one.verdict)]).toEqual([
      'fit',
      [null, 'unfit'],
    ])
    expect((await (await agency.as('nora')).ask(readFit, { params: params() })).status).toBe(403)
  })
})

describe('the board', () => {
  const mine = async () =>
    (await lin.call(listEngagements)).engagements.find((one) => one.clientId === clientId)!

  it('shows every client with what keeps its stage from closing', async () => {
    expect(await mine()).toMatchObject({
      stage: 'diagnose',
      owner: null,
      blockers: ['diagnosis_made', 'plan_signed', 'quote_issued'],
      criteria: 5,
      verdict: 'fit',
    })
    const close = await lin.ask(closeStage, { params: params(), body: { stage: 'diagnose' } })
    expect(close.body).toEqual({ code: 'stage_criteria_unmet', params: { count: 3 } })
    const other = await lin.ask(closeStage, { params: params(), body: { stage: 'review' } })
    expect((other.body as { code: string }).code).toBe('stage_not_current')
    const wang = await (await agency.as('wang')).call(listEngagements)
    expect(wang.engagements.map((one) => one.clientName)).toEqual(['Nordlicht 1'])
  })

  it('keeps owner and next date, with a history, and knows what is overdue', async () => {
    const change = (body: object) => lin.ask(changeEngagement, { params: params(), body })
    const wang = agency.person('wang').personId
    expect((await change({ ownerId: agency.person('nora').personId })).body).toMatchObject({
      code: 'engagement_owner_unknown',
    })
    expect((await change({ ownerId: wang, nextOn: '2026-03-01', nextWhat: 'Call Nora' })).status).toBe(200)
    expect(await mine()).toMatchObject({
      owner: { name: '王致远' },
      next: { on: '2026-03-01', what: 'Call Nora' },
      overdue: true,
    })
    await change({ nextOn: '2026-09-01' })
    expect((await mine()).overdue).toBe(false)
    const { history } = await lin.call(readEngagement, { params: params() })
    expect(history.map((one) => one.code)).toEqual(['next', 'next', 'owner'])
  })

  it('closes a stage whose criteria hold, and opens it again only with a reason', async () => {
    // Later stages are reached by what other rooms record; here the engagement is put there, and a change was made.
    const owner = (text: string) => ownerRows<Record<string, string>>(world.ownerUrl, text)
    await owner(`update engagement set stage = 'operate' where client_id = ${clientId}`)
    const [batch] =
      await owner(`insert into change_batch (client_id, store_id, marketplace, title, reason, origin, proposed_by,
      proposed_by_name, proposed_side, proposed_at, content_hash, expires_at)
      select client_id, id, 'DE', 'Bids', '', 'person', 'x', 'x', 'agency', now(), '', now() from store where client_id = ${clientId} returning id`)
    const change = (confirmed: string) =>
      owner(`insert into change (client_id, batch_id, revision, no, store_id, marketplace, kind, entity, object_id, label, currency, tier,
      state, state_at, applied_at, confirmed_at) select client_id, ${batch!['id']}, 1, 1, id, 'DE', 'sp.bid', 'targets', '1', '', 'EUR', 'auto',
      'applied', now(), '2026-02-01', ${confirmed} from store where client_id = ${clientId}`)
    await change('null')
    const close = () => lin.ask(closeStage, { params: params(), body: { stage: 'operate' } })
    expect((await close()).body).toEqual({ code: 'stage_criteria_unmet', params: { count: 1 } })
    await change(`'2026-02-02'`)
    expect((await close()).body).toEqual({ stage: 'review', round: 1 })
    const told = (await lin.call(listLedger, { params: params(), query: {} })).entries[0]!
    expect([told.event, JSON.stringify(told.data)]).toEqual([
      'engagement.stage_closed',
      expect.stringContaining('2026-02-02'),
    ])
    expect((await mine()).blockers).toEqual(['effect_measured', 'certificate_made', 'monthly_report_made'])
    const reopen = (stage: 'access' | 'review', reason: string) =>
      lin.ask(reopenStage, { params: params(), body: { stage, reason } })
    expect((await reopen('access', '')).status).toBe(400)
    expect((await reopen('review', 'x')).body).toMatchObject({ code: 'stage_not_closed' })
    expect((await reopen('access', 'The consent was given for the wrong region')).status).toBe(200)
    const seen = await (await agency.as('nora')).call(readEngagement, { params: params() })
    expect([seen.stage, seen.candidates, seen.reopenable]).toEqual(['access', [], ['diagnose']])
    expect(seen.history[0]).toMatchObject({
      code: 'reopened',
      body: { stage: 'access', from: 'review', reason: 'The consent was given for the wrong region' },
    })
    expect(seen.criteria.access.every((one) => !one.met)).toBe(true)
    // What the agency thinks of a client is not told to the client.
    expect(seen.criteria.diagnose.map((one) => one.code)).not.toContain('fit_decided')
  })
})

describe('the demo', () => {
  it('shows clients at several points of the first stage, and is filled once', async () => {
    const other = await world.agency('Demo')
    const ids = other.clients.map((one) => one.clientId)
    for (let start = 0; start < 2; start++) await engageDemo(world.app, ids, other.person('lin'))
    const { engagements } = await (await other.as('lin')).call(listEngagements)
    expect(engagements.map((one) => [one.verdict, one.overdue, one.next.what])).toEqual([
      ['fit', false, '与客户过诊断结论'],
      ['conditional', true, '请客户补成本表'],
    ])
  })
})

describe('competitors', () => {
  const url = () => `/api/clients/${clientId}/competitors/imports`
  const post = (path: string, bytes: Buffer | string, at = url()) =>
    postFiles(world.app, lin, at, [{ path, bytes }])
  const shown = () => lin.call(showCompetitors, { params: params() })
  const csv = [
    '站点,ASIN,自有,标题,价格,评分,评论数,关键词',
    'DE,B0OWNOWN01,是,Unsere Lampe,29.90,4.2,88,lampe; stehlampe',
    'DE,B0RIVAL001,,Rival,24.90,4.6,1200,stehlampen; leselampe',
    'DE,KAPUTT,,Rival,24.90,4.6,1200,',
  ].join('\n')

  it('come from a sheet, each with its line, beside own products', async () => {
    const { status, body } = await post('rivals.csv', csv)
    expect([status, body]).toEqual([
      200,
      {
        importId: expect.any(String) as string,
        rows: 2,
        problems: [{ line: 4, column: 'B ASIN', code: 'asin_wrong', value: 'KAPUTT' }],
      },
    ])
    const { lines, markets } = await shown()
    expect(lines.map((one) => [one.asin, one.own, one.price, one.overlapRatio, one.gaps])).toEqual([
      ['B0OWNOWN01', true, '29.90', null, []],
      ['B0RIVAL001', false, '24.90', 0.5, ['leselampe']],
    ])
    expect(lines[1]!.place).toMatchObject({ fileName: 'rivals.csv', line: 3 })
    expect(markets[0]).toMatchObject({ ours: { reviews: 88 }, theirs: { reviews: 1200 }, ownKeywords: 2 })
    expect((await post('again.csv', csv)).body).toMatchObject({ code: 'competitor_sheet_twice' })
  })

  it('of a newer workbook replace the older, until that is undone', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('Notes').addRow(['nothing here'])
    const sheet = book.addWorksheet('Rivals')
    sheet.addRow(['Competitors of March'])
    sheet.addRow(['ASIN', 'Price', 'Rating'])
    sheet.addRow(['B0RIVAL001', 21.5, 4.4])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const taken = await post('march.xlsx', bytes, `${url()}?marketplace=DE`)
    expect(taken.body).toMatchObject({ rows: 1, problems: [] })
    const price = async () => (await shown()).lines.find((one) => one.asin === 'B0RIVAL001')!.price
    expect(await price()).toBe('21.50')
    const { importId } = taken.body as { importId: string }
    await lin.call(undoCompetitorImport, { params: { clientId, importId } })
    expect(await price()).toBe('24.90')
    expect((await lin.ask(undoCompetitorImport, { params: { clientId, importId } })).status).toBe(404)
  })

  it('are refused as what they are not', async () => {
    expect((await post('ads.csv', 'Date,Campaign,Clicks\n2026-01-01,A,3\n')).body).toMatchObject({
      code: 'competitor_sheet_unknown',
    })
    const none = await post('wrong.csv', 'Marketplace,ASIN,Price\nDE,x,1\n')
    expect(none.body).toMatchObject({ importId: null, rows: 0 })
    expect((await shown()).imports).toHaveLength(2)
    expect((await post('page.csv', '<html></html>')).status).toBe(409)
  })
})
