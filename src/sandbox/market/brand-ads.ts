// Sponsored Brands and Sponsored Display of a store: campaigns by habit, traffic from dice of their own, and orders that would have
// been placed without them and are claimed by them. Nothing else in the world notices but the bill, so that a world is the same to the
// last digit with these campaigns or without.

import { type Meeting, clickedAt, meetingsOf } from './brand-meetings.ts'
import { dayText, HOUR, startOfDay } from './calendar.ts'
import { adsIdOf } from './ids.ts'
import { rivalAsins } from './queries.ts'
import { hashText, mix, normalOf, poissonQuantile, unit } from './random.ts'
import { dayDemand, hourDemand } from './seasons.ts'
import type { FamilyState, StoreState } from './state.ts'
import type { BrandCampaign, BrandExpression, BrandTarget } from './world-brand-ads.ts'

export type BrandTargetState = BrandTarget & {
  readonly key: number
  readonly campaign: BrandCampaignState
  /** Share of the campaign's clicks on a mean day. */
  readonly share: number
  readonly meetings: readonly Meeting[]
}

export type BrandCampaignState = BrandCampaign & {
  readonly key: number
  readonly startDay: number
  readonly families: readonly FamilyState[]
  readonly targets: readonly BrandTargetState[]
  /** Usual price of a click, or of a thousand viewable impressions. */
  readonly priceMinor: number
  readonly clickRatio: number
  readonly viewableRatio: number
  /** Share of the promoted families' orders without other ads that this campaign is told to have brought. */
  readonly claimRatio: number
  /** Of those, the share that clicked; the others only saw it. */
  readonly clickedRatio: number
  /** Share of those buyers who had bought nothing of the brand within a year. */
  readonly newRatio: number
}

type Draft = {
  product: BrandCampaign['product']
  name: string
  families: readonly FamilyState[]
  expressions: readonly (readonly [BrandExpression, weight: number])[]
  budgetUsd: number
  /** Beside the families' usual price of a Sponsored Products click. */
  price: number
  costType?: 'vcpm'
  state?: 'paused'
  hasAdGroups?: false
  startDay: number
  clickRatio: number
  claimRatio: number
  clickedRatio: number
  newRatio: number
}

/** Ids of these entities lie above all that Sponsored Products will ever reach. */
const FIRST_ID = 500_000
const IDS_EACH = 100

const keyword = (text: string, match: 'exact' | 'phrase' | 'broad'): BrandExpression => ({
  kind: 'keyword',
  text,
  match,
})

/** What an agency would find in the account of a brand that somebody once set up with care. */
function draftsOf(store: StoreState): Draft[] {
  const { families, spec, openedDay, firstDay, place } = store
  const words = (family: FamilyState): string[] =>
    (family.spec.queries[place.language] ?? []).map(([text]) => text)
  const brand = spec.brand.toLowerCase()
  const lead = families.slice(0, 2)
  const base = {
    clickRatio: 0.008,
    claimRatio: 0.07,
    clickedRatio: 0.82,
    newRatio: 0.76,
    startDay: openedDay,
  }
  return [
    {
      ...base,
      product: 'brands',
      name: `SB | ${spec.brand} | Brand defense`,
      families,
      expressions: [
        [keyword(brand, 'exact'), 6],
        ...families.map(
          (family) => [keyword(`${brand} ${family.spec.key.replaceAll('-', ' ')}`, 'phrase'), 1] as const,
        ),
      ],
      budgetUsd: 9,
      price: 0.7,
      clickRatio: 0.031,
      claimRatio: 0.04,
      clickedRatio: 0.93,
      // Who types the brand's name mostly knows it.
      newRatio: 0.34,
    },
    {
      ...base,
      product: 'brands',
      name: `SB | ${lead.map((family) => family.spec.skuCode).join('+')} | Category`,
      families: lead,
      expressions: lead.flatMap((family) =>
        words(family)
          .slice(0, 3)
          .map((text, i) => [keyword(text, i === 0 ? 'phrase' : 'broad'), 3 - i] as const),
      ),
      budgetUsd: 16,
      price: 1.15,
    },
    {
      ...base,
      product: 'brands',
      name: `SB old | ${spec.brand} | Headline`,
      families,
      expressions: [[keyword(brand, 'broad'), 1]],
      budgetUsd: 5,
      price: 0.8,
      state: 'paused',
      hasAdGroups: false,
    },
    {
      ...base,
      product: 'display',
      name: `SD | ${lead[0]!.spec.skuCode} | Competitor pages`,
      families: lead.slice(0, 1),
      expressions: rivalAsins(lead[0]!.spec.key)
        .slice(0, 3)
        .map(({ asin }, i) => [{ kind: 'asin', asin }, 3 - i] as const),
      budgetUsd: 8,
      price: 0.75,
      clickRatio: 0.0045,
      claimRatio: 0.05,
      clickedRatio: 0.6,
    },
    {
      ...base,
      product: 'display',
      name: `SD | ${spec.brand} | Viewers 30 days`,
      families,
      expressions: [
        [{ kind: 'viewers', days: 30 }, 2],
        [{ kind: 'viewers', days: 7 }, 1],
      ],
      budgetUsd: 7,
      // Per thousand viewable impressions, beside a click.
      price: 5,
      costType: 'vcpm',
      // Begun while this world was going on.
      startDay: firstDay + 24,
      clickRatio: 0.0024,
      claimRatio: 0.03,
      clickedRatio: 0.35,
      newRatio: 0.58,
    },
  ]
}

