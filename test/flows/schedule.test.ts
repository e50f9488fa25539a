import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSchedule, listSchedules, proposeSchedule, stopSchedule } from '#features/ads/api/schedule.ts'
import { tick } from '#features/ads/jobs/schedule.ts'
import { runningSchedules } from '#features/ads/store/schedules.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import { liftStop, orderStop } from '#features/changes/api/govern.ts'
import type { ChangeKind } from '#features/changes/public/kind.ts'
import type { Office } from '#features/changes/public/office.ts'
import { type Changing, type KeywordAt, openChanging } from '../support/changing.ts'

// A schedule is agreed to, written hour by hour, and whatever happens its base bids come back: a stop, an end, somebody else's hand, and a
// worker that dies at any of its effects.

let at: Changing
let mine: KeywordAt[]
const base = new Map<string, number>()

beforeAll(async () => {
  at = await openChanging()
  // The snapshot of settings that a schedule finds its targets in.
  for (let run = 0; run < 6; run++) {
    await at.world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await at.world.settle()
    await at.sandbox.advance('PT10M')
  }
  const { market } = at.sandbox.stage
  const key = market.reads.stores().find((one) => one.marketplace === 'DE')!.key
  const tree = market.reads.adsTree(key)
  const groups = new Set(
    tree.adGroups.filter((one) => one.campaignId === at.campaign.campaignId).map((one) => one.adGroupId),
  )
  mine = tree.targets.flatMap((one): KeywordAt[] =>
    groups.has(one.adGroupId) && one.state === 'enabled' && one.bidMinor !== null
      ? [{ ...one, text: '', bidMinor: one.bidMinor }]
      : [],
  )
  for (const one of mine) base.set(one.targetId, one.bidMinor)
  expect(mine.length).toBeGreaterThan(2)
}, 400_000)
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
/** Even hours more, odd hours less: every hour is a step. */
const grid = Array.from({ length: 168 }, (_, cell) => (cell % 2 === 0 ? 1.3 : 0.7))
const bids = (): (number | null)[] => mine.map((one) => at.bidOf(one))
const bases = (): number[] => mine.map((one) => base.get(one.targetId)!)
const hourNow = (): number => (new Date(at.sandbox.stage.now()).getUTCHours() + 1) % 24
const due = (): number[] => bases().map((bid) => Math.round(bid * (hourNow() % 2 === 0 ? 1.3 : 0.7)))
const settled = async (): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    await at.world.app.jobKinds.find((kind) => kind.name === 'ads.schedules')!.run({})
    await at.work()
    await at.sandbox.advance('PT15S')
    await at.work()
  }
}
const shown = async () => {
  const { schedules } = await (
    await at.agency.as('zhou')
  ).call(listSchedules, { params: params(), query: place() })
  return schedules
}
const propose = async () =>
  (await at.agency.as('zhou')).call(proposeSchedule, {
    params: params(),
    body: { ...place(), campaignIds: [at.campaign.campaignId], grid, reason: 'test' },
  })
const agree = async (scheduleId: string) => {
  const [one] = await shown()
  const who = await at.agency.as(one!.tier === 'second' ? 'lin' : 'nora')
  return who.call(decideSchedule, { params: { ...params(), scheduleId }, body: { approve: true } })
}

