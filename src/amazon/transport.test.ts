import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPipe, fakeFetch, noConnection, testDoor, timedOut } from '#test/support/fake-amazon.ts'
import { AmazonError, type FailureKind } from './errors.ts'
import type { Gate } from './limiter.ts'
import { idText, micros } from './json.ts'
import { type Door, send } from './transport.ts'

const anything = z.unknown()

async function failureOf(work: Promise<unknown>): Promise<AmazonError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AmazonError)
  return error as AmazonError
}

const getOrder = (door: Door) => send(door, 'orders.getOrder', { path: { orderId: '1' } }, anything)
const createReport = (door: Door) =>
  send(
    door,
    'reports.createReport',
    { body: { reportType: 'GET_SALES_AND_TRAFFIC_REPORT' }, subjects: ['GET_SALES_AND_TRAFFIC_REPORT'] },
    anything,
  )

describe('what leaves', () => {
  it('to the Selling Partner API: the token in its own header, path and query encoded', async () => {
    const { fetch, sent } = fakeFetch({ json: {} })
    const path = { sellerId: 'A1', sku: 'weiß/1 +&?' }
    const query = { marketplaceIds: ['M1', 'M2'], pageToken: 'a+b/c=', issueLocale: undefined, details: true }
    await send(testDoor('sp', fetch), 'listingsItems.getListingsItem', { path, query }, anything)
    expect(sent[0]).toEqual({
      method: 'GET',
      url: 'https://amazon.test/listings/2021-08-01/items/A1/wei%C3%9F%2F1%20%2B%26%3F?marketplaceIds=M1%2CM2&pageToken=a%2Bb%2Fc%3D&details=true',
      headers: {
        accept: 'application/json',
        'user-agent': 'Steward/0.1.0 (Language=TypeScript; Automated=yes)',
        'x-amz-access-token': 'Atza|secret',
      },
      body: null,
    })
  })

  it('to the Ads API: bearer, client, profile and the media types of the operation', async () => {
    const { fetch, sent } = fakeFetch({ json: {} })
    await send(testDoor('ads', fetch), 'sponsoredProducts.listKeywords', { body: {} }, anything)
    expect(sent[0]!.headers).toEqual({
      accept: 'application/vnd.spKeyword.v3+json',
      'content-type': 'application/vnd.spKeyword.v3+json',
      'user-agent': 'Steward/0.1.0 (Language=TypeScript; Automated=yes)',
      authorization: 'Bearer Atza|secret',
      'Amazon-Advertising-API-ClientId': 'amzn1.client',
      'Amazon-Advertising-API-Scope': '1234567890123456789',
    })
  })

  it('nothing, when the grant does not cover it; and somebody is told', async () => {
    const { fetch, sent } = fakeFetch({ json: {} })
    const told: string[] = []
    const door = testDoor('sp', fetch, {
      granted: new Set(['sales_reports']),
      token: () => Promise.reject(new Error('no token is asked for')),
      onRefused: (operation) => Promise.resolve(void told.push(operation)),
    })
    await expect(getOrder(door)).rejects.toBeInstanceOf(Refusal)
    expect(sent).toEqual([])
    expect(told).toEqual(['orders.getOrder'])
  })

  it('never a path with a hole, a grantless call with a seller token, or an Ads call to the Selling Partner API', async () => {
    const { fetch, sent } = fakeFetch({ json: {} })
    const door = testDoor('sp', fetch)
    await expect(send(door, 'orders.getOrder', { path: { orderId: '..' } }, anything)).rejects.toThrow(
      'needs',
    )
    await expect(send(door, 'orders.getOrder', {}, anything)).rejects.toThrow('needs orderId')
    await expect(send(door, 'notifications.getDestinations', {}, anything)).rejects.toThrow('wrong door')
    await expect(send(door, 'profiles.listProfiles', {}, anything)).rejects.toThrow('wrong door')
    expect(sent).toEqual([])
  })
})

