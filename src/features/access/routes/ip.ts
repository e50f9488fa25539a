import { Readable } from 'node:stream'
import { csvText } from '#kernel/csv.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { clientName } from '#features/ledger/public.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/ip.ts'
import { dropBytes } from '../jobs/papers.ts'
import { type NewIpWork, recordWork } from '../public/ip.ts'
import { ipLines, ipTable } from '../rules/ip-export.ts'
import { type Transfer, counterProblem, ownerOn, transferProblem } from '../rules/ip.ts'
import {
  type TransferRow,
  type WorkRow,
  findWork,
  insertTransfer,
  listWorks,
  lockRegister,
  transfersOf,
} from '../store/ip.ts'
import { lockBytes } from '../store/papers.ts'
import { bookFile } from './ip-book.ts'
import { UPLOAD_LIMIT_BYTES, asAttachment, readDocument } from './paper-upload.ts'

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** The register of texts and pictures. */
export function ipRoutes(world: World): Route[] {
  return [...readRoutes(world), ...recordRoutes(world), ...transferRoutes(), exportRoute(world)]
}

function readRoutes(world: World): Route[] {
  return [
    route(api.listIpWorks, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const asOf = query.asOf ?? dayOf(now)
        return { asOf, today: dayOf(now), works: await linesOf(tx, params.clientId, asOf) }
      }),
    ),

    route(api.showIpWork, async ({ params, now, read }) =>
      read(async (tx) => {
        const one = await get(tx, params.clientId, params.workId)
        const moves = await transfersOf(tx, params.clientId, [one.id])
        const today = dayOf(now)
        return {
          // A work that begins tomorrow has its first owner.
          work: lineOf(one, moves, today) ?? lineOf(one, moves, one.sinceOn)!,
          text: one.text,
          transfers: moves.toReversed().map(({ id, onDay, recordedAt, ...rest }) => ({
            transferId: id,
            from: rest.from,
            to: rest.to,
            paymentRef: rest.paymentRef,
            note: rest.note,
            counterOf: rest.counterOf,
            recordedByName: rest.recordedByName,
            on: onDay,
            recordedAt: recordedAt.toISOString(),
            canCounter: counterProblem(moves, id) === null,
          })),
        }
      }),
    ),

    route(api.showIpImage, async ({ params, read, reply }) => {
      const one = await read((tx) => get(tx, params.clientId, params.workId))
      if (one.fileType === null) throw notFound()
      const bytes = await world.files.read(params.clientId, one.contentHash)
      return asAttachment(reply, one.fileType, `${one.label} v${one.version}`).send(bytes) as never
    }),
  ]
}

function recordRoutes(world: World): Route[] {
  return [
    route(api.recordIpText, async ({ params, body, now, write }) =>
      write((tx) => {
        const { text, since: sinceOn, ...about } = body
        const content = { medium: 'text' as const, text }
        return record(tx, params.clientId, { ...about, sinceOn, source: 'hand', content }, dayOf(now))
      }),
    ),

    route(api.recordIpImage, async ({ params, actor, request, now, write }) => {
      const { clientId } = params
      const { fields, bytes, hash, type } = await readDocument(request, api.ipImageFields)
      if (type !== 'png' && type !== 'jpeg') throw new Refusal('ip_no_image')
      const { since: sinceOn, ...about } = fields
      const content = { medium: 'image' as const, hash, type, byteCount: bytes.length }
      const kept = write(async (tx) => {
        await lockBytes(tx, clientId, hash)
        await world.files.put(clientId, Readable.from([bytes]), UPLOAD_LIMIT_BYTES)
        return record(tx, clientId, { ...about, sinceOn, source: 'hand', content }, dayOf(now))
      })
      return kept.catch(async (error: unknown) => {
        await dropBytes(world, { agencyId: actor.agencyId, clientId }, hash)
        throw error
      })
    }),
  ]
}

async function record(tx: WriteTx, clientId: string, work: NewIpWork, today: string) {
  if (work.sinceOn > today) throw new Refusal('ip_in_future')
  const { known, ...made } = await recordWork(tx, clientId, work)
  if (known) throw new Refusal('ip_known', { version: made.version })
  return made
}

