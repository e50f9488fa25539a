import { Refusal, assert } from '#kernel/refusal.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { SignableKind, SigningSide, SigningState } from '../rules/signing.ts'
import {
  type SignatureRow,
  type SigningRow,
  closeSigning,
  insertSigning,
  listSignings,
  lockSigning,
  signaturesOf,
} from '../store/signing.ts'

export type { SignableKind, SigningSide } from '../rules/signing.ts'

/** A fixed content that people put their names under: told by subject, version and the SHA-256 of its canonical bytes. */
export type Signable = {
  clientId: string
  kind: SignableKind
  subjectId: string
  version: number
  contentHash: string
  title: { zh: string; en: string }
}

export type SignatureLine = {
  side: SigningSide
  personId: string
  personName: string
  typedName: string
  drawn: boolean
  at: Date
  signatureId: string
}

export type SigningStand = {
  signable: Signable
  sides: readonly SigningSide[]
  signatures: readonly SignatureLine[]
  state: SigningState
}

/** What a room brings so that its things can be signed; composed in app.ts like change kinds. */
export type SignableSource = {
  kind: SignableKind
  /**
   * The content as the signer sees it, made anew from the data: its hash must equal the offered one, else `signature_content_moved`.
   * `content`: the canonical text that the hash is taken over, where it is text; the bundle then carries it.
   */
  contentOf(
    tx: ReadTx,
    clientId: string,
    subjectId: string,
    version: number,
  ): Promise<{ contentHash: string; title: { zh: string; en: string }; content?: string } | null>
  /** In the transaction of the last signature. */
  onComplete(tx: WriteTx, clientId: string, subjectId: string, version: number): Promise<void>
  /** The page where it is read and signed, for the letter that asks for it; the papers page when left out. */
  pathOf?(clientId: string, subjectId: string): string
}

/** Sent by an offer: writes to those who are asked to sign. */
export const offeredJob = 'access.signing_offered'

/**
 * Offers a content for signature by the sides; an open signing of an older version of the same subject becomes 'superseded' and can
 * be signed no more. Offering the same again does nothing. Refuses `version_superseded` for a version that is not the newest, and
 * `signing_closed` for one that was offered with another content or is closed.
 */
export async function openSigning(
  tx: WriteTx,
  signable: Signable,
  sides: readonly SigningSide[],
): Promise<void> {
  assert(sides.length > 0, 'somebody has to sign')
  const { clientId, kind, subjectId, version, contentHash, title } = signable
  const subject = `${kind}:${subjectId}`
  const all = await listSignings(tx, clientId, { kind, subjectId })
  const same = all.find((one) => one.version === version)
  if (same !== undefined) {
    if (same.state !== 'open' || same.contentHash !== contentHash)
      throw new Refusal('signing_closed', { version })
    return tx.noLedger('it is offered already')
  }
  const newest = all[0]
  if (newest !== undefined && newest.version > version)
    throw new Refusal('version_superseded', { version: newest.version })
  for (const older of all.filter((one) => one.state === 'open')) {
    await closeSigning(tx, clientId, older.id, 'superseded')
    await tx.ledger(clientId, 'signing.superseded', subject, { version: older.version, by: version })
  }
  await insertSigning(tx, clientId, { kind, subjectId, version, contentHash, title, sides: [...sides] })
  await tx.ledger(clientId, 'signing.opened', subject, { version, contentHash, title, sides: [...sides] })
  const { actor } = tx
  const by = actor.kind === 'user' ? actor.userId : ''
  await tx.enqueue(offeredJob, { agencyId: actor.agencyId, clientId, kind, subjectId, version, by })
}

/** Takes an offer back; nobody can sign it any more. Refuses `signing_closed` when it is not open. */
export async function withdrawSigning(
  tx: WriteTx,
  clientId: string,
  kind: SignableKind,
  subjectId: string,
  version: number,
  reason: string,
): Promise<void> {
  const signing = await lockSigning(tx, clientId, { kind, subjectId, version })
  if (signing?.state !== 'open') throw new Refusal('signing_closed', { version })
  await closeSigning(tx, clientId, signing.id, 'withdrawn', reason)
  await tx.ledger(clientId, 'signing.withdrawn', `${kind}:${subjectId}`, { version, reason })
}

/** Every version that was offered, newest first, with who has signed it. */
export async function signingsOf(
  tx: ReadTx,
  clientId: string,
  kind: SignableKind,
  subjectId?: string,
): Promise<SigningStand[]> {
  const all = await listSignings(tx, clientId, { kind, subjectId })
  const signatures = await signaturesOf(
    tx,
    clientId,
    all.map((one) => one.id),
  )
  return all.map((one) => standOf(clientId, one, signatures))
}

/** What a side is asked to sign and has not signed yet, of the kinds. */
export async function unsignedBy(
  tx: ReadTx,
  clientId: string,
  side: SigningSide,
  kinds: readonly SignableKind[],
): Promise<Signable[]> {
  const open: Signable[] = []
  for (const kind of kinds)
    for (const one of await signingsOf(tx, clientId, kind))
      if (
        one.state === 'open' &&
        one.sides.includes(side) &&
        !one.signatures.some((each) => each.side === side)
      )
        open.push(one.signable)
  return open
}

function standOf(clientId: string, one: SigningRow, signatures: readonly SignatureRow[]): SigningStand {
  const { kind, subjectId, version, contentHash, title, sides, state } = one
  return {
    signable: { clientId, kind, subjectId, version, contentHash, title },
    sides,
    state,
    signatures: signatures
      .filter((each) => each.signingId === one.id)
      .map(({ side, personId, personName, typedName, drawn, at, id }) => ({
        side,
        personId,
        personName,
        typedName,
        drawn,
        at,
        signatureId: id,
      })),
  }
}
