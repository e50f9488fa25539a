import { decimalText } from '#kernel/money.ts'
import { stepped } from '../step.ts'
import { type AccountAd, type AccountProduct, type Scene, acosOf, added, isOn, noSums } from './account.ts'
import { type Finding, findingOf, pauseWish, rowOf } from './finding.ts'
import { targetRow } from './match.ts'

// What is advertised and what is not; what is held back by its budget; what is only a shell; what a click can cost at most.

/** More products than this in one ad group share its bids and its learning. */
const MANY_PRODUCTS = 10
/** A day on which so much of the budget was spent was cut short. */
const STARVED_SHARE = 0.95
const STARVED_DAYS = 5
const STARVED_DAY_SHARE = 0.2
const RAISE_PERCENT = '20'
/** From so many times the base bid on a click may cost more than anybody meant. */
const STEEP_UP_DOWN = 3
const STEEP_ANY = 5
const SHOWN_TARGETS = 20

export function coverageFindings(scene: Scene): Finding[] {
  return [
    ...orphans(scene),
    ...outOfStock(scene),
    ...crowded(scene),
    ...starved(scene),
    ...shells(scene),
    ...forgotten(scene),
    ...steep(scene),
  ]
}

const isProduct = (ad: AccountAd, product: AccountProduct): boolean =>
  ad.sku === product.sku || (ad.asin !== null && ad.asin === product.asin)

function orphans(scene: Scene): Finding[] {
  const shown = new Set(
    scene.serving.flatMap((group) =>
      (scene.adsOf.get(group.id) ?? []).filter(isOn).flatMap((ad) => [ad.sku, ad.asin]),
    ),
  )
  const lonely = scene.account.products.filter(
    (one) =>
      one.fulfillable !== null &&
      one.fulfillable > 0 &&
      !shown.has(one.sku) &&
      (one.asin === null || !shown.has(one.asin)),
  )
  if (lonely.length === 0) return []
  return [
    findingOf(scene, {
      key: 'orphan_products',
      code: 'orphan_products',
      area: 'products',
      severity: 'medium',
      label: '',
      data: { count: lonely.length, units: lonely.reduce((sum, one) => sum + (one.fulfillable ?? 0), 0) },
      sums: null,
      rows: lonely
        .toSorted((a, b) => (b.unitsShipped30 ?? 0) - (a.unitsShipped30 ?? 0))
        .map((one) => productRow(scene, one)),
    }),
  ]
}

const productRow = (scene: Scene, one: AccountProduct) =>
  rowOf(scene, {
    entity: 'products',
    id: one.sku,
    label: one.title === null ? one.sku : `${one.sku} · ${one.title}`,
    sums: noSums,
    note: 'to_builder',
    data: { sku: one.sku, stock: one.fulfillable, shipped30: one.unitsShipped30 },
  })

function outOfStock(scene: Scene): Finding[] {
  const gone = scene.account.products.filter((one) => one.fulfillable === 0)
  const rows = scene.serving.flatMap((group) =>
    (scene.adsOf.get(group.id) ?? []).filter(isOn).flatMap((ad) => {
      const counted = scene.account.products.filter((one) => isProduct(ad, one))
      const product = gone.find((one) => isProduct(ad, one))
      // Another SKU of the ASIN may still be there.
      if (product === undefined || counted.some((one) => (one.fulfillable ?? 0) > 0)) return []
      return [{ ad, product }]
    }),
  )
  if (rows.length === 0) return []
  return [
    findingOf(scene, {
      key: 'ads_without_stock',
      code: 'ads_without_stock',
      area: 'products',
      severity: 'medium',
      label: '',
      data: { count: rows.length },
      sums: added(rows.map(({ ad }) => ad.sums)),
      rows: rows.map(({ ad, product }) =>
        rowOf(scene, {
          entity: 'productAds',
          id: ad.id,
          label: product.title === null ? product.sku : `${product.sku} · ${product.title}`,
          campaignId: ad.campaignId,
          adGroupId: ad.adGroupId,
          sums: ad.sums,
          note: 'pause',
          wish: pauseWish('productAds', ad.id, 'structure_no_stock'),
        }),
      ),
    }),
  ]
}

