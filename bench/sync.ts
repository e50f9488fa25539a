import { sql } from 'kysely'
import { connectDemo } from '#demo-consents.ts'
import { createServer } from '#sandbox/server.ts'
import { createStage } from '#sandbox/stage.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { openProduct } from './support/product.ts'

// A store with two marketplaces and thirteen months behind it is connected by consent: how long, in Amazon's time, until the first figure and
// until the whole history is there, beside the least that the quota of createReport allows. Then how many requests the sandbox answers.

const NOW = Date.parse('2026-11-10T15:00:00Z')
/** reports.createReport: one a minute, fifteen at once (SP-API usage plan). */
const BURST = 15
const RATE = 0.0167
const MINUTE_MS = 60_000
const CALLS = 6000
const AT_ONCE = 32

export async function run(options: BenchOptions): Promise<Figure[]> {
  const stage = createStage({ seed: options.seed, start: '2025-10-01', now: NOW, speed: 0 })
  const server = createServer(stage)
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const clock = {
    now: () => new Date(stage.now()),
    sleep: async (ms: number) => stage.clock.leap(ms),
  }
  const product = await openProduct({ marketplaces: ['US', 'CA'], sandbox: { url, clock } })
  try {
    return [...(await consentToHistory(product, url, stage.now)), ...(await requests(url, stage))]
  } finally {
    await product.close()
    await server.close()
  }
}

type Product = Awaited<ReturnType<typeof openProduct>>

async function consentToHistory(product: Product, url: string, now: () => number): Promise<Figure[]> {
  const { app, actor, clientId, email, password } = product
  const connecting = { agencyId: actor.agencyId, clientIds: [clientId], owner: { email, password } }
  await app.world.jobs.register(app.jobKinds)
  await connectDemo(app, url, connecting)
  const consentedAt = now()
  const began = performance.now()
  const due = app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!
  for (let open = 1; open > 0;) {
    await due.run({})
    await app.world.jobs.settle()
    const [left] = await app.world.tenant.read(actor, (tx) =>
      tx.rows(sql<{ n: number }>`select count(*)::int as n from pull
        where client_id = ${clientId}::bigint and state in ('waiting', 'asking', 'asked', 'ready') and wanted_at < ${new Date(consentedAt + 3_600_000)}`),
    )
    open = left!.n
  }
  const seconds = (performance.now() - began) / 1000
  type Sum = {
    first: Date
    last: Date
    asked: Date
    lastAsked: Date
    asks: number
    pulls: number
    rows: number
  }
  const [sum] = await app.world.tenant.read(actor, (tx) =>
    tx.rows(sql<Sum>`select min(ended_at) filter (where stream = 'sales' and row_count > 0) as first, max(ended_at) as last,
        min(asked_at) filter (where api = 'sp' and stream not in ('settlement', 'settlement_list')) as asked,
        max(asked_at) filter (where api = 'sp' and stream not in ('settlement', 'settlement_list')) as "lastAsked",
        sum(attempts + 1) filter (where api = 'sp' and stream not in ('settlement', 'settlement_list'))::int as asks,
        count(*)::int as pulls, sum(row_count)::int as rows
      from pull where client_id = ${clientId}::bigint and wanted_at < ${new Date(consentedAt + 3_600_000)}`),
  )
  const { first, last, asked, lastAsked, asks, pulls, rows } = sum!
  const throttled = await app.world.tenant.read({ agencyId: '0', clientIds: [] }, (tx) =>
    tx.rows(sql`select key from amazon_quota where throttled_at is not null`),
  )
  const whole = (last.getTime() - consentedAt) / MINUTE_MS
  const least = ((asks - BURST) / RATE) * 1000
  const took = lastAsked.getTime() - asked.getTime()
  return [
    figure(
      'sync',
      'consent → first figure, simulated',
      (first.getTime() - consentedAt) / MINUTE_MS,
      'min',
      '',
      'a report takes Amazon 1–2 min',
    ),
    figure(
      'sync',
      'consent → 13 months of two marketplaces, simulated',
      whole / 60,
      'h',
      '',
      `${asks} reports asked for`,
    ),
    figure(
      'sync',
      '… share of the permitted createReport calls used',
      Math.min(1, least / took),
      '',
      '≥ 0.95',
      `the quota's least ${(least / 3_600_000).toFixed(2)} h, first to last request ${(took / 3_600_000).toFixed(2)} h`,
    ),
    figure('sync', '… avoidable 429', throttled.length, '', '≤ 0', 'buckets that Amazon had to say no to'),
    figure(
      'sync',
      '… machine time',
      seconds,
      's',
      '',
      `${pulls} documents, ${rows} rows, sandbox in the same process`,
    ),
  ]
}

/** Requests a second of the sandbox over HTTP, without its quotas. */
async function requests(url: string, stage: ReturnType<typeof createStage>): Promise<Figure[]> {
  stage.quotas.scale('', 1e9)
  const health = (await (await fetch(`${url}/_sandbox/health`)).json()) as {
    ads: { clientId: string; clientSecret: string; refreshToken: string; profileIds: string[] }
  }
  const { ads } = health
  const answer = await fetch(`${url}/auth/o2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: ads.refreshToken,
      client_id: ads.clientId,
      client_secret: ads.clientSecret,
    }).toString(),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const media = 'application/vnd.spCampaign.v3+json'
  const ask = async (): Promise<void> => {
    const one = await fetch(`${url}/na/sp/campaigns/list`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'amazon-advertising-api-clientid': ads.clientId,
        'amazon-advertising-api-scope': ads.profileIds[0]!,
        accept: media,
        'content-type': media,
      },
      body: '{}',
    })
    await one.arrayBuffer()
    if (one.status !== 200) throw new Error(`the sandbox answered ${one.status}`)
  }
  await ask()
  const began = performance.now()
  let left = CALLS
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await ask()
    }),
  )
  const perSecond = CALLS / ((performance.now() - began) / 1000)
  const beside = 'campaigns/list over HTTP, caller in the same process'
  return [figure('sync', 'requests of the sandbox', perSecond, '1/s', '', beside)]
}
