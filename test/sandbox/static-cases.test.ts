import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasSpecs, operationOf, wrongWith } from '#test/support/published-models.ts'
import { openSandbox, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// The models carry requests with the status that Amazon's own static sandbox gives them. Ours must give the same, and a body that fits.
// Path parameters that a case leaves out, and ids that exist only in Amazon's fixtures, are ours.

type Case = { request?: { parameters?: Record<string, { value?: unknown }> } }

const served = [
  'sellers.getMarketplaceParticipations',
  'sellers.getAccount',
  'reports_2021-06-30.getReports',
  'reports_2021-06-30.createReport',
  'reports_2021-06-30.getReport',
  'reports_2021-06-30.getReportDocument',
  'dataKiosk_2023-11-15.getQueries',
  'dataKiosk_2023-11-15.createQuery',
  'dataKiosk_2023-11-15.getQuery',
  'dataKiosk_2023-11-15.cancelQuery',
  'dataKiosk_2023-11-15.getDocument',
  'orders_2026-01-01.searchOrders',
  'orders_2026-01-01.getOrder',
  'finances_2024-06-19.listTransactions',
  'catalogItems_2022-04-01.searchCatalogItems',
  'catalogItems_2022-04-01.getCatalogItem',
  'listingsItems_2021-08-01.getListingsItem',
  'listingsItems_2021-08-01.searchListingsItems',
  'productPricingV0.getPricing',
  'productPricingV0.getCompetitivePricing',
]

/** Cases that cannot come out as in Amazon's fixtures, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'sellers.getAccount 400 0': 'the very request of the 200 case',
  'reports_2021-06-30.getReport 200 0': 'an id of the fixture, not shaped like a report id',
  'reports_2021-06-30.getReportDocument 200 0': 'an id of the fixture',
  'dataKiosk_2023-11-15.createQuery 202 0': 'asks a data set that does not exist',
  'dataKiosk_2023-11-15.getQueries 200 1': 'a page token of the fixture',
  'dataKiosk_2023-11-15.getQuery 200 0': 'an id of the fixture',
  'dataKiosk_2023-11-15.getQuery 400 0': 'only the word tells an invalid id from an unknown one',
  'dataKiosk_2023-11-15.cancelQuery 204 0': 'an id of the fixture',
  'dataKiosk_2023-11-15.cancelQuery 400 0': 'only the word tells an invalid id from an unknown one',
  'dataKiosk_2023-11-15.getDocument 200 0': 'an id of the fixture',
  'dataKiosk_2023-11-15.getDocument 400 0': 'only the word tells an invalid id from an unknown one',
  'orders_2026-01-01.searchOrders 200 0': 'a store in which the seller does not sell',
  'orders_2026-01-01.searchOrders 200 1':
    'a store in which the seller does not sell, a page token of the fixture',
  'orders_2026-01-01.searchOrders 200 2': 'a store in which the seller does not sell',
  'orders_2026-01-01.getOrder 200 0': 'an order of the fixture',
  'orders_2026-01-01.getOrder 200 1': 'an order of the fixture',
  'orders_2026-01-01.getOrder 200 2': 'an order of the fixture',
  'finances_2024-06-19.listTransactions 200 0': 'a page token of the fixture and more than 180 days',
  'catalogItems_2022-04-01.getCatalogItem 200 0': 'a product of the fixture',
  'listingsItems_2021-08-01.getListingsItem 200 0': 'a request without its required marketplaceIds',
  'productPricingV0.getPricing 200 0': 'a request without products',
  'productPricingV0.getPricing 200 1': 'a request without products',
  'productPricingV0.getPricing 200 2': 'a request without products',
  'productPricingV0.getCompetitivePricing 200 0': 'a request without products',
  'productPricingV0.getCompetitivePricing 200 1': 'a request without products',
  'productPricingV0.getCompetitivePricing 200 2': 'a request without products',
}

describe.skipIf(!hasSpecs)('static sandbox cases of the published models', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await openSandbox()
  })
  afterAll(() => sandbox.app.close())

  async function send(name: string, one: Case): Promise<Reply> {
    await sandbox.advance('PT5S')
    const { path, method } = operationOf(name)
    const { sellerId } = sandbox.stage.market.reads.sellers()[0]!
    let url = path.replace('{sellerId}', sellerId)
    const query = new URLSearchParams()
    let body: unknown
    for (const [key, { value }] of Object.entries(one.request?.parameters ?? {})) {
      const text = Array.isArray(value) ? value.join(',') : String(value)
      if (key === 'body') body = value
      else if (url.includes(`{${key}}`)) url = url.replace(`{${key}}`, encodeURIComponent(text))
      else if (key !== 'sellerId') query.set(key, text)
    }
    const search = query.size > 0 ? `?${query.toString()}` : ''
    return sandbox.selling(method.toUpperCase() as 'GET', url + search, body)
  }

  const cases = hasSpecs
    ? served.flatMap((name) =>
        Object.entries(
          operationOf(name).shape['responses'] as Record<string, Record<string, unknown>>,
        ).flatMap(([status, response]) =>
          ((response['x-amzn-api-sandbox'] as { static?: Case[] } | undefined)?.static ?? []).map(
            (one, n) => [`${name} ${status} ${n}`, name, Number(status), one] as const,
          ),
        ),
      )
    : []

  it('are about as many as were counted', () => expect(cases.length).toBeGreaterThan(40))

  it.each(cases.filter(([title]) => !(title in exceptions)))('%s', async (_title, name, status, one) => {
    const reply = await send(name, one)
    expect([reply.status, wrongWith(name, reply.status, reply.body)], reply.text.slice(0, 300)).toEqual([
      status,
      [],
    ])
  })

  it.each(Object.keys(exceptions))('the exception %s is still one', async (title) => {
    const found = cases.find(([known]) => known === title)
    expect(found, 'no such case').toBeDefined()
    const [, name, status, one] = found!
    expect((await send(name, one)).status).not.toBe(status)
  })
})
