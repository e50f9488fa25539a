import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock, durationMs } from '#sandbox/clock.ts'
import { createQuotas } from '#sandbox/quotas.ts'

describe('token buckets', () => {
  const still = () => createClock(0, 0, () => 0)

  it('give the burst at once and then the rate', () => {
    const clock = still()
    const quotas = createQuotas(clock)
    const rate = { perSecond: 0.5, burst: 3 }
    const take = () => quotas.take('a', rate)
    expect([take().ok, take().ok, take().ok]).toEqual([true, true, true])
    expect(take()).toEqual({ ok: false, waitMs: 2000 })
    clock.leap(1999)
    expect(take().ok).toBe(false)
    clock.leap(1)
    expect(take().ok).toBe(true)
    expect(quotas.take('b', rate).ok).toBe(true)
  })

  it('never give more than burst + rate × time, whatever the course', () => {
    const course = fc.array(fc.nat(5000), { maxLength: 200 })
    fc.assert(
      fc.property(course, fc.integer({ min: 1, max: 20 }), (steps, burst) => {
        const clock = still()
        const quotas = createQuotas(clock)
        let given = 0
        for (const step of steps) {
          clock.leap(step)
          if (quotas.take('a', { perSecond: 2, burst }).ok) given += 1
        }
        expect(given).toBeLessThanOrEqual(burst + (2 * clock.now()) / 1000 + 1e-6)
      }),
    )
  })

  it('shrink for one seller and come back', () => {
    const quotas = createQuotas(still())
    quotas.scale('seller/', 0.1)
    expect(quotas.factorOf('seller/NA/x')).toBe(0.1)
    expect(quotas.factorOf('other/NA/x')).toBe(1)
    quotas.scale('seller/', 1)
    expect(quotas.factorOf('seller/NA/x')).toBe(1)
  })
})

describe('the clock', () => {
  it('flows with the machine at its speed and leaps', () => {
    let real = 0
    const clock = createClock(1000, 1, () => real)
    real = 500
    expect(clock.now()).toBe(1500)
    clock.setSpeed(60)
    real = 600
    expect(clock.now()).toBe(7500)
    clock.leap(1_000_000)
    expect(clock.now()).toBe(1_007_500)
    clock.setSpeed(0)
    real = 10_000
    expect(clock.now()).toBe(1_007_500)
  })

  it('catches up with the machine and then goes with it, however late somebody looks', () => {
    let real = 10_000
    const clock = createClock(4000, 1, () => real)
    clock.catchUp(3)
    real = 12_000
    expect([clock.now(), clock.speed()]).toEqual([10_000, 3])
    real = 60_000
    expect([clock.now(), clock.speed()]).toEqual([60_000, 1])
    real = 61_000
    expect(clock.now()).toBe(61_000)
  })

  it('never goes back when it is made to leap past the machine while it catches up', () => {
    let real = 10_000
    const clock = createClock(4000, 1, () => real)
    clock.catchUp(3)
    clock.leap(20_000)
    expect([clock.now(), clock.speed()]).toEqual([24_000, 1])
    real = 11_000
    expect(clock.now()).toBe(25_000)
  })

  it.each([
    ['P14D', 1_209_600_000],
    ['PT1H30M', 5_400_000],
    ['P1W', 604_800_000],
    ['PT5S', 5000],
    ['P', null],
    ['14D', null],
  ])('reads %s', (text, ms) => expect(durationMs(text)).toBe(ms))
})
