import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SafeFacts, comparable, moneyLevel, needsLevel, safeLevel } from './home.ts'

const quiet: SafeFacts = {
  standings: ['active', 'active'],
  openWitness: 0,
  conflicts: 0,
  stops: 0,
  witnessed: true,
  health: ['good'],
}

describe('is my store safe', () => {
  it.each([
    ['all is quiet', {}, 'good'],
    ['nothing is connected yet', { standings: ['none', 'none'], witnessed: false, health: [] }, 'unknown'],
    ['a health report was imported and nothing else', { standings: ['none'], witnessed: false }, 'good'],
    ['complaints stand', { health: ['good', 'look'] }, 'look'],
    ['the account is at risk', { health: ['good', 'act'] }, 'act'],
    ['a consent ends soon', { standings: ['renewal_due'] }, 'look'],
    ['somebody changed something outside', { openWitness: 2 }, 'look'],
    ['a stop is in force', { stops: 1 }, 'look'],
    ['a consent is over', { standings: ['active', 'expired'] }, 'act'],
    ['an outside edit met one of ours', { openWitness: 1, conflicts: 1 }, 'act'],
  ] as const)('%s', (_, facts, level) => expect(safeLevel({ ...quiet, ...facts })).toBe(level))

  it('is never good while anything is open', () => {
    const facts = fc.record({
      standings: fc.array(
        fc.constantFrom('active', 'none', 'renewal_due', 'expired', 'broken', 'ending', 'revoked'),
      ),
      openWitness: fc.nat(3),
      conflicts: fc.nat(1),
      stops: fc.nat(2),
      witnessed: fc.boolean(),
      health: fc.array(fc.constantFrom('good', 'look', 'act')),
    })
    fc.assert(
      fc.property(facts, (one) => {
        const open = one.openWitness + one.conflicts + one.stops > 0 || one.standings.includes('broken')
        const judged = one.health.some((level) => level !== 'good')
        return !(open || judged) || ['look', 'act'].includes(safeLevel(one))
      }),
    )
  })
})

describe('is it making money', () => {
  it.each([
    ['settled and up', { sales: 100, adCost: 10, net: 50, netBefore: 45 }, 'good'],
    ['settled, far below the days before', { sales: 100, adCost: 10, net: 30, netBefore: 45 }, 'look'],
    ['settled at a loss', { sales: 100, adCost: 10, net: -1, netBefore: 45 }, 'act'],
    ['nothing settled', { sales: 100, adCost: 10, net: null, netBefore: null }, 'unknown'],
    ['advertising costs more than it all sells', { sales: 9, adCost: 10, net: null, netBefore: null }, 'act'],
  ] as const)('%s', (_, facts, level) => expect(moneyLevel(facts)).toBe(level))

  it('holds no month against half a one', () => {
    expect(comparable({ now: 30, before: 30 })).toBe(true)
    expect(comparable({ now: 30, before: 14 })).toBe(false)
    expect(comparable({ now: 0, before: 0 })).toBe(false)
  })
})

describe('what needs me', () => {
  it.each([
    [[], 'good'],
    [[{ kind: 'recertification', overdue: false }], 'look'],
    [[{ kind: 'recertification', overdue: true }], 'act'],
    [[{ kind: 'reconnect', standing: 'renewal_due' }], 'look'],
    [[{ kind: 'reconnect', standing: 'expired' }, { kind: 'policy' }], 'act'],
    [[{ kind: 'approval' }], 'act'],
  ] as const)('%j is %s', (needs, level) => expect(needsLevel(needs)).toBe(level))
})
