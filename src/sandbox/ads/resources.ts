// Sponsored Products v3 as a table: each resource lists, creates, updates and archives in the same way, and answers writes with 207.

import { type AdsAnswer, type AdsCall, type AdsOperation, included, invalid } from './call.ts'
import * as read from './entities.ts'
import { ItemError, itemErrorOf, shownError } from './item-error.ts'
import { pageStart, pageToken } from './page.ts'
import * as write from './writes.ts'

type Resource = {
  path: string
  /** 'spCampaign': of application/vnd.….v3+json */
  media: string
  plural: string
  single: string
  /** Name of the id in answers to writes, in the entity, and of the filter. */
  successId: string
  entityId: string
  idFilter: string
  entityType: string
  kind: 'campaign' | 'adGroup' | 'ad' | 'target' | 'negative'
  all(call: AdsCall): read.Entity[]
  create: write.Write
  update: write.Write
}

const MOST_ITEMS = 1000
const MOST_PARENTS = 100
const PAGE = 5000

const resources: readonly Resource[] = [
  {
    path: '/sp/campaigns',
    media: 'spCampaign',
    plural: 'campaigns',
    single: 'campaign',
    successId: 'campaignId',
    entityId: 'campaignId',
    idFilter: 'campaignIdFilter',
    entityType: 'CAMPAIGN',
    kind: 'campaign',
    all: read.campaigns,
    create: write.createCampaign,
    update: write.updateCampaign,
  },
  {
    path: '/sp/adGroups',
    media: 'spAdGroup',
    plural: 'adGroups',
    single: 'adGroup',
    successId: 'adGroupId',
    entityId: 'adGroupId',
    idFilter: 'adGroupIdFilter',
    entityType: 'AD_GROUP',
    kind: 'adGroup',
    all: read.adGroups,
    create: write.createAdGroup,
    update: write.updateAdGroup,
  },
  {
    path: '/sp/productAds',
    media: 'spProductAd',
    plural: 'productAds',
    single: 'productAd',
    successId: 'adId',
    entityId: 'adId',
    idFilter: 'adIdFilter',
    entityType: 'PRODUCT_AD',
    kind: 'ad',
    all: read.productAds,
    create: write.createAd,
    update: write.updateAd,
  },
  {
    path: '/sp/keywords',
    media: 'spKeyword',
    plural: 'keywords',
    single: 'keyword',
    successId: 'keywordId',
    entityId: 'keywordId',
    idFilter: 'keywordIdFilter',
    entityType: 'KEYWORD',
    kind: 'target',
    all: read.keywords,
    create: write.createKeyword,
    update: write.updateKeyword,
  },
  {
    path: '/sp/targets',
    media: 'spTargetingClause',
    plural: 'targetingClauses',
    single: 'targetingClause',
    successId: 'targetId',
    entityId: 'targetId',
    idFilter: 'targetIdFilter',
    entityType: 'TARGETING_CLAUSE',
    kind: 'target',
    all: read.targetingClauses,
    create: write.createTarget,
    update: write.updateTarget,
  },
  {
    path: '/sp/negativeKeywords',
    media: 'spNegativeKeyword',
    plural: 'negativeKeywords',
    single: 'negativeKeyword',
    successId: 'negativeKeywordId',
    entityId: 'keywordId',
    idFilter: 'negativeKeywordIdFilter',
    entityType: 'NEGATIVE_KEYWORD',
    kind: 'negative',
    all: (call) => read.negatives(call, 'keyword', false),
    create: write.createNegativeKeyword(false),
    update: write.updateNegative('keywordId'),
  },
  {
    path: '/sp/campaignNegativeKeywords',
    media: 'spCampaignNegativeKeyword',
    plural: 'campaignNegativeKeywords',
    single: 'campaignNegativeKeyword',
    successId: 'campaignNegativeKeywordId',
    entityId: 'keywordId',
    idFilter: 'campaignNegativeKeywordIdFilter',
    entityType: 'CAMPAIGN_NEGATIVE_KEYWORD',
    kind: 'negative',
    all: (call) => read.negatives(call, 'keyword', true),
    create: write.createNegativeKeyword(true),
    update: write.updateNegative('keywordId'),
  },
  {
    path: '/sp/negativeTargets',
    media: 'spNegativeTargetingClause',
    plural: 'negativeTargetingClauses',
    single: 'negativeTargetingClause',
    successId: 'targetId',
    entityId: 'targetId',
    idFilter: 'negativeTargetIdFilter',
    entityType: 'NEGATIVE_TARGETING_CLAUSE',
    kind: 'negative',
    all: (call) => read.negatives(call, 'asin', false),
    create: write.createNegativeTarget(false),
    update: write.updateNegative('targetId'),
  },
  {
    path: '/sp/campaignNegativeTargets',
    media: 'spCampaignNegativeTargetingClause',
    plural: 'campaignNegativeTargetingClauses',
    single: 'campaignNegativeTargetingClauses',
    successId: 'campaignNegativeTargetingClauseId',
    entityId: 'targetId',
    idFilter: 'campaignNegativeTargetIdFilter',
    entityType: 'CAMPAIGN_NEGATIVE_TARGETING_CLAUSE',
    kind: 'negative',
    all: (call) => read.negatives(call, 'asin', true),
    create: write.createNegativeTarget(true),
    update: write.updateNegative('targetId'),
  },
]

