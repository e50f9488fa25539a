import { createHash, createPublicKey } from 'node:crypto'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import { clientName } from '#features/ledger/public.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import { renderPdf } from '#platform/pdf.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/signing.ts'
import type { SignableKind, SignableSource, SigningSide } from '../public/signing.ts'
import { certificateSheet, certificateSheetTemplate } from '../rules/sign-certificate.ts'
import {
  type SignatureRecord,
  type Drawing,
  missingSigners,
  signatureText,
  whyNotSign,
} from '../rules/signing.ts'
import {
  type SigningRow,
  closeSigning,
  findSigningOf,
  insertSignature,
  listSignings,
  lockSigning,
  signaturesOf,
} from '../store/signing.ts'
import { bundleOf, sendBundle } from './sign-bundle.ts'

export type SigningDesk = {
  readonly world: World
  readonly sources: ReadonlyMap<SignableKind, SignableSource>
  peopleOf(clientId: string): Promise<ClientPerson[]>
}

/** Papers hold more than the other things that are signed; who may not see them does not see their signing either. */
function needSight(actor: UserActor, kind: SignableKind): void {
  const permission = { paper: 'papers.read', contract: 'contract.read', plan: 'plan.read' } as const
  if (!mayRole(actor.role, permission[kind])) throw new Refusal('forbidden')
}

/** Names under contents: who has signed, signing, and the proofs to take away. */
export function signingRoutes(desk: SigningDesk): Route[] {
  const { world } = desk
  return [
    route(api.showSignings, async ({ params, query, actor, read }) =>
      read(async (tx) => {
        needSight(actor, query.kind)
        const all = await listSignings(tx, params.clientId, query)
        const ids = all.map((one) => one.id)
        const given = await signaturesOf(tx, params.clientId, ids)
        return {
          signings: all.map((one) => {
            const own = given.filter((each) => each.signingId === one.id)
            return { ...lineOf(one), signatures: own.map(signatureLine), ...askedOf(actor, one, own) }
          }),
        }
      }),
    ),

    route(api.giveSignature, async ({ params, body, actor, write }) => {
      const people = await desk.peopleOf(params.clientId)
      return write((tx) => sign(desk, tx, actor, people, { clientId: params.clientId, ...body }))
    }),

    route(api.downloadSignatureCertificate, async ({ params, query, actor, now, read, reply }) => {
      const { clientId, signatureId } = params
      const facts = await read(async (tx) => {
        const signing = await findSigningOf(tx, clientId, signatureId)
        if (signing === null) throw notFound()
        needSight(actor, signing.kind)
        const given = await signaturesOf(tx, clientId, [signing.id])
        const missing = missingSigners(
          signing.sides,
          given.map((one) => one.side),
        )
        return {
          ...signing,
          client: await clientName(tx, clientId),
          complete: signing.state === 'complete',
          missing,
          madeAt: now.toISOString(),
          signatures: given.map((one) => ({ ...one, record: JSON.parse(one.record) as SignatureRecord })),
          keyFingerprint: fingerprintOf(world.secrets.signingPublicKey),
        }
      })
      const data = JSON.stringify(certificateSheet(facts, query.lang))
      const pdf = await renderPdf({ template: certificateSheetTemplate, data })
      const name = `signature-${signatureId}-${query.lang}.pdf`
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(pdf)) as never
    }),

    route(api.downloadSigningBundle, async ({ params, query, actor, write, reply }) => {
      needSight(actor, query.kind)
      const text = await write((tx) => bundleOf(desk, tx, params.clientId, query))
      return sendBundle(reply, text, query) as never
    }),
  ]
}

/** SHA-256 (hex) of the public key as DER: what a client compares by eye. */
function fingerprintOf(pem: string): string {
  return createHash('sha256')
    .update(createPublicKey(pem).export({ format: 'der', type: 'spki' }))
    .digest('hex')
}

