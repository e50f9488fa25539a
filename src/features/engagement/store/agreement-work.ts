import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { openSigning, withdrawSigning } from '#features/access/public/signing.ts'
import type { WriteTx } from '#platform/tenant.ts'
import {
  type AgreementKind,
  type Draft,
  type Version,
  findVersion,
  listVersions,
  lockDraft,
  moveVersion,
  offerVersion,
  removeDraft,
  saveDraft,
} from './agreements.ts'

// What is done alike with plan, quote and contract: drafting, offering, taking back.

/** A first draft. Refuses draft_is_there. */
export async function beginDraft(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  content: unknown,
  byName: string,
): Promise<{ revision: number }> {
  const revision = await saveDraft(tx, clientId, kind, { content, note: '', revision: 0, byName })
  if (revision === null) throw new Refusal('draft_is_there')
  await tx.ledger(clientId, `${kind}.drafted`, `${kind}:draft`, {})
  return { revision }
}

/** Saves what was read at a revision. Refuses draft_moved. */
export async function keepDraft(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  draft: { content: unknown; note: string; revision: number },
  byName: string,
): Promise<number> {
  const revision = await saveDraft(tx, clientId, kind, { ...draft, byName })
  if (revision === null) throw new Refusal('draft_moved')
  await tx.ledger(clientId, `${kind}.draft_saved`, `${kind}:draft`, { revision })
  return revision
}

export async function dropDraft(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
): Promise<{ dropped: boolean }> {
  const dropped = await removeDraft(tx, clientId, kind)
  if (dropped) await tx.ledger(clientId, `${kind}.draft_dropped`, `${kind}:draft`, {})
  else tx.noLedger('there was no draft')
  return { dropped }
}

/** The draft at the revision somebody looked at; whoever offers it too finds it gone. Refuses draft_moved. */
export async function draftAt(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  revision: number,
): Promise<{ content: unknown; note: string }> {
  const draft = await lockDraft(tx, clientId, kind)
  if (draft === null || draft.revision !== revision) throw new Refusal('draft_moved')
  return draft
}

type Problem = { readonly severity: string; readonly code: string; readonly path: string }

/** Refuses what has errors, with how many there are and where the first is; warnings may stand. */
export function refuseErrors(code: string, problems: readonly Problem[]): void {
  const errors = problems.filter((one) => one.severity === 'error')
  const [first] = errors
  if (first !== undefined)
    throw new Refusal(code, { count: errors.length, code: first.code, path: first.path })
}

/** Makes the draft a version that waits for both sides' signature. Refuses nothing_changed. */
export async function offerDraft(
  tx: WriteTx,
  clientId: string,
  kind: 'plan' | 'contract',
  offer: {
    content: unknown
    note: string
    byName: string
    fromOn: string | null
    title: (version: number) => { zh: string; en: string }
  },
): Promise<{ version: number; contentHash: string }> {
  const [newest] = await listVersions(tx, clientId, kind)
  if (
    newest !== undefined &&
    newest.state !== 'withdrawn' &&
    canonicalJson(newest.content as Json) === canonicalJson(offer.content as Json)
  )
    throw new Refusal('nothing_changed', { version: newest.version })
  const made = await offerVersion(tx, clientId, kind, offer)
  await removeDraft(tx, clientId, kind)
  const told: Json = { version: made.version, hash: made.contentHash, note: offer.note }
  await tx.ledger(clientId, `${kind}.offered`, `${kind}:${made.version}`, told)
  await openSigning(tx, { clientId, kind, subjectId: clientId, ...made, title: offer.title(made.version) }, [
    'agency',
    'client',
  ])
  return made
}

/** Takes an offered version back. Refuses version_not_open. */
export async function withdrawOffer(
  tx: WriteTx,
  clientId: string,
  kind: AgreementKind,
  version: number,
  reason: string,
): Promise<{ ok: true }> {
  if ((await findVersion(tx, clientId, kind, version)) === null) throw notFound()
  if (!(await moveVersion(tx, clientId, kind, version, { from: 'offered', to: 'withdrawn' })))
    throw new Refusal('version_not_open', { version })
  await tx.ledger(clientId, `${kind}.withdrawn`, `${kind}:${version}`, { version, reason })
  if (kind !== 'quote') await withdrawSigning(tx, clientId, kind, clientId, version, reason)
  return { ok: true }
}

export const draftHead = ({ note, revision, savedByName, savedAt }: Draft) => ({
  note,
  revision,
  savedByName,
  savedAt: savedAt.toISOString(),
})

export const headOf = (one: Version) => ({
  version: one.version,
  contentHash: one.contentHash,
  note: one.note,
  offeredByName: one.offeredByName,
  offeredAt: one.offeredAt.toISOString(),
  state: one.state,
  stateAt: one.stateAt.toISOString(),
  agreedAt: one.agreedAt?.toISOString() ?? null,
  agreedByName: one.agreedByName,
  choice: one.choice,
  fromOn: one.fromOn,
})
