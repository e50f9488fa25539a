import type { Json } from '#kernel/canonical-json.ts'
import type { Mark } from '#features/changes/rules/witness.ts'

type Fields = Readonly<Record<string, string | number | null>>

/** What a change of advertising leaves in Amazon's change history. Placements other than these two leave nothing there. */
export function marksOf(change: {
  kind: string
  entity: string
  objectId: string
  madeId: string | null
  from: Json
  to: Json
}): Mark[] {
  const { kind, entity, objectId, madeId } = change
  const to = (change.to ?? {}) as Fields
  const from = (change.from ?? {}) as Fields
  const mark = (field: string, value: string): Mark => ({ entity, objectId, field, to: value })
  switch (kind) {
    case 'sp.bid':
    case 'sp.schedule':
      return [mark('bid', String(to['bid'] ?? ''))]
    case 'sp.budget':
      return [mark('dailyBudget', String(to['dailyBudget']))]
    case 'sp.strategy':
      return [mark('strategy', String(to['strategy']))]
    case 'sp.name':
      return [mark('name', String(to['name']))]
    case 'sp.state':
      return [mark('state', String(to['state']))]
    case 'sp.archiveCampaign':
    case 'sp.archive':
      return [mark('state', 'ARCHIVED')]
    case 'sp.placement':
      return (['top', 'productPage'] as const)
        .filter((key) => to[key] !== from[key])
        .map((key) => mark(key, String(to[key])))
    case 'sp.negative':
    case 'sp.keyword':
      return madeId === null ? [] : [{ entity, objectId: madeId, field: 'state', to: 'ENABLED' }]
    case 'sp.campaign':
      return madeId === null
        ? []
        : [{ entity: 'campaigns', objectId: madeId, field: 'state', to: 'ENABLED', whole: true }]
    default:
      return []
  }
}
