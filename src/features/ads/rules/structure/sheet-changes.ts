import { type Micros, decimalText } from '#kernel/money.ts'
import { microsOf, numberOf } from '#features/facts/rules/numbers.ts'
import { entityOf } from '#features/facts/rules/parse/bulk.ts'
import { matchTypeOf, placementOf } from '#features/facts/rules/parse/ads.ts'
import { rangeOf } from '../limits.ts'
import { stateOf, strategyOf } from '../setting-words.ts'
import { isAsin, normalTerm, termProblem } from '../terms.ts'
import type { Wanted } from '../wishes.ts'
import type { SheetSetting } from './sheet.ts'

// A bulk sheet that somebody edited, beside the newest snapshot: what differs becomes wishes, row by row; what cannot be is said with its
// row and column, and keeps nothing else back.

export type SheetField =
  | 'entity'
  | 'operation'
  | 'campaignId'
  | 'adGroupId'
  | 'adId'
  | 'keywordId'
  | 'targetingId'
  | 'campaignName'
  | 'adGroupName'
  | 'state'
  | 'dailyBudget'
  | 'defaultBid'
  | 'bid'
  | 'keywordText'
  | 'matchType'
  | 'biddingStrategy'
  | 'placement'
  | 'percentage'
  | 'expression'

export type SheetLine = {
  readonly line: number
  readonly cells: Readonly<Partial<Record<SheetField, string>>>
}
export type SheetError = {
  readonly line: number
  readonly field: SheetField
  readonly code: string
  readonly value: string
}
export type SheetWish = { readonly line: number; readonly label: string; readonly wanted: Wanted }
export type SheetChanges = {
  readonly wishes: readonly SheetWish[]
  readonly errors: readonly SheetError[]
  /** Rows that say what stands already. */
  readonly unchanged: number
}

class RowError extends Error {
  readonly field: SheetField
  readonly code: string

  constructor(field: SheetField, code: string) {
    super(code)
    this.field = field
    this.code = code
  }
}

const fail = (field: SheetField, code: string): never => {
  throw new RowError(field, code)
}

type Operation = 'update' | 'create' | 'archive'
const operations: readonly (readonly [RegExp, Operation])[] = [
  [/^(update|更新|修改|aktualisieren)$/i, 'update'],
  [/^(create|创建|新建|erstellen)$/i, 'create'],
  [/^(archive|归档|archivieren)$/i, 'archive'],
]

type Scene = {
  readonly marketplace: string
  readonly byId: ReadonlyMap<string, SheetSetting>
  readonly settings: readonly SheetSetting[]
  readonly parents: ReadonlySet<string>
}

/** What the lines want that does not stand yet. Wishes for one object's placements are one wish. */
export function sheetChanges(
  lines: readonly SheetLine[],
  settings: readonly SheetSetting[],
  marketplace: string,
): SheetChanges {
  const scene: Scene = {
    marketplace,
    settings,
    byId: new Map(settings.map((one) => [idKey(one), one])),
    parents: new Set(
      settings.flatMap((one) => (one.adGroupId === null ? [] : [`${one.campaignId} ${one.adGroupId}`])),
    ),
  }
  const wishes: SheetWish[] = []
  const errors: SheetError[] = []
  const seen = new Set<string>()
  let unchanged = 0
  for (const one of lines)
    try {
      const found = lineWishes(scene, one)
      if (found.length === 0) unchanged += 1
      for (const { label, wanted } of found) {
        const key = objectKey(wanted)
        if (wanted.kind !== 'sp.placement' && seen.has(key)) fail('entity', 'row_twice')
        seen.add(key)
        const grounds = [{ code: 'structure_sheet', data: { line: one.line } }]
        wishes.push({ line: one.line, label, wanted: { ...wanted, grounds } })
      }
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      const { field, code } = error
      errors.push({ line: one.line, field, code, value: one.cells[field] ?? '' })
    }
  return { wishes: merged(wishes), errors, unchanged }
}

const idKey = (one: SheetSetting): string =>
  one.entity === 'campaign'
    ? `campaign ${one.campaignId}`
    : one.entity === 'ad_group'
      ? `ad_group ${one.adGroupId ?? ''}`
      : `${one.entity} ${one.entityId ?? ''}`

