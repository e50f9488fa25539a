// Sponsored Brands (v4) and Sponsored Display campaigns, read only: what would change them is refused by name.

import { AmazonError } from '../amazon-error.ts'
import type { BrandCampaign, BrandProduct } from '../market/world-brand-ads.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, fromMinor, included, invalid } from './call.ts'
import { stateWords } from './entities.ts'
import { pageStart, pageToken } from './page.ts'

const SB_MEDIA = 'application/vnd.sbcampaignresource.v4+json'
const SB_PAGE = 100
const SB_IDS = 10
const TOKEN_MS = 24 * 3_600_000

const campaignsOf = (call: AdsCall, product: BrandProduct): BrandCampaign[] =>
  call.stage.market.reads.brandTree(call.store.key).campaigns.filter((one) => one.product === product)

function brandsCampaign(call: AdsCall, one: BrandCampaign, isExtended: boolean): Record<string, unknown> {
  const begun = Date.parse(`${one.startOn}T00:00:00Z`)
  return {
    campaignId: one.campaignId,
    name: one.name,
    state: stateWords[one.state],
    budget: fromMinor(call, one.dailyBudgetMinor),
    budgetType: 'DAILY',
    costType: one.costType.toUpperCase(),
    startDate: one.startOn,
    isMultiAdGroupsEnabled: one.hasAdGroups,
    bidding: { bidOptimization: true },
    productLocation: 'SOLD_ON_AMAZON',
    ...(isExtended
      ? {
          extendedData: {
            creationDate: begun,
            lastUpdateDate: begun,
            servingStatus: one.state === 'enabled' ? 'CAMPAIGN_STATUS_ENABLED' : 'CAMPAIGN_PAUSED',
          },
        }
      : {}),
  }
}

function listBrands(call: AdsCall): AdsAnswer {
  const { body, now } = call
  const size = body['maxResults'] === undefined ? SB_PAGE : Number(body['maxResults'])
  if (!Number.isInteger(size) || size < 1 || size > SB_PAGE)
    throw invalid(`maxResults must be 1 to ${SB_PAGE}`)
  const wanted = {
    ids: included(body, 'campaignIdFilter'),
    states: included(body, 'stateFilter'),
    portfolios: included(body, 'portfolioIdFilter'),
    names: included(body, 'nameFilter'),
  }
  if ((wanted.ids?.length ?? 0) > SB_IDS) throw invalid(`campaignIdFilter holds more than ${SB_IDS} values`)
  const isBroad = (body['nameFilter'] as { queryTermMatchType?: string } | undefined)?.queryTermMatchType
  const found = campaignsOf(call, 'brands').filter(
    (one) =>
      (wanted.ids === null || wanted.ids.includes(one.campaignId)) &&
      (wanted.states === null || wanted.states.includes(stateWords[one.state])) &&
      // None of these stands in a portfolio.
      wanted.portfolios === null &&
      (wanted.names === null ||
        wanted.names.some((name) =>
          isBroad === 'BROAD_MATCH'
            ? one.name.toLowerCase().includes(name.toLowerCase())
            : one.name.toLowerCase() === name.toLowerCase(),
        )),
  )
  const kind = `sb-page/${call.store.profileId}`
  const skip = pageStart(call, kind)
  const end = skip + size
  const more = end < found.length ? { nextToken: pageToken(call, kind, end, now + TOKEN_MS) } : {}
  const isExtended = body['includeExtendedDataFields'] === true
  return {
    body: {
      campaigns: found.slice(skip, end).map((one) => brandsCampaign(call, one, isExtended)),
      totalCount: found.length,
      ...more,
    },
  }
}

function displayCampaign(call: AdsCall, one: BrandCampaign): Record<string, unknown> {
  return {
    campaignId: one.campaignId,
    name: one.name,
    state: one.state,
    budget: fromMinor(call, one.dailyBudgetMinor),
    budgetType: 'daily',
    costType: one.costType,
    startDate: one.startOn.replaceAll('-', ''),
    endDate: null,
    tactic: one.costType === 'vcpm' ? 'T00030' : 'T00020',
    deliveryProfile: 'as_soon_as_possible',
    portfolioId: null,
  }
}

function listDisplay(call: AdsCall): AdsAnswer {
  const { query } = call
  const words = (name: string): string[] | null => query[name]?.split(',').map((word) => word.trim()) ?? null
  const start = Number(query['startIndex'] ?? 0)
  const count = query['count'] === undefined ? Infinity : Number(query['count'])
  if (!(start >= 0) || !(count > 0)) throw invalid('startIndex and count must be whole numbers')
  const [states, ids] = [words('stateFilter'), words('campaignIdFilter')]
  const found = campaignsOf(call, 'display').filter(
    (one) =>
      (states === null || states.includes(one.state)) &&
      (ids === null || ids.includes(one.campaignId)) &&
      (query['name'] === undefined || one.name === query['name']) &&
      query['portfolioIdFilter'] === undefined,
  )
  return { body: found.slice(start, start + count).map((one) => displayCampaign(call, one)) }
}

function oneDisplay(call: AdsCall): AdsAnswer {
  const found = campaignsOf(call, 'display').find((one) => one.campaignId === call.params['campaignId'])
  if (!found) throw new AmazonError(404, '404', 'Campaign not found')
  return { body: displayCampaign(call, found) }
}

const unserved = (
  name: string,
  method: AdsOperation['method'],
  path: string,
  media: string | null,
): AdsOperation => ({
  name,
  method,
  path,
  media,
  answer() {
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not serve ${name}`)
  },
})

export const brandOperations: readonly AdsOperation[] = [
  {
    name: 'ListSponsoredBrandsCampaigns',
    method: 'POST',
    path: '/sb/v4/campaigns/list',
    media: SB_MEDIA,
    answer: listBrands,
  },
  unserved('CreateSponsoredBrandsCampaigns', 'POST', '/sb/v4/campaigns', SB_MEDIA),
  unserved('UpdateSponsoredBrandsCampaigns', 'PUT', '/sb/v4/campaigns', SB_MEDIA),
  unserved('DeleteSponsoredBrandsCampaigns', 'POST', '/sb/v4/campaigns/delete', SB_MEDIA),
  {
    name: 'listCampaigns /sd/campaigns',
    method: 'GET',
    path: '/sd/campaigns',
    media: null,
    numericIds: ['campaignId'],
    answer: listDisplay,
  },
  {
    name: 'getCampaign /sd/campaigns',
    method: 'GET',
    path: '/sd/campaigns/:campaignId',
    media: null,
    numericIds: ['campaignId'],
    answer: oneDisplay,
  },
  unserved('createCampaigns /sd/campaigns', 'POST', '/sd/campaigns', null),
  unserved('updateCampaigns /sd/campaigns', 'PUT', '/sd/campaigns', null),
  unserved('archiveCampaign /sd/campaigns', 'DELETE', '/sd/campaigns/:campaignId', null),
]
