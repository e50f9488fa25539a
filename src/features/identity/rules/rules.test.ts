import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Role, isAgencyRole, roles } from '#kernel/rights.ts'
import { Refusal } from '#kernel/refusal.ts'
import { deviceOf } from './device.ts'
import {
  checkDeactivation,
  checkGrant,
  checkReach,
  checkRoleChange,
  grantableRoles,
  needsSecondFactor,
} from './grants.ts'
import { foundingLetter, invitationLetter, roleName } from './letters.ts'
import { lockSeconds } from './lockout.ts'
import { base32, otpauthUri } from './otpauth.ts'
import { contextWords, isMostlyContext } from './password.ts'
import { isAlive } from './session-life.ts'

const role = fc.constantFrom(...roles)
const clients = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'))
const member = fc.record({ personId: fc.constantFrom('a', 'b', 'c'), role, clientIds: clients })

function codeOf(act: () => void): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('handing out rights', () => {
  it('never gives a client the actor does not see, nor a role the actor may not give', () => {
    fc.assert(
      fc.property(member, role, clients, (actor, wanted, forClients) => {
        if (codeOf(() => checkGrant(actor, wanted, forClients)) !== null) return
        expect(grantableRoles(actor.role)).toContain(wanted)
        for (const id of forClients) expect(actor.clientIds).toContain(id)
        if (!isAgencyRole(wanted)) expect(forClients).not.toEqual([])
      }),
    )
  })

  it('never reaches a client’s owner from the agency, oneself, or the agency’s owner from a client', () => {
    fc.assert(
      fc.property(member, member, (actor, target) => {
        if (codeOf(() => checkReach(actor, target)) !== null) return
        expect(actor.personId).not.toBe(target.personId)
        if (isAgencyRole(actor.role)) expect(target.role).not.toBe('client_owner')
        else expect(target.role).not.toBe('agency_owner')
      }),
    )
  })

  it('changes no role across the fence, and closes only whom one reaches', () => {
    fc.assert(
      fc.property(member, member, role, (actor, target, to) => {
        if (codeOf(() => checkRoleChange(actor, target, to)) === null)
          expect(isAgencyRole(target.role)).toBe(isAgencyRole(to))
        if (codeOf(() => checkDeactivation(actor, target)) === null) {
          expect(codeOf(() => checkReach(actor, target))).toBeNull()
          if (!isAgencyRole(actor.role)) expect(isAgencyRole(target.role)).toBe(false)
        }
      }),
    )
  })

  it('leaves specialists, staff and auditors nothing to hand out', () => {
    const givers = roles.filter((one) => grantableRoles(one).length > 0)
    expect(givers).toEqual(['agency_owner', 'account_manager', 'client_owner'])
  })
})

describe('the second factor', () => {
  it.each<[Role, boolean, boolean]>([
    ['ads', false, true],
    ['compliance', true, true],
    ['client_owner', false, false],
    ['client_owner', true, true],
    ['auditor', false, false],
  ])('%s, enrolled %s: needed %s', (one, enrolled, needed) => {
    expect(needsSecondFactor(one, enrolled)).toBe(needed)
  })
})

describe('the lock', () => {
  it('begins with the fifth wrong guess and doubles up to an hour', () => {
    expect([1, 4, 5, 6, 7, 10, 11, 60].map((n) => lockSeconds(n, 5))).toEqual([
      0, 0, 60, 120, 240, 1920, 3600, 3600,
    ])
  })
})

describe('a session', () => {
  const at = (hours: number): Date => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000)
  it.each([
    [8, 0, true],
    [8.01, 0, false],
    [168, 167, true],
    [168.01, 168, false],
  ])('%s h after its start, seen after %s h: alive %s', (now, seen, alive) => {
    expect(isAlive({ startedAt: at(0), lastSeenAt: at(seen) }, 480, at(now))).toBe(alive)
  })
})

describe('one’s own words', () => {
  const words = contextWords({ name: 'Nora Lund', email: 'nora@nordlicht.example' })
  it.each([
    ['Nora-Steward-26', true],
    ['nordlicht-lund-1', true],
    ['velvet-orchard-pylon', false],
    ['nora-velvet-orchard', false],
  ])('%s is little else: %s', (password, mostly) => {
    expect(isMostlyContext(password, words)).toBe(mostly)
  })
})

describe('what is written and shown', () => {
  it('base32 as RFC 4648 has it', () => {
    const of = (text: string): string => base32(new TextEncoder().encode(text))
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(of)).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ])
    expect(otpauthUri('a b@c.d', 'MZXW6')).toContain('a%20b%40c.d?secret=MZXW6&issuer=')
  })

  it('devices by what people call them', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0'
    expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows' })
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1'
    expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iOS' })
    expect(deviceOf('')).toEqual({ browser: '', system: '' })
  })

  it('letters carry their link and name role and clients in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(foundingLetter(locale, 'https://s/x#t').text).toContain('https://s/x#t')
      const letter = invitationLetter(locale, {
        agency: 'A',
        inviter: 'B',
        role: 'ads',
        clients: ['C', 'D'],
        link: 'https://s/y#u',
      })
      for (const part of ['https://s/y#u', roleName.ads[locale], 'C', 'D'])
        expect(letter.text).toContain(part)
    }
  })
})
