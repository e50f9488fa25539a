import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/day.ts'
import { type Claim, isNewer, losses, winners } from './succession.ts'

const day = (n: number): string => addDays('2026-01-01', n)
const claim = fc.tuple(fc.nat(20), fc.nat(8), fc.nat(3)).map(([from, length, asOf]) => ({
  from: day(from),
  to: day(from + length),
  asOf: `2026-02-0${asOf + 1}T00:00:00.000Z`,
}))
const claims: fc.Arbitrary<Claim[]> = fc
  .array(claim, { minLength: 1, maxLength: 7 })
  .map((list) => list.map((one, index) => ({ ...one, importId: String(index + 8) })))

describe('which file stands on a day', () => {
  it('is the newest that speaks for it', () => {
    fc.assert(
      fc.property(claims, (list) => {
        const segments = winners(list)
        for (let n = 0; n < 30; n += 1) {
          const speaking = list.filter((one) => one.from <= day(n) && one.to >= day(n))
          const newest = speaking.toSorted((a, b) => (isNewer(a, b) ? -1 : 1))[0]
          const standing = segments.filter((one) => one.from <= day(n) && one.to >= day(n))
          expect(standing.map((one) => one.importId)).toEqual(newest === undefined ? [] : [newest.importId])
        }
      }),
    )
  })

  it('does not depend on the order in which files came', () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((one) => ({ one, key: keys.next().value! }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(winners(shuffled)).toEqual(winners(list))
      }),
    )
  })

  it('counts ids as numbers: the tenth import is later than the ninth', () => {
    const at = '2026-02-01T00:00:00.000Z'
    expect(isNewer({ asOf: at, importId: '10' }, { asOf: at, importId: '9' })).toBe(true)
  })

  it('tells a file where it would not count', () => {
    const mine = { importId: '2', from: day(0), to: day(9), asOf: '2026-02-01T00:00:00.000Z' }
    const newer = { importId: '1', from: day(5), to: day(20), asOf: '2026-02-02T00:00:00.000Z' }
    expect(losses(mine, [newer])).toEqual([{ importId: '1', from: day(5), to: day(9) }])
    expect(losses(newer, [mine])).toEqual([])
  })
})