/** field of the entity ← filter of the request, those that compare for equality. */
const equalFilters: Readonly<Record<string, string>> = {
  campaignIdFilter: 'campaignId',
  adGroupIdFilter: 'adGroupId',
  portfolioIdFilter: 'portfolioId',
  stateFilter: 'state',
  expressionTypeFilter: 'expressionType',
}

function textMatches(call: AdsCall, filterName: string, value: unknown): boolean {
  const wanted = included(call.body, filterName)
  if (wanted === null) return true
  const filter = call.body[filterName] as { queryTermMatchType?: string }
  const shown = String(value).toLowerCase()
  return wanted.some((one) =>
    filter.queryTermMatchType === 'BROAD_MATCH'
      ? shown.includes(one.toLowerCase())
      : shown === one.toLowerCase(),
  )
}

function checkFilters(call: AdsCall, resource: Resource): void {
  for (const [name, filter] of Object.entries(call.body)) {
    const wanted = included(call.body, name)
    if (wanted === null || typeof filter !== 'object') continue
    const most = name === resource.idFilter ? MOST_ITEMS : MOST_PARENTS
    if (wanted.length > most) throw invalid(`${name} holds more than ${most} values`)
  }
}

const TOKEN_MS = 24 * 3_600_000
const SHORT_TOKEN_MS = 30_000

function list(call: AdsCall, resource: Resource): AdsAnswer {
  checkFilters(call, resource)
  const { body, stage, now } = call
  const size = body['maxResults'] === undefined ? PAGE : Number(body['maxResults'])
  if (!Number.isInteger(size) || size < 1 || size > PAGE) throw invalid(`maxResults must be 1 to ${PAGE}`)
  const ids = included(body, resource.idFilter)
  const matchTypes = body['matchTypeFilter']
  const found = resource.all(call).filter(
    (one) =>
      (ids === null || ids.includes(String(one[resource.entityId]))) &&
      Object.entries(equalFilters).every(([filter, field]) => {
        const wanted = included(body, filter)
        return wanted === null || filter === resource.idFilter || wanted.includes(String(one[field]))
      }) &&
      (!Array.isArray(matchTypes) || matchTypes.includes(one['matchType'])) &&
      textMatches(call, 'nameFilter', one['name']) &&
      textMatches(call, `${resource.single}TextFilter`, one['keywordText']),
  )
  const kind = `ads-page/${resource.path}/${call.store.profileId}`
  const skip = pageStart(call, kind)
  const isShort = stage.faults.strike('shortPageToken', call.store.profileId, `list ${resource.path}`)
  const until = now + (isShort ? SHORT_TOKEN_MS : TOKEN_MS)
  const end = skip + size
  const nextToken = end < found.length ? pageToken(call, kind, end, until) : undefined
  const withDates = body['includeExtendedDataFields'] === true
  return {
    body: {
      [resource.plural]: found
        .slice(skip, end)
        .map((one) => (withDates ? extended(call, resource, one) : one)),
      totalResults: found.length,
      ...(nextToken === undefined ? {} : { nextToken }),
    },
  }
}

const servingWords: Readonly<Record<string, string>> = {
  ENABLED: 'CAMPAIGN_STATUS_ENABLED',
  PAUSED: 'CAMPAIGN_PAUSED',
  ARCHIVED: 'CAMPAIGN_ARCHIVED',
}

