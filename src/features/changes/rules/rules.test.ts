import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectationOf } from './expect.ts'
import { contentText, standingOf } from './item.ts'
import { ownerOf } from './modules.ts'
import { planRevert } from './revert.ts'
import { LAG_MS, SETTLE_MS, judgeReadBack, refusalBefore, settleLost } from './settle.ts'
import { speakerOf } from './speaker.ts'
import { type StandingApproval, coveredBy } from './standing.ts'
import { HIGH_RISK, type Stop, stopOf } from './stops.ts'
import { defaultPolicy, limitsProblem, sidesFor, tierOf, tiers } from './tiers.ts'
import { missingSides } from './votes.ts'
import { judge, markKey, notSeen } from './witness.ts'

const now = new Date('2026-11-10T12:00:00Z')
const later = (ms: number): Date => new Date(now.getTime() + ms)
const item = { from: { bid: '1.00' }, to: { bid: '1.20' } }
const at = (bid: string, archived = false) => ({ value: { bid }, label: '', archived })

describe('what stands at Amazon', () => {
  it.each([
    ['1.00', 'before', null],
    ['1.20', 'wanted', 'stands_already'],
    ['1.10', 'other', 'value_moved'],
  ] as const)('%s is %s', (bid, standing, refusal) => {
    expect(standingOf(item, at(bid))).toBe(standing)
    expect(refusalBefore(item, at(bid))).toBe(refusal)
  })

  it('settles a lost call by what is read, and never sooner than it may still be at work', () => {
    expect(settleLost(item, at('1.20'), 1, 1)).toEqual({ event: 'find', reason: null })
    expect(settleLost(item, at('1.00'), SETTLE_MS - 1, 1)).toEqual({ wait: 1 })
    expect(settleLost(item, at('1.00'), SETTLE_MS, 1)).toEqual({ event: 'miss', reason: null })
    expect(settleLost(item, at('1.00'), SETTLE_MS, 3)).toEqual({ event: 'refuse', reason: 'gave_up' })
    expect(settleLost(item, at('3.00'), 1, 1)).toMatchObject({ event: 'overtake' })
    expect(settleLost(item, at('1.00', true), 1, 1)).toMatchObject({ reason: 'object_archived' })
    expect(settleLost(item, null, 1, 1)).toMatchObject({ reason: 'object_missing' })
  })

  it('gives a list time to catch up before it contradicts', () => {
    expect(judgeReadBack(item, at('1.00'), 0)).toHaveProperty('wait')
    expect(judgeReadBack(item, at('1.00'), LAG_MS)).toEqual({ event: 'contradict', reason: 'not_visible' })
    expect(judgeReadBack(item, at('1.20'), 0)).toEqual({ event: 'confirm', reason: null })
  })
})

