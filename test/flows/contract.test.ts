import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveSignature, showSignings } from '#features/access/api/signing.ts'
import { showHome } from '#features/cockpit/api/home.ts'
import { showBatch } from '#features/changes/api/changes.ts'
import * as govern from '#features/changes/api/govern.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import * as api from '#features/engagement/api/contract.ts'
import * as quotes from '#features/engagement/api/quote.ts'
import { contractOn } from '#features/engagement/public/contract.ts'
import { agreedPapersOf } from '#features/engagement/store/standing.ts'
import { contractText } from '#features/engagement/rules/contract-text.ts'
import { addDays } from '#kernel/day.ts'
import { type Changing, openChanging } from '../support/changing.ts'
import type { Caller } from '../support/world.ts'
import { readZipTexts } from '../support/zip-texts.ts'

// A contract from quote to force: what both have signed is what the change engine enforces.

let at: Changing
let wang: Caller
let nora: Caller
let zhou: Caller

beforeAll(async () => {
  at = await openChanging()
  wang = await at.agency.as('wang')
  nora = await at.agency.as('nora')
  zhou = await at.agency.as('zhou')
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const show = (by: Caller) => by.call(api.showContract, { params: params() })
const scope = () => ({ agencyId: at.agency.agencyId, clientIds: [at.store.clientId] })
type Terms = NonNullable<Awaited<ReturnType<typeof show>>['draft']>['terms']

async function write(alter: (terms: Terms) => Terms): Promise<number> {
  const { draft } = await show(wang)
  const { revision } = await wang.call(api.saveContract, {
    params: params(),
    body: { terms: alter(draft!.terms), note: '', revision: draft!.revision },
  })
  return revision
}
const begin = () => wang.call(api.beginContract, { params: params() })
const offer = (revision: number) => wang.call(api.offerContract, { params: params(), body: { revision } })
async function sign(by: Caller, version: number, typedName: string) {
  const { contentHash } = (await show(by)).versions.find((one) => one.version === version)!
  const body = { kind: 'contract' as const, subjectId: at.store.clientId, version, contentHash, typedName }
  return by.call(giveSignature, { params: params(), body })
}
async function bidUp(index: number) {
  const keyword = at.keyword(index)
  return zhou.call(proposeChanges, {
    params: params(),
    body: {
      storeId: at.store.storeId,
      marketplace: 'DE',
      title: 'Bids',
      reason: 'contract',
      wishes: [at.bid(keyword, (keyword.bidMinor * 1.1) / 100)],
    },
  })
}

describe('a quote', () => {
  it('is priced, issued unchangeably and taken by the client’s owner', async () => {
    const { today } = await wang.call(quotes.showQuote, { params: params() })
    const ask = {
      marketplaces: ['DE', 'UK'],
      skus: 80,
      ads: true,
      monthlySales: '50000',
      salesCurrency: 'EUR',
      discountRatio: 0,
      base: 'G3_net_principal' as const,
      validUntil: addDays(today, 14),
      remark: '',
    }
    const saved = await wang.call(quotes.saveQuote, {
      params: params(),
      body: { ask, note: '', revision: 0 },
    })
    expect(Number(saved.content!.sales.amount)).toBeGreaterThan(300_000)
    expect((await nora.call(quotes.showQuote, { params: params() })).draft).toBeNull()
    const { version } = await wang.call(quotes.issueQuote, {
      params: params(),
      body: { revision: saved.revision },
    })
    const { versions } = await nora.call(quotes.showQuote, { params: params() })
    const accept = (contentHash: string) =>
      nora.call(quotes.acceptQuote, {
        params: { ...params(), versionNo: version },
        body: { choice: 'hybrid', contentHash },
      })
    await expect(accept('0'.repeat(64))).rejects.toMatchObject({ code: 'quote_moved' })
    await accept(versions[0]!.contentHash)
    await expect(accept(versions[0]!.contentHash)).rejects.toMatchObject({ code: 'version_not_open' })
    const pdf = await nora.ask(quotes.quoteFile, {
      params: { ...params(), versionNo: version },
      query: { lang: 'both', format: 'pdf' },
    })
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  })
})

describe('a contract', () => {
  it('begins with what was quoted, and is not offered while it contradicts itself', async () => {
    await begin()
    await expect(begin()).rejects.toMatchObject({ code: 'draft_is_there' })
    const { draft, today, acceptedQuote } = await show(wang)
    expect(acceptedQuote).toEqual({ version: 1, choice: 'hybrid' })
    expect(draft!.terms.fee).toMatchObject({ model: 'hybrid', fixedMonthly: '7000', adsMonthly: '5000' })
    expect((await show(nora)).draft).toBeNull()
    const revision = await write((terms) => ({ ...terms, term: { ...terms.term, endsOn: today } }))
    await expect(offer(revision)).rejects.toMatchObject({ code: 'terms_contradict' })
    await expect(offer(revision - 1)).rejects.toMatchObject({ code: 'draft_moved' })
  })

  it('changes what passes by itself once both have signed, in the same moment', async () => {
    expect(await bidUp(0)).toMatchObject({ approved: 1, waiting: [] })
    const { today } = await show(wang)
    const revision = await write((terms) => ({
      ...terms,
      parties: {
        agency: { ...terms.parties.agency, signatory: '王致远' },
        client: { ...terms.parties.client, signatory: 'Nora' },
      },
      term: { ...terms.term, startsOn: today, effectiveOn: today, endsOn: addDays(today, 364) },
      limits: { ...terms.limits, 'sp.bid': { auto: null, second: null } },
    }))
    expect((await show(wang)).draft!.problems.filter((one) => one.severity === 'error')).toEqual([])
    const { version, contentHash } = await offer(revision)
    await sign(wang, version, '王致远')
    const signatures = async (by: Caller) =>
      (await by.call(showHome, { params: params() })).needs.filter((one) => one.kind === 'signature')
    expect([await signatures(nora), await signatures(wang)]).toEqual([
      [expect.objectContaining({ what: 'contract', version })],
      [],
    ])
    expect((await show(nora)).versions[0]).toMatchObject({ state: 'offered', contentHash })
    expect(await bidUp(1)).toMatchObject({ approved: 1 })
    expect(await sign(nora, version, 'Nora')).toMatchObject({ complete: true })

    expect(await signatures(nora)).toEqual([])
    const page = await show(nora)
    expect(page.inForce).toBe(version)
    expect(page.enforced).toMatchObject({ contractVersion: version, differs: [] })
    const made = await bidUp(2)
    expect(made).toMatchObject({ approved: 0, waiting: ['client'] })
    const { changes } = await zhou.call(showBatch, { params: { ...params(), batchId: made.batchId } })
    expect(changes[0]).toMatchObject({ tier: 'client' })
    const rules = await nora.call(govern.showGovernance, { params: params() })
    expect(rules.policies[0]).toMatchObject({ contractVersion: version })
    expect(rules.owners.filter((one) => one.module === 'price').map((one) => one.owner)).toContain('client')
    const papers = await at.world.app.world.tenant.read(scope(), (tx) =>
      agreedPapersOf(tx, at.store.clientId),
    )
    expect(papers).toEqual({ planSignedVersion: null, quoteIssued: true, contractInForceVersion: version })
  })

  it('says in the agreement what its data say, with their hash', async () => {
    const { versions } = await show(nora)
    const { terms, contentHash, version } = versions[0]!
    const answer = await at.world.app.http.inject({
      method: 'GET',
      url: `/api/clients/${at.store.clientId}/contract/versions/${version}/file?lang=en&format=docx`,
      headers: { cookie: [...nora.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const text = (await readZipTexts(answer.rawPayload))['word/document.xml']!
    expect(text).toContain(contentHash)
    const escaped = (one: string): string =>
      one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    for (const section of contractText(terms, 'en'))
      for (const row of section.rows) expect(text).toContain(escaped(row.text))
    for (const lang of ['zh', 'both'] as const) {
      const query = { lang, format: 'pdf' as const }
      const pdf = await nora.ask(api.contractFile, { params: { ...params(), versionNo: version }, query })
      expect(String(pdf.body).slice(0, 5)).toBe('%PDF-')
    }
  })

  it('shows loudly when somebody has set something else since', async () => {
    const { enforced } = await show(nora)
    await nora.call(govern.setPolicy, {
      params: params(),
      body: { mode: 'advice', limits: enforced.limits },
    })
    expect((await show(wang)).enforced).toMatchObject({ contractVersion: null, differs: ['mode'] })
  })
})

describe('an amendment', () => {
  it('signed ahead holds from its day on; the one before is known for its own days', async () => {
    await begin()
    const { today } = await show(wang)
    const later = addDays(today, 10)
    const terms = (one: Terms): Terms => ({
      ...one,
      mode: 'semi',
      term: { ...one.term, effectiveOn: later },
      limits: { ...one.limits, 'sp.bid': { auto: { ratio: 0.3 }, second: {} } },
    })
    const { version } = await offer(await write(terms))
    await sign(nora, version, 'Nora')
    await sign(wang, version, '王致远')
    expect((await show(nora)).versions[0]).toMatchObject({ state: 'agreed', fromOn: later })
    const on = (day: string) =>
      at.world.app.world.tenant.read(scope(), (tx) => contractOn(tx, at.store.clientId, day))
    expect((await on(later))!.terms.mode).toBe('semi')
    expect((await on(addDays(later, -1)))!.version).toBe(version - 1)
    expect(await on(addDays(today, -1))).toBeNull()

    await at.sandbox.advance('P11D')
    await at.world.app.jobKinds.find((kind) => kind.name === 'engagement.contracts_due')!.run({})
    const page = await show(nora)
    expect([page.inForce, page.enforced.contractVersion, page.enforced.mode]).toEqual([
      version,
      version,
      'semi',
    ])
    expect(page.versions.map((one) => one.state)).toEqual(['in_force', 'superseded'])
    expect(page.enforced.differs).toEqual([])
  })

  it('that a newer one has replaced can be signed no more; one taken back neither', async () => {
    const altered = async (other: string) => {
      await begin()
      return offer(await write((one) => ({ ...one, other })))
    }
    const third = await altered('一')
    const fourth = await altered('二')
    await expect(sign(nora, third.version, 'Nora')).rejects.toMatchObject({ code: 'version_superseded' })
    await wang.call(api.withdrawContract, {
      params: { ...params(), versionNo: fourth.version },
      body: { reason: 'Not yet agreed inside' },
    })
    await expect(sign(nora, fourth.version, 'Nora')).rejects.toMatchObject({ code: 'signing_closed' })
    const { signings } = await nora.call(showSignings, { params: params(), query: { kind: 'contract' } })
    expect(signings.map((one) => one.state)).toEqual(['withdrawn', 'superseded', 'complete', 'complete'])
    expect((await show(nora)).inForce).toBe(2)
  })
})
