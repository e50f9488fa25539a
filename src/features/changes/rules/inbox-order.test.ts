import { describe, expect, it } from 'vitest'
import { inOrder } from './inbox-order.ts'

const entry = (batchId: string, stakeUsd: string | null, expires: string, proposed: string) => ({
  batchId,
  stakeUsd,
  expiresAt: `2026-03-${expires}T00:00:00.000Z`,
  proposedAt: `2026-03-${proposed}T00:00:00.000Z`,
})

const entries = [
  entry('1', null, '09', '02'),
  entry('2', '90.00', '08', '01'),
  // Fifty thousand yen: a large number, a middling amount.
  entry('3', '330.00', '10', '03'),
  entry('4', '1000.00', '10', '03'),
  entry('5', '330.00', '07', '04'),
]
const ids = (order: Parameters<typeof inOrder>[1]): string =>
  inOrder(entries, order)
    .map((one) => one.batchId)
    .join('')

describe('the order of an inbox', () => {
  it('puts most money first, what has no amount last', () => expect(ids('stake')).toBe('45321'))
  it('puts first what expires first', () => expect(ids('expiry')).toBe('52134'))
  it('puts first what came last, of the same moment what expires first', () =>
    expect(ids('newest')).toBe('53412'))
})