describe('who has to agree', () => {
  const tier = (
    ratio: number | null,
    more: Partial<Parameters<typeof tierOf>[2]> = {},
    owner: 'agency' | 'client' = 'agency',
  ) => tierOf('sp.bid', { ratio, points: null }, { ...defaultPolicy, ...more }, owner, 'agency')

  it('goes by size, mode and module', () => {
    expect(tier(0.2).tier).toBe('auto')
    expect(tier(0.21)).toEqual({ tier: 'second', reasons: ['beyond_auto'] })
    expect(tier(0.51).tier).toBe('client')
    expect(tier(null).tier).toBe('client')
    expect(tier(0.3, { mode: 'semi' })).toEqual({ tier: 'client', reasons: ['beyond_auto', 'semi_managed'] })
    expect(tier(0.1, { mode: 'semi' }).tier).toBe('auto')
    expect(tier(0.01, { mode: 'advice' }).tier).toBe('client')
    expect(tier(0.01, {}, 'client')).toEqual({ tier: 'client', reasons: ['within_limits', 'clients_module'] })
    expect(tierOf('sp.new', { ratio: 0, points: 0 }, defaultPolicy, 'agency', 'agency').tier).toBe('client')
  })

  it('never asks fewer people for a larger step', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (a, b) => {
          const [small, large] = [Math.min(a, b), Math.max(a, b)]
          expect(tiers.indexOf(tier(small).tier)).toBeLessThanOrEqual(tiers.indexOf(tier(large).tier))
        },
      ),
    )
  })

  it('finds limits that make no sense', () => {
    expect(limitsProblem(defaultPolicy.limits)).toBeNull()
    expect(limitsProblem({ 'sp.bid': { auto: { ratio: 0.5 }, second: { ratio: 0.2 } } })).toBe('sp.bid')
    expect(limitsProblem({ 'sp.bid': { auto: {}, second: null } })).toBe('sp.bid')
  })

  it('does not let anybody agree to one’s own, nor to another content', () => {
    const ballot = { revision: 2, contentHash: 'h2', proposedBy: 'zhou', proposedSide: 'agency' as const }
    const vote = {
      decision: 'approve' as const,
      revision: 2,
      contentHash: 'h2',
      changeIds: null,
      side: 'agency' as const,
      personId: 'wang',
      forPersonId: null,
      standingId: null,
    }
    const change = { id: '7', tier: 'second' as const }
    expect(missingSides(ballot, change, [vote])).toEqual([])
    expect(missingSides(ballot, change, [{ ...vote, personId: 'zhou' }])).toEqual(['agency'])
    expect(missingSides(ballot, change, [{ ...vote, forPersonId: 'zhou' }])).toEqual(['agency'])
    expect(missingSides(ballot, change, [{ ...vote, revision: 1, contentHash: 'h1' }])).toEqual(['agency'])
    expect(missingSides(ballot, change, [{ ...vote, contentHash: 'h1' }])).toEqual(['agency'])
    expect(missingSides(ballot, change, [{ ...vote, changeIds: ['8'] }])).toEqual(['agency'])
    expect(missingSides(ballot, change, [{ ...vote, decision: 'comment' }])).toEqual(['agency'])
    expect(sidesFor('client', 'client')).toEqual(['agency'])
  })

  it('lets a deputy speak only while the one who is away could', () => {
    const people = [
      { personId: 'wang', role: 'account_manager' as const },
      { personId: 'chen', role: 'listing' as const },
      { personId: 'nils', role: 'client_staff' as const },
    ]
    const given = {
      fromPersonId: 'wang',
      toPersonId: 'chen',
      startsAt: later(-1),
      endsAt: later(1),
      endedAt: null,
    }
    expect(speakerOf(people, [given], 'chen', 'zhou', now)).toMatchObject({
      as: 'deputy',
      forPersonId: 'wang',
    })
    expect(speakerOf(people, [given], 'chen', 'wang', now).as).toBeNull()
    expect(speakerOf(people, [{ ...given, endsAt: now }], 'chen', 'zhou', now).as).toBeNull()
    expect(speakerOf(people.slice(1), [given], 'chen', 'zhou', now).as).toBeNull()
    expect(speakerOf(people, [{ ...given, toPersonId: 'nils' }], 'nils', 'zhou', now).as).toBeNull()
    expect(speakerOf(people, [], 'wang', 'wang', now)).toEqual({ as: null, whyNot: 'own_proposal' })
  })

  it('never spends more than a standing approval allows', () => {
    const standing: StandingApproval = {
      id: '1',
      side: 'client',
      personId: 'nora',
      kinds: ['sp.bid'],
      maxRatio: 0.5,
      currency: 'EUR',
      maxStakeMicros: 60n,
      totalMicros: 100n,
      usedMicros: 0n,
      givenAt: later(-10),
      endsAt: later(10),
      endedAt: null,
    }
    const change = { kind: 'sp.bid', ratio: 0.3, currency: 'EUR', stakeMicros: 50n }
    const covered = (
      more: Partial<StandingApproval>,
      other: Partial<typeof change> = {},
      by = 'zhou',
      when = now,
    ) => coveredBy([{ ...standing, ...more }], 'client', { ...change, ...other }, by, when) !== null
    expect(covered({})).toBe(true)
    expect(covered({ usedMicros: 51n })).toBe(false)
    expect(covered({}, { stakeMicros: 61n })).toBe(false)
    expect(covered({}, { ratio: 0.6 })).toBe(false)
    expect(covered({}, { currency: 'USD' })).toBe(false)
    expect(covered({}, {}, 'nora')).toBe(false)
    expect(covered({}, {}, 'zhou', later(10))).toBe(false)
    expect(covered({ endedAt: now })).toBe(false)
    expect(coveredBy([standing], 'client', { ...change, stakeMicros: null }, 'zhou', now)).toBeNull()
  })
})