/** When it was made and last changed, as far as the change history knows. */
function extended(call: AdsCall, resource: Resource, one: read.Entity): read.Entity {
  const own = call.stage.market
    .changes(call.store.key)
    .filter((change) => change.entityId === one[resource.entityId])
  const opened = Date.parse(`${call.store.openedOn}T00:00:00Z`)
  const made = own.find((change) => change.field === 'created')?.at ?? opened
  const changed = own.at(-1)?.at ?? made
  return {
    ...one,
    extendedData: {
      creationDateTime: new Date(made).toISOString(),
      lastUpdateDateTime: new Date(changed).toISOString(),
      ...(resource.kind === 'campaign' ? { servingStatus: servingWords[String(one['state'])] } : {}),
    },
  }
}

type Success = { index: number; id: string }

function answered(
  call: AdsCall,
  resource: Resource,
  success: readonly Success[],
  error: readonly unknown[],
): AdsAnswer {
  const all = call.isFull
    ? new Map(resource.all(call).map((one) => [String(one[resource.entityId]), one]))
    : new Map<string, read.Entity>()
  return {
    status: 207,
    body: {
      [resource.plural]: {
        success: success.map(({ index, id }) => ({
          index,
          [resource.successId]: id,
          ...(call.isFull ? { [resource.single]: all.get(id) } : {}),
        })),
        error,
      },
    },
  }
}

/** Runs the items one by one: each stands or falls by itself. */
function batch<T>(
  call: AdsCall,
  resource: Resource,
  items: readonly T[],
  act: (item: T) => string,
): AdsAnswer {
  const success: Success[] = []
  const error: unknown[] = []
  for (const [index, item] of items.entries()) {
    try {
      success.push({ index, id: act(item) })
    } catch (problem) {
      const known = itemErrorOf(call, problem, resource.entityType)
      error.push({ index, errors: [shownError(known, `$.${resource.plural}[${index}]`)] })
    }
  }
  return answered(call, resource, success, error)
}

function itemsOf(call: AdsCall, resource: Resource): write.Item[] {
  const items = call.body[resource.plural]
  if (!Array.isArray(items)) throw invalid(`${resource.plural} is required`)
  if (items.length > MOST_ITEMS) throw invalid(`${resource.plural} holds more than ${MOST_ITEMS} items`)
  return items as write.Item[]
}

function idsOf(call: AdsCall, resource: Resource): string[] {
  const ids = included(call.body, resource.idFilter)
  if (ids === null) throw invalid(`${resource.idFilter} is required`)
  if (ids.length > MOST_ITEMS) throw invalid(`${resource.idFilter} holds more than ${MOST_ITEMS} ids`)
  return ids
}

function archiveOne(call: AdsCall, resource: Resource, known: ReadonlySet<string>, id: string): string {
  if (!known.has(id))
    throw new ItemError('entityNotFoundError', 'ENTITY_NOT_FOUND', {
      entityId: id,
      entityType: resource.entityType,
    })
  return write.archive(call, resource.kind, id)
}

function operationsOf(resource: Resource): AdsOperation[] {
  const { path } = resource
  const media = `application/vnd.${resource.media}.v3+json`
  const known = (call: AdsCall): Set<string> =>
    new Set(resource.all(call).map((one) => String(one[resource.entityId])))
  const make = (
    name: string,
    method: 'POST' | 'PUT',
    suffix: string,
    answer: (call: AdsCall) => AdsAnswer,
  ): AdsOperation => ({ name: `${name} ${path}`, method, path: path + suffix, media, answer })
  return [
    make('list', 'POST', '/list', (call) => list(call, resource)),
    make('create', 'POST', '', (call) =>
      batch(call, resource, itemsOf(call, resource), (item) => resource.create(call, item)),
    ),
    make('update', 'PUT', '', (call) => {
      const ids = known(call)
      return batch(call, resource, itemsOf(call, resource), (item) => {
        const id = item[resource.entityId]
        if (typeof id === 'string' && !ids.has(id))
          throw new ItemError('entityNotFoundError', 'ENTITY_NOT_FOUND', {
            entityId: id,
            entityType: resource.entityType,
          })
        return resource.update(call, item)
      })
    }),
    make('delete', 'POST', '/delete', (call) => {
      const ids = known(call)
      return batch(call, resource, idsOf(call, resource), (id) => archiveOne(call, resource, ids, id))
    }),
  ]
}

export const resourceOperations: readonly AdsOperation[] = resources.flatMap(operationsOf)
