import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type App, createApp } from '#app.ts'
import { measure } from '#features/cockpit/jobs.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startEmbedded } from '#platform/postgres/launcher.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { signInAs } from './support/session.ts'

const CLIENTS = 200
const DAYS = 730
const LAST = '2026-11-20'
const password = 'bench-harbour-lotus-41'
const email = 'bench@bench.example'

/** The cockpit and a client's overview of 200 clients through HTTP, beside the bare SQL they stand on. --rows: ad facts in all (5,000,000). */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const rows = options.rows ?? 5_000_000
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-screens-'))
  const log = createLog('error')
  const server = await startEmbedded({ dataDir, log, durable: false })
  try {
    const config = readConfig({ STEWARD_DATA: dataDir, LOG_LEVEL: 'error' })
    const app = await createApp({ config, ownerUrl: server.url, publicUrl: 'http://127.0.0.1', log })
    try {
      return await withApp(app, server.url, rows, options.seed)
    } finally {
      await app.close()
    }
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function withApp(app: App, ownerUrl: string, rows: number, seed: number): Promise<Figure[]> {
  const seeded = await app.identity.seed({
    agency: 'Bench',
    locale: 'en',
    password,
    clients: Array.from({ length: CLIENTS }, (_, n) => ({
      name: `Client ${n + 1}`,
      baseCurrency: 'CNY',
      stores: [{ name: `Store ${n + 1}`, region: 'EU', marketplaces: ['DE', 'UK', 'FR'] }],
    })),
    people: [{ key: 'owner', name: 'Owner', role: 'agency_owner', clients: [], email }],
  })
  if (seeded === null) throw new Error('the folder was not empty')
  const clientIds = seeded.clients.map((client) => client.clientId)
  const sql = new pg.Client({ connectionString: ownerUrl })
  await sql.connect()
  try {
    await fill(sql, rows)
    for (const id of clientIds) await measure(app.world, { id, agencyId: seeded.agencyId })
    const base = await app.http.listen({ port: 0, host: '127.0.0.1' })
    const cookie = await signInAs({ app, email, password }, base)
    const next = randomOf(seed)
    const anyone = (): string => clientIds[Math.floor(next() * clientIds.length)]!
    const get = async (path: string): Promise<void> => {
      const answer = await fetch(base + path, { headers: { cookie } })
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      await answer.text()
    }
    const cockpit = await p95(100, () => get('/api/cockpit'))
    const cockpitSql = await p95(100, () =>
      sql.query(
        'select c.id, c.name, b.basis, b.body from client c left join client_brief b on b.client_id = c.id where c.agency_id = $1',
        [seeded.agencyId],
      ),
    )
    const month = await p95(200, () => get(`/api/clients/${anyone()}/overview`))
    const monthSql = await p95(200, () => overviewSql(sql, anyone(), 30))
    const quarter = await p95(200, () => get(`/api/clients/${anyone()}/overview?from=2026-08-23&to=${LAST}`))
    const quarterSql = await p95(200, () => overviewSql(sql, anyone(), 90))
    const beside = (ms: number): string =>
      `bare SQL p95 ${ms.toFixed(1)} ms; ${rows} ad facts, ${CLIENTS} clients`
    return [
      figure('screens', 'cockpit of 200 clients, p95', cockpit, 'ms', '≤ 50', beside(cockpitSql)),
      figure('screens', 'overview of 30 days, p95', month, 'ms', '≤ 50', beside(monthSql)),
      figure('screens', 'overview of 90 days, p95', quarter, 'ms', '≤ 50', beside(quarterSql)),
    ]
  } finally {
    await sql.end()
  }
}

async function overviewSql(sql: pg.Client, clientId: string, days: number): Promise<void> {
  for (const back of [0, days, 365])
    await sql.query(
      `select * from client_day where client_id = $1 and day between $2::date - $3::int - $4::int + 1 and $2::date - $3::int order by day, store_id, marketplace, currency`,
      [clientId, LAST, back, days],
    )
}

/** Two years of three marketplaces a client: ad facts by target and day, sales, the day rollup, one import that speaks for all of it. */
async function fill(sql: pg.Client, rows: number): Promise<void> {
  const each = Math.max(1, Math.round(rows / (CLIENTS * DAYS * 3)))
  const days = `generate_series(date '${LAST}' - ${DAYS - 1}, date '${LAST}', interval '1 day') d`
  const markets = `(values ('DE', 'EUR'), ('UK', 'GBP'), ('FR', 'EUR')) m (marketplace, currency)`
  for (const fact of ['ads', 'sales_day'])
    await sql.query(`select app.ensure_partitions('${fact}', date '${LAST}' - ${DAYS - 1}, date '${LAST}')`)
  await sql.query(`
    insert into import_batch (client_id, label, origin, created_by, created_at) select client_id, 'bench', 'api', 'bench', now() from store;
    insert into import (client_id, batch_id, store_id, file_name, state, as_of, created_at, done_at)
      select s.client_id, b.id, s.id, 'bench.csv', 'done', '${LAST}T12:00:00Z', now(), now() from store s join import_batch b using (client_id);
    insert into fact_unit (client_id, store_id, dataset, unit_key, marketplace)
      select client_id, id, dataset, key || '|day|' || m, m from store, (values ('ads', 'search_term'), ('sales_day', 'by_date')) u (dataset, key), unnest(array['DE', 'UK', 'FR']) m;
    insert into import_claim (client_id, import_id, unit_id, from_on, to_on, rows_from_on, rows_to_on, row_count, as_of, live)
      select u.client_id, i.id, u.id, date '${LAST}' - ${DAYS - 1}, '${LAST}', date '${LAST}' - ${DAYS - 1}, '${LAST}', 1, '${LAST}T12:00:00Z', true
      from fact_unit u join import i using (client_id)`)
  await sql.query(`
    insert into sales_day (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, currency, ordered_sales_micros, units_ordered, order_items, sessions, page_views)
      select s.client_id, d, i.id, row_number() over (partition by s.client_id), 1, s.id, 0, m.marketplace, m.currency,
             (500 + hashint8(s.client_id * 7919 + extract(epoch from d)::bigint / 86400) % 300) * 1000000::bigint, 25, 24, 240, 400
      from store s join import i using (client_id), ${days}, ${markets};
    insert into client_day (client_id, day, store_id, marketplace, currency, sales_source, sales_micros, units, order_items, sessions, page_views,
                            ads_report, impressions, clicks, ad_cost_micros, ad_cost_attributed_micros, ad_sales_micros, ad_orders, ad_units)
      select client_id, report_on, store_id, marketplace, currency, 'business_report', ordered_sales_micros, 25, 24, 240, 400,
             'search_term', 9000, 90, 60000000, 60000000, 240000000, 9, 10 from sales_day`)
  const { rows: stores } = await sql.query<{ client_id: string }>(
    'select client_id from store order by client_id',
  )
  for (const { client_id } of stores)
    await sql.query(
      `insert into ads (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, report, from_on, currency, campaign, target, search_term, impressions, clicks, cost_micros, sales_micros, orders, units)
       select s.client_id, d, i.id, (row_number() over ())::int + 1000000, 1, s.id, 0, m.marketplace, 'search_term', d, m.currency, 'Campaign ' || n % 40, 'target ' || n, 'term ' || n,
              100 + n % 50, n % 3, (n % 3) * 700000, case when n % 9 = 0 then 30000000 else 0 end, case when n % 9 = 0 then 1 else 0 end, case when n % 9 = 0 then 1 else 0 end
       from store s join import i using (client_id), ${days}, ${markets}, generate_series(1, ${each}) n where s.client_id = $1`,
      [client_id],
    )
  await sql.query('vacuum analyze')
}

async function p95(count: number, work: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 10; i += 1) await work()
  const times: number[] = []
  for (let i = 0; i < count; i += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(count * 0.95)]!
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
