import { type Micros, timesRatio } from '#kernel/money.ts'
import { rateBelow } from '#kernel/statistics.ts'
import { type Waste, type Term, termsOf } from './ads-waste.ts'
import { absolute, behindAll, groupBy, largestFirst, sumMicros, sumOf } from './build.ts'
import type { AdsGroup, Behind } from './input.ts'

export type Overlap = Behind & {
  name: string
  /** How many campaigns / ad groups share it. */
  places: number
  clicks: number
  orders: number
  costMicros: Micros
  salesMicros: Micros
  cheapestCpcMicros: Micros
  dearestCpcMicros: Micros
  /** Spend above the price of the cheapest place with clicks enough to count. An upper bound of what merging saves. */
  excessMicros: Micros
}

const normal = (value: string): string => value.trim().toLowerCase().replaceAll(/\s+/g, ' ')
const CLICKS_TO_COUNT = 5

const cpc = (clicks: number, costMicros: Micros): Micros => (clicks > 0 ? costMicros / BigInt(clicks) : 0n)

function overlapOf(
  name: string,
  places: readonly {
    clicks: number
    costMicros: Micros
    salesMicros: Micros
    orders: number
    behind: Behind
  }[],
): Overlap {
  const counted = places.filter((place) => place.clicks >= CLICKS_TO_COUNT)
  const prices = counted
    .map((place) => cpc(place.clicks, place.costMicros))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const cheapest = prices[0] ?? 0n
  const excess = sumMicros(counted, (place) => place.costMicros - cheapest * BigInt(place.clicks))
  return {
    name,
    places: places.length,
    clicks: sumOf(places, (place) => place.clicks),
    orders: sumOf(places, (place) => place.orders),
    costMicros: sumMicros(places, (place) => place.costMicros),
    salesMicros: sumMicros(places, (place) => place.salesMicros),
    cheapestCpcMicros: cheapest,
    dearestCpcMicros: prices.at(-1) ?? 0n,
    excessMicros: counted.length < 2 ? 0n : absolute(excess),
    ...behindAll(places.map((place) => place.behind)),
  }
}

function overlaps(
  groups: readonly AdsGroup[],
  nameOf: (group: AdsGroup) => string | null,
  placeOf: (group: AdsGroup) => string,
): Overlap[] {
  const named = groups.filter((group) => nameOf(group) !== null && group.clicks > 0)
  const found = [...groupBy(named, (group) => nameOf(group)!).entries()].flatMap(([name, rows]) => {
    const places = [...groupBy(rows, placeOf).values()].map((own) => ({
      clicks: sumOf(own, (row) => row.clicks),
      costMicros: sumMicros(own, (row) => row.costMicros),
      salesMicros: sumMicros(own, (row) => row.salesMicros),
      orders: sumOf(own, (row) => row.orders),
      behind: behindAll(own),
    }))
    return places.length < 2 ? [] : [overlapOf(name, places)]
  })
  return largestFirst(
    found,
    (overlap) => overlap.excessMicros,
    (overlap) => overlap.name,
  )
}

/** The same keyword and match type bought in more than one ad group: our own bids meet in one auction. */
export function duplicateTargets(groups: readonly AdsGroup[]): Overlap[] {
  // Automatic expressions (close-match …) and * are not keywords: every automatic campaign has them.
  const keyword = (group: AdsGroup): string | null =>
    group.target === null ||
    group.matchType === 'auto' ||
    /^(\*|close-match|loose-match|substitutes|complements)$/i.test(group.target)
      ? null
      : `${normal(group.target)} [${group.matchType ?? '-'}]`
  return overlaps(groups, keyword, (group) => `${group.campaign ?? ''}\n${group.adGroup ?? ''}`)
}

/** One search term answered by several campaigns. */
export function sharedTerms(groups: readonly AdsGroup[]): Overlap[] {
  return overlaps(
    groups,
    (group) => (group.searchTerm === null ? null : normal(group.searchTerm)),
    (group) => group.campaign ?? '',
  )
}

export type Harvest = Term & { acosRatio: number | null; sureBetter: number }

/**
 * Search terms that sell through automatic, broad or phrase targets while no exact target with the same words is known:
 * two orders or more, and at least as likely as not to convert better than the account.
 */
export function harvestCandidates(
  terms: readonly AdsGroup[],
  targets: readonly AdsGroup[],
  waste: Waste,
): Harvest[] {
  const exact = new Set(
    [...terms, ...targets]
      .filter((group) => group.matchType === 'exact' && group.target !== null)
      .map((group) => normal(group.target!)),
  )
  const loose = terms.filter(
    (group) =>
      group.searchTerm !== null &&
      group.matchType !== 'exact' &&
      group.matchType !== 'product' &&
      !/^b0[a-z0-9]{8}$/i.test(group.searchTerm.trim()) &&
      !exact.has(normal(group.searchTerm)),
  )
  const whole = termsOf(
    loose.map((group) => ({ ...group, campaign: null })),
    (group) => normal(group.searchTerm!),
  )
  const candidates = whole.flatMap((term) => {
    const sureBetter = 1 - rateBelow(waste.prior, { events: term.orders, exposure: term.clicks }, waste.rate)
    if (term.orders < 2 || sureBetter < 0.5) return []
    return [
      {
        ...term,
        sureBetter,
        acosRatio: term.salesMicros > 0n ? Number(term.costMicros) / Number(term.salesMicros) : null,
      },
    ]
  })
  return largestFirst(
    candidates,
    (term) => term.salesMicros,
    (term) => term.name,
  )
}

/** Part of the spend that overlaps could save at most, halved: the cheap place may not get all the clicks. */
export function overlapStake(found: readonly Overlap[]): { micros: Micros; highMicros: Micros } {
  const high = sumMicros(found, (overlap) => overlap.excessMicros)
  return { micros: timesRatio(high, 0.5), highMicros: high }
}
