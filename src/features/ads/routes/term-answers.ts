import { decimalText, ratioOf } from '#kernel/money.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { figureLine } from '../rules/figures.ts'
import type { listBrandTerms, listGrams, listHarvest, listSearchTerms, listWaste } from '../api/terms.ts'
import type { TermRow } from '../rules/search-terms/board.ts'
import type { BrandTermRow } from '../rules/search-terms/brand-terms.ts'
import type { GramRow } from '../rules/search-terms/grams.ts'
import type { HarvestRow } from '../rules/search-terms/harvest.ts'
import { type Sums, microsOf } from '../rules/search-terms/judging.ts'
import type { NegativeRow } from '../rules/search-terms/negatives.ts'
import { rounded } from '../rules/step.ts'
import type { Reading } from '../rules/search-terms/page.ts'
import { brandFiguresOf } from './brand-campaigns.ts'
import type { Placed } from './term-board.ts'

type Harvest = OutputOf<typeof listHarvest>['rows'][number]
type Waste = OutputOf<typeof listWaste>['rows'][number]
type Gram = OutputOf<typeof listGrams>['rows'][number]
type Term = OutputOf<typeof listSearchTerms>['rows'][number]

export function contextOf(placed: Placed): OutputOf<typeof listHarvest>['context'] {
  const { judging } = placed.board
  const { rates, targetRatio } = judging
  const shown = (units: number): string => decimalText(rounded(microsOf(units), judging.currency))
  return {
    window: placed.window,
    ripeTo: placed.ripeTo,
    currency: judging.currency,
    targetRatio,
    targetFrom: placed.targetFrom,
    learnt:
      rates === null
        ? null
        : {
            rate: rates.rate,
            orderValue: shown(rates.orderValue),
            orderMayCost: shown(rates.orderValue * targetRatio),
          },
  }
}

type Summed = { readonly sums: Sums }
const figureColumns = {
  impressions: (row: Summed) => row.sums.impressions,
  clicks: (row: Summed) => row.sums.clicks,
  orders: (row: Summed) => row.sums.orders,
  spend: (row: Summed) => Number(row.sums.costMicros) / 1e6,
  sales: (row: Summed) => Number(row.sums.salesMicros) / 1e6,
  cpc: (row: Summed) => (row.sums.clicks === 0 ? null : Number(row.sums.costMicros) / row.sums.clicks / 1e6),
  // Per cent, as the column shows it.
  acos: (row: Summed) => {
    const ratio = ratioOf(row.sums.costMicros, row.sums.salesMicros)
    return ratio === null ? null : ratio * 100
  },
}

export const termReading: Reading<TermRow> = {
  texts: (row) => [row.term, row.campaign, row.adGroup, row.matched.target],
  columns: {
    ...figureColumns,
    term: (row) => row.term,
    groups: (row) => row.groups,
    matched: (row) => row.adGroup,
    verdict: (row) => row.verdict,
  },
}

export const brandTermReading: Reading<BrandTermRow> = {
  texts: (row) => [row.term, row.campaign, row.adGroup, row.matched.target],
  columns: {
    ...figureColumns,
    term: (row) => row.term,
    matched: (row) => row.campaign,
    campaigns: (row) => row.campaigns,
    clickOrders: (row) => row.sums.clickOrders,
    clickSales: (row) =>
      row.sums.clickSalesMicros === null ? null : Number(row.sums.clickSalesMicros) / 1e6,
  },
}

export function brandTermAnswer(row: BrandTermRow): OutputOf<typeof listBrandTerms>['rows'][number] {
  const { term, termClass, campaignId, campaign, adGroup, campaigns, matched, sums } = row
  return {
    term,
    termClass,
    campaignId,
    campaign,
    adGroup,
    matched: { target: matched.target, matchType: matched.matchType },
    campaigns,
    figures: brandFiguresOf(sums),
  }
}

export const harvestReading: Reading<HarvestRow> = {
  texts: (row) => [
    row.term,
    row.destination?.adGroup ?? null,
    row.sources[0]?.adGroup ?? null,
    row.sources[0]?.campaign ?? null,
  ],
  columns: {
    ...figureColumns,
    term: (row) => row.term,
    state: (row) => row.state,
    source: (row) => row.sources[0]?.adGroup ?? null,
    destination: (row) => row.destination?.adGroup ?? null,
    pays: (row) => row.payChance * 100,
    bid: (row) => (row.bidMicros === null ? null : Number(row.bidMicros) / 1e6),
  },
}

