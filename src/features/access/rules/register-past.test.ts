import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PastEvent, type Seat, grantsAt, peopleAt, rightsAt } from './register-past.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute))

/** Lives forwards, as the product would; peopleAt must find every moment of it again, going backwards. */
function live(steps: readonly { who: number; what: number; role: number }[]) {
  const roles = ['ads', 'finance', 'client_staff'] as const
  const seats = new Map<string, Seat>()
  const events: PastEvent[] = []
  const moments: { at: Date; people: Seat[] }[] = []
  for (const [index, { who, what, role: chosen }] of steps.entries()) {
    const personId = `p${who}`
    const before = seats.get(personId)
    const role = roles[chosen % roles.length]!
    const note = (event: string, data: PastEvent['data']): void =>
      void events.push({ at: at(index * 2), event, subject: `person:${personId}`, data })
    if (before === undefined) {
      seats.set(personId, { personId, name: `N${who}`, role })
      note(what % 2 === 0 ? 'person.joined' : 'person.assigned', { role, person: `N${who}` })
    } else if (what % 3 === 0) {
      seats.delete(personId)
      note(what % 2 === 0 ? 'person.left' : 'person.unassigned', { role: before.role, person: before.name })
    } else if (before.role !== role) {
      seats.set(personId, { ...before, role })
      note('person.role_changed', { from: before.role, to: role, person: before.name })
    }
    moments.push({ at: at(index * 2 + 1), people: [...seats.values()] })
  }
  return { now: [...seats.values()], events, moments }
}

describe('the people of a past moment', () => {
  it('are those who were there then, whatever happened since', () => {
    const step = fc.record({ who: fc.nat(4), what: fc.nat(5), role: fc.nat(2) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { now, events, moments } = live(steps)
        for (const moment of moments) {
          const sorted = moment.people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
          expect(peopleAt(now, events, moment.at, new Map())).toEqual(sorted)
        }
      }),
    )
  })
})

const entry = (minute: number, event: string, subject: string, data: PastEvent['data']): PastEvent => ({
  at: at(minute),
  event,
  subject,
  data,
})

describe('what was granted at Amazon', () => {
  const events = [
    entry(1, 'connection.made', 'connection:1', { api: 'sp', store: 'EU', granted: ['orders', 'finances'] }),
    entry(2, 'connection.grant_changed', 'connection:1', {
      before: ['orders', 'finances'],
      after: ['orders'],
    }),
    entry(3, 'grant.accepted', 'grant:1', { kind: 'partner', store: 'EU', rights: {} }),
    entry(4, 'grant.verified', 'grant:1', {
      kind: 'partner',
      store: 'EU',
      rights: { pages: { orders: 'view', settings: 'none' }, marketplaces: ['DE'] },
    }),
    entry(5, 'connection.disconnected', 'connection:1', { api: 'sp' }),
    entry(6, 'connection.ended', 'connection:1', { proof: 'invalid_grant' }),
    entry(7, 'grant.revoked', 'grant:1', { kind: 'partner' }),
  ]
  it.each([
    [0, []],
    [1, ['sp orders,finances']],
    [2, ['sp orders']],
    [4, ['sp orders', 'partner orders:view']],
    [5, ['partner orders:view']],
    [7, []],
  ])('after minute %i', (minute, granted) =>
    expect(grantsAt(events, at(minute)).map((one) => `${one.sort} ${one.granted.join()}`)).toEqual(granted),
  )

  it('and what persons could do there', () => {
    const given = [
      entry(1, 'right.given', 'right:1', {
        personId: 'p1',
        person: 'Zhou',
        store: 'EU',
        system: 'ads_console',
        level: 'edit',
      }),
      entry(3, 'right.ended', 'right:1', { personId: 'p1' }),
    ]
    expect(rightsAt(given, at(2))).toMatchObject([{ person: 'Zhou', level: 'edit' }])
    expect(rightsAt(given, at(3))).toEqual([])
  })
})
