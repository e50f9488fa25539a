// The auction plan: from bids, pages, stock and rivals to the rates at which each lane is shown and clicked on a mean day.
// It holds until a week is over, the marketplace's mood turns, or somebody changes something.

import { effectiveBid, places, winChance } from './auction.ts'
import { dayText } from './calendar.ts'
import { couponRatio, fitOf, intentFactor, pageConversion, ratingFactor } from './conversion.ts'
import { moodOf } from './seasons.ts'
import type {
  AdGroupState,
  CampaignState,
  Cell,
  FamilyState,
  Lane,
  ProductAdState,
  QueryState,
  Reach,
  Served,
  StoreState,
  TargetState,
} from './state.ts'
import type { NegativeTarget, Placement, TargetExpression } from './world-ads.ts'
import { isBlocked, keywordReach, tokensOf } from './words.ts'

/** One target's ad standing for one query in one place. */
type Entry = {
  target: TargetState
  ad: ProductAdState
  query: QueryState
  placement: Placement
  bidMinor: number
  quality: number
  score: number
  threshold: number
  reach: number
  conversion: number
}

function autoReach(clause: string, query: QueryState, families: ReadonlySet<FamilyState>): number {
  const isOurs = query.family !== null && families.has(query.family)
  if (query.kind === 'page') {
    if (clause === 'substitutes') return isOurs && query.pageOf === 'rival' ? 1 : 0
    return clause === 'complements' && (!isOurs || query.pageOf === 'own') ? 0.5 : 0
  }
  if (clause === 'close-match') return isOurs && query.relevance >= 0.6 ? 1 : 0
  if (clause === 'loose-match')
    return isOurs ? (query.relevance < 0.6 ? 0.9 : 0) : query.family === null ? 0.25 : 0.1
  return 0
}

/** The queries a target reaches, and how far; remembered by its text. */
function reachOf(store: StoreState, expression: TargetExpression, families: ReadonlySet<FamilyState>): Reach {
  const key =
    expression.kind === 'keyword'
      ? `${expression.match}/${expression.text}`
      : expression.kind === 'asin'
        ? `asin/${expression.asin}`
        : `${expression.clause}/${[...families].map((f) => f.index).join()}`
  const known = store.reach.get(key)
  if (known) return known
  const reach: Reach = []
  const words = expression.kind === 'keyword' ? tokensOf(expression.text) : []
  for (const query of store.queries) {
    let far = 0
    if (expression.kind === 'auto') far = autoReach(expression.clause, query, families)
    else if (expression.kind === 'asin') far = query.text === expression.asin.toLowerCase() ? 1 : 0
    else if (query.kind === 'search') far = keywordReach(words, expression.match, query.tokens)
    if (far > 0) reach.push({ query, far })
  }
  store.reach.set(key, reach)
  return reach
}

function blocks(expression: NegativeTarget['expression'], query: QueryState): boolean {
  if (expression.kind === 'asin') return query.text === expression.asin.toLowerCase()
  return query.kind === 'search' && isBlocked(tokensOf(expression.text), expression.match, query.tokens)
}

/** Queries that negatives of a campaign or ad group shut out. */
function blockedBy(store: StoreState, campaignId: string, adGroupId: string): Set<number> {
  const blocked = new Set<number>()
  for (const negative of store.ads.negatives) {
    if (negative.state !== 'enabled' || negative.campaignId !== campaignId) continue
    if (negative.adGroupId !== null && negative.adGroupId !== adGroupId) continue
    for (const query of store.queries) if (blocks(negative.expression, query)) blocked.add(query.index)
  }
  return blocked
}

/** Lanes shown less than this on a mean day are left out. */
const LEAST_SHOWN = 0.12

const searchPlaces: readonly Placement[] = ['top', 'rest', 'product_pages']
const pagePlaces: readonly Placement[] = ['product_pages']
const placeCode: Readonly<Record<Placement, number>> = { top: 0, rest: 1, product_pages: 2 }

/** The ads of a group that can be shown, each with its standing this week. */
function eligibleAds(store: StoreState, groupId: string, day: string) {
  return store.ads.ads
    .filter(
      (ad) =>
        ad.adGroupId === groupId &&
        ad.state === 'enabled' &&
        ad.listing.page.state === 'active' &&
        ad.listing.fulfillable > 0,
    )
    .map((ad) => ({
      ad,
      fit: fitOf(store, ad.listing),
      conversion: pageConversion(ad.listing, couponRatio(store, ad.listing, day)),
      appeal: ad.listing.quality.clicks * (0.6 + 0.4 * ratingFactor(ad.listing)),
    }))
}

