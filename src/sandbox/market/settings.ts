// The world's switches: everything a seller, an agency or a stranger may change between two steps. A change holds from the next
// simulated hour, is checked against Amazon's limits first, and stands in the change history under the name of who made it.

import {
  addAd,
  addAdGroup,
  addCampaign,
  addNegative,
  addPortfolio,
  addTarget,
  type CampaignDraft,
} from './ads-tree.ts'
import { capOf, reopen } from './billing.ts'
import { dayIndexOf } from './calendar.ts'
import { note } from './habits.ts'
import { codeOf } from './ids.ts'
import { adLimits } from './marketplaces.ts'
import { qualityOf } from './pages.ts'
import { mix, Random } from './random.ts'
import { refuse } from './refusal.ts'
import type { CampaignState, ChangeRecord, ListingState, MarketState, StoreState } from './state.ts'
import { requestRemoval, sendShipment } from './supply.ts'
import type { Listing } from './world.ts'
import type { AdGroup, AdState, Campaign, NegativeTarget, Placement, TargetExpression } from './world-ads.ts'
import type { Promotion, RemovalRecord } from './world-trade.ts'

export type CampaignPatch = Partial<
  Pick<Campaign, 'name' | 'state' | 'dailyBudgetMinor' | 'strategy' | 'portfolioId'>
> & {
  placementPercent?: Partial<Record<Placement, number>>
}
export type ListingPatch = Partial<
  Pick<Listing, 'title' | 'bullets' | 'description' | 'searchTerms' | 'images' | 'priceMinor' | 'state'>
>

export type Change =
  | { kind: 'campaign'; campaignId: string; patch: CampaignPatch }
  | {
      kind: 'adGroup'
      adGroupId: string
      patch: Partial<Pick<AdGroup, 'name' | 'state' | 'defaultBidMinor'>>
    }
  | { kind: 'ad'; adId: string; patch: { state: AdState } }
  | { kind: 'target'; targetId: string; patch: { state?: AdState; bidMinor?: number | null } }
  | { kind: 'negative'; negativeId: string; patch: { state: AdState } }
  | { kind: 'addPortfolio'; name: string }
  | { kind: 'addCampaign'; draft: CampaignDraft }
  | { kind: 'addAdGroup'; campaignId: string; name: string; defaultBidMinor: number }
  | { kind: 'addAd'; adGroupId: string; sku: string }
  | { kind: 'addTarget'; adGroupId: string; expression: TargetExpression; bidMinor: number | null }
  | {
      kind: 'addNegative'
      campaignId: string
      adGroupId: string | null
      expression: NegativeTarget['expression']
    }
  | { kind: 'listing'; sku: string; patch: ListingPatch }
  | { kind: 'addShipment'; lines: readonly { sku: string; units: number }[]; leadDays: number }
  | {
      kind: 'addRemoval'
      sku: string
      units: number
      disposition: RemovalRecord['disposition']
      method: RemovalRecord['kind']
    }
  | { kind: 'addPromotion'; promotion: Omit<Promotion, 'promotionId' | 'storeKey'> }
  | { kind: 'answerMessage'; messageId: string }

type Scene = { store: StoreState; at: number; today: number; by: string }

function found<T>(value: T | undefined, entity: string, id: string): T {
  if (value === undefined) return refuse('market.notFound', { entity, id })
  return value
}

function within(scene: Scene, value: number, limit: readonly [number, number], field: string): void {
  const [min, max] = limit
  if (!Number.isSafeInteger(value) || value < min || value > max)
    refuse('market.outOfRange', { field, value, min, max, currency: scene.store.facts.currency })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Copies the patch over the entity and notes each field that really changed. */
function patchInto(
  scene: Scene,
  entity: ChangeRecord['entity'],
  entityId: string,
  target: object,
  patch: object,
): void {
  const old = target as Record<string, unknown>
  const { state } = patch as { state?: unknown }
  if (old['state'] === 'archived' && state !== undefined && state !== 'archived')
    refuse('market.archived', { entity, id: entityId })
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined || text(old[field] ?? null) === text(value)) continue
    note(scene.store, {
      at: scene.at,
      by: scene.by,
      entity,
      entityId,
      field,
      from: text(old[field] ?? null),
      to: text(value),
    })
    old[field] = value
    scene.store.isDirty = true
  }
}

