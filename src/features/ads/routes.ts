import type { Day } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { notFound } from '#kernel/refusal.ts'
import { type AdLevel, type AdSum, adSums, targetKey } from '#features/facts/public/ad-days.ts'
import { type AdSetting, adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listAdCampaigns, listAdPlaces, listAdTargets } from './api.ts'
import { brandCampaignRoute, brandLines } from './routes/brand-campaigns.ts'
import { isAt, placeOf } from './routes/places.ts'
import { figureLine } from './rules/figures.ts'
import { placementsOf, stateOf, strategyOf, targetingOf } from './rules/setting-words.ts'

type Targets = OutputOf<typeof listAdTargets>
type Place = Targets['place']
type Figures = Targets['campaign']['figures']
type ListedBrands = OutputOf<typeof listAdCampaigns>['brandCampaigns']

export function adsRoutes(): Route[] {
  return [
    route(listAdPlaces, async ({ params, read }) =>
      read(async (tx) => {
        const places: Place[] = []
        for (const one of await settingPlaces(tx, params.clientId))
          places.push(await placeOf(tx, params.clientId, one))
        return { places }
      }),
    ),

    route(listAdCampaigns, async ({ params, query, read }) =>
      read(async (tx) => {
        const known = await settingPlaces(tx, params.clientId)
        const { storeId, marketplace } = query
        const wanted = known.filter(
          (one) =>
            (storeId === undefined || one.storeId === storeId) &&
            (marketplace === undefined || one.marketplace === marketplace),
        )
        const places: Place[] = []
        for (const one of known) places.push(await placeOf(tx, params.clientId, one))
        const shown = places.filter((place) => wanted.some((one) => isAt(one, place)))
        const campaigns: Targets['campaign'][] = []
        const brands: ListedBrands = []
        for (const place of shown) {
          campaigns.push(...(await campaignsAt(tx, params.clientId, place)))
          brands.push(...(await brandLines(tx, params.clientId, place)))
        }
        return { places, campaigns, brandCampaigns: brands }
      }),
    ),

    route(listAdTargets, async ({ params, query, read }) =>
      read(async (tx) => {
        const { clientId, campaignId } = params
        const known = (await settingPlaces(tx, clientId)).find((one) => isAt(one, query))
        if (known === undefined) throw notFound()
        const place = await placeOf(tx, clientId, known)
        const settings = await adSettings(tx, { clientId, ...place }, { campaignId })
        const own = settings.find((one) => one.entity === 'campaign')
        if (own === undefined) throw notFound()
        const figures = (level: AdLevel) => figuresOf(tx, clientId, place, level, campaignId)
        const [ofCampaign, ofGroups, ofTargets] = [
          await figures('campaign'),
          await figures('adGroup'),
          await figures('target'),
        ]
        return {
          place,
          campaign: campaignLine(place, own, settings, ofCampaign),
          adGroups: adGroupLines(settings, ofGroups),
          targets: settings.flatMap((one) => targetLine(one, ofTargets)),
          negatives: settings.flatMap(negativeLine),
        }
      }),
    ),

    brandCampaignRoute(),
  ]
}

type FigureOf = (key: string | null) => Figures

/** The window's figures by key. What the reports have no line for had none; without any report nothing is said. */
async function figuresOf(
  tx: ReadTx,
  clientId: string,
  place: { storeId: string; marketplace: string; window: { from: Day; to: Day } | null },
  level: AdLevel,
  campaignId: string | null,
): Promise<FigureOf> {
  const { storeId, marketplace, window } = place
  if (window === null) return () => null
  const sums = await adSums(tx, { clientId, storeId, marketplace, ...window }, level, campaignId)
  const byKey = new Map(sums.map((one) => [one.key, one]))
  return (key) => (key === null ? null : figureLine(byKey.get(key) ?? nothing))
}

const nothing: Omit<AdSum, 'key'> = { impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }

async function campaignsAt(tx: ReadTx, clientId: string, place: Place): Promise<Targets['campaign'][]> {
  const entities = ['campaign', 'bid_adjustment'] as const
  const settings = await adSettings(tx, { clientId, ...place }, { entities })
  const figures = await figuresOf(tx, clientId, place, 'campaign', null)
  const adjustments = Map.groupBy(
    settings.filter((one) => one.entity === 'bid_adjustment'),
    (one) => one.campaignId,
  )
  return settings
    .filter((one) => one.entity === 'campaign')
    .map((one) => campaignLine(place, one, adjustments.get(one.campaignId) ?? [], figures))
}

function campaignLine(
  place: Place,
  own: AdSetting,
  settings: readonly AdSetting[],
  figures: FigureOf,
): Targets['campaign'] {
  return {
    storeId: place.storeId,
    marketplace: place.marketplace,
    campaignId: own.campaignId,
    name: own.name ?? own.campaignId,
    portfolio:
      own.portfolioId === null ? null : { id: own.portfolioId, name: own.portfolio ?? own.portfolioId },
    state: stateOf(own.state),
    dailyBudget: price(own.dailyBudgetMicros),
    targeting: targetingOf(own.targetingType),
    strategy: strategyOf(own.biddingStrategy),
    placements: placementsOf(settings.filter((one) => one.entity === 'bid_adjustment')),
    figures: figures(own.campaignId),
  }
}

const price = (micros: bigint | null): string | null => (micros === null ? null : decimalText(micros))

function adGroupLines(settings: readonly AdSetting[], figures: FigureOf): Targets['adGroups'] {
  return settings.flatMap((one) =>
    one.entity === 'ad_group' && one.adGroupId !== null
      ? [
          {
            adGroupId: one.adGroupId,
            name: one.name ?? one.adGroupId,
            state: stateOf(one.state),
            defaultBid: price(one.bidMicros),
            figures: figures(one.adGroupId),
          },
        ]
      : [],
  )
}

function targetLine(one: AdSetting, figures: FigureOf): Targets['targets'] {
  const { entityId, adGroupId, text, matchType } = one
  if (one.entity !== 'keyword' && one.entity !== 'product_target') return []
  if (entityId === null || adGroupId === null || text === null) return []
  return [
    {
      entity: one.entity === 'keyword' ? 'keywords' : 'targets',
      id: entityId,
      adGroupId,
      text,
      matchType: matchType ?? 'product',
      state: stateOf(one.state),
      bid: price(one.bidMicros),
      figures: figures(matchType === null ? null : targetKey(adGroupId, matchType, text)),
    },
  ]
}

const negativeEntities = {
  negative_keyword: 'negativeKeywords',
  campaign_negative_keyword: 'campaignNegativeKeywords',
  negative_target: 'negativeTargets',
} as const

function negativeLine(one: AdSetting): Targets['negatives'] {
  const { entityId, adGroupId, text, matchType } = one
  if (!(one.entity in negativeEntities) || entityId === null || text === null) return []
  const entity = negativeEntities[one.entity as keyof typeof negativeEntities]
  return [
    {
      entity,
      id: entityId,
      adGroupId: entity === 'campaignNegativeKeywords' ? null : adGroupId,
      text,
      matchType: matchType ?? 'product',
      state: stateOf(one.state),
    },
  ]
}