/** For each query that negatives leave open, the target of the group that Amazon would use: the one worth most there. */
function servedBy(
  store: StoreState,
  group: AdGroupState,
  targets: readonly TargetState[],
  families: ReadonlySet<FamilyState>,
): Served[] {
  const key = `${group.adGroupId}/${[...families].map((f) => f.index).join()}`
  const known = store.served.get(key)
  if (known) return known
  const blocked = blockedBy(store, group.campaignId, group.adGroupId)
  const best = new Map<QueryState, Served & { worth: number }>()
  for (const target of targets) {
    const bid = target.bidMinor ?? group.defaultBidMinor
    for (const { query, far } of reachOf(store, target.expression, families)) {
      if (blocked.has(query.index)) continue
      const rival = best.get(query)
      if (!rival || bid * far > rival.worth) best.set(query, { query, target, far, worth: bid * far })
    }
  }
  const served = [...best.values()]
  store.served.set(key, served)
  return served
}

/** The ln score to beat for each query and place (index: query × 3 + place), in the mood of the day. */
function thresholdsOf(store: StoreState, mood: number): Float64Array {
  const thresholds = new Float64Array(store.queries.length * 3)
  for (const query of store.queries)
    searchPlaces.forEach((placement, i) => {
      thresholds[query.index * 3 + i] =
        query.rivalLevel + query.drift + query.reaction + Math.log(mood) + places[placement].fight
    })
  return thresholds
}

/** Every ad that has a chance, by query and place; same index as the thresholds. */
function entriesOf(store: StoreState, day: string, thresholds: Float64Array): (Entry[] | undefined)[] {
  const byPlace: (Entry[] | undefined)[] = Array.from({ length: store.queries.length * 3 })
  const targetsOf = Map.groupBy(
    store.ads.targets.filter((t) => t.state === 'enabled'),
    (t) => t.adGroup,
  )
  for (const group of store.ads.adGroups) {
    const { campaign } = group
    if (group.state !== 'enabled' || campaign.state !== 'enabled') continue
    const ads = eligibleAds(store, group.adGroupId, day)
    if (ads.length === 0) continue
    const families = new Set(ads.map(({ ad }) => ad.listing.family))
    for (const { query, target, far } of servedBy(store, group, targetsOf.get(group) ?? [], families)) {
      const best = bestTwo(ads, query)
      for (const placement of query.kind === 'page' ? pagePlaces : searchPlaces) {
        if (query.volume * places[placement].inventory * far < LEAST_SHOWN) continue
        const shown = placement === 'product_pages' ? 1 : best.length
        for (let i = 0; i < shown; i++) addEntry(byPlace, thresholds, target, best[i]!, query, placement, far)
      }
    }
  }
  return byPlace
}

type Eligible = ReturnType<typeof eligibleAds>[number]

/** Amazon shows the ads of a group that fit best; popularity decides between equals. */
function bestTwo(ads: readonly Eligible[], query: QueryState): Eligible[] {
  if (ads.length <= 2) return [...ads]
  let first: Eligible | null = null
  let second: Eligible | null = null
  let high = -1
  let next = -1
  for (const a of ads) {
    const worth = a.fit[query.index]! * (0.4 + a.ad.listing.popularity)
    if (worth > high) {
      second = first
      next = high
      first = a
      high = worth
    } else if (worth > next) {
      second = a
      next = worth
    }
  }
  return first && second ? [first, second] : first ? [first] : []
}

function addEntry(
  byPlace: (Entry[] | undefined)[],
  thresholds: Float64Array,
  target: TargetState,
  eligible: Eligible,
  query: QueryState,
  placement: Placement,
  reach: number,
): void {
  const { campaign, defaultBidMinor } = target.adGroup
  const { ad } = eligible
  const conversion = eligible.conversion * intentFactor(ad.listing, query) * places[placement].conversion
  const promise = conversion / (ad.listing.family.spec.conversionRatio * 0.75)
  const bidMinor = effectiveBid(
    target.bidMinor ?? defaultBidMinor,
    campaign.placementPercent[placement],
    campaign.strategy,
    promise,
    placement,
  )
  const quality = (0.25 + 0.75 * eligible.fit[query.index]!) * eligible.appeal
  const key = query.index * 3 + placeCode[placement]
  const score = bidMinor * quality
  const threshold = thresholds[key]!
  if (bidMinor < 1 || Math.log(score) < threshold - 2.6 * query.rivalSpread) return
  const entry: Entry = {
    target,
    ad,
    query,
    placement,
    bidMinor,
    quality,
    score,
    threshold,
    reach,
    conversion,
  }
  const list = byPlace[key]
  if (list) list.push(entry)
  else byPlace[key] = [entry]
}

type Draft = { entry: Entry; impressions: number; clicks: number; chance: number }

