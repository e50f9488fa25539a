import { describe, expect, it } from 'vitest'
import { operationNames, operationOf } from '#amazon/operations.ts'
import { type SentRequest, checkRequest } from '#test/support/amazon-contract.ts'
import { sampleResponse } from '#test/support/amazon-samples.ts'
import { fakeFetch, testDoor } from '#test/support/fake-amazon.ts'
import { type Case, everyCall } from './every-call.ts'

const all: Case[] = [...everyCall.sellingPartner, ...everyCall.grantless, ...everyCall.advertising]

async function runCase(
  [operation, , run]: Case,
  extent: 'full' | 'least',
): Promise<{ sent: SentRequest; got: unknown }> {
  const { api, grantless } = operationOf(operation)
  const { fetch, sent } = fakeFetch({ json: succeeded(sampleResponse(operation, extent)) })
  const got = await run(testDoor(api, fetch, { grantless }))
  expect(sent).toHaveLength(1)
  return { sent: sent[0]!, got }
}

/** A batch in which everything was taken: an item cannot both succeed and fail. */
function succeeded(sample: unknown): unknown {
  if (sample === null || typeof sample !== 'object' || Array.isArray(sample)) return sample
  const entries = Object.entries(sample).map(([key, value]: [string, unknown]) => {
    const both = value !== null && typeof value === 'object' && 'success' in value && 'error' in value
    return [key, both ? { ...value, error: [] } : value]
  })
  return Object.fromEntries(entries)
}

describe('every request we can send', () => {
  it('is among these: no operation is left out', () => {
    expect(operationNames.filter((name) => !all.some(([operation]) => operation === name))).toEqual([])
  })

  it.each(all)('%s (%s) is as Amazon publishes it', async (...one) => {
    const { sent } = await runCase(one, 'full')
    expect(checkRequest(one[0], sent)).toEqual([])
  })

  it.each(all)(
    '%s (%s) is understood in full: every field we read is one that Amazon sends',
    async (...one) => {
      const { got } = await runCase(one, 'full')
      expect(holes(got)).toEqual([])
    },
  )

  it.each(all)('%s (%s) is understood with the least Amazon must send', async (...one) => {
    await expect(runCase(one, 'least')).resolves.toBeDefined()
  })
})

/** Read by us and known from Amazon's guide, while the published copy of the model is cut short. */
const beyondTheCopy =
  /^\.value\.events\.\d\.metadata\.(negativeTargetingType|placementGroupPosition|predefinedTarget|targetingExpression)$/

/** Paths of what was read and not found. */
function holes(value: unknown, path = ''): string[] {
  // Some answers have nothing to read.
  if (value === null) return path === '.value' || beyondTheCopy.test(path) ? [] : [path]
  if (value === undefined || typeof value !== 'object' || value instanceof Date) return []
  return Object.entries(value)
    .filter(([key]) => path !== '' || key === 'value' || key === 'report')
    .flatMap(([key, inner]) => holes(inner, `${path}.${key}`))
}

describe('the judge is strict', () => {
  const names = new Set(all.map(([operation]) => operation))
  const withBody = all.filter(
    ([operation], at) =>
      all.findIndex(([other]) => other === operation) === at &&
      /^(POST|PUT|PATCH)$/.test(operationOf(operation).method),
  )

  it.each(withBody)(
    '%s: a body with a field too many, too few, or of another type is refused',
    async (...one) => {
      const [operation] = one
      const { sent } = await runCase(one, 'full')
      if (sent.body === null) return
      const body = JSON.parse(sent.body) as Record<string, unknown>
      const judged = (changed: unknown): string[] =>
        checkRequest(operation, { ...sent, body: JSON.stringify(changed) })
      expect(judged({ ...body, surprise: 1 }).join()).toContain('unevaluated')
      expect(judged(null).length).toBeGreaterThan(0)
      for (const [key, value] of Object.entries(body)) {
        const wrong = typeof value === 'string' ? 7 : 'wrong'
        expect(judged({ ...body, [key]: wrong }).length, `${key} of another type`).toBeGreaterThan(0)
      }
    },
  )

  it('a required field that is dropped is noticed, at any depth', async () => {
    const dropped = async (name: string, drop: (body: never) => void): Promise<string> => {
      const found = all.find(([operation]) => operation === name)!
      const { sent } = await runCase(found, 'full')
      const body = JSON.parse(sent.body!) as never
      drop(body)
      return checkRequest(name, { ...sent, body: JSON.stringify(body) }).join()
    }
    const without = (key: string) => (body: Record<string, unknown>) => void delete body[key]
    const first = (list: string, key: string) => (body: Record<string, Record<string, unknown>[]>) =>
      void delete body[list]![0]![key]
    expect(await dropped('reports.createReport', without('marketplaceIds'))).toContain(
      "required property 'marketplaceIds'",
    )
    expect(await dropped('sponsoredProducts.updateKeywords', first('keywords', 'keywordId'))).toContain(
      "'keywordId'",
    )
    expect(await dropped('sponsoredProducts.createCampaigns', first('campaigns', 'budget'))).toContain(
      "'budget'",
    )
    expect(await dropped('pricing.getCompetitiveSummary', first('requests', 'asin'))).toContain("'asin'")
    expect(await dropped('adsReports.createReport', without('configuration'))).toContain("'configuration'")
  })

  it.each([
    ['orders.getOrder', (url: string) => url.replace('PROCEEDS', 'BUYER'), 'allowed values'],
    [
      'fbaInventory.getInventorySummaries',
      (url: string) => url.replace('granularityId', 'granularity'),
      'granularity',
    ],
    [
      'listingsItems.getListingsItem',
      (url: string) => url.replace(/marketplaceIds=[^&]*&/, ''),
      'marketplaceIds is missing',
    ],
    ['reports.getReports', (url: string) => url.replace('pageSize=100', 'pageSize=101'), '<= 100'],
    ['sellers.getMarketplaceParticipations', (url: string) => url.replace('/v1/', '/v2/'), 'path'],
  ])('%s with a wrong query or path', async (name, change, problem) => {
    const { sent } = await runCase(
      all.find(([operation]) => operation === name)!,
      'full',
    )
    expect(checkRequest(name, { ...sent, url: change(sent.url) }).join('; ')).toContain(problem)
  })

  it('headers count: no profile, no client, a wrong media type, one that nobody knows', async () => {
    const found = all.find(([operation]) => operation === 'sponsoredProducts.updateKeywords')!
    const { sent } = await runCase(found, 'full')
    const judged = (headers: Record<string, string>): string =>
      checkRequest(found[0], { ...sent, headers }).join('; ')
    const { 'Amazon-Advertising-API-Scope': _profile, ...rest } = sent.headers
    expect(judged(rest)).toContain('Amazon-Advertising-API-Scope is missing')
    expect(judged({ ...sent.headers, 'content-type': 'application/json' })).toContain('content-type')
    expect(judged({ ...sent.headers, accept: 'application/json' })).toContain('accept')
    expect(judged({ ...sent.headers, 'x-odd': '1' })).toContain('unknown header x-odd')
    expect(names.size).toBe(operationNames.length)
  })
})
