import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Json, canonicalJson } from './canonical-json.ts'
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayInZone,
  dayNumber,
  daysBetween,
  isDay,
  monthStart,
  weekday,
} from './day.ts'
import { findMarketplace, marketplaces } from './marketplace.ts'
import { decimalText, microsFromDecimal, ratioOf, timesRatio } from './money.ts'
import { mayRole, rights, roles } from './rights.ts'

describe('canonical JSON', () => {
  it('sorts keys by code unit and keeps no white space', () =>
    expect(canonicalJson({ b: [1, 'ä', null], a: { z: true, A: 1e21 }, '': 0.1 })).toBe(
      '{"":0.1,"a":{"A":1e+21,"z":true},"b":[1,"ä",null]}',
    ))

  it('gives the same text for the same value, whatever the key order', () => {
    const shuffled = (value: Json): Json => {
      if (value === null || typeof value !== 'object') return value
      if (Array.isArray(value)) return value.map(shuffled)
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, shuffled(inner as Json)]),
      )
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(shuffled(value as Json))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses what JSON cannot say', () => expect(() => canonicalJson(Number.NaN)).toThrow('NaN'))
})

describe('money', () => {
  it('writes and reads exact decimals', () => {
    expect(decimalText(-1_234_500_000n)).toBe('-1234.50')
    expect(decimalText(5n)).toBe('0.000005')
    expect(decimalText(980_000_000n, 0)).toBe('980')
    expect(microsFromDecimal('12.3456789')).toBeNull()
    expect(microsFromDecimal('1e5')).toBeNull()
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (micros) => {
        expect(microsFromDecimal(decimalText(micros))).toBe(micros)
      }),
    )
  })
  it('rounds half away from zero', () => {
    expect(timesRatio(5n, 0.5)).toBe(3n)
    expect(timesRatio(-5n, 0.5)).toBe(-3n)
    expect(timesRatio(1_000_000n, 0.08)).toBe(80_000n)
  })
  it('has no ratio over nothing', () => {
    expect(ratioOf(1n, 0n)).toBeNull()
    expect(ratioOf(1n, 4n)).toBe(0.25)
  })
})

describe('days', () => {
  it('count, step and start months', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15')
    expect(daysBetween('2026-03-01', '2026-03-31')).toBe(31)
    expect(monthStart('2026-11-23')).toBe('2026-11-01')
    expect(weekday('2026-11-23')).toBe(1)
    expect(isDay('2026-02-29')).toBe(false)
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (n) => {
        expect(dayNumber(dayFromNumber(n))).toBe(n)
      }),
    )
  })
  it("are cut in the marketplace's zone", () => {
    const instant = new Date('2026-03-01T05:30:00Z')
    expect(dayInZone(instant, 'America/Los_Angeles')).toBe('2026-02-28')
    expect(dayInZone(instant, 'Asia/Tokyo')).toBe('2026-03-01')
  })
})

describe('marketplaces', () => {
  it('are found by code, id or printed name', () => {
    expect(findMarketplace('Amazon.de')?.code).toBe('DE')
    expect(findMarketplace('A1VC38T7YXB528')?.currency).toBe('JPY')
    expect(findMarketplace('GB')?.code).toBe('UK')
    expect(findMarketplace('amazon.cn')).toBeNull()
  })
  it('have no two alike and real zones', () => {
    expect(new Set(marketplaces.map((m) => m.id)).size).toBe(marketplaces.length)
    for (const m of marketplaces)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: m.timeZone })).not.toThrow()
  })
})

describe('rights', () => {
  it('let auditors read and nothing else', () => {
    const held = Object.keys(rights).filter((permission) =>
      mayRole('auditor', permission as keyof typeof rights),
    )
    expect(held.filter((permission) => !/\.(read|self|export)$/.test(permission))).toEqual([])
  })
  it('are held by known roles', () => {
    for (const holders of Object.values(rights)) for (const role of holders) expect(roles).toContain(role)
  })
})
