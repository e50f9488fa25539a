import { decimalText } from '#kernel/money.ts'
import { strategyOf } from '../setting-words.ts'
import type { CampaignPlan, PlanNegative, PlanTarget } from './plan.ts'

// Amazon's bulk sheet for Sponsored Products, as rows under its own column names. The English template of 2026-11.

export const sheetColumns = [
  'Product',
  'Entity',
  'Operation',
  'Campaign ID',
  'Ad Group ID',
  'Portfolio ID',
  'Ad ID',
  'Keyword ID',
  'Product Targeting ID',
  'Campaign Name',
  'Ad Group Name',
  'Start Date',
  'End Date',
  'Targeting Type',
  'State',
  'Daily Budget',
  'SKU',
  'Ad Group Default Bid',
  'Bid',
  'Keyword Text',
  'Match Type',
  'Bidding Strategy',
  'Placement',
  'Percentage',
  'Product Targeting Expression',
] as const
export type SheetColumn = (typeof sheetColumns)[number]
export type SheetRow = Readonly<Partial<Record<SheetColumn, string | number>>>

/** An object of a snapshot, as far as the sheet shows it. */
export type SheetSetting = {
  readonly entity: string
  readonly campaignId: string
  readonly adGroupId: string | null
  readonly entityId: string | null
  readonly portfolioId: string | null
  readonly name: string | null
  readonly state: string | null
  readonly targetingType: string | null
  readonly dailyBudgetMicros: bigint | null
  readonly bidMicros: bigint | null
  readonly biddingStrategy: string | null
  readonly placement: string | null
  readonly adjustmentPercent: number | null
  readonly sku: string | null
  readonly text: string | null
  readonly matchType: string | null
}

const entities: Readonly<Record<string, string>> = {
  campaign: 'Campaign',
  bid_adjustment: 'Bidding Adjustment',
  ad_group: 'Ad Group',
  product_ad: 'Product Ad',
  keyword: 'Keyword',
  product_target: 'Product Targeting',
  negative_keyword: 'Negative Keyword',
  campaign_negative_keyword: 'Campaign Negative Keyword',
  negative_target: 'Negative Product Targeting',
}
const strategies: Readonly<Record<string, string>> = {
  LEGACY_FOR_SALES: 'Dynamic bids - down only',
  AUTO_FOR_SALES: 'Dynamic bids - up and down',
  MANUAL: 'Fixed bid',
}
const placements: Readonly<Record<string, string>> = {
  top: 'Placement Top',
  product_pages: 'Placement Product Page',
  rest: 'Placement Rest Of Search',
}

/** Cells that are empty are left out. */
function rowOf(cells: Partial<Record<SheetColumn, string | number | null>>): SheetRow {
  const filled = Object.entries(cells).filter(([, value]) => value !== null && value !== '')
  return { Product: 'Sponsored Products', ...Object.fromEntries(filled) }
}

const amount = (micros: bigint | null): number | null =>
  micros === null ? null : Number(decimalText(micros))
const capital = (word: string | null): string | null =>
  word === null || word === '' ? null : word[0]!.toUpperCase() + word.slice(1)

