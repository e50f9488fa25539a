import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { AdsInvalid } from '#features/facts/rules/rows.ts'
import { csv, read } from '../support/read-text.ts'

// Gross and invalid traffic, as reporting v3 and the console give it.

const row = {
  date: '2026-10-01',
  campaignName: 'C',
  campaignStatus: 'ENABLED',
  impressions: 95,
  clicks: 9,
  grossImpressions: 100,
  grossClickThroughs: 10,
  invalidImpressions: 5,
  invalidClickThroughs: 1,
}
const json = (rows: readonly object[]): Buffer => gzipSync(Buffer.from(JSON.stringify(rows)))

it('is read by campaign and day', async () => {
  const { facts, summary } = await read('gross.json.gz', json([row, { ...row, date: '2026-10-02' }]))
  expect(summary).toMatchObject({ type: 'ads_invalid', rejected: 0, findings: [] })
  expect((facts as AdsInvalid[])[0]).toMatchObject({
    dataset: 'ads_invalid',
    from: '2026-10-01',
    to: '2026-10-01',
    campaign: 'C',
    clicks: 9,
    grossClicks: 10,
    invalidClicks: 1,
    grossImpressions: 100,
    invalidImpressions: 5,
  })
})

it('takes figures that contradict each other as they stand, and two campaigns of one name', async () => {
  const odd = { ...row, clicks: 30, impressions: 2 }
  const { facts, summary } = await read('gross.json.gz', json([row, odd]))
  expect(summary).toMatchObject({ rejected: 0 })
  expect((facts as AdsInvalid[]).map((one) => one.clicks)).toEqual([9, 30])
})

it('adds up what the console leaves out', async () => {
  const file = csv(
    'Date,Campaign Name,Gross clicks,Invalid clicks,Gross impressions,Invalid impressions',
    '2026-10-01,C,10,2,100,7',
  )
  const { facts } = await read('gross.csv', file)
  expect(facts).toMatchObject([{ clicks: 8, grossClicks: 10, invalidClicks: 2, impressions: 93 }])
})
