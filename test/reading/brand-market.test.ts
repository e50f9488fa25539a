import { beforeAll, describe, expect, it } from 'vitest'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import type { BrandAdsRow } from '#features/facts/rules/brand-rows.ts'
import { bytesSource } from '#platform/files/source.ts'
import { exportFolder } from '#sandbox/exports/folder.ts'
import { type Market, createMarket } from '#sandbox/market/market.ts'
import { fellwick } from '#sandbox/market/sellers/fellwick.ts'
import type { BrandAdQuery, BrandAdRow } from '#sandbox/market/world-brand-ads.ts'

// A seller of the simulated market downloads what Sponsored Brands and Display did; what is read of it is the market's own truth.

const asOf = Date.parse('2026-07-20T15:00:00Z')
const storeKey = 'fellwick-us'
let market: Market
const read = new Map<string, { facts: BrandAdsRow[]; type: string | null; path: string }[]>()

beforeAll(async () => {
  const [us] = fellwick.stores
  market = createMarket({
    seed: 3,
    start: '2026-05-10',
    sellers: [{ ...fellwick, stores: [us!], hasBrand: true }],
  })
  market.advanceTo(asOf)
  const wish = { sellerId: market.reads.sellers()[0]!.sellerId, asOf, months: 3 }
  for await (const { path, bytes } of exportFolder(market.reads, wish)) {
    if (!path.includes('/ads-brands/')) continue
    const { facts, summary } = await readWhole(bytesSource(path, bytes), { hints: { asOf: '2026-07-20' } })
    expect([path, summary.refusal, summary.rejected, summary.findings]).toEqual([path, null, 0, []])
    const [name] = /Sponsored (?:Brands|Display) .* report/.exec(path)!
    const known = read.get(name!) ?? []
    known.push({ facts: facts as BrandAdsRow[], type: summary.type, path })
    read.set(name!, known)
  }
})

const cases: readonly (readonly [
  name: string,
  type: string,
  product: BrandAdQuery['product'],
  grain: BrandAdQuery['grain'],
])[] = [
  ['Sponsored Brands Campaign report', 'brand_ads_campaign', 'brands', 'campaign'],
  ['Sponsored Brands Keyword report', 'brand_ads_targeting', 'brands', 'target'],
  ['Sponsored Brands Search term report', 'brand_ads_search_term', 'brands', 'searchTerm'],
  ['Sponsored Brands Campaign placement report', 'brand_ads_placement', 'brands', 'placement'],
  ['Sponsored Display Campaign report', 'brand_ads_campaign', 'display', 'campaign'],
  ['Sponsored Display Targeting report', 'brand_ads_targeting', 'display', 'target'],
]

describe('what a seller downloads of Sponsored Brands and Display', () => {
  it.each(cases)('%s is %s, row by row what the market knows', (name, type, product, grain) => {
    const files = read.get(name)!
    expect(files.map((file) => [file.type, file.path.slice(-4)])).toEqual(
      files.map(() => [type, grain === 'searchTerm' ? 'xlsx' : '.csv']),
    )
    const facts = files.flatMap((file) => file.facts)
    const truth = market.reads.brandAdRows({
      storeKey,
      from: '2026-06-01',
      to: '2026-07-19',
      asOf,
      product,
      by: 'day',
      grain,
    })
    expect(facts.length).toBe(truth.length)
    expect(truth.length).toBeGreaterThan(90)
    const cents = (micros: bigint | null): number => Number((micros ?? 0n) / 10_000n)
    const told: readonly (readonly [(row: BrandAdsRow) => number | null, (row: BrandAdRow) => number])[] = [
      [(row) => row.impressions, (row) => row.impressions],
      [(row) => row.viewableImpressions, (row) => row.viewableImpressions],
      [(row) => row.clicks, (row) => row.clicks],
      [(row) => cents(row.costMicros), (row) => row.costMinor],
      [(row) => cents(row.salesMicros), (row) => row.salesMinor],
      [(row) => row.orders, (row) => row.orders],
      [(row) => row.units, (row) => row.units],
      [(row) => cents(row.clickSalesMicros), (row) => row.clickSalesMinor],
      [(row) => row.clickOrders, (row) => row.clickOrders],
      [(row) => row.clickUnits, (row) => row.clickUnits],
    ]
    for (const [of, from] of told) expect(facts.map(of)).toEqual(truth.map(from))
    // By search term nothing is told of what is new to the brand.
    const isTerm = grain === 'searchTerm'
    expect(facts.map((row) => row.newToBrandOrders)).toEqual(
      truth.map((row) => (isTerm ? null : row.newOrders)),
    )
    expect(facts.map((row) => cents(row.newToBrandSalesMicros))).toEqual(
      truth.map((row) => (isTerm ? 0 : row.newSalesMinor)),
    )
    expect(facts.map((row) => [row.searchTerm, row.placement])).toEqual(
      truth.map((row) => [isTerm ? row.searchTerm : null, grain === 'placement' ? row.placement : null]),
    )
    expect(new Set(facts.map((row) => row.adProduct))).toEqual(new Set([product === 'brands' ? 'SB' : 'SD']))
  })
})
