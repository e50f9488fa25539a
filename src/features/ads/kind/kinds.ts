import type { ChangeKind } from '#features/changes/public/kind.ts'
import { budgetKind, placementKind, strategyKind } from './campaign.ts'
import { archiveKind, keywordKind, negativeKind } from './creation.ts'
import { bidKind, stateKind } from './target.ts'

/** Every kind of change to Sponsored Products that can be made. */
export const adsKinds: readonly ChangeKind[] = [
  bidKind,
  placementKind,
  strategyKind,
  budgetKind,
  stateKind,
  negativeKind,
  keywordKind,
  archiveKind,
]
