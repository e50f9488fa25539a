import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { UserActor } from '#platform/actor.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { readFxTable } from '#features/facts/public/coverage.ts'
import * as api from '../api/changes.ts'
import type { Office } from '../public/office.ts'
import { settleAgreements } from '../public/agreements.ts'
import { batchNote } from '../public/propose.ts'
import { speaksFor, waitingBatches, waitingSides } from '../public/waiting.ts'
import type { Speaks } from '../rules/speaker.ts'
import { type VoteLine, insertVote, votesOf } from '../store/agreement.ts'
import { type Batch, type Change, findBatch, itemsOf, moveAll, noteAsked } from '../store/changes.ts'
import { effectsOf, listBatchRows, listChangeRows, timelineOf } from '../store/lists.ts'
import { batchLineOf, changeLineOf, inboxLineOf } from './lines.ts'

/** What is proposed, what was said about it, and saying something. */
export function batchRoutes(office: Office): Route[] {
  const speaks = (tx: ReadTx, clientId: string, actor: UserActor, batch: Batch, now: Date) =>
    speaksFor(office, tx, clientId, actor, batch, now)

  return [
    route(api.listBatches, async ({ params, query, read }) => ({
      batches: (
        await read((tx) =>
          listBatchRows(tx, [params.clientId], {
            open: query.open === undefined ? undefined : query.open === 'yes',
          }),
        )
      ).map(batchLineOf),
    })),

    route(api.listChanges, async ({ params, query, read }) => {
      const found = await read((tx) =>
        listChangeRows(tx, params.clientId, { ...query, limit: query.limit + 1 }),
      )
      const shown = found.slice(0, query.limit)
      return {
        changes: shown.map((one) => ({
          ...changeLineOf(office, one),
          proposedByName: one.proposedByName,
          title: one.title,
        })),
        next: found.length > query.limit ? shown.at(-1)!.id : null,
      }
    }),

    route(api.showBatch, async ({ params, actor, now, read }) =>
      read(async (tx) => {
        const { clientId, batchId } = params
        const [row] = await listBatchRows(tx, [clientId], { batchId })
        if (row === undefined) throw notFound()
        const changes = await itemsOf(tx, clientId, batchId)
        const votes = await votesOf(tx, clientId, [batchId])
        const said = await speaks(tx, clientId, actor, row, now)
        const people = await office.peopleOf(clientId)
        const names = new Map(people.map((one) => [one.personId, one.name]))
        const subjects = [`batch:${batchId}`, ...changes.map((one) => `change:${one.id}`)]
        return {
          batch: batchLineOf(row),
          changes: changes.map((one) => changeLineOf(office, one)),
          votes: votes.map((vote) => ({
            decision: vote.decision,
            side: vote.side,
            personName: vote.personName,
            forPersonName: vote.forPersonId === null ? null : (names.get(vote.forPersonId) ?? '—'),
            standing: vote.standingId !== null,
            revision: vote.revision,
            current: vote.revision === row.revision,
            items: vote.changeIds?.length ?? null,
            comment: vote.comment,
            at: vote.at.toISOString(),
          })),
          waiting: waitingSides(row, changes, votes),
          may: mayDo(actor, said, row, changes, votes),
          effects: (
            await effectsOf(
              tx,
              clientId,
              changes.map((one) => one.id),
            )
          ).map((one) => ({ ...one, measuredAt: one.measuredAt.toISOString() })),
          timeline: (await timelineOf(tx, clientId, subjects)).map(({ body, at, ...one }) => ({
            ...one,
            at: at.toISOString(),
            data: (JSON.parse(body) as { data: unknown }).data,
          })),
        }
      }),
    ),

    route(api.listInbox, async ({ actor, now, read }) =>
      read(async (tx) => {
        const { mine, others } = await waitingBatches(office, tx, actor, actor.clientIds, now)
        const fx = await readFxTable(tx)
        return {
          mine: mine.map((one) => inboxLineOf(one, fx, now)),
          others: others.map((one) => ({ ...inboxLineOf(one, fx, now), waiting: one.waiting })),
        }
      }),
    ),

    route(api.voteOnBatch, async ({ params, body, actor, now, write }) => {
      const { clientId, batchId } = params
      const answer = await write(async (tx) => {
        // Two who decide at once come one after the other.
        const batch = await findBatch(tx, clientId, batchId, true)
        if (batch === null) throw notFound()
        if (batch.revision !== body.revision || batch.contentHash !== body.contentHash)
          throw new Refusal('revision_moved', { revision: batch.revision })
        const open = (await itemsOf(tx, clientId, batchId)).filter((one) => one.state === 'proposed')
        const chosen =
          body.changeIds === undefined ? open : open.filter((one) => body.changeIds!.includes(one.id))
        const said = await speaks(tx, clientId, actor, batch, now)
        const vote = { batch, tx, clientId, actor, comment: body.comment, chosen }
        if (body.decision === 'comment') {
          if (body.comment === '') throw new Refusal('comment_needed')
          await say(vote, 'comment', said, null)
          return { approved: 0, waiting: [] }
        }
        if (said.as === null) throw new Refusal(said.whyNot)
        if (!actor.factorGiven) throw new Refusal('factor_needed')
        if (chosen.length === 0) throw new Refusal('nothing_open')
        if (body.decision !== 'approve' && body.comment === '') throw new Refusal('comment_needed')
        await say(
          vote,
          body.decision,
          said,
          body.changeIds === undefined ? null : chosen.map((one) => one.id),
        )
        if (body.decision === 'ask') await noteAsked(tx, clientId, batchId)
        if (body.decision === 'reject')
          await moveAll(
            tx,
            clientId,
            chosen.map((change) => ({ change, event: 'reject' as const, reason: 'rejected' })),
          )
        return settleAgreements(tx, clientId, batchId)
      })
      await office.tell(clientId, batchId)
      return answer
    }),
  ]
}

