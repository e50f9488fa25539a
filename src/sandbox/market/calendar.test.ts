import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIndex, dayIndexOf, dayText, hourOf, startOfDay } from './calendar.ts'
import { marketplaceFacts } from './marketplaces.ts'

const zones = [...new Set(Object.values(marketplaceFacts).map((m) => m.timeZone))]

const partsByIntl = (timeZone: string, at: number): { day: string; hour: number } => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const get = (type: string): string => parts.find((p) => p.type === type)!.value
  return { day: `${get('year')}-${get('month')}-${get('day')}`, hour: Number(get('hour')) }
}

describe('marketplace days', () => {
  it('agree with the time-zone database at any hour of 2024 to 2030', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 11, 31) }),
        (zone, at) => {
          const told = partsByIntl(zone, at)
          expect(dayText(dayIndexOf(zone, at))).toBe(told.day)
          expect(hourOf(zone, at)).toBe(told.hour)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('agree around every change of the clock in 2026', () => {
    for (const zone of zones)
      for (const noon of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'])
        for (let h = -14; h < 30; h++) {
          const at = Date.parse(`${noon}T00:00:00Z`) + h * 3_600_000
          expect({ day: dayText(dayIndexOf(zone, at)), hour: hourOf(zone, at) }).toEqual(
            partsByIntl(zone, at),
          )
        }
  })

  it('begin at their own midnight, 23 and 25 hours long when the clock changes', () => {
    const start = (day: string): number => startOfDay('America/Los_Angeles', dayIndex(day))
    expect(new Date(start('2026-07-01')).toISOString()).toBe('2026-07-01T07:00:00.000Z')
    expect((start('2026-03-09') - start('2026-03-08')) / 3_600_000).toBe(23)
    expect((start('2026-11-02') - start('2026-11-01')) / 3_600_000).toBe(25)
  })

  it('refuses what is not a day, and a zone nobody sells in', () => {
    expect(() => dayIndex('2026-7-1')).toThrow('Not a day')
    expect(() => dayIndexOf('Europe/Rome', 0)).toThrow('no time zone')
  })
})
