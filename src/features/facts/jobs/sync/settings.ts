import { type Micros, decimalText } from '#kernel/money.ts'
import { listPortfolios } from '#amazon/ads/portfolios.ts'
import type { Door } from '#amazon/transport.ts'
import { sheetExpression } from '#features/facts/rules/sync/expressions.ts'
import { listAll } from './list-all.ts'

// Bids, budgets and states as they stand, in the vocabulary of the console's bulk sheet: both meet in the same facts.

type Line = Record<string, string | number | null>

async function portfolioNames(door: Door): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  let nextToken: string | undefined
  do {
    const page = await listPortfolios(door, nextToken === undefined ? {} : { nextToken })
    for (const one of page.value.items) names.set(one.portfolioId, one.name)
    nextToken = page.value.nextToken ?? undefined
  } while (nextToken !== undefined)
  return names
}

const empty: Line = {
  Product: 'Sponsored Products',
  Entity: null,
  'Campaign ID': null,
  'Ad Group ID': null,
  'Portfolio ID': null,
  'Portfolio Name (Informational only)': null,
  'Ad ID': null,
  'Keyword ID': null,
  'Product Targeting ID': null,
  'Campaign Name': null,
  'Ad Group Name': null,
  'Targeting Type': null,
  State: null,
  'Daily Budget': null,
  SKU: null,
  ASIN: null,
  'Ad Group Default Bid': null,
  Bid: null,
  'Keyword Text': null,
  'Match Type': null,
  'Bidding Strategy': null,
  Placement: null,
  Percentage: null,
  'Product Targeting Expression': null,
}

const price = (micros: Micros | null): string | null => (micros === null ? null : decimalText(micros))
const words = (constant: string): string => constant.toLowerCase().replaceAll('_', ' ')

/** Sheet's words for what the API writes in capitals. */
const placements: Readonly<Record<string, string>> = {
  PLACEMENT_TOP: 'Placement Top',
  PLACEMENT_PRODUCT_PAGE: 'Placement Product Page',
  PLACEMENT_REST_OF_SEARCH: 'Placement Rest Of Search',
}

/** Reads every Sponsored Products entity that is not archived. Answers a JSON document of sheet lines. */
export async function collectSettings(door: Door): Promise<Buffer> {
  const lines: Line[] = []
  const add = (entity: string, fields: Line): void => void lines.push({ ...empty, Entity: entity, ...fields })
  const portfolios = await portfolioNames(door)
  for (const one of await listAll(door, 'campaigns')) {
    const own = { 'Campaign ID': one.campaignId, 'Campaign Name': one.name, State: words(one.state) }
    const strategy = one.dynamicBidding?.strategy ?? null
    add('Campaign', {
      ...own,
      'Portfolio ID': one.portfolioId,
      'Portfolio Name (Informational only)': portfolios.get(one.portfolioId ?? '') ?? null,
      'Targeting Type': words(one.targetingType),
      'Daily Budget': price(one.budgetMicros),
      'Bidding Strategy': strategy,
    })
    for (const { placement, percentage } of one.dynamicBidding?.placementBidding ?? [])
      add('Bidding Adjustment', {
        ...own,
        'Bidding Strategy': strategy,
        Placement: placements[placement ?? ''] ?? placement,
        Percentage: percentage,
      })
  }
  for (const one of await listAll(door, 'adGroups'))
    add('Ad Group', {
      'Campaign ID': one.campaignId,
      'Ad Group ID': one.adGroupId,
      'Ad Group Name': one.name,
      State: words(one.state),
      'Ad Group Default Bid': price(one.defaultBidMicros),
    })
  for (const one of await listAll(door, 'productAds'))
    add('Product Ad', {
      'Campaign ID': one.campaignId,
      'Ad Group ID': one.adGroupId,
      'Ad ID': one.adId,
      State: words(one.state),
      SKU: one.sku,
      ASIN: one.asin,
    })
  for (const one of await listAll(door, 'keywords'))
    add('Keyword', {
      'Campaign ID': one.campaignId,
      'Ad Group ID': one.adGroupId,
      'Keyword ID': one.keywordId,
      State: words(one.state),
      Bid: price(one.bidMicros),
      'Keyword Text': one.keywordText,
      'Match Type': words(one.matchType),
    })
  for (const one of await listAll(door, 'targets'))
    add('Product Targeting', {
      'Campaign ID': one.campaignId,
      'Ad Group ID': one.adGroupId,
      'Product Targeting ID': one.targetId,
      State: words(one.state),
      Bid: price(one.bidMicros),
      'Product Targeting Expression': sheetExpression(one.expression),
    })
  for (const [kind, entity] of [
    ['negativeKeywords', 'Negative Keyword'],
    ['campaignNegativeKeywords', 'Campaign Negative Keyword'],
  ] as const)
    for (const one of await listAll(door, kind))
      add(entity, {
        'Campaign ID': one.campaignId,
        'Ad Group ID': 'adGroupId' in one ? one.adGroupId : null,
        'Keyword ID': one.keywordId,
        State: words(one.state),
        'Keyword Text': one.keywordText,
        'Match Type': words(one.matchType),
      })
  for (const one of await listAll(door, 'negativeTargets'))
    add('Negative Product Targeting', {
      'Campaign ID': one.campaignId,
      'Ad Group ID': one.adGroupId,
      'Product Targeting ID': one.targetId,
      State: words(one.state),
      'Product Targeting Expression': sheetExpression(one.expression),
    })
  return Buffer.from(JSON.stringify(lines), 'utf8')
}
