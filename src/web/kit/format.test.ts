import { describe, expect, it } from 'vitest'
import { changeText, instantText, moneyText, pointsText, ratioText } from './format.ts'

describe('figures in words', () => {
  it('writes an amount exactly, whatever its size', () =>
    expect(moneyText('12345678901234.56', 'USD', 'en')).toBe('$12,345,678,901,234.56'))
  it('gives yen no decimals', () => expect(moneyText('1234', 'JPY', 'zh-CN')).toBe('JP¥1,234'))
  it('tells yuan from yen in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const)
      expect(moneyText('1', 'CNY', locale, 'whole')).not.toBe(moneyText('1', 'JPY', locale, 'whole'))
  })
  it('counts in 万 in Chinese', () => expect(moneyText('123456', 'CNY', 'zh-CN', 'compact')).toBe('¥12.3万'))
  it('writes shares, changes and points', () => {
    expect(ratioText(0.1234, 'en')).toBe('12.3%')
    expect(changeText(0.05, 'en')).toBe('+5.0%')
    expect(pointsText(-0.031, 'en')).toBe('-3.1')
  })
  it("shows an instant on the store's clock", () =>
    expect(instantText('2026-11-23T22:05:00Z', 'America/Los_Angeles', 'en')).toBe('2026-11-23 14:05 GMT-8'))
})
