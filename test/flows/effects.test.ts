import { afterAll, beforeAll, expect, it } from 'vitest'
import * as api from '#features/changes/api/changes.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import type { Effect } from '#features/changes/rules/effect/measure.ts'
import type { Evidence } from '#features/changes/rules/expect.ts'
import { showWitness, witnessNow } from '#features/changes/api/witness.ts'
import { setPolicy } from '#features/changes/api/govern.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Changing, openChanging } from '../support/changing.ts'

// A change is proposed on figures that are there, made, and measured when its window has passed.

let at: Changing
beforeAll(async () => {
  at = await openChanging()
})
afterAll(() => at?.close())

const run = (name: string): Promise<void> => at.world.app.jobKinds.find((kind) => kind.name === name)!.run({})

/** Keeps the store in step until nothing is asked for any more. */
async function inStep(): Promise<void> {
  for (let round = 0; round < 60; round++) {
    await run('facts.sync_due')
    await at.world.settle()
    const [left] = await ownerRows<{ n: number }>(
      at.world.ownerUrl,
      `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`,
    )
    if (left!.n === 0) return
    await at.sandbox.advance('PT10M')
  }
  throw new Error('the store never came in step')
}

it('shows its evidence beforehand and its effect afterwards, provisional until conversions are ripe', async () => {
  await inStep()
  const zhou = await at.agency.as('zhou')
  const nora = await at.agency.as('nora')
  const params = { clientId: at.store.clientId }
  await nora.call(setPolicy, {
    params,
    body: { mode: 'full', limits: { 'sp.bid': { auto: {}, second: {} } } },
  })
  const { batchId } = await zhou.call(proposeChanges, {
    params,
    body: {
      storeId: at.store.storeId,
      marketplace: 'DE',
      title: 'Half',
      reason: '',
      wishes: Array.from({ length: 12 }, (_, index) =>
        at.bid(at.keyword(index), at.keyword(index).bidMinor / 200),
      ),
    },
  })
  await at.work()
  const show = () => zhou.call(api.showBatch, { params: { ...params, batchId } })
  const before = await show()
  expect(before.batch.counts).toEqual({ confirmed: 12 })
  const seen = before.changes.map((one) => one.evidence as Evidence)
  // The figures are those of the very keywords: together they are what the market's own rows of these targets say.
  expect(seen.reduce((sum, one) => sum + one.clicks, 0)).toBe(at.clicksOf(seen[0]!.from, seen[0]!.to, 12))
  expect(before.effects).toEqual([])

  await at.sandbox.advance('P9D')
  await inStep()
  await run('changes.measure')
  const after = await show()
  const weeks = after.effects.filter((one) => one.horizonDays === 7)
  expect(after.effects).toHaveLength(weeks.length)
  expect(weeks).toHaveLength(12 * 4)
  expect(weeks.filter((one) => one.metric === 'sales').every((one) => one.standing === 'provisional')).toBe(
    true,
  )
  for (const { effect } of weeks) {
    const { verdict, reason, control } = effect as Effect
    if (verdict === 'too_little_data') expect(reason).not.toBeNull()
    else expect(control.donors).toBeGreaterThanOrEqual(4)
  }

  await at.sandbox.advance('P14D')
  await inStep()
  await run('changes.measure')
  const later = await show()
  const sales = later.effects.filter((one) => one.horizonDays === 7 && one.metric === 'sales')
  expect(sales.map((one) => one.standing)).toEqual(sales.map(() => 'final'))
  expect(later.effects.some((one) => one.horizonDays === 14)).toBe(true)
})

it('finds by two daily snapshots what the change history does not name', async () => {
  const nora = await at.agency.as('nora')
  const params = { clientId: at.store.clientId }
  const zhou = await at.agency.as('zhou')
  const made = await zhou.call(proposeChanges, {
    params,
    body: {
      storeId: at.store.storeId,
      marketplace: 'DE',
      title: 'Rest of search',
      reason: '',
      wishes: [{ kind: 'sp.placement', wish: { campaignId: at.campaign.campaignId, restOfSearch: 13 } }],
    },
  })
  await at.work()
  at.somebodyPlaces(at.otherCampaignId, 'rest', 21)
  await at.sandbox.advance('P1D')
  await inStep()
  await nora.call(witnessNow, { params })
  const { events } = await nora.call(showWitness, { params })
  const rest = events.filter((one) => one.field === 'restOfSearch')
  expect(rest.map((one) => [one.objectId, one.verdict, one.to, one.batchId])).toEqual(
    expect.arrayContaining([
      [at.otherCampaignId, 'unlogged', '21', null],
      [at.campaign.campaignId, 'matched', '13', made.batchId],
    ]),
  )
  expect(rest).toHaveLength(2)
})
