import { Readable } from 'node:stream'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/papers.ts'
import { dropBytes, erase, removeBytes } from '../jobs/papers.ts'
import { openSigning, signingsOf, withdrawSigning } from '../public/signing.ts'
import { type PaperValues, missingFields } from '../rules/paper-fields.ts'
import type { TemplateKind } from '../rules/paper-templates.ts'
import { type PaperTerms, monthProblem, paperContent, termsProblem } from '../rules/paper.ts'
import {
  type PaperRow,
  changePaper,
  findPaper,
  insertPaper,
  insertVersion,
  listPapers,
  lockBytes,
  lockPaper,
  versionsOf,
} from '../store/papers.ts'
import { paperLineOf, prefillOf } from './paper-lines.ts'
import { paperSource, sendPaperPdf, textOf } from './paper-source.ts'
import { wordingFor, wordingsInForce } from './paper-templates.ts'
import { UPLOAD_LIMIT_BYTES, asAttachment, readDocument } from './paper-upload.ts'

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** A client's papers: written, uploaded, offered, signed, erased. */
export function paperRoutes(world: World): Route[] {
  return [...readRoutes(world), ...writeRoutes(), ...actRoutes(world), uploadRoute(world)]
}

function readRoutes(world: World): Route[] {
  return [
    route(api.showPapers, async ({ params, actor, now, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const stands = await signingsOf(tx, clientId, 'paper')
        const today = dayOf(now)
        return {
          today,
          papers: (await listPapers(tx, clientId)).map((one) => paperLineOf(one, stands, today)),
          wordings: await wordingsInForce(tx, actor.agencyId, today),
          prefill: await prefillOf(tx, clientId, today),
        }
      }),
    ),

    route(api.readPaper, async ({ params, now, read }) =>
      read(async (tx) => {
        const { clientId, paperId } = params
        const paper = await get(tx, params)
        const versions = await versionsOf(tx, clientId, paperId)
        const stands = await signingsOf(tx, clientId, 'paper', paperId)
        return {
          paper: paperLineOf(paper, stands, dayOf(now)),
          text: textOf(versions[0]?.content ?? null),
          versions: versions.map(({ version, contentHash, madeAt }) => ({
            version,
            contentHash,
            madeAt: madeAt.toISOString(),
          })),
        }
      }),
    ),

    route(api.downloadPaper, async ({ params, query, actor, write, reply }) => {
      const { clientId, paperId } = params
      const found = await write(async (tx) => {
        const paper = await get(tx, params)
        if (paper.state === 'erased') throw new Refusal('paper_erased')
        await tx.ledger(clientId, 'paper.downloaded', `paper:${paperId}`, {
          kind: paper.kind,
          version: paper.version,
          contentHash: paper.contentHash,
        })
        const [newest] = await versionsOf(tx, clientId, paperId)
        const stands = await signingsOf(tx, clientId, 'paper', paperId)
        return { paper, newest: newest!, stands, agencyId: actor.agencyId }
      })
      const { paper, newest } = found
      if (newest.fileType === null) return sendPaperPdf(world, reply, clientId, found, query.lang) as never
      const bytes = await world.files.read(clientId, newest.contentHash)
      return asAttachment(reply, newest.fileType, newest.fileName ?? paper.title).send(bytes) as never
    }),
  ]
}

