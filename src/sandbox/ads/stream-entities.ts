// Marketing Stream's entity data sets: the whole object after each change, with a version that only grows. Who changed it is not said, and
// names are in none of them.

import type { ChangeRecord } from '../market/state.ts'
import type { AdGroup, AdsTree, Campaign, NegativeTarget, ProductAd, Target } from '../market/world-ads.ts'
import type { Store } from '../market/world.ts'
import { placementWords, stateWords, strategyWords } from './entities.ts'

const kindsOf: Readonly<Record<string, readonly ChangeRecord['entity'][]>> = {
  campaigns: ['campaign'],
  adgroups: ['adGroup'],
  ads: ['ad'],
  targets: ['target', 'negative'],
}

export const entityDatasets = Object.keys(kindsOf)

type Scene = { store: Store; tree: AdsTree; decimals: number; marketplaceId: string }
type Fields = Record<string, unknown>

/** What stood in a field, from the text that the market's book keeps. */
function valueFrom(field: string, text: string): unknown {
  if (text === 'null') return null
  return /Minor$|Percent$/.test(field) ? JSON.parse(text) : text
}

const idOf: Readonly<Record<string, string>> = {
  campaign: 'campaignId',
  adGroup: 'adGroupId',
  ad: 'adId',
  target: 'targetId',
  negative: 'negativeId',
}

function entitiesOf(tree: AdsTree, kind: ChangeRecord['entity']): readonly object[] {
  if (kind === 'campaign') return tree.campaigns
  if (kind === 'adGroup') return tree.adGroups
  if (kind === 'ad') return tree.ads
  return kind === 'target' ? tree.targets : tree.negatives
}

/** Fields set by one call at one time are one change of the object. */
const isOneCall = (a: ChangeRecord, b: ChangeRecord | undefined): boolean =>
  b !== undefined && a.at === b.at && a.by === b.by && a.entityId === b.entityId && a.field !== b.field

/** The messages of a data set about the changes from `since` (a place in the book) on. */
export function entityMessages(
  scene: Scene,
  dataset: string,
  book: readonly ChangeRecord[],
  since: number,
): Fields[] {
  const kinds = kindsOf[dataset] ?? []
  const fresh = book.slice(since).filter((one) => kinds.includes(one.entity))
  const byId = Map.groupBy(
    book.filter((one) => kinds.includes(one.entity)),
    (one) => one.entityId,
  )
  const messages: Fields[] = []
  for (const change of fresh) {
    const own = byId.get(change.entityId) ?? []
    const at = own.indexOf(change)
    if (isOneCall(change, own[at + 1])) continue
    const now = entitiesOf(scene.tree, change.entity).find(
      (one) => (one as Fields)[idOf[change.entity] ?? ''] === change.entityId,
    )
    if (now === undefined) continue
    // The world shows the object as it stands now: what came later is taken away again.
    const then: Fields = { ...now }
    for (const later of own.slice(at + 1).toReversed())
      if (later.field !== 'created') then[later.field] = valueFrom(later.field, later.from)
    const created = own[0]?.field === 'created' ? own[0].at : Date.parse(`${scene.store.openedOn}T00:00:00Z`)
    messages.push({
      dataset_id: dataset,
      advertiser_id: scene.store.sellerId,
      marketplace_id: scene.marketplaceId,
      accountId: scene.store.profileId,
      adProduct: 'SPONSORED_PRODUCTS',
      version: at + 2,
      ...shapes[dataset]!(scene, then, change.entity),
      audit: {
        creationDateTime: new Date(created).toISOString(),
        lastUpdatedDateTime: new Date(change.at).toISOString(),
      },
    })
  }
  return messages
}

type Shape = (scene: Scene, one: Fields, kind: ChangeRecord['entity']) => Fields

const money = ({ decimals }: Scene, minor: number): number => minor / 10 ** decimals

function campaignFields(scene: Scene, fields: Fields): Fields {
  const one = fields as unknown as Campaign
  return {
    campaignId: one.campaignId,
    ...(one.portfolioId === null ? {} : { portfolioId: one.portfolioId }),
    productLocation: 'SOLD_ON_AMAZON',
    startDateTime: `${one.startOn}T00:00:00Z`,
    state: stateWords[one.state],
    tags: {},
    targetingSettings: one.targeting.toUpperCase(),
    budget: {
      budgetCap: {
        monetaryBudget: {
          amount: money(scene, one.dailyBudgetMinor),
          currencyCode: scene.store.currency,
        },
        recurrence: { recurrenceType: 'DAILY' },
      },
    },
    bidSetting: {
      bidStrategy: strategyWords[one.strategy],
      placementBidAdjustment: Object.entries(one.placementPercent)
        .filter(([, percentage]) => percentage > 0)
        .map(([place, percentage]) => ({
          placement: placementWords[place as keyof typeof placementWords],
          percentage,
        })),
    },
  }
}

function groupFields(scene: Scene, fields: Fields): Fields {
  const one = fields as unknown as AdGroup
  return {
    adGroupId: one.adGroupId,
    campaignId: one.campaignId,
    bidValue: {
      defaultBid: { value: money(scene, one.defaultBidMinor), currencyCode: scene.store.currency },
    },
    state: stateWords[one.state],
  }
}

const campaignOf = ({ tree }: Scene, adGroupId: string): string | undefined =>
  tree.adGroups.find((group) => group.adGroupId === adGroupId)?.campaignId

function adFields(scene: Scene, fields: Fields): Fields {
  const one = fields as unknown as ProductAd
  return {
    adId: one.adId,
    adGroupId: one.adGroupId,
    campaignId: campaignOf(scene, one.adGroupId),
    asin: one.asin,
    sku: one.sku,
    state: stateWords[one.state],
  }
}

function clauseFields({ expression }: Pick<Target | NegativeTarget, 'expression'>): Fields {
  if (expression.kind === 'keyword')
    return {
      targetType: 'KEYWORD',
      keywordTarget: { matchType: expression.match.toUpperCase(), keyword: expression.text },
    }
  if (expression.kind === 'asin')
    return {
      targetType: 'EXPRESSION',
      expressionTarget: { matchType: 'ASIN', targetingClause: `asin="${expression.asin}"` },
    }
  return { targetType: 'AUTO', autoTarget: { targetingClause: expression.clause } }
}

function targetFields(scene: Scene, fields: Fields, kind: ChangeRecord['entity']): Fields {
  if (kind === 'negative') {
    const one = fields as unknown as NegativeTarget
    return {
      targetId: one.negativeId,
      ...(one.adGroupId === null ? {} : { adGroupId: one.adGroupId }),
      campaignId: one.campaignId,
      state: stateWords[one.state],
      negative: true,
      ...clauseFields(one),
    }
  }
  const one = fields as unknown as Target
  return {
    targetId: one.targetId,
    adGroupId: one.adGroupId,
    campaignId: campaignOf(scene, one.adGroupId),
    state: stateWords[one.state],
    negative: false,
    bid: one.bidMinor === null ? null : money(scene, one.bidMinor),
    currencyCode: scene.store.currency,
    ...clauseFields(one),
  }
}

const shapes: Readonly<Record<string, Shape>> = {
  campaigns: campaignFields,
  adgroups: groupFields,
  ads: adFields,
  targets: targetFields,
}
