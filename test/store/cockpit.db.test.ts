import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#kernel/day.ts'
import { measure } from '#features/cockpit/jobs.ts'
import { riskOf } from '#features/cockpit/rules/portfolio.ts'
import { loadBriefs, loadRisk } from '#features/cockpit/store/briefs.ts'
import { readOverview } from '#features/cockpit/store/overview.ts'
import { readFxTable } from '#features/facts/public/coverage.ts'
import { type FactsWorld, openFactsWorld } from '../support/facts-world.ts'

// A German store sells 1,000 EUR a day in January and 500 in the thirty days after; the file was made on the last day.

let world: FactsWorld
const lastDay = '2026-02-27'
const unit = 1_000_000

beforeAll(async () => {
  world = await openFactsWorld('2026-03-01T08:00:00Z')
})
afterAll(() => world?.close())

async function owner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function halveSales(client: pg.Client): Promise<void> {
  const { clientId, storeId } = world
  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await client.query<{ id: string }>(text, values)).rows[0]!.id
  const batch = await one(
    `insert into import_batch (client_id, label, origin, created_by, created_at) values ($1, 'x', 'upload', 'x', now()) returning id`,
    [clientId],
  )
  const made = await one(
    `insert into import (client_id, batch_id, store_id, file_name, state, as_of, created_at, done_at)
     values ($1, $2, $3, 'sales.csv', 'done', $4, now(), now()) returning id`,
    [clientId, batch, storeId, `${lastDay}T12:00:00Z`],
  )
  const fact = await one(
    `insert into fact_unit (client_id, store_id, dataset, unit_key, marketplace) values ($1, $2, 'sales_day', 'by_date|day|DE', 'DE') returning id`,
    [clientId, storeId],
  )
  const first = addDays(lastDay, -59)
  await client.query(
    `insert into import_claim (client_id, import_id, unit_id, from_on, to_on, rows_from_on, rows_to_on, row_count, as_of, live)
     values ($1, $2, $3, $4, $5, $4, $5, 60, $6, true)`,
    [clientId, made, fact, first, lastDay, `${lastDay}T12:00:00Z`],
  )
  await client.query(
    `insert into fx_rate (currency, day, per_usd, source) values ('EUR', '2025-01-02', 0.9, 'test'), ('CNY', '2025-01-02', 7.2, 'test')
     on conflict do nothing`,
  )
  for (let n = 0; n < 60; n += 1)
    await client.query(
      `insert into client_day (client_id, day, store_id, marketplace, currency, sales_source, sales_micros, units, ad_cost_micros, ad_cost_attributed_micros, ad_sales_micros, ads_report)
       values ($1, $2, $3, 'DE', 'EUR', 'business_report', $4, 10, $5, $5, $6, 'campaign')`,
      [clientId, addDays(first, n), storeId, (n < 30 ? 1000 : 500) * unit, 50 * unit, 200 * unit],
    )
}

describe('the cockpit', () => {
  it('says a new client is empty, once looked at', async () => {
    const [waiting] = await world.tenant.read(world.actor, loadBriefs)
    expect(waiting).toMatchObject({ name: 'Nordlicht', basis: null, body: null })
    await measure(world, { id: world.clientId, agencyId: world.agencyId })
    const [empty] = await world.tenant.read(world.actor, loadBriefs)
    expect(empty).toMatchObject({ basis: expect.stringMatching('none'), body: null })
  })

  it('prices a fall of sales in the base currency, and says how much of it may still move', async () => {
    await owner(halveSales)
    await measure(world, { id: world.clientId, agencyId: world.agencyId })
    const { body, fx } = await world.tenant.read(world.actor, async (tx) => ({
      body: (await loadRisk(tx, world.clientId))!.body!,
      fx: await readFxTable(tx),
    }))
    expect(body.parts.map((part) => [part.kind, part.count])).toEqual([['falling_sales', 1]])
    const expected = fx.convert(BigInt(15_000 * unit), 'EUR', 'CNY', lastDay)!.micros
    expect(body.parts[0]!.amount).toBe((Number(expected) / unit).toFixed(2))
    // Amazon restates sales for a week: the last seven days of thirty.
    expect(body.provisionalRatio).toBeCloseTo(7 / 30, 5)
    expect(body.now.acos).toBeCloseTo(0.25, 6)
  })

  it('adds the spend nobody sees, day by day', async () => {
    await world.tenant.read(world.actor, async (tx) => {
      const body = (await loadRisk(tx, world.clientId))!.body!
      const fx = await readFxTable(tx)
      const seen = { ...body, lastDays: { ...body.lastDays, ads: lastDay } }
      expect(riskOf(seen, addDays(lastDay, 3), fx).blind).toBeNull()
      const blind = riskOf(seen, addDays(lastDay, 14), fx).blind!
      expect(blind.items[0]).toMatchObject({ currency: 'EUR', amount: '550.00' })
    })
  })

  it('does not measure again what has not changed', async () => {
    const at = async (): Promise<string> => {
      let found = ''
      await owner(async (client) => {
        found = String((await client.query('select measured_at from client_brief')).rows[0]!.measured_at)
      })
      return found
    }
    const before = await at()
    world.clock.advance(3_600_000)
    await measure(world, { id: world.clientId, agencyId: world.agencyId })
    expect(await at()).toBe(before)
  })
})

describe('the overview', () => {
  it('shows the last thirty days with data against the thirty before and the year before', async () => {
    const answer = await world.tenant.read(world.actor, (tx) =>
      readOverview(tx, { clientId: world.clientId }),
    )
    const shown = answer!.shown!
    expect(shown.span).toEqual({ from: '2026-01-29', to: lastDay })
    expect(shown.currency).toBe('CNY')
    expect(Number(shown.previous.sales) / Number(shown.now.sales)).toBeCloseTo(2, 5)
    expect(shown.year.sales).toBeNull()
    expect(shown.days).toHaveLength(30)
    expect(shown.provisionalFrom).toBe('2026-02-21')
    expect(shown.markets[0]).toMatchObject({ marketplace: 'DE', currency: 'EUR', now: { sales: '15000.00' } })
    expect(shown.maturity.sales.state).toBe('provisional')
  })

  it('shows one marketplace in its own currency', async () => {
    const answer = await world.tenant.read(world.actor, (tx) =>
      readOverview(tx, { clientId: world.clientId, marketplace: 'DE' }),
    )
    expect(answer!.shown).toMatchObject({ currency: 'EUR', rateOn: null, now: { sales: '15000.00' } })
  })

  it('refuses a period that runs backwards', async () => {
    await expect(
      world.tenant.read(world.actor, (tx) =>
        readOverview(tx, { clientId: world.clientId, from: '2026-02-02', to: '2026-02-01' }),
      ),
    ).rejects.toThrow('period_backwards')
  })
})