const words = {
  approve: 'changes.approved',
  reject: 'changes.rejected',
  ask: 'changes.revision_asked',
  comment: 'changes.commented',
} as const

/** Keeps what somebody said, and writes it into the ledger. */
async function say(
  about: {
    tx: Parameters<typeof insertVote>[0]
    clientId: string
    batch: Batch
    actor: UserActor
    comment: string
    chosen: readonly Change[]
  },
  decision: keyof typeof words,
  said: Speaks,
  changeIds: string[] | null,
): Promise<void> {
  const { tx, clientId, batch, actor, comment, chosen } = about
  const forPersonId = said.as === null ? null : said.forPersonId
  await insertVote(tx, clientId, {
    batchId: batch.id,
    revision: batch.revision,
    contentHash: batch.contentHash,
    decision,
    changeIds,
    side: sideOf(actor.role),
    personId: actor.userId,
    personName: actor.name,
    forPersonId,
    standingId: null,
    comment,
  })
  await tx.ledger(clientId, words[decision], `batch:${batch.id}`, {
    ...batchNote(batch.title, batch.revision, batch.contentHash),
    comment,
    for: forPersonId,
    items: decision === 'comment' ? [] : chosen.map((one) => one.no),
  })
}

function mayDo(
  actor: UserActor,
  said: Speaks,
  batch: Batch,
  changes: readonly Change[],
  votes: readonly VoteLine[],
) {
  const waiting = waitingSides(batch, changes, votes)
  const proposes = mayRole(actor.role, 'changes.propose')
  const open = changes.some((one) => one.state === 'proposed' || one.state === 'approved')
  const asked = said.as !== null && waiting.includes(said.side)
  return {
    approve: asked ? said.as : null,
    whyNot: asked || waiting.length === 0 ? null : said.as === null ? said.whyNot : 'not_asked',
    withdraw:
      proposes && open && (actor.userId === batch.proposedBy || sideOf(actor.role) === batch.proposedSide),
    revise: proposes && changes.length > 0 && changes.every((one) => one.state === 'proposed'),
    revert: proposes && changes.some((one) => one.state === 'confirmed' || one.state === 'contradicted'),
  }
}
