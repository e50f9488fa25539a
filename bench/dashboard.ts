import pg from 'pg'
import { sql } from 'kysely'
import { showCockpit, showOverview } from '#features/cockpit/api.ts'
import { measure } from '#features/cockpit/jobs.ts'
import { refreshRollups } from '#features/facts/store/rollups.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { type BenchProduct, openProduct } from './support/product.ts'
import { signInAs } from './support/session.ts'

const CLIENTS = 200
const DAYS = 730
const FROM = '2024-03-01'
const LAST = '2026-02-28'
const ASKS = 150

/**
 * The cockpit over 200 clients and the overview of one, through HTTP with sign-in, row security and JSON, on 50 million advertising
 * facts of two years. Beside it: the bare rollup query on one connection without row security. Facts are made by SQL; rollups, coverage and the
 * cockpit's briefs by the product's own code.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const wanted = options.rows ?? 50_000_000
  const product = await openProduct({ clients: CLIENTS })
  const owner = new pg.Client({ connectionString: product.ownerUrl })
  await owner.connect()
  try {
    const rows = await fillFacts(owner, wanted)
    await rollUp(product)
    const { rows: clients } = await owner.query<{ id: string; facts: string }>(
      `select client_id as id, rows_per_day as facts from bench_client order by rows_per_day desc`,
    )
    for (const { id } of clients) await measure(product.app.world, { id, agencyId: product.actor.agencyId })
    await owner.query('vacuum analyze client_day')
    await owner.query('analyze')
    const ask = await signedIn(product)
    const span = 'from=2026-01-30&to=2026-02-28'
    const overviews = await times(ASKS, (n) =>
      ask(`${showOverview.path.replace(':clientId', clients[n % clients.length]!.id)}?${span}`),
    )
    const largest = await times(ASKS, () =>
      ask(`${showOverview.path.replace(':clientId', clients[0]!.id)}?${span}`),
    )
    const cockpit = await times(ASKS, () => ask(`${showCockpit.path}?currency=CNY`))
    const bareDays = await times(ASKS, (n) =>
      owner.query(
        `select marketplace, currency, sum(sales_micros), sum(units), sum(sessions), sum(ad_cost_micros), sum(ad_sales_micros) from client_day
         where client_id = $1 and day between '2025-12-31' and '2026-02-28' group by marketplace, currency`,
        [clients[n % clients.length]!.id],
      ),
    )
    const bareMonths = await times(ASKS, () =>
      owner.query(
        `select client_id, month, currency, sum(sales_micros), sum(ad_cost_micros) from client_month
         where month >= '2025-11-01' group by client_id, month, currency`,
      ),
    )
    const beside = (ms: number[]): string => `bare SQL p95 ${p95(ms).toFixed(1)} ms; ${rows} facts`
    return [
      figure('dashboard', 'client overview, p95', p95(overviews), 'ms', '≤ 50', beside(bareDays)),
      figure(
        'dashboard',
        'overview of the largest client, p95',
        p95(largest),
        'ms',
        '≤ 50',
        beside(bareDays),
      ),
      figure('dashboard', 'cockpit over all clients, p95', p95(cockpit), 'ms', '≤ 50', beside(bareMonths)),
    ]
  } finally {
    await owner.end()
    await product.close()
  }
}

/** Clients of very different sizes: the first has about forty times the rows of the last. */
async function fillFacts(owner: pg.Client, wanted: number): Promise<number> {
  await owner.query(`
    create table bench_client as
    select c.id as client_id, s.id as store_id, row_number() over (order by c.id) as n from client c join store s on s.client_id = c.id where c.kind = 'client'`)
  await owner.query('alter table bench_client add rows_per_day int')
  await owner.query(
    `update bench_client set rows_per_day = greatest(1, round($1::numeric / $2 * (1.0 / (n + 4)) / (select sum(1.0 / (n + 4)) from bench_client)))`,
    [wanted, DAYS],
  )
  await owner.query(`
    insert into import_batch (client_id, label, origin, created_by, created_at) select client_id, 'bench', 'api', 'bench', now() from bench_client;
    insert into import (client_id, batch_id, store_id, file_name, state, file_type, dataset, as_of, created_at, done_at)
    select b.client_id, (select id from import_batch i where i.client_id = b.client_id), b.store_id, d || '.csv', 'done', d, d, '2026-03-01', now(), now()
    from bench_client b cross join (values ('ads'), ('sales_day')) v (d);
    insert into fact_unit (client_id, store_id, dataset, unit_key, marketplace)
    select client_id, store_id, d, k || '|day|US', 'US' from bench_client cross join (values ('ads', 'campaign'), ('sales_day', 'by_date')) v (d, k);
    insert into import_claim (client_id, import_id, unit_id, from_on, to_on, rows_from_on, rows_to_on, row_count, as_of, live)
    select i.client_id, i.id, u.id, '${FROM}', '${LAST}', '${FROM}', '${LAST}', 1, '2026-03-01', true
    from import i join fact_unit u on u.client_id = i.client_id and u.dataset = i.dataset where i.file_name in ('ads.csv', 'sales_day.csv');
    select app.ensure_partitions('ads', '${FROM}', '${LAST}'), app.ensure_partitions('sales_day', '${FROM}', '${LAST}');
    insert into sales_day (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, currency, ordered_sales_micros, units_ordered, order_items, sessions, page_views)
    select b.client_id, d::date, i.id, 1, 2, b.store_id, u.id, 'US', 'USD', (b.rows_per_day * 1000000::bigint) + (b.n * 37 % 100) * 1000000, b.rows_per_day, b.rows_per_day, b.rows_per_day * 9, b.rows_per_day * 14
    from bench_client b join import i on i.client_id = b.client_id and i.dataset = 'sales_day' join fact_unit u on u.client_id = b.client_id and u.dataset = 'sales_day'
    cross join generate_series('${FROM}'::date, '${LAST}', interval '1 day') d`)
  const months = await owner.query<{ month: string }>(
    `select to_char(m, 'YYYY-MM-DD') as month from generate_series('${FROM}'::date, '${LAST}', interval '1 month') m`,
  )
  let rows = 0
  for (const { month } of months.rows) {
    const done = await owner.query(
      `insert into ads (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, report, from_on, currency, campaign, ad_group, target, match_type,
                        impressions, clicks, cost_micros, sales_micros, orders, units, window_days)
       select b.client_id, d::date, i.id, r, r, b.store_id, u.id, 'US', 'campaign', d::date, 'USD', 'Campaign ' || r % 80, 'Group ' || r % 300, 'target ' || r, 'BROAD',
              r * 7 % 900, r * 3 % 13, (r * 3 % 13) * 730000::bigint, (r % 3) * 29990000::bigint, r % 3, r % 3, 7
       from bench_client b join import i on i.client_id = b.client_id and i.dataset = 'ads' join fact_unit u on u.client_id = b.client_id and u.dataset = 'ads'
       cross join generate_series($1::date, least($1::date + interval '1 month' - interval '1 day', '${LAST}'), interval '1 day') d
       cross join generate_series(1, b.rows_per_day) r`,
      [month],
    )
    rows += done.rowCount ?? 0
  }
  return rows
}

