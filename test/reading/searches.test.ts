import { describe, expect, it } from 'vitest'
import { readSample, samples } from '../support/samples.ts'

describe.skipIf(samples === undefined)('searches', () => {
  it('reads Amazon’s own example of searches by product', async () => {
    const { summary, facts } = await readSample(
      'sp-api-official-examples/sellingPartnerSearchQueryPerformanceReport.example1.json',
    )
    expect(summary).toMatchObject({
      type: 'brand_search_queries',
      rows: 2,
      rejected: 0,
      marketplaces: ['US'],
      currencies: ['USD'],
    })
    expect(facts[0]).toMatchObject({
      asin: 'B123456789',
      searchQuery: 'wireless headphones',
      from: '2025-01-05',
      to: '2025-01-11',
      score: 5,
      volume: 15_000,
      impressionsTotal: 10_000,
      impressions: 765,
      clicksTotal: 1000,
      clicks: 50,
      cartAddsTotal: 200,
      cartAdds: 10,
      purchasesTotal: 100,
      purchases: 5,
      clickPriceTotalMicros: 19_990_000n,
      purchasePriceMicros: 19_990_000n,
    })
  })
})