const stores = new WeakMap<StoreState, BrandCampaignState[]>()

/** The campaigns of both products; none for a seller without a registered brand. */
export function brandCampaigns(store: StoreState): readonly BrandCampaignState[] {
  if (store.spec.hasBrand !== true || store.families.length === 0) return []
  let known = stores.get(store)
  if (known === undefined)
    stores.set(store, (known = draftsOf(store).map((draft, i) => made(store, draft, i))))
  return known
}

function made(store: StoreState, draft: Draft, index: number): BrandCampaignState {
  const { facts, scale, place } = store
  const id = (n: number): string => adsIdOf(store.index, FIRST_ID + index * IDS_EACH + n)
  const usual = draft.families.reduce((sum, family) => sum + family.spec.cpcUsd, 0) / draft.families.length
  const priceMinor = Math.max(3, usual * draft.price * scale.cpcMinorPerUsd)
  const total = draft.expressions.reduce((sum, [, weight]) => sum + weight, 0)
  const targets: BrandTargetState[] = []
  const campaign: BrandCampaignState = {
    campaignId: id(0),
    storeKey: facts.key,
    product: draft.product,
    name: draft.name,
    state: draft.state ?? 'enabled',
    dailyBudgetMinor: Math.max(
      place.decimals === 0 ? 500 : 300,
      Math.round((draft.budgetUsd * scale.cpcMinorPerUsd) / 100) * 100,
    ),
    costType: draft.costType ?? 'cpc',
    startOn: dayText(draft.startDay),
    hasAdGroups: draft.hasAdGroups ?? true,
    key: mix(hashText(facts.key, store.key), 0xb4a4d + index),
    startDay: draft.startDay,
    families: draft.families,
    targets,
    priceMinor,
    clickRatio: draft.clickRatio,
    viewableRatio: draft.product === 'brands' ? 0.74 : 0.61,
    claimRatio: draft.claimRatio,
    clickedRatio: draft.clickedRatio,
    newRatio: draft.newRatio,
  }
  draft.expressions.forEach(([expression, weight], i) =>
    targets.push({
      targetId: id(i + 2),
      campaignId: campaign.campaignId,
      adGroupId: id(1),
      adGroupName: draft.product === 'brands' ? 'Ad group 1' : 'Products',
      expression,
      bidMinor: Math.round(priceMinor * (1.25 + 0.1 * unit(campaign.key, 900 + i))),
      key: mix(campaign.key, 1_000 + i),
      campaign,
      share: weight / total,
      meetings: meetingsOf(expression, draft.families, place.language),
    }),
  )
  return campaign
}

export type BrandClick = {
  target: BrandTargetState
  meeting: Meeting
  at: number
  costMinor: number
  /** Epoch hour at which Amazon takes it out again; 0: never. */
  invalidHour: number
}

/** A campaign's day as it will have been: clicks in order of time, impressions of each target by hour. */
export type BrandDay = { clicks: readonly BrandClick[]; hourly: ReadonlyMap<BrandTargetState, Uint32Array> }

const empty: BrandDay = { clicks: [], hourly: new Map() }
const days = new WeakMap<BrandCampaignState, Map<number, BrandDay>>()

/** Share of a day's budget that a mean day would spend if there were no budget. */
const APPETITE = 0.8

/** What happened, or will, on a local day. Fixed by the campaign's own key: it depends on nothing that anybody does. */
export function brandDay(store: StoreState, campaign: BrandCampaignState, day: number): BrandDay {
  if (campaign.state !== 'enabled' || !campaign.hasAdGroups || day < campaign.startDay) return empty
  let known = days.get(campaign)
  if (known === undefined) days.set(campaign, (known = new Map()))
  let found = known.get(day)
  if (found === undefined) known.set(day, (found = drawn(store, campaign, day)))
  return found
}