/** Whatever can be wanted of one object only once. */
function objectKey({ kind, wish }: Wanted): string {
  const { entity = '', id = '', campaignId = '', adGroupId = '', matchType = '', term = '' } = wish
  return JSON.stringify([kind, entity, id, campaignId, adGroupId, matchType, term])
}

function merged(wishes: readonly SheetWish[]): SheetWish[] {
  const places = new Map<string, SheetWish>()
  const rest: SheetWish[] = []
  for (const one of wishes) {
    if (one.wanted.kind !== 'sp.placement') {
      rest.push(one)
      continue
    }
    const key = String(one.wanted.wish['campaignId'])
    const before = places.get(key)
    places.set(
      key,
      before === undefined
        ? one
        : { ...before, wanted: { ...before.wanted, wish: { ...before.wanted.wish, ...one.wanted.wish } } },
    )
  }
  return [...rest, ...places.values()]
}

type Found = { label: string; wanted: Wanted }

function lineWishes(scene: Scene, { cells }: SheetLine): Found[] {
  const entity = entityOf(cells.entity ?? '')
  const printed = cells.operation ?? ''
  const operation = printed === '' ? 'update' : operations.find(([pattern]) => pattern.test(printed))?.[1]
  if (operation === undefined) return fail('operation', 'operation_unknown')
  switch (entity) {
    case 'campaign':
      return campaignWishes(scene, cells, operation)
    case 'bid_adjustment':
      return placementWishes(scene, cells, operation)
    case 'ad_group':
    case 'product_ad':
    case 'keyword':
    case 'product_target':
      return operation === 'create'
        ? createdTarget(scene, cells, entity)
        : objectWishes(scene, cells, entity, operation)
    case 'negative_keyword':
    case 'campaign_negative_keyword':
    case 'negative_target':
      return negativeWishes(scene, cells, entity, operation)
    default:
      return fail('entity', 'entity_unknown')
  }
}

function idOf(cells: SheetLine['cells'], field: SheetField): string {
  const text = (cells[field] ?? '').trim()
  if (text === '') return fail(field, 'id_missing')
  // A spreadsheet that took the id for a number has lost its last digits.
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return fail(field, 'id_rounded')
  if (!/^\d{1,30}$/.test(text)) return fail(field, 'id_unreadable')
  return text
}

function knownBy(scene: Scene, entity: string, id: string, field: SheetField): SheetSetting {
  const found = scene.byId.get(`${entity} ${id}`)
  if (found === undefined) return fail(field, 'stale_id')
  return found.state === 'archived' ? fail(field, 'archived') : found
}

function amountOf(
  scene: Scene,
  cells: SheetLine['cells'],
  field: SheetField,
  what: 'bid' | 'budget',
): Micros | null {
  const text = (cells[field] ?? '').trim()
  if (text === '') return null
  const micros = microsOf(text, /,\d{1,2}$/.test(text) ? 'comma' : 'point')
  if (micros === null) return fail(field, 'number_unreadable')
  const range = rangeOf(what, scene.marketplace)
  const units = Number(decimalText(micros))
  if (micros <= 0n || (range !== null && (units < range[0] || units > range[1])))
    return fail(field, `${what}_out_of_range`)
  return micros
}

/** The state that is wanted, when it differs; archived is told apart. */
function movedState(
  cells: SheetLine['cells'],
  known: SheetSetting,
): 'ENABLED' | 'PAUSED' | 'ARCHIVED' | null {
  const text = (cells.state ?? '').trim().toLowerCase()
  if (text === '') return null
  const state = stateOf(text)
  if (state === null) return fail('state', 'state_unknown')
  return state === known.state ? null : (state.toUpperCase() as 'ENABLED')
}