function crowded(scene: Scene): Finding[] {
  return scene.serving.flatMap((group) => {
    const ads = (scene.adsOf.get(group.id) ?? []).filter(isOn)
    if (scene.productsOf(group.id).size <= MANY_PRODUCTS) return []
    return [
      findingOf(scene, {
        key: `crowded_group ${group.id}`,
        code: 'crowded_group',
        area: 'products',
        severity: 'low',
        label: group.name,
        campaignId: group.campaignId,
        data: { count: scene.productsOf(group.id).size, most: MANY_PRODUCTS },
        sums: added(ads.map((one) => one.sums)),
        rows: ads.map((ad) =>
          rowOf(scene, {
            entity: 'productAds',
            id: ad.id,
            label: ad.sku ?? ad.asin ?? ad.id,
            campaignId: ad.campaignId,
            adGroupId: ad.adGroupId,
            sums: ad.sums,
          }),
        ),
      }),
    ]
  })
}

/** Campaigns that ran out of budget on many days though they sell at least as cheaply as the account does. */
function starved(scene: Scene): Finding[] {
  const usual = acosOf(scene.total)
  return scene.account.campaigns.flatMap((one) => {
    const { budgetMicros, dailySpendMicros } = one
    const acos = acosOf(one.sums)
    if (!isOn(one) || budgetMicros === null || budgetMicros <= 0n || acos === null || usual === null)
      return []
    const cut = dailySpendMicros.filter(
      (spend) => Number(spend) >= STARVED_SHARE * Number(budgetMicros),
    ).length
    const least = Math.max(STARVED_DAYS, STARVED_DAY_SHARE * scene.account.days)
    if (cut < least || acos > usual) return []
    const budget = decimalText(budgetMicros)
    const to = stepped(budget, { move: 'raise', value: RAISE_PERCENT }, scene.account.currency)
    const data = { days: cut, of: scene.account.days, acos, usual, budget }
    return [
      findingOf(scene, {
        key: `budget_starved ${one.id}`,
        code: 'budget_starved',
        area: 'budget',
        severity: 'high',
        label: one.name,
        campaignId: one.id,
        data,
        sums: one.sums,
        rows: [
          rowOf(scene, {
            entity: 'campaigns',
            id: one.id,
            label: one.name,
            campaignId: one.id,
            sums: one.sums,
            note: 'raise_budget',
            data: { ...data, to },
            wish:
              to === null
                ? null
                : {
                    kind: 'sp.budget',
                    wish: { campaignId: one.id, dailyBudget: to },
                    grounds: [{ code: 'structure_starved', data }],
                  },
          }),
        ],
      }),
    ]
  })
}

/** Enabled, and unable to serve. */
function shells(scene: Scene): Finding[] {
  const serving = new Set(scene.serving.map((one) => one.id))
  const found: Finding[] = []
  for (const campaign of scene.account.campaigns.filter(isOn)) {
    const groups = (scene.groupsOf.get(campaign.id) ?? []).filter(isOn)
    const dead = groups.filter((one) => !serving.has(one.id))
    const why = (id: string): string => {
      if (!(scene.adsOf.get(id) ?? []).some(isOn)) return 'no_ads'
      return (scene.targetsOf.get(id) ?? []).some(isOn) ? 'no_group' : 'no_targets'
    }
    const whole = dead.length === groups.length
    if (dead.length === 0 && groups.length > 0) continue
    const pause = (entity: string, id: string, reason: string) =>
      pauseWish(entity, id, 'structure_shell', { why: reason })
    found.push(
      findingOf(scene, {
        key: `empty_shell ${campaign.id}`,
        code: whole ? 'empty_campaign' : 'empty_group',
        area: 'shells',
        severity: whole ? 'medium' : 'low',
        label: campaign.name,
        campaignId: campaign.id,
        data: { count: dead.length },
        sums: whole ? campaign.sums : added(dead.map((one) => one.sums)),
        rows: whole
          ? [
              rowOf(scene, {
                entity: 'campaigns',
                id: campaign.id,
                label: campaign.name,
                campaignId: campaign.id,
                sums: campaign.sums,
                note: dead[0] === undefined ? 'no_group' : why(dead[0].id),
                wish: pause('campaigns', campaign.id, dead[0] === undefined ? 'no_group' : why(dead[0].id)),
              }),
            ]
          : dead.map((one) =>
              rowOf(scene, {
                entity: 'adGroups',
                id: one.id,
                label: one.name,
                campaignId: campaign.id,
                adGroupId: one.id,
                sums: one.sums,
                note: why(one.id),
                wish: pause('adGroups', one.id, why(one.id)),
              }),
            ),
      }),
    )
  }
  return found
}

