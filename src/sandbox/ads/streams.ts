// Marketing Stream: subscriptions and the hourly messages into queues. Messages are differences to what was told before; nothing is told
// about hours before the subscription.

import { AmazonError } from '../amazon-error.ts'
import { addDays } from '../exports/text/dates.ts'
import { targetText } from '../exports/reports/ads-names.ts'
import type { ChangeRecord } from '../market/state.ts'
import type { AdRow, AdsTree } from '../market/world-ads.ts'
import type { Store } from '../market/world.ts'
import type { Queue } from '../queues/queues.ts'
import type { Stage } from '../stage.ts'
import { uuidLike } from '../tokens.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, invalid } from './call.ts'
import { entityDatasets, entityMessages } from './stream-entities.ts'

type Subscription = {
  subscriptionId: string
  profileId: string
  dataSetId: string
  arn: string
  notes: string
  clientRequestToken: string
  status: 'PENDING_CONFIRMATION' | 'ACTIVE' | 'ARCHIVED'
  createdAt: number
  updatedAt: number
  /** What was told so far, by row. */
  told: Map<string, number[]>
  /** Entity data sets: how much of the market's book of changes was told. */
  changesTold: number
  /** budget-usage: the last step of five percent told, by campaign and day. */
  steps: Map<string, number>
}

const served = ['sp-traffic', 'sp-conversion', 'budget-usage', ...entityDatasets]
const known = [
  ...served,
  'sp-budget-recommendations',
  'sb-traffic',
  'sb-conversion',
  'sb-clickstream',
  'sb-rich-media',
  'sd-traffic',
  'sd-conversion',
  'sponsored-ads-campaign-diagnostics-recommendations',
]
const HOUR = 3_600_000
/** Conversions of clicks up to so long ago are still told. */
const REVISION_DAYS = 14
const TRAFFIC_DAYS = 4

const books = new WeakMap<Stage, Subscription[]>()

function bookOf(stage: Stage): Subscription[] {
  let book = books.get(stage)
  if (!book) books.set(stage, (book = []))
  return book
}

const iso = (at: number): string => new Date(at).toISOString()

