import { describe, expect, it } from 'vitest'
import { type AdProduct, portfolioLines } from './portfolios.ts'

const campaign = (
  portfolio: string | null,
  state: string,
  spend: string | null,
  adProduct: AdProduct = 'SP',
) => ({
  adProduct,
  portfolio: portfolio === null ? null : { id: portfolio, name: portfolio.toUpperCase() },
  state,
  dailyBudget: '10.05',
  figures:
    spend === null ? null : { impressions: 100, clicks: 4, orders: 1, spend, sales: '40', acosRatio: null },
})

describe('portfolios', () => {
  it('add up their campaigns to the cent; those in none stand apart', () => {
    const lines = portfolioLines([
      campaign('a', 'enabled', '0.1'),
      campaign('a', 'enabled', '0.2'),
      campaign('a', 'paused', null),
      campaign(null, 'enabled', null),
    ])
    expect(lines).toEqual([
      {
        id: 'a',
        name: 'A',
        campaigns: 3,
        running: 2,
        products: ['SP'],
        dailyBudget: '20.10',
        spend: '0.30',
        brandFigures: null,
        figures: {
          impressions: 200,
          clicks: 8,
          orders: 2,
          spend: '0.30',
          sales: '80.00',
          acosRatio: 0.00375,
        },
      },
      {
        id: null,
        name: null,
        campaigns: 1,
        running: 1,
        products: ['SP'],
        dailyBudget: '10.05',
        spend: null,
        figures: null,
        brandFigures: null,
      },
    ])
  })

  it('hold all ad products: one sum of spend, sales apart by how they are counted, and each says what it holds', () => {
    const [line] = portfolioLines([
      { ...campaign('a', 'enabled', '3', 'SB'), portfolio: { id: 'a', name: 'a' } },
      campaign('a', 'enabled', '1'),
      campaign('a', 'paused', '4', 'SD'),
      { ...campaign('a', 'enabled', '0.5', 'SB'), dailyBudget: null },
    ])
    expect(line).toMatchObject({
      name: 'A',
      campaigns: 4,
      running: 3,
      products: ['SP', 'SB', 'SD'],
      dailyBudget: '20.10',
      spend: '8.50',
      figures: { spend: '1.00', sales: '40.00', orders: 1, acosRatio: 0.025 },
      brandFigures: { spend: '7.50', sales: '120.00', orders: 3, clicks: 12, acosRatio: 0.0625 },
    })
  })
})
