import type { Side } from '#kernel/rights.ts'
import type { UserActor } from '#platform/actor.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type Speaks, speakerOf } from '../rules/speaker.ts'
import { isInForce } from '../rules/stops.ts'
import { missingSides } from '../rules/votes.ts'
import { type VoteLine, listDelegations, listPolicies, votesOf } from '../store/agreement.ts'
import { type Batch, type Change, itemsOf } from '../store/changes.ts'
import { type BatchRow, listBatchRows } from '../store/lists.ts'
import { type StopLine, liveStops } from '../store/stops.ts'
import type { Office } from './office.ts'

// Whose word is waited for, and what stands still: for the inbox, and for pages that gather what concerns somebody.

/** As whom the person may speak about a batch. */
export async function speaksFor(
  office: Pick<Office, 'peopleOf'>,
  tx: ReadTx,
  clientId: string,
  actor: UserActor,
  batch: Batch,
  now: Date,
): Promise<Speaks> {
  return speakerOf(
    await office.peopleOf(clientId),
    await listDelegations(tx, clientId),
    actor.userId,
    batch.proposedBy,
    now,
  )
}

/** Sides that have still to agree to at least one open item. */
export function waitingSides(batch: Batch, changes: readonly Change[], votes: readonly VoteLine[]): Side[] {
  const open = changes.filter((one) => one.state === 'proposed')
  return [...new Set(open.flatMap((one) => missingSides(batch, one, votes)))]
}

/** Open batches that wait for somebody's word: `mine` for the actor's, `others` for that of somebody else. */
export async function waitingBatches(
  office: Pick<Office, 'peopleOf'>,
  tx: ReadTx,
  actor: UserActor,
  clientIds: readonly string[],
  now: Date,
): Promise<{ mine: BatchRow[]; others: (BatchRow & { readonly waiting: Side[] })[] }> {
  const mine: BatchRow[] = []
  const others: (BatchRow & { waiting: Side[] })[] = []
  for (const row of await listBatchRows(tx, clientIds, { open: true })) {
    const changes = await itemsOf(tx, row.clientId, row.id)
    const waiting = waitingSides(row, changes, await votesOf(tx, row.clientId, [row.id]))
    if (waiting.length === 0) continue
    const said = await speaksFor(office, tx, row.clientId, actor, row, now)
    if (said.as !== null && waiting.includes(said.side)) mine.push(row)
    else others.push({ ...row, waiting })
  }
  return { mine, others }
}

/** Approval rules that the agency has proposed and the client's owner has not answered. */
export async function waitingPolicy(
  tx: ReadTx,
  clientId: string,
): Promise<{ policyId: string; byName: string; at: Date } | null> {
  const one = (await listPolicies(tx, clientId)).find((each) => each.acceptedAt === null)
  return one === undefined ? null : { policyId: one.id, byName: one.setByName, at: one.setAt }
}

/** Kill switches in force over a client. */
export async function stopsInForce(
  tx: ReadTx,
  agencyId: string,
  clientId: string,
  now: Date,
): Promise<StopLine[]> {
  return (await liveStops(tx, agencyId, clientId)).filter((one) => isInForce(one, now))
}

/** Where a person stands in for another, or is stood in for, over these clients: what ends when the person leaves. */
export async function delegationsOf(
  tx: ReadTx,
  clientIds: readonly string[],
  personId: string,
  now: Date,
): Promise<{ clientId: string; delegationId: string }[]> {
  const found: { clientId: string; delegationId: string }[] = []
  for (const clientId of clientIds)
    for (const one of await listDelegations(tx, clientId))
      if (
        (one.fromPersonId === personId || one.toPersonId === personId) &&
        one.endedAt === null &&
        one.endsAt > now
      )
        found.push({ clientId, delegationId: one.id })
  return found
}