export const negativeReading: Reading<NegativeRow> = {
  texts: (row) => [row.term, row.campaign, row.adGroup, row.matched.target],
  columns: {
    ...figureColumns,
    term: (row) => row.term,
    state: (row) => row.state,
    month: (row) => Number(row.monthMicros) / 1e6,
    chance: (row) => (row.chance === null ? null : row.chance * 100),
    test: (row) => row.test,
    level: (row) => row.adGroup ?? row.campaign,
    pays: (row) => row.payChance * 100,
  },
}

export const gramReading: Reading<GramRow> = {
  texts: (row) => [row.gram],
  columns: {
    ...figureColumns,
    gram: (row) => row.gram,
    terms: (row) => row.terms,
    month: (row) => Number(row.monthMicros) / 1e6,
    chance: (row) => row.chance * 100,
    pays: (row) => row.payChance * 100,
    expected: (row) => row.expected,
    state: (row) => row.state,
  },
}

const wire = ({ target, matchType }: { target: string; matchType: string }) => ({ target, matchType })
const grounds = (all: readonly { code: string; data: unknown }[]) =>
  all.map(({ code, data }) => ({ code, data: data as Record<string, unknown> }))

export const termAnswer = (row: TermRow): Term => ({
  term: row.term,
  isAsin: row.isAsin,
  termClass: row.termClass,
  campaign: row.campaign,
  adGroup: row.adGroup,
  groups: row.groups,
  matched: wire(row.matched),
  verdict: row.verdict,
  figures: figureLine(row.sums),
})

export const harvestAnswer = (row: HarvestRow & { batchId: string | null }): Harvest => ({
  key: row.key,
  term: row.term,
  isAsin: row.isAsin,
  termClass: row.termClass,
  figures: figureLine(row.sums),
  payChance: row.payChance,
  rate: row.rate,
  state: row.state,
  problem: row.problem,
  sources: row.sources.map((one) => ({
    campaignId: one.campaignId,
    campaign: one.campaign,
    adGroupId: one.adGroupId,
    adGroup: one.adGroup,
    matched: wire(one.matched),
    figures: figureLine(one),
  })),
  destination: row.destination,
  bid: row.bidMicros === null ? null : decimalText(row.bidMicros),
  batchId: row.batchId,
  object: harvestObject(row),
  grounds: grounds(row.grounds),
})

/** What a person puts a harvest off for: the ad group it would go to, or the one it was found in. */
export const harvestObject = (row: HarvestRow): { id: string; name: string } => ({
  id: row.destination?.adGroupId ?? row.sources[0]?.adGroupId ?? '',
  name: row.destination?.adGroup ?? row.sources[0]?.adGroup ?? '',
})

export const negativeObject = (row: NegativeRow): { id: string; name: string } => ({
  id: row.adGroupId ?? row.campaignId,
  name: row.adGroup ?? row.campaign,
})

export const negativeAnswer = (row: NegativeRow & { batchId: string | null }): Waste => ({
  key: row.key,
  term: row.term,
  isAsin: row.isAsin,
  termClass: row.termClass,
  test: row.test,
  campaignId: row.campaignId,
  campaign: row.campaign,
  adGroupId: row.adGroupId,
  adGroup: row.adGroup,
  matched: wire(row.matched),
  figures: figureLine(row.sums),
  month: decimalText(row.monthMicros),
  chance: row.chance,
  payChance: row.payChance,
  siblingRate: row.siblingRate,
  protection: [...row.protection],
  state: row.state,
  problem: row.problem,
  batchId: row.batchId,
  object: negativeObject(row),
  grounds: grounds(row.grounds),
})

export const gramAnswer = (row: GramRow): Gram => ({
  key: row.key,
  gram: row.gram,
  words: row.words.length,
  terms: row.terms,
  figures: figureLine(row.sums),
  expected: row.expected,
  chance: row.chance,
  payChance: row.payChance,
  month: decimalText(row.monthMicros),
  state: row.state,
  brand: row.brand,
})
