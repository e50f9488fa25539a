import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreeDemo } from '#demo-agreements.ts'
import { giveSignature } from '#features/access/api/signing.ts'
import { showContract } from '#features/engagement/api/contract.ts'
import * as api from '#features/engagement/api/plan.ts'
import * as prices from '#features/engagement/api/price-book.ts'
import { agreedPapersOf } from '#features/engagement/store/standing.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from '../support/world.ts'

// A plan from draft to signature, and prices by date.

let world: TestWorld
let agency: TestAgency
let wang: Caller
let nora: Caller
let clientId: string

beforeAll(async () => {
  world = await createWorld('2026-03-02T09:00:00Z')
  agency = await world.agency()
  wang = await agency.as('wang')
  nora = await agency.as('nora')
  clientId = agency.clients[0]!.clientId
})
afterAll(() => world?.close())

const params = () => ({ clientId })
const show = (by: Caller) => by.call(api.showPlan, { params: params() })
type Plan = NonNullable<Awaited<ReturnType<typeof show>>['draft']>['plan']

async function offer(alter: (plan: Plan) => Plan) {
  await wang.call(api.beginPlan, { params: params(), body: { lang: 'zh' } })
  const { draft } = await show(wang)
  const { revision } = await wang.call(api.savePlan, {
    params: params(),
    body: { plan: alter(draft!.plan), note: '', revision: draft!.revision },
  })
  return wang.call(api.offerPlan, { params: params(), body: { revision } })
}
const sign = (by: Caller, made: { version: number; contentHash: string }) =>
  by.call(giveSignature, {
    params: params(),
    body: { kind: 'plan', subjectId: clientId, ...made, typedName: 'Somebody' },
  })

describe('a plan', () => {
  it('is the agency’s until it is offered, and holds when both have signed', async () => {
    const first = await offer((plan) => plan)
    expect((await show(nora)).versions).toMatchObject([{ state: 'offered', version: 1 }])
    expect((await show(await agency.as('nils'))).draft).toBeNull()
    await sign(wang, first)
    await sign(nora, first)
    expect((await show(nora)).versions[0]).toMatchObject({ state: 'in_force', agreedByName: 'Nora' })
  })

  it('is superseded by the next signed one; an older version can be signed no more', async () => {
    const second = await offer((plan) => ({ ...plan, summary: '补充' }))
    const third = await offer((plan) => ({ ...plan, summary: '再补充' }))
    await expect(sign(nora, second)).rejects.toMatchObject({ code: 'version_superseded' })
    await expect(offer((plan) => plan)).rejects.toMatchObject({ code: 'nothing_changed' })
    await wang.call(api.dropPlan, { params: params() })
    await sign(nora, third)
    expect((await show(nora)).versions.map((one) => one.state)).toEqual(['offered', 'superseded', 'in_force'])
    await sign(wang, third)
    expect((await show(nora)).versions.map((one) => one.state)).toEqual([
      'in_force',
      'superseded',
      'superseded',
    ])
    const scope = { agencyId: agency.agencyId, clientIds: [clientId] }
    const papers = await world.app.world.tenant.read(scope, (tx) => agreedPapersOf(tx, clientId))
    expect(papers.planSignedVersion).toBe(3)
  })

  it('is refused while something is missing, and cannot be rewritten in the database', async () => {
    await expect(offer((plan) => ({ ...plan, goals: [] }))).rejects.toMatchObject({ code: 'plan_incomplete' })
    await wang.call(api.dropPlan, { params: params() })
    const { sql } = await import('kysely')
    const actor = { kind: 'system', name: 'test', agencyId: agency.agencyId, clientIds: [clientId] } as const
    await expect(
      world.app.world.tenant.write(actor, (tx) =>
        tx.rows(sql`update agreement_version set content = '{}' where client_id = ${clientId}::bigint`),
      ),
    ).rejects.toThrow('permission denied')
  })
})

describe('prices', () => {
  it('hold from a day on, and never backwards', async () => {
    const sun = await agency.as('sun')
    const { now, today } = await sun.call(prices.showPrices)
    const changed = { ...now, floorMonthly: '6000' }
    const set = (fromOn: string, one = changed) =>
      sun.call(prices.setPrices, { body: { prices: one, fromOn, note: '' } })
    await expect(set('2026-03-01')).rejects.toMatchObject({ code: 'prices_backdated' })
    const fixed = { ...now.fixed, most: '1' }
    await expect(set(today, { ...now, fixed })).rejects.toMatchObject({ code: 'prices_malformed' })
    await set('2026-03-10')
    expect((await sun.call(prices.showPrices)).now.floorMonthly).toBe('5000')
    await set(today, { ...now, floorMonthly: '5500' })
    const shown = await sun.call(prices.showPrices)
    expect([shown.now.floorMonthly, shown.editions.map((one) => one.state)]).toEqual([
      '5500',
      ['ahead', 'holds'],
    ])
    world.clock.advance(8 * 86_400_000)
    expect((await (await agency.arrive('sun')).call(prices.showPrices)).now.floorMonthly).toBe('6000')
  })
})

describe('the demo’s first client', () => {
  it('has a contract in force and a plan that waits for its owner, made once', async () => {
    const other = await world.agency('Demo')
    const id = other.clients[0]!.clientId
    const people = { manager: other.person('wang'), owner: other.person('nora') }
    for (let start = 0; start < 2; start++) await agreeDemo(world.app, id, people)
    const owner = await other.as('nora')
    const contract = await owner.call(showContract, { params: { clientId: id } })
    expect([contract.inForce, contract.versions.length]).toEqual([1, 1])
    expect(contract.enforced.differs).toEqual([])
    const plan = await owner.call(api.showPlan, { params: { clientId: id } })
    expect(plan.versions.map((one) => one.state)).toEqual(['offered'])
  })
})
