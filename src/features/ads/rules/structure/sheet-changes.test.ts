import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SheetColumn, type SheetSetting, settingRows } from './sheet.ts'
import { type SheetField, type SheetLine, sheetChanges } from './sheet-changes.ts'

const setting = (entity: string, more: Partial<SheetSetting>): SheetSetting => ({
  entity,
  campaignId: '11',
  adGroupId: null,
  entityId: null,
  portfolioId: null,
  name: null,
  state: 'enabled',
  targetingType: null,
  dailyBudgetMicros: null,
  bidMicros: null,
  biddingStrategy: null,
  placement: null,
  adjustmentPercent: null,
  sku: null,
  text: null,
  matchType: null,
  ...more,
})
const settings: SheetSetting[] = [
  setting('campaign', {
    name: 'Lamp',
    targetingType: 'manual',
    dailyBudgetMicros: 10_000_000n,
    biddingStrategy: 'LEGACY_FOR_SALES',
  }),
  setting('bid_adjustment', { placement: 'top', adjustmentPercent: 20 }),
  setting('ad_group', { adGroupId: '22', name: 'exact', bidMicros: 300_000n }),
  setting('keyword', {
    adGroupId: '22',
    entityId: '33',
    text: 'lamp',
    matchType: 'exact',
    bidMicros: 450_000n,
  }),
  setting('keyword', { adGroupId: '22', entityId: '34', text: 'old', matchType: 'exact', state: 'archived' }),
  setting('negative_keyword', { adGroupId: '22', entityId: '44', text: 'free', matchType: 'exact' }),
]

const fields: Partial<Record<SheetColumn, SheetField>> = {
  Entity: 'entity',
  Operation: 'operation',
  'Campaign ID': 'campaignId',
  'Ad Group ID': 'adGroupId',
  'Ad ID': 'adId',
  'Keyword ID': 'keywordId',
  'Product Targeting ID': 'targetingId',
  'Campaign Name': 'campaignName',
  'Ad Group Name': 'adGroupName',
  State: 'state',
  'Daily Budget': 'dailyBudget',
  'Ad Group Default Bid': 'defaultBid',
  Bid: 'bid',
  'Keyword Text': 'keywordText',
  'Match Type': 'matchType',
  'Bidding Strategy': 'biddingStrategy',
  Placement: 'placement',
  Percentage: 'percentage',
  'Product Targeting Expression': 'expression',
}

/** The exported sheet as it comes back. */
const exported = (all: readonly SheetSetting[]): SheetLine[] =>
  settingRows(all).map((row, index) => ({
    line: index + 2,
    cells: Object.fromEntries(
      Object.entries(row).flatMap(([column, value]) => {
        const field = fields[column as SheetColumn]
        return field === undefined ? [] : [[field, String(value)]]
      }),
    ),
  }))
const edited = (no: number, cells: SheetLine['cells']): SheetLine[] =>
  exported(settings).map((one, index) => (index === no ? { ...one, cells: { ...one.cells, ...cells } } : one))
const changes = (lines: readonly SheetLine[]) => sheetChanges(lines, settings, 'DE')
const wanted = (lines: readonly SheetLine[]) =>
  changes(lines).wishes.map(({ wanted: { kind, wish } }) => ({ kind, ...wish }))
const faults = (lines: readonly SheetLine[]) =>
  changes(lines).errors.map(({ line, field, code }) => [line, field, code])

