import { expect, it } from 'vitest'
import { suggestedOver } from './suggested.ts'

const one = (middleMicros: bigint, clicks: number) => ({
  lowMicros: middleMicros / 2n,
  middleMicros,
  highMicros: middleMicros * 2n,
  clicks,
})

it('weighs suggestions by our clicks, and says nothing without them', () => {
  expect(suggestedOver([])).toBeNull()
  expect(suggestedOver([one(900_000n, 0)])).toBeNull()
  expect(suggestedOver([one(1_000_000n, 3), one(2_000_000n, 1), one(9_000_000n, 0)])).toEqual({
    lowMicros: 625_000n,
    middleMicros: 1_250_000n,
    highMicros: 2_500_000n,
    clicks: 4,
  })
  // Halves go up, as amounts are rounded everywhere.
  expect(suggestedOver([one(1n, 1), one(2n, 1)])!.middleMicros).toBe(2n)
})
