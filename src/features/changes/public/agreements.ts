import { assert } from '#kernel/refusal.ts'
import type { Side } from '#kernel/rights.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { coveredBy } from '../rules/standing.ts'
import { type Ballot, missingSides } from '../rules/votes.ts'
import { insertVote, listStanding, policyOf, spendStanding, votesOf } from '../store/agreement.ts'
import { type Change, findBatch, itemsOf, moveAll } from '../store/changes.ts'

// Who has agreed already, and what follows when nobody's word is missing.

/** After a batch got a (new) content: standing approvals are used for what lacks somebody's word, and what lacks nobody's is approved. */
export async function applyAgreements(
  tx: WriteTx,
  clientId: string,
  batchId: string,
  ballot: Ballot,
  ratios: readonly (number | null)[],
): Promise<{ approved: number; waiting: Side[] }> {
  const items = await itemsOf(tx, clientId, batchId)
  const standing = await listStanding(tx, clientId, true)
  const used = new Map<string, { side: Side; ids: string[]; micros: bigint }>()
  for (const [index, item] of items.entries())
    for (const side of missingSides(ballot, item, [])) {
      const left = standing.map((one) => ({
        ...one,
        usedMicros: one.usedMicros + (used.get(one.id)?.micros ?? 0n),
      }))
      const found = coveredBy(
        left,
        side,
        { ...item, ratio: ratios[index] ?? null },
        ballot.proposedBy,
        tx.now,
      )
      if (found === null) continue
      const use = used.get(found.id) ?? { side, ids: [], micros: 0n }
      use.ids.push(item.id)
      use.micros += item.stakeMicros ?? 0n
      used.set(found.id, use)
    }
  for (const [id, { side, ids, micros }] of used) {
    const one = standing.find((each) => each.id === id)!
    await spendStanding(tx, clientId, id, micros)
    await insertVote(tx, clientId, {
      batchId,
      revision: ballot.revision,
      contentHash: ballot.contentHash,
      decision: 'approve',
      changeIds: ids,
      side,
      personId: one.personId,
      personName: one.personName,
      forPersonId: null,
      standingId: id,
      comment: '',
    })
    await tx.ledger(clientId, 'changes.approved', `batch:${batchId}`, {
      content: ballot.contentHash,
      standing: id,
      by: one.personName,
      items: ids.length,
    })
  }
  return settleAgreements(tx, clientId, batchId)
}

/** Approves what lacks nobody's agreement any more, and sends the work. Answers whose word is still waited for. */
export async function settleAgreements(
  tx: WriteTx,
  clientId: string,
  batchId: string,
): Promise<{ approved: number; waiting: Side[] }> {
  const batch = await findBatch(tx, clientId, batchId)
  assert(batch !== null, 'the batch is there')
  const items = (await itemsOf(tx, clientId, batchId)).filter((one) => one.state === 'proposed')
  const votes = await votesOf(tx, clientId, [batchId])
  const waiting = new Set<Side>()
  const ready: Change[] = []
  for (const item of items) {
    const missing = missingSides(batch, item, votes)
    if (missing.length === 0) ready.push(item)
    for (const side of missing) waiting.add(side)
  }
  const { mode } = await policyOf(tx, clientId)
  const event = mode === 'advice' ? ('advise' as const) : ('approve' as const)
  await moveAll(
    tx,
    clientId,
    ready.map((change) => ({ change, event })),
  )
  if (ready.length > 0 && event === 'approve') await sendWork(tx, clientId, batch)
  return { approved: ready.length, waiting: [...waiting] }
}

/** Sends the worker of a profile. */
async function sendWork(
  tx: WriteTx,
  clientId: string,
  at: { storeId: string; marketplace: string },
): Promise<void> {
  const { storeId, marketplace } = at
  await tx.enqueue('changes.execute', { agencyId: tx.actor.agencyId, clientId, storeId, marketplace })
}