describe('stops', () => {
  const reach = { clientId: '1', storeId: '2', kind: 'sp.budget', highRisk: true, appId: '9' }
  const stop = (more: Partial<Stop>): Stop => ({
    id: '1',
    clientId: '1',
    scope: 'client',
    target: '',
    until: null,
    liftedAt: null,
    ...more,
  })
  it.each([
    [{}, true],
    [{ clientId: '5' }, false],
    [{ clientId: null, scope: 'agency' }, true],
    [{ scope: 'store', target: '2' }, true],
    [{ scope: 'store', target: '3' }, false],
    [{ scope: 'kind', target: HIGH_RISK }, true],
    [{ scope: 'kind', target: 'sp.bid' }, false],
    [{ clientId: null, scope: 'app', target: '9' }, true],
    [{ until: now }, false],
    [{ liftedAt: now }, false],
  ] as const)('%j covers: %s', (more, covers) => {
    expect(stopOf([stop(more as Partial<Stop>)], reach, now) !== null).toBe(covers)
  })
})

it('the newest word about the narrowest object says whose a module is', () => {
  const line = (objectId: string, owner: 'agency' | 'client', ms: number) => ({
    storeId: '1',
    module: 'bids',
    objectId,
    owner,
    setAt: later(ms),
  })
  const what = { storeId: '1', module: 'bids', objectId: 'c1' }
  expect(ownerOf([], what, now)).toBe('agency')
  expect(ownerOf([line('', 'client', -5)], what, now)).toBe('client')
  expect(ownerOf([line('', 'client', -1), line('c1', 'agency', -5)], what, now)).toBe('agency')
  expect(ownerOf([line('c1', 'agency', -5), line('c1', 'client', -1)], what, now)).toBe('client')
  expect(ownerOf([line('c1', 'client', 5)], what, now)).toBe('agency')
})

describe('taking back', () => {
  const done = (id: string, from: string, to: string, ms: number, objectId = 'k') => ({
    id,
    kind: 'sp.bid',
    entity: 'keywords',
    objectId,
    from: { bid: from },
    to: { bid: to },
    appliedAt: later(ms),
  })
  const chain = [done('1', '1.00', '1.10', 1), done('2', '1.10', '1.20', 2)]

  it('goes back over all of them to where the first began', () => {
    expect(planRevert(chain, () => ({ bid: '1.20' })).back).toMatchObject([
      { ids: ['1', '2'], to: { bid: '1.00' } },
    ])
    expect(planRevert(chain, () => ({ bid: '1.00' })).nothing).toEqual(['1', '2'])
    expect(planRevert(chain, () => ({ bid: '7.00' })).conflicts).toMatchObject([{ id: '2' }])
  })

  it('never plans to overwrite what is not ours', () => {
    fc.assert(
      fc.property(fc.constantFrom('1.00', '1.10', '1.20', '5.00'), (bid) => {
        const plan = planRevert(chain, () => ({ bid }))
        if (plan.back.length > 0) expect(bid).toBe('1.20')
      }),
    )
  })
})

