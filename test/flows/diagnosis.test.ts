import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  askDiagnosis,
  downloadDiagnosis,
  listDiagnoses,
  readDiagnosis,
  readDiagnosisRows,
} from '#features/diagnosis/api.ts'
import { diagnoseCommand } from '#features/diagnosis/public/diagnose-command.ts'
import type { Diagnosis } from '#features/diagnosis/rules/diagnosis.ts'
import { confirmImports, listImports } from '#features/facts/api/imports.ts'
import { readConfig } from '#platform/config.ts'
import { businessByDate } from '../support/report-texts.ts'
import { type UploadedFile, postFiles } from '../support/upload.ts'
import { type Caller, type TestAgency, type TestWorld, Refused, createWorld } from '../support/world.ts'

// A seller's own files go in, a picture of the business comes out: on the command line without any account, and on the page.

const searchTerms = [
  'Start Date,End Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,Clicks,Click-Thru Rate (CTR),Cost Per Click (CPC),Spend,7 Day Total Sales ,Total Advertising Cost of Sales (ACOS) ,Total Return on Advertising Spend (ROAS),7 Day Total Orders (#),7 Day Total Units (#)',
  // One period, two downloads' worth of rows: each row prints its own first and last active day.
  '"Jul 01, 2026","Jul 31, 2026",,USD,Main,G,mug,BROAD,blue mug,1000,100,10%,$0.50,$50.00,$400.00,12.5%,8,20,20',
  '"Jul 03, 2026","Jul 03, 2026",,USD,Main,G,mug,BROAD,red mug,900,90,10%,$0.50,$45.00,$360.00,12.5%,8,18,18',
  '"Jul 05, 2026","Jul 20, 2026",,USD,Main,G,mug,BROAD,free mug,2000,200,10%,$0.50,$100.00,$0.00,,0,0,0',
].join('\n')

const days = Array.from({ length: 60 }, (_, index) => ({
  day: new Date(Date.UTC(2026, 5, 1 + index)).toISOString().slice(0, 10),
  sales: '100.10',
  units: 5,
}))

const folderFiles: Record<string, string | Buffer> = {
  'US/search-terms.csv': searchTerms,
  'US/by-date.csv': businessByDate(days),
  'US/notes.csv': 'a,b\n1,2\n',
}

let root = ''
const said: string[] = []
const config = () =>
  readConfig({ STEWARD_DATA: join(root, 'data'), DATABASE_URL: inject('databaseUrl'), LOG_LEVEL: 'error' })
const run = (args: string[]): Promise<number> => {
  said.length = 0
  return diagnoseCommand(config(), args, (line) => void said.push(line))
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'steward-diagnose-'))
  for (const [name, content] of Object.entries(folderFiles)) {
    await mkdir(join(root, 'in', 'US'), { recursive: true })
    await writeFile(join(root, 'in', name), content)
  }
})
afterAll(() => rm(root, { recursive: true, force: true }))

type Json = {
  files: { file: string; type: string | null; rows: number; rejected: number; reason: string | null }[]
  ads: Record<
    string,
    { spend: string; sales: string; clicks: number; impressions: number; orders: number; acos: number }
  >
  missing: { code: string }[]
  findings: { kind: string; evidence: { rows: { cells: unknown[]; refs: { line: number }[] }[] } }[]
}

