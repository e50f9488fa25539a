import { type Day, addDays } from '#kernel/day.ts'
import { adDays, adSums, lastAdDay, targetKey } from '#features/facts/public/ad-days.ts'
import { settingPlaces } from '#features/facts/public/ad-settings.ts'
import {
  type AdvertisedSums,
  type StructureSetting,
  advertisedSums,
  structureSettings,
  termSums,
} from '#features/facts/public/ad-structure.ts'
import { asinPerformance, stockNow } from '#features/facts/public/trade.ts'
import { notFound } from '#kernel/refusal.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { placeOf } from './places.ts'
import { placementsOf, stateOf, strategyOf, targetingOf } from '../rules/setting-words.ts'
import { type Account, type AccountProduct, type Sums, added, noSums } from '../rules/structure/account.ts'

// From facts to the account that the audit and the builder look at.

export type Place = { clientId: string; storeId: string; marketplace: string }

/** So many days back: long enough for slow products, within what Amazon's reports keep. */
export const AUDIT_DAYS = 60
const BUDGET_DAYS = 30

export type LoadedProduct = AccountProduct & { readonly priceMicros: bigint | null }
export type Loaded = {
  readonly account: Account
  readonly products: readonly LoadedProduct[]
  readonly window: { from: Day; to: Day } | null
  readonly settings: readonly StructureSetting[]
  readonly asOf: Day
}

/** The newest snapshot of a place with its figures. Refuses not_found where nothing is known. */
export async function loadAccount(tx: ReadTx, at: Place, today: Day): Promise<Loaded> {
  const known = (await settingPlaces(tx, at.clientId)).find(
    (one) => one.storeId === at.storeId && one.marketplace === at.marketplace,
  )
  if (known === undefined) throw notFound()
  const place = await placeOf(tx, at.clientId, known)
  const settings = await structureSettings(tx, { ...at, asOf: place.asOf })
  const to = await lastAdDay(tx, at)
  const window = to === null ? null : { from: addDays(to, 1 - AUDIT_DAYS), to }
  const figures = await figuresOf(tx, at, window)
  const products = await productsOf(tx, at, today, window)
  const campaignIds = new Map(
    settings.flatMap((one) => (one.entity === 'campaign' ? [[one.name ?? '', one.campaignId]] : [])),
  )
  const groupIds = new Map(
    settings.flatMap((one) =>
      one.entity === 'ad_group' ? [[`${one.campaignId} ${one.name ?? ''}`, one.adGroupId]] : [],
    ),
  )
  const account: Account = {
    currency: place.currency,
    marketplace: at.marketplace,
    days: figures.budgetDays,
    ...objectsOf(settings, figures),
    terms: figures.terms.flatMap((one) => {
      const campaignId = one.campaignId ?? campaignIds.get(one.campaign) ?? null
      const adGroupId = one.adGroupId ?? groupIds.get(`${campaignId ?? ''} ${one.adGroup ?? ''}`) ?? null
      return campaignId === null || adGroupId === null
        ? []
        : [{ campaignId, adGroupId, term: one.term, sums: sumsOf(one) }]
    }),
    products,
  }
  return { account, products, window, settings, asOf: place.asOf }
}

type Measured = {
  impressions: number
  clicks: number
  orders: number
  costMicros: bigint
  salesMicros: bigint
}

const sumsOf = (one: Measured): Sums => ({
  impressions: one.impressions,
  clicks: one.clicks,
  orders: one.orders,
  spendMicros: one.costMicros,
  salesMicros: one.salesMicros,
})

type Figures = Awaited<ReturnType<typeof figuresOf>>

async function figuresOf(tx: ReadTx, at: Place, window: { from: Day; to: Day } | null) {
  const none = new Map<string, Sums>()
  if (window === null)
    return {
      campaign: none,
      adGroup: none,
      target: none,
      terms: [],
      ads: [] as AdvertisedSums[],
      budgets: new Map<string, bigint[]>(),
      budgetDays: 0,
    }
  const where = { ...at, ...window }
  const level = async (name: 'campaign' | 'adGroup' | 'target') =>
    new Map((await adSums(tx, where, name)).map((one) => [one.key, sumsOf(one)]))
  const [campaign, adGroup, target] = [await level('campaign'), await level('adGroup'), await level('target')]
  const days = await adDays(tx, { ...where, from: addDays(window.to, 1 - BUDGET_DAYS) }, 'campaign')
  const budgets = new Map(
    [...Map.groupBy(days, (one) => one.key)].map(([key, all]) => [key, all.map((one) => one.costMicros)]),
  )
  const terms = await termSums(tx, where)
  const ads = await advertisedSums(tx, where)
  return { campaign, adGroup, target, terms, ads, budgets, budgetDays: BUDGET_DAYS }
}