/** The settings as they stand; a person fills in Operation where something shall change. What the sheet has no name for is left out. */
export function settingRows(settings: readonly SheetSetting[]): SheetRow[] {
  return settings.flatMap((one) => {
    const entity = entities[one.entity]
    if (entity === undefined) return []
    const negative = one.entity.includes('negative')
    const strategy = strategyOf(one.biddingStrategy)
    const isKeyword = one.entity.endsWith('keyword')
    return [
      rowOf({
        Entity: entity,
        'Campaign ID': one.campaignId,
        'Ad Group ID': one.entity === 'campaign_negative_keyword' ? null : one.adGroupId,
        'Portfolio ID': one.entity === 'campaign' ? one.portfolioId : null,
        'Ad ID': one.entity === 'product_ad' ? one.entityId : null,
        'Keyword ID': isKeyword ? one.entityId : null,
        'Product Targeting ID': one.entity.endsWith('target') ? one.entityId : null,
        'Campaign Name': one.entity === 'campaign' ? one.name : null,
        'Ad Group Name': one.entity === 'ad_group' ? one.name : null,
        'Targeting Type': one.entity === 'campaign' ? capital(one.targetingType) : null,
        State: one.state,
        'Daily Budget': amount(one.dailyBudgetMicros),
        SKU: one.entity === 'product_ad' ? one.sku : null,
        'Ad Group Default Bid': one.entity === 'ad_group' ? amount(one.bidMicros) : null,
        Bid: one.entity === 'keyword' || one.entity === 'product_target' ? amount(one.bidMicros) : null,
        'Keyword Text': isKeyword ? one.text : null,
        'Match Type': !isKeyword
          ? null
          : negative
            ? `negative${capital(one.matchType) ?? ''}`
            : capital(one.matchType),
        'Bidding Strategy':
          one.entity === 'campaign' || one.entity === 'bid_adjustment'
            ? strategy === null
              ? one.biddingStrategy
              : (strategies[strategy] ?? one.biddingStrategy)
            : null,
        Placement: one.placement === null ? null : (placements[one.placement] ?? one.placement),
        Percentage: one.entity === 'bid_adjustment' ? one.adjustmentPercent : null,
        'Product Targeting Expression': isKeyword ? null : one.text,
      }),
    ]
  })
}

/** Campaigns to be created by upload. New objects are tied together by their names, which the sheet takes in place of ids. */
export function planRows(plans: readonly CampaignPlan[], startOn: string): SheetRow[] {
  return plans.flatMap((plan) => {
    const create = (cells: Partial<Record<SheetColumn, string | number | null>>): SheetRow =>
      rowOf({ Operation: 'Create', 'Campaign ID': plan.name, ...cells })
    return [
      create({
        Entity: 'Campaign',
        'Campaign Name': plan.name,
        'Start Date': startOn.replaceAll('-', ''),
        'Targeting Type': plan.targeting === 'AUTO' ? 'Auto' : 'Manual',
        State: plan.state.toLowerCase(),
        'Daily Budget': Number(plan.dailyBudget),
        'Bidding Strategy': strategies[plan.strategy] ?? plan.strategy,
      }),
      ...plan.adGroups.flatMap((group) => {
        const at = { 'Ad Group ID': group.name, State: 'enabled' }
        return [
          create({
            Entity: 'Ad Group',
            ...at,
            'Ad Group Name': group.name,
            'Ad Group Default Bid': Number(group.defaultBid),
          }),
          ...group.skus.map((sku) => create({ Entity: 'Product Ad', ...at, SKU: sku })),
          ...group.targets.map((one) => create({ ...at, ...targetCells(one) })),
          ...group.negatives.map((one) => create({ ...at, ...negativeCells(one, false) })),
        ]
      }),
      ...plan.negatives.map((one) => create({ State: 'enabled', ...negativeCells(one, true) })),
    ]
  })
}

const targetCells = ({ matchType, term, bid }: PlanTarget) => {
  if (matchType === 'AUTO' || matchType === 'ASIN')
    return {
      Entity: 'Product Targeting',
      Bid: Number(bid),
      'Product Targeting Expression': matchType === 'AUTO' ? term : `asin="${term}"`,
    }
  return {
    Entity: 'Keyword',
    Bid: Number(bid),
    'Keyword Text': term,
    'Match Type': capital(matchType.toLowerCase()),
  }
}

const negativeCells = ({ matchType, term }: PlanNegative, whole: boolean) => {
  if (matchType === 'ASIN')
    return {
      Entity: whole ? 'Campaign Negative Product Targeting' : 'Negative Product Targeting',
      'Product Targeting Expression': `asin="${term}"`,
    }
  return {
    Entity: whole ? 'Campaign Negative Keyword' : 'Negative Keyword',
    'Keyword Text': term,
    'Match Type': matchType === 'NEGATIVE_EXACT' ? 'negativeExact' : 'negativePhrase',
  }
}