function drawn(store: StoreState, campaign: BrandCampaignState, day: number): BrandDay {
  const start = startOfDay(store.place.timeZone, day)
  const demand =
    campaign.families.reduce((sum, f) => sum + dayDemand(store.place.code, f.spec.season, day), 0) /
    campaign.families.length
  const viewsBought = (campaign.dailyBudgetMinor * 1000) / campaign.priceMinor
  const mean =
    campaign.costType === 'cpc'
      ? campaign.dailyBudgetMinor / campaign.priceMinor
      : (viewsBought / campaign.viewableRatio) * campaign.clickRatio
  const clicks = campaign.targets.flatMap((target) => {
    const n = poissonQuantile(unit(target.key, day, 1), mean * APPETITE * demand * target.share)
    return Array.from({ length: n }, (_, i) =>
      clickOf(store, target, mix(mix(target.key, day), 50 + i), start),
    )
  })
  clicks.sort((a, b) => a.at - b.at)
  const until = campaign.costType === 'cpc' ? closing(campaign, clicks) : start + 24 * HOUR
  const hourly = new Map<BrandTargetState, Uint32Array>()
  let room = campaign.costType === 'vcpm' ? viewsBought : Infinity
  for (const target of campaign.targets) {
    const shown = new Uint32Array(24)
    const all = (mean * APPETITE * demand * target.share) / campaign.clickRatio
    for (let hour = 0; hour < 24; hour++) {
      if (start + hour * HOUR >= until) break
      const n = poissonQuantile(unit(target.key, day, 100 + hour), all * hourDemand[hour]!)
      const views = viewable(campaign, n)
      if (views > room) break
      room -= views
      shown[hour] = n
    }
    hourly.set(target, shown)
  }
  return { clicks: clicks.filter((click) => click.at < until), hourly }
}

/** Of so many impressions, those that were seen. */
export const viewable = (campaign: BrandCampaignState, impressions: number): number =>
  Math.floor(impressions * campaign.viewableRatio)

/** The cost of viewable impressions paid by the thousand, to the minor unit. */
export const viewCost = (campaign: BrandCampaignState, views: number): number =>
  campaign.costType === 'vcpm' ? Math.round((views * campaign.priceMinor) / 1000) : 0

function clickOf(store: StoreState, target: BrandTargetState, key: number, start: number): BrandClick {
  let hour = 0
  let rest = unit(key, 1)
  while (hour < 23 && rest >= hourDemand[hour]!) rest -= hourDemand[hour++]!
  const at = start + hour * HOUR + Math.floor(unit(key, 2) * 60) * 60_000
  const { campaign } = target
  const isInvalid = unit(key, 3) < store.spec.robotRatio * 0.3
  return {
    target,
    meeting: clickedAt(target.meetings, key),
    at,
    costMinor:
      campaign.costType === 'vcpm'
        ? 0
        : Math.max(1, Math.round(campaign.priceMinor * Math.exp(0.28 * normalOf(key, 4) - 0.04))),
    invalidHour: isInvalid ? Math.floor(at / HOUR) + 1 + Math.floor(unit(key, 5) * 70) : 0,
  }
}

/** When the budget is used up. */
function closing(campaign: BrandCampaignState, clicks: readonly BrandClick[]): number {
  let spent = 0
  for (const click of clicks) {
    if (spent + click.costMinor > campaign.dailyBudgetMinor) return click.at
    spent += click.costMinor
  }
  return Infinity
}

/** What a past day is billed: clicks not yet found invalid, and viewable impressions. */
export function brandBill(
  store: StoreState,
  day: number,
  at: number,
): { costMinor: number; credits: { at: number; costMinor: number }[] } {
  const bill = { costMinor: 0, credits: [] as { at: number; costMinor: number }[] }
  for (const campaign of brandCampaigns(store)) {
    const { clicks, hourly } = brandDay(store, campaign, day)
    for (const { costMinor, invalidHour } of clicks) {
      if (invalidHour !== 0 && invalidHour * HOUR <= at) continue
      bill.costMinor += costMinor
      if (invalidHour !== 0 && costMinor > 0) bill.credits.push({ at: invalidHour * HOUR, costMinor })
    }
    for (const shown of hourly.values()) {
      const views = shown.reduce((sum, n) => sum + viewable(campaign, n), 0)
      bill.costMinor += viewCost(campaign, views)
    }
  }
  return bill
}