describe('what a failure means', () => {
  const cases: [string, Parameters<typeof fakeFetch>[0], FailureKind, FailureKind, string][] = [
    [
      '429',
      { status: 429, json: { errors: [{ code: 'QuotaExceeded', message: 'm' }] } },
      'throttled',
      'throttled',
      'QuotaExceeded',
    ],
    [
      '400',
      { status: 400, json: { errors: [{ code: 'InvalidInput', message: null }] } },
      'rejected',
      'rejected',
      'InvalidInput',
    ],
    ['404 without a body', { status: 404, body: '' }, 'rejected', 'rejected', '404'],
    ['500 of a gateway', { status: 500, body: '<html>oops</html>' }, 'unavailable', 'unknown', '500'],
    ['503', { status: 503, json: { message: 'later' } }, 'unavailable', 'unknown', '503'],
    ['a timeout', timedOut(), 'unavailable', 'unknown', 'timeout'],
    ['a broken connection', brokenPipe(), 'unavailable', 'unknown', 'network'],
    ['no connection at all', noConnection(), 'unavailable', 'unavailable', 'network'],
    [
      'an answer cut in the middle',
      { body: gzipSync('{"a":1}').subarray(0, 12) },
      'unavailable',
      'unknown',
      'network',
    ],
  ]
  it.each(cases)('%s', async (_name, turn, reading, writing, code) => {
    const read = await failureOf(getOrder(testDoor('sp', fakeFetch(turn).fetch)))
    expect([read.kind, read.failure.code]).toEqual([reading, code])
    const write = await failureOf(createReport(testDoor('sp', fakeFetch(turn).fetch)))
    expect([write.kind, write.failure.code]).toEqual([writing, code])
  })

  it('an answer that we cannot read is no result, and of a write nobody knows the effect', async () => {
    const schema = z.object({ reportId: z.string() })
    const door = testDoor('sp', fakeFetch({ json: { surprise: true } }).fetch)
    const call = { path: { reportId: '1' }, subjects: ['GET_SALES_AND_TRAFFIC_REPORT'] }
    expect((await failureOf(send(door, 'reports.getReport', call, schema))).failure).toMatchObject({
      kind: 'unavailable',
      code: 'unreadable',
    })
    expect((await failureOf(send(door, 'reports.cancelReport', call, schema))).kind).toBe('unknown')
  })

  it.each([
    [{ code: '429', details: 'slow' }, '429', 'slow'],
    [{ code: 'UNAUTHORIZED', message: 'no' }, 'UNAUTHORIZED', 'no'],
    [{ code: 425, detail: 'The Request is a duplicate of : 1' }, '425', 'The Request is a duplicate of : 1'],
    [{ error: 'invalid_grant', error_description: 'gone' }, 'invalid_grant', 'gone'],
    [{ errors: [] }, '418', null],
    [null, '418', null],
  ])('of the five shapes of errors: %j', async (json, code, detail) => {
    const { fetch } = fakeFetch({ status: 418, json })
    expect((await failureOf(getOrder(testDoor('sp', fetch)))).failure).toMatchObject({ code, detail })
  })

  it('carries Amazon’s id of the request, and never a token or a signed address', async () => {
    const message =
      'token Atza|IwEBIabc and Atzr|IwEBxyz, client_secret=amzn1.oa2-cs.v1.abc, see https://s3/x?X-Amz-Signature=1'
    const { fetch } = fakeFetch({ status: 403, json: { errors: [{ code: 'Unauthorized', message }] } })
    const error = await failureOf(getOrder(testDoor('sp', fetch)))
    expect(error.failure.requestId).toBe('req-1')
    expect(JSON.stringify({ ...error.failure, message: error.message })).not.toMatch(
      /Atz[ar]\||oa2-cs|Signature|secret/,
    )
    expect(error.message).toBe('orders.getOrder rejected 403 Unauthorized req-1')
  })
})

