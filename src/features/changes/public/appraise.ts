import type { ReadTx } from '#platform/tenant.ts'
import { type Item, objectKey } from '../rules/item.ts'
import { ownerOf } from '../rules/modules.ts'
import { CREEP_DAYS, type Decision, type Size, tierOf } from '../rules/tiers.ts'
import { listOwners, policyOf } from '../store/agreement.ts'
import { type Profile, valuesBefore } from '../store/changes.ts'
import type { ChangeKind } from './kind.ts'

type Appraised = Decision & { readonly size: Size }

/**
 * How large a step is and who has to agree to it, under the limits and modules that hold now. The step is measured from where the object
 * stood before our own changes of the last days; going back to where it stood is as small as it looks.
 */
export async function appraiser(
  tx: ReadTx,
  at: Profile,
  items: readonly Item[],
  now: Date,
): Promise<
  (kind: ChangeKind, item: Item, revertsId: string | null, side: 'agency' | 'client' | 'system') => Appraised
> {
  const policy = await policyOf(tx, at.clientId)
  const owners = await listOwners(tx, at.clientId)
  const since = new Date(now.getTime() - CREEP_DAYS * 86_400_000)
  const earlier = await valuesBefore(tx, at.clientId, since, items)
  const before = new Map(earlier.map((one) => [objectKey(one), one.from]))
  return (kind, item, revertsId, side) => {
    const base = revertsId === null ? (before.get(objectKey(item)) ?? item.from) : item.from
    const size = kind.size(base, item.to)
    const what = { storeId: at.storeId, module: kind.module, objectId: item.campaignId }
    return { size, ...tierOf(kind.name, size, policy, ownerOf(owners, what, now), side) }
  }
}
