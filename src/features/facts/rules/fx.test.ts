import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fxTable } from './fx.ts'

const rate = (currency: string, day: string, perUsd: string) => ({ currency, day, perUsd, source: 'test' })
const table = fxTable([
  rate('EUR', '2026-01-02', '0.9'),
  rate('EUR', '2026-02-02', '0.8'),
  rate('CNY', '2026-01-05', '7.2'),
])

describe('converting', () => {
  it('uses the rate of the day, or the last one before it, and says which', () => {
    expect(table.convert(90_000_000n, 'EUR', 'USD', '2026-01-31')).toEqual({
      micros: 100_000_000n,
      currency: 'USD',
      originalMicros: 90_000_000n,
      originalCurrency: 'EUR',
      rateOn: '2026-01-02',
    })
    expect(table.convert(80_000_000n, 'EUR', 'USD', '2026-02-02')?.micros).toBe(100_000_000n)
  })

  it('goes through the dollar and names the older rate', () => {
    expect(table.convert(80_000_000n, 'EUR', 'CNY', '2026-03-01')).toMatchObject({
      micros: 720_000_000n,
      rateOn: '2026-01-05',
    })
  })

  it('does not guess: no rate, no amount', () => {
    expect(table.convert(1n, 'EUR', 'USD', '2025-12-31')).toBeNull()
    expect(table.convert(1n, 'JPY', 'USD', '2026-03-01')).toBeNull()
  })

  it('leaves an amount in its own currency alone', () => {
    expect(table.convert(123n, 'JPY', 'JPY', '2020-01-01')).toMatchObject({ micros: 123n, rateOn: null })
  })

  it('rounds a charge as it rounds a credit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) => {
        const credit = table.convert(amount, 'EUR', 'CNY', '2026-03-01')!.micros
        expect(table.convert(-amount, 'EUR', 'CNY', '2026-03-01')!.micros).toBe(-credit)
      }),
    )
  })

  it('lets a later rate of the same day win', () => {
    const own = fxTable([rate('CNY', '2026-01-05', '7.2'), rate('CNY', '2026-01-05', '7')])
    expect(own.rateOf('CNY', '2026-01-06')?.perUsd).toBe('7')
  })
})