describe('an expired token', () => {
  const expired = {
    status: 403,
    json: { errors: [{ code: 'Unauthorized', message: 'The access token you provided has expired.' }] },
  }

  it('is renewed once, and the call made once more', async () => {
    const { fetch, sent } = fakeFetch(expired, { json: { ok: 1 } })
    const door = testDoor('sp', fetch, {
      token: (refused) => Promise.resolve(refused === undefined ? 'old' : `not ${refused}`),
    })
    expect((await getOrder(door)).value).toEqual({ ok: 1 })
    expect(sent.map((one) => one.headers['x-amz-access-token'])).toEqual(['old', 'not old'])
  })

  it('that stays refused is a rejection', async () => {
    const { fetch, sent } = fakeFetch(expired)
    expect((await failureOf(getOrder(testDoor('sp', fetch)))).kind).toBe('rejected')
    expect(sent).toHaveLength(2)
  })

  it('is not what a missing role is', async () => {
    const { fetch, sent } = fakeFetch({
      status: 403,
      json: { errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.' }] },
    })
    expect((await failureOf(getOrder(testDoor('sp', fetch)))).kind).toBe('rejected')
    expect(sent).toHaveLength(1)
  })
})

describe('what comes back', () => {
  it('keeps 64-bit ids and long decimals', async () => {
    const { fetch } = fakeFetch({
      body: '{"id":1234567890123456789,"small":7,"amount":12.340000,"long":0.123456789012345678}',
    })
    const schema = z.object({ id: idText, small: idText, amount: micros, long: z.string() })
    const { value } = await send(testDoor('sp', fetch), 'orders.getOrder', { path: { orderId: '1' } }, schema)
    expect(value).toEqual({
      id: '1234567890123456789',
      small: '7',
      amount: 12_340_000n,
      long: '0.123456789012345678',
    })
  })

  it('is read by its charset, and unpacked when it is still packed', async () => {
    const body = iconv.encode('{"title":"日本タイトル"}', 'Shift_JIS')
    const japan = { body, headers: { 'content-type': 'application/json;charset=Shift_JIS' } }
    const packed = { body: gzipSync('{"title":"Größe"}') }
    const title = async (turn: { body: string | Buffer; headers?: Record<string, string> }) =>
      (await getOrder(testDoor('sp', fakeFetch(turn).fetch))).value
    expect(await title(japan)).toEqual({ title: '日本タイトル' })
    const mislabelled = {
      body: '{"title":"Größe"}',
      headers: { 'content-type': 'text/plain;charset=ISO-8859-1' },
    }
    expect(await title(mislabelled)).toEqual({ title: 'Größe' })
    const unlabelled = {
      body: iconv.encode('{"title":"Größe"}', 'win1252'),
      headers: { 'content-type': 'text/plain' },
    }
    expect(await title(unlabelled)).toEqual({ title: 'Größe' })
    expect(await title(packed)).toEqual({ title: 'Größe' })
  })

  it('tells the quota what it said, and a call put off by the quota does not leave', async () => {
    const learned: unknown[] = []
    const gate: Gate = {
      enter: () => Promise.resolve(),
      learn: (call, seen) => Promise.resolve(void learned.push([call.operation, seen]) as never),
    }
    const limited = fakeFetch({ status: 429, json: {}, headers: { 'retry-after': '7' } })
    const failure = await failureOf(getOrder(testDoor('sp', limited.fetch, { gate })))
    expect(failure.failure.retryAt).toEqual(new Date('2026-03-02T09:00:07Z'))
    await getOrder(
      testDoor('sp', fakeFetch({ json: {}, headers: { 'x-amzn-RateLimit-Limit': '2.5' } }).fetch, { gate }),
    )
    expect(learned).toEqual([
      ['orders.getOrder', { throttled: true, accepted: false, rate: null, retryAfterMs: 7000 }],
      ['orders.getOrder', { throttled: false, accepted: true, rate: 2.5, retryAfterMs: null }],
    ])
    const { fetch, sent } = fakeFetch({ json: {} })
    const shut: Gate = {
      ...gate,
      enter: () => Promise.reject(new AmazonError({ kind: 'throttled', operation: 'x', code: 'quota_wait' })),
    }
    await failureOf(getOrder(testDoor('sp', fetch, { gate: shut })))
    expect(sent).toEqual([])
  })
})
