import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeChanges } from '#features/changes/api/propose.ts'
import * as witness from '#features/changes/api/witness.ts'
import { showStreams } from '#features/facts/api/stream.ts'
import { type Changing, changingIn } from '../support/changing.ts'
import { lettersTo } from '../support/mailbox.ts'
import { ownerRows } from '../support/market-truth.ts'
import { openSandbox } from '../support/sandbox.ts'
import { createWorld } from '../support/world.ts'

// What Marketing Stream tells of changed objects: an edit by somebody else is known within minutes, and the change history that names it later
// makes no second one of it.

let at: Changing

const params = () => ({ clientId: at.store.clientId })
const run = (name: string) => at.world.app.jobKinds.find((kind) => kind.name === name)!.run({})
/** A minute passes, and the product takes what waits in the queue. */
async function minute(): Promise<void> {
  await at.sandbox.advance('PT1M')
  await run('facts.stream')
  await at.world.settle()
}
const shown = async () => (await at.agency.as('nora')).call(witness.showWitness, { params: params() })
const eventsOf = async (id: string) => (await shown()).events.filter((one) => one.objectId === id)
async function readHistory(): Promise<void> {
  await (await at.agency.as('nora')).call(witness.witnessNow, { params: params() })
}
const propose = async (wishes: { kind: string; wish: Record<string, unknown> }[]) =>
  (await at.agency.as('zhou')).call(proposeChanges, {
    params: params(),
    body: { storeId: at.store.storeId, marketplace: 'DE', title: 'T', reason: '', wishes },
  })
const queue = () => at.sandbox.stage.queues.byName('steward-stream')!

beforeAll(async () => {
  const sandbox = await openSandbox({ habits: false })
  // AWS's own client reads the queue: it needs a port.
  const sandboxUrl = await sandbox.app.listen({ port: 0, host: '127.0.0.1' })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox, sandboxUrl })
  at = await changingIn(world, await world.agency(), sandbox)
  // Messages say what stands after a change; what stood before is in the day's snapshot.
  for (let round = 0; round < 20; round++) {
    await run('facts.sync_due')
    await world.settle()
    const [read] = await ownerRows<{ n: number }>(
      world.ownerUrl,
      `select count(*)::int as n from ads_entity where client_id = $1 and marketplace = 'DE'`,
      [at.store.clientId],
    )
    if (read!.n > 0) break
    await sandbox.advance('PT10M')
  }
  await minute()
  await sandbox.advance('PT31M')
  await minute()
  await readHistory()
})
afterAll(() => at?.close())

