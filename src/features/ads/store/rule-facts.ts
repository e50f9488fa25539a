import { type Day, addDays, dayInZone } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { notFound } from '#kernel/refusal.ts'
import { advertisedBy } from '#features/facts/public/ad-bids.ts'
import { type AdDay, adDays, targetKey } from '#features/facts/public/ad-days.ts'
import {
  type AdSetting,
  type SettingPlace,
  adSettings,
  settingPlaces,
} from '#features/facts/public/ad-settings.ts'
import { adDaysKnown, settingsSince, termDays } from '#features/facts/public/rule-facts.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { DaySums, RuleFacts, RuleObject } from '../rules/automation/figures.ts'
import type { RuleLevel } from '../rules/automation/rule.ts'
import { placementsOf, stateOf, targetingOf } from '../rules/setting-words.ts'
import { isAsin, normalTerm } from '../rules/terms.ts'
import { type PlaceAt, listGoals } from './bids.ts'

/** Where a rule works: what its form and its checks have to know. */
export type RulePlace = PlaceAt & {
  readonly asOf: Day
  readonly currency: string
  readonly timeZone: string
  readonly today: Day
  /** Campaigns of the newest snapshot, id → name. */
  readonly campaigns: ReadonlyMap<string, string>
  readonly targetAcosRatio: number | null
}

/** The place of rules; not_found where no settings are known. */
export async function rulePlace(tx: ReadTx, at: PlaceAt, now: Date): Promise<RulePlace> {
  const known: SettingPlace | undefined = (await settingPlaces(tx, at.clientId)).find(
    (one) => one.storeId === at.storeId && one.marketplace === at.marketplace,
  )
  const market = findMarketplace(at.marketplace)
  if (known === undefined || market === null) throw notFound()
  const settings = await adSettings(tx, { ...at, asOf: known.asOf }, { entities: ['campaign'] })
  const goal = (await listGoals(tx, at))[0]
  return {
    ...at,
    asOf: known.asOf,
    currency: known.currency ?? market.currency,
    timeZone: market.timeZone,
    today: dayInZone(now, market.timeZone),
    campaigns: new Map(settings.map((one) => [one.campaignId, one.name ?? one.campaignId])),
    targetAcosRatio: goal?.kind === 'acos' ? (goal.numbers.targetRatio ?? null) : null,
  }
}

const entitiesAt = {
  campaign: ['campaign', 'bid_adjustment', 'ad_group'],
  adGroup: ['campaign', 'ad_group'],
  target: ['campaign', 'ad_group', 'keyword', 'product_target'],
  searchTerm: [
    'campaign',
    'ad_group',
    'keyword',
    'negative_keyword',
    'campaign_negative_keyword',
    'negative_target',
  ],
} as const

/** Settings of the newest snapshot of the last weeks tell since when something stands. */
const SINCE_DAYS = 30

/** All that a rule of a level looks at, with figures of so many days before today. */
export async function ruleFacts(
  tx: ReadTx,
  place: RulePlace,
  level: RuleLevel,
  days: number,
  withCover: boolean,
): Promise<RuleFacts> {
  const { clientId, storeId, marketplace, asOf, today } = place
  const where = { clientId, storeId, marketplace, from: addDays(today, -days), to: today }
  const settings = await adSettings(tx, place, { entities: entitiesAt[level] })
  const known = new Set(await adDaysKnown(tx, where))
  const since = await settingsSince(tx, { ...place, from: addDays(asOf, -SINCE_DAYS) })
  const cover = withCover ? await coverOf(tx, place) : new Map<string, number>()
  const tree = treeOf(settings, since, cover)
  const objects =
    level === 'searchTerm'
      ? termObjects(tree, await termDays(tx, where))
      : objectsAt(level, tree, grouped(await adDays(tx, where, level)))
  return {
    marketplace,
    currency: place.currency,
    today,
    known,
    targetAcosRatio: place.targetAcosRatio,
    objects,
    standing: standingOf(settings),
  }
}

/** Days until an ad group's products are sold out at their present pace. */
async function coverOf(tx: ReadTx, place: RulePlace): Promise<Map<string, number>> {
  const SOLD_DAYS = 14
  const rows = await advertisedBy(tx, place)
  return new Map(
    rows.flatMap(({ adGroupId, fulfillable, ordered }) =>
      fulfillable === null || (ordered === 0 && fulfillable > 0)
        ? []
        : [[adGroupId, fulfillable === 0 ? 0 : fulfillable / (ordered / SOLD_DAYS)]],
    ),
  )
}

type Tree = {
  readonly settings: readonly AdSetting[]
  readonly campaigns: ReadonlyMap<string, AdSetting>
  readonly groups: ReadonlyMap<string, AdSetting>
  readonly since: ReadonlyMap<string, Day>
  readonly cover: ReadonlyMap<string, number>
}

function treeOf(
  settings: readonly AdSetting[],
  since: ReadonlyMap<string, Day>,
  cover: ReadonlyMap<string, number>,
): Tree {
  const of = (entity: AdSetting['entity']) => settings.filter((one) => one.entity === entity)
  return {
    settings,
    campaigns: new Map(of('campaign').map((one) => [one.campaignId, one])),
    groups: new Map(of('ad_group').flatMap((one) => (one.adGroupId === null ? [] : [[one.adGroupId, one]]))),
    since,
    cover,
  }
}

