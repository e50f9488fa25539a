import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from './account.ts'
import { auditStructure } from './audit.ts'

describe('whatever an account looks like', () => {
  const ids = fc.constantFrom('1', '2', '3')
  const state = fc.constantFrom('enabled', 'paused', 'archived', null)
  const anySums = fc.record({
    impressions: fc.nat(100),
    // More orders than clicks, clicks above impressions: reports are what they are.
    clicks: fc.nat(200),
    orders: fc.nat(300),
    spendMicros: fc.bigInt(0n, 10n ** 9n),
    salesMicros: fc.bigInt(0n, 10n ** 9n),
  })
  const micros = fc.option(fc.bigInt(0n, 10n ** 8n), { nil: null })
  const words = fc.constantFrom('lampe', 'Lampe ', 'led lampe', 'b0aaaaaaaa', '', 'x!y')
  const anyAccount: fc.Arbitrary<Account> = fc.record({
    currency: fc.constantFrom('EUR', 'JPY'),
    marketplace: fc.constant('DE'),
    days: fc.constantFrom(0, 30),
    campaigns: fc.array(
      fc.record({
        id: ids.map((one) => `c${one}`),
        name: fc.string(),
        state,
        targeting: fc.constantFrom('auto', 'manual', null),
        budgetMicros: micros,
        strategy: fc.constantFrom('LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL', 'RULE_BASED', null),
        placements: fc.record({
          top: fc.nat(900),
          productPage: fc.nat(900),
          restOfSearch: fc.nat(900),
          business: fc.nat(900),
        }),
        sums: anySums,
        dailySpendMicros: fc.array(fc.bigInt(0n, 10n ** 8n), { maxLength: 30 }),
      }),
      { maxLength: 4 },
    ),
    groups: fc.array(
      fc.record({
        id: ids.map((one) => `g${one}`),
        campaignId: ids.map((one) => `c${one}`),
        name: fc.string(),
        state,
        defaultBidMicros: micros,
        sums: anySums,
      }),
      { maxLength: 4 },
    ),
    ads: fc.array(
      fc.record({
        id: fc.string(),
        campaignId: ids.map((one) => `c${one}`),
        adGroupId: ids.map((one) => `g${one}`),
        sku: fc.option(words, { nil: null }),
        asin: fc.option(words, { nil: null }),
        state,
        sums: anySums,
      }),
      { maxLength: 6 },
    ),
    targets: fc.array(
      fc.record({
        entity: fc.constantFrom('keywords', 'targets'),
        id: fc.string(),
        campaignId: ids.map((one) => `c${one}`),
        adGroupId: ids.map((one) => `g${one}`),
        text: words,
        matchType: fc.constantFrom('exact', 'phrase', 'broad', 'product', 'auto'),
        state,
        bidMicros: micros,
        sums: anySums,
      }),
      { maxLength: 10 },
    ),
    negatives: fc.array(
      fc.record({
        campaignId: ids.map((one) => `c${one}`),
        adGroupId: fc.option(
          ids.map((one) => `g${one}`),
          { nil: null },
        ),
        text: words,
        matchType: fc.constantFrom('exact', 'phrase', 'product'),
        state,
      }),
      { maxLength: 4 },
    ),
    terms: fc.array(
      fc.record({
        campaignId: ids.map((one) => `c${one}`),
        adGroupId: ids.map((one) => `g${one}`),
        term: words,
        sums: anySums,
      }),
      { maxLength: 8 },
    ),
    products: fc.array(
      fc.record({
        sku: words,
        asin: fc.option(words, { nil: null }),
        title: fc.option(fc.string(), { nil: null }),
        fulfillable: fc.option(fc.nat(50), { nil: null }),
        unitsShipped30: fc.option(fc.nat(50), { nil: null }),
      }),
      { maxLength: 4 },
    ),
  }) as fc.Arbitrary<Account>

  it('is judged without falling over: no waste above its spend, no wish twice, no group of rivals emptied', () => {
    fc.assert(
      fc.property(anyAccount, (one) => {
        const findings = auditStructure(one)
        for (const { waste, spend } of findings)
          if (waste !== null) expect(Number(waste)).toBeLessThanOrEqual(Number(spend))
        const wishes = findings.flatMap(({ rows }) =>
          rows.flatMap(({ wish }) => (wish === null ? [] : [wish])),
        )
        const keys = wishes.map(({ kind, wish }) => `${kind} ${JSON.stringify(wish)}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { code, rows } of findings)
          if (code === 'same_keyword' || code === 'duplicate_target' || code === 'same_term')
            expect(rows.some((row) => row.note === 'keep' && row.wish === null)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
