// Exports: the whole tree of a profile as gzip JSON in the common model, made on the clock.

import { AmazonError } from '../amazon-error.ts'
import { mix } from '../market/random.ts'
import type { Stage } from '../stage.ts'
import type { AdState, BiddingStrategy, NegativeTarget, Target } from '../market/world-ads.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, fromMinor, invalid } from './call.ts'
import { placementWords, stateWords, treeOf } from './entities.ts'

type Kind = 'campaigns' | 'adGroups' | 'ads' | 'targets'
type Export = {
  exportId: string
  profileId: string
  kind: Kind
  body: Readonly<Record<string, unknown>>
  createdAt: number
  endAt: number
  outcome: 'COMPLETED' | 'FAILED' | null
  fileSize: number | null
}

const URL_SECONDS = 3600
const MOST_RUNNING = 5
const shelves = new WeakMap<Stage, Map<string, Export>>()

function shelfOf(stage: Stage): Map<string, Export> {
  let shelf = shelves.get(stage)
  if (!shelf) shelves.set(stage, (shelf = new Map()))
  return shelf
}

const iso = (at: number): string => new Date(at).toISOString()

const strategies: Readonly<Record<BiddingStrategy, string>> = {
  down_only: 'SALES_BID_DOWN_ONLY',
  up_and_down: 'SALES_UP_AND_DOWN',
  fixed: 'NONE',
}

const autoTypes = {
  'close-match': 'SEARCH_CLOSE_MATCH',
  'loose-match': 'SEARCH_LOOSE_MATCH',
  substitutes: 'PRODUCT_SUBSTITUTES',
  complements: 'PRODUCT_COMPLEMENTS',
} as const

function delivery(state: AdState): Record<string, unknown> {
  return state === 'enabled'
    ? { deliveryStatus: 'DELIVERING', deliveryReasons: [] }
    : { deliveryStatus: 'NOT_DELIVERING', deliveryReasons: [`CAMPAIGN_${stateWords[state]}`] }
}

function stamps(call: AdsCall, id: string): Record<string, string> {
  const own = call.stage.market.changes(call.store.key).filter((change) => change.entityId === id)
  const opened = Date.parse(`${call.store.openedOn}T00:00:00Z`)
  return { creationDateTime: iso(own[0]?.at ?? opened), lastUpdatedDateTime: iso(own.at(-1)?.at ?? opened) }
}

function details(expression: Target['expression'] | NegativeTarget['expression']): Record<string, unknown> {
  if (expression.kind === 'keyword')
    return {
      targetType: 'KEYWORD',
      targetDetails: { matchType: expression.match.toUpperCase(), keyword: expression.text },
    }
  if (expression.kind === 'asin')
    return { targetType: 'PRODUCT', targetDetails: { matchType: 'PRODUCT_EXACT', asin: expression.asin } }
  return { targetType: 'AUTO', targetDetails: { matchType: autoTypes[expression.clause] } }
}

const sp = { adProduct: 'SPONSORED_PRODUCTS' }

const rowsOf: Readonly<Record<Kind, (call: AdsCall) => Record<string, unknown>[]>> = {
  campaigns: (call) =>
    treeOf(call).campaigns.map((one) => ({
      ...(one.portfolioId === null ? {} : { portfolioId: one.portfolioId }),
      campaignId: one.campaignId,
      ...sp,
      name: one.name,
      startDate: one.startOn,
      state: stateWords[one.state],
      tags: [],
      ...delivery(one.state),
      optimization: {
        bidStrategy: strategies[one.strategy],
        placementBidAdjustments: Object.entries(one.placementPercent)
          .filter(([, percentage]) => percentage > 0)
          .map(([place, percentage]) => ({
            placement: placementWords[place as keyof typeof placementWords],
            percentage,
          })),
      },
      budgetCaps: {
        recurrenceTimePeriod: 'DAILY',
        budgetType: 'MONETARY',
        budgetValue: {
          monetaryBudget: {
            currencyCode: call.facts.currency,
            amount: fromMinor(call, one.dailyBudgetMinor),
          },
        },
      },
      targetingSettings: one.targeting.toUpperCase(),
      ...stamps(call, one.campaignId),
    })),
  adGroups: (call) =>
    treeOf(call).adGroups.map((one) => ({
      adGroupId: one.adGroupId,
      campaignId: one.campaignId,
      ...sp,
      name: one.name,
      state: stateWords[one.state],
      ...delivery(one.state),
      bid: { defaultBid: fromMinor(call, one.defaultBidMinor), currencyCode: call.facts.currency },
      ...stamps(call, one.adGroupId),
    })),
  ads(call) {
    const tree = treeOf(call)
    const campaignOf = new Map(tree.adGroups.map((group) => [group.adGroupId, group.campaignId]))
    return tree.ads.map((one) => ({
      adId: one.adId,
      adGroupId: one.adGroupId,
      campaignId: campaignOf.get(one.adGroupId),
      ...sp,
      state: stateWords[one.state],
      adType: 'PRODUCT_AD',
      creative: {
        products: [
          { productIdType: 'SKU', productId: one.sku },
          { productIdType: 'ASIN', productId: one.asin },
        ],
      },
      ...delivery(one.state),
      ...stamps(call, one.adId),
    }))
  },
  targets(call) {
    const tree = treeOf(call)
    const campaignOf = new Map(tree.adGroups.map((group) => [group.adGroupId, group.campaignId]))
    const bidOf = (bidMinor: number | null) =>
      bidMinor === null ? {} : { bid: { bid: fromMinor(call, bidMinor), currencyCode: call.facts.currency } }
    return [
      ...tree.targets.map((one) => ({
        targetId: one.targetId,
        adGroupId: one.adGroupId,
        campaignId: campaignOf.get(one.adGroupId),
        ...sp,
        state: stateWords[one.state],
        negative: false,
        targetLevel: 'AD_GROUP',
        ...details(one.expression),
        ...bidOf(one.bidMinor),
        ...delivery(one.state),
        ...stamps(call, one.targetId),
      })),
      ...tree.negatives.map((one) => ({
        targetId: one.negativeId,
        ...(one.adGroupId === null ? {} : { adGroupId: one.adGroupId }),
        campaignId: one.campaignId,
        ...sp,
        state: stateWords[one.state],
        negative: true,
        targetLevel: one.adGroupId === null ? 'CAMPAIGN' : 'AD_GROUP',
        ...details(one.expression),
        ...delivery(one.state),
        ...stamps(call, one.negativeId),
      })),
    ]
  },
}

