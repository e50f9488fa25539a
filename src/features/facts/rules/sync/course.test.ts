import { describe, expect, it } from 'vitest'
import { type Trouble, afterLook, afterTrouble, backOff, nextLook } from './course.ts'

const now = new Date('2026-11-10T15:00:00Z')
const asked = { attempts: 0, askedAt: new Date('2026-11-10T14:59:00Z'), reason: null }
const trouble = (some: Partial<Trouble>): Trouble => ({
  kind: 'unavailable',
  operation: 'reports.createReport',
  status: null,
  code: 'network',
  retryAt: null,
  ...some,
})

describe('the course of a pull', () => {
  it('believes that there is nothing only when it is told twice', () => {
    const first = afterLook(asked, 'nothing', now)
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, reason: 'cancelled' })
    const again = afterTrouble({ ...first }, trouble({ kind: 'throttled' }), now)
    expect(again).toMatchObject({ state: 'waiting', reason: 'cancelled' })
    expect(afterLook({ ...asked, ...again }, 'nothing', now)).toMatchObject({
      state: 'nothing',
      reason: null,
    })
    expect(afterLook({ ...asked, ...again }, 'ready', now)).toMatchObject({ state: 'ready', reason: null })
  })

  it('asks anew for a report that broke, is gone or never ends, and gives up in the end', () => {
    for (const progress of ['broken', 'gone'] as const)
      expect(afterLook(asked, progress, now)).toMatchObject({ state: 'waiting', attempts: 1 })
    const old = { ...asked, askedAt: new Date('2026-11-10T08:00:00Z') }
    expect(afterLook(old, 'working', now)).toMatchObject({ state: 'waiting', reason: 'report_late' })
    expect(afterLook({ ...asked, attempts: 5 }, 'broken', now)).toMatchObject({ state: 'failed' })
  })

  it('waits for a quota without counting a try, and says which', () => {
    const retryAt = new Date('2026-11-10T15:00:40Z')
    const after = afterTrouble(
      { state: 'asking', attempts: 2, reason: null },
      trouble({ kind: 'throttled', retryAt }),
      now,
    )
    expect(after).toEqual({
      state: 'waiting',
      dueAt: retryAt,
      attempts: 2,
      waitsFor: 'quota:reports.createReport',
      reason: null,
    })
  })

  it('looks for a request that may have arrived before it asks again', () => {
    const state = 'asking' as const
    expect(
      afterTrouble({ state, attempts: 0, reason: null }, trouble({ kind: 'unknown', code: 'timeout' }), now),
    ).toMatchObject({
      state: 'asking',
      reason: 'timeout',
    })
    // Nothing left the house: it may simply be asked again.
    expect(afterTrouble({ state, attempts: 0, reason: null }, trouble({}), now)).toMatchObject({
      state: 'waiting',
    })
  })

  it('holds what Amazon refuses for want of a right, takes a new address for an old one, fails what is wrong', () => {
    const ready = { state: 'ready' as const, attempts: 0, reason: null }
    expect(
      afterTrouble(ready, trouble({ kind: 'rejected', status: 403, code: 'Unauthorized' }), now).state,
    ).toBe('held')
    expect(
      afterTrouble(ready, trouble({ kind: 'rejected', status: 403, code: 'url_expired' }), now),
    ).toMatchObject({
      state: 'ready',
      dueAt: now,
    })
    expect(afterTrouble(ready, trouble({ kind: 'rejected', status: 404, code: 'NotFound' }), now).state).toBe(
      'waiting',
    )
    expect(
      afterTrouble(ready, trouble({ kind: 'rejected', status: 400, code: 'InvalidInput' }), now).state,
    ).toBe('failed')
  })

  it('looks less and less often', () => {
    const after = (age: number): number =>
      nextLook(new Date(now.getTime() - age), now).getTime() - now.getTime()
    expect([0, 60_000, 400_000, 9_000_000].map(after)).toEqual([20_000, 20_000, 100_000, 300_000])
    expect(backOff(20, now).getTime() - now.getTime()).toBe(3_600_000)
  })
})
