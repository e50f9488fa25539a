import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as ip from '#features/access/api/ip.ts'
import { listLedger } from '#features/ledger/api.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { postFiles } from '../support/upload.ts'
import { type Caller, type TestWorld, createWorld } from '../support/world.ts'

// A text and a picture are entered, pass to the client on payment, and back by a counter-entry; what was true on a day stays true of it.

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let world: TestWorld
let lin: Caller
let clientId: string

beforeAll(async () => {
  world = await createWorld('2026-03-10T09:00:00Z')
  const agency = await world.agency()
  lin = await agency.as('lin')
  clientId = agency.clients[0]!.clientId
})
afterAll(() => world.close())

const params = () => ({ clientId })
const about = { author: '陈思齐', owner: 'agency' as const, clause: '合同 8.1', since: '2026-03-01' }
const record = (text: string, change: object = {}) =>
  lin.ask(ip.recordIpText, { params: params(), body: { label: '标题 B0TEST', ...about, text, ...change } })
const move = (workIds: string[], change: object = {}) =>
  lin.ask(ip.transferIpWorks, {
    params: params(),
    body: { workIds, to: 'client', on: '2026-03-05', paymentRef: 'INV-2026-031', note: '', ...change },
  })
const works = async (asOf?: string) =>
  (await lin.call(ip.listIpWorks, { params: params(), query: asOf === undefined ? {} : { asOf } })).works

let first: string
let picture: string

it('keeps every version with its hash, each content once', async () => {
  const one = await record('不锈钢锅\r\n24 cm')
  expect(one).toMatchObject({ status: 200, body: { version: 1 } })
  first = (one.body as { workId: string }).workId
  expect((await record('不锈钢锅\n24 cm')).body).toMatchObject({ code: 'ip_known', params: { version: 1 } })
  expect((await record('不锈钢锅 26 cm')).body).toMatchObject({ version: 2 })
  expect((await record('x', { since: '2026-03-11' })).body).toMatchObject({ code: 'ip_in_future' })
  const url = `/api/clients/${clientId}/ip/images`
  const post = (bytes: Buffer) =>
    postFiles(world.app, lin, url, [{ path: 'main.jpg', bytes }], { label: '主图 B0TEST', ...about })
  expect((await post(Buffer.from('<svg onload="x"/>'))).body).toMatchObject({ code: 'document_type' })
  picture = ((await post(png)).body as { workId: string }).workId
  const [latest] = await works()
  expect(latest).toMatchObject({
    medium: 'image',
    contentHash: createHash('sha256').update(png).digest('hex'),
    owner: 'agency',
  })
  const image = await lin.ask(ip.showIpImage, { params: { clientId, workId: picture } })
  expect(image.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
})

it('moves on payment, all or none', async () => {
  expect((await move([first, '999'])).status).toBe(404)
  expect((await works()).every((one) => one.owner === 'agency')).toBe(true)
  expect((await move([first, picture], { on: '2026-02-01' })).body).toMatchObject({ code: 'ip_before_last' })
  expect((await move([first, picture])).body).toEqual({ transferred: 2 })
  expect((await move([first])).body).toMatchObject({ code: 'ip_owned_already' })
  const owners = async (day?: string) =>
    Object.fromEntries((await works(day)).map((one) => [one.workId, one.owner]))
  expect(await owners()).toMatchObject({ [first]: 'client', [picture]: 'client' })
  expect(await owners('2026-03-04')).toMatchObject({ [first]: 'agency', [picture]: 'agency' })
  expect(await owners('2026-02-28')).toEqual({})
})

it('is taken back only by an entry of its own, once, and both stay', async () => {
  const at = { clientId, workId: first }
  const { transfers } = await lin.call(ip.showIpWork, { params: at })
  const counter = () =>
    lin.ask(ip.counterIpTransfer, {
      params: { clientId, transferId: transfers[0]!.transferId },
      body: { reason: '付款被退回' },
    })
  expect((await counter()).status).toBe(200)
  expect((await counter()).body).toMatchObject({ code: 'ip_not_last' })
  const after = await lin.call(ip.showIpWork, { params: at })
  expect(after.work).toMatchObject({ owner: 'agency', paymentRef: null, firstOwner: 'agency' })
  expect(after.transfers.map((one) => one.to)).toEqual(['agency', 'client'])
  const { entries } = await lin.call(listLedger, { params: params(), query: {} })
  const events = entries.map((one) => one.event).filter((event) => event.startsWith('ip.'))
  expect(events.toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'ip.recorded'),
    'ip.transfer_countered',
    'ip.transferred',
    'ip.transferred',
  ])
})

it('leaves as a table and as lines under a signed header', async () => {
  const get = (format: string) =>
    world.app.http.inject({
      url: `/api/clients/${clientId}/ip/export?format=${format}`,
      headers: { cookie: [...lin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
  const lines = (await get('jsonl')).body
  const { signature, ...header } = JSON.parse(lines.slice(0, lines.indexOf('\n')))
  const body = lines.slice(lines.indexOf('\n') + 1)
  expect(createHash('sha256').update(body).digest('hex')).toBe(header.linesHash)
  const key = createPublicKey(header.publicKey)
  const text = Buffer.from(canonicalJson(header))
  expect(verify(null, text, key, Buffer.from(signature, 'base64'))).toBe(true)
  expect(body.trimEnd().split('\n')).toHaveLength(header.works)
  expect((await get('csv')).body).toContain('INV-2026-031')
  expect((await get('xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
})