describe('a sheet that comes back', () => {
  const living = settings.filter((one) => one.state !== 'archived')

  it('unchanged wants nothing', () => {
    const found = sheetChanges(exported(living), living, 'DE')
    expect(found).toEqual({ wishes: [], errors: [], unchanged: living.length })
  })

  it('edited wants what differs', () => {
    expect(
      wanted(edited(0, { dailyBudget: '12,50', biddingStrategy: 'Fixed bid', state: 'paused' })),
    ).toEqual([
      { kind: 'sp.budget', campaignId: '11', dailyBudget: '12.50' },
      { kind: 'sp.strategy', campaignId: '11', strategy: 'MANUAL' },
      { kind: 'sp.state', entity: 'campaigns', id: '11', state: 'PAUSED' },
    ])
    expect(wanted(edited(1, { percentage: '35%' }))).toEqual([
      { kind: 'sp.placement', campaignId: '11', top: 35 },
    ])
    expect(wanted(edited(3, { bid: '0.5', operation: 'Update' }))).toEqual([
      { kind: 'sp.bid', entity: 'keywords', id: '33', bid: '0.50' },
    ])
    expect(wanted(edited(5, { operation: 'Archive' }))).toEqual([
      { kind: 'sp.archive', entity: 'negativeKeywords', id: '44' },
    ])
    expect(wanted(edited(0, { state: 'archived' }))).toEqual([
      { kind: 'sp.archiveCampaign', campaignId: '11' },
    ])
  })

  it('brings new keywords and negatives', () => {
    const row = { operation: 'Create', campaignId: '11', adGroupId: '22', keywordText: 'Head  Lamp' }
    const lines = [
      { line: 2, cells: { ...row, entity: 'Keyword', matchType: 'Phrase', bid: '0.4' } },
      { line: 3, cells: { ...row, entity: 'Campaign Negative Keyword', matchType: 'negativeExact' } },
    ]
    expect(wanted(lines)).toEqual([
      {
        kind: 'sp.keyword',
        campaignId: '11',
        adGroupId: '22',
        term: 'head lamp',
        matchType: 'PHRASE',
        bid: '0.40',
      },
      {
        kind: 'sp.negative',
        campaignId: '11',
        adGroupId: null,
        term: 'head lamp',
        matchType: 'NEGATIVE_EXACT',
      },
    ])
    const twin = { ...row, entity: 'Keyword', matchType: 'Exact', keywordText: 'LAMP' }
    expect(faults([{ line: 2, cells: twin }])).toEqual([[2, 'keywordText', 'duplicate_keyword']])
  })

  it('says what is wrong by row and column, and keeps the rest', () => {
    expect(faults(edited(0, { campaignId: '1.23E+17' }))).toContainEqual([2, 'campaignId', 'id_rounded'])
    expect(faults(edited(0, { campaignId: '99' }))).toContainEqual([2, 'campaignId', 'stale_id'])
    expect(faults(edited(0, { dailyBudget: 'viel' }))).toContainEqual([2, 'dailyBudget', 'number_unreadable'])
    expect(faults(edited(1, { percentage: 'high' }))).toContainEqual([3, 'percentage', 'number_unreadable'])
    expect(faults(edited(1, { percentage: '901' }))).toContainEqual([3, 'percentage', 'percent_out_of_range'])
    expect(faults(edited(3, { bid: '5000' }))).toContainEqual([5, 'bid', 'bid_out_of_range'])
    expect(faults(edited(3, { entity: 'Audience' }))).toContainEqual([5, 'entity', 'entity_unknown'])
    expect(faults(exported(settings))).toEqual([[6, 'keywordId', 'archived']])
    const twice = [...edited(3, { bid: '0.5' }), ...edited(3, { bid: '0.6' }).slice(3, 4)]
    expect(faults(twice)).toContainEqual([5, 'entity', 'row_twice'])
    expect(wanted(twice)).toEqual([{ kind: 'sp.bid', entity: 'keywords', id: '33', bid: '0.50' }])
  })

  it('loses no row, whatever stands in it', () => {
    const cell = fc.constantFrom(
      '',
      '11',
      '22',
      '33',
      'lamp',
      'Create',
      'Archive',
      '0.5',
      '1E+17',
      'exact',
      'x',
      '-1',
    )
    const entity = fc.constantFrom(
      'Campaign',
      'Keyword',
      'Ad Group',
      'Negative Keyword',
      'Bidding Adjustment',
      '?',
    )
    const line = fc.record({
      entity,
      operation: cell,
      campaignId: cell,
      adGroupId: cell,
      keywordId: cell,
      state: cell,
      dailyBudget: cell,
      bid: cell,
      keywordText: cell,
      matchType: cell,
      percentage: cell,
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (rows) => {
        const { wishes, errors, unchanged } = changes(
          rows.map((cells, index) => ({ line: index + 2, cells })),
        )
        const told = new Set([...wishes.map((one) => one.line), ...errors.map((one) => one.line)])
        expect(told.size + unchanged).toBe(rows.length)
      }),
      { numRuns: 300 },
    )
  })
})
