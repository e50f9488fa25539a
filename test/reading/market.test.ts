import { beforeAll, describe, expect, it } from 'vitest'
import type { FileSummary } from '#features/facts/jobs/read-file.ts'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import type { FactRow, MoneyLine } from '#features/facts/rules/rows.ts'
import { bytesSource } from '#platform/files/source.ts'
import { exportFolder } from '#sandbox/exports/folder.ts'
import { type Market, createMarket } from '#sandbox/market/market.ts'

// A seller of the simulated market downloads what six weeks in five stores left behind; the reader must understand all of it.

type File = { path: string; facts: FactRow[]; summary: FileSummary }

const asOf = Date.parse('2026-11-23T12:00:00Z')
let market: Market
const files: File[] = []

beforeAll(async () => {
  market = createMarket({ seed: 5, start: '2026-10-12' })
  market.advanceTo(asOf)
  const sellers = market.reads.sellers().toSorted((a, b) => b.storeKeys.length - a.storeKeys.length)
  for await (const { path, bytes } of exportFolder(market.reads, {
    sellerId: sellers[0]!.sellerId,
    asOf,
    months: 2,
  })) {
    const { facts, summary } = await readWhole(bytesSource(path, bytes), { hints: { asOf: '2026-11-23' } })
    files.push({ path, facts, summary })
  }
})

const storeOf = (path: string): string => path.split('/')[1]!

describe('what a seller of the market downloads', () => {
  it('is read without one rejected row, in the language and currency of each store', () => {
    const unread = files.filter(
      ({ summary }) => summary.refusal !== null && summary.refusal.code !== 'known_not_used',
    )
    expect(unread.map(({ path, summary }) => [path, summary.refusal])).toEqual([])
    expect(
      files
        .filter(({ summary }) => summary.rejected > 0)
        .map(({ path, summary }) => [path, summary.errors[0]]),
    ).toEqual([])
    const currency: Record<string, string> = { US: 'USD', CA: 'CAD', UK: 'GBP', DE: 'EUR', JP: 'JPY' }
    for (const { path, summary } of files) {
      if (summary.currencies.length > 0)
        expect([path, summary.currencies]).toEqual([path, [currency[storeOf(path)]]])
      if (summary.marketplaces.length > 0)
        expect([path, summary.marketplaces]).toEqual([path, [storeOf(path)]])
    }
    expect(
      files.flatMap(({ path, summary }) =>
        summary.findings.filter((finding) => finding.severity === 'error').map((finding) => [path, finding]),
      ),
    ).toEqual([])
  })

  it('is told apart by type', () => {
    const patterns: readonly [RegExp, RegExp][] = [
      [/payments\/settlement/, /^settlement_v[12]$/],
      [/MonthlyTransaction/, /^date_range_transactions$/],
      [/ByDate/, /^business_by_date$/],
      [/ByChildItem/, /^business_by_asin$/],
      [/(?:ads|brand)\/.*Search.term/i, /^ads_search_term$|^brand_search_terms$/],
      [/Sponsored (?:Brands|Display) Campaign report/, /^brand_ads_campaign$/],
      [/Sponsored Brands Campaign placement/, /^brand_ads_placement$/],
      [/Sponsored (?:Brands Keyword|Display Targeting)/, /^brand_ads_targeting$/],
      [/Sponsored Brands Search term/, /^brand_ads_search_term$/],
      [/ads\/.*Targeting/, /^ads_targeting$/],
      [/ads\/.*Placement/, /^ads_placement$/],
      [/ads\/.*Advertised/, /^ads_advertised_product$/],
      [/ads\/.*Campaign/, /^ads_campaign$/],
      [/bulk-/, /^sp_bulk$/],
      [/Manage-FBA/, /^fba_myi$/],
      [/Planning/, /^fba_planning$/],
      [/All-Orders/, /^all_orders$/],
      [/Returns/, /^fba_returns$/],
      [/Removal/, /^removal_order$/],
      [/Reimbursements/, /^fba_reimbursements$/],
      [/Storage-Fees/, /^fba_storage_fees$/],
      [/Ledger-Summary/, /^ledger_summary$/],
      [/Fee-Preview/, /^fee_preview$/],
      [/feedback\//, /^seller_feedback$/],
    ]
    for (const [path, type] of patterns) {
      const found = files.filter((file) => path.test(file.path))
      expect([path, found.length > 0]).toEqual([path, true])
      for (const file of found)
        expect([file.path, file.summary.type]).toEqual([file.path, expect.stringMatching(type)])
    }
  })

  it('sums to the market’s own truth: advertising by store, and every settlement to the cent', () => {
    const { sellerId } = market.reads
      .sellers()
      .toSorted((a, b) => b.storeKeys.length - a.storeKeys.length)[0]!
    const seller = market.reads.sellers().find((one) => one.sellerId === sellerId)!
    for (const key of seller.storeKeys) {
      const code = market.reads.store(key).marketplace
      const { decimals } = market.reads.marketplace(code)
      const campaigns = files.filter(
        ({ path, summary }) => storeOf(path) === code && summary.type === 'ads_campaign',
      )
      const rows = campaigns.flatMap(({ facts }) => facts.filter((fact) => fact.dataset === 'ads'))
      const [from, to] = [
        campaigns.map(({ summary }) => summary.covered[0]!.from).toSorted()[0]!,
        campaigns
          .map(({ summary }) => summary.covered[0]!.to)
          .toSorted()
          .at(-1)!,
      ]
      const truth = market.reads.adRows({ storeKey: key, from, to, asOf, by: 'span', grain: [] })
      const minor = (micros: bigint): bigint => micros / 10n ** BigInt(6 - decimals)
      const costs = truth.reduce((sum, row) => sum + BigInt(row.costMinor), 0n)
      expect([code, minor(rows.reduce((sum, row) => sum + row.costMicros, 0n))]).toEqual([code, costs])
    }
    const settlements = files.filter(({ summary }) => summary.settlements.length > 0)
    expect(settlements.length).toBeGreaterThan(4)
    for (const { path, facts, summary } of settlements) {
      const sum = facts
        .filter((fact): fact is MoneyLine => fact.dataset === 'money_line')
        .reduce((all, line) => all + line.amountMicros, 0n)
      expect([path, sum]).toEqual([path, summary.settlements[0]!.totalMicros])
    }
  })

  it('has no category that nobody knows, and no buyer', () => {
    const lines = files.flatMap(({ facts }) => facts.filter((fact) => fact.dataset === 'money_line'))
    expect(lines.filter((line) => line.category === 'unknown')).toEqual([])
    const text = JSON.stringify(
      files.map(({ facts }) => facts),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
    expect(text).not.toContain('@marketplace.example')
  })
})
