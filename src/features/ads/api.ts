import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { brandProducts } from '#features/facts/rules/brand-rows.ts'
import { biddingStrategies, placementKeys, settingStates } from './rules/setting-words.ts'

const amazonId = z.string().max(40)
const marketplace = z.string().min(2).max(4)
const state = z.enum(settingStates).nullable()

/** Figures of the window, in the place's currency. */
export const adFigures = z.object({
  impressions: z.number().int(),
  clicks: z.number().int(),
  orders: z.number().int(),
  spend: decimal,
  sales: decimal,
  /** Null without sales. */
  acosRatio: z.number().nullable(),
})

/** A store and marketplace whose settings are known. */
const place = z.object({
  storeId: id,
  storeName: z.string(),
  marketplace: z.string(),
  currency: z.string(),
  /** The day of the newest snapshot. */
  asOf: day,
  /** The last thirty days whose figures are there; null when none are. */
  window: z.object({ from: day, to: day }).nullable(),
})

const campaign = z.object({
  storeId: id,
  marketplace: z.string(),
  campaignId: amazonId,
  name: z.string(),
  /** Null: in none. */
  portfolio: z.object({ id: amazonId, name: z.string() }).nullable(),
  state,
  dailyBudget: decimal.nullable(),
  targeting: z.enum(['auto', 'manual']).nullable(),
  strategy: z.enum(biddingStrategies).nullable(),
  /** Per cent, 0 where nothing is set. */
  placements: z.record(z.enum(placementKeys), z.number()),
  figures: adFigures.nullable(),
})

/** As adFigures, but sales and orders are those within 14 days of a click or a view; of a click alone beside them. */
export const brandFigures = adFigures.extend({
  /** Null where the reports do not tell. */
  clickOrders: z.number().int().nullable(),
  clickSales: decimal.nullable(),
  /** Of buyers without an order of the brand in the year before; null where the reports do not tell. */
  newToBrandOrders: z.number().int().nullable(),
  newToBrandSales: decimal.nullable(),
  /** Of the sales of those reports, 0..1. */
  newToBrandRatio: z.number().nullable(),
})

export const brandProduct = z.enum(brandProducts)

const brandCampaign = z.object({
  storeId: id,
  marketplace: z.string(),
  adProduct: brandProduct,
  campaignId: amazonId,
  name: z.string(),
  portfolio: z.object({ id: amazonId, name: z.string() }).nullable(),
  state,
  budget: decimal.nullable(),
  budgetType: z.string().nullable(),
  /** cpc: by the click. vcpm: by the thousand viewable impressions. */
  costType: z.string().nullable(),
  startedOn: day.nullable(),
  /** False: of the old kind, which Amazon leaves out of its reports. */
  isReported: z.boolean(),
  /** Null where it is in no report that there is. */
  figures: brandFigures.nullable(),
})

export const listAdPlaces = endpoint({
  name: 'listAdPlaces',
  summary: 'Stores and marketplaces whose advertising settings are known',
  method: 'GET',
  path: '/api/clients/:clientId/ads/places',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id }),
  output: z.object({ places: z.array(place) }),
})

export const listAdCampaigns = endpoint({
  name: 'listAdCampaigns',
  summary: 'Campaigns as the newest snapshot of each store and marketplace has them, with their last 30 days',
  method: 'GET',
  path: '/api/clients/:clientId/ads/campaigns',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id }),
  query: z.object({ storeId: id.optional(), marketplace: marketplace.optional() }),
  output: z.object({
    /** Every place, whichever is asked for; none before the first snapshot. */
    places: z.array(place),
    /** Sponsored Products. */
    campaigns: z.array(campaign),
    /** Sponsored Brands and Display, which are read and not changed. */
    brandCampaigns: z.array(brandCampaign),
  }),
})

export const listAdTargets = endpoint({
  name: 'listAdTargets',
  summary: 'Ad groups, targets and negatives of one campaign, with their last 30 days',
  method: 'GET',
  path: '/api/clients/:clientId/ads/campaigns/:campaignId/targets',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id, campaignId: amazonId }),
  query: z.object({ storeId: id, marketplace }),
  output: z.object({
    place,
    campaign,
    adGroups: z.array(
      z.object({
        adGroupId: amazonId,
        name: z.string(),
        state,
        defaultBid: decimal.nullable(),
        figures: adFigures.nullable(),
      }),
    ),
    targets: z.array(
      z.object({
        entity: z.enum(['keywords', 'targets']),
        id: amazonId,
        adGroupId: amazonId,
        text: z.string(),
        /** exact, phrase, broad, product or auto. */
        matchType: z.string(),
        state,
        /** Null: the ad group's default bid. */
        bid: decimal.nullable(),
        figures: adFigures.nullable(),
      }),
    ),
    negatives: z.array(
      z.object({
        entity: z.enum(['negativeKeywords', 'campaignNegativeKeywords', 'negativeTargets']),
        id: amazonId,
        /** Null: for the whole campaign. */
        adGroupId: amazonId.nullable(),
        text: z.string(),
        matchType: z.string(),
        state,
      }),
    ),
  }),
})

export const showBrandCampaign = endpoint({
  name: 'showBrandCampaign',
  summary:
    'One Sponsored Brands or Display campaign: its settings, its last 30 days by day, placement, target and search term',
  method: 'GET',
  path: '/api/clients/:clientId/ads/brand-campaigns/:campaignId',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id, campaignId: amazonId }),
  query: z.object({ storeId: id, marketplace }),
  output: z.object({
    place,
    campaign: brandCampaign,
    days: z.array(z.object({ day, figures: brandFigures })),
    targets: z.array(
      z.object({
        key: z.string(),
        text: z.string(),
        /** exact, phrase, broad or product; null for audiences. */
        matchType: z.string().nullable(),
        adGroup: z.string().nullable(),
        figures: brandFigures,
      }),
    ),
    /** Of Sponsored Brands only. */
    placements: z.array(z.object({ placement: z.string(), figures: brandFigures })),
    terms: z.array(
      z.object({
        /** '*': met on a product page, where nothing was typed. */
        term: z.string(),
        target: z.string().nullable(),
        matchType: z.string().nullable(),
        figures: brandFigures,
      }),
    ),
  }),
})
