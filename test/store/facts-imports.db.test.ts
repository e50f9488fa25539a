import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adsByCampaign } from '#features/facts/public/ads.ts'
import { coverage } from '#features/facts/public/coverage.ts'
import { drill } from '#features/facts/public/drill.ts'
import { portfolioMonths, salesByDay, totals } from '#features/facts/public/figures.ts'
import type { AdsRow } from '#features/facts/rules/rows.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'
import { confirm, dropFile, factsFile, importOf, salesDay, undo } from '../support/facts-files.ts'

// A file is dropped, looked at, confirmed, replaced by a newer one and taken back; the figures follow, and nothing is ever lost.

const days = { from: '2026-01-01', to: '2026-01-31' }
let world: FactsWorld

beforeAll(async () => {
  world = await openFactsWorld()
})
afterAll(() => world?.close())

const unitsByDay = async (): Promise<Record<string, number | null>> =>
  world.tenant.read(world.actor, async (tx) =>
    Object.fromEntries(
      (await salesByDay(tx, { clientId: world.clientId, ...days })).map((row) => [
        row.day.slice(8),
        row.measures.units,
      ]),
    ),
  )

describe('the story of two business reports', () => {
  const first = factsFile([salesDay('2026-01-01', 1), salesDay('2026-01-02', 2), salesDay('2026-01-03', 3)])
  const second = factsFile([
    salesDay('2026-01-02', 20),
    salesDay('2026-01-03', 3),
    salesDay('2026-01-04', 40),
  ])
  let firstId = ''
  let secondId = ''

  it('previews without keeping anything', async () => {
    const preview = await dropFile(world, 'first.json', first, { asOf: '2026-01-05T00:00:00.000Z' })
    firstId = preview.id
    expect(preview).toMatchObject({
      state: 'previewed',
      rowCount: 3,
      newCount: 3,
      replacedCount: 0,
      unchangedCount: 0,
    })
    expect(preview).toMatchObject({ periodFrom: '2026-01-01', periodTo: '2026-01-03', marketplace: 'DE' })
    expect(await unitsByDay()).toEqual({})
    const kept = await world.tenant.read(world.actor, (tx) =>
      tx.rows(sql`select 1 from sales_day where client_id = ${world.clientId}::bigint`),
    )
    expect(kept).toEqual([])
  })

  it('keeps it once confirmed, in facts, days and months', async () => {
    expect(await confirm(world, firstId)).toMatchObject({ state: 'done', reasonCode: null })
    expect(await unitsByDay()).toEqual({ '01': 1, '02': 2, '03': 3 })
    const months = await world.tenant.read(world.actor, (tx) =>
      portfolioMonths(tx, { clientIds: [world.clientId], fromMonth: '2026-01-01', toMonth: '2026-01-01' }),
    )
    expect(months).toMatchObject([
      { salesDays: 3, measures: { units: 6, sessions: 60, salesMicros: 60_000_000n } },
    ])
  })

  it('says that the same bytes are there already', async () => {
    const again = await dropFile(world, 'copy.json', first)
    expect(again).toMatchObject({
      state: 'refused',
      reasonCode: 'same_bytes',
      reasonParams: { fileName: 'first.json' },
    })
  })

  it('shows what a newer file changes, and replaces exactly its days', async () => {
    const preview = await dropFile(world, 'second.json', second, { asOf: '2026-01-06T00:00:00.000Z' })
    secondId = preview.id
    expect(preview).toMatchObject({ newCount: 1, replacedCount: 1, unchangedCount: 1, withdrawnCount: 0 })
    expect(preview.summary.replaces).toEqual([
      { importId: firstId, fileName: 'first.json', from: '2026-01-02', to: '2026-01-03' },
    ])
    await confirm(world, secondId)
    expect(await unitsByDay()).toEqual({ '01': 1, '02': 20, '03': 3, '04': 40 })
  })

  it('drills from the figure to the file and line', async () => {
    const found = await world.tenant.read(world.actor, (tx) =>
      drill(tx, { clientId: world.clientId, from: '2026-01-02', to: '2026-01-02', metric: 'sales' }),
    )
    expect(found.total).toBe(1)
    expect(found.rows[0]).toMatchObject({ fileName: 'second.json', line: 2, values: { units_ordered: 20 } })
  })

  it('lets an older file stand behind the newer one', async () => {
    const old = factsFile([salesDay('2026-01-04', 400), salesDay('2026-01-05', 5)])
    const preview = await dropFile(world, 'old.json', old, { asOf: '2026-01-05T12:00:00.000Z' })
    expect(preview.summary.findings).toMatchObject([
      {
        code: 'newer_file_stands',
        params: { fileName: 'second.json', from: '2026-01-04', to: '2026-01-04' },
      },
    ])
    await confirm(world, preview.id)
    expect(await unitsByDay()).toEqual({ '01': 1, '02': 20, '03': 3, '04': 40, '05': 5 })
    await undo(world, preview.id)
  })

  it('takes the newer back and shows the older again', async () => {
    await undo(world, secondId)
    expect(await unitsByDay()).toEqual({ '01': 1, '02': 2, '03': 3 })
    expect(await importOf(world, secondId)).toMatchObject({ state: 'undone' })
    const covered = await world.tenant.read(world.actor, (tx) => coverage(tx, { clientId: world.clientId }))
    expect(covered.map((entry) => entry.fileName)).toEqual(['first.json'])
  })

  it('can be imported again after it was taken back', async () => {
    const again = await dropFile(world, 'second.json', second, { asOf: '2026-01-06T00:00:00.000Z' })
    expect(again.state).toBe('previewed')
    await confirm(world, again.id)
    expect(await unitsByDay()).toEqual({ '01': 1, '02': 20, '03': 3, '04': 40 })
    const sums = await world.tenant.read(world.actor, (tx) =>
      totals(tx, { clientId: world.clientId, ...days }),
    )
    expect(sums).toMatchObject([{ marketplace: 'DE', currency: 'EUR', measures: { units: 64 } }])
  })

  it('leaves every act in the ledger', async () => {
    const events = await world.tenant.read(world.actor, (tx) =>
      tx.rows(sql<{ event: string }>`
        select event from ledger_entry where client_id = ${world.clientId}::bigint order by seq`),
    )
    const of = (event: string): number => events.filter((entry) => entry.event === event).length
    expect(of('import.confirmed')).toBe(4)
    expect(of('import.completed')).toBe(4)
    expect(of('import.undone')).toBe(2)
  })
})

