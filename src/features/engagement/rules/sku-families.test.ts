import { describe, expect, it } from 'vitest'
import { familiesByPrefix, skuPrefix } from './sku-families.ts'

const line = (sku: string, sales: number, coverDays: number | null = null) => ({
  sku,
  sales,
  share: sales / 100,
  coverDays,
})

describe('families by prefix', () => {
  it.each([
    ['LAMP-RED', 'LAMP'],
    ['NL-LAMP-01_XL', 'NL-LAMP-01'],
    ['LAMP', 'LAMP'],
    ['A B', 'A'],
    ['--x', '--x'],
    ['LAMP-RED-', 'LAMP'],
  ])('%s belongs to %s', (sku, prefix) => expect(skuPrefix(sku)).toBe(prefix))

  it('sum what belongs together and leave out what stands alone', () => {
    const found = familiesByPrefix([
      line('LAMP-RED', 30, 12),
      line('lamp-blue', 20),
      line('WOK', 10),
      line('PAN-1', 25, 9),
      line('PAN-2', 26, 40),
    ])
    expect(found.map((one) => [one.prefix, one.skus, one.sales, one.leastCoverDays])).toEqual([
      ['PAN', ['PAN-1', 'PAN-2'], 51, 9],
      ['LAMP', ['LAMP-RED', 'lamp-blue'], 50, 12],
    ])
  })
})
