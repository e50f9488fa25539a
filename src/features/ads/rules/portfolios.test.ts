import { describe, expect, it } from 'vitest'
import { portfolioLines } from './portfolios.ts'

const campaign = (portfolio: string | null, state: string, spend: string | null) => ({
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
        dailyBudget: '20.10',
        figures: {
          impressions: 200,
          clicks: 8,
          orders: 2,
          spend: '0.30',
          sales: '80.00',
          acosRatio: 0.00375,
        },
      },
      { id: null, name: null, campaigns: 1, running: 1, dailyBudget: '10.05', figures: null },
    ])
  })
})
