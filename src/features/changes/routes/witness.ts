import { notFound } from '#kernel/refusal.ts'
import { signHead } from '#features/ledger/public.ts'
import { addMonths, monthStart } from '#kernel/day.ts'
import { type Route, route } from '#platform/http/route.ts'
import { renderPdf } from '#platform/pdf.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/witness.ts'
import { madeOf } from '../jobs/witness-keep.ts'
import { witnessClient } from '../jobs/witness.ts'
import { toldUntil } from '#features/facts/public/told-objects.ts'
import type { Office } from '../public/office.ts'
import { composeCertificate, certificateTemplate } from '../rules/certificate.ts'
import { notSeen } from '../rules/witness.ts'
import { changesById } from '../store/changes.ts'
import {
  changesLeft,
  countEvents,
  countSources,
  explainEvent,
  listEvents,
  takenMarks,
  witnessMarks,
} from '../store/witness.ts'

const MOST = 2000
const DAY_MS = 86_400_000

/** The ledger beside Amazon's own records. */
export function witnessRoutes(office: Office): Route[] {
  return [
    route(api.showWitness, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const span = spanOf(query.month, now)
        const { counts, missing, profiles, names } = await figuresOf(office, tx, clientId, span)
        const verdict = query.verdict === 'not_seen' ? undefined : query.verdict
        const events =
          query.verdict === 'not_seen'
            ? []
            : await listEvents(tx, clientId, { verdict, ...span, limit: MOST })
        const batches = new Map(
          (
            await changesById(
              tx,
              clientId,
              events.flatMap((one) => (one.changeId === null ? [] : [one.changeId])),
            )
          ).map((one) => [one.id, one.batchId]),
        )
        const shown = events.map((one) => ({
          eventId: one.id,
          verdict: one.verdict,
          at: one.at.toISOString(),
          storeName: names.get(one.storeId) ?? '',
          marketplace: one.marketplace,
          entity: one.entity,
          objectId: one.objectId,
          label: one.label ?? one.objectId,
          field: one.field,
          from: one.from,
          to: one.to,
          batchId: one.changeId === null ? null : (batches.get(one.changeId) ?? null),
          conflict: one.conflict,
          sources: [...one.sources],
          explainedBy: one.explainedBy,
          explanation: one.explanation,
        }))
        const silent = query.verdict === undefined || query.verdict === 'not_seen' ? missing : []
        return {
          from: span.from.toISOString(),
          to: span.to.toISOString(),
          profiles: profiles.map((one) => ({
            storeName: names.get(one.storeId) ?? '',
            marketplace: one.marketplace,
            beganAt: one.beganAt.toISOString(),
            readTo: one.readTo.toISOString(),
            toldAt: one.toldAt?.toISOString() ?? null,
          })),
          counts,
          events: [...silent, ...shown],
        }
      }),
    ),

    route(api.explainEvent, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const found = await explainEvent(tx, params.clientId, params.eventId, actor.name, body.text)
        if (found === null) throw notFound()
        await tx.ledger(params.clientId, 'witness.explained', `witness:${found.key}`, {
          object: found.objectId,
          field: found.field,
          text: body.text,
        })
        return { ok: true as const }
      }),
    ),

    route(api.witnessNow, async ({ params, actor }) => {
      await witnessClient(office, actor.agencyId, params.clientId)
      return { ok: true as const }
    }),

    route(api.downloadCertificate, async ({ params, query, now, write, reply }) => {
      const { clientId } = params
      const data = await write(async (tx) => {
        const span = spanOf(query.month, now)
        const { counts, missing, profiles, names } = await figuresOf(office, tx, clientId, span)
        const unlogged = await listEvents(tx, clientId, { verdict: 'unlogged', ...span, limit: MOST })
        await tx.ledger(clientId, 'witness.certified', `month:${query.month}`, {
          month: query.month,
          ...counts,
        })
        const head = await signHead(office.world, tx, clientId)
        const minute = (at: Date | string): string =>
          new Date(at).toISOString().slice(0, 16).replace('T', ' ')
        return composeCertificate(
          {
            client: await office.clientName(tx, clientId),
            month: query.month,
            madeAt: minute(now),
            profiles: profiles.map((one) => ({
              store: names.get(one.storeId) ?? '',
              marketplace: one.marketplace,
              from: minute(one.beganAt > span.from ? one.beganAt : span.from),
              readTo: minute(one.readTo),
              toldAt: one.toldAt === null ? null : minute(one.toldAt),
            })),
            ...counts,
            sources: await countSources(tx, clientId, span.from, span.to),
            open: [
              ...missing.map((one) => ({ ...one, at: one.at, from: null, said: '' })),
              ...unlogged.map((one) => ({ ...one, at: one.at.toISOString(), said: one.explanation ?? '' })),
            ].map((one) => ({
              at: minute(one.at),
              what: `${one.marketplace} ${one.label ?? one.objectId}`,
              field: one.field,
              from: one.from,
              to: one.to,
              said: one.said,
            })),
            head,
          },
          query.lang,
        )
      })
      const pdf = await renderPdf({ template: certificateTemplate, data: JSON.stringify(data) })
      return reply
        .type('application/pdf')
        .header(
          'content-disposition',
          `attachment; filename="certificate-${clientId}-${query.month}-${query.lang}.pdf"`,
        )
        .send(Buffer.from(pdf)) as never
    }),
  ]
}

