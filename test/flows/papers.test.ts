import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as papers from '#features/access/api/papers.ts'
import {
  downloadSignatureCertificate,
  downloadSigningBundle,
  giveSignature,
  showSignings,
} from '#features/access/api/signing.ts'
import { listLedger } from '#features/ledger/api.ts'
import { renderPdf } from '#platform/pdf.ts'
import { lettersTo } from '../support/mailbox.ts'
import { ownerRows } from '../support/market-truth.ts'
import { postFiles } from '../support/upload.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// Papers are written, signed by both sides and proven offline; copies of identity papers come with a reason and go on their day.

let world: TestWorld
let agency: TestAgency
let lin: Caller
let nora: Caller
let clientId: string
let paperId: string
const folder = mkdtempSync(join(tmpdir(), 'papers-'))
const root = join(import.meta.dirname, '../..')

beforeAll(async () => {
  world = await createWorld('2026-03-02T09:00:00Z')
  agency = await world.agency()
  lin = await agency.as('lin')
  nora = await agency.as('nora')
  clientId = agency.clients[0]!.clientId
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const params = () => ({ clientId })
const ofPaper = (id = paperId) => ({ clientId, paperId: id })
const refusal = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'no refusal',
    (error: { code: string }) => error.code,
  )
const events = async (): Promise<string[]> => {
  const { entries } = await lin.call(listLedger, { params: params(), query: {} })
  return entries.map((one) => one.event).filter((event) => /^(paper|sign)/.test(event))
}
const terms = { consentBy: null, consentOn: null, expiresOn: null, eraseOn: null }
const values = {
  clientCompany: '晨光家居有限公司',
  clientRegistration: '91330200MA2XXXXX0K',
  clientAddress: '宁波市',
  agencyCompany: '远帆代运营',
  agencyRegistration: '91310000MA1XXXXX9Q',
  agencyAddress: '上海市',
  purpose: '店铺代运营',
  validFrom: '2026-03-02',
  confidentialYears: '3',
  governingLaw: '中华人民共和国法律',
  court: '宁波市有管辖权的法院',
}
const shown = async (id = paperId) => (await lin.call(papers.readPaper, { params: ofPaper(id) })).paper
const signing = async (who: Caller, id = paperId) => {
  const query = { kind: 'paper' as const, subjectId: id }
  return (await who.call(showSignings, { params: params(), query })).signings[0]!
}
const sign = async (who: Caller, change: object = {}, id = paperId) => {
  const { kind, subjectId, version, contentHash } = await signing(who, id)
  const body = { kind, subjectId, version, contentHash, typedName: 'Nora 诺拉', ...change }
  return who.call(giveSignature, { params: params(), body })
}

describe('a paper from a wording', () => {
  it('is refused with the names of the fields that are missing', async () => {
    const body = { kind: 'nda' as const, title: '保密协议', purpose: '合作前披露', ...terms }
    const { court: _, ...rest } = values
    const answer = await lin.ask(papers.draftPaper, { params: params(), body: { ...body, values: rest } })
    expect(answer.body).toMatchObject({ code: 'paper_fields_missing', params: { fields: 'court' } })
    ;({ paperId } = await lin.call(papers.draftPaper, { params: params(), body: { ...body, values } }))
    const { text } = await lin.call(papers.readPaper, { params: ofPaper() })
    expect(text!.zh).toContain('甲方：晨光家居有限公司')
    expect(text!.en).not.toContain('{{')
  })

  it('is offered; who may not sign, or signs something else, is refused by name and nothing is half signed', async () => {
    await lin.call(papers.offerPaper, { params: ofPaper(), body: { sides: ['agency', 'client'] } })
    const [letter] = await lettersTo(world, agency.person('nora').email)
    expect(letter!.text).toContain(`/clients/${clientId}/papers?paper=${paperId}`)
    expect(await refusal(sign(nora, { contentHash: 'ab'.repeat(32) }))).toBe('content_hash_wrong')
    expect(await refusal(sign(await agency.as('zhou')))).toBe('forbidden')
    expect(await refusal(sign(nora, { subjectId: '999' }))).toBe('not_found')
    // The content is changed behind the product's back.
    const at = [clientId, paperId]
    const [{ content }] = (await ownerRows<{ content: string }>(
      world.ownerUrl,
      'select content from paper_version where client_id = $1 and paper_id = $2',
      at,
    )) as [{ content: string }]
    const put = (text: string) =>
      ownerRows(
        world.ownerUrl,
        'update paper_version set content = $3 where client_id = $1 and paper_id = $2',
        [...at, text],
      )
    await put(content.replace('宁波市有管辖权', '上海市有管辖权'))
    expect(await refusal(sign(nora))).toBe('signature_content_moved')
    await put(content)
    expect((await signing(nora)).signatures).toEqual([])
    expect(await events()).toEqual(['signing.opened', 'paper.drafted'])
  })

  it('once revised is signed in its new version only', async () => {
    const old = await signing(nora)
    const body = { title: '保密协议', values: { ...values, confidentialYears: '5' } }
    await lin.call(papers.revisePaper, { params: ofPaper(), body })
    await lin.call(papers.offerPaper, { params: ofPaper(), body: { sides: ['agency', 'client'] } })
    const { version, contentHash } = old
    expect(await refusal(sign(nora, { version, contentHash }))).toBe('signing_closed')
    expect((await signing(nora)).version).toBe(2)
  })

  it('is signed by both sides, each once', async () => {
    const drawing = [
      [
        [10, 20],
        [200, 120],
      ],
      [[300, 60]],
    ]
    expect(await sign(nora, { drawing })).toMatchObject({ complete: false })
    expect(await refusal(sign(nora))).toBe('already_signed')
    // The last step fails: then nothing of the signature is there, and it can be given again.
    await ownerRows(
      world.ownerUrl,
      `alter table paper add constraint broken check (state <> 'signed') not valid`,
    )
    expect(await refusal(sign(lin, { typedName: '林晓岚' }))).toBe('internal')
    expect((await signing(lin)).signatures).toHaveLength(1)
    await ownerRows(world.ownerUrl, 'alter table paper drop constraint broken')
    expect(await sign(lin, { typedName: '林晓岚' })).toMatchObject({ complete: true })
    expect((await shown()).standing).toBe('signed')
    expect((await events()).slice(0, 3)).toEqual(['signing.completed', 'signature.given', 'signature.given'])
    const { signatures } = await signing(nora)
    const given = { params: { clientId, signatureId: signatures[0]!.signatureId } }
    for (const lang of ['zh', 'en'] as const) {
      const answer = await nora.ask(downloadSignatureCertificate, { ...given, query: { lang } })
      expect(String(answer.body).slice(0, 5)).toBe('%PDF-')
    }
    const pdf = await nora.ask(papers.downloadPaper, { params: ofPaper(), query: {} })
    expect(String(pdf.body).slice(0, 5)).toBe('%PDF-')
  })

  it('proves itself offline, and a changed copy names what is broken', async () => {
    const query = { kind: 'paper' as const, subjectId: paperId, version: 2, format: 'json' as const }
    const { body } = await nora.ask(downloadSigningBundle, { params: params(), query })
    const ledger = await world.app.http.inject({
      url: `/api/clients/${clientId}/ledger/export?format=jsonl`,
      headers: { cookie: [...lin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const ledgerPath = join(folder, 'ledger.jsonl')
    writeFileSync(ledgerPath, ledger.body)
    const verify = (bundle: unknown, ...more: string[]) => {
      const path = join(folder, 'signing.json')
      writeFileSync(path, JSON.stringify(bundle))
      const run = spawnSync(process.execPath, ['src/main.ts', 'verify', path, ...more], {
        encoding: 'utf8',
        cwd: root,
      })
      return `${run.status} ${run.stdout}${run.stderr}`
    }
    expect(verify(body, '--ledger', ledgerPath)).toMatch(
      /^0 OK {2}paper version 2, complete: 2 signatures unbroken[\s\S]*林晓岚[\s\S]*in the ledger unchanged/,
    )
    const altered = (from: string, to: string): unknown =>
      JSON.parse(JSON.stringify(body).replaceAll(from, to))
    expect(verify(altered('宁波市有管辖权', '上海市有管辖权'))).toContain('1 BROKEN the content')
    const renamed = structuredClone(body) as { signatures: { record: { typedName: string } }[] }
    renamed.signatures[0]!.record.typedName = 'Nils'
    expect(verify(renamed)).toContain('1 BROKEN the signature of the client side (Nils)')
    const cut = structuredClone(body) as { signatures: unknown[]; entries: { seq: number }[]; client: string }
    cut.client = 'somebody else'
    expect(verify(cut)).toContain('1 BROKEN the whole')
    cut.signatures.pop()
    expect(verify(cut)).toMatch(/1 BROKEN ledger entry \d+: the signature that it records is missing/)
  })
})

describe('who signs', () => {
  it('needs a second factor given in the session, and to be there still', async () => {
    clientId = agency.clients[1]!.clientId
    const body = { kind: 'nda' as const, title: '保密协议', purpose: '合作前披露', ...terms, values }
    const { paperId: other } = await lin.call(papers.draftPaper, { params: params(), body })
    await lin.call(papers.offerPaper, { params: ofPaper(other), body: { sides: ['client'] } })
    expect(await refusal(sign(lin, {}, other))).toBe('side_not_asked')
    const sasha = await agency.as('sasha')
    const person = [agency.person('sasha').personId]
    await ownerRows(world.ownerUrl, 'delete from auth.totp where person_id = $1', person)
    await ownerRows(
      world.ownerUrl,
      'update auth.session set second_factor_at = null where person_id = $1',
      person,
    )
    expect(await refusal(sign(sasha, {}, other))).toBe('factor_needed')
    await ownerRows(world.ownerUrl, 'update auth.membership set left_at = now() where person_id = $1', person)
    expect(await refusal(sasha.call(showSignings, { params: params(), query: { kind: 'paper' } }))).toBe(
      'not_signed_in',
    )
    clientId = agency.clients[0]!.clientId
  })
})

describe('an uploaded paper', () => {
  let copy: string
  const url = () => `/api/clients/${clientId}/papers/uploads`
  const post = (bytes: Buffer, fields: Record<string, string>, path = 'licence.pdf') =>
    postFiles(world.app, nora, url(), [{ path, bytes }], fields)
  const about = {
    kind: 'identity',
    title: '签约人身份证',
    purpose: '核对签约人身份',
    need: '服务合同第 2 条要求核对签约人身份',
    consentBy: 'Nora',
    consentOn: '2026-03-01',
    expiresOn: '2026-03-20',
    eraseOn: '2026-04-01',
  }
  let pdf: Buffer
  beforeAll(async () => {
    pdf = Buffer.from(await renderPdf({ template: '身份证', data: '' }))
  })

  it('is told by its content; what acts in it, and a copy without a reason, are refused', async () => {
    const { need: _, ...silent } = about
    expect((await post(pdf, silent)).body).toMatchObject({ code: 'paper_need_missing' })
    expect((await post(pdf, { ...about, eraseOn: '2029-01-01' })).body).toMatchObject({
      code: 'paper_erasure_late',
    })
    const program = Buffer.from('MZ this is a program')
    expect((await post(program, about)).body).toMatchObject({ code: 'document_type' })
    const script = 'endobj\n9999 0 obj <</S/JavaScript/JS(x)>> endobj'
    const acting = Buffer.from(pdf.toString('latin1').replace('endobj', script), 'latin1')
    expect(acting.length).toBeGreaterThan(pdf.length)
    expect((await post(acting, about)).body).toMatchObject({
      code: 'document_active',
      params: { what: 'JavaScript' },
    })
  })

  it('is kept encrypted and given back only as an attachment', async () => {
    const answer = await post(pdf, about, '../../身份证.html')
    expect(answer.body).toMatchObject({ type: 'pdf' })
    copy = (answer.body as { paperId: string }).paperId
    const stored = readdirSync(join(world.app.world.config.dataDir, 'files'), { recursive: true })
    expect(
      stored.some((path) => String(path).includes((answer.body as { contentHash: string }).contentHash)),
    ).toBe(true)
    const got = await lin.ask(papers.downloadPaper, { params: ofPaper(copy), query: {} })
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `attachment; filename="___.pdf"; filename*=UTF-8''${encodeURIComponent('身份证.pdf')}`,
    })
    expect(await refusal((await agency.as('zhou')).call(papers.showPapers, { params: params() }))).toBe(
      'forbidden',
    )
  })

  it('is told of before its end and erased on its day, with its hash as proof', async () => {
    const job = world.app.jobKinds.find((one) => one.name === 'access.papers')!
    const letters = async () =>
      (await lettersTo(world, agency.person('nora').email)).filter((one) => one.subject.includes('身份证'))
    await job.run({})
    await job.run({})
    expect(await letters()).toHaveLength(1)
    world.clock.set('2026-04-01T04:30:00Z')
    nora = await agency.arrive('nora')
    lin = await agency.arrive('lin')
    const { contentHash } = await shown(copy)
    await job.run({})
    await job.run({})
    expect(await shown(copy)).toMatchObject({ standing: 'erased', eraseReason: 'due', contentHash })
    expect((await lin.ask(papers.downloadPaper, { params: ofPaper(copy), query: {} })).body).toMatchObject({
      code: 'paper_erased',
    })
    const stored = readdirSync(join(world.app.world.config.dataDir, 'files'), { recursive: true })
    expect(stored.filter((path) => String(path).includes(contentHash))).toEqual([])
    const { entries } = await lin.call(listLedger, { params: params(), query: { event: 'paper.erased' } })
    expect(entries.map((one) => one.data)).toMatchObject([{ contentHash, reason: 'due', kind: 'identity' }])
  })

  it('can be erased at once with a reason, a signed text as well, and its signatures still stand', async () => {
    await lin.call(papers.erasePaper, { params: ofPaper(), body: { reason: '客户要求删除' } })
    expect((await lin.call(papers.readPaper, { params: ofPaper() })).text).toBe(null)
    expect((await signing(nora)).signatures).toHaveLength(2)
    const again = lin.call(papers.erasePaper, { params: ofPaper(), body: { reason: '客户要求删除' } })
    expect(await refusal(again)).toBe('paper_erased')
  })
})

describe('the agency’s own wording', () => {
  it('is used from its day on, and unknown fields are refused by name', async () => {
    const zh = '# 保密协议\n\n{{clientCompany}} 与 {{agencyCompany}} 约定保密 {{confidentialYears}} 年。'
    const en =
      '# NDA\n\n{{clientCompany}} and {{agencyCompany}} keep secrets for {{confidentialYears}} years.'
    const save = (change: object) =>
      lin.ask(papers.savePaperTemplate, { body: { kind: 'nda', usedFrom: '2026-04-02', zh, en, ...change } })
    expect((await save({ en: `${en} {{bankCard}}` })).body).toMatchObject({
      code: 'wording_fields_unknown',
      params: { fields: 'bankCard' },
    })
    expect((await save({})).status).toBe(200)
    expect((await save({})).body).toMatchObject({ code: 'wording_known' })
    const fields = async () =>
      (await lin.call(papers.showPapers, { params: params() })).wordings.find((one) => one.kind === 'nda')!
        .fields
    expect(await fields()).toContain('court')
    world.clock.set('2026-04-02T05:00:00Z')
    lin = await agency.arrive('lin')
    expect(await fields()).toEqual(['clientCompany', 'agencyCompany', 'confidentialYears'])
  })
})