/** Paused, and nothing happened in the whole window: to be started again or cleared away. */
function forgotten(scene: Scene): Finding[] {
  if (scene.account.days === 0) return []
  const all = scene.account.campaigns.filter((one) => one.state === 'paused' && one.sums.impressions === 0)
  if (all.length === 0) return []
  return [
    findingOf(scene, {
      key: 'paused_forgotten',
      code: 'paused_forgotten',
      area: 'shells',
      severity: 'low',
      label: '',
      data: { count: all.length, days: scene.account.days },
      sums: null,
      rows: all.map((one) =>
        rowOf(scene, {
          entity: 'campaigns',
          id: one.id,
          label: one.name,
          campaignId: one.id,
          sums: one.sums,
        }),
      ),
    }),
  ]
}

/** The most that a click may cost, in times the base bid: placements raise it, up and down doubles it. */
export function bidMultiple(campaign: {
  strategy: string | null
  placements: Readonly<Record<string, number>>
}): number {
  // One placement at a time; a business shopper's adjustment comes on top.
  const { business = 0, ...places } = campaign.placements
  const place = Math.max(0, ...Object.values(places))
  return (1 + place / 100) * (1 + business / 100) * (campaign.strategy === 'AUTO_FOR_SALES' ? 2 : 1)
}

function steep(scene: Scene): Finding[] {
  return scene.account.campaigns.flatMap((one) => {
    const multiple = bidMultiple(one)
    const up = one.strategy === 'AUTO_FOR_SALES'
    if (!isOn(one) || multiple < (up ? STEEP_UP_DOWN : STEEP_ANY)) return []
    const bids = (scene.groupsOf.get(one.id) ?? [])
      .flatMap((group) => scene.targetsOf.get(group.id) ?? [])
      .filter(isOn)
      .flatMap((target) => {
        const bid = target.bidMicros ?? scene.group.get(target.adGroupId)?.defaultBidMicros ?? null
        return bid === null ? [] : [{ target, bid }]
      })
      .toSorted((a, b) => Number(b.bid - a.bid))
    const most = (bid: bigint): string => decimalText(BigInt(Math.round(Number(bid) * multiple)))
    const usual = acosOf(scene.total)
    const acos = acosOf(one.sums)
    const poor = one.sums.clicks > 0 && usual !== null && (acos === null || acos > usual)
    const top = bids[0]?.bid ?? 0n
    const data = { multiple, bid: decimalText(top), most: most(top), ...(acos === null ? {} : { acos }) }
    return [
      findingOf(scene, {
        key: `steep_bids ${one.id}`,
        code: 'steep_bids',
        area: 'bidding',
        severity: poor ? 'high' : 'medium',
        label: one.name,
        campaignId: one.id,
        data,
        sums: one.sums,
        rows: [
          rowOf(scene, {
            entity: 'campaigns',
            id: one.id,
            label: one.name,
            campaignId: one.id,
            sums: one.sums,
            note: up && poor ? 'down_only' : null,
            data,
            wish:
              up && poor
                ? {
                    kind: 'sp.strategy',
                    wish: { campaignId: one.id, strategy: 'LEGACY_FOR_SALES' },
                    grounds: [{ code: 'structure_steep', data }],
                  }
                : null,
          }),
          ...bids
            .slice(0, SHOWN_TARGETS)
            .map(({ target, bid }) => targetRow(scene, target, { data: { most: most(bid) } })),
        ],
      }),
    ]
  })
}