function transferRoutes(): Route[] {
  return [
    route(api.transferIpWorks, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        await lockRegister(tx, clientId)
        const workIds = [...new Set(body.workIds)]
        const { to, on, paymentRef, note } = body
        const moves = await transfersOf(tx, clientId, workIds)
        for (const workId of workIds) {
          const one = await get(tx, clientId, workId)
          const own = moves.filter((move) => move.workId === workId)
          const problem = transferProblem(one, own, { to, on }, dayOf(now))
          if (problem !== null) throw new Refusal(problem, { label: `${one.label} v${one.version}` })
          const from = to === 'client' ? 'agency' : 'client'
          const move = { workId, from, to, onDay: on, paymentRef, note, counterOf: null } as const
          await insertTransfer(tx, clientId, move)
          const { label, version, contentHash } = one
          await tx.ledger(clientId, 'ip.transferred', `work:${workId}`, {
            label,
            version,
            contentHash,
            from,
            to,
            on,
            paymentRef,
            note,
          })
        }
        return { transferred: workIds.length }
      }),
    ),

    route(api.counterIpTransfer, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId, transferId } = params
        await lockRegister(tx, clientId)
        const all = await transfersOf(tx, clientId)
        const wrong = all.find((one) => one.id === transferId)
        if (wrong === undefined) throw notFound()
        const own = all.filter((one) => one.workId === wrong.workId)
        const problem = counterProblem(own, transferId)
        if (problem !== null) throw new Refusal(problem)
        const made = await insertTransfer(tx, clientId, {
          workId: wrong.workId,
          from: wrong.to,
          to: wrong.from,
          onDay: dayOf(now),
          paymentRef: wrong.paymentRef,
          note: body.reason,
          counterOf: transferId,
        })
        await tx.ledger(clientId, 'ip.transfer_countered', `work:${wrong.workId}`, {
          paymentRef: wrong.paymentRef,
          from: wrong.to,
          to: wrong.from,
          on: dayOf(now),
          reason: body.reason,
        })
        return { transferId: made }
      }),
    ),
  ]
}

function exportRoute(world: World): Route {
  return route(api.exportIpRegister, async ({ params, query, now, write, reply }) => {
    const { clientId } = params
    const asOf = query.asOf ?? dayOf(now)
    const { format } = query
    const { works, client } = await write(async (tx) => {
      await tx.ledger(clientId, 'ip.exported', `client:${clientId}`, { format, day: asOf })
      return { works: await linesOf(tx, clientId, asOf), client: await clientName(tx, clientId) }
    })
    const name = `ip-register-${clientId}-${asOf}.${format}`
    reply.header('content-disposition', `attachment; filename="${name}"`)
    const table = () => ipTable(works, query.lang)
    if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(csvText(table())) as never
    if (format === 'xlsx')
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await bookFile(query.lang === 'zh' ? '知识产权' : 'IP register', table())) as never
    const { signText: sign, signingPublicKey: publicKey } = world.secrets
    const about = { client, chain: clientId, asOf, madeAt: now.toISOString(), publicKey }
    return reply
      .type('application/jsonl; charset=utf-8')
      .send(ipLines(works, about, { sha256, sign })) as never
  })
}

async function get(tx: ReadTx, clientId: string, workId: string) {
  const one = await findWork(tx, clientId, workId)
  if (one === null) throw notFound()
  return one
}

async function linesOf(tx: ReadTx, clientId: string, asOf: string) {
  const moves = Map.groupBy(await transfersOf(tx, clientId), (one) => one.workId)
  return (await listWorks(tx, clientId)).flatMap((one) => {
    const line = lineOf(one, moves.get(one.id) ?? [], asOf)
    return line === null ? [] : [line]
  })
}

/** A work as it stood on a day; null before its first. */
function lineOf(one: WorkRow, moves: readonly TransferRow[], asOf: string) {
  const owned = ownerOn(one, moves satisfies readonly Transfer[], asOf)
  if (owned === null) return null
  const by = moves.filter((move) => move.onDay <= asOf).at(-1)
  return {
    workId: one.id,
    medium: one.medium,
    label: one.label,
    version: one.version,
    author: one.author,
    owner: owned.owner,
    ownerSince: owned.since,
    firstOwner: one.owner,
    clause: one.clause,
    since: one.sinceOn,
    contentHash: one.contentHash,
    excerpt: one.excerpt,
    bytes: one.byteCount,
    source: one.source,
    recordedByName: one.recordedByName,
    recordedAt: one.recordedAt.toISOString(),
    paymentRef: by === undefined || by.counterOf !== null ? null : by.paymentRef,
  }
}
