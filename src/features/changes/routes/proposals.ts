import { sideOf } from '#kernel/rights.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import { getStore } from '#features/identity/public/stores.ts'
import { withdrawBatch } from '../api/changes.ts'
import * as api from '../api/propose.ts'
import { applyAgreements } from '../public/agreements.ts'
import type { Wish } from '../public/kind.ts'
import { type Office, proposerOf } from '../public/office.ts'
import { batchNote, draftWishes, noted, problemsOf, propose, refuseUnfit, weigh } from '../public/propose.ts'
import { type Ground, contentText } from '../rules/item.ts'
import { findBatch, insertChanges, itemsOf, moveAll, reviseBatchRow } from '../store/changes.ts'
import { groundsOf } from './lines.ts'

const DAY_MS = 86_400_000

/** Proposing, looking at what a proposal would come to, and changing one's mind. */
export function proposalRoutes(office: Office): Route[] {
  type Told = { kind: string; wish: unknown; grounds?: { code: string; data: Record<string, unknown> }[] }
  const wishesOf = (body: { wishes: readonly Told[] }): Wish[] =>
    body.wishes.map(({ kind, wish, grounds }) => {
      if (office.kinds.get(kind)?.byRule === true) throw new Refusal('unknown_kind', { kind })
      return {
        kind,
        wish: wish as Json,
        ...(grounds === undefined ? {} : { grounds: grounds as Ground[] }),
      }
    })

  return [
    route(api.previewChanges, async ({ params, body, actor, now, read }) => {
      const at = { clientId: params.clientId, storeId: body.storeId, marketplace: body.marketplace }
      await read((tx) => getStore(tx, at))
      const drafts = await draftWishes(office, actor.agencyId, at, wishesOf(body))
      const good = drafts.filter((one) => one.problem === null)
      const weighed = await read((tx) => weigh(tx, at, sideOf(actor.role), good, now))
      const numbers = drafts.flatMap((one, index) => (one.problem === null ? [index + 1] : []))
      return {
        items: weighed.map(({ row: one }, index) => ({
          no: numbers[index]!,
          kind: one.kind,
          label: one.label,
          currency: one.currency,
          from: one.from,
          to: one.to,
          tier: one.tier,
          tierReasons: [...one.tierReasons],
          evidence: one.evidence,
          expectation: one.expectation,
          grounds: groundsOf(one.grounds),
          stake: one.stakeMicros === null ? null : decimalText(one.stakeMicros),
        })),
        problems: problemsOf(drafts),
      }
    }),

    route(api.proposeChanges, async ({ params, body, actor, now, read, write }) => {
      const at = { clientId: params.clientId, storeId: body.storeId, marketplace: body.marketplace }
      await read((tx) => getStore(tx, at))
      const wishes = wishesOf(body)
      const drafts = await draftWishes(office, actor.agencyId, at, wishes)
      const expiresAt = new Date(now.getTime() + body.expiresInDays * DAY_MS)
      const { title, reason } = body
      const made = await write((tx) =>
        propose(tx, { ...at, title, reason, origin: 'person', expiresAt, wishes }, drafts),
      )
      await office.tell(params.clientId, made.batchId)
      return made
    }),

    route(withdrawBatch, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const batch = await findBatch(tx, params.clientId, params.batchId, true)
        if (batch === null) throw notFound()
        const open = (await itemsOf(tx, params.clientId, params.batchId)).filter(
          (one) => one.state === 'proposed' || one.state === 'approved',
        )
        if (open.length === 0) throw new Refusal('nothing_open')
        await moveAll(
          tx,
          params.clientId,
          open.map((change) => ({ change, event: 'withdraw' as const })),
        )
        await tx.ledger(params.clientId, 'changes.withdrawn', `batch:${batch.id}`, {
          ...batchNote(batch.title, batch.revision, batch.contentHash),
          by: actor.name,
          comment: body.comment,
          items: open.map((one) => one.no),
        })
        return { withdrawn: open.length }
      }),
    ),

    route(api.reviseBatch, async ({ params, body, actor, now, read, write }) => {
      const { clientId, batchId } = params
      const before = await read((tx) => findBatch(tx, clientId, batchId))
      if (before === null) throw notFound()
      const at = { clientId, storeId: before.storeId, marketplace: before.marketplace }
      const drafts = await draftWishes(office, actor.agencyId, at, wishesOf(body))
      const answer = await write(async (tx) => {
        const batch = await findBatch(tx, clientId, batchId, true)
        if (batch === null || batch.revision !== body.revision)
          throw new Refusal('revision_moved', { revision: batch?.revision ?? 0 })
        const old = await itemsOf(tx, clientId, batchId)
        if (old.some((one) => one.state !== 'proposed')) throw new Refusal('already_executed')
        await refuseUnfit(tx, clientId, batchId, drafts)
        const items = drafts.map((one) => one.item)
        await moveAll(
          tx,
          clientId,
          old.map((change) => ({ change, event: 'supersede' as const })),
        )
        const by = proposerOf(actor)
        const weighed = await weigh(tx, at, by.side, drafts, now)
        const revision = batch.revision + 1
        const { storeId, marketplace } = at
        const contentHash = sha256(contentText({ revision, storeId, marketplace, items }))
        await reviseBatchRow(tx, clientId, batchId, { revision, contentHash, reason: body.reason, ...by })
        const rows = weighed.map(({ row }, index) => ({ ...row, no: index + 1, revision }))
        await insertChanges(tx, clientId, batchId, rows)
        await tx.ledger(clientId, 'changes.revised', `batch:${batchId}`, {
          ...batchNote(batch.title, revision, contentHash),
          reason: body.reason,
          items: noted(rows),
        })
        const ballot = { revision, contentHash, proposedBy: by.id, proposedSide: by.side }
        const ratios = weighed.map((one) => one.ratio)
        return { revision, ...(await applyAgreements(tx, clientId, batchId, ballot, ratios)) }
      })
      await office.tell(clientId, batchId)
      return answer
    }),
  ]
}