function campaignWishes(scene: Scene, cells: SheetLine['cells'], operation: Operation): Found[] {
  if (operation === 'create') return fail('operation', 'create_campaign')
  const campaignId = idOf(cells, 'campaignId')
  const known = knownBy(scene, 'campaign', campaignId, 'campaignId')
  const label = known.name ?? campaignId
  const state = movedState(cells, known)
  if (operation === 'archive' || state === 'ARCHIVED')
    return [{ label, wanted: { kind: 'sp.archiveCampaign', wish: { campaignId } } }]
  const name = (cells.campaignName ?? '').trim()
  if (name !== '' && known.name !== null && name !== known.name.trim())
    return fail('campaignName', 'name_kept')
  const found: Found[] = []
  const budget = amountOf(scene, cells, 'dailyBudget', 'budget')
  if (budget !== null && budget !== known.dailyBudgetMicros)
    found.push({
      label,
      wanted: { kind: 'sp.budget', wish: { campaignId, dailyBudget: decimalText(budget) } },
    })
  const printed = (cells.biddingStrategy ?? '').trim()
  if (printed !== '') {
    const strategy = strategyOf(printed)
    if (strategy === null || strategy === 'RULE_BASED') {
      if (strategyOf(known.biddingStrategy) !== strategy || strategy === null)
        return fail('biddingStrategy', 'strategy_unknown')
    } else if (strategy !== strategyOf(known.biddingStrategy))
      found.push({ label, wanted: { kind: 'sp.strategy', wish: { campaignId, strategy } } })
  }
  if (state !== null)
    found.push({ label, wanted: { kind: 'sp.state', wish: { entity: 'campaigns', id: campaignId, state } } })
  return found
}

const placementKeys: Readonly<Record<string, string>> = {
  top: 'top',
  product_pages: 'productPage',
  rest: 'restOfSearch',
}

function placementWishes(scene: Scene, cells: SheetLine['cells'], operation: Operation): Found[] {
  if (operation === 'archive') return fail('operation', 'operation_unknown')
  const campaignId = idOf(cells, 'campaignId')
  const campaign = knownBy(scene, 'campaign', campaignId, 'campaignId')
  const place = placementOf(cells.placement ?? '')
  const key = placementKeys[place ?? '']
  if (key === undefined) return fail('placement', 'placement_unknown')
  const text = (cells.percentage ?? '').trim().replace(/%$/, '')
  if (text === '') return []
  const percent = numberOf(text, 'point')
  if (percent === null) return fail('percentage', 'number_unreadable')
  if (!Number.isInteger(percent) || percent < 0 || percent > 900)
    return fail('percentage', 'percent_out_of_range')
  const stands =
    scene.settings.find(
      (one) => one.entity === 'bid_adjustment' && one.campaignId === campaignId && one.placement === place,
    )?.adjustmentPercent ?? 0
  if (stands === percent) return []
  return [
    {
      label: campaign.name ?? campaignId,
      wanted: { kind: 'sp.placement', wish: { campaignId, [key]: percent } },
    },
  ]
}

type Held = 'ad_group' | 'product_ad' | 'keyword' | 'product_target'
const held: Readonly<Record<Held, { entity: string; id: SheetField; bid: SheetField | null }>> = {
  ad_group: { entity: 'adGroups', id: 'adGroupId', bid: 'defaultBid' },
  product_ad: { entity: 'productAds', id: 'adId', bid: null },
  keyword: { entity: 'keywords', id: 'keywordId', bid: 'bid' },
  product_target: { entity: 'targets', id: 'targetingId', bid: 'bid' },
}

function objectWishes(scene: Scene, cells: SheetLine['cells'], sort: Held, operation: Operation): Found[] {
  const { entity, id: field, bid: bidField } = held[sort]
  const id = idOf(cells, field)
  const known = knownBy(scene, sort, id, field)
  const label = known.text ?? known.name ?? known.sku ?? id
  const state = movedState(cells, known)
  if (operation === 'archive') return fail('operation', 'pause_instead')
  if (state === 'ARCHIVED') return fail('state', 'pause_instead')
  const found: Found[] = []
  const bid = bidField === null ? null : amountOf(scene, cells, bidField, 'bid')
  if (bid !== null && bid !== known.bidMicros)
    found.push({ label, wanted: { kind: 'sp.bid', wish: { entity, id, bid: decimalText(bid) } } })
  if (state !== null) found.push({ label, wanted: { kind: 'sp.state', wish: { entity, id, state } } })
  return found
}