const micros = (value: bigint | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

const sumsOf = (one: Omit<AdDay, 'key' | 'campaignId'>): DaySums => ({
  day: one.day,
  impressions: one.impressions,
  clicks: one.clicks,
  orders: one.orders,
  cost: Number(one.costMicros),
  sales: Number(one.salesMicros),
})

function grouped(days: readonly AdDay[]): (key: string) => readonly DaySums[] {
  const groups = Map.groupBy(days, (one) => one.key)
  return (key) => (groups.get(key) ?? []).map(sumsOf)
}

/** What every object shares with its campaign. */
function shared(tree: Tree, campaignId: string) {
  const campaign = tree.campaigns.get(campaignId)
  return {
    campaignId,
    campaign: campaign?.name ?? campaignId,
    auto: targetingOf(campaign?.targetingType ?? null) === 'auto',
    placements: null,
  }
}

/** What is in a campaign or ad group that does not run does not run either: rules leave it out. */
const runs = (tree: Tree, campaignId: string, adGroupId: string | null): boolean =>
  stateOf(tree.campaigns.get(campaignId)?.state ?? null) === 'enabled' &&
  (adGroupId === null || stateOf(tree.groups.get(adGroupId)?.state ?? null) === 'enabled')

function objectsAt(
  level: Exclude<RuleLevel, 'searchTerm'>,
  tree: Tree,
  daysOf: (key: string) => readonly DaySums[],
): RuleObject[] {
  if (level === 'campaign') return campaignObjects(tree, daysOf)
  return tree.settings.flatMap((one): RuleObject[] => {
    const { entity, campaignId, adGroupId, entityId, text } = one
    if (adGroupId === null) return []
    const own = { ...shared(tree, campaignId), adGroupId, state: stateOf(one.state) }
    const cover = tree.cover.get(adGroupId) ?? null
    if (level === 'adGroup')
      return entity !== 'ad_group' || !runs(tree, campaignId, null)
        ? []
        : [
            {
              ...own,
              entity: 'adGroups',
              id: adGroupId,
              label: one.name ?? adGroupId,
              amount: micros(one.bidMicros),
              changedOn: tree.since.get(adGroupId) ?? null,
              coverDays: cover,
              days: daysOf(adGroupId),
            },
          ]
    if ((entity !== 'keyword' && entity !== 'product_target') || entityId === null || text === null) return []
    if (!runs(tree, campaignId, adGroupId)) return []
    const matchType = one.matchType ?? 'product'
    return [
      {
        ...own,
        entity: entity === 'keyword' ? 'keywords' : 'targets',
        id: entityId,
        label: `${text} [${matchType.toLowerCase()}]`,
        // Without a bid of its own a target has its ad group's.
        amount: micros(one.bidMicros ?? tree.groups.get(adGroupId)?.bidMicros),
        changedOn: tree.since.get(entityId) ?? null,
        coverDays: cover,
        days: daysOf(targetKey(adGroupId, matchType, text)),
      },
    ]
  })
}

function campaignObjects(tree: Tree, daysOf: (key: string) => readonly DaySums[]): RuleObject[] {
  const adjustments = Map.groupBy(
    tree.settings.filter((one) => one.entity === 'bid_adjustment'),
    (one) => one.campaignId,
  )
  const covers = Map.groupBy([...tree.groups.values()], (one) => one.campaignId)
  return [...tree.campaigns.values()].map((one): RuleObject => {
    const known = (covers.get(one.campaignId) ?? []).flatMap((each) => tree.cover.get(each.adGroupId!) ?? [])
    return {
      ...shared(tree, one.campaignId),
      adGroupId: null,
      entity: 'campaigns',
      id: one.campaignId,
      label: one.name ?? one.campaignId,
      state: stateOf(one.state),
      amount: micros(one.dailyBudgetMicros),
      placements: placementsOf(adjustments.get(one.campaignId) ?? []),
      changedOn: tree.since.get(one.campaignId) ?? null,
      // All of its products have to be gone before a campaign has nothing to sell.
      coverDays: known.length === 0 ? null : Math.max(...known),
      days: daysOf(one.campaignId),
    }
  })
}

function termObjects(tree: Tree, days: Awaited<ReturnType<typeof termDays>>): RuleObject[] {
  const groups = Map.groupBy(days, (one) => `${one.adGroupId}·${one.term}`)
  return [...groups].flatMap(([id, own]): RuleObject[] => {
    const { campaignId, adGroupId, term } = own[0]!
    const isThere = tree.campaigns.has(campaignId) && tree.groups.has(adGroupId)
    if (isThere && !runs(tree, campaignId, adGroupId)) return []
    return [
      {
        ...shared(tree, campaignId),
        adGroupId,
        entity: 'terms',
        id,
        label: term,
        state: isThere ? 'enabled' : null,
        amount: null,
        changedOn: null,
        coverDays: null,
        days: own.map(sumsOf),
      },
    ]
  })
}

/** Keywords and negatives that stand: parent · match type · term, as the change engine names new ones. */
function standingOf(settings: readonly AdSetting[]): Set<string> {
  return new Set(
    settings.flatMap((one) => {
      const { entity, campaignId, adGroupId, text, matchType } = one
      if (text === null || stateOf(one.state) === 'archived') return []
      if (entity === 'keyword') return [`${adGroupId}·${(matchType ?? '').toUpperCase()}·${normalTerm(text)}`]
      if (
        entity !== 'negative_keyword' &&
        entity !== 'campaign_negative_keyword' &&
        entity !== 'negative_target'
      )
        return []
      const parent = entity === 'campaign_negative_keyword' ? campaignId : adGroupId
      const asin = /[A-Z0-9]{10}/.exec(text.toUpperCase())?.[0] ?? ''
      if (entity === 'negative_target') return isAsin(asin) ? [`${parent}·ASIN·${asin}`] : []
      const phrase = /phrase/i.test(matchType ?? '')
      return [`${parent}·${phrase ? 'NEGATIVE_PHRASE' : 'NEGATIVE_EXACT'}·${normalTerm(text)}`]
    }),
  )
}
