// Settings come in two vocabularies: the interface's constants and the console's bulk sheet. Both are read as the interface's.

export const biddingStrategies = ['LEGACY_FOR_SALES', 'AUTO_FOR_SALES', 'MANUAL', 'RULE_BASED'] as const
export type BiddingStrategy = (typeof biddingStrategies)[number]

const strategyPatterns: readonly (readonly [RegExp, BiddingStrategy])[] = [
  [/down only|nur senken|仅降低|只降低/i, 'LEGACY_FOR_SALES'],
  [/up and down|erhöhen und senken|提高和降低/i, 'AUTO_FOR_SALES'],
  [/fixed|feste?s? gebot|固定/i, 'MANUAL'],
  [/rule/i, 'RULE_BASED'],
]

/** A bidding strategy by its constant or as the console prints it; null when it is neither. */
export function strategyOf(printed: string | null): BiddingStrategy | null {
  if (printed === null) return null
  const constant = biddingStrategies.find((one) => one === printed.toUpperCase().replaceAll(' ', '_'))
  return constant ?? strategyPatterns.find(([pattern]) => pattern.test(printed))?.[1] ?? null
}

export type Targeting = 'auto' | 'manual'

export function targetingOf(printed: string | null): Targeting | null {
  const plain = printed?.toLowerCase() ?? ''
  if (/^auto|自动|オート/.test(plain)) return 'auto'
  return /^manu|手动|マニュアル/.test(plain) ? 'manual' : null
}

export const placementKeys = ['top', 'productPage', 'restOfSearch', 'business'] as const
export type PlacementKey = (typeof placementKeys)[number]
export type Placements = Readonly<Record<PlacementKey, number>>

const placementNames: Readonly<Record<string, PlacementKey>> = {
  top: 'top',
  product_pages: 'productPage',
  rest: 'restOfSearch',
  SITE_AMAZON_BUSINESS: 'business',
}

/** Adjustments in per cent by placement; what is not listed is 0. */
export function placementsOf(
  listed: readonly { placement: string | null; adjustmentPercent: number | null }[],
): Placements {
  const percents: Record<PlacementKey, number> = { top: 0, productPage: 0, restOfSearch: 0, business: 0 }
  for (const { placement, adjustmentPercent } of listed) {
    const key = placementNames[placement ?? '']
    if (key !== undefined && adjustmentPercent !== null) percents[key] = adjustmentPercent
  }
  return percents
}

export const settingStates = ['enabled', 'paused', 'archived'] as const
export type SettingState = (typeof settingStates)[number]

export function stateOf(printed: string | null): SettingState | null {
  return settingStates.find((one) => one === printed) ?? null
}