/** Where something new goes: an ad group of a campaign, both by their ids. */
function parentOf(scene: Scene, cells: SheetLine['cells']): { campaignId: string; adGroupId: string } {
  const campaignId = idOf(cells, 'campaignId')
  const adGroupId = idOf(cells, 'adGroupId')
  return scene.parents.has(`${campaignId} ${adGroupId}`)
    ? { campaignId, adGroupId }
    : fail('adGroupId', 'stale_id')
}

/** The term of a new keyword or product, and why it is none. */
function termOf(cells: SheetLine['cells'], matchType: string): string {
  if (matchType === 'ASIN') {
    const asin = /^asin(?:-expanded)?="?([a-z0-9]{10})"?$/i
      .exec((cells.expression ?? '').trim())?.[1]
      ?.toUpperCase()
    return asin !== undefined && isAsin(asin) ? asin : fail('expression', 'asin_malformed')
  }
  const term = normalTerm(cells.keywordText ?? '')
  const problem = termProblem(term, matchType)
  return problem === null ? term : fail('keywordText', problem)
}

function createdTarget(scene: Scene, cells: SheetLine['cells'], sort: Held): Found[] {
  if (sort === 'ad_group' || sort === 'product_ad') return fail('operation', 'create_campaign')
  const parent = parentOf(scene, cells)
  const printed = matchTypeOf(cells.matchType ?? '', null)
  const matchType = sort === 'product_target' ? 'ASIN' : (printed ?? '').toUpperCase()
  if (!['EXACT', 'PHRASE', 'BROAD', 'ASIN'].includes(matchType)) return fail('matchType', 'match_unknown')
  const term = termOf(cells, matchType)
  const isThere = scene.settings.some(
    (one) =>
      one.entity === sort &&
      one.adGroupId === parent.adGroupId &&
      one.state !== 'archived' &&
      (matchType === 'ASIN'
        ? (one.text ?? '').toUpperCase().includes(term)
        : normalTerm(one.text ?? '') === term && one.matchType === matchType.toLowerCase()),
  )
  if (isThere) return fail(sort === 'keyword' ? 'keywordText' : 'expression', 'duplicate_keyword')
  const bid = amountOf(scene, cells, 'bid', 'bid')
  const wish = { ...parent, term, matchType, bid: bid === null ? null : decimalText(bid) }
  return [{ label: term, wanted: { kind: 'sp.keyword', wish } }]
}

type NegativeSort = 'negative_keyword' | 'campaign_negative_keyword' | 'negative_target'
const negativeEntities: Readonly<Record<NegativeSort, string>> = {
  negative_keyword: 'negativeKeywords',
  campaign_negative_keyword: 'campaignNegativeKeywords',
  negative_target: 'negativeTargets',
}

function negativeWishes(
  scene: Scene,
  cells: SheetLine['cells'],
  sort: NegativeSort,
  operation: Operation,
): Found[] {
  if (operation === 'create') {
    const printed = matchTypeOf(cells.matchType ?? '', null)
    const matchType = sort === 'negative_target' ? 'ASIN' : `NEGATIVE_${(printed ?? '').toUpperCase()}`
    if (!['NEGATIVE_EXACT', 'NEGATIVE_PHRASE', 'ASIN'].includes(matchType))
      return fail('matchType', 'match_unknown')
    const campaignId = idOf(cells, 'campaignId')
    knownBy(scene, 'campaign', campaignId, 'campaignId')
    const adGroupId = sort === 'campaign_negative_keyword' ? null : parentOf(scene, cells).adGroupId
    const term = termOf(cells, matchType)
    return [
      { label: term, wanted: { kind: 'sp.negative', wish: { campaignId, adGroupId, term, matchType } } },
    ]
  }
  const field = sort === 'negative_target' ? 'targetingId' : 'keywordId'
  const id = idOf(cells, field)
  const known = knownBy(scene, sort, id, field)
  const state = movedState(cells, known)
  if (operation !== 'archive' && state === null) return []
  if (operation !== 'archive' && state !== 'ARCHIVED') return fail('state', 'negative_state')
  return [
    { label: known.text ?? id, wanted: { kind: 'sp.archive', wish: { entity: negativeEntities[sort], id } } },
  ]
}