describe('npm run diagnose', () => {
  it('writes HTML, PDF and JSON whose totals are those of the files', async () => {
    expect(await run([join(root, 'in'), '--out', join(root, 'out'), '--lang', 'zh'])).toBe(0)
    expect((await readdir(join(root, 'out'))).toSorted()).toEqual([
      'diagnosis.html',
      'diagnosis.json',
      'diagnosis.pdf',
    ])
    const json = JSON.parse(await readFile(join(root, 'out', 'diagnosis.json'), 'utf8')) as Json
    expect(json.ads).toMatchObject({
      USD: { spend: '195.00', sales: '760.00', clicks: 390, impressions: 3900, orders: 38 },
    })
    expect(json.files.map((file) => [file.file, file.rows, file.reason === null])).toEqual([
      ['US/by-date.csv', 60, true],
      ['US/notes.csv', 0, false],
      ['US/search-terms.csv', 3, true],
    ])
    expect(json.missing.map((one) => one.code)).toContain('settlement')
    const waste = json.findings.find((finding) => finding.kind === 'waste_terms')!
    expect(waste.evidence.rows[0]!.cells[0]).toBe('free mug')
    expect(waste.evidence.rows[0]!.refs[0]!.line).toBe(4)
    expect((await readFile(join(root, 'out', 'diagnosis.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    const html = await readFile(join(root, 'out', 'diagnosis.html'), 'utf8')
    expect(html).toContain('195.00 USD')
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
    expect(said.join('\n')).toContain('读取 2/3 个文件')
  })

  it('speaks English and takes a single file', async () => {
    expect(
      await run([join(root, 'in', 'US', 'by-date.csv'), '--out', join(root, 'one'), '--lang', 'en']),
    ).toBe(0)
    const json = JSON.parse(await readFile(join(root, 'one', 'diagnosis.json'), 'utf8')) as Json
    expect(json.ads).toEqual({})
    expect(await readFile(join(root, 'one', 'diagnosis.html'), 'utf8')).toContain('<html lang="en">')
  })

  it('says why when nothing can be read, and writes nothing', async () => {
    await mkdir(join(root, 'junk'), { recursive: true })
    await writeFile(join(root, 'junk', 'x.csv'), 'a,b\n1,2\n')
    expect(await run([join(root, 'junk'), '--out', join(root, 'none')])).toBe(1)
    expect(said.join('\n')).toContain('x.csv')
    await expect(readdir(join(root, 'none'))).rejects.toThrow(/ENOENT/)
    expect(await run([join(root, 'nowhere'), '--out', join(root, 'none')])).toBe(1)
    expect(await run(['--lang', 'zh'])).toBe(2)
  })
})

describe('the diagnosis page', () => {
  let world: TestWorld
  let agency: TestAgency
  let wang: Caller
  let clientId = ''

  beforeAll(async () => {
    world = await createWorld('2026-09-01T09:00:00Z')
    agency = await world.agency()
    wang = await agency.as('wang')
    clientId = agency.clients[0]!.clientId
  })
  afterAll(() => world?.close())

  async function take(files: UploadedFile[]): Promise<void> {
    const storeId = agency.clients[0]!.storeIds[0]!
    const url = `/api/clients/${clientId}/imports?storeId=${storeId}&marketplace=US`
    const { body } = await postFiles(world.app, wang, url, files)
    await world.settle()
    const { batchId } = body as { batchId: string }
    const { imports } = await wang.call(listImports, { params: { clientId }, query: { batchId } })
    await wang.call(confirmImports, {
      params: { clientId },
      body: { importIds: imports.map((one) => one.id), acceptFindings: true },
    })
    await world.settle()
  }

  it('has nothing to diagnose before something is imported', async () => {
    expect(await wang.call(listDiagnoses, { params: { clientId } })).toEqual({ versions: [], covered: null })
    const refused = await wang
      .call(askDiagnosis, { params: { clientId }, body: {} })
      .catch((error: unknown) => error)
    expect((refused as Refused).code).toBe('no_facts')
  })

  it('makes a version in the background, keeps it, and opens its rows', async () => {
    await take([{ path: 'US/search-terms.csv', bytes: searchTerms }])
    const { id } = await wang.call(askDiagnosis, { params: { clientId }, body: {} })
    const waiting = await wang.call(readDiagnosis, { params: { clientId, diagnosisId: id } })
    expect(waiting.head.state).toBe('queued')
    await world.settle()
    const { head, body } = await wang.call(readDiagnosis, { params: { clientId, diagnosisId: id } })
    expect(head).toMatchObject({ state: 'done', percent: 100, askedBy: expect.any(String) as string })
    const diagnosis = body as Diagnosis
    expect(diagnosis.ads.USD).toMatchObject({ spend: '195.00', orders: 38 })
    const ref = diagnosis.findings.find((one) => one.kind === 'waste_terms')!.evidence!.rows[0]!.refs[0]!
    const { rows } = await wang.call(readDiagnosisRows, {
      params: { clientId },
      query: { refs: `${ref.file}:${ref.line}` },
    })
    expect(rows).toMatchObject([
      {
        fileName: 'US/search-terms.csv',
        line: 4,
        values: { search_term: 'free mug', cost_micros: '100000000' },
      },
    ])
  })

  it('keeps versions: the same facts give the same fingerprint, new facts another', async () => {
    const again = await wang.call(askDiagnosis, { params: { clientId }, body: {} })
    await world.settle()
    await take([{ path: 'US/by-date.csv', bytes: businessByDate(days) }])
    await wang.call(askDiagnosis, { params: { clientId }, body: {} })
    await world.settle()
    const { versions } = await wang.call(listDiagnoses, { params: { clientId } })
    expect(versions).toHaveLength(3)
    const [newest, middle, oldest] = versions
    expect(middle!.id).toBe(again.id)
    expect(middle!.inputHash).toBe(oldest!.inputHash)
    expect(newest!.inputHash).not.toBe(oldest!.inputHash)
  })

  it('downloads each format, and is read by the auditor but not asked for', async () => {
    const { versions } = await wang.call(listDiagnoses, { params: { clientId } })
    const params = { clientId, diagnosisId: versions[0]!.id }
    for (const [format, type] of [
      ['html', 'text/html'],
      ['pdf', 'application/pdf'],
      ['json', 'application/json'],
    ]) {
      const { status, headers } = await wang.ask(downloadDiagnosis, { params, query: { format, lang: 'en' } })
      expect(status).toBe(200)
      expect(headers['content-type']).toContain(type)
    }
    const nadia = await agency.as('nadia')
    expect((await nadia.call(listDiagnoses, { params: { clientId } })).versions).toHaveLength(3)
    expect((await nadia.ask(askDiagnosis, { params: { clientId }, body: {} })).status).toBe(403)
  })
})
