import type { OutputOf } from '#platform/endpoint.ts'
import type { listAdTargets, showBrandCampaign } from '../api.ts'
import type { AmountRow, GroupRow, NegativeRow, PlacementRow, StateRow, Wanted } from '../rules/wishes.ts'

type Targets = OutputOf<typeof listAdTargets>
export type Place = Targets['place']
export type CampaignLine = Targets['campaign']
export type BrandLine = OutputOf<typeof showBrandCampaign>['campaign']
export type AdGroupLine = Targets['adGroups'][number]
export type TargetLine = Targets['targets'][number]
export type NegativeLine = Targets['negatives'][number]

type Named = { readonly id: string; readonly label: string }

/** What a person wants to change, before saying how. */
export type Asking =
  | { readonly task: 'bid' | 'budget'; readonly rows: readonly AmountRow[] }
  | { readonly task: 'state'; readonly rows: readonly StateRow[] }
  | { readonly task: 'strategy'; readonly rows: readonly (Named & { strategy: string | null })[] }
  | { readonly task: 'placement'; readonly rows: readonly PlacementRow[] }
  | { readonly task: 'negative'; readonly rows: readonly Named[]; readonly adGroups: readonly GroupRow[] }
  | { readonly task: 'keyword'; readonly rows: readonly Named[]; readonly adGroups: readonly GroupRow[] }
  | { readonly task: 'archive'; readonly rows: readonly NegativeRow[] }
  /** Already worked out: only to be looked at, given a reason and proposed. */
  | {
      readonly task: 'ready'
      readonly rows: readonly Named[]
      readonly wishes: readonly Wanted[]
      readonly title: (count: number) => string
      readonly reason: string
    }

/** What the form made of it. */
export type Draft = {
  readonly wishes: readonly Wanted[]
  /** A title the person may keep, for so many changes. */
  readonly title: (count: number) => string
  /** The wishes anew from what Amazon told; null when they stand. */
  readonly again?: (items: readonly { no: number; from: unknown }[]) => Wanted[] | null
}

export type Ask = (asking: Asking) => void

export const campaignState = (one: CampaignLine): StateRow => ({
  entity: 'campaigns',
  id: one.campaignId,
  label: one.name,
  state: one.state,
})

export const campaignBudget = (one: CampaignLine): AmountRow => ({
  entity: 'campaigns',
  id: one.campaignId,
  label: one.name,
  amount: one.dailyBudget,
})

export const campaignPlacement = (one: CampaignLine): PlacementRow => ({
  id: one.campaignId,
  label: one.name,
  placements: one.placements,
})

export const campaignStrategy = (one: CampaignLine) => ({
  id: one.campaignId,
  label: one.name,
  strategy: one.strategy,
})