describe('the witness', () => {
  const mark = { entity: 'keywords', objectId: 'k', field: 'bid', to: '1.20' }
  const made = [{ changeId: '1', marks: [mark], leftAt: now, heardAt: later(1000) }]
  const seen = (ms: number, to = '1.2', key = String(ms)) => ({
    key,
    at: later(ms),
    entity: 'keywords',
    objectId: 'k',
    campaignId: null,
    field: 'bid',
    from: '1.00',
    to,
    byAmazon: false,
  })
  const verdicts = (events: ReturnType<typeof seen>[]) =>
    judge(events, made, new Set()).map((one) => one.verdict)

  it('takes one event for one mark, near the call, with the value', () => {
    expect(verdicts([seen(0)])).toEqual(['matched'])
    expect(verdicts([seen(0), seen(500)])).toEqual(['matched', 'unlogged'])
    expect(verdicts([seen(3_600_000)])).toEqual(['unlogged'])
    expect(verdicts([seen(-3_600_000)])).toEqual(['unlogged'])
    expect(verdicts([seen(0, '1.3')])).toEqual(['unlogged'])
    expect(judge([{ ...seen(0), byAmazon: true }], made, new Set())[0]!.verdict).toBe('amazon')
    expect(judge([seen(0)], made, new Set([markKey('1', mark)]))[0]!.verdict).toBe('unlogged')
  })

  it('misses a mark only when the records have been read long enough after it', () => {
    expect(notSeen(made, new Set(), later(3_600_000))).toEqual([])
    expect(notSeen(made, new Set(), later(3 * 3_600_000))).toMatchObject([{ changeId: '1' }])
    expect(notSeen(made, new Set([markKey('1', mark)]), later(3 * 3_600_000))).toEqual([])
    expect(notSeen([{ ...made[0]!, heardAt: null }], new Set(), later(9e9))).toEqual([])
  })
})

describe('what is agreed to', () => {
  const line = {
    kind: 'sp.bid',
    entity: 'keywords',
    objectId: '1',
    campaignId: '2',
    adGroupId: '3',
    ...item,
  }
  const batch = { revision: 1, storeId: '1', marketplace: 'DE', items: [line] }
  it('is another content as soon as anything of it differs', () => {
    const text = contentText(batch)
    for (const other of [
      { ...batch, revision: 2 },
      { ...batch, marketplace: 'FR' },
      { ...batch, items: [{ ...line, to: { bid: '1.21' } }] },
      { ...batch, items: [{ ...line, from: { bid: '0.99' } }] },
      { ...batch, items: [{ ...line, objectId: '4' }] },
      { ...batch, items: [line, line] },
    ])
      expect(contentText(other)).not.toBe(text)
    // Labels and figures are not part of it.
    expect(contentText({ ...batch, items: [{ ...line, label: 'x' } as typeof line] })).toBe(text)
  })
})

describe('what may be expected', () => {
  const evidence = {
    from: '2026-10-01',
    to: '2026-10-30',
    days: 30,
    impressions: 9000,
    clicks: 300,
    orders: 20,
    spend: '300.00',
    sales: '900.00',
  }
  const bid = (to: string, more = {}) =>
    expectationOf('sp.bid', { bid: '1.00' }, { bid: to }, { ...evidence, ...more })

  it('has an interval around its middle and the sign of the step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), (percent) => {
        const told = bid((percent / 100).toFixed(2))
        if (told.basis !== 'assumed_response') throw new Error('nothing told')
        for (const { low, mid, high } of [told.spend, told.sales]) {
          expect(low).toBeLessThanOrEqual(mid)
          expect(mid).toBeLessThanOrEqual(high)
          if (percent > 100) expect(low).toBeGreaterThan(0)
          if (percent < 100) expect(high).toBeLessThan(0)
        }
      }),
    )
  })

  it('says nothing where nothing can be said', () => {
    expect(bid('1.20', { clicks: 5 })).toEqual({ basis: 'none', reason: 'few_clicks' })
    expect(expectationOf('sp.bid', { bid: null }, { bid: '1.00' }, evidence)).toMatchObject({ basis: 'none' })
    expect(expectationOf('sp.bid', { bid: '1.00' }, { bid: '1.20' }, null)).toMatchObject({
      reason: 'no_figures',
    })
    expect(expectationOf('sp.negative', null, {}, evidence)).toMatchObject({ reason: 'not_estimated' })
  })
})