describe('a schedule', () => {
  it('does nothing before another person agreed', async () => {
    const { scheduleId } = await propose()
    await settled()
    expect(bids()).toEqual(bases())
    const own = await (
      await at.agency.as('zhou')
    ).ask(decideSchedule, {
      params: { ...params(), scheduleId },
      body: { approve: true },
    })
    expect(own.body).toMatchObject({ code: 'own_proposal' })
    await expect(propose()).rejects.toMatchObject({ code: 'schedule_overlaps' })
    await agree(scheduleId)
    await settled()
    expect(bids()).toEqual(due())
    const [one] = await shown()
    const ascending = (a: number, b: number): number => a - b
    expect(one!.bases.map((row) => Number(row.base) * 100).toSorted(ascending)).toEqual(
      bases().toSorted(ascending),
    )
  })

  it('follows the hours from the base, also over hours in which nobody worked', async () => {
    for (const gap of ['PT1H', 'PT3H', 'PT1H']) {
      await at.sandbox.advance(gap)
      await settled()
      expect(bids()).toEqual(due())
    }
  })

  it('cannot be used by a person to write a bid past the limits', async () => {
    const asked = await (
      await at.agency.as('zhou')
    ).ask(proposeChanges, {
      params: params(),
      body: {
        ...place(),
        title: 'x',
        reason: '',
        wishes: [{ kind: 'sp.schedule', wish: { entity: 'keywords', id: mine[0]!.targetId, bid: '9.00' } }],
      },
    })
    expect(asked.body).toMatchObject({ code: 'unknown_kind' })
  })

  it('lets go of a bid that somebody else set', async () => {
    const [first] = mine
    at.somebodyElse(first!, 77)
    base.set(first!.targetId, 77)
    await at.sandbox.advance('PT1H')
    await settled()
    expect(bids()).toEqual([77, ...due().slice(1)])
    const [one] = await shown()
    expect(one!.bases.filter((row) => row.state === 'conflict').map((row) => row.targetId)).toEqual([
      first!.targetId,
    ])
  })

  it('restores the base bids when it is stopped', async () => {
    const [one] = await shown()
    const nora = await at.agency.as('nora')
    await nora.call(stopSchedule, { params: { ...params(), scheduleId: one!.id }, body: {} })
    await settled()
    expect(bids()).toEqual(bases())
    expect((await shown())[0]).toMatchObject({ state: 'ended', endReason: 'stopped' })
    await at.sandbox.advance('PT1H')
    await settled()
    expect(bids()).toEqual(bases())
  })

  it('writes nothing while a stop is in force, and then what is due by then', async () => {
    const { scheduleId } = await propose()
    await agree(scheduleId)
    await settled()
    const before = bids()
    expect(before).toEqual(due())
    const lin = await at.agency.as('lin')
    const { stopId } = await lin.call(orderStop, {
      params: params(),
      body: { scope: 'client', reason: 'stop' },
    })
    await at.sandbox.advance('PT1H')
    await settled()
    expect(bids()).toEqual(before)
    await at.sandbox.advance('PT2H')
    await lin.call(liftStop, { params: { ...params(), stopId } })
    await settled()
    await at.sandbox.advance('PT2M')
    await settled()
    expect(bids()).toEqual(due())
  })

  it('restores the base bids when the agreement is over', async () => {
    await at.sandbox.advance('P31D')
    await settled()
    await settled()
    expect((await shown())[0]).toMatchObject({ state: 'ended', endReason: 'expired' })
    expect(bids()).toEqual(bases())
  })
})

class Killed extends Error {}

/** An office whose writer dies at its n-th effect; afterwards nothing it does reaches anything. */
function mortal(office: Office, dieAt: number, when: 'before' | 'after') {
  let effects = 0
  let dead = false
  const effect =
    <Args extends unknown[], T>(act: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (dead) throw new Killed()
      effects += 1
      if (effects !== dieAt) return act(...args)
      dead = true
      if (when === 'after') await act(...args)
      throw new Killed()
    }
  const { world, doors } = office
  const kinds = [...office.kinds].map(([name, kind]): [string, ChangeKind] => [
    name,
    { ...kind, read: effect(kind.read), write: effect(kind.write) },
  ])
  const tenant = { ...world.tenant, read: effect(world.tenant.read), write: effect(world.tenant.write) }
  return {
    office: {
      ...office,
      kinds: new Map(kinds),
      doors: { ...doors, open: effect(doors.open), ads: effect(doors.ads) },
      world: { ...world, tenant: tenant as typeof world.tenant },
    } satisfies Office,
    died: () => dead,
  }
}

describe('a writer that dies', () => {
  const running = async () => {
    const { clientId } = at.store
    const scope = { agencyId: at.agency.agencyId, clientIds: [clientId] }
    return (await at.world.app.world.tenant.read(scope, (tx) => runningSchedules(tx, clientId)))[0]!
  }
  /** Dies at each effect in turn, an hour apart; answers how often. */
  async function deaths(when: 'before' | 'after', check: () => Promise<void>): Promise<number> {
    for (let dieAt = 1; ; dieAt++) {
      await at.sandbox.advance('PT1H')
      const { office, died } = mortal(at.world.app.changes.office, dieAt, when)
      await tick(office, at.agency.agencyId, await running()).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      await check()
      if (!died()) return dieAt - 1
    }
  }

  it('leaves no bid behind, wherever it dies', async () => {
    const { scheduleId } = await propose()
    await agree(scheduleId)
    let count = 0
    for (const when of ['before', 'after'] as const)
      count += await deaths(when, async () => {
        await settled()
        expect({ when, bids: bids() }).toEqual({ when, bids: due() })
      })
    expect(count).toBeGreaterThan(8)
    await (await at.agency.as('zhou')).call(stopSchedule, { params: { ...params(), scheduleId }, body: {} })
    for (let dieAt = 1; dieAt <= 5; dieAt++) {
      const { office } = mortal(at.world.app.changes.office, dieAt, dieAt % 2 === 0 ? 'before' : 'after')
      const one = await running()
      if (one === undefined) break
      await tick(office, at.agency.agencyId, one).catch(() => null)
    }
    await settled()
    expect(bids()).toEqual(bases())
    expect((await shown())[0]!.state).toBe('ended')
  }, 400_000)
})