const negativeEntities = new Set(['negative_keyword', 'campaign_negative_keyword', 'negative_target'])

function objectsOf(
  settings: readonly StructureSetting[],
  figures: Figures,
): Pick<Account, 'campaigns' | 'groups' | 'ads' | 'targets' | 'negatives'> {
  const of = (entity: StructureSetting['entity']) => settings.filter((one) => one.entity === entity)
  const adjustments = Map.groupBy(of('bid_adjustment'), (one) => one.campaignId)
  const adSumsBy = Map.groupBy(figures.ads, (one) => `${one.adGroupId ?? ''} ${one.sku ?? one.asin ?? ''}`)
  const targets = settings.filter((one) => one.entity === 'keyword' || one.entity === 'product_target')
  return {
    campaigns: of('campaign').map((one) => ({
      id: one.campaignId,
      name: one.name ?? one.campaignId,
      state: stateOf(one.state),
      targeting: targetingOf(one.targetingType),
      budgetMicros: one.dailyBudgetMicros,
      strategy: strategyOf(one.biddingStrategy),
      placements: placementsOf(adjustments.get(one.campaignId) ?? []),
      sums: figures.campaign.get(one.campaignId) ?? noSums,
      dailySpendMicros: figures.budgets.get(one.campaignId) ?? [],
    })),
    groups: of('ad_group').flatMap((one) =>
      one.adGroupId === null
        ? []
        : [
            {
              id: one.adGroupId,
              campaignId: one.campaignId,
              name: one.name ?? one.adGroupId,
              state: stateOf(one.state),
              defaultBidMicros: one.bidMicros,
              sums: figures.adGroup.get(one.adGroupId) ?? noSums,
            },
          ],
    ),
    ads: of('product_ad').flatMap((one) =>
      one.adGroupId === null || one.entityId === null
        ? []
        : [
            {
              id: one.entityId,
              campaignId: one.campaignId,
              adGroupId: one.adGroupId,
              sku: one.sku,
              asin: one.asin,
              state: stateOf(one.state),
              sums: added((adSumsBy.get(`${one.adGroupId} ${one.sku ?? one.asin ?? ''}`) ?? []).map(sumsOf)),
            },
          ],
    ),
    targets: targets.flatMap((one) => {
      const { entityId, adGroupId, text } = one
      if (entityId === null || adGroupId === null || text === null) return []
      const matchType = one.matchType ?? 'product'
      return [
        {
          entity: one.entity === 'keyword' ? ('keywords' as const) : ('targets' as const),
          id: entityId,
          campaignId: one.campaignId,
          adGroupId,
          text,
          matchType,
          state: stateOf(one.state),
          bidMicros: one.bidMicros,
          sums: figures.target.get(targetKey(adGroupId, matchType, text)) ?? noSums,
        },
      ]
    }),
    negatives: settings.flatMap((one) =>
      !negativeEntities.has(one.entity) || one.text === null
        ? []
        : [
            {
              campaignId: one.campaignId,
              adGroupId: one.entity === 'campaign_negative_keyword' ? null : one.adGroupId,
              text: one.text,
              matchType: one.matchType ?? 'product',
              state: stateOf(one.state),
            },
          ],
    ),
  }
}

/** Products in the newest stock counts; where nothing was counted, those that business reports name. */
async function productsOf(
  tx: ReadTx,
  at: Place,
  today: Day,
  window: { from: Day; to: Day } | null,
): Promise<LoadedProduct[]> {
  const counted = await stockNow(tx, { ...at, asOf: today })
  const sold = window === null ? [] : (await asinPerformance(tx, { ...at, ...window })).rows
  const titles = new Map(sold.map((one) => [one.childAsin, one.title]))
  const bySku = new Map<string, LoadedProduct>()
  for (const one of counted) {
    const before = bySku.get(one.sku)
    bySku.set(one.sku, {
      sku: one.sku,
      asin: one.asin ?? before?.asin ?? null,
      title: one.title ?? before?.title ?? titles.get(one.asin) ?? null,
      // Several kinds of counts: what any of them has can be shipped.
      fulfillable: Math.max(one.fulfillable, before?.fulfillable ?? 0),
      unitsShipped30: one.unitsShipped30 ?? before?.unitsShipped30 ?? null,
      priceMicros: one.priceMicros ?? before?.priceMicros ?? null,
    })
  }
  for (const one of sold)
    if (one.sku !== null && !bySku.has(one.sku))
      bySku.set(one.sku, {
        sku: one.sku,
        asin: one.childAsin,
        title: one.title,
        fulfillable: null,
        unitsShipped30: null,
        priceMicros: one.units > 0 ? one.salesMicros / BigInt(one.units) : null,
      })
  return [...bySku.values()]
}
