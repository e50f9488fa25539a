import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Kept, type ObjectVersion, judgeTold, movesOf, pairEvents } from './told.ts'

const START = Date.parse('2026-11-10T10:00:00Z')
const minutes = (n: number): Date => new Date(START + n * 60_000)

const version = (
  n: number,
  settings: Record<string, string | null>,
  more: Partial<ObjectVersion> = {},
): ObjectVersion => ({
  entity: 'keywords',
  objectId: '7',
  campaignId: '1',
  version: BigInt(n),
  createdAt: minutes(-1000),
  changedAt: minutes(n),
  settings,
  isFresh: true,
  ...more,
})
const snapshot = { objectId: '7', asOf: minutes(-300), settings: { bid: '1.00', state: 'ENABLED' } }
const said = (versions: readonly ObjectVersion[], before = [snapshot]) =>
  movesOf(versions, before).map((one) => `${one.key}: ${one.from} → ${one.to}`)

describe('what a message changed', () => {
  it('is what differs from the version before, and from the snapshot for the first', () => {
    const two = version(2, { bid: '1.2', state: 'ENABLED' })
    const three = version(3, { bid: '1.20', state: 'PAUSED' })
    expect(said([three, two])).toEqual(['stream/7/2/bid: 1.00 → 1.2', 'stream/7/3/state: ENABLED → PAUSED'])
    expect(movesOf([two], [snapshot])[0]).toMatchObject({ at: minutes(2), since: minutes(-300) })
  })

  it('is not made up where nothing is known of before, nor of what was judged already', () => {
    expect(said([version(2, { bid: '1.20' })], [])).toEqual([])
    expect(said([version(2, { bid: '1.20' }, { isFresh: false })])).toEqual([])
  })

  it('is that an object was made, when it was made just then', () => {
    const made = version(1, { state: 'ENABLED', bid: null }, { createdAt: minutes(1) })
    expect(said([made], [])).toEqual(['stream/7/1/state: null → ENABLED'])
    expect(said([made, version(2, { state: 'ENABLED', bid: '0.50' })], [])[1]).toBe(
      'stream/7/2/bid: null → 0.50',
    )
  })

  it('is the same in whatever order messages come', () => {
    const bids = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(bids, fc.integer({ min: 0 }), (values, seed) => {
        const chain = values.map((bid, n) => version(n + 2, { bid: String(bid), state: 'ENABLED' }))
        const shuffled = chain.toSorted(
          (a, b) => ((Number(a.version) * 7919 + seed) % 11) - ((Number(b.version) * 7919 + seed) % 11),
        )
        expect(said(shuffled)).toEqual(said(chain))
      }),
    )
  })
})

const kept = (id: string, source: string, to: string, at: number, since: number | null = null): Kept => ({
  id,
  source,
  key: id,
  objectId: '7',
  field: 'bid',
  to,
  at: minutes(at),
  since: since === null ? null : minutes(since),
})

describe('one change in several records', () => {
  const move = movesOf([version(2, { bid: '1.20' })], [snapshot])[0]!

  it('is paired by object, field, value and time', () => {
    expect(pairEvents([move], [kept('a', 'history', '1.2', 3)]).get(move.key)?.id).toBe('a')
    // Between snapshot and message it may have been made at any time.
    expect(pairEvents([move], [kept('a', 'history', '1.20', -200)]).size).toBe(1)
    expect(pairEvents([move], [kept('a', 'history', '1.20', 9)]).size).toBe(0)
    expect(pairEvents([move], [kept('a', 'history', '1.21', 2)]).size).toBe(0)
    expect(pairEvents([move], [kept('a', 'snapshot', '1.20', 120)]).size).toBe(1)
  })

  it('is paired once, with the nearest', () => {
    const again = { ...move, key: 'again' }
    const both = [kept('far', 'history', '1.20', -100), kept('near', 'history', '1.20', 2)]
    expect(pairEvents([move], both).get(move.key)?.id).toBe('near')
    expect(new Set([...pairEvents([move, again], both).values()].map((one) => one.id)).size).toBe(2)
    expect(pairEvents([move, again], both.slice(1)).size).toBe(1)
  })
})

it('a value of ours vouches for fields that leave no mark, and only near its call', () => {
  const places = movesOf(
    [
      version(2, { restOfSearch: '7', top: '0' }),
      version(90, { restOfSearch: '0', top: '0' }),
      version(91, { restOfSearch: '7', top: '0' }),
    ],
    [{ ...snapshot, settings: { restOfSearch: '0', top: '0' } }],
  )
  const made = [{ changeId: '5', marks: [], leftAt: minutes(1), heardAt: minutes(2) }]
  const ours = [{ changeId: '5', objectId: '7', to: { restOfSearch: 7, top: 0 }, leftAt: minutes(1) }]
  expect(judgeTold(places, made, ours, new Set()).map((one) => one.verdict)).toEqual([
    'matched',
    'unlogged',
    'unlogged',
  ])
})