/** A calendar month in UTC; without one the last thirty days. */
function spanOf(month: string | undefined, now: Date): { from: Date; to: Date } {
  if (month === undefined)
    return { from: new Date(now.getTime() - 30 * DAY_MS), to: new Date(now.getTime() + 1000) }
  const first = monthStart(`${month}-01`)
  return { from: new Date(`${first}T00:00:00Z`), to: new Date(`${addMonths(first, 1)}T00:00:00Z`) }
}

async function figuresOf(office: Office, tx: ReadTx, clientId: string, span: { from: Date; to: Date }) {
  const told = await toldUntil(tx, clientId)
  const profiles = (await witnessMarks(tx, clientId)).map((one) => ({
    ...one,
    toldAt:
      told.find((each) => each.storeId === one.storeId && each.marketplace === one.marketplace)?.at ?? null,
  }))
  const names = new Map((await listStores(tx, clientId)).map((one) => [one.storeId, one.name]))
  const counted = await countEvents(tx, clientId, span.from, span.to)
  const count = (verdict: string) => counted.find((one) => one.verdict === verdict)
  const taken = await takenMarks(tx, clientId, new Date(span.from.getTime() - 3 * DAY_MS))
  const missing = []
  for (const at of profiles) {
    const ours = (await changesLeft(tx, at, span.from)).filter((one) => one.leftAt < span.to)
    const silent = notSeen(
      ours.map((one) => madeOf(office, one)),
      taken,
      at.readTo,
    )
    for (const { changeId, missing: marks } of silent) {
      const change = ours.find((one) => one.id === changeId)!
      for (const mark of marks)
        missing.push({
          eventId: null,
          verdict: 'not_seen' as const,
          at: change.leftAt.toISOString(),
          storeName: names.get(at.storeId) ?? '',
          marketplace: at.marketplace,
          entity: mark.entity,
          objectId: mark.objectId,
          label: change.label,
          field: mark.field,
          from: null,
          to: mark.to,
          batchId: change.batchId,
          conflict: false,
          sources: [],
          explainedBy: null,
          explanation: null,
        })
    }
  }
  const counts = {
    matched: count('matched')?.events ?? 0,
    unlogged: count('unlogged')?.events ?? 0,
    explained: count('unlogged')?.explained ?? 0,
    conflicts: count('unlogged')?.conflicts ?? 0,
    notSeen: missing.length,
    amazon: count('amazon')?.events ?? 0,
  }
  return { profiles, names, counts, missing }
}