function changeCampaign(scene: Scene, campaign: CampaignState, patch: CampaignPatch): void {
  const limits = adLimits[scene.store.place.code]
  if (patch.dailyBudgetMinor !== undefined)
    within(scene, patch.dailyBudgetMinor, limits.budget, 'dailyBudgetMinor')
  for (const percent of Object.values(patch.placementPercent ?? {}))
    within(scene, percent, [0, 900], 'placementPercent')
  const { placementPercent, ...rest } = patch
  patchInto(scene, 'campaign', campaign.campaignId, campaign, {
    ...rest,
    ...(placementPercent ? { placementPercent: { ...campaign.placementPercent, ...placementPercent } } : {}),
  })
  campaign.capMinor = capOf(campaign)
  if (!campaign.isOpen && campaign.spentMinor < campaign.capMinor) reopen(scene.store, campaign, scene.at)
}

function changeListing(scene: Scene, listing: ListingState, patch: ListingPatch): void {
  if (patch.priceMinor !== undefined) within(scene, patch.priceMinor, [1, 100_000_000], 'priceMinor')
  if (patch.title !== undefined && patch.title.trim() === '') refuse('market.empty', { field: 'title' })
  patchInto(scene, 'listing', listing.page.sku, listing.page, patch)
  listing.quality = qualityOf(listing.page)
  listing.fit = null
}

const listingOf = (store: StoreState, sku: string): ListingState =>
  found(
    store.listings.find((l) => l.page.sku === sku),
    'listing',
    sku,
  )

function addEntity(scene: Scene, change: Change): string | null {
  const { store, today } = scene
  const limits = adLimits[store.place.code]
  const groupOf = (id: string) =>
    found(
      store.ads.adGroups.find((g) => g.adGroupId === id),
      'adGroup',
      id,
    )
  const campaignOf = (id: string) =>
    found(
      store.ads.campaigns.find((c) => c.campaignId === id),
      'campaign',
      id,
    )
  switch (change.kind) {
    case 'addPortfolio':
      return addPortfolio(store, change.name)
    case 'addCampaign':
      within(scene, change.draft.dailyBudgetMinor, limits.budget, 'dailyBudgetMinor')
      if (store.ads.campaigns.some((c) => c.name === change.draft.name && c.state !== 'archived'))
        refuse('market.duplicate', { entity: 'campaign', name: change.draft.name })
      return addCampaign(store, change.draft, today).campaignId
    case 'addAdGroup':
      within(scene, change.defaultBidMinor, limits.bid, 'defaultBidMinor')
      return addAdGroup(store, campaignOf(change.campaignId), change.name, change.defaultBidMinor).adGroupId
    case 'addAd':
      return addAd(store, groupOf(change.adGroupId), listingOf(store, change.sku)).adId
    case 'addTarget': {
      if (change.bidMinor !== null) within(scene, change.bidMinor, limits.bid, 'bidMinor')
      const group = groupOf(change.adGroupId)
      if (
        store.ads.targets.some(
          (t) =>
            t.adGroup === group && t.state !== 'archived' && text(t.expression) === text(change.expression),
        )
      )
        refuse('market.duplicate', { entity: 'target', name: text(change.expression) })
      return addTarget(store, group, change.expression, change.bidMinor).targetId
    }
    case 'addNegative': {
      const group = change.adGroupId === null ? null : groupOf(change.adGroupId)
      return addNegative(store, campaignOf(change.campaignId), group, change.expression).negativeId
    }
    default:
      return null
  }
}

const entityOf: Readonly<Partial<Record<Change['kind'], ChangeRecord['entity']>>> = {
  addCampaign: 'campaign',
  addAdGroup: 'adGroup',
  addAd: 'ad',
  addTarget: 'target',
  addNegative: 'negative',
}

