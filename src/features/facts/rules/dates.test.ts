import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayFromNumber } from '#kernel/day.ts'
import { dayOf, instantOf, momentOf, needsOrder, orderOf } from './dates.ts'

const days = fc.integer({ min: 12_000, max: 25_000 }).map(dayFromNumber)

describe('dates as Amazon writes them', () => {
  it.each([
    ['2022-08-12', null, '2022-08-12'],
    ['Aug 12, 2022', null, '2022-08-12'],
    ['August 12, 2022', null, '2022-08-12'],
    ['12 Aug 2022', null, '2022-08-12'],
    ['12 de ago. de 2022', null, '2022-08-12'],
    ['12 août 2022', null, '2022-08-12'],
    ['1 févr. 2025', null, '2025-02-01'],
    ['3. März 2025', null, '2025-03-03'],
    ['12.08.2022', null, '2022-08-12'],
    ['12.08.22', null, '2022-08-12'],
    ['2022/8/12', null, '2022-08-12'],
    ['2022年8月12日', null, '2022-08-12'],
    ['8/12/22', 'mdy', '2022-08-12'],
    ['8/12/2022', 'mdy', '2022-08-12'],
    ['12/08/2022', 'dmy', '2022-08-12'],
    ['12-08-2022', 'dmy', '2022-08-12'],
    ['22/08/12', 'ymd', '2022-08-12'],
    ['12-Aug-2022', null, '2022-08-12'],
    ['20220812', null, '2022-08-12'],
    ['2026-08-12 PDT', null, '2026-08-12'],
    ['2026-08-04 UTC', null, '2026-08-04'],
  ] as const)('reads %s', (text, order, day) => {
    expect(dayOf(text, order)).toBe(day)
  })

  it('reads spreadsheet day numbers', () => {
    expect(dayOf(44785, null)).toBe('2022-08-12')
    expect(dayOf(12, null)).toBe(null)
  })

  it.each([
    ['2025-08-14T06:23:59+00:00', 'America/Los_Angeles', '2025-08-13', '2025-08-14T06:23:59.000Z'],
    ['2025-06-09 07:00:00 UTC', 'America/Los_Angeles', '2025-06-09', '2025-06-09T07:00:00.000Z'],
    ['09.06.2025 22:30:00 UTC', 'Europe/Berlin', '2025-06-10', '2025-06-09T22:30:00.000Z'],
    ['Aug 12, 2022 11:59:01 PM PDT', 'America/Los_Angeles', '2022-08-12', '2022-08-13T06:59:01.000Z'],
    ['Aug 1, 2022 12:00:05 a.m. PST', 'America/Los_Angeles', '2022-08-01', '2022-08-01T08:00:05.000Z'],
    ['1 Aug 2022 00:12:33 UTC', 'Europe/London', '2022-08-01', '2022-08-01T00:12:33.000Z'],
    ['1 ago 2022 23:12:33 GMT+02:00', 'Europe/Rome', '2022-08-01', '2022-08-01T21:12:33.000Z'],
    ['2022/08/12 13:23:45JST', 'Asia/Tokyo', '2022-08-12', '2022-08-12T04:23:45.000Z'],
    ['2022-08-12T13:23:45+09:00', 'Asia/Tokyo', '2022-08-12', '2022-08-12T04:23:45.000Z'],
    ['01.08.2022 00:12:33 GMT+2', 'Europe/Berlin', '2022-08-01', '2022-07-31T22:12:33.000Z'],
    ['2022-08-12 23:30:00', 'America/Los_Angeles', '2022-08-12', '2022-08-13T06:30:00.000Z'],
  ] as const)('reads %s in %s', (text, zone, on, at) => {
    expect(momentOf(text, null, zone)).toEqual({ on, at })
  })

  it('keeps a day without a time the day it says', () => {
    expect(momentOf('2026-08-12 PDT', null, 'America/Los_Angeles')).toEqual({ on: '2026-08-12', at: null })
    expect(instantOf('2026-08-04 UTC', null, 'America/Los_Angeles')).toBe('2026-08-04T00:00:00.000Z')
  })

  it('sees the order of a file in the dates that allow only one', () => {
    expect(orderOf('8/13/22')).toBe('mdy')
    expect(orderOf('13/8/2022')).toBe('dmy')
    expect(orderOf('8/12/2022')).toBe(null)
    expect(orderOf('2022/8/13')).toBe(null)
    expect(needsOrder('8/12/2022')).toBe(true)
    expect(needsOrder('12.08.2022')).toBe(false)
    expect(dayOf('8/12/2022', null)).toBe(null)
  })

  it('takes no impossible date', () => {
    for (const text of [
      '2025-02-30',
      '31.04.2025',
      'Foo 12, 2022',
      '12',
      '',
      '2025-13-01',
      '1/2/3/4',
      'Aug 12, 2022 25:00:00 PDT',
    ])
      expect(momentOf(text, 'dmy', 'Europe/Berlin')).toBe(null)
  })

  it('reads back every day in every order', () => {
    fc.assert(
      fc.property(days, fc.boolean(), (day, short) => {
        const [y, m, d] = day.split('-') as [string, string, string]
        const year = short ? y.slice(2) : y
        expect(dayOf(`${m}/${d}/${year}`, 'mdy')).toBe(short ? `20${year}-${m}-${d}` : day)
        expect(dayOf(`${Number(d)}/${Number(m)}/${year}`, 'dmy')).toBe(short ? `20${year}-${m}-${d}` : day)
        expect(dayOf(`${d}.${m}.${y}`, null)).toBe(day)
      }),
    )
  })
})
