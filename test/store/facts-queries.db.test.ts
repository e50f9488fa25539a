import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  adsByCampaign,
  adsByPlacement,
  adsByProduct,
  adsEntities,
  searchTerms,
} from '#features/facts/public/ads.ts'
import { coverage, coveredDays, readFxTable } from '#features/facts/public/coverage.ts'
import { drill } from '#features/facts/public/drill.ts'
import { overview, portfolioMonths, salesByDay } from '#features/facts/public/figures.ts'
import { moneyByCategory, settlementLines, settlements, unknownMoney } from '#features/facts/public/money.ts'
import {
  asinPerformance,
  feedbackByMonth,
  ordersBySkuDay,
  returnsBySku,
  stockNow,
} from '#features/facts/public/trade.ts'
import { metricNames } from '#features/facts/rules/kpi.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'

// A client about whom nothing is known gets empty answers, never an error and never somebody else's figures.

let world: FactsWorld
const days = { from: '2025-01-01', to: '2025-12-31' }

beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

it('answers every question about an unknown client with nothing', async () => {
  const { clientId } = world
  const where = { clientId, ...days, storeId: '1', marketplace: 'DE' }
  await world.tenant.read(world.actor, async (tx) => {
    expect(
      await portfolioMonths(tx, { clientIds: [clientId], fromMonth: days.from, toMonth: days.to }),
    ).toEqual([])
    expect(await overview(tx, where)).toMatchObject({ current: [], previous: [] })
    const lists = [
      () => salesByDay(tx, where),
      () => adsByCampaign(tx, where),
      () => adsByPlacement(tx, where),
      () => adsByProduct(tx, where),
      () => searchTerms(tx, where),
      () => adsEntities(tx, { ...where, asOf: days.to }),
      () => settlements(tx, where),
      () => settlementLines(tx, { clientId, settlementId: '1' }),
      () => moneyByCategory(tx, where),
      () => unknownMoney(tx, where),
      () => ordersBySkuDay(tx, where),
      () => returnsBySku(tx, where),
      () => stockNow(tx, { ...where, asOf: days.to }),
      () => feedbackByMonth(tx, where),
      () => coverage(tx, where),
    ]
    for (const list of lists) expect(await list()).toEqual([])
    expect(await asinPerformance(tx, where)).toEqual({ rows: [], spans: [], dated: false })
    expect(await coveredDays(tx, where)).toBeNull()
    for (const metric of metricNames)
      expect(await drill(tx, { ...where, metric })).toEqual({ rows: [], total: 0 })
    const fx = await readFxTable(tx)
    expect(fx.convert(1_000_000n, 'USD', 'USD', days.to)).toMatchObject({ micros: 1_000_000n, rateOn: null })
  })
})

it('keeps the seeded rates from the application', async () => {
  await expect(
    world.tenant.write(world.actor, async (tx) => {
      tx.noLedger('trial')
      await tx.rows(sql`delete from fx_rate`)
    }),
  ).rejects.toThrow(/permission denied/)
})
