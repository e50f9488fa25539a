// Who there is: profiles, manager accounts, portfolios.

import type { Store } from '../market/world.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, included, invalid } from './call.ts'
import { itemErrorOf, ItemError, shownError } from './item-error.ts'
import { treeOf } from './entities.ts'

/** The zone an advertiser account counts its days in; Germany is kept in Paris time. */
const adsZones: Readonly<Record<string, string>> = { 'Europe/Berlin': 'Europe/Paris' }

function shownProfile(call: AdsCall, store: Store): unknown {
  const facts = call.stage.market.reads.marketplace(store.marketplace)
  return {
    profileId: store.profileId,
    countryCode: store.marketplace,
    currencyCode: facts.currency,
    timezone: adsZones[facts.timeZone] ?? facts.timeZone,
    accountInfo: {
      marketplaceStringId: facts.marketplaceId,
      id: store.sellerId,
      type: 'seller',
      name: store.accountName,
      validPaymentMethod: true,
    },
  }
}

function profiles(call: AdsCall): AdsAnswer {
  const { query } = call
  const isNone =
    query['accessLevel'] === 'view' || ['vendor', 'agency'].includes(query['profileTypeFilter'] ?? '')
  return { body: isNone ? [] : call.stores.map((store) => shownProfile(call, store)) }
}

function oneProfile(call: AdsCall): AdsAnswer {
  const store = call.stores.find((one) => one.profileId === call.params['profileId'])
  if (!store) throw invalid('Profile not found')
  return { body: shownProfile(call, store) }
}

function managers(call: AdsCall): AdsAnswer {
  return {
    body: {
      managerAccounts: [
        {
          managerAccountId: `amzn1.ads1.ma1.${call.stage.seal.name('manager', 20)}`,
          managerAccountName: 'Steward Agency',
          linkedAccounts: call.stores.slice(0, 50).map((store) => ({
            accountId: store.advertiserId,
            accountName: store.accountName,
            accountType: 'SELLER',
            marketplaceId: call.stage.market.reads.marketplace(store.marketplace).marketplaceId,
            profileId: store.profileId,
          })),
        },
      ],
    },
  }
}

function listPortfolios(call: AdsCall): AdsAnswer {
  const ids = included(call.body, 'portfolioIdFilter')
  const names = included(call.body, 'nameFilter')
  const found = treeOf(call).portfolios.filter(
    (one) => (ids === null || ids.includes(one.portfolioId)) && (names === null || names.includes(one.name)),
  )
  return {
    body: {
      portfolios: found.map(({ portfolioId, name }) => ({
        portfolioId,
        name,
        state: 'ENABLED',
        inBudget: true,
        budget: { policy: 'NO_CAP', currencyCode: call.facts.currency },
      })),
      totalResults: found.length,
    },
  }
}

function createPortfolios(call: AdsCall): AdsAnswer {
  const items = call.body['portfolios']
  if (!Array.isArray(items) || items.length < 1 || items.length > 100)
    throw invalid('portfolios must hold 1 to 100 items')
  const success: unknown[] = []
  const error: unknown[] = []
  for (const [index, item] of (items as { name?: string; budget?: unknown }[]).entries()) {
    try {
      const { name } = item
      if (typeof name !== 'string' || name.trim() === '')
        throw new ItemError('missingValueError', 'MISSING_VALUE')
      if (treeOf(call).portfolios.some((one) => one.name === name))
        throw new ItemError('duplicateValueError', 'DUPLICATE_VALUE')
      if (item.budget !== undefined) throw new ItemError('otherError', 'OTHER_ERROR')
      const change = { kind: 'addPortfolio', name } as const
      success.push({ index, portfolioId: call.stage.market.apply(call.store.key, change, call.by) })
    } catch (problem) {
      const known = itemErrorOf(call, problem, 'PORTFOLIO')
      error.push({ index, errors: [shownError(known, `$.portfolios[${index}]`)] })
    }
  }
  return { status: 207, body: { portfolios: { success, error } } }
}

const PORTFOLIO = 'application/vnd.spPortfolio.v3+json'

export const accountOperations: readonly AdsOperation[] = [
  {
    name: 'listProfiles',
    method: 'GET',
    path: '/v2/profiles',
    media: null,
    isUserLevel: true,
    numericIds: ['profileId'],
    answer: profiles,
  },
  {
    name: 'getProfileById',
    method: 'GET',
    path: '/v2/profiles/:profileId',
    media: null,
    isUserLevel: true,
    numericIds: ['profileId'],
    answer: oneProfile,
  },
  {
    name: 'getManagerAccounts',
    method: 'GET',
    path: '/managerAccounts',
    media: 'application/vnd.getmanageraccountsresponse.v1+json',
    isUserLevel: true,
    answer: managers,
  },
  {
    name: 'listPortfolios',
    method: 'POST',
    path: '/portfolios/list',
    media: PORTFOLIO,
    answer: listPortfolios,
  },
  {
    name: 'createPortfolios',
    method: 'POST',
    path: '/portfolios',
    media: PORTFOLIO,
    answer: createPortfolios,
  },
]