function lineOf(one: SigningRow) {
  const { id: _, openedAt, closedAt, ...rest } = one
  return { ...rest, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
}

function signatureLine(one: Awaited<ReturnType<typeof signaturesOf>>[number]) {
  const { id: signatureId, side, personName, typedName, drawn, at, hash, ledgerSeq, ledgerHash } = one
  return {
    signatureId,
    side,
    personName,
    typedName,
    drawn,
    at: at.toISOString(),
    hash,
    ledgerSeq,
    ledgerHash,
  }
}

function askedOf(actor: UserActor, signing: SigningRow, given: readonly { side: SigningSide }[]) {
  const side = sideOf(actor.role)
  const { contentHash } = signing
  const signed = given.map((one) => one.side)
  const whyNot = mayRole(actor.role, 'signing.sign')
    ? whyNotSign(signing, signed, { side, contentHash, factorGiven: actor.factorGiven })
    : 'forbidden'
  return { mine: whyNot === null ? side : null, whyNot }
}

type Wish = {
  readonly clientId: string
  readonly kind: SignableKind
  readonly subjectId: string
  readonly version: number
  readonly contentHash: string
  readonly typedName: string
  readonly drawing?: Drawing | undefined
}

/** One signature: all of it or nothing, and with the last one what the room does when everybody has signed. */
async function sign(
  desk: SigningDesk,
  tx: WriteTx,
  actor: UserActor,
  people: readonly ClientPerson[],
  wish: Wish,
) {
  const { clientId, kind, subjectId, version, contentHash } = wish
  const signing = await lockSigning(tx, clientId, wish)
  if (signing === null) throw notFound()
  const signed = (await signaturesOf(tx, clientId, [signing.id])).map((one) => one.side)
  const side = sideOf(actor.role)
  const code = whyNotSign(signing, signed, { side, contentHash, factorGiven: actor.factorGiven })
  if (code !== null) throw new Refusal(code, { version })
  // The session was let in a moment ago; who was taken off the client since then signs nothing.
  if (!people.some((one) => one.personId === actor.userId && mayRole(one.role, 'signing.sign')))
    throw new Refusal('signer_gone')
  const source = desk.sources.get(kind)
  const content = (await source?.contentOf(tx, clientId, subjectId, version)) ?? null
  if (content?.contentHash !== contentHash) throw new Refusal('signature_content_moved', { version })
  const { signatureId } = await keep(tx, actor, side, signing, wish)
  const complete = missingSigners(signing.sides, [...signed, side]).length === 0
  if (complete) {
    await closeSigning(tx, clientId, signing.id, 'complete')
    await tx.ledger(clientId, 'signing.completed', `${kind}:${subjectId}`, { version, contentHash })
    await source!.onComplete(tx, clientId, subjectId, version)
  }
  return { signatureId, complete }
}

/** Writes the signature into the ledger and beside it. */
async function keep(tx: WriteTx, actor: UserActor, side: SigningSide, signing: SigningRow, wish: Wish) {
  const { clientId, kind, subjectId, version, contentHash, typedName, drawing = null } = wish
  const factor = actor.factor ?? { kind: 'unknown', at: tx.now }
  const record = signatureText({
    client: clientId,
    kind,
    subjectId,
    version,
    contentHash,
    title: signing.title,
    side,
    person: { id: actor.userId, name: actor.name, role: actor.role },
    typedName,
    drawing,
    factor: { kind: factor.kind, at: factor.at.toISOString() },
    at: tx.now.toISOString(),
  })
  const hash = sha256(record)
  const drawn = drawing !== null && drawing.length > 0
  const entry = await tx.ledger(clientId, 'signature.given', `${kind}:${subjectId}`, {
    version,
    contentHash,
    signature: hash,
    side,
    typedName,
    drawn,
    factor: factor.kind,
    factorAt: factor.at.toISOString(),
  })
  const signatureId = await insertSignature(tx, clientId, {
    signingId: signing.id,
    side,
    personId: actor.userId,
    personName: actor.name,
    typedName,
    drawn,
    record,
    hash,
    ledgerSeq: entry.seq,
    ledgerHash: entry.hash,
  })
  return { signatureId }
}
