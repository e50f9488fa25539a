import { expect, it } from 'vitest'
import { atMost } from './at-most.ts'

it('runs so many at once, the others in their order, and goes on after a failure', async () => {
  const two = atMost(2)
  const ends: (() => void)[] = []
  const begun: number[] = []
  const work = [0, 1, 2, 3].map((n) =>
    two(async () => {
      begun.push(n)
      await new Promise<void>((end) => void ends.push(end))
      if (n === 0) throw new Error('failed')
      return n
    }).catch(() => -1),
  )
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  ends[0]!()
  expect(await work[0]).toBe(-1)
  expect(begun).toEqual([0, 1, 2])
  ends[1]!()
  ends[2]!()
  expect(await Promise.all([work[1], work[2]])).toEqual([1, 2])
  expect(begun).toEqual([0, 1, 2, 3])
  ends[3]!()
  expect(await work[3]).toBe(3)
})