describe('a campaign report that only sums over a month', () => {
  const span = (from: string, to: string, clicks: number): AdsRow => ({
    dataset: 'ads',
    report: 'campaign',
    from,
    to,
    marketplace: 'DE',
    currency: 'EUR',
    portfolio: null,
    campaignId: null,
    campaign: 'Brand',
    adGroupId: null,
    adGroup: null,
    target: null,
    matchType: null,
    searchTerm: null,
    placement: null,
    biddingStrategy: null,
    sku: null,
    asin: null,
    impressions: 1000,
    clicks,
    costMicros: BigInt(clicks) * 500_000n,
    salesMicros: 40_000_000n,
    orders: 2,
    units: 2,
    windowDays: 7,
    line: 2,
  })
  const february = { from: '2026-02-01', to: '2026-02-28' }
  const clicks = () =>
    world.tenant.read(world.actor, async (tx) => ({
      month: (
        await portfolioMonths(tx, {
          clientIds: [world.clientId],
          fromMonth: '2026-02-01',
          toMonth: '2026-02-01',
        })
      ).map((row) => [row.adsDays, row.measures.clicks]),
      campaigns: (await adsByCampaign(tx, { clientId: world.clientId, ...february })).map(
        (row) => row.clicks,
      ),
    }))

  it('counts in its month, once, and beside no days', async () => {
    const file = await dropFile(world, 'campaigns.json', factsFile([span('2026-02-01', '2026-02-28', 80)]))
    expect(file).toMatchObject({ periodFrom: '2026-02-01', periodTo: '2026-02-28' })
    await confirm(world, file.id)
    expect(await clicks()).toEqual({ month: [[0, 80]], campaigns: [80] })
    // The halves overlap the whole: they tell the same clicks, so the finer telling counts and nothing twice.
    const halves = [span('2026-02-01', '2026-02-14', 30), span('2026-02-15', '2026-02-28', 51)]
    const finer = await dropFile(world, 'halves.json', factsFile(halves))
    await confirm(world, finer.id)
    expect(await clicks()).toEqual({ month: [[0, 81]], campaigns: [81] })
  })

  it('steps aside where a daily report tells the days', async () => {
    const daily = await dropFile(world, 'daily.json', factsFile([span('2026-02-10', '2026-02-10', 7)]))
    await confirm(world, daily.id)
    // The first half meets the day that is told; the second does not.
    expect(await clicks()).toEqual({ month: [[1, 58]], campaigns: [7, 51] })
    await undo(world, daily.id)
    expect(await clicks()).toEqual({ month: [[0, 81]], campaigns: [81] })
  })
})