function writeRoutes(): Route[] {
  return [
    route(api.draftPaper, async ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const expiresOn = body.expiresOn ?? dayOrNull(body.values.validTo)
        needTerms({ ...body, need: null, expiresOn }, dayOf(now))
        const made = await compose(tx, actor.agencyId, body.kind, body.values, dayOf(now))
        const { kind, title, purpose, consentBy, consentOn, eraseOn } = body
        const terms = { consentBy: consentBy === '' ? null : consentBy, consentOn, expiresOn, eraseOn }
        const paperId = await insertPaper(tx, clientId, {
          kind,
          origin: 'template',
          title,
          purpose,
          need: null,
          reportMonth: null,
          ...terms,
        })
        await insertVersion(tx, clientId, paperId, { version: 1, ...made })
        await tx.ledger(clientId, 'paper.drafted', `paper:${paperId}`, note(kind, 1, made))
        return { paperId }
      }),
    ),

    route(api.revisePaper, async ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId, paperId } = params
        const paper = await lock(tx, params)
        if (paper.origin !== 'template') throw new Refusal('paper_not_written')
        if (paper.state !== 'draft' && paper.state !== 'offered') throw new Refusal('paper_not_open')
        const kind = paper.kind as TemplateKind
        const made = await compose(tx, actor.agencyId, kind, body.values, dayOf(now))
        if (paper.state === 'offered')
          await withdrawSigning(tx, clientId, 'paper', paperId, paper.version, 'revised')
        const version = paper.version + 1
        await insertVersion(tx, clientId, paperId, { version, ...made })
        const expiresOn = dayOrNull(body.values.validTo) ?? paper.expiresOn
        await changePaper(tx, clientId, paperId, { title: body.title, version, state: 'draft', expiresOn })
        await tx.ledger(clientId, 'paper.revised', `paper:${paperId}`, note(kind, version, made))
        return { version }
      }),
    ),

    route(api.setPaperTerms, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId, paperId } = params
        const paper = await lock(tx, params)
        if (paper.state === 'erased') throw new Refusal('paper_erased')
        const consentBy = body.consentBy === '' ? null : body.consentBy
        needTerms({ ...body, consentBy, kind: paper.kind, need: paper.need }, dayOf(now))
        const { purpose, consentOn, expiresOn, eraseOn } = body
        const after = { purpose, consentBy, consentOn, expiresOn, eraseOn }
        // A new end is told of anew.
        await changePaper(tx, clientId, paperId, {
          ...after,
          ...(expiresOn === paper.expiresOn ? {} : { noticedDays: null }),
        })
        const { expiresOn: wasExpires, eraseOn: wasErase } = paper
        await tx.ledger(clientId, 'paper.terms_set', `paper:${paperId}`, {
          kind: paper.kind,
          before: { expiresOn: wasExpires, eraseOn: wasErase },
          after: { expiresOn, eraseOn },
        })
        return { ok: true as const }
      }),
    ),
  ]
}

function actRoutes(world: World): Route[] {
  return [
    route(api.offerPaper, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId, paperId } = params
        const paper = await lock(tx, params)
        if (paper.state !== 'draft') throw new Refusal('paper_not_open')
        if (paper.expiresOn !== null && paper.expiresOn < dayOf(now)) throw new Refusal('paper_expired')
        const version = await freshVersion(tx, clientId, paper)
        const content = await paperSource.contentOf(tx, clientId, paperId, version)
        if (content === null) throw notFound()
        await changePaper(tx, clientId, paperId, { state: 'offered', version })
        const { contentHash, title } = content
        const signable = { clientId, kind: 'paper' as const, subjectId: paperId, version, contentHash, title }
        await openSigning(tx, signable, [...new Set(body.sides)])
        return { version }
      }),
    ),

    route(api.withdrawPaper, async ({ params, body, write }) =>
      write(async (tx) => {
        const { clientId, paperId } = params
        const paper = await lock(tx, params)
        if (paper.state !== 'offered') throw new Refusal('paper_not_offered')
        await withdrawSigning(tx, clientId, 'paper', paperId, paper.version, body.reason)
        await changePaper(tx, clientId, paperId, { state: 'draft' })
        return { ok: true as const }
      }),
    ),

    route(api.erasePaper, async ({ params, body, actor, write }) => {
      const { clientId, paperId } = params
      await write(async (tx) => {
        await get(tx, params)
        if (!(await erase(tx, clientId, paperId, body.reason))) throw new Refusal('paper_erased')
      })
      await removeBytes(world, { agencyId: actor.agencyId, clientId }, paperId)
      return { ok: true as const }
    }),
  ]
}

