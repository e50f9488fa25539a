import { type BrandSums, added } from '../brand-sums.ts'
import type { Classes, TermClass } from './classes.ts'
import { type Matched, plainTerm } from './lines.ts'

// Search terms of Sponsored Brands: to be looked at. Nothing is proposed from them, for their sales are counted by another window.

/** Sums under one target of one ad group. */
export type BrandTermLine = BrandSums & {
  readonly term: string
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroup: string | null
  readonly target: string | null
  readonly matchType: string | null
}

export type BrandTermRow = {
  /** '*': met on a product page, where nothing was typed. */
  readonly term: string
  readonly termClass: TermClass
  readonly sums: BrandSums
  /** Where it cost most. */
  readonly campaignId: string | null
  readonly campaign: string
  readonly adGroup: string
  readonly matched: Matched
  /** Campaigns that met it. */
  readonly campaigns: number
}

const nothing: BrandSums = {
  impressions: 0,
  clicks: 0,
  orders: 0,
  costMicros: 0n,
  salesMicros: 0n,
  clickOrders: null,
  clickSalesMicros: null,
  newToBrand: null,
}

/** Each term once, the dearest first. */
export function brandTermRows(lines: readonly BrandTermLine[], classes: Classes): BrandTermRow[] {
  return [...Map.groupBy(lines, (line) => plainTerm(line.term).term)]
    .map(([term, own]) => {
      const dearest = own.reduce((most, line) => (line.costMicros > most.costMicros ? line : most))
      return {
        term,
        termClass: classes.of(plainTerm(term)),
        sums: own.reduce<BrandSums>(added, nothing),
        campaignId: dearest.campaignId,
        campaign: dearest.campaign,
        adGroup: dearest.adGroup ?? '',
        matched: {
          target: dearest.target ?? '',
          matchType: dearest.matchType ?? '',
          costMicros: dearest.costMicros,
        },
        campaigns: new Set(own.map((line) => line.campaignId ?? line.campaign)).size,
      }
    })
    .toSorted((a, b) => (a.sums.costMicros < b.sums.costMicros ? 1 : -1))
}
