import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { illegible } from './legible.ts'
import { type BrowserWorld, openBrowserWorld } from './support.ts'

// A person reads what hours are worth and proposes a schedule; on a phone, in English, the same page says the same.

let at: BrowserWorld
let sandbox: Sandbox
let place: { clientId: string; storeId: string }

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  at = await openBrowserWorld('2026-11-10T15:00:00Z', sandbox)
  await registerApps(at.app, at.people, sandbox)
  const client = at.people.clients[0]!
  place = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(await at.people.as('lin'), sandbox, place, 'all', {
    api: 'ads',
    granted: ['advertising_view', 'advertising_manage'],
  })
  for (let run = 0; run < 6; run++) {
    await at.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.settle()
    await sandbox.advance('PT10M')
  }
  // Five weeks of hours with a strong rhythm, as if Marketing Stream had told them.
  await ownerRows(
    at.ownerUrl,
    `insert into ad_hour (client_id, store_id, marketplace, hour_at, local_on, local_hour, campaign_id, ad_group_id, target_id, placement, currency,
       impressions, clicks, cost_micros, orders, units, sales_micros)
     select $1, $2, 'DE', d + h * interval '1 hour', d::date, h, 'c', 'g', 't', 'Other on-Amazon', 'EUR', 900, 30, 12000000,
       case when h < 6 then 1 when h >= 18 then 5 else 3 end, 3, 60000000
     from generate_series(timestamptz '2026-10-02', timestamptz '2026-11-08', interval '1 day') d, generate_series(0, 23) h`,
    [place.clientId, place.storeId],
  )
}, 400_000)
afterAll(() => at?.close())

const path = (): string => `/clients/${place.clientId}/ads/schedule?store=${place.storeId}&market=DE`

it('says what hours are worth, and a schedule is proposed', async () => {
  const page = await at.page({ as: 'lin' })
  await page.goto(path())
  await page.getByText('分时值得一试').waitFor()
  await page.locator('.sw-chart canvas').first().waitFor()
  expect(await illegible(page)).toEqual([])
  await at.shot(page, 'schedule-zh')
  await page.getByRole('button', { name: '提出分时方案' }).click()
  await page.getByRole('button', { name: '提交批准' }).click()
  await page.getByText('待批准', { exact: true }).waitFor()
})

it('says the same on a phone in English', async () => {
  const page = await at.page({ as: 'lin', locale: 'en', width: 390, height: 844 })
  await page.goto(path())
  await page.getByText(/Dayparting is worth trying|分时值得一试/).waitFor()
  await page.locator('.sw-chart canvas').first().waitFor()
  await at.shot(page, 'schedule-phone-en')
})
