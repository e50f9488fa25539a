import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HourDelta, foldHours, hourOf, localHour } from './hours.ts'

const at = (text: string, zone = 'Europe/Berlin') => hourOf(text, zone)

describe('an hour of Marketing Stream', () => {
  it('is a wall clock of the profile', () => {
    expect(at('2026-07-01T13:00:00')).toEqual({
      at: new Date('2026-07-01T11:00:00Z'),
      day: '2026-07-01',
      hour: 13,
    })
    expect(at('2026-12-31T23:00:00', 'America/Los_Angeles')?.at).toEqual(new Date('2027-01-01T07:00:00Z'))
  })
  it('is what it says when it brings an offset', () => {
    expect(at('2026-07-01T13:00:00Z')).toEqual({
      at: new Date('2026-07-01T13:00:00Z'),
      day: '2026-07-01',
      hour: 15,
    })
  })
  it('that comes twice is the first one; that is left out is the next', () => {
    expect(at('2026-10-25T02:00:00')?.at).toEqual(new Date('2026-10-25T00:00:00Z'))
    expect(at('2026-10-25T03:00:00')?.at).toEqual(new Date('2026-10-25T02:00:00Z'))
    expect(at('2026-11-01T01:00:00', 'America/Los_Angeles')?.at).toEqual(new Date('2026-11-01T08:00:00Z'))
    expect(at('2026-03-29T03:00:00')?.at).toEqual(new Date('2026-03-29T01:00:00Z'))
    expect(at('2026-03-29T02:00:00')?.at).toEqual(new Date('2026-03-29T01:00:00Z'))
  })
  it.each(['', 'yesterday', '2026-07-01', '2026-13-01T00:00:00'])('is not %j', (text) =>
    expect(at(text)).toBeNull(),
  )
  it('is the same read there and back, but for the hour that comes twice', () => {
    const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo', 'Asia/Kolkata', 'Australia/Sydney']
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 490_000, max: 510_000 }), (zone, hour) => {
        const local = localHour(new Date(hour * 3_600_000), zone)
        const read = hourOf(`${local.day}T${String(local.hour).padStart(2, '0')}:00:00`, zone)!
        const apart = (local.at.getTime() - read.at.getTime()) / 3_600_000
        return zone === 'Asia/Kolkata' || apart === 0 || apart === 1
      }),
    )
  })
})

describe('sums of hours', () => {
  const delta = fc
    .record({
      hour: fc.integer({ min: 0, max: 3 }),
      targetId: fc.constantFrom('t1', 't2'),
      clicks: fc.integer({ min: -3, max: 9 }),
      cost: fc.integer({ min: -500, max: 900 }),
    })
    .map(({ hour, targetId, clicks, cost }): HourDelta => ({
      ...localHour(new Date(hour * 3_600_000), 'UTC'),
      campaignId: 'c',
      adGroupId: 'g',
      targetId,
      placement: 'Other on-Amazon',
      currency: 'EUR',
      impressions: clicks * 10,
      clicks,
      costMicros: BigInt(cost),
      orders: 0,
      units: 0,
      salesMicros: 0n,
    }))
  it('are the same in any order and any portions', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 30 }), fc.nat(30), (all, cut) => {
        const turned = all.toReversed()
        const parts = foldHours([...foldHours(turned.slice(0, cut)), ...foldHours(turned.slice(cut))])
        expect(parts).toEqual(foldHours(all))
      }),
    )
  })
})