function subscribe(call: AdsCall): AdsAnswer {
  const { body, stage, now, store } = call
  const destination = body['destination'] as { sqsDestination?: { queueArn?: string } } | undefined
  const { dataSetId, clientRequestToken, destinationArn, notes } = body as Record<string, string | undefined>
  const arn = destination?.sqsDestination?.queueArn ?? destinationArn ?? ''
  if (clientRequestToken === undefined || !/^.{22,36}$/.test(clientRequestToken))
    throw invalid('clientRequestToken of 22 to 36 characters is required')
  if (dataSetId === undefined || !known.includes(dataSetId)) throw invalid('dataSetId is unknown')
  if (!served.includes(dataSetId))
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not serve the data set ${dataSetId}`)
  const queue = stage.queues.byArn(arn)
  if (!queue || arn.endsWith('.fifo'))
    throw invalid('The destination is no standard queue that admits Amazon')
  const book = bookOf(stage)
  const same = book.find(
    (one) => one.profileId === store.profileId && one.clientRequestToken === clientRequestToken,
  )
  if (same) return { body: { subscriptionId: same.subscriptionId, clientRequestToken } }
  const twin = book.some(
    (one) =>
      one.profileId === store.profileId &&
      one.dataSetId === dataSetId &&
      one.arn === arn &&
      one.status !== 'ARCHIVED',
  )
  if (twin) throw new AmazonError(409, 'CONFLICT', 'There is a subscription to this data set and destination')
  const subscriptionId = `amzn1.fead.cs1.${stage.seal.name(`stream/${stage.seal.next()}`, 22)}`
  book.push({
    subscriptionId,
    profileId: store.profileId,
    dataSetId,
    arn,
    notes: notes ?? '',
    clientRequestToken,
    status: 'PENDING_CONFIRMATION',
    createdAt: now,
    updatedAt: now,
    told: new Map(),
    changesTold: 0,
    steps: new Map(),
  })
  askConfirmation(call, queue, subscriptionId, dataSetId)
  return { body: { subscriptionId, clientRequestToken } }
}

/** SNS asks the queue's owner to open an address before it sends anything. */
function askConfirmation(call: AdsCall, queue: Queue, subscriptionId: string, dataSetId: string): void {
  const { stage, now } = call
  const token = stage.seal.close('stream-confirmation', { subscriptionId })
  const topic = `arn:aws:sns:us-east-1:906013806264:${dataSetId}-${call.store.profileId}`
  const message = {
    Type: 'SubscriptionConfirmation',
    MessageId: uuidLike(stage.seal.name(`confirmation/${subscriptionId}`, 32)),
    Token: token,
    TopicArn: topic,
    Message: `You have chosen to subscribe to the topic ${topic}. To confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${call.origin}/_sns/confirm?Token=${encodeURIComponent(token)}`,
    Timestamp: iso(now),
    SignatureVersion: '1',
  }
  stage.queues.send(queue, JSON.stringify(message))
}

const storeOf = (stage: Stage, profileId: string): Store | undefined =>
  stage.market.reads.stores().find((one) => one.profileId === profileId)

function changesOf(stage: Stage, profileId: string): readonly ChangeRecord[] {
  const store = storeOf(stage, profileId)
  return store === undefined ? [] : stage.market.changes(store.key)
}

/** GET of the SubscribeURL. Answers whether it was one of ours. */
export function confirm(stage: Stage, token: string): boolean {
  const opened = stage.seal.open('stream-confirmation', token) as { subscriptionId: string } | null
  const found = bookOf(stage).find((one) => one.subscriptionId === opened?.subscriptionId)
  if (!found) return false
  if (found.status === 'PENDING_CONFIRMATION') {
    found.status = 'ACTIVE'
    found.updatedAt = stage.now()
    // Nothing is told of what was before.
    found.changesTold = changesOf(stage, found.profileId).length
  }
  return true
}

const shown = (one: Subscription): unknown => ({
  subscriptionId: one.subscriptionId,
  dataSetId: one.dataSetId,
  status: one.status,
  destination: { sqsDestination: { queueArn: one.arn } },
  notes: one.notes,
  createdDate: iso(one.createdAt),
  updatedDate: iso(one.updatedAt),
})

const ownOf = (call: AdsCall): Subscription[] =>
  bookOf(call.stage).filter((one) => one.profileId === call.store.profileId)

function oneOf(call: AdsCall): Subscription {
  const found = ownOf(call).find((one) => one.subscriptionId === call.params['subscriptionId'])
  if (!found) throw new AmazonError(404, 'NOT_FOUND', 'There is no such subscription')
  return found
}

function change(call: AdsCall): AdsAnswer {
  const found = oneOf(call)
  const { status, notes } = call.body as { status?: string; notes?: string }
  if (status !== undefined && status !== 'ARCHIVED') throw invalid('status can become ARCHIVED only')
  if (status === 'ARCHIVED') found.status = 'ARCHIVED'
  if (notes !== undefined) found.notes = notes
  found.updatedAt = call.now
  return { body: undefined }
}

const windows = ['d1', 'd7', 'd14', 'd30'] as const

/** The numbers of a row in the data set's order. */
const figures: Readonly<Record<string, (row: AdRow) => number[]>> = {
  'sp-traffic': (row) => [row.impressions, row.clicks, row.costMinor],
  'sp-conversion': (row) =>
    [
      row.orders,
      row.ordersSameSku,
      row.salesMinor,
      row.salesSameSkuMinor,
      row.units,
      row.unitsSameSku,
    ].flatMap((of) => windows.map((window) => of[window])),
}

const conversionNames = [
  'attributed_conversions',
  'attributed_conversions_same_sku',
  'attributed_sales',
  'attributed_sales_same_sku',
  'attributed_units_ordered',
  'attributed_units_ordered_same_sku',
]

const places = {
  top: 'Top of Search on-Amazon',
  rest: 'Other on-Amazon',
  product_pages: 'Detail Page on-Amazon',
} as const

type Scene = { stage: Stage; store: Store; tree: AdsTree; decimals: number; marketplaceId: string }

function fieldsOf(scene: Scene, dataSetId: string, values: readonly number[]): Record<string, number> {
  const money = (minor: number) => minor / 10 ** scene.decimals
  if (dataSetId === 'sp-traffic') {
    const [impressions = 0, clicks = 0, cost = 0] = values
    return { impressions, clicks, cost: money(cost) }
  }
  return Object.fromEntries(
    conversionNames.flatMap((name, i) =>
      ['1d', '7d', '14d', '30d'].map((window, j): [string, number] => {
        const value = values[i * 4 + j] ?? 0
        const [stem, same] = name.split('_same_sku')
        return [
          `${stem}_${window}${same === undefined ? '' : '_same_sku'}`,
          name.includes('sales') ? money(value) : value,
        ]
      }),
    ),
  )
}

function startOfHour(row: AdRow): string {
  return `${row.day}T${String(row.hour ?? 0).padStart(2, '0')}:00:00`
}

/** Sends the differences of the hours since the subscription. */
function tellTraffic(scene: Scene, one: Subscription, queue: Queue, now: number): void {
  const { stage, store, tree } = scene
  const { reads } = stage.market
  const of = figures[one.dataSetId]
  if (!of) return
  const to = reads.dayOf(store.key, now)
  const first = reads.dayOf(store.key, one.createdAt)
  const back = addDays(to, one.dataSetId === 'sp-traffic' ? -TRAFFIC_DAYS : -REVISION_DAYS)
  const from = back > first ? back : first
  const rows = reads.adRows({
    storeKey: store.key,
    from,
    to,
    by: 'hour',
    grain: ['campaign', 'adGroup', 'ad', 'target', 'placement'],
  })
  const targets = new Map(tree.targets.map((target) => [target.targetId, target]))
  for (const row of rows) {
    const at = reads.startOf(store.key, row.day) + (row.hour ?? 0) * HOUR
    if (at < one.createdAt) continue
    const key = [row.day, row.hour, row.adId, row.targetId, row.placement].join('/')
    const before = one.told.get(key)
    const values = of(row)
    const difference = values.map((value, i) => value - (before?.[i] ?? 0))
    if (difference.every((value) => value === 0)) continue
    one.told.set(key, values)
    const target = targets.get(row.targetId)
    const message = {
      // The same through a restart, which forgets its counters: what is told anew must not look like what was told before.
      idempotency_id: uuidLike(
        stage.seal.name(`stream-row/${one.dataSetId}/${one.createdAt}/${key}/${now}`, 32),
      ),
      dataset_id: one.dataSetId,
      marketplace_id: scene.marketplaceId,
      currency: store.currency,
      advertiser_id: store.sellerId,
      campaign_id: row.campaignId,
      ad_group_id: row.adGroupId,
      ad_id: row.adId,
      keyword_id: row.targetId,
      ...(one.dataSetId === 'sp-traffic'
        ? {
            keyword_text: target?.expression.kind === 'keyword' ? targetText(target) : 'Placeholder keyword',
            match_type:
              target?.expression.kind === 'keyword'
                ? target.expression.match.toUpperCase()
                : 'TARGETING_EXPRESSION',
          }
        : {}),
      placement: places[row.placement],
      time_window_start: startOfHour(row),
      ...fieldsOf(scene, one.dataSetId, difference),
    }
    stage.queues.send(queue, JSON.stringify(message))
  }
}

const STEP_PERCENT = 5

/** At every step of five percent of a campaign's budget. */
function tellBudgets(scene: Scene, one: Subscription, queue: Queue, now: number): void {
  const { stage, store, tree } = scene
  const today = stage.market.reads.dayOf(store.key, now)
  const rows = stage.market.reads.adRows({
    storeKey: store.key,
    from: today,
    to: today,
    by: 'span',
    grain: ['campaign'],
  })
  for (const row of rows) {
    const campaign = tree.campaigns.find((candidate) => candidate.campaignId === row.campaignId)
    if (!campaign) continue
    const percent = (row.costMinor / campaign.dailyBudgetMinor) * 100
    const step = Math.floor(percent / STEP_PERCENT)
    const key = `${today}/${row.campaignId}`
    if (step <= (one.steps.get(key) ?? 0)) continue
    one.steps.set(key, step)
    const message = {
      advertiser_id: store.sellerId,
      marketplace_id: scene.marketplaceId,
      dataset_id: one.dataSetId,
      budget_scope_id: row.campaignId,
      budget_scope_type: 'CAMPAIGN',
      advertising_product_type: 'sp',
      budget: campaign.dailyBudgetMinor / 10 ** scene.decimals,
      budget_usage_percentage: Math.round(percent * 100) / 100,
      usage_updated_timestamp: iso(now),
    }
    stage.queues.send(queue, JSON.stringify(message))
  }
}

/** Objects that were changed are told at once. */
function tellEntities(scene: Scene, one: Subscription, queue: Queue): void {
  const book = scene.stage.market.changes(scene.store.key)
  for (const message of entityMessages(scene, one.dataSetId, book, one.changesTold))
    scene.stage.queues.send(queue, JSON.stringify(message))
  one.changesTold = book.length
}

/** Tells every active subscription what is new: changes of objects at once, figures when an hour has passed. */
export function tellStreams(stage: Stage, from: number, to: number): void {
  const isNewHour = Math.floor(from / HOUR) !== Math.floor(to / HOUR)
  for (const one of bookOf(stage)) {
    const queue = stage.queues.byArn(one.arn)
    const store = storeOf(stage, one.profileId)
    const isOfEntities = entityDatasets.includes(one.dataSetId)
    if (one.status !== 'ACTIVE' || !queue || !store || !(isOfEntities || isNewHour)) continue
    if (isOfEntities && one.changesTold === stage.market.changes(store.key).length) continue
    const facts = stage.market.reads.marketplace(store.marketplace)
    const tree = stage.market.reads.adsTree(store.key)
    const scene = { stage, store, tree, decimals: facts.decimals, marketplaceId: facts.marketplaceId }
    if (isOfEntities) tellEntities(scene, one, queue)
    else if (one.dataSetId === 'budget-usage') tellBudgets(scene, one, queue, to)
    else tellTraffic(scene, one, queue, to)
  }
}

const MEDIA = 'application/vnd.amazonmarketingstreamsubscriptions.v1+json'
const PATH = '/streams/subscriptions'

export const streamOperations: readonly AdsOperation[] = [
  { name: 'createStreamSubscription', method: 'POST', path: PATH, media: MEDIA, answer: subscribe },
  {
    name: 'listStreamSubscriptions',
    method: 'GET',
    path: PATH,
    media: MEDIA,
    answer: (call) => ({ body: { subscriptions: ownOf(call).map(shown) } }),
  },
  {
    name: 'getStreamSubscription',
    method: 'GET',
    path: `${PATH}/:subscriptionId`,
    media: MEDIA,
    answer: (call) => ({ body: { subscription: shown(oneOf(call)) } }),
  },
  {
    name: 'updateStreamSubscription',
    method: 'PUT',
    path: `${PATH}/:subscriptionId`,
    media: MEDIA,
    answer: change,
  },
]