function changeAds(scene: Scene, change: Change): string | null {
  const { ads, place } = scene.store
  const { bid } = adLimits[place.code]
  switch (change.kind) {
    case 'campaign':
      changeCampaign(
        scene,
        found(
          ads.campaigns.find((c) => c.campaignId === change.campaignId),
          'campaign',
          change.campaignId,
        ),
        change.patch,
      )
      return change.campaignId
    case 'adGroup': {
      if (change.patch.defaultBidMinor !== undefined)
        within(scene, change.patch.defaultBidMinor, bid, 'defaultBidMinor')
      const group = found(
        ads.adGroups.find((g) => g.adGroupId === change.adGroupId),
        'adGroup',
        change.adGroupId,
      )
      patchInto(scene, 'adGroup', change.adGroupId, group, change.patch)
      return change.adGroupId
    }
    case 'ad':
      patchInto(
        scene,
        'ad',
        change.adId,
        found(
          ads.ads.find((a) => a.adId === change.adId),
          'ad',
          change.adId,
        ),
        change.patch,
      )
      return change.adId
    case 'target': {
      if (typeof change.patch.bidMinor === 'number') within(scene, change.patch.bidMinor, bid, 'bidMinor')
      const target = found(
        ads.targets.find((t) => t.targetId === change.targetId),
        'target',
        change.targetId,
      )
      patchInto(scene, 'target', change.targetId, target, change.patch)
      return change.targetId
    }
    case 'negative': {
      const negative = found(
        ads.negatives.find((n) => n.negativeId === change.negativeId),
        'negative',
        change.negativeId,
      )
      patchInto(scene, 'negative', change.negativeId, negative, change.patch)
      return change.negativeId
    }
    default:
      return null
  }
}

function changeTrade(scene: Scene, change: Change): string {
  const { store, at, by } = scene
  const said = (entity: ChangeRecord['entity'], entityId: string, to: string): string => {
    note(store, { at, by, entity, entityId, field: 'created', from: '', to })
    return entityId
  }
  switch (change.kind) {
    case 'listing':
      changeListing(scene, listingOf(store, change.sku), change.patch)
      return change.sku
    case 'addShipment': {
      for (const line of change.lines) within(scene, line.units, [1, 1_000_000], 'units')
      const wishes = change.lines.map(({ sku, units }) => ({ listing: listingOf(store, sku), units }))
      const random = new Random(mix(mix(store.key, store.shipments.length), 0x3c6e))
      return said(
        'shipment',
        sendShipment(store, wishes, at, change.leadDays, random).shipmentId,
        text(change.lines),
      )
    }
    case 'addRemoval': {
      within(scene, change.units, [1, 1_000_000], 'units')
      const listing = listingOf(store, change.sku)
      const record = requestRemoval(store, listing, change.units, change.disposition, change.method, at)
      return said('removal', record.removalOrderId, String(change.units))
    }
    case 'addPromotion': {
      const { promotion } = change
      if (!(promotion.discountRatio > 0 && promotion.discountRatio < 0.9))
        refuse('market.outOfRange', {
          field: 'discountRatio',
          value: promotion.discountRatio,
          min: 0,
          max: 0.9,
          currency: '',
        })
      const promotionId = codeOf('PLM-', mix(store.key, 77), store.promotions.length, 12)
      store.promotions.push({ ...promotion, promotionId, storeKey: store.facts.key })
      store.isDirty = true
      return said('promotion', promotionId, promotion.name)
    }
    case 'answerMessage': {
      const i = store.messages.findIndex((m) => m.messageId === change.messageId && m.at <= at)
      const message = found(store.messages[i], 'message', change.messageId)
      store.messages[i] = { ...message, answeredAt: Math.min(at, message.answeredAt ?? at) }
      return change.messageId
    }
    default:
      return refuse('market.unknownChange', { kind: change.kind })
  }
}

/** Applies one change now. Answers the id concerned. Throws MarketRefusal with nothing changed. */
export function applyChange(state: MarketState, storeKey: string, change: Change, by: string): string {
  const store = found(state.storeByKey.get(storeKey), 'store', storeKey)
  const at = state.now
  const scene: Scene = { store, at, today: dayIndexOf(store.place.timeZone, at), by }
  const made = addEntity(scene, change)
  if (made !== null) {
    const entity = entityOf[change.kind]
    if (entity) note(store, { at, by, entity, entityId: made, field: 'created', from: '', to: text(change) })
    return made
  }
  return changeAds(scene, change) ?? changeTrade(scene, change)
}
