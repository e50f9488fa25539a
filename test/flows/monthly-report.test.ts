import { afterAll, beforeAll, expect, it } from 'vitest'
import { erasePaper, showPapers } from '#features/access/api/papers.ts'
import { readEngagement } from '#features/engagement/api/board.ts'
import { postFiles } from '../support/upload.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A report of a month that is filed among the papers is what the board's review asks for.

let world: TestWorld
let agency: TestAgency
let lin: Caller
let clientId: string

beforeAll(async () => {
  world = await createWorld('2026-03-02T09:00:00Z')
  agency = await world.agency()
  lin = await agency.as('lin')
  clientId = agency.clients[0]!.clientId
})
afterAll(() => world.close())

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)
const file = (who: Caller, fields: Record<string, string>) =>
  postFiles(world.app, who, `/api/clients/${clientId}/papers/uploads`, [{ path: 'report.pdf', bytes: pdf }], {
    kind: 'monthly_report',
    title: 'February',
    purpose: 'Monthly report',
    ...fields,
  })
const criterion = async (who: Caller) =>
  (await who.call(readEngagement, { params: { clientId } })).criteria.review!.find(
    (one) => one.code === 'monthly_report_made',
  )!

it('is not taken without its month, for a month that runs, or from the client', async () => {
  expect(await criterion(lin)).toMatchObject({ met: false, by: null, month: null })
  expect(await file(lin, {})).toMatchObject({ status: 409, body: { code: 'paper_month_missing' } })
  expect((await file(lin, { reportMonth: '2026-03' })).body).toMatchObject({ code: 'paper_month_open' })
  expect((await file(lin, { reportMonth: '2026-02', kind: 'other' })).body).toMatchObject({
    code: 'paper_month_strange',
  })
  const nora = await agency.as('nora')
  expect((await file(nora, { reportMonth: '2026-02' })).body).toMatchObject({ code: 'paper_report_agency' })
  expect((await criterion(lin)).met).toBe(false)
})

it('meets the criterion with who and when, is seen by the client, and counts no longer once it is erased', async () => {
  expect(await file(lin, { reportMonth: '2026-02' })).toMatchObject({ status: 200 })
  const nora = await agency.as('nora')
  const met = { met: true, since: '2026-03-02T09:00:00.000Z', by: '林晓岚', month: '2026-02' }
  expect(await criterion(lin)).toMatchObject(met)
  expect(await criterion(nora)).toMatchObject(met)
  const { papers } = await nora.call(showPapers, { params: { clientId } })
  expect(papers).toHaveLength(1)
  expect(papers[0]).toMatchObject({ kind: 'monthly_report', reportMonth: '2026-02', standing: 'draft' })
  await lin.call(erasePaper, {
    params: { clientId, paperId: papers[0]!.paperId },
    body: { reason: 'A wrong file' },
  })
  expect((await criterion(lin)).met).toBe(false)
})
