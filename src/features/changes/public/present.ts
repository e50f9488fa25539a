import { Refusal } from '#kernel/refusal.ts'
import { objectKey } from '../rules/item.ts'
import type { Profile } from '../store/changes.ts'
import { CallFailed, type ChangeDoor, type ChangeKind, type Reading, type Sought } from './kind.ts'
import { type Office, connectionOf } from './office.ts'

// What stands at Amazon while a person waits for it.

/** A profile's door for somebody who waits. Refuses not_connected. */
export async function openForPerson(
  office: Office,
  agencyId: string,
  at: Profile,
): Promise<{ door: ChangeDoor; currency: string }> {
  const connection = await connectionOf(office, agencyId, at)
  if (connection === null) throw new Refusal('not_connected', { api: 'ads', standing: 'revoked' })
  const { connectionId, profileId, currency } = connection
  const owner = { agencyId, clientId: at.clientId }
  const ask = { priority: 'interactive', patienceMs: 20_000 } as const
  return { door: await office.doors.ads(owner, connectionId, profileId, ask), currency }
}

/**
 * Reads objects of any kinds, in calls as large as each kind takes. Answers by `objectKey`; what is not in the answer is not there.
 * Refuses amazon_denied, amazon_unreachable.
 */
export async function readPresent(
  door: ChangeDoor,
  objects: readonly { readonly kind: ChangeKind; readonly target: Sought }[],
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>()
  const groups = Map.groupBy(objects, ({ kind, target }) => `${kind.name} ${target.entity}`)
  for (const group of groups.values()) {
    const { kind, target } = group[0]!
    for (let from = 0; from < group.length; from += kind.callItems) {
      const targets = group.slice(from, from + kind.callItems).map((one) => one.target)
      for (const [objectId, reading] of await asked(() => kind.read(door, targets)))
        readings.set(objectKey({ kind: kind.name, entity: target.entity, objectId }), reading)
    }
  }
  return readings
}

/** What Amazon did not answer is told to the person as such. */
async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    throw new Refusal(error.kind === 'rejected' ? 'amazon_denied' : 'amazon_unreachable', {
      code: error.code,
      status: null,
    })
  }
}
