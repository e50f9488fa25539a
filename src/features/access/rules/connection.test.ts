import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usedCapabilities } from '#features/facts/rules/sync/used.ts'
import {
  endOfConsent,
  grantable,
  isOpen,
  isWithin,
  lackingOf,
  mixUp,
  noticeDays,
  noticeDue,
  standingOf,
} from './connection.ts'

const consented = new Date('2026-01-10T08:00:00Z')
const end = endOfConsent('sp', consented)!
const at = (daysBefore: number): Date => new Date(end.getTime() - daysBefore * 86_400_000 + 1)

describe('a consent of a year', () => {
  it('is due for renewal sixty days before its end, and closed after it', () => {
    const standing = (now: Date): string => standingOf({ state: 'active', expiresAt: end }, now)
    expect([at(200), at(61), at(60), at(1), at(0)].map(standing)).toEqual([
      'active',
      'active',
      'renewal_due',
      'renewal_due',
      'expired',
    ])
    expect(isOpen('expired')).toBe(false)
    expect(endOfConsent('ads', consented)).toBeNull()
  })

  it('tells each step once, and after a leap of the clock only the latest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 100 }), { maxLength: 30 }), (days) => {
        let noticed: number | null = null
        const told: number[] = []
        for (const before of days.toSorted((a, b) => b - a)) {
          const due = noticeDue(end, noticed, at(before))
          if (due === null) continue
          told.push(due)
          noticed = due
        }
        expect(told).toEqual([...new Set(told)].toSorted((a, b) => b - a))
        expect(told.every((one) => (noticeDays as readonly number[]).includes(one))).toBe(true)
        const last = Math.min(...days)
        if (days.length > 0 && last <= 7) expect(told.at(-1)).toBe(7)
      }),
    )
  })
})

describe('what comes back from a consent', () => {
  const expected = { storeSellerId: null, region: 'EU' as const, marketplaces: ['DE', 'UK'] }
  it('is refused when it is another seller, or none of the store’s marketplaces', () => {
    expect(mixUp(expected, { sellerId: 'A1', participates: ['UK', 'FR'] })).toBeNull()
    expect(mixUp(expected, { sellerId: 'A1', participates: ['US', 'CA'] })).toBe('no_marketplace')
    expect(mixUp({ ...expected, storeSellerId: 'A2' }, { sellerId: 'A1', participates: ['DE'] })).toBe(
      'other_seller',
    )
  })
})

describe('what an application can be granted', () => {
  it('ends at its roles and its API', () => {
    expect(grantable('sp', ['pricing'])).toEqual(['pricing', 'notifications'])
    expect(grantable('ads', [])).toEqual(['advertising_view', 'advertising_manage'])
  })
})

describe('a consent that was given before something was asked for', () => {
  const all = usedCapabilities('sp')
  const before = all.filter((one) => one !== 'brand_analytics')
  it('lacks just that, and its application may bear it already', () => {
    expect(lackingOf(before, all)).toEqual(['brand_analytics'])
    expect(lackingOf(all, all)).toEqual([])
    expect(usedCapabilities('ads')).toEqual(['advertising_view'])
    expect(isWithin(['brand_analytics'], grantable('sp', ['brand_analytics']))).toBe(true)
    expect(isWithin(['brand_analytics'], grantable('sp', ['product_listing']))).toBe(false)
  })
})
