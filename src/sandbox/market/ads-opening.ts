// The campaigns each kind of seller has when the world begins, recognisable to anyone who has audited accounts.

import { addAd, addAdGroup, addCampaign, addNegative, addPortfolio, addTarget } from './ads-tree.ts'
import { rivalAsins } from './queries.ts'
import type { CampaignState, FamilyState, StoreState } from './state.ts'
import type { AutoClause, MatchType } from './world-ads.ts'

const clauses: readonly AutoClause[] = ['close-match', 'loose-match', 'substitutes', 'complements']

const wholeBid = (minor: number): number => Math.max(2, Math.round(minor))
/** Budgets are round figures. */
const wholeBudget = (store: StoreState, usd: number): number =>
  Math.max(store.place.decimals === 0 ? 500 : 300, Math.round((usd * store.scale.cpcMinorPerUsd) / 100) * 100)

const usualCpc = (store: StoreState, family: FamilyState): number =>
  family.spec.cpcUsd * store.scale.cpcMinorPerUsd

const coreTexts = (store: StoreState, family: FamilyState): string[] =>
  (family.spec.queries[store.place.language] ?? []).map(([text]) => text)

const bestSellers = (family: FamilyState, n: number) =>
  [...family.listings].sort((a, b) => b.popularity - a.popularity).slice(0, n)

function autoCampaign(
  store: StoreState,
  families: readonly FamilyState[],
  name: string,
  bid: number,
  budgetUsd: number,
  draft: Partial<Pick<CampaignState, 'strategy' | 'portfolioId' | 'placementPercent'>> = {},
): CampaignState {
  const campaign = addCampaign(
    store,
    {
      name,
      targeting: 'auto',
      dailyBudgetMinor: wholeBudget(store, budgetUsd),
      strategy: 'down_only',
      ...draft,
    },
    store.openedDay,
  )
  for (const family of families) {
    const group = addAdGroup(
      store,
      campaign,
      `${family.spec.skuCode} auto`,
      wholeBid(usualCpc(store, family) * bid),
    )
    for (const listing of bestSellers(family, 6)) addAd(store, group, listing)
    for (const clause of clauses) addTarget(store, group, { kind: 'auto', clause }, null)
  }
  return campaign
}

function keywordCampaign(
  store: StoreState,
  family: FamilyState,
  name: string,
  words: readonly string[],
  match: MatchType,
  bid: number,
  budgetUsd: number,
  draft: Partial<Pick<CampaignState, 'strategy' | 'portfolioId' | 'placementPercent'>> = {},
): CampaignState {
  const cpc = usualCpc(store, family)
  const campaign = addCampaign(
    store,
    {
      name,
      targeting: 'manual',
      dailyBudgetMinor: wholeBudget(store, budgetUsd),
      strategy: 'down_only',
      ...draft,
    },
    store.openedDay,
  )
  const group = addAdGroup(store, campaign, `${family.spec.skuCode} ${match}`, wholeBid(cpc * bid))
  for (const listing of bestSellers(family, match === 'exact' ? 2 : 4)) addAd(store, group, listing)
  words.forEach((text, i) =>
    addTarget(
      store,
      group,
      { kind: 'keyword', text, match },
      i % 3 === 0 ? wholeBid(cpc * bid * (1.1 - 0.05 * i)) : null,
    ),
  )
  return campaign
}

/** Broad words, high bids, +150 % at the top, the same campaign twice, not one negative. */
function openWasteful(store: StoreState): void {
  const loud = { top: 120, rest: 0, product_pages: 40 }
  for (const family of store.families) {
    const code = family.spec.skuCode
    const core = coreTexts(store, family)
    const loose = [...new Set(core.flatMap((text) => text.split(' ')))].filter((word) => word.length > 2)
    autoCampaign(store, [family], `${code}-auto-all`, 1.9, 34, {
      strategy: 'up_and_down',
      placementPercent: loud,
    })
    keywordCampaign(store, family, `${code}-broad`, [...core, ...loose], 'broad', 2.1, 44, {
      strategy: 'up_and_down',
      placementPercent: loud,
    })
    keywordCampaign(store, family, `${code}-broad copy`, core, 'broad', 1.8, 22)
    keywordCampaign(
      store,
      family,
      `Campaign - ${code} ${family.index + 1}`,
      core.slice(0, 2),
      'exact',
      1.5,
      18,
      {
        strategy: 'up_and_down',
        placementPercent: loud,
      },
    )
  }
  autoCampaign(store, store.families, 'test', 1.3, 16)
}

/** One automatic campaign for everything and a handful of keywords, both too small to learn from. */
function openStarved(store: StoreState): void {
  autoCampaign(store, store.families, 'Auto', 0.55, 14)
  for (const family of store.families.slice(0, 3))
    keywordCampaign(
      store,
      family,
      `${family.spec.key} manual`,
      coreTexts(store, family).slice(0, 2),
      'phrase',
      0.7,
      6,
    )
}

/** A sound structure that nobody has looked after: portfolios, negatives here and there, forgotten paused campaigns. */
function openPatchy(store: StoreState): void {
  for (const family of store.families) {
    const code = family.spec.skuCode
    const portfolioId = addPortfolio(store, family.spec.key)
    const core = coreTexts(store, family)
    const auto = autoCampaign(store, [family], `SP | ${code} | Auto | Research`, 1.05, 16, { portfolioId })
    keywordCampaign(store, family, `SP | ${code} | KW | Exact`, core, 'exact', 1.4, 30, {
      portfolioId,
      placementPercent: { top: 40, rest: 0, product_pages: 0 },
    })
    keywordCampaign(store, family, `SP | ${code} | KW | Phrase`, core.slice(0, 3), 'phrase', 1.15, 18, {
      portfolioId,
    })
    const pages = keywordCampaign(store, family, `SP | ${code} | PAT | Competitors`, [], 'exact', 1, 12, {
      portfolioId,
    })
    const group = store.ads.adGroups.find((g) => g.campaign === pages)!
    for (const { asin } of rivalAsins(family.spec.key).slice(0, 3))
      addTarget(store, group, { kind: 'asin', asin }, null)
    if (family.index % 2 === 0)
      for (const text of core.slice(0, 2))
        addNegative(store, auto, null, { kind: 'keyword', text, match: 'exact' })
    if (family.index === 1)
      keywordCampaign(store, family, `OLD ${code} launch`, core, 'broad', 1.2, 8).state = 'paused'
  }
}

/** Builds the opening campaigns of the store's kind of seller. */
export function openAds(store: StoreState): void {
  if (store.spec.ads === 'wasteful') openWasteful(store)
  else if (store.spec.ads === 'starved') openStarved(store)
  else openPatchy(store)
}