describe('changed objects in Marketing Stream', () => {
  it('are subscribed to like the figures', async () => {
    const { streams } = await (await at.agency.as('lin')).call(showStreams, { params: params() })
    const active = streams.filter((one) => one.status === 'ACTIVE').map((one) => one.dataset)
    expect(active.toSorted()).toEqual([
      'adgroups',
      'ads',
      'campaigns',
      'sp-conversion',
      'sp-traffic',
      'targets',
    ])
  })

  it('show an edit by somebody else within a minute, and the history names it without counting it again', async () => {
    const theirs = at.keyword(1)
    const before = await shown()
    at.somebodyElse(theirs, theirs.bidMinor + 9)
    await minute()
    const [found, ...more] = await eventsOf(theirs.targetId)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      verdict: 'unlogged',
      field: 'bid',
      from: (theirs.bidMinor / 100).toFixed(2),
      to: ((theirs.bidMinor + 9) / 100).toFixed(2),
      sources: ['stream'],
    })
    for (const person of ['zhou', 'nora']) {
      const [letter] = await lettersTo(at.world, at.agency.person(person).email)
      expect(letter?.subject).toContain('台账')
    }
    await readHistory()
    const { counts } = await shown()
    expect(counts.unlogged).toBe(before.counts.unlogged + 1)
    expect((await eventsOf(theirs.targetId)).map((one) => one.sources)).toEqual([['stream', 'history']])
  })

  it('vouch for our own changes, in fields too that the history leaves out', async () => {
    const mine = at.keyword(0)
    const before = (await shown()).counts
    await propose([
      at.bid(mine, (mine.bidMinor * 1.1) / 100),
      { kind: 'sp.placement', wish: { campaignId: at.campaign.campaignId, restOfSearch: 7 } },
    ])
    await at.work()
    await minute()
    const own = [...(await eventsOf(mine.targetId)), ...(await eventsOf(at.campaign.campaignId))]
    expect(own.map((one) => `${one.field} ${one.verdict}`).toSorted()).toEqual([
      'bid matched',
      'restOfSearch matched',
    ])
    await readHistory()
    expect((await shown()).counts).toMatchObject({ unlogged: before.unlogged, matched: before.matched + 2 })
  })

  it('may come twice and out of order', async () => {
    const keyword = at.keyword(2)
    for (const kind of ['duplicateMessage', 'outOfOrder'] as const)
      await at.sandbox.send({
        method: 'POST',
        url: '/_sandbox/faults',
        payload: { kind, operation: 'steward-stream', times: 20 },
      })
    for (const more of [5, 8, 5]) {
      at.somebodyElse(keyword, keyword.bidMinor + more)
      await at.sandbox.advance('PT5S')
    }
    await minute()
    const told = await eventsOf(keyword.targetId)
    expect(told.map((one) => Math.round(Number(one.to) * 100) - keyword.bidMinor).toReversed()).toEqual([
      5, 8, 5,
    ])
    await readHistory()
    expect((await eventsOf(keyword.targetId)).map((one) => one.sources)).toEqual(
      told.map(() => ['stream', 'history']),
    )
  })

  it('that come after later ones tell when a change was really made', async () => {
    const keyword = at.keyword(3)
    at.somebodyElse(keyword, keyword.bidMinor + 4)
    await at.sandbox.advance('PT20S')
    const waiting = queue()
    const late = waiting.messages.filter((one) => one.body.includes(keyword.targetId))
    expect(late.length).toBeGreaterThan(0)
    waiting.messages = waiting.messages.filter((one) => !late.includes(one))
    at.archive(keyword)
    await minute()
    const first = await eventsOf(keyword.targetId)
    expect(first.map((one) => one.field).toSorted()).toEqual(['bid', 'state'])
    expect(new Set(first.map((one) => one.at)).size).toBe(1)
    queue().messages.push(...late)
    await minute()
    const [state, bid, ...more] = (await eventsOf(keyword.targetId)).toSorted((a, b) =>
      a.field < b.field ? 1 : -1,
    )
    expect(more).toEqual([])
    expect(Date.parse(bid!.at)).toBeLessThan(Date.parse(state!.at))
    await readHistory()
    expect((await eventsOf(keyword.targetId)).map((one) => one.sources)).toEqual([
      ['stream', 'history'],
      ['stream', 'history'],
    ])
  })

  it('that come after the history named them are the same events', async () => {
    const keyword = at.keyword(4)
    at.somebodyElse(keyword, keyword.bidMinor + 6)
    await at.sandbox.advance('PT1M')
    await readHistory()
    expect((await eventsOf(keyword.targetId)).map((one) => one.sources)).toEqual([['history']])
    await minute()
    expect((await eventsOf(keyword.targetId)).map((one) => one.sources)).toEqual([['history', 'stream']])
  })

  it('write one letter a quarter of an hour to somebody, however long an edit takes', async () => {
    const nora = at.agency.person('nora').email
    await at.sandbox.advance('PT20M')
    const before = (await lettersTo(at.world, nora)).length
    for (const index of [5, 6, 7]) {
      at.somebodyElse(at.keyword(index), at.keyword(index).bidMinor + 2)
      await minute()
    }
    expect((await lettersTo(at.world, nora)).length).toBe(before + 1)
    await at.sandbox.advance('PT15M')
    await run('changes.witness')
    const letters = await lettersTo(at.world, nora)
    expect(letters.length).toBe(before + 2)
  })

  it('stand on the certificate among Amazon’s records', async () => {
    const answer = await (
      await at.agency.as('nora')
    ).ask(witness.downloadCertificate, {
      params: params(),
      query: { month: '2026-11', lang: 'zh' },
    })
    expect(String(answer.body).startsWith('%PDF')).toBe(true)
  })
})
