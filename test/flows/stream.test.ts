import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showStreams } from '#features/facts/api/stream.ts'
import { connectStore, registerApps } from '../support/consent.ts'
import { ownerRows } from '../support/market-truth.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// Marketing Stream, from the subscription to the hour: what is stored is the market's own account of the hours since, whatever is sent twice,
// late or out of order.

let sandbox: Sandbox
let world: TestWorld
let agency: TestAgency
let store: { clientId: string; storeId: string }

beforeAll(async () => {
  sandbox = await openSandbox({ habits: false })
  // AWS's own client reads the queues: it needs a port.
  const sandboxUrl = await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
  world = await createWorld('2026-11-10T15:00:00Z', { sandbox, sandboxUrl })
  agency = await world.agency()
  const lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(lin, sandbox, store, 'all', { api: 'ads', granted: ['advertising_view'] })
})
afterAll(async () => {
  await world?.close()
  await sandbox?.app.close()
})

const read = (): Promise<void> => world.app.jobKinds.find((kind) => kind.name === 'facts.stream')!.run({})

type Sums = Record<string, number>
const sqlSums = `select local_on || ' ' || local_hour as slot, sum(clicks)::int as clicks,
  (sum(cost_micros) / 10000)::int as cost, sum(orders)::int as orders, (sum(sales_micros) / 10000)::int as sales
  from ad_hour where client_id = $1 and marketplace = 'DE' group by 1`

async function stored(): Promise<Map<string, Sums>> {
  const rows = await ownerRows<Sums & { slot: string }>(world.ownerUrl, sqlSums, [store.clientId])
  // Impressions alone are the market's estimate, which it moves from hour to hour without telling.
  return new Map(
    rows.flatMap(({ slot, ...sums }) =>
      sums['clicks'] === 0 && sums['orders'] === 0 ? [] : [[slot, sums as Sums]],
    ),
  )
}

/** What the market knows of the hours since the subscription. */
function market(from: string, since: number): Map<string, Sums> {
  const { reads } = sandbox.stage.market
  const key = reads.stores().find((one) => one.marketplace === 'DE')!.key
  const to = reads.dayOf(key, sandbox.stage.now())
  const sums = new Map<string, Sums>()
  for (const row of reads.adRows({ storeKey: key, from, to, by: 'hour', grain: ['campaign', 'target'] })) {
    if (reads.startOf(key, row.day) + (row.hour ?? 0) * 3_600_000 < since) continue
    const slot = `${row.day} ${row.hour}`
    const sum = sums.get(slot) ?? { clicks: 0, cost: 0, orders: 0, sales: 0 }
    sum['clicks']! += row.clicks
    sum['cost']! += row.costMinor
    sum['orders']! += row.orders.d7
    sum['sales']! += row.salesMinor.d7
    if (sum['clicks'] !== 0 || sum['orders'] !== 0) sums.set(slot, sum)
  }
  return sums
}

const shown = async () => (await agency.as('lin')).call(showStreams, { params: { clientId: store.clientId } })

describe('marketing stream', () => {
  let since = 0
  it('is subscribed to and confirmed by the product itself', async () => {
    expect((await shown()).streams).toEqual([])
    since = sandbox.stage.now()
    await read()
    expect((await shown()).streams.map((one) => [one.marketplace, one.dataset, one.status])).toEqual([
      ['DE', 'sp-traffic', 'PENDING_CONFIRMATION'],
      ['DE', 'sp-conversion', 'PENDING_CONFIRMATION'],
      ...['targets', 'campaigns', 'ads', 'adgroups'].map((dataset) => [
        'DE',
        dataset,
        'PENDING_CONFIRMATION',
      ]),
    ])
    await sandbox.advance('PT31M')
    await read()
    expect((await shown()).streams.map((one) => one.status)).toEqual(Array(6).fill('ACTIVE'))
  })

  it('tells every hour, each record once, whatever comes twice or out of order', async () => {
    for (const kind of ['duplicateMessage', 'outOfOrder'] as const)
      await sandbox.send({
        method: 'POST',
        url: '/_sandbox/faults',
        payload: { kind, operation: 'steward-stream', times: 60 },
      })
    for (let step = 0; step < 10; step++) {
      await sandbox.advance('PT6H')
      if (step % 3 === 0) await read()
    }
    await read()
    const there = await stored()
    expect(there.size).toBeGreaterThan(40)
    expect(there).toEqual(market('2026-11-10', since))
    const [traffic] = (await shown()).streams
    expect(traffic!.records).toBeGreaterThan(100)
    expect(Date.parse(traffic!.lastMessageAt!)).toBeGreaterThan(sandbox.stage.now() - 7 * 3_600_000)
  })

  it('revises what it told: late orders are added to the hour of their click', async () => {
    const before = await stored()
    await sandbox.advance('P3D')
    await read()
    const after = await stored()
    const sum = (all: Map<string, Sums>, key: string): number =>
      [...all].filter(([slot]) => before.has(slot)).reduce((total, [, one]) => total + one[key]!, 0)
    expect(sum(after, 'orders')).toBeGreaterThan(sum(before, 'orders'))
    expect(after).toEqual(market('2026-11-10', since))
  })

  it('is subscribed to anew after Amazon forgot it', async () => {
    await sandbox.send({ method: 'POST', url: '/_sandbox/queues', payload: { name: 'other' } })
    const [first] = (await shown()).streams
    const { profileIds } = (await sandbox.health()).ads
    for (const profile of profileIds) {
      const media = 'application/vnd.amazonmarketingstreamsubscriptions.v1+json'
      const headers = { 'amazon-advertising-api-scope': profile, 'content-type': media, accept: media }
      await sandbox.ads(
        'PUT',
        `/streams/subscriptions/${first!.subscriptionId}`,
        { status: 'ARCHIVED' },
        headers,
      )
    }
    await sandbox.advance('PT40M')
    await read()
    const [again] = (await shown()).streams
    expect(again!.subscriptionId).not.toBe(first!.subscriptionId)
    expect(again!.status).toBe('PENDING_CONFIRMATION')
  })

  it('says what AWS has to allow for the queue, and nothing more', async () => {
    const { queues, readerPolicy } = await shown()
    expect(queues).toHaveLength(1)
    const policy = JSON.parse(queues[0]!.policy) as { Statement: { Action: unknown }[] }
    expect(policy.Statement.map((one) => one.Action)).toEqual(['sqs:SendMessage', 'sqs:GetQueueAttributes'])
    const reader = JSON.parse(readerPolicy!) as { Statement: { Action: string[]; Resource: string[] }[] }
    expect(reader.Statement).toHaveLength(1)
    expect(reader.Statement[0]!.Resource).toEqual(queues.map((one) => one.arn))
  })
})
