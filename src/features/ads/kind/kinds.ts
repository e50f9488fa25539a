import type { ChangeKind } from '#features/changes/public/kind.ts'
import type { WitnessSource } from '#features/changes/public/office.ts'
import { marksOf } from '../rules/marks.ts'
import { budgetKind, placementKind, strategyKind } from './campaign.ts'
import { archiveCampaignKind, campaignKind } from './campaign-creation.ts'
import { nameKind } from './campaign-name.ts'
import { archiveKind, keywordKind, negativeKind } from './creation.ts'
import { historyEntity, readHistory } from './history.ts'
import { scheduleKind } from './schedule.ts'
import { bidKind, stateKind } from './target.ts'

/** Every kind of change to Sponsored Products that can be made. */
export const adsKinds: readonly ChangeKind[] = [
  bidKind,
  scheduleKind,
  placementKind,
  strategyKind,
  budgetKind,
  nameKind,
  stateKind,
  negativeKind,
  keywordKind,
  archiveKind,
  campaignKind,
  archiveCampaignKind,
]

/** Amazon's change history as a witness of what these kinds do. */
export const adsWitness: WitnessSource = {
  read: readHistory,
  marks: (change) => marksOf(change).map((mark) => ({ ...mark, entity: historyEntity(mark.entity) })),
}