/** Own ads do not price each other, but share the room: each further one gets half, a repeated product a sixth. */
function shareRoom(entries: Entry[], drafts: Draft[]): void {
  if (entries.length > 1) entries.sort((a, b) => b.score - a.score)
  const seen = new Map<number, number>()
  let crowd = 1
  for (const entry of entries) {
    const { query, placement } = entry
    const place = places[placement]
    // Who is out of budget makes room for the others.
    const { openShare } = entry.target.adGroup.campaign
    const shownFor = seen.get(entry.ad.listing.index)
    const repeat = shownFor === undefined ? 1 : 1 - 0.84 * shownFor
    seen.set(entry.ad.listing.index, Math.max(openShare, shownFor ?? 0))
    const chance = winChance(entry.score, entry.threshold, query.rivalSpread)
    const room =
      query.kind === 'page' ? place.inventory : placement === 'product_pages' ? 0.9 : place.inventory
    const impressions = query.volume * room * entry.reach * chance * crowd * repeat
    crowd *= 1 - openShare * (shownFor === undefined ? 0.5 : 0.1)
    if (crowd < 0.03) break
    if (impressions < LEAST_SHOWN) continue
    drafts.push({ entry, impressions, clicks: impressions * place.clickRatio * entry.quality, chance })
  }
}

function laneNumber(store: StoreState, lane: Lane): number {
  const key =
    ((lane.target.index * 4096 + lane.ad.index) * 8192 + lane.query.index) * 3 + placeCode[lane.placement]
  const known = store.laneOf.get(key)
  if (known !== undefined) return known
  const { target, ad, query, placement } = lane
  store.lanes.push({ target, ad, query, placement })
  store.laneOf.set(key, store.lanes.length - 1)
  return store.lanes.length - 1
}

function cellOf(
  store: StoreState,
  campaign: CampaignState,
  family: FamilyState,
  drafts: readonly Draft[],
): Cell {
  const n = drafts.length
  const column = () => new Float64Array(n)
  const cell: Cell = {
    campaign,
    family,
    fromHour: store.hour,
    lanes: new Uint32Array(n),
    impressions: column(),
    clicksUpTo: column(),
    conversion: column(),
    bidMinor: column(),
    quality: column(),
    threshold: column(),
    spread: column(),
    winShare: column(),
    exposure: [],
    shown: new Map(),
  }
  let clicks = 0
  drafts.forEach(({ entry, impressions, clicks: rate, chance }, i) => {
    cell.lanes[i] = laneNumber(store, entry)
    cell.impressions[i] = impressions
    cell.clicksUpTo[i] = clicks += rate
    cell.conversion[i] = Math.min(0.45, entry.conversion)
    cell.bidMinor[i] = entry.bidMinor
    cell.quality[i] = entry.quality
    cell.threshold[i] = entry.threshold
    cell.spread[i] = entry.query.rivalSpread
    cell.winShare[i] = chance
  })
  return cell
}

const nothing = new Float64Array(0)

/** History needs only what was shown and clicked. */
const retired = (cell: Cell): Cell => ({
  ...cell,
  conversion: nothing,
  bidMinor: nothing,
  quality: nothing,
  threshold: nothing,
  spread: nothing,
  winShare: nothing,
})

/** The rates of every lane on a mean day, as settings, stock and rivals stand; changes nothing. */
export function draftPlan(store: StoreState, today: number): Draft[] {
  const thresholds = thresholdsOf(store, moodOf(store.place.code, today).rivals)
  const drafts: Draft[] = []
  for (const entries of entriesOf(store, dayText(today), thresholds)) if (entries) shareRoom(entries, drafts)
  return drafts
}

/** Makes the store's plan anew from everything as it stands; the old cells become history. */
export function rebuildPlan(store: StoreState, today: number): void {
  for (const cell of store.cells) if (cell.exposure.length > 0) store.pastCells.push(retired(cell))
  if (store.isDirty) store.served.clear()
  const drafts = draftPlan(store, today)
  const groups = new Map<number, Draft[]>()
  for (const draft of drafts) {
    const { target, ad } = draft.entry
    const key = target.adGroup.campaign.index * 64 + ad.listing.family.index
    const list = groups.get(key)
    if (list) list.push(draft)
    else groups.set(key, [draft])
  }
  store.cells = [...groups.keys()]
    .sort((a, b) => a - b)
    .map((key) => {
      const list = groups.get(key)!
      return cellOf(store, list[0]!.entry.target.adGroup.campaign, list[0]!.entry.ad.listing.family, list)
    })
  store.planDay = today
  store.isDirty = false
  for (const listing of store.listings) listing.isPlanned = listing.fulfillable > 0
  store.isStale = false
}