async function rollUp(product: BenchProduct): Promise<void> {
  const { tenant } = product.app.world
  for (const clientId of product.actor.clientIds)
    await tenant.write(
      product.actor,
      async (tx) => {
        tx.noLedger('bench')
        const store = await tx.maybeOne(
          sql<{ id: string }>`select id from store where client_id = ${clientId}::bigint`,
        )
        const place = { clientId, storeId: store!.id }
        await refreshRollups(tx, place, { dataset: 'ads' }, { from: FROM, to: LAST })
      },
      { agencyId: product.actor.agencyId, clientIds: [clientId] },
    )
}

/** A signed-in person over real HTTP; answers with the body's length, fails on anything but 200. */
async function signedIn(product: BenchProduct): Promise<(path: string) => Promise<number>> {
  const { app } = product
  const url = await app.http.listen({ port: 0, host: '127.0.0.1' })
  const cookie = await signInAs(product, url)
  return async (path) => {
    const answer = await fetch(url + path, { headers: { cookie } })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${body}`)
    return body.length
  }
}

/** Milliseconds of each ask, after ten to warm up. */
async function times(count: number, ask: (n: number) => Promise<unknown>): Promise<number[]> {
  for (let n = 0; n < 10; n += 1) await ask(n)
  const taken: number[] = []
  for (let n = 0; n < count; n += 1) {
    const began = performance.now()
    await ask(n)
    taken.push(performance.now() - began)
  }
  return taken
}

const p95 = (ms: readonly number[]): number => ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)]!