function uploadRoute(world: World): Route {
  return route(api.uploadPaper, async ({ params, request, actor, now, write }) => {
    const { clientId } = params
    const { fields, name, bytes, hash: contentHash, type } = await readDocument(request, api.uploadFields)
    const orNull = (text: string | undefined): string | null =>
      text === undefined || text === '' ? null : text
    const terms = {
      need: orNull(fields.need),
      consentBy: orNull(fields.consentBy),
      consentOn: orNull(fields.consentOn),
      expiresOn: orNull(fields.expiresOn),
      eraseOn: orNull(fields.eraseOn),
    }
    const { kind, title, purpose } = fields
    const reportMonth = orNull(fields.reportMonth)
    const problem = monthProblem(kind, reportMonth, dayOf(now))
    if (problem !== null) throw new Refusal(problem)
    // A report is the agency's word about its work.
    if (kind === 'monthly_report' && !isAgencyRole(actor.role)) throw new Refusal('paper_report_agency')
    needTerms({ kind, ...terms }, dayOf(now))
    const keep = write(async (tx) => {
      await lockBytes(tx, clientId, contentHash)
      await world.files.put(clientId, Readable.from([bytes]), UPLOAD_LIMIT_BYTES)
      const paperId = await insertPaper(tx, clientId, {
        kind,
        origin: 'upload',
        title,
        purpose,
        reportMonth,
        ...terms,
      })
      const file = { fileName: name, fileType: type, fileBytes: bytes.length }
      const made = { templateHash: null, fields: null, content: null, contentHash, ...file }
      await insertVersion(tx, clientId, paperId, { version: 1, ...made })
      await tx.ledger(clientId, 'paper.uploaded', `paper:${paperId}`, {
        ...note(kind, 1, made),
        type,
        bytes: bytes.length,
        purpose,
        need: terms.need,
        consent: terms.consentOn,
        eraseOn: terms.eraseOn,
        ...(reportMonth === null ? {} : { month: reportMonth }),
      })
      return { paperId, type, contentHash }
    })
    // What no paper was made of is not kept.
    return keep.catch(async (error: unknown) => {
      await dropBytes(world, { agencyId: actor.agencyId, clientId }, contentHash)
      throw error
    })
  })
}

async function get(tx: ReadTx, at: { clientId: string; paperId: string }): Promise<PaperRow> {
  const paper = await findPaper(tx, at.clientId, at.paperId)
  if (paper === null) throw notFound()
  return paper
}

async function lock(tx: WriteTx, at: { clientId: string; paperId: string }): Promise<PaperRow> {
  const paper = await lockPaper(tx, at.clientId, at.paperId)
  if (paper === null) throw notFound()
  return paper
}

function needTerms(terms: PaperTerms, today: string): void {
  const problem = termsProblem(terms, today)
  if (problem !== null) throw new Refusal(problem)
}

const dayOrNull = (text: string | undefined): string | null =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null

const note = (kind: string, version: number, made: { contentHash: string; templateHash: string | null }) => ({
  kind,
  version,
  contentHash: made.contentHash,
  wording: made.templateHash,
})

/** The text of the wording in force with every field filled. Refuses `paper_fields_missing` with their names. */
async function compose(tx: ReadTx, agencyId: string, kind: TemplateKind, given: PaperValues, today: string) {
  const { wording, hash } = await wordingFor(tx, agencyId, kind, today)
  const missing = missingFields([wording.zh, wording.en], given)
  if (missing.length > 0) throw new Refusal('paper_fields_missing', { fields: missing.join(' ') })
  const content = paperContent(kind, hash, wording, given)
  return {
    templateHash: hash,
    fields: given,
    content,
    contentHash: sha256(content),
    fileName: null,
    fileType: null,
    fileBytes: null,
  }
}

/** A version that was offered before is offered again under a new number: who signed the old one signed the old one. */
async function freshVersion(tx: WriteTx, clientId: string, paper: PaperRow): Promise<number> {
  const offered = await signingsOf(tx, clientId, 'paper', paper.id)
  if (!offered.some((one) => one.signable.version === paper.version)) return paper.version
  const [newest] = await versionsOf(tx, clientId, paper.id)
  const version = paper.version + 1
  await insertVersion(tx, clientId, paper.id, { ...newest!, version })
  return version
}