/** field of a row ← filter of the request. */
const filters: Readonly<Record<string, string>> = {
  adProductFilter: 'adProduct',
  stateFilter: 'state',
  negativeFilter: 'negative',
  targetLevelFilter: 'targetLevel',
  targetTypeFilter: 'targetType',
}

function settle(call: AdsCall, one: Export): void {
  if (one.outcome !== null || call.now < one.endAt) return
  const { stage, store } = call
  if (stage.faults.strike('fatal', store.profileId, `${one.kind} export`)) {
    one.outcome = 'FAILED'
    return
  }
  const rows = rowsOf[one.kind](call).filter((row) =>
    Object.entries(filters).every(([name, field]) => {
      const wanted = one.body[name]
      return !Array.isArray(wanted) || wanted.includes(row[field])
    }),
  )
  const bytes = Buffer.from(JSON.stringify(rows), 'utf8')
  one.outcome = 'COMPLETED'
  one.fileSize = bytes.length
  stage.documents.put(one.exportId, {
    bytes,
    contentType: 'application/json; charset=UTF-8',
    isZipped: true,
    sellerId: store.profileId,
    type: `${one.kind} export`,
  })
}

const mediaOf = (kind: Kind): string => `application/vnd.${kind.toLowerCase()}export.v1+json`

function shown(call: AdsCall, one: Export): unknown {
  settle(call, one)
  const isDone = one.outcome === 'COMPLETED'
  return {
    exportId: one.exportId,
    status: one.outcome ?? 'PROCESSING',
    createdAt: iso(one.createdAt),
    ...(isDone
      ? {
          generatedAt: iso(one.endAt),
          fileSize: one.fileSize,
          url: call.origin + call.stage.documents.addressOf(one.exportId, URL_SECONDS),
          urlExpiresAt: iso(call.now + URL_SECONDS * 1000),
        }
      : {}),
    ...(one.outcome === 'FAILED'
      ? { error: { errorCode: 'INTERNAL_ERROR', message: 'The export failed' } }
      : {}),
  }
}

const create =
  (kind: Kind) =>
  (call: AdsCall): AdsAnswer => {
    const { stage, now, body } = call
    const { profileId } = call.store
    const running = [...shelfOf(stage).values()].filter(
      (one) => one.profileId === profileId && one.kind === kind && now < one.endAt,
    )
    if (running.length >= MOST_RUNNING) throw new AmazonError(429, '429', 'Too many exports are running')
    const n = stage.seal.next()
    const exportId = Buffer.from(`${stage.seal.name(`export/${n}`, 24)},${kind}`).toString('base64url')
    const one: Export = {
      exportId,
      profileId,
      kind,
      body,
      createdAt: now,
      endAt: now + (10 + (mix(n, 7) % 50)) * 1000,
      outcome: null,
      fileSize: null,
    }
    shelfOf(stage).set(exportId, one)
    return { status: 202, body: shown(call, one) }
  }

function getExport(call: AdsCall): AdsAnswer {
  const one = shelfOf(call.stage).get(call.params['exportId'] ?? '')
  if (one?.profileId !== call.store.profileId) throw invalid('There is no such export')
  return { body: shown(call, one), media: mediaOf(one.kind) }
}

export const exportOperations: readonly AdsOperation[] = [
  ...(['campaigns', 'adGroups', 'ads', 'targets'] as const).map((kind): AdsOperation => ({
    name: `${kind} export`,
    method: 'POST',
    path: `/${kind}/export`,
    media: mediaOf(kind),
    answer: create(kind),
  })),
  { name: 'getExport', method: 'GET', path: '/exports/:exportId', media: null, answer: getExport },
]
