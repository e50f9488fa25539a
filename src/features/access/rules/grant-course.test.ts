import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfLink, grantStanding, nextActs, tooWide } from './grant-course.ts'

const sent = new Date('2026-11-01T09:00:00Z')

describe('a one-time link', () => {
  const one = { state: 'link_sent' as const, linkEndsAt: endOfLink('partner', sent) }
  it.each([
    ['2026-11-01T09:00:00Z', 'link_sent'],
    ['2026-11-08T08:59:59Z', 'link_sent'],
    ['2026-11-08T09:00:00Z', 'expired'],
  ])('at %s is %s', (at, standing) => expect(grantStanding(one, new Date(at))).toBe(standing))

  it('of a manager account has no end', () =>
    expect(
      grantStanding(
        { state: 'link_sent', linkEndsAt: endOfLink('ads_link', sent) },
        new Date('2027-11-01T09:00:00Z'),
      ),
    ).toBe('link_sent'))

  it('does not matter once it was used', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('accepted', 'verified', 'revoked'),
        fc.date({ noInvalidDate: true }),
        (state, at) => grantStanding({ state, linkEndsAt: endOfLink('partner', sent) }, at) === state,
      ),
    ))
})

it('nothing is verified that was not accepted, and an expired link cannot be accepted', () => {
  for (const standing of ['none', 'link_sent', 'expired', 'revoked'] as const)
    expect(nextActs(standing)).not.toContain('verify')
  expect(nextActs('expired')).not.toContain('accept')
})

it('names what is granted too widely', () =>
  expect(tooWide({ inventory: 'edit', payments: 'view', settings: 'admin' })).toEqual(['settings']))
