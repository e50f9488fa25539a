import { decimalText, ratioOf } from '#kernel/money.ts'
import { notFound } from '#kernel/refusal.ts'
import { settingPlaces } from '#features/facts/public/ad-settings.ts'
import {
  type BrandCampaign,
  type BrandSums,
  brandByCampaign,
  brandCampaignDays,
  brandCampaigns,
  brandPlacements,
  brandTargets,
  brandTerms,
} from '#features/facts/public/brand-ads.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { added } from '../rules/brand-sums.ts'
import { figureLine } from '../rules/figures.ts'
import { showBrandCampaign } from '../api.ts'
import { stateOf } from '../rules/setting-words.ts'
import { isAt, placeOf } from './places.ts'

type Shown = OutputOf<typeof showBrandCampaign>
type Line = Shown['campaign']
type Place = Shown['place']

/** Campaigns of Sponsored Brands and Display of one place, with their window. */
export async function brandLines(tx: ReadTx, clientId: string, place: Place): Promise<Line[]> {
  const { storeId, marketplace, window } = place
  const at = { clientId, storeId, marketplace }
  const rows = window === null ? [] : await brandByCampaign(tx, { ...at, ...window })
  const sumsOf = (own: BrandCampaign): BrandSums | null =>
    rows
      .filter((one) => isOf(own, one))
      .reduce<BrandSums | null>((sum, one) => (sum === null ? one : added(sum, one)), null)
  // Reports that tell of some campaigns of a product tell of all: the others had nothing. Without any, nobody knows.
  const told = new Set(rows.map((one) => one.adProduct))
  return (await brandCampaigns(tx, at)).map((one) =>
    lineOf(place, one, sumsOf(one) ?? (told.has(one.adProduct) ? nothing : null)),
  )
}

type Told = { adProduct: string; campaignId: string | null; campaign: string }

/** Files of the console name a campaign and give no id. */
const isOf = (own: BrandCampaign, row: Told): boolean =>
  row.campaignId === null
    ? row.adProduct === own.adProduct && row.campaign === own.name
    : row.campaignId === own.campaignId

const nothing: BrandSums = {
  impressions: 0,
  clicks: 0,
  orders: 0,
  costMicros: 0n,
  salesMicros: 0n,
  clickOrders: 0,
  clickSalesMicros: 0n,
  newToBrand: null,
}

export function brandFiguresOf(sums: BrandSums): NonNullable<Line['figures']> {
  const { clickOrders, clickSalesMicros, newToBrand } = sums
  return {
    ...figureLine(sums),
    clickOrders,
    clickSales: clickSalesMicros === null ? null : decimalText(clickSalesMicros),
    newToBrandOrders: newToBrand?.orders ?? null,
    newToBrandSales: newToBrand === null ? null : decimalText(newToBrand.salesMicros),
    newToBrandRatio: newToBrand === null ? null : ratioOf(newToBrand.salesMicros, newToBrand.ofSalesMicros),
  }
}

function lineOf(place: Place, own: BrandCampaign, sums: BrandSums | null): Line {
  return {
    storeId: place.storeId,
    marketplace: place.marketplace,
    adProduct: own.adProduct,
    campaignId: own.campaignId,
    name: own.name ?? own.campaignId,
    portfolio:
      own.portfolioId === null ? null : { id: own.portfolioId, name: own.portfolio ?? own.portfolioId },
    state: stateOf(own.state),
    budget: own.budgetMicros === null ? null : decimalText(own.budgetMicros),
    budgetType: own.budgetType,
    costType: own.costType,
    startedOn: own.startedOn,
    isReported: own.isReported,
    // What Amazon does not report is not nothing.
    figures: sums === null || !own.isReported ? null : brandFiguresOf(sums),
  }
}

export function brandCampaignRoute(): Route {
  return route(showBrandCampaign, async ({ params, query, read }) =>
    read(async (tx) => {
      const { clientId, campaignId } = params
      const known = (await settingPlaces(tx, clientId)).find((one) => isAt(one, query))
      if (known === undefined) throw notFound()
      const place = await placeOf(tx, clientId, known)
      const campaign = (await brandLines(tx, clientId, place)).find((one) => one.campaignId === campaignId)
      if (campaign === undefined) throw notFound()
      const { storeId, marketplace, window } = place
      const where = window === null ? null : { clientId, storeId, marketplace, ...window }
      const days = where === null ? [] : await brandCampaignDays(tx, where, campaign)
      const targets = where === null ? [] : await brandTargets(tx, where, campaign)
      const placements = where === null ? [] : await brandPlacements(tx, where, campaign)
      const terms = where === null ? [] : await brandTerms(tx, where, campaign)
      return {
        place,
        campaign,
        days: days.map(({ day, ...sums }) => ({ day, figures: brandFiguresOf(sums) })),
        targets: targets.map(({ adGroup, targetId, target, matchType, ...sums }) => ({
          key: targetId ?? `${target ?? ''} ${matchType ?? ''}`,
          text: target ?? targetId ?? '',
          matchType,
          adGroup,
          figures: brandFiguresOf(sums),
        })),
        placements: placements.map(({ placement, ...sums }) => ({
          placement,
          figures: brandFiguresOf(sums),
        })),
        terms: terms.map(({ term, target, matchType, ...sums }) => ({
          term,
          target,
          matchType,
          figures: brandFiguresOf(sums),
        })),
      }
    }),
  )
}
